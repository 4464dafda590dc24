import type { RefundId } from '../ids.ts';
import type { Refund } from '../payment/payment.ts';
import { decision, replaceById } from './decision.ts';
import type { OrderDecision } from './decision.ts';
import { messageAbout } from './message-effects.ts';
import type { Order } from './order.ts';

/**
 * Decides what becomes of a refund that its provider refuses for good: it has failed, its money is owed, and the owner is told. While a bank looks into
 * the payment nothing is decided: it may be possible after that.
 */
export function decideRefusedRefund(order: Order, refundId: RefundId): OrderDecision {
  const refund = order.refunds.find(({ id }) => id === refundId);
  const payment = order.payments.find(({ id }) => id === refund?.paymentId);
  if (refund?.state !== 'pending' || payment?.state === 'disputed') return decision(order);
  const refunds = replaceById<Refund>(order.refunds, [{ ...refund, state: 'failed' }]);
  const effects = order.bookings.slice(0, 1).map((booking) => messageAbout(booking, 'owner_refund_failed', refundId));
  return decision({ ...order, refunds }, { effects });
}
