import type { Booking } from '../booking/booking.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { BookingId } from '../ids.ts';
import type { Payment } from '../payment/payment.ts';
import type { EpochMillis } from '../time/instant.ts';
import { HOUR } from '../time/instant.ts';
import { computeWallTime } from '../time/time-zone.ts';
import { planRefundOf } from './build-refunds.ts';
import type { NextRefundId } from './build-refunds.ts';
import { decideConfirmation } from './decide-confirmation.ts';
import type { NewTime } from './decide-reschedule.ts';
import { decision } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import { buildEntries, computeBalance } from './ledger.ts';
import { spreadOverLines } from './line-accounts.ts';
import { messageAbout } from './message-effects.ts';
import type { LateOffer, Order } from './order.ts';
import { moveQuotedCodes, releaseReservedCodes } from './redemptions.ts';

/** How long a customer whose money came too late may choose another time for it. */
export const OFFER_LASTS = 24 * HOUR;

/** Decides to offer another time for money that came too late and stands on the account `offered`; codes are kept for it. */
export function decideOffer(
  order: Order,
  booking: Booking,
  payment: Payment,
  amountMinor: number,
  now: EpochMillis,
): OrderDecision {
  const lateOffer: LateOffer = { paymentId: payment.id, amountMinor, expiresAt: now + OFFER_LASTS, state: 'open' };
  const redemptions = moveQuotedCodes(order, 'reserved');
  const effects = [
    messageAbout(booking, 'payment_late_offer', null, payment.id),
    messageAbout(booking, 'owner_payment_late', null, payment.id),
  ];
  return decision({ ...order, lateOffer, redemptions }, { effects });
}

/** Finds the offer that stands open for a booking whose hold is over; null when there is none. */
export function findOpenOffer(order: Order, bookingId: BookingId): LateOffer | null {
  const { lateOffer } = order;
  const isConcerned = order.bookings.some(({ id, state }) => id === bookingId && state === 'expired');
  return isConcerned && lateOffer?.state === 'open' ? lateOffer : null;
}

/** Decides that the customer has chosen another time for his money: the booking is confirmed there, at the price that was paid. Refuses `offer_ended`. */
export function decideTakeOffer(order: Order, bookingId: BookingId, time: NewTime, now: EpochMillis): Outcome<OrderDecision> {
  const offer = findOpenOffer(order, bookingId);
  const booking = order.bookings.find(({ id }) => id === bookingId);
  // Nobody gets time for money that is not there any more.
  const isWhole = offer !== null && 0 - computeBalance(order.ledger, 'offered') === offer.amountMinor;
  if (offer === null || booking === undefined || now >= offer.expiresAt || !isWhole) return refuse('offer_ended', { bookingId });
  const movements = { offered: offer.amountMinor, ...spreadOverLines(order, offer.amountMinor) };
  const ledger = [...order.ledger, ...buildEntries(`offer_taken/${offer.paymentId}`, movements, now)];
  const { startsAt, endsAt, claims, limits, sessions, steps, resourceIds } = time;
  const moved: Booking = {
    ...booking,
    ...{ startsAt, endsAt, claims, limits, resourceIds, sessions, steps },
    wallStart: computeWallTime(startsAt, booking.timeZone),
    sequence: booking.sequence + 1,
    changedAt: now,
  };
  const lateOffer: LateOffer = { ...offer, state: 'taken' };
  const confirmed = decideConfirmation({ ...order, ledger, lateOffer }, [moved], 'paid_late');
  return confirmed.ok ? accept({ ...confirmed.value, claim: [bookingId] }) : confirmed;
}

/** Whether an offer has ended without an answer. */
export const isOfferOver = ({ lateOffer }: Order, now: EpochMillis): boolean =>
  lateOffer?.state === 'open' && lateOffer.expiresAt <= now;

/** Decides that an open offer ends without a booking: what it still holds goes back, codes are given back, and the customer is told. */
export function decideEndOfOffer(
  order: Order,
  how: 'declined' | 'lapsed',
  now: EpochMillis,
  nextId: NextRefundId,
): OrderDecision {
  const { lateOffer } = order;
  if (lateOffer?.state !== 'open') return decision(order);
  const payment = order.payments.find(({ id }) => id === lateOffer.paymentId);
  if (payment === undefined) throw new Error(`order ${order.id} lacks the payment of its offer`);
  const heldMinor = 0 - computeBalance(order.ledger, 'offered');
  const planned = planRefundOf(payment, heldMinor, 'late_payment', now, nextId);
  const entries = buildEntries(`offer_ended/${payment.id}`, { offered: heldMinor, refund_due: -heldMinor }, now);
  const refundId = planned.refunds[0]?.id ?? null;
  const messages = order.bookings
    .slice(0, 1)
    .map((booking) => messageAbout(booking, 'payment_refunded_late', refundId, refundId === null ? payment.id : null));
  const next: Order = {
    ...order,
    lateOffer: { ...lateOffer, state: how },
    refunds: [...order.refunds, ...planned.refunds],
    redemptions: releaseReservedCodes(order),
    ledger: [...order.ledger, ...entries],
  };
  return decision(next, { effects: [...planned.effects, ...messages] });
}
