import { moveBooking } from '../booking/move-booking.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { BookingId } from '../ids.ts';
import type { Settlement } from '../pricing/refund-by-policy.ts';
import { computeSettlement } from '../pricing/refund-by-policy.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { NextId } from './build-order.ts';
import { computeBookingMoney } from './booking-money.ts';
import { calendarEffect } from './calendar-effect.ts';
import { decision, replaceById } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import { messageAbout, waitingListEffect } from './message-effects.ts';
import type { Order } from './order.ts';
import { settleBooking } from './settle-booking.ts';

/** Who cancels: a customer gets back what the frozen policy says, an owner gives back everything. */
export type CancelledBy = 'customer' | 'owner';

/** Why a booking is cancelled: somebody did, or its session has too few people; then everything goes back too. */
export type CancellationCause = CancelledBy | 'too_few';

/**
 * Computes what the cancellation of a confirmed booking would give back and cost now, before anyone decides.
 * Refuses `not_cancellable` when the booking is not confirmed, or (for a customer) has begun; `payment_disputed` while his bank looks into the payment.
 */
export function computeCancellation(
  order: Order,
  bookingId: BookingId,
  by: CancellationCause,
  now: EpochMillis,
): Outcome<Settlement> {
  const booking = order.bookings.find((candidate) => candidate.id === bookingId);
  if (booking === undefined) return refuse('booking_not_found', { bookingId });
  if (booking.state !== 'confirmed') return refuse('not_cancellable', { bookingId, state: booking.state });
  if (by === 'customer' && now >= booking.startsAt) return refuse('not_cancellable', { bookingId, reason: 'started' });
  if (by === 'customer' && isDisputed(order)) return refuse('payment_disputed', { bookingId });
  const { cancellationPolicy, startsAt } = booking;
  return accept(computeSettlement(cancellationPolicy, computeBookingMoney(order, bookingId), by, startsAt, now));
}

/** While a bank looks into it, a customer neither gets money back from us nor moves what it was paid for. */
const isDisputed = ({ payments }: Order): boolean => payments.some(({ state }) => state === 'disputed');

/** Decides the cancellation of a confirmed booking: time back, money split by policy between refund, kept and owed, all told. */
export function decideCancellation(
  order: Order,
  bookingId: BookingId,
  by: CancellationCause,
  now: EpochMillis,
  nextId: NextId,
): Outcome<OrderDecision> {
  const settlement = computeCancellation(order, bookingId, by, now);
  if (!settlement.ok) return settlement;
  const booking = order.bookings.find((candidate) => candidate.id === bookingId);
  if (booking === undefined) return refuse('booking_not_found', { bookingId });
  const moved = moveBooking(booking, 'cancelled', { sequence: booking.sequence + 1, changedAt: now });
  if (!moved.ok) return moved;
  const settled = settleBooking(order, `cancelled/${bookingId}`, settlement.value, { bookingId, now, nextId });
  const { refunds, effects } = settled.planned;
  const [toCustomer, toOwner] =
    by === 'too_few'
      ? (['session_too_few', 'owner_session_too_few'] as const)
      : (['booking_cancelled', 'owner_booking_cancelled'] as const);
  const messages = [toCustomer, toOwner].map((template) => messageAbout(moved.value, template, refunds[0]?.id ?? null));
  return accept(
    decision(
      { ...settled.order, bookings: replaceById(order.bookings, [moved.value]) },
      {
        release: [bookingId],
        effects: [...effects, ...messages, waitingListEffect(moved.value), calendarEffect(booking, moved.value)],
      },
    ),
  );
}
