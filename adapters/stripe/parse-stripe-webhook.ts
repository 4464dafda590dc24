import Stripe from 'stripe';
import type { Outcome, PaymentId } from '../../core/index.ts';
import { accept, isId, refuse } from '../../core/index.ts';

/** What a webhook says, as far as we listen: which event, and which payment to look up. */
export type StripeNews = {
  readonly eventId: string;
  readonly type: string;
  /** The PaymentIntent or Checkout Session that it is about; null: not one of ours to act on. */
  readonly providerId: string | null;
  /** Our own id, if it stands there. */
  readonly paymentId: PaymentId | null;
  /** Whether it is about a refund or a dispute: what its payment carries of ours does not stand there. */
  readonly isPart: boolean;
};

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
  const object = read(read(event, 'data'), 'object');
  const ourId = read(read(object, 'metadata'), 'holdfast_payment_id');
  return accept({
    eventId,
    type,
    providerId: findPayment(type, object),
    paymentId: typeof ourId === 'string' && isId('pay', ourId) ? ourId : null,
    isPart: /^(refund|charge\.dispute|charge\.refund)\./.test(type),
  });
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

/** Charges, refunds and disputes name their payment; a payment intent is one, and so is a Checkout Session. */
function findPayment(type: string, object: unknown): string | null {
  const value = read(object, /^(payment_intent|checkout\.session)\./.test(type) ? 'id' : 'payment_intent');
  return typeof value === 'string' ? value : null;
}

const read = (object: unknown, field: string): unknown =>
  typeof object === 'object' && object !== null ? Reflect.get(object, field) : undefined;
