import type { LimitUse } from '../availability/limit-use.ts';
import type { Claim } from '../availability/occupancy.ts';
import type { CancellationPolicy } from '../catalog/cancellation-policy.ts';
import type { SessionTime } from '../catalog/session.ts';
import type { BookingId, LineId, OrderId, ResourceId, ServiceId } from '../ids.ts';
import type { ChosenExtra } from '../pricing/quote.ts';
import type { EpochMillis } from '../time/instant.ts';

/** Where a booking stands. */
export type BookingState =
  'held' | 'awaiting_payment' | 'pending_approval' | 'confirmed' | 'completed' | 'no_show' | 'cancelled' | 'expired';

export type { Claim, LimitUse };

/** A part of an appointment as it was booked. */
export type BookedStep = { readonly name: string; readonly startsAt: EpochMillis; readonly endsAt: EpochMillis };

/** One person's or party's time. A hold is a booking in state `held`: the same row from the first click to the end. */
export type Booking = {
  readonly id: BookingId;
  readonly orderId: OrderId;
  readonly lineId: LineId;
  readonly serviceId: ServiceId;
  readonly state: BookingState;
  readonly startsAt: EpochMillis;
  readonly endsAt: EpochMillis;
  /** Wall time of the start in `timeZone`, so that a change of a zone's rules can be followed. */
  readonly wallStart: string;
  readonly timeZone: string;
  /** The zone the customer looked from; messages name both when they differ. */
  readonly customerTimeZone: string;
  readonly partySize: number;
  /** What was added to it. */
  readonly extras: readonly ChosenExtra[];
  /** What it occupies; empty for a seat in a class. */
  readonly claims: readonly Claim[];
  /** What it is counted on while it has its time; frozen, so that a changed limit changes nothing about it. Each key once. */
  readonly limits: readonly LimitUse[];
  /** The sessions in each of which it takes seats, in order of start; empty for an appointment. */
  readonly sessions: readonly SessionTime[];
  /** The parts that it has, in order, as they were when it was booked or moved; empty when it has none. */
  readonly steps: readonly BookedStep[];
  /** The resources that are named to the customer: the chosen or assigned person, or the class's teacher. */
  readonly resourceIds: readonly ResourceId[];
  /** When an unpaid hold ends; null once it is confirmed or over. */
  readonly holdExpiresAt: EpochMillis | null;
  /** Put there by the owner although the time was not free: its claims guard nothing, and everybody who looks is told. */
  readonly override: boolean;
  readonly cancellationPolicy: CancellationPolicy;
  /** Raised with each change of time or place, for calendars (RFC 5545 SEQUENCE). */
  readonly sequence: number;
  readonly createdAt: EpochMillis;
  /** When its sequence was raised last: it was moved then, or cancelled. Absent while it stands as it was made. */
  readonly changedAt?: EpochMillis | undefined;
};
