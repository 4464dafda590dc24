import { Fault } from '../errors/fault.ts';
import type { Outcome } from '../errors/refusal.ts';
import type { PaymentId } from '../ids.ts';
import type { Order } from '../order/order.ts';
import { recordPaymentEvent } from './record-payment-event.ts';
import type { ConfirmerPorts } from './record-payment-event.ts';

/** What a provider has told, once its signature held. */
export type ProviderNews = {
  /** The account that tells. */
  readonly provider: string;
  /** The provider's id of the payment that it is about. */
  readonly providerId: string;
  /** Our id of it, if the provider has said it. */
  readonly paymentId: PaymentId | null;
  /** Whether it is about a part of a payment (a refund, a dispute), which does not say our id. */
  readonly isPart: boolean;
  readonly providerEventId: string | null;
};

/**
 * Records what a provider has told of a payment, by the provider's id or by ours. A payment that was made on the provider's own page is known to us by the page,
 * while news of its money names the money: then our id in it tells which payment is meant, and where it is not said the provider is asked.
 *
 * It is a hint all the same: whatever id it names, the payment is looked up by what we know of it. What `recordPaymentEvent` promises and refuses
 * holds for it.
 */
export async function recordProviderNews(ports: ConfirmerPorts, news: ProviderNews): Promise<Outcome<Order>> {
  const { provider, providerId, providerEventId } = news;
  const known = await recordPaymentEvent(ports, { key: { provider, providerId }, providerEventId });
  if (known.ok || known.refusal.code !== 'not_found') return known;
  const paymentId = news.paymentId ?? (news.isPart ? await askForOurId(ports, news) : null);
  return paymentId === null ? known : recordPaymentEvent(ports, { key: { paymentId }, providerEventId });
}

/** Asks the provider which payment of ours it is; null for one that is not ours. */
async function askForOurId({ payments }: ConfirmerPorts, { provider, providerId }: ProviderNews): Promise<PaymentId | null> {
  try {
    return (await payments.find(provider)?.fetchPayment(providerId))?.paymentId ?? null;
  } catch (error) {
    if (error instanceof Fault && !error.retryable) return null;
    throw error;
  }
}
