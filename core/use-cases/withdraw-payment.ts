import type { OrderId } from '../ids.ts';
import { findOpenPayment } from '../order/compute-totals.ts';
import { decision, replaceById } from '../order/decision.ts';
import { isOpenPayment } from '../payment/payment-transitions.ts';
import type { Payment } from '../payment/payment.ts';
import { recordPaymentEvent } from './record-payment-event.ts';
import type { ConfirmerPorts } from './record-payment-event.ts';
import { saveDecision } from './save-order.ts';

/**
 * Makes sure that an order's open payment can no longer be paid. True when no payment is open any more.
 *
 * False when the provider says that money is moving or has moved: what it says is recorded. Throws the provider's fault when it cannot be asked.
 */
export async function withdrawPayment(ports: ConfirmerPorts, orderId: OrderId): Promise<boolean> {
  const order = await ports.bookings.loadOrder(orderId);
  const open = order === null ? undefined : findOpenPayment(order);
  if (order === null || open === undefined) return order !== null;
  if (open.providerId === null) {
    // The provider's answer was never stored, so its client secret never left: nobody can pay it.
    const payments = replaceById<Payment>(order.payments, [{ ...open, state: 'cancelled' }]);
    const result = await saveDecision(ports.bookings, order, decision({ ...order, payments }));
    return result.kind === 'saved';
  }
  const gateway = ports.payments.find(open.provider);
  if (gateway === null) return false;
  await gateway.cancelPayment(open.providerId);
  const recorded = await recordPaymentEvent(ports, { key: { paymentId: open.id }, providerEventId: null });
  if (!recorded.ok) return false;
  const payment = recorded.value.payments.find((candidate) => candidate.id === open.id);
  return payment !== undefined && !isOpenPayment(payment.state) && payment.state !== 'paid';
}
