import { Fault } from '../errors/fault.ts';
import type { EffectPayload, LeasedEffect } from '../order/effect.ts';
import { money } from '../money/money.ts';
import type { Ports } from '../ports/ports.ts';
import { HOUR, MINUTE } from '../time/instant.ts';
import { recordPaymentEvent } from './record-payment-event.ts';
import { sendBookingMessage, sendWaitingListMessages } from './send-messages.ts';

/** How long a worker has for its batch before another may take it over: far more than so few deliveries take, also with a slow mail server. */
const LEASE = 10 * MINUTE;
const BATCH = 5;

/** What one round of deliveries did. */
export type DeliverySummary = { readonly delivered: number; readonly failed: number };

/**
 * Carries out what changes of state call for: messages and refunds. Each effect at least once, each refund exactly once at the provider
 * (it is keyed by our id). What fails is tried again later, with growing pauses, for ever: it is never dropped.
 */
export async function deliverEffects(ports: Ports, limit: number): Promise<DeliverySummary> {
  let delivered = 0;
  let failed = 0;
  for (let taken = BATCH; taken === BATCH && delivered + failed < limit;) {
    const now = ports.clock.now();
    const effects = await ports.effects.leaseEffects(now, now + LEASE, Math.min(BATCH, limit - delivered - failed));
    for (const effect of effects) {
      if (await tryDelivery(ports, effect)) delivered += 1;
      else failed += 1;
    }
    taken = effects.length;
  }
  return { delivered, failed };
}

/** Delivers one effect, or gives it back for later; whether it was delivered. */
async function tryDelivery(ports: Ports, effect: LeasedEffect): Promise<boolean> {
  try {
    await deliver(ports, effect, effect.payload);
    await ports.effects.finishEffect(effect.key, ports.clock.now());
    return true;
  } catch (error) {
    const code = error instanceof Fault ? error.code : 'internal_error';
    await ports.effects.retryEffect(effect.key, ports.clock.now() + computePause(effect.attempts), code);
    return false;
  }
}

/** Doubles from one second up to an hour. */
const computePause = (attempts: number): number => Math.min(HOUR, 1_000 * 2 ** Math.min(attempts, 12));

async function deliver(ports: Ports, effect: LeasedEffect, payload: EffectPayload): Promise<void> {
  switch (payload.kind) {
    case 'send_message':
      return sendBookingMessage(ports, effect.key, effect.orderId, payload);
    case 'refund_payment':
      return refundPayment(ports, effect, payload.refundId);
    case 'notify_waiting_list':
      return sendWaitingListMessages(ports, payload.serviceId, payload.localDate);
  }
}

async function refundPayment(ports: Ports, effect: LeasedEffect, refundId: string): Promise<void> {
  const order = await ports.bookings.loadOrder(effect.orderId);
  const refund = order?.refunds.find((candidate) => candidate.id === refundId);
  const payment = order?.payments.find((candidate) => candidate.id === refund?.paymentId);
  if (order === null || refund === undefined || payment?.providerId === undefined || payment.providerId === null) {
    throw new Fault('internal_error', `refund ${refundId} has no payment at a provider`, { retryable: false });
  }
  if (ports.payments === null)
    throw new Fault('payments_not_configured', 'no provider account to refund from', { retryable: true });
  const amount = money(refund.amountMinor, refund.currency);
  await ports.payments.createRefund({ refundId: refund.id, providerPaymentId: payment.providerId, amount });
  await recordPaymentEvent(ports, { key: { paymentId: payment.id }, providerEventId: null });
}
