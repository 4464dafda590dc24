import type Stripe from 'stripe';
import { callStripe } from './call-stripe.ts';
import { requireObject } from './read-answer.ts';

const PAGE = 100;

/** Lists all refunds of a payment, the newest first. */
export async function listRefunds(client: Stripe, paymentIntentId: string): Promise<readonly Stripe.Refund[]> {
  const refunds: Stripe.Refund[] = [];
  for (let last: Stripe.Refund | undefined; ; last = refunds.at(-1)) {
    const cursor = last === undefined ? {} : { starting_after: last.id };
    const page = requireObject(
      await callStripe(() => client.refunds.list({ payment_intent: paymentIntentId, limit: PAGE, ...cursor })),
      'list',
    );
    refunds.push(...page.data.map((refund) => requireObject(refund, 'refund')));
    if (!page.has_more || page.data.length === 0) return refunds;
  }
}

/** Lists all refunds of a payment that was answered with `latest_charge.refunds` expanded: that holds the newest ten, and only if there are more is asked again. */
export async function listRefundsOf(client: Stripe, intent: Stripe.PaymentIntent): Promise<readonly Stripe.Refund[]> {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  if (charge?.refunds === undefined || charge.refunds === null) return [];
  return charge.refunds.has_more ? listRefunds(client, intent.id) : charge.refunds.data;
}
