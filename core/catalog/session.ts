import type { ResourceId, ServiceId, SessionId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';

/** One date of a class. Seats are counted on it; its teacher and room are occupied by its own claims. */
export type Session = {
  readonly id: SessionId;
  readonly serviceId: ServiceId;
  readonly startsAt: EpochMillis;
  readonly endsAt: EpochMillis;
  readonly capacity: number;
  /** Seats taken by bookings and live holds. */
  readonly seatsTaken: number;
  readonly resourceIds: readonly ResourceId[];
};
