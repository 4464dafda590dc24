import type { Booking } from '../booking/booking.ts';
import { moveBooking } from '../booking/move-booking.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { ChosenExtra, Quote } from '../pricing/quote.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { NextId } from './build-order.ts';
import { buildLines } from './build-order.ts';
import { findOpenPayment } from './compute-totals.ts';
import { decision, isUnconfirmed, replaceById } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import type { Customer, Order, Redemption } from './order.ts';

/** What a visitor changes before he pays. */
export type OrderRevision = {
  readonly quote: Quote;
  readonly extras: readonly ChosenExtra[];
  readonly customer: Customer | null;
};

/**
 * Decides a change of extras, code or customer before the payment. The old price is replaced as a whole.
 * Refuses `payment_in_progress` while a payment for the old price can still be paid, `hold_expired`, `already_paid`, `illegal_transition`.
 */
export function decideRequote(order: Order, revision: OrderRevision, now: EpochMillis, nextId: NextId): Outcome<OrderDecision> {
  const booking = order.bookings.find(isUnconfirmed);
  const state = order.bookings[0]?.state ?? null;
  if (booking === undefined && state === 'expired') return refuse('hold_expired', { orderId: order.id });
  if (booking === undefined && state === 'confirmed') return refuse('already_paid', { orderId: order.id });
  if (booking === undefined) return refuse('illegal_transition', { state, event: 'changed' });
  if (booking.holdExpiresAt !== null && booking.holdExpiresAt <= now) return refuse('hold_expired', { orderId: order.id });
  const { quote, extras, customer } = revision;
  if (quote.hash === order.quote.hash) return accept(decision({ ...order, extras, customer }));
  if (findOpenPayment(order) !== undefined) return refuse('payment_in_progress', { orderId: order.id });
  const held = returnToHeld(booking);
  if (!held.ok) return held;
  const lines = buildLines(quote, booking.id, nextId, order.lines);
  const bookings = replaceById(order.bookings, [held.value]);
  return accept(decision({ ...order, quote, extras, customer, lines, bookings, redemptions: changeRedemptions(order, quote) }));
}

const returnToHeld = (booking: Booking): Outcome<Booking> =>
  booking.state === 'held' ? accept(booking) : moveBooking(booking, 'payment_withdrawn');

/** Reserves the codes of the new quote and releases those that it no longer uses. */
function changeRedemptions(order: Order, quote: Quote): readonly Redemption[] {
  const wanted = quote.lines.filter((line) => line.kind === 'discount').map((line) => line.subject);
  const kept = order.redemptions.map((redemption): Redemption => {
    const state = wanted.includes(redemption.code) ? 'reserved' : 'released';
    return state === redemption.state ? redemption : { ...redemption, state };
  });
  const known = new Set(kept.map((redemption) => redemption.code));
  return [...kept, ...wanted.filter((code) => !known.has(code)).map((code): Redemption => ({ code, state: 'reserved' }))];
}
