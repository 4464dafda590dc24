import type Stripe from 'stripe';
import { computeContested } from '../../core/index.ts';
import type { EpochMillis, ProviderPaymentSummary } from '../../core/index.ts';
import { isNotAllowed } from './is-not-allowed.ts';
import { listPages } from './list-pages.ts';
import { isOfAnotherTenant, readOrderId, readPaymentId } from './payment-metadata.ts';
import { EXPANDED, readPaymentOnPage } from './read-payment.ts';

const MILLIS_OF_SECOND = 1_000;

/** Stripe counts in whole seconds. */
const convertToRange = (from: EpochMillis, until: EpochMillis): Stripe.RangeQueryParam => ({
  gte: Math.ceil(from / MILLIS_OF_SECOND),
  lt: Math.ceil(until / MILLIS_OF_SECOND),
});

/** Lists the payments made in a time that carry the id of a payment of this business, whatever became of them. */
export async function listPayments(
  client: Stripe,
  tenantId: string,
  { createdFrom, createdUntil }: { readonly createdFrom: EpochMillis; readonly createdUntil: EpochMillis },
): Promise<readonly ProviderPaymentSummary[]> {
  const created = convertToRange(createdFrom, createdUntil);
  const expand = EXPANDED.map((path) => `data.${path}`);
  return summarizeAll(
    client,
    tenantId,
    await listPages('payment_intent', (start) => client.paymentIntents.list({ created, expand, ...start })),
  );
}

/**
 * Lists the payments of this business of which a refund or a dispute was made in a time. A restricted key that may not read disputes lists those with a
 * refund: what it cannot see must not keep the rest from being compared.
 */
export async function listMoved(
  client: Stripe,
  tenantId: string,
  { from, until }: { readonly from: EpochMillis; readonly until: EpochMillis },
): Promise<readonly ProviderPaymentSummary[]> {
  const created = convertToRange(from, until);
  const expand = EXPANDED.map((path) => `data.payment_intent.${path}`);
  const refunds = await listPages('refund', (start) => client.refunds.list({ created, expand, ...start }));
  const disputes = await leaveOutForbidden(() =>
    listPages('dispute', (start) => client.disputes.list({ created, expand, ...start })),
  );
  const intents = [...refunds, ...disputes].flatMap(({ payment_intent: intent }) =>
    typeof intent === 'object' && intent !== null ? [intent] : [],
  );
  return summarizeAll(client, tenantId, new Map(intents.map((intent) => [intent.id, intent])).values());
}

/** Answers nothing where the key may not ask. */
async function leaveOutForbidden<Item>(list: () => Promise<readonly Item[]>): Promise<readonly Item[]> {
  try {
    return await list();
  } catch (error) {
    if (isNotAllowed(error)) return [];
    throw error;
  }
}

async function summarizeAll(
  client: Stripe,
  tenantId: string,
  intents: Iterable<Stripe.PaymentIntent>,
): Promise<readonly ProviderPaymentSummary[]> {
  const summaries: ProviderPaymentSummary[] = [];
  for (const intent of intents)
    if (!isOfAnotherTenant(intent.metadata, tenantId))
      summaries.push(...(await leaveOutForbidden(() => summarize(client, intent))));
  return summaries;
}

async function summarize(client: Stripe, intent: Stripe.PaymentIntent): Promise<readonly ProviderPaymentSummary[]> {
  const paymentId = readPaymentId(intent.metadata);
  if (paymentId === null) return [];
  const { payment, pageId } = await readPaymentOnPage(client, intent);
  const { providerId, state, amountMinor, currency, capturedMinor, refunds, disputes } = payment;
  const returned = refunds.filter((refund) => refund.state !== 'failed');
  return [
    {
      ...{ providerId, pageId, state, amountMinor, currency, capturedMinor },
      refundedMinor: returned.reduce((sum, refund) => sum + refund.amountMinor, 0),
      disputedMinor: computeContested(disputes),
      paymentId,
      orderId: readOrderId(intent.metadata),
      createdAt: intent.created * MILLIS_OF_SECOND,
    },
  ];
}
