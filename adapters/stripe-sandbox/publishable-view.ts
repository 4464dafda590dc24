import type Stripe from 'stripe';

/** The fields of a payment that a publishable key may see. */
const VISIBLE: ReadonlySet<string> = new Set(
  (
    'id object amount amount_details automatic_payment_methods canceled_at cancellation_reason capture_method client_secret ' +
    'confirmation_method created currency description last_payment_error livemode next_action payment_method ' +
    'payment_method_configuration_details payment_method_types processing receipt_email setup_future_usage shipping source status'
  ).split(' '),
);

/** Answers a payment as Stripe.js sees it: no metadata, no charge, nothing about the business. */
export function mapPublishableView(intent: Stripe.PaymentIntent): object {
  return Object.fromEntries(Object.entries(intent).filter(([name]) => VISIBLE.has(name)));
}

/** Says whether an object is a payment. */
export function isPaymentIntent(value: object): value is Stripe.PaymentIntent {
  return 'object' in value && value.object === 'payment_intent';
}
