import type { SessionTime } from '../catalog/session.ts';
import type { ResourceId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';

/** A time that can be booked. */
export type Slot = {
  readonly startsAt: EpochMillis;
  readonly endsAt: EpochMillis;
  /** Those the visitor may choose among that are free at this time; empty when there is no choice. */
  readonly resourceIds: readonly ResourceId[];
  /** How many bookings of the asked party size still fit. At least 1. */
  readonly remaining: number;
  /** The sessions in which it takes seats, in order of start; empty for an appointment. */
  readonly sessions: readonly SessionTime[];
  /** How many more people it needs to take place; missing when that is certain. At least 1. */
  readonly missingToRun?: number | undefined;
  /** Whether the customer would have the same people as the last time; missing where that was not asked, or they are not free. */
  readonly isSameAgain?: boolean | undefined;
};
