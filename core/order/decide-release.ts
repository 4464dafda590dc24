import type { Booking } from '../booking/booking.ts';
import { moveBooking } from '../booking/move-booking.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import { findOpenPayment } from './compute-totals.ts';
import { decision, isUnconfirmed, replaceById } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import { waitingListEffect } from './message-effects.ts';
import type { Order } from './order.ts';
import { releaseReservedCodes } from './redemptions.ts';
import type { EpochMillis } from '../time/instant.ts';

/**
 * Decides that unconfirmed bookings give their time and codes back: because the hold is over, the visitor gave up, or (`by_hand`) the owner wants the
 * time back although nobody knows what becomes of its payment. Money that comes after that is late money.
 *
 * Refuses `payment_in_progress` while a payment can still be paid: the provider must withdraw it first, but for the owner's hand.
 * Refuses `illegal_transition` when no booking is unconfirmed, or when asked to expire one whose hold is not over.
 */
export function decideRelease(order: Order, why: 'expired' | 'cancelled' | 'by_hand', now: EpochMillis): Outcome<OrderDecision> {
  const event = why === 'cancelled' ? 'cancelled' : 'expired';
  if (why !== 'by_hand' && findOpenPayment(order) !== undefined) return refuse('payment_in_progress', { orderId: order.id });
  const isOver = (booking: Booking): boolean =>
    why === 'cancelled' || (booking.holdExpiresAt !== null && booking.holdExpiresAt <= now);
  // One price was made for all of them: they leave together.
  const leaving = order.bookings.filter(isUnconfirmed);
  if (!leaving.some(isOver))
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
      { ...order, bookings, redemptions: releaseReservedCodes(order) },
      { release: left.map((booking) => booking.id), effects: left.map((booking) => waitingListEffect(booking, 'released')) },
    ),
  );
}
