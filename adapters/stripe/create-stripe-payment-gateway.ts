import Stripe from 'stripe';
import type { Money, PaymentGateway, PaymentRequest, ProviderPayment, ProviderRefund, RefundId } from '../../core/index.ts';
import { callStripe } from './call-stripe.ts';
import { delayedPaymentMethods } from './delayed-payment-methods.ts';
import { listRefunds, listRefundsOf } from './list-refunds.ts';
import { mapStripePayment, mapStripeRefund } from './map-stripe-payment.ts';
import { stripeAccountNames } from './stripe-account-names.ts';
import { convertToStripeAmount } from './stripe-amount.ts';

/** Stripe's own script, of the version that belongs to our API version. @see https://docs.stripe.com/sdks/stripejs-versioning */
export const STRIPE_SCRIPT_URL = 'https://js.stripe.com/endive/stripe.js';

/** What the gateway needs: a client that is bound to one tenant's key, and what the browser gets. */
export type StripeGatewayOptions = {
  /** The account's name, as payments store it. */
  readonly provider?: string | undefined;
  readonly client: Stripe;
  readonly publishableKey: string;
  readonly scriptUrl?: string | undefined;
};

const EXPANDED = ['latest_charge.refunds'];

/**
 * Creates the PaymentGateway on Stripe: intent first, automatic payment methods without delayed ones, our ids in the metadata,
 * every write keyed by our id. Refunds are looked up by our id before they are made, since Stripe forgets keys after a day.
 *
 * @see https://docs.stripe.com/payments/accept-a-payment-intent-first
 */
export function createStripePaymentGateway({
  provider = stripeAccountNames.live,
  client,
  publishableKey,
  scriptUrl = STRIPE_SCRIPT_URL,
}: StripeGatewayOptions): PaymentGateway {
  const fetchPayment = async (providerId: string): Promise<ProviderPayment> =>
    read(client, await callStripe(() => client.paymentIntents.retrieve(providerId, { expand: EXPANDED })));
  return {
    provider,
    browser: { publishableKey, scriptUrl },
    createPayment: (request) => createPayment(client, request),
    fetchPayment,
    cancelPayment: (providerId) => cancelPayment(client, providerId, fetchPayment),
    createRefund: (request) => createRefund(client, request),
  };
}

const read = async (client: Stripe, intent: Stripe.PaymentIntent): Promise<ProviderPayment> =>
  mapStripePayment(intent, await listRefundsOf(client, intent));

async function createPayment(client: Stripe, request: PaymentRequest): Promise<ProviderPayment> {
  const { amount } = request;
  const parameters: Stripe.PaymentIntentCreateParams = {
    amount: convertToStripeAmount(amount.amountMinor, amount.currency),
    currency: amount.currency.toLowerCase(),
    automatic_payment_methods: { enabled: true },
    excluded_payment_method_types: delayedPaymentMethods,
    description: request.description,
    metadata: {
      holdfast_payment_id: request.paymentId,
      holdfast_order_id: request.orderId,
      holdfast_booking_id: request.bookingId,
      holdfast_reference: request.reference,
    },
    ...(request.receiptEmail === null ? {} : { receipt_email: request.receiptEmail }),
    expand: EXPANDED,
  };
  return read(
    client,
    await callStripe(() => client.paymentIntents.create(parameters, { idempotencyKey: `holdfast-${request.paymentId}` })),
  );
}

/** Cancels, and when Stripe says that this is no longer possible, answers how the payment stands instead. */
async function cancelPayment(
  client: Stripe,
  providerId: string,
  fetchPayment: (id: string) => Promise<ProviderPayment>,
): Promise<ProviderPayment> {
  try {
    const parameters = { cancellation_reason: 'abandoned' as const, expand: EXPANDED };
    return await read(client, await callStripe(() => client.paymentIntents.cancel(providerId, parameters)));
  } catch (error) {
    if (!isUnexpectedState(error)) throw error;
    return fetchPayment(providerId);
  }
}

const isUnexpectedState = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Stripe.errors.StripeError &&
  error.cause.code === 'payment_intent_unexpected_state';

async function createRefund(
  client: Stripe,
  request: { readonly refundId: RefundId; readonly providerPaymentId: string; readonly amount: Money },
): Promise<ProviderRefund> {
  const { refundId, providerPaymentId, amount } = request;
  const known = await listRefunds(client, providerPaymentId);
  const made = known.find((refund) => refund.metadata?.['holdfast_refund_id'] === refundId);
  if (made !== undefined) return mapStripeRefund(made);
  const parameters = {
    payment_intent: providerPaymentId,
    amount: convertToStripeAmount(amount.amountMinor, amount.currency),
    metadata: { holdfast_refund_id: refundId },
  };
  return mapStripeRefund(await callStripe(() => client.refunds.create(parameters, { idempotencyKey: `holdfast-${refundId}` })));
}
