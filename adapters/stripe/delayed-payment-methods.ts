import type Stripe from 'stripe';

/**
 * Payment methods that tell their outcome only hours or days later. A time cannot be held for so long, so they are excluded.
 * @see https://docs.stripe.com/payments/payment-methods/payment-method-support#additional-api-supportability
 */
export const delayedPaymentMethods: Stripe.PaymentIntentCreateParams.ExcludedPaymentMethodType[] = [
  'acss_debit',
  'au_becs_debit',
  'bacs_debit',
  'boleto',
  'customer_balance',
  'konbini',
  'multibanco',
  'nz_bank_account',
  'oxxo',
  'payto',
  'sepa_debit',
  'sofort',
  'us_bank_account',
];
