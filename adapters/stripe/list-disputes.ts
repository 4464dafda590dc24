import type Stripe from 'stripe';
import { listPages } from './list-pages.ts';

/**
 * Lists the disputes of a payment that was answered with `latest_charge` expanded, the newest first. A charge says only that it was disputed,
 * so whoever was is asked about once more.
 */
export async function listDisputesOf(client: Stripe, intent: Stripe.PaymentIntent): Promise<readonly Stripe.Dispute[]> {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  if (charge?.disputed !== true) return [];
  return listPages('dispute', (start) => client.disputes.list({ payment_intent: intent.id, ...start }));
}
