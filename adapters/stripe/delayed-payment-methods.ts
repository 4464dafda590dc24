import type Stripe from 'stripe';
import type { PaymentRequest } from '../../core/index.ts';

type Method = Stripe.PaymentIntentCreateParams.ExcludedPaymentMethodType;

/**
 * Payment methods that tell their outcome only hours or days later; until then the payment is `processing`. A time is held for so long only where the owner
 * says so; else they are excluded.
 * @see https://docs.stripe.com/payments/payment-methods/payment-method-support#additional-api-supportability
 */
export const delayedPaymentMethods: readonly Method[] = [
  'au_becs_debit',
  'bacs_debit',
  'nz_bank_account',
  'sepa_debit',
  'sofort',
];

/**
 * Payment methods with which a payment may wait for its customer for days (`requires_action`) while it can be paid: a slip or a transfer that he still has to
 * make, a bank account that he still has to prove with small deposits, an agreement that he still has to approve at his bank. Nothing moves until he does, so
 * a time would be kept for somebody who has only promised; and whoever withdraws the payment leaves him with a slip that no bank takes. Always excluded.
 * @see https://docs.stripe.com/payments/vouchers
 */
export const waitingPaymentMethods: readonly Method[] = [
  'acss_debit',
  'boleto',
  'customer_balance',
  'konbini',
  'multibanco',
  'oxxo',
  'payto',
  'us_bank_account',
];

/** Chooses what is not offered for a payment. */
export const chooseExcludedMethods = ({ allowDelayed }: Pick<PaymentRequest, 'allowDelayed'>): Method[] =>
  allowDelayed ? [...waitingPaymentMethods] : [...delayedPaymentMethods, ...waitingPaymentMethods];
