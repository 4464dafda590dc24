import type { LimitUse } from '../availability/limit-use.ts';
import type { Claim } from '../availability/occupancy.ts';
import type { BookedStep, Booking } from '../booking/booking.ts';
import { moveBooking } from '../booking/move-booking.ts';
import type { SessionTime } from '../catalog/session.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { BookingId, ResourceId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import { computeWallTime } from '../time/time-zone.ts';
import { calendarEffect } from './calendar-effect.ts';
import { computeCancellation } from './decide-cancellation.ts';
import { decision, replaceById } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import { messageAbout, waitingListEffect } from './message-effects.ts';
import type { Order } from './order.ts';

/** The time a booking moves to, with what it occupies there. */
export type NewTime = {
  readonly startsAt: EpochMillis;
  readonly endsAt: EpochMillis;
  readonly claims: readonly Claim[];
  /** What a booking there is counted on. */
  readonly limits: readonly LimitUse[];
  readonly sessions: readonly SessionTime[];
  readonly steps: readonly BookedStep[];
  readonly resourceIds: readonly ResourceId[];
};

/**
 * Decides the move of a confirmed booking to another time at the same price. The payment stays with the order.
 * A customer may move it as long as a cancellation would cost nothing; an owner always. Refuses `not_reschedulable`.
 */
export function decideReschedule(
  order: Order,
  bookingId: BookingId,
  time: NewTime,
  by: 'customer' | 'owner',
  now: EpochMillis,
): Outcome<OrderDecision> {
  const allowed = checkReschedulable(order, bookingId, by, now);
  if (!allowed.ok) return allowed;
  const moved = moveBooking(allowed.value, 'rescheduled', {
    startsAt: time.startsAt,
    endsAt: time.endsAt,
    wallStart: computeWallTime(time.startsAt, allowed.value.timeZone),
    claims: time.claims,
    limits: time.limits,
    sessions: time.sessions,
    steps: time.steps,
    resourceIds: time.resourceIds,
    // Its new time was found free like anybody's, and is guarded like anybody's.
    override: false,
    sequence: allowed.value.sequence + 1,
    changedAt: now,
  });
  if (!moved.ok) return moved;
  return accept(
    decision(
      { ...order, bookings: replaceById(order.bookings, [moved.value]) },
      {
        release: [bookingId],
        claim: [bookingId],
        effects: [
          messageAbout(moved.value, 'booking_rescheduled'),
          waitingListEffect(allowed.value),
          calendarEffect(allowed.value, moved.value),
        ],
      },
    ),
  );
}

/** Checks whether a booking may be moved now and answers it. */
export function checkReschedulable(
  order: Order,
  bookingId: BookingId,
  by: 'customer' | 'owner',
  now: EpochMillis,
): Outcome<Booking> {
  const booking = order.bookings.find((candidate) => candidate.id === bookingId);
  if (booking === undefined) return refuse('booking_not_found', { bookingId });
  const share = computeCancellation(order, bookingId, by, now);
  if (!share.ok || share.value.keptMinor > 0) return refuse('not_reschedulable', { bookingId, state: booking.state });
  return accept(booking);
}
