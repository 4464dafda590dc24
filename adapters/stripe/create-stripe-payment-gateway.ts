import Stripe from 'stripe';
import type {
  Money,
  PaymentGateway,
  PaymentRequest,
  ProviderPayment,
  ProviderRefund,
  RefundId,
  TenantId,
} from '../../core/index.ts';
import { callStripe } from './call-stripe.ts';
import {
  createCheckoutPage,
  expireCheckoutPage,
  fetchCheckoutPage,
  findPaidIntent,
  isCheckoutPage,
  isInvalidRequest,
} from './checkout-page.ts';
import { chooseExcludedMethods } from './delayed-payment-methods.ts';
import { listMoved, listPayments } from './list-payments.ts';
import { listRefunds } from './list-refunds.ts';
import { makeRefund } from './make-refund.ts';
import { mapStripeRefund } from './map-stripe-payment.ts';
import { findMinimumCharge } from './minimum-charges.ts';
import { buildPaymentMetadata, isMadeOnPage } from './payment-metadata.ts';
import { requireObject } from './read-answer.ts';
import { EXPANDED, findSessionOf, readPayment } from './read-payment.ts';
import { stripeAccountNames } from './stripe-account-names.ts';
import { convertToStripeAmount } from './stripe-amount.ts';

/** Stripe's own script, of the version that belongs to our API version. @see https://docs.stripe.com/sdks/stripejs-versioning */
export const STRIPE_SCRIPT_URL = 'https://js.stripe.com/endive/stripe.js';

/** What the gateway needs: a client that is bound to one tenant's key, and what the browser gets. */
export type StripeGatewayOptions = {
  /** The account's name, as payments store it. */
  readonly provider?: string | undefined;
  /** Whose payments they are: several businesses may share an account. */
  readonly tenantId: TenantId;
  readonly client: Stripe;
  readonly publishableKey: string;
  readonly scriptUrl?: string | undefined;
};

/**
 * Creates the PaymentGateway on Stripe: intent first, automatic payment methods without delayed ones unless they are allowed, our ids in the metadata,
 * every write keyed by our id. Refunds are looked up by our id before they are made, since Stripe forgets keys after a day.
 *
 * @see https://docs.stripe.com/payments/accept-a-payment-intent-first
 */
export function createStripePaymentGateway({
  provider = stripeAccountNames.live,
  tenantId,
  client,
  publishableKey,
  scriptUrl = STRIPE_SCRIPT_URL,
}: StripeGatewayOptions): PaymentGateway {
  const fetchIntent = async (providerId: string): Promise<ProviderPayment> =>
    readPayment(client, await retrieveIntent(client, providerId));
  return {
    provider,
    browser: { publishableKey, scriptUrl },
    findSmallestCharge: findMinimumCharge,
    createPayment: (request) => createPayment(client, tenantId, request),
    createCheckoutPage: (request) => createCheckoutPage(client, tenantId, request),
    fetchPayment: (providerId) => (isCheckoutPage(providerId) ? fetchCheckoutPage(client, providerId) : fetchIntent(providerId)),
    listPayments: (created) => listPayments(client, tenantId, created),
    listMoved: (time) => listMoved(client, tenantId, time),
    cancelPayment: (providerId) =>
      isCheckoutPage(providerId) ? expireCheckoutPage(client, providerId) : cancelIntent(client, providerId),
    createRefund: (request) => createRefund(client, request),
  };
}

async function createPayment(client: Stripe, tenantId: TenantId, request: PaymentRequest): Promise<ProviderPayment> {
  const { amount } = request;
  const parameters: Stripe.PaymentIntentCreateParams = {
    amount: convertToStripeAmount(amount.amountMinor, amount.currency),
    currency: amount.currency.toLowerCase(),
    automatic_payment_methods: { enabled: true },
    excluded_payment_method_types: chooseExcludedMethods(request),
    description: request.description,
    metadata: buildPaymentMetadata(request, tenantId),
    ...(request.receiptEmail === null ? {} : { receipt_email: request.receiptEmail }),
    expand: EXPANDED,
  };
  return readPayment(
    client,
    await callStripe(() => client.paymentIntents.create(parameters, { idempotencyKey: `holdfast-${request.paymentId}` })),
  );
}

/** Cancels, and when Stripe says that this is no longer possible, answers how the payment stands instead. */
async function cancelIntent(client: Stripe, providerId: string): Promise<ProviderPayment> {
  try {
    const parameters = { cancellation_reason: 'abandoned' as const, expand: EXPANDED };
    return await readPayment(client, await callStripe(() => client.paymentIntents.cancel(providerId, parameters)));
  } catch (error) {
    if (!isInvalidRequest(error)) throw error;
    const intent = await retrieveIntent(client, providerId);
    if (!isMadeOnPage(intent.metadata)) {
      if (!isUnexpectedState(error)) throw error;
      return readPayment(client, intent);
    }
    // What was begun on a page ends with the page.
    const session = await findSessionOf(client, providerId);
    if (session !== null) await expireCheckoutPage(client, session.id);
    return readPayment(client, await retrieveIntent(client, providerId));
  }
}

const retrieveIntent = async (client: Stripe, providerId: string): Promise<Stripe.PaymentIntent> =>
  requireObject(await callStripe(() => client.paymentIntents.retrieve(providerId, { expand: EXPANDED })), 'payment_intent');

const isUnexpectedState = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Stripe.errors.StripeError &&
  error.cause.code === 'payment_intent_unexpected_state';

async function createRefund(
  client: Stripe,
  request: { readonly refundId: RefundId; readonly providerPaymentId: string; readonly amount: Money },
): Promise<ProviderRefund> {
  const { refundId, providerPaymentId, amount } = request;
  const { intentId, paymentId } = isCheckoutPage(providerPaymentId)
    ? await findPaidIntent(client, providerPaymentId)
    : { intentId: providerPaymentId, paymentId: null };
  const known = await listRefunds(client, intentId);
  const made = known.find((refund) => refund.metadata?.['holdfast_refund_id'] === refundId);
  if (made !== undefined) return mapStripeRefund(made);
  const parameters = {
    payment_intent: intentId,
    amount: convertToStripeAmount(amount.amountMinor, amount.currency),
    // News of a refund names the PaymentIntent, which we do not know of a payment that was made on a page.
    metadata: { holdfast_refund_id: refundId, ...(paymentId === null ? {} : { holdfast_payment_id: paymentId }) },
  };
  return mapStripeRefund(await makeRefund(client, parameters, `holdfast-${refundId}`));
}
