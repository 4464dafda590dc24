import type { BookingState } from '../booking/booking.ts';
import type { BookingId, ServiceId, SessionId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { Claim } from '../availability/occupancy.ts';

/** What occupies a resource: a booking, or a session of a class. */
export type Occupant =
  | {
      readonly kind: 'booking';
      readonly bookingId: BookingId;
      /** The number of its order that people read to each other. */
      readonly reference: string;
      readonly serviceId: ServiceId;
      readonly state: BookingState;
      /** Without its buffers. */
      readonly startsAt: EpochMillis;
      readonly endsAt: EpochMillis;
    }
  | {
      readonly kind: 'session';
      readonly sessionId: SessionId;
      readonly serviceId: ServiceId;
      readonly startsAt: EpochMillis;
      readonly endsAt: EpochMillis;
    };

/** A claim with what made it. */
export type HeldClaim = Claim & { readonly by: Occupant };
