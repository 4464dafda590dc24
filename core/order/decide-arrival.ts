import type { Booking } from '../booking/booking.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept } from '../errors/refusal.ts';
import type { Payment, Refund } from '../payment/payment.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { NextId } from './build-order.ts';
import { planRefundOf } from './build-refunds.ts';
import { computeTotals } from './compute-totals.ts';
import { decideConfirmation } from './decide-confirmation.ts';
import { decideOffer } from './decide-offer.ts';
import { decision, isUnconfirmed } from './decision.ts';
import type { OrderDecision, PaymentChoice } from './decision.ts';
import { buildEntries } from './ledger.ts';
import { spreadOverGaps, spreadOverLines } from './line-accounts.ts';
import { messageAbout } from './message-effects.ts';
import type { Order } from './order.ts';

/**
 * Decides what money that has just arrived is for, the best that may be possible first.
 *
 * Enough for a waiting booking: it is confirmed, and anything above the price goes back. The hold is over: the same time if it is still free, else
 * the offer to choose another, else the money goes back and the customer is told. A booking that is confirmed already or was cancelled: it goes back.
 *
 * @see docs/algorithms/payments.md (table "money that arrives")
 */
export function decideArrival(
  order: Order,
  payment: Payment,
  { arrivedMinor, leftMinor }: Arrived,
  now: EpochMillis,
  nextId: NextId,
): Outcome<readonly PaymentChoice[]> {
  const arrival: Arrival = { order, payment, arrivedMinor, now, nextId };
  const waiting = order.bookings.filter(isUnconfirmed);
  const expired = order.bookings.filter((booking) => booking.state === 'expired');
  // What arrived before is on its way back or was kept for a booking: only what arrives now can pay for one.
  const isEnough = arrivedMinor >= order.quote.dueNow.amountMinor && leftMinor > 0;
  if (waiting.length > 0 && isEnough) {
    const confirmed = decideConfirmation(keepPrice(arrival), waiting, 'paid');
    return confirmed.ok ? accept([{ kind: 'certain', decision: addExcess(arrival, confirmed.value) }]) : confirmed;
  }
  const returned: PaymentChoice = { kind: 'certain', decision: returnAll(arrival, chooseReason(order, waiting.length > 0)) };
  const missingMinor = computeTotals(order).dueMinor;
  if (waiting.length === 0 && missingMinor > 0 && arrivedMinor >= missingMinor && leftMinor > 0) {
    return accept([{ kind: 'certain', decision: fillGap(arrival, missingMinor) }]);
  }
  // Nobody waits for this booking any more, so it is begun again only for all of its price.
  const isWhole = isEnough && leftMinor >= order.quote.dueNow.amountMinor;
  if (expired.length === 0 || !isWhole || order.lateOffer?.state === 'open') return accept([returned]);
  const seated = seatAgain(arrival, expired);
  return seated.ok ? accept([...seated.value, ...offer(arrival, expired), returned]) : seated;
}

/** What came, and what of the payment the provider still has: what went back by hand before we looked, or is with a bank, pays for nothing. */
type Arrived = { readonly arrivedMinor: number; readonly leftMinor: number };

type Arrival = {
  readonly order: Order;
  readonly payment: Payment;
  readonly arrivedMinor: number;
  readonly now: EpochMillis;
  readonly nextId: NextId;
};

/** The same time again, for all bookings or none, while it has not begun. */
function seatAgain(arrival: Arrival, expired: readonly Booking[]): Outcome<readonly PaymentChoice[]> {
  if (expired.some((booking) => booking.startsAt <= arrival.now)) return accept([]);
  const seated = decideConfirmation(keepPrice(arrival), expired, 'paid_late');
  if (!seated.ok) return seated;
  const claim = expired.map((booking) => booking.id);
  return accept([{ kind: 'if_free', decision: { ...addExcess(arrival, seated.value), claim } }]);
}

