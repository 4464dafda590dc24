import { isWholeAddress } from '../catalog/at-customer.ts';
import type { Booking } from '../booking/booking.ts';
import { moveBooking } from '../booking/move-booking.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { PaymentId } from '../ids.ts';
import type { Payment } from '../payment/payment.ts';
import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import type { NextId } from './build-order.ts';
import { findOpenPayment } from './compute-totals.ts';
import { decideConfirmation } from './decide-confirmation.ts';
import { decision, isUnconfirmed, replaceById } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import type { Order } from './order.ts';

/** Starting to pay keeps the time for at least this long … */
const PAYMENT_WINDOW = 10 * MINUTE;
/** … but never longer than this after the first hold, so that nobody keeps a time for ever. */
const HOLD_CEILING = 30 * MINUTE;

/** What starting a checkout leads to: a payment to open at the provider, or none because nothing is due. */
export type CheckoutDecision = OrderDecision & { readonly paymentId: PaymentId | null };

/** On which account a new payment is made (null: on none), and how long its time may be kept for a method that takes days (null: no such method). */
export type PaymentTerms = { readonly provider: string | null; readonly delayedDays: number | null };

/**
 * Decides the start of a checkout: the time is kept while the payment is under way, and an open payment is used again.
 * Refuses `hold_expired`, `already_paid`, `customer_required`, `address_required`, `illegal_transition`.
 */
export function decideCheckout(
  order: Order,
  { provider, delayedDays }: PaymentTerms,
  now: EpochMillis,
  nextId: NextId,
): Outcome<CheckoutDecision> {
  const ready = checkReady(order, now);
  if (!ready.ok) return ready;
  const bookings = ready.value;
  if (Object.values(order.addresses ?? {}).some((address) => address !== undefined && !isWholeAddress(address)))
    return refuse('address_required', { path: 'address' });
  if (order.quote.dueNow.amountMinor === 0) {
    const confirmed = decideConfirmation(order, bookings, 'nothing_due');
    return confirmed.ok ? accept({ ...confirmed.value, paymentId: null }) : confirmed;
  }
  if (provider === null) return refuse('payments_not_configured');
  const kept: Booking[] = [];
  // The bookings of an order are kept, and end, together.
  const holdExpiresAt = Math.min(...bookings.map((booking) => computeExtendedHold(booking, now)));
  for (const booking of bookings) {
    const moved = moveBooking(booking, 'checkout_started', { holdExpiresAt });
    if (!moved.ok) return moved;
    kept.push(moved.value);
  }
  const open = findOpenPayment(order);
  const payment = open ?? buildPayment(order, provider, delayedDays, now, nextId);
  const payments = open === undefined ? [...order.payments, payment] : order.payments;
  return accept({ ...decision({ ...order, bookings: replaceById(order.bookings, kept), payments }), paymentId: payment.id });
}

/** Computes how long a time is kept once the visitor pays. */
export function computeExtendedHold(booking: Booking, now: EpochMillis): EpochMillis {
  const current = booking.holdExpiresAt ?? now;
  return Math.max(current, Math.min(now + PAYMENT_WINDOW, booking.createdAt + HOLD_CEILING, booking.startsAt));
}

/** Checks that the order can be paid now and answers its bookings that wait for it. */
function checkReady(order: Order, now: EpochMillis): Outcome<readonly Booking[]> {
  const bookings = order.bookings.filter(isUnconfirmed);
  if (bookings.length === 0) {
    const first = order.bookings[0];
    if (first?.state === 'expired') return refuse('hold_expired', { bookingId: first.id });
    if (first?.state === 'confirmed') return refuse('already_paid', { bookingId: first.id });
    return refuse('illegal_transition', { state: first?.state ?? null, event: 'checkout_started' });
  }
  const over = bookings.find((booking) => booking.holdExpiresAt !== null && booking.holdExpiresAt <= now);
  if (over !== undefined) return refuse('hold_expired', { bookingId: over.id });
  if (order.customer === null) return refuse('customer_required', { path: 'customer' });
  return accept(bookings);
}

const buildPayment = (order: Order, provider: string, delayedDays: number | null, now: EpochMillis, nextId: NextId): Payment => ({
  id: nextId('pay'),
  orderId: order.id,
  provider,
  providerId: null,
  state: 'created',
  amountMinor: order.quote.dueNow.amountMinor,
  currency: order.currency,
  capturedMinor: 0,
  lastDeclineCode: null,
  delayedDays,
  disputes: [],
  ownerToldAt: null,
  createdAt: now,
});
