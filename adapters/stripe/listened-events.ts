import type Stripe from 'stripe';

/**
 * The events that we listen to: each says which payment to look up, and every change of one that matters comes with at least one of them.
 * @see https://docs.stripe.com/api/events/types
 */
export const listenedEvents = [
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.processing',
  'payment_intent.canceled',
  'payment_intent.amount_capturable_updated',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
] as const satisfies readonly Stripe.WebhookEndpointCreateParams.EnabledEvent[];
