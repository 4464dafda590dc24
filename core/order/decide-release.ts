import type { Booking } from '../booking/booking.ts';
import { moveBooking } from '../booking/move-booking.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import { findOpenPayment } from './compute-totals.ts';
import { decision, isUnconfirmed, replaceById } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import { waitingListEffect } from './message-effects.ts';
import type { Order, Redemption } from './order.ts';
import type { EpochMillis } from '../time/instant.ts';

/**
 * Decides that unconfirmed bookings give their time and codes back: because the hold is over, or because the visitor gave up.
 *
 * Refuses `payment_in_progress` while a payment can still be paid: the provider must withdraw it first.
 * Refuses `illegal_transition` when no booking is unconfirmed, or when asked to expire one whose hold is not over.
 */
export function decideRelease(order: Order, event: 'expired' | 'cancelled', now: EpochMillis): Outcome<OrderDecision> {
  if (findOpenPayment(order) !== undefined) return refuse('payment_in_progress', { orderId: order.id });
  const isOver = (booking: Booking): boolean =>
    event === 'cancelled' || (booking.holdExpiresAt !== null && booking.holdExpiresAt <= now);
  const leaving = order.bookings.filter((booking) => isUnconfirmed(booking) && isOver(booking));
  if (leaving.length === 0)
    return refuse('illegal_transition', { orderId: order.id, state: order.bookings[0]?.state ?? null, event });
  const left: Booking[] = [];
  for (const booking of leaving) {
    const moved = moveBooking(booking, event, { holdExpiresAt: null });
    if (!moved.ok) return moved;
    left.push(moved.value);
  }
  const bookings = replaceById(order.bookings, left);
  return accept(
    decision(
      { ...order, bookings, redemptions: releaseRedemptions(order) },
      { release: left.map((booking) => booking.id), effects: left.map((booking) => waitingListEffect(booking, 'released')) },
    ),
  );
}

/** Gives back the codes that were only reserved. */
const releaseRedemptions = (order: Order): readonly Redemption[] =>
  order.redemptions.map((redemption) => (redemption.state === 'reserved' ? { ...redemption, state: 'released' } : redemption));
