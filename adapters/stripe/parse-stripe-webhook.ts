import Stripe from 'stripe';
import type { Outcome } from '../../core/index.ts';
import { accept, refuse } from '../../core/index.ts';

/** What a webhook says, as far as we listen: which event, and which payment to look up (null: not one of ours to act on). */
export type StripeNews = { readonly eventId: string; readonly type: string; readonly paymentIntentId: string | null };

/** Messages older than this are refused, so that a stolen one cannot be sent again for ever. */
const TOLERANCE_SECONDS = 300;

/** stripe-node throws plain errors, not refusals, for a signature that is empty or not ASCII: such a header never gets that far. */
const headerShape = /^t=\d+(,\w+=[\w+/=-]+)+$/;

/**
 * Parses a webhook: the signature is checked on the raw bytes first, in constant time, against each secret (several during a rotation), then the JSON
 * is read. The content is only a hint where to look.
 *
 * Refuses `webhook_signature_invalid` (forged, too old, missing, another secret), and of what was rightly signed: `invalid_json`, and
 * `invalid_request` for what is not a snapshot event. A thin event of a refund or dispute does not name its payment, so an endpoint that
 * sends thin events shows as failing at Stripe instead of losing news in silence.
 *
 * @see https://docs.stripe.com/webhooks/signature
 */
export function parseStripeWebhook(rawBody: Buffer, signature: string, secrets: readonly string[]): Outcome<StripeNews> {
  if (!secrets.some((secret) => isSigned(rawBody, signature, secret))) return refuse('webhook_signature_invalid');
  const event = parseJson(rawBody);
  if (event === undefined) return refuse('invalid_json');
  const [eventId, type] = [read(event, 'id'), read(event, 'type')];
  if (read(event, 'object') !== 'event' || typeof eventId !== 'string' || typeof type !== 'string')
    return refuse('invalid_request', { path: 'object' });
  return accept({ eventId, type, paymentIntentId: findPaymentIntent(type, read(read(event, 'data'), 'object')) });
}

function isSigned(rawBody: Buffer, signature: string, secret: string): boolean {
  const { signature: verifier } = Stripe.webhooks;
  if (verifier === null || !headerShape.test(signature)) return false;
  try {
    return verifier.verifyHeader(rawBody, signature, secret, TOLERANCE_SECONDS);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw error;
  }
}

function parseJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Charges, refunds and disputes name their payment; a payment intent is one. */
function findPaymentIntent(type: string, object: unknown): string | null {
  const value = read(object, type.startsWith('payment_intent.') ? 'id' : 'payment_intent');
  return typeof value === 'string' ? value : null;
}

const read = (object: unknown, field: string): unknown =>
  typeof object === 'object' && object !== null ? Reflect.get(object, field) : undefined;
