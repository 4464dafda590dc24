import Stripe from 'stripe';
import { Fault } from '../../core/index.ts';
import type { CheckoutPageRequest, ProviderPayment, TenantId } from '../../core/index.ts';
import { callStripe } from './call-stripe.ts';
import { chooseExcludedMethods } from './delayed-payment-methods.ts';
import { buildPageMetadata, readPaymentId } from './payment-metadata.ts';
import { requireObject } from './read-answer.ts';
import { EXPANDED, readIntent } from './read-payment.ts';
import { convertToStripeAmount, mapStripeAmount } from './stripe-amount.ts';

/** What every answer about a session is asked to bring along: its payment, once there is one. */
const EXPANDED_SESSION = EXPANDED.map((path) => `payment_intent.${path}`);

/** Whether a provider's id names a Checkout Session and not a PaymentIntent. */
export const isCheckoutPage = (providerId: string): boolean => providerId.startsWith('cs_');

/**
 * Opens a Checkout Session in `hosted_page` mode, keyed by our payment's id: one line with our description and amount, our ids on the session and on the
 * payment that it makes when the visitor pays (Stripe copies nothing from one to the other), and no other price than ours in no other currency.
 *
 * @see https://docs.stripe.com/api/checkout/sessions/create
 */
export async function createCheckoutPage(
  client: Stripe,
  tenantId: TenantId,
  request: CheckoutPageRequest,
): Promise<{ readonly payment: ProviderPayment; readonly url: string }> {
  const idempotencyKey = `holdfast-page-${request.paymentId}`;
  const session = await callStripe(() =>
    client.checkout.sessions.create(convertToStripeSession(request, tenantId), { idempotencyKey }),
  );
  const payment = await readSession(client, session);
  if (session.url !== null) return { payment, url: session.url };
  throw new Fault('provider_rejected', 'Stripe answered a page without an address', { retryable: false, provider: 'stripe' });
}

function convertToStripeSession(request: CheckoutPageRequest, tenantId: TenantId): Stripe.Checkout.SessionCreateParams {
  const { amount, description, receiptEmail } = request;
  const currency = amount.currency.toLowerCase();
  const unit_amount = convertToStripeAmount(amount.amountMinor, amount.currency);
  const metadata = buildPageMetadata(request, tenantId);
  return {
    mode: 'payment',
    ui_mode: 'hosted_page',
    line_items: [{ quantity: 1, price_data: { currency, unit_amount, product_data: { name: description } } }],
    metadata,
    payment_intent_data: { description, metadata, ...(receiptEmail === null ? {} : { receipt_email: receiptEmail }) },
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    expires_at: Math.floor(request.closesAt / 1_000),
    adaptive_pricing: { enabled: false },
    excluded_payment_method_types: chooseExcludedMethods(request),
    expand: EXPANDED_SESSION,
  };
}

/** Looks up a session with its payment. */
export const fetchCheckoutPage = async (client: Stripe, sessionId: string): Promise<ProviderPayment> =>
  readSession(client, await callStripe(() => client.checkout.sessions.retrieve(sessionId, { expand: EXPANDED_SESSION })));

/**
 * Expires a session, and with it the payment that was begun on it. When Stripe says that this is no longer possible, answers how it stands instead.
 * @see https://docs.stripe.com/api/checkout/sessions/expire
 */
export async function expireCheckoutPage(client: Stripe, sessionId: string): Promise<ProviderPayment> {
  try {
    return await readSession(
      client,
      await callStripe(() => client.checkout.sessions.expire(sessionId, { expand: EXPANDED_SESSION })),
    );
  } catch (error) {
    // Stripe has no code for it.
    if (!isInvalidRequest(error)) throw error;
    const standing = await fetchCheckoutPage(client, sessionId);
    if (standing.state === 'open') throw error;
    return standing;
  }
}

/** Whether Stripe refused a call for what it asked. */
export const isInvalidRequest = (error: unknown): boolean =>
  error instanceof Fault && error.cause instanceof Stripe.errors.StripeInvalidRequestError;

/** Finds the payment that a session was paid with, and our id. Throws `Fault('provider_rejected')` when nothing was paid. */
export async function findPaidIntent(
  client: Stripe,
  sessionId: string,
): Promise<{ readonly intentId: string; readonly paymentId: string | null }> {
  const session = requireObject(await callStripe(() => client.checkout.sessions.retrieve(sessionId)), 'checkout.session');
  const { payment_intent: intent, metadata } = session;
  if (intent === null) {
    throw new Fault('provider_rejected', 'nothing was paid on this page', { retryable: false, provider: 'stripe' });
  }
  return { intentId: typeof intent === 'string' ? intent : intent.id, paymentId: readPaymentId(metadata ?? {}) };
}

/** Maps a session and its payment to our payment; the session's id names it, and its address leads there while it is open. */
async function readSession(client: Stripe, answer: Stripe.Checkout.Session): Promise<ProviderPayment> {
  const session = requireObject(answer, 'checkout.session');
  const { payment_intent: intent } = session;
  const paid = typeof intent === 'object' && intent !== null ? await readIntent(client, intent) : null;
  const currency = (session.currency ?? '').toUpperCase();
  return {
    providerId: session.id,
    state: mapState(session, paid),
    amountMinor: mapStripeAmount(session.amount_total ?? 0, currency),
    currency,
    capturedMinor: paid?.capturedMinor ?? 0,
    clientSecret: null,
    pageUrl: session.status === 'open' ? session.url : null,
    declineCode: paid?.declineCode ?? null,
    paymentId: readPaymentId(session.metadata ?? {}),
    refunds: paid?.refunds ?? [],
    disputes: paid?.disputes ?? [],
  };
}

/**
 * Money that was taken is told as such, whatever the session says. A session that was completed with a method that takes days is under way until its
 * payment is decided; when that fails, nobody can pay there any more.
 */
function mapState({ status }: Stripe.Checkout.Session, paid: ProviderPayment | null): ProviderPayment['state'] {
  if (paid !== null && paid.capturedMinor > 0) return 'paid';
  switch (status) {
    case 'open':
      return 'open';
    case 'expired':
      return 'cancelled';
    case 'complete':
      return paid?.state === 'open' || paid?.state === 'requires_action' ? 'cancelled' : (paid?.state ?? 'processing');
    default:
      return 'processing';
  }
}
