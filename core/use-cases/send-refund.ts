import { Fault } from '../errors/fault.ts';
import { accept } from '../errors/refusal.ts';
import type { OrderId, PaymentId, RefundId } from '../ids.ts';
import { money } from '../money/money.ts';
import { decideRefusedRefund } from '../order/decide-refused-refund.ts';
import type { Payment, Refund } from '../payment/payment.ts';
import { recordPaymentEvent } from './record-payment-event.ts';
import type { ConfirmerPorts } from './record-payment-event.ts';
import { changeOrder } from './save-order.ts';

/**
 * Asks the provider to return money: once, however often it is tried, since the call is keyed by our id. One that was given up, or was refused, is done.
 * Throws the provider's fault; then it is to be tried again. A refusal for good is recorded instead.
 */
export async function sendRefund(ports: ConfirmerPorts, orderId: OrderId, refundId: RefundId): Promise<void> {
  const { refund, payment, providerPaymentId } = await load(ports, orderId, refundId);
  // Given up, refused or settled meanwhile: whoever decided that has told everybody.
  if (refund.state !== 'pending') return;
  const gateway = ports.payments.find(payment.provider);
  if (gateway === null) throw new Fault('payments_not_configured', 'no provider account to refund from', { retryable: true });
  try {
    await gateway.createRefund({ refundId, providerPaymentId, amount: money(refund.amountMinor, refund.currency) });
  } catch (error) {
    const isRefused = error instanceof Fault && error.code === 'provider_rejected';
    if (isRefused && (await isRefusalFinal(ports, orderId, payment.id, refundId))) return;
    throw error;
  }
  await recordPaymentEvent(ports, { key: { paymentId: payment.id }, providerEventId: null });
}

type Planned = { readonly refund: Refund; readonly payment: Payment; readonly providerPaymentId: string };

async function load({ bookings }: ConfirmerPorts, orderId: OrderId, refundId: RefundId): Promise<Planned> {
  const order = await bookings.loadOrder(orderId);
  const refund = order?.refunds.find(({ id }) => id === refundId);
  const payment = order?.payments.find(({ id }) => id === refund?.paymentId);
  const providerPaymentId = payment?.providerId ?? null;
  if (refund === undefined || payment === undefined || providerPaymentId === null) {
    throw new Fault('internal_error', `refund ${refundId} has no payment at a provider`, { retryable: false });
  }
  return { refund, payment, providerPaymentId };
}

/**
 * A refund that the provider refuses may have gone back by hand or through a bank. If a look shows that it is not needed any more, there is nothing left
 * to do; if it still is, it has failed and its owner is told. Not final while a bank looks into the payment.
 */
async function isRefusalFinal(
  ports: ConfirmerPorts,
  orderId: OrderId,
  paymentId: PaymentId,
  refundId: RefundId,
): Promise<boolean> {
  const seen = await recordPaymentEvent(ports, { key: { paymentId }, providerEventId: null });
  if (!seen.ok) return false;
  const ended = await changeOrder(
    ports.bookings,
    () => ports.bookings.loadOrder(orderId),
    async (order) => accept(decideRefusedRefund(order, refundId)),
  );
  return ended.ok && ended.value.refunds.some(({ id, state }) => id === refundId && state !== 'pending');
}
