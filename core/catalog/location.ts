import type { LocationId, ZoneId } from '../ids.ts';
import type { Position, PostcodePosition, PostcodeRange } from './at-customer.ts';
import type { ScheduleUse } from './schedule.ts';

/** Where services take place: a shop, a studio, a practice. */
export type Location = {
  readonly id: LocationId;
  readonly name: string;
  /** As the customer reads it, in one line. */
  readonly address: string;
  /** The zone that ways from and to it are measured in; without one the ways of `otherwiseMinutes` count. */
  readonly travelZoneId?: ZoneId | null | undefined;
  /** When anything may be held there at all, on the clock of the service's zone; without any, always. */
  readonly schedules?: readonly ScheduleUse[] | undefined;
  /** For a service that comes to whoever lives so far from here. */
  readonly position?: Position | null | undefined;
};

/** A part of the area that people travel in. */
export type TravelZone = {
  readonly id: ZoneId;
  readonly name: string;
  /** The way from one place in it to another, in minutes. */
  readonly minutesWithin: number;
  /** Which addresses lie in it; of several zones the one that says most of a postcode. */
  readonly postcodes?: readonly PostcodeRange[] | undefined;
};

/** The way from one zone to another, in minutes; the way back is as long unless it is named too. */
export type ZoneMinutes = { readonly from: ZoneId; readonly to: ZoneId; readonly minutes: number };

/** How long people are on their way between the places of a business. */
export type TravelRules = {
  readonly zones: readonly TravelZone[];
  readonly minutes: readonly ZoneMinutes[];
  /** The way between two zones that are not named together, and from and to a place without a zone. */
  readonly otherwiseMinutes: number;
  /** Where postcodes are, for areas by distance. */
  readonly positions?: readonly PostcodePosition[] | undefined;
};

/** Writes where a location is, as the customer reads it. */
export const describeLocation = ({ name, address }: Location): string => `${name}, ${address}`;
