import type Stripe from 'stripe';
import { listPages } from './list-pages.ts';

/** Lists all refunds of a payment, the newest first. */
export const listRefunds = (client: Stripe, paymentIntentId: string): Promise<readonly Stripe.Refund[]> =>
  listPages('refund', (start) => client.refunds.list({ payment_intent: paymentIntentId, ...start }));

/** Lists all refunds of a payment that was answered with `latest_charge.refunds` expanded: that holds the newest ten, and only if there are more is asked again. */
export async function listRefundsOf(client: Stripe, intent: Stripe.PaymentIntent): Promise<readonly Stripe.Refund[]> {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  if (charge?.refunds === undefined || charge.refunds === null) return [];
  return charge.refunds.has_more ? listRefunds(client, intent.id) : charge.refunds.data;
}
