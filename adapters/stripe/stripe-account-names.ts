import type { PaymentMode } from '../../core/index.ts';

/** What payments call the account that they were made on. */
export const stripeAccountNames: Readonly<Record<PaymentMode, string>> = { live: 'stripe', test: 'stripe_test' };
