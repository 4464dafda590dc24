import type { ResourceId, ServiceId } from '../../ids.ts';

/**
 * When a price rule, a promotion or a code counts: everything that is given must hold. Dates, weekdays and times are those of the start (of a stay each night's own), on the
 * clock of the service's zone. What is not known yet (a price asked for without a start) does not hold.
 */
export type PriceConditions = {
  /** ISO weekdays, 1 = Monday … 7 = Sunday. */
  readonly weekdays?: readonly number[] | undefined;
  /** Starts from this minute of the day on, and before that one; past midnight when the first is later. */
  readonly times?: { readonly fromMinute: number; readonly toMinute: number } | undefined;
  /** Any of these ranges, both ends included: dates `YYYY-MM-DD`, or `MM-DD` for every year (over New Year when the first is later). */
  readonly dates?: readonly { readonly from: string; readonly to: string }[] | undefined;
  /** Booked at least so long before the start: early birds. In minutes. */
  readonly minimumLeadMinutes?: number | undefined;
  /** Booked at most so long before the start: last minute. In minutes. */
  readonly maximumLeadMinutes?: number | undefined;
  /** So many people or more come, or fewer. */
  readonly minimumPeople?: number | undefined;
  readonly maximumPeople?: number | undefined;
  /** At most so many seats of the session are free before this booking: the last places. */
  readonly maximumSeatsLeft?: number | undefined;
  /** The first places: at most so many seats are taken before this booking. */
  readonly maximumSeatsTaken?: number | undefined;
  /** The visitor chose one of these people or places by name. */
  readonly resourceIds?: readonly ResourceId[] | undefined;
};

/** What something is for. */
export type PriceScope = {
  /** The services; null for all. */
  readonly serviceIds: readonly ServiceId[] | null;
  readonly when?: PriceConditions | undefined;
};
