import type Stripe from 'stripe';
import type { ProviderPayment } from '../../core/index.ts';
import { callStripe } from './call-stripe.ts';
import { listDisputesOf } from './list-disputes.ts';
import { listRefundsOf } from './list-refunds.ts';
import { mapStripePayment } from './map-stripe-payment.ts';
import { isMadeOnPage } from './payment-metadata.ts';
import { requireObject } from './read-answer.ts';

/** What every answer about a payment is asked to bring along. */
export const EXPANDED = ['latest_charge.refunds'];

/** Reads a PaymentIntent that was answered with `EXPANDED`: asks for more refunds than were embedded, and for the disputes of a disputed one. */
export const readIntent = async (client: Stripe, intent: Stripe.PaymentIntent): Promise<ProviderPayment> =>
  mapStripePayment(intent, await listRefundsOf(client, intent), await listDisputesOf(client, intent));

/**
 * Reads a payment by its PaymentIntent. One that was made on a Checkout Session's page can be paid there and nowhere else: while it waits, the session says
 * whether it still can.
 */
export const readPayment = async (client: Stripe, intent: Stripe.PaymentIntent): Promise<ProviderPayment> =>
  (await readPaymentOnPage(client, intent)).payment;

/** Reads the same, and the id of the session that it is made on while nothing was paid there; null otherwise. */
export async function readPaymentOnPage(
  client: Stripe,
  intent: Stripe.PaymentIntent,
): Promise<{ readonly payment: ProviderPayment; readonly pageId: string | null }> {
  const payment = await readIntent(client, intent);
  if (!isMadeOnPage(intent.metadata)) return { payment, pageId: null };
  const session = payment.capturedMinor === 0 ? await findSessionOf(client, intent.id) : null;
  const isWaiting = payment.state === 'open' || payment.state === 'requires_action';
  const isClosed = isWaiting && session !== null && session.status !== 'open';
  return {
    payment: { ...payment, clientSecret: null, state: isClosed ? 'cancelled' : payment.state },
    pageId: session?.id ?? null,
  };
}

/** Finds the Checkout Session on whose page a PaymentIntent was made; null for one of our form. */
export async function findSessionOf(client: Stripe, intentId: string): Promise<Stripe.Checkout.Session | null> {
  const found = await callStripe(() => client.checkout.sessions.list({ payment_intent: intentId, limit: 1 }));
  return requireObject(found, 'list').data[0] ?? null;
}