/** Another time, of the customer's choice. Only for one booking: nobody can be asked to plan a whole order anew against the clock. */
function offer(arrival: Arrival, expired: readonly Booking[]): readonly PaymentChoice[] {
  const { order, payment, arrivedMinor, now } = arrival;
  const [booking] = expired;
  if (booking === undefined || order.bookings.length > 1) return [];
  const excessMinor = excessOf(arrival);
  const movements = { provider: arrivedMinor, refund_due: -excessMinor, offered: excessMinor - arrivedMinor };
  const ledger = [...order.ledger, ...buildEntries(eventOf(arrival), movements, now)];
  const offered = decideOffer({ ...order, ledger }, booking, payment, arrivedMinor - excessMinor, now);
  return [{ kind: 'if_alternatives', decision: addExcess(arrival, offered) }];
}

const chooseReason = (order: Order, isWaiting: boolean): Refund['reason'] => {
  if (isWaiting) return 'amount_differs';
  const isServed = order.bookings.some(({ state }) => state === 'confirmed' || state === 'completed' || state === 'no_show');
  return isServed || order.lateOffer?.state === 'open' ? 'duplicate_payment' : 'late_payment';
};

/** Named by what the payment has brought by then. After a correction of the books the same sum may come a second time. */
function eventOf({ order, payment }: Arrival): string {
  const event = `captured/${payment.id}/${payment.capturedMinor}`;
  return order.ledger.some(({ key }) => key.startsWith(`${event}/`)) ? `${event}@${order.version}` : event;
}

/** What a confirmed booking still lacks, since its books were corrected, has come after all. */
function fillGap(arrival: Arrival, missingMinor: number): OrderDecision {
  const { order, payment, arrivedMinor, now, nextId } = arrival;
  const excessMinor = arrivedMinor - missingMinor;
  const movements = { provider: arrivedMinor, refund_due: -excessMinor, ...spreadOverGaps(order, missingMinor) };
  const planned = planRefundOf(payment, excessMinor, 'amount_differs', now, nextId);
  const ledger = [...order.ledger, ...buildEntries(eventOf(arrival), movements, now)];
  return decision({ ...order, ledger, refunds: [...order.refunds, ...planned.refunds] }, { effects: planned.effects });
}

const excessOf = ({ order, arrivedMinor }: Arrival): number => Math.max(0, arrivedMinor - order.quote.dueNow.amountMinor);

/** Books the price to the lines and what is above it as owed back. */
function keepPrice(arrival: Arrival): Order {
  const { order, arrivedMinor, now } = arrival;
  const excessMinor = excessOf(arrival);
  const movements = { provider: arrivedMinor, refund_due: -excessMinor, ...spreadOverLines(order, arrivedMinor - excessMinor) };
  return { ...order, ledger: [...order.ledger, ...buildEntries(eventOf(arrival), movements, now)] };
}

/** Sends back what is above the price. */
function addExcess(arrival: Arrival, decided: OrderDecision): OrderDecision {
  const planned = planRefundOf(arrival.payment, excessOf(arrival), 'amount_differs', arrival.now, arrival.nextId);
  const order = { ...decided.order, refunds: [...decided.order.refunds, ...planned.refunds] };
  return { ...decided, order, effects: [...decided.effects, ...planned.effects] };
}

/** Sends everything back and tells the customer why. */
function returnAll(arrival: Arrival, reason: Refund['reason']): OrderDecision {
  const { order, payment, arrivedMinor, now, nextId } = arrival;
  const planned = planRefundOf(payment, arrivedMinor, reason, now, nextId);
  const entries = buildEntries(eventOf(arrival), { provider: arrivedMinor, refund_due: -arrivedMinor }, now);
  const refundId = planned.refunds[0]?.id ?? null;
  const messages = order.bookings.slice(0, 1).map((booking) => messageAbout(booking, 'payment_refunded_late', refundId));
  const next = { ...order, refunds: [...order.refunds, ...planned.refunds], ledger: [...order.ledger, ...entries] };
  return decision(next, { effects: [...planned.effects, ...messages] });
}
