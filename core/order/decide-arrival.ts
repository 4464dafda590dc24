import type { Outcome } from '../errors/refusal.ts';
import { accept } from '../errors/refusal.ts';
import type { Payment, Refund } from '../payment/payment.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { NextId } from './build-order.ts';
import { planRefundOf } from './build-refunds.ts';
import { decideConfirmation } from './decide-confirmation.ts';
import { decision, isUnconfirmed } from './decision.ts';
import type { OrderDecision, PaymentDecision } from './decision.ts';
import { buildEntries } from './ledger.ts';
import { spreadOverLines } from './line-accounts.ts';
import { messageAbout } from './message-effects.ts';
import type { Order } from './order.ts';

/**
 * Decides what money that has just arrived is for.
 *
 * Enough for a waiting booking: it is confirmed, and anything above the price goes back. The hold is over: the same time is taken again if it is
 * still free, else the money goes back and the customer is told. A booking that is confirmed already or was cancelled: the money goes back.
 *
 * @see docs/algorithms/payments.md (table "money that arrives")
 */
export function decideArrival(
  order: Order,
  payment: Payment,
  arrivedMinor: number,
  now: EpochMillis,
  nextId: NextId,
): Outcome<PaymentDecision> {
  const waiting = order.bookings.filter(isUnconfirmed);
  const expired = order.bookings.filter((booking) => booking.state === 'expired' && booking.startsAt > now);
  const arrival: Arrival = { order, payment, arrivedMinor, now, nextId };
  // What arrived before is on its way back or was kept for a booking: only what arrives now can pay for one.
  const isEnough = arrivedMinor >= order.quote.dueNow.amountMinor;
  if (waiting.length > 0 && isEnough) {
    const confirmed = decideConfirmation(keepPrice(arrival), waiting, 'paid');
    return confirmed.ok ? accept({ decision: addExcess(arrival, confirmed.value), fallback: null }) : confirmed;
  }
  if (expired.length > 0 && isEnough) {
    const seated = decideConfirmation(keepPrice(arrival), expired, 'paid_late');
    if (!seated.ok) return seated;
    const claim = expired.map((booking) => booking.id);
    return accept({ decision: { ...addExcess(arrival, seated.value), claim }, fallback: returnAll(arrival, 'late_payment') });
  }
  return accept({ decision: returnAll(arrival, chooseReason(order, waiting.length > 0)), fallback: null });
}

type Arrival = {
  readonly order: Order;
  readonly payment: Payment;
  readonly arrivedMinor: number;
  readonly now: EpochMillis;
  readonly nextId: NextId;
};

const chooseReason = (order: Order, isWaiting: boolean): Refund['reason'] => {
  if (isWaiting) return 'amount_differs';
  return order.bookings.some((booking) => booking.state === 'confirmed') ? 'duplicate_payment' : 'late_payment';
};

const eventOf = ({ payment }: Arrival): string => `captured/${payment.id}/${payment.capturedMinor}`;

const excessOf = ({ order, arrivedMinor }: Arrival): number => Math.max(0, arrivedMinor - order.quote.dueNow.amountMinor);

/** Books the price to the lines and what is above it as owed back. */
function keepPrice(arrival: Arrival): Order {
  const { order, arrivedMinor, now } = arrival;
  const excessMinor = excessOf(arrival);
  const movements = { provider: arrivedMinor, refund_due: -excessMinor, ...spreadOverLines(order, arrivedMinor - excessMinor) };
  return { ...order, ledger: [...order.ledger, ...buildEntries(eventOf(arrival), movements, now)] };
}

/** Sends back what is above the price. */
function addExcess(arrival: Arrival, confirmed: OrderDecision): OrderDecision {
  const planned = planRefundOf(arrival.payment, excessOf(arrival), 'amount_differs', arrival.now, arrival.nextId);
  const order = { ...confirmed.order, refunds: [...confirmed.order.refunds, ...planned.refunds] };
  return { ...confirmed, order, effects: [...confirmed.effects, ...planned.effects] };
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
