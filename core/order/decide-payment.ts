import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { PaymentId } from '../ids.ts';
import { canMovePayment } from '../payment/payment-transitions.ts';
import type { Payment, PaymentState } from '../payment/payment.ts';
import type { ProviderPayment } from '../payment/provider-payment.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { NextId } from './build-order.ts';
import { decideArrival } from './decide-arrival.ts';
import { decision, replaceById } from './decision.ts';
import type { OrderDecision, PaymentDecision } from './decision.ts';
import { mergeRefunds } from './merge-refunds.ts';
import type { Order } from './order.ts';

/**
 * Decides what an order becomes after its payment was looked up at the provider: the one place where money is believed.
 *
 * Depends only on what the order and the provider say now, so that messages may be lost, doubled, late or out of order.
 * Looking twice at the same facts changes nothing the second time (the answer's order is the same object).
 *
 * @see docs/algorithms/payments.md
 */
export function decidePayment(
  order: Order,
  paymentId: PaymentId,
  provider: ProviderPayment,
  now: EpochMillis,
  nextId: NextId,
): Outcome<PaymentDecision> {
  const payment = order.payments.find((candidate) => candidate.id === paymentId);
  if (payment === undefined) return refuse('not_found', { paymentId });
  const merged = mergePayment(payment, provider);
  const known = merged === payment ? order : { ...order, payments: replaceById(order.payments, [merged]) };
  const arrivedMinor = merged.capturedMinor - payment.capturedMinor;
  const arrived =
    arrivedMinor > 0
      ? decideArrival(known, merged, arrivedMinor, now, nextId)
      : accept({ decision: decision(known), fallback: null });
  if (!arrived.ok) return arrived;
  const withRefunds = (part: OrderDecision): OrderDecision => {
    const refunded = mergeRefunds(part.order, merged, provider.refunds, now, nextId);
    return { ...part, order: refunded.order, effects: [...part.effects, ...refunded.effects] };
  };
  const { decision: first, fallback } = arrived.value;
  return accept({ decision: withRefunds(first), fallback: fallback === null ? null : withRefunds(fallback) });
}

const stateOf: Readonly<Record<ProviderPayment['state'], PaymentState>> = {
  open: 'created',
  requires_action: 'requires_action',
  processing: 'processing',
  authorized: 'authorized',
  paid: 'paid',
  cancelled: 'cancelled',
};

/** Merges the provider's word into our payment; old news leaves it as it is (the same object). */
function mergePayment(payment: Payment, provider: ProviderPayment): Payment {
  const reported = stateOf[provider.state];
  const state = canMovePayment(payment.state, reported) ? reported : payment.state;
  const capturedMinor = Math.max(payment.capturedMinor, provider.capturedMinor);
  const lastDeclineCode = provider.declineCode ?? payment.lastDeclineCode;
  const next = { ...payment, state, capturedMinor, lastDeclineCode, providerId: provider.providerId };
  const isSame = (['state', 'capturedMinor', 'lastDeclineCode', 'providerId'] as const).every(
    (field) => next[field] === payment[field],
  );
  return isSame ? payment : next;
}
