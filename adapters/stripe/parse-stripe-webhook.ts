import Stripe from 'stripe';
import type { Outcome } from '../../core/index.ts';
import { accept, refuse } from '../../core/index.ts';

/** What a webhook says, as far as we listen: which event, and which payment to look up (null: not one of ours to act on). */
export type StripeNews = { readonly eventId: string; readonly type: string; readonly paymentIntentId: string | null };

/** Messages older than this are refused, so that a stolen one cannot be sent again for ever. */
const TOLERANCE_SECONDS = 300;

/**
 * Parses a webhook: the signature is checked on the raw bytes first, in constant time, against each secret (several during a rotation), then the JSON
 * is read. The content is only a hint where to look. Refuses `webhook_signature_invalid`.
 *
 * @see https://docs.stripe.com/webhooks/signature
 */
export function parseStripeWebhook(rawBody: Buffer, signature: string, secrets: readonly string[]): Outcome<StripeNews> {
  for (const secret of secrets) {
    try {
      const event = Stripe.webhooks.constructEvent(rawBody, signature, secret, TOLERANCE_SECONDS);
      return accept({ eventId: event.id, type: event.type, paymentIntentId: findPaymentIntent(event) });
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError) && !(error instanceof SyntaxError)) throw error;
    }
  }
  return refuse('webhook_signature_invalid');
}

/** Charges, refunds and disputes name their payment; a payment intent is one. */
function findPaymentIntent(event: Stripe.Event): string | null {
  const object: unknown = event.data.object;
  if (typeof object !== 'object' || object === null) return null;
  const field = event.type.startsWith('payment_intent.') ? 'id' : 'payment_intent';
  const value: unknown = Reflect.get(object, field);
  return typeof value === 'string' ? value : null;
}
