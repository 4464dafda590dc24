import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { PaymentId } from '../ids.ts';
import { computeContested } from '../payment/contested.ts';
import { canMovePayment } from '../payment/payment-transitions.ts';
import type { Payment, PaymentState } from '../payment/payment.ts';
import type { ProviderDispute, ProviderPayment } from '../payment/provider-payment.ts';
import type { EpochMillis } from '../time/instant.ts';
import { DAY, HOUR } from '../time/instant.ts';
import type { NextId } from './build-order.ts';
import { decideArrival } from './decide-arrival.ts';
import { decision, isUnconfirmed, replaceById } from './decision.ts';
import type { OrderDecision, PaymentChoice } from './decision.ts';
import { mergeDisputes, updateDisputes } from './merge-disputes.ts';
import { mergeRefunds } from './merge-refunds.ts';
import { messageAbout } from './message-effects.ts';
import { settleReturns } from './settle-returns.ts';
import type { Order } from './order.ts';

/** How long a time is kept for another try after a payment that took days has failed. */
const RETRY_WINDOW = 24 * HOUR;

/**
 * Decides what an order becomes after its payment was looked up at the provider: the one place where money is believed.
 *
 * Depends only on what the order and the provider say now, so that messages may be lost, doubled, late or out of order.
 * Looking twice at the same facts changes nothing the second time (the answer's order is the same object). Answers the possible ends, the best first.
 *
 * @see docs/algorithms/payments.md
 */
export function decidePayment(
  order: Order,
  paymentId: PaymentId,
  provider: ProviderPayment,
  now: EpochMillis,
  nextId: NextId,
): Outcome<readonly PaymentChoice[]> {
  const payment = order.payments.find((candidate) => candidate.id === paymentId);
  if (payment === undefined) return refuse('not_found', { paymentId });
  // What came in another currency cannot be counted in ours: a person looks at it (difference `amount_differs`).
  if (provider.currency !== payment.currency)
    return accept([{ kind: 'certain', decision: takeWithdrawal(order, payment, provider) }]);
  const merged = mergePayment(payment, provider);
  const known = merged === payment ? order : { ...order, payments: replaceById(order.payments, [merged]) };
  const arrivedMinor = merged.capturedMinor - payment.capturedMinor;
  const arrived =
    arrivedMinor > 0
      ? decideArrival(known, merged, { arrivedMinor, leftMinor: computeLeft(provider) }, now, nextId)
      : accept([{ kind: 'certain' as const, decision: decideProgress(known, payment, merged, now) }]);
  if (!arrived.ok) return arrived;
  // What went back, or was taken back, is booked on top of whatever became of what came.
  const withReturns = (part: OrderDecision): OrderDecision => {
    const refunded = mergeRefunds(part.order, merged, provider.refunds, now, nextId);
    const disputed = mergeDisputes(refunded.order, payment, merged, now);
    const settled = settleReturns(disputed.order, now, nextId);
    return {
      ...part,
      order: settled.order,
      effects: [...part.effects, ...refunded.effects, ...disputed.effects, ...settled.effects],
    };
  };
  return accept(arrived.value.map((choice) => ({ ...choice, decision: withReturns(choice.decision) })));
}

/** That it can no longer be paid is no matter of currency. */
const takeWithdrawal = (order: Order, payment: Payment, { state, capturedMinor }: ProviderPayment): OrderDecision =>
  state === 'cancelled' && capturedMinor === 0 && canMovePayment(payment.state, 'cancelled')
    ? decision({ ...order, payments: replaceById<Payment>(order.payments, [{ ...payment, state: 'cancelled' }]) })
    : decision(order);

/** What the provider has of a payment at this moment: refunds on their way and what a bank has taken are gone. */
const computeLeft = ({ capturedMinor, refunds, disputes }: ProviderPayment): number =>
  capturedMinor -
  refunds.reduce((sum, { state, amountMinor }) => (state === 'failed' ? sum : sum + amountMinor), 0) -
  computeContested(disputes);

const stateOf: Readonly<Record<ProviderPayment['state'], PaymentState>> = {
  open: 'created',
  requires_action: 'requires_action',
  processing: 'processing',
  authorized: 'authorized',
  paid: 'paid',
  cancelled: 'cancelled',
};

/** What a payment is while a bank contests it, and once all its disputes are decided. */
function stateInDispute(disputes: readonly ProviderDispute[]): PaymentState {
  if (disputes.some(({ state }) => state === 'open')) return 'disputed';
  return disputes.some(({ state }) => state === 'lost') ? 'lost' : 'paid';
}

/** Merges the provider's word into our payment; old news leaves it as it is (the same object). */
function mergePayment(payment: Payment, provider: ProviderPayment): Payment {
  const disputes = updateDisputes(payment.disputes, provider.disputes);
  const reported = provider.state === 'paid' ? stateInDispute(disputes) : stateOf[provider.state];
  // A payment that was first seen when it was disputed was paid before.
  const via = canMovePayment(payment.state, 'paid') && canMovePayment('paid', reported) ? 'paid' : payment.state;
  const state = canMovePayment(payment.state, reported) || canMovePayment(via, reported) ? reported : payment.state;
  const capturedMinor = Math.max(payment.capturedMinor, provider.capturedMinor);
  const lastDeclineCode = provider.declineCode ?? payment.lastDeclineCode;
  // An amount in another currency cannot be compared with anything here.
  const amountMinor = provider.currency === payment.currency ? provider.amountMinor : payment.amountMinor;
  const { providerId } = provider;
  const next = { ...payment, state, amountMinor, capturedMinor, lastDeclineCode, disputes, providerId };
  const fields = ['state', 'amountMinor', 'capturedMinor', 'lastDeclineCode', 'providerId', 'disputes'] as const;
  return fields.every((field) => next[field] === payment[field]) ? payment : next;
}

/**
 * What money on its way means for the time that waits for it. A method that takes days has been allowed by the owner: the time is kept for as long as
 * he said, and the customer is told, also when it fails in the end.
 */
function decideProgress(order: Order, before: Payment, after: Payment, now: EpochMillis): OrderDecision {
  const waiting = order.bookings.filter(isUnconfirmed);
  if (after.state === 'processing' && before.state !== 'processing' && after.delayedDays !== null) {
    const keepUntil = now + after.delayedDays * DAY;
    const kept = waiting.map((booking) => ({ ...booking, holdExpiresAt: Math.min(keepUntil, booking.startsAt) }));
    const effects = kept.slice(0, 1).map((booking) => messageAbout(booking, 'payment_processing', null, after.id));
    return decision({ ...order, bookings: replaceById(order.bookings, kept) }, { effects });
  }
  // A payment on the provider's own page ends when it fails; one in our form waits for another try, which may have begun before the failure was heard of.
  const hasFailed = before.state === 'processing' && ['created', 'requires_action', 'cancelled'].includes(after.state);
  if (hasFailed && after.delayedDays !== null) {
    const kept = waiting.map((booking) => ({ ...booking, holdExpiresAt: Math.min(now + RETRY_WINDOW, booking.startsAt) }));
    const occasion = `${after.id}/${order.version}`;
    const effects = kept.slice(0, 1).map((booking) => messageAbout(booking, 'payment_failed', null, occasion));
    return decision({ ...order, bookings: replaceById(order.bookings, kept) }, { effects });
  }
  return decision(order);
}
