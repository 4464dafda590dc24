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
import { computeMoveFee } from '../pricing/move-fee.ts';
import { computeBookingMoney } from './booking-money.ts';
import { planRefunds } from './build-refunds.ts';
import type { NextRefundId } from './build-refunds.ts';
import { calendarEffect } from './calendar-effect.ts';
import { computeCancellation } from './decide-cancellation.ts';
import { decision, replaceById } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import { messageAbout, waitingListEffect } from './message-effects.ts';
import type { Order } from './order.ts';
import type { Repriced } from './reprice-order.ts';

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

/** What a move is decided with beside the time. */
export type MoveTerms = {
  readonly by: 'customer' | 'owner';
  readonly now: EpochMillis;
  readonly nextId: NextRefundId;
  /** The order with the price of the new time. */
  readonly repriced: Repriced;
};

/**
 * Decides the move of a confirmed booking to another time, at the price that it has there. The payment stays with the order; what the new time costs less goes back as far as it was paid.
 * A customer may move it as the frozen policy says; an owner always. Refuses `not_reschedulable`.
 */
export function decideReschedule(
  order: Order,
  bookingId: BookingId,
  time: NewTime,
  { by, now, nextId, repriced }: MoveTerms,
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
  const { refunds, effects } = planRefunds(repriced.order, repriced.refundMinor, 'rescheduled', now, nextId);
  return accept(
    decision(
      {
        ...repriced.order,
        bookings: replaceById(order.bookings, [moved.value]),
        refunds: [...order.refunds, ...refunds],
      },
      {
        release: [bookingId],
        claim: [bookingId],
        effects: [
          ...effects,
          messageAbout(moved.value, 'booking_rescheduled'),
          waitingListEffect(allowed.value),
          calendarEffect(allowed.value, moved.value),
        ],
      },
    ),
  );
}

/** Checks whether a booking may be moved now and answers it: by a customer as its policy says; where that says nothing, as long as a cancellation would cost nothing. */
export function checkReschedulable(
  order: Order,
  bookingId: BookingId,
  by: 'customer' | 'owner',
  now: EpochMillis,
): Outcome<Booking> {
  const booking = order.bookings.find((candidate) => candidate.id === bookingId);
  if (booking === undefined) return refuse('booking_not_found', { bookingId });
  const refused = refuse('not_reschedulable', { bookingId, state: booking.state });
  const settlement = computeCancellation(order, bookingId, by, now);
  if (!settlement.ok) return refused;
  if (by === 'owner') return accept(booking);
  const { cancellationPolicy, startsAt } = booking;
  if (cancellationPolicy.reschedule === undefined)
    return settlement.value.keptMinor + settlement.value.owedMinor > 0 ? refused : accept(booking);
  return computeMoveFee(cancellationPolicy, computeBookingMoney(order, bookingId), startsAt, now) === null
    ? refused
    : accept(booking);
}
