import type { Effect } from './effect.ts';
import { computeLost } from '../payment/contested.ts';
import type { Payment, Refund } from '../payment/payment.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { RefundId } from '../ids.ts';
import type { Order } from './order.ts';

/** Makes the id of a refund. */
export type NextRefundId = (prefix: 'ref') => RefundId;

/** Refunds with the effects that carry them out. */
export type PlannedRefunds = { readonly refunds: readonly Refund[]; readonly effects: readonly Effect[] };

/**
 * Plans the return of an amount over an order's payments, oldest first, never more than each still holds. What none of them holds was paid at the
 * place, or went back through a bank: it stays owed, and the owner returns it by hand.
 */
export function planRefunds(
  order: Order,
  amountMinor: number,
  reason: Refund['reason'],
  now: EpochMillis,
  nextId: NextRefundId,
): PlannedRefunds {
  const refunds: Refund[] = [];
  let missing = amountMinor;
  for (const payment of order.payments) {
    const part = Math.min(missing, computeRefundable(order, payment));
    if (part <= 0) continue;
    refunds.push(buildRefund(payment, part, reason, now, nextId));
    missing -= part;
  }
  return { refunds, effects: refunds.map(refundEffect) };
}

/** Plans the return of an amount of one payment. */
export function planRefundOf(
  payment: Payment,
  amountMinor: number,
  reason: Refund['reason'],
  now: EpochMillis,
  nextId: NextRefundId,
): PlannedRefunds {
  const refunds = amountMinor > 0 ? [buildRefund(payment, amountMinor, reason, now, nextId)] : [];
  return { refunds, effects: refunds.map(refundEffect) };
}

/** Computes what a payment still holds that neither a refund nor a lost dispute has claimed. */
export function computeRefundable(order: Order, payment: Payment): number {
  const claimed = order.refunds
    .filter(({ paymentId, state }) => paymentId === payment.id && (state === 'pending' || state === 'succeeded'))
    .reduce((sum, refund) => sum + refund.amountMinor, 0);
  return payment.capturedMinor - claimed - computeLost(payment.disputes);
}

const buildRefund = (
  payment: Payment,
  amountMinor: number,
  reason: Refund['reason'],
  now: EpochMillis,
  nextId: NextRefundId,
): Refund => ({
  id: nextId('ref'),
  orderId: payment.orderId,
  paymentId: payment.id,
  providerId: null,
  state: 'pending',
  amountMinor,
  currency: payment.currency,
  reason,
  createdAt: now,
});

const refundEffect = (refund: Refund): Effect => ({
  orderId: refund.orderId,
  key: `refund_payment/${refund.id}`,
  payload: { kind: 'refund_payment', refundId: refund.id },
});
