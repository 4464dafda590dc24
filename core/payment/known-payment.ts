import { computeContested } from './contested.ts';
import type { Payment, Refund } from './payment.ts';

/** A payment as our books have it: what is compared with the provider's own list. Amounts in integer minor units. */
export type KnownPayment = Pick<
  Payment,
  'id' | 'provider' | 'providerId' | 'state' | 'amountMinor' | 'currency' | 'capturedMinor'
> & {
  /** With banks: disputes that are open or lost. */
  readonly disputedMinor: number;
  /** Refunds that the provider has an id for and that have not failed. */
  readonly refundedMinor: number;
};

/** Sums up a payment and the refunds of its order. */
export const summarizeKnown = (payment: Payment, refunds: readonly Refund[]): KnownPayment => ({
  id: payment.id,
  provider: payment.provider,
  providerId: payment.providerId,
  state: payment.state,
  amountMinor: payment.amountMinor,
  currency: payment.currency,
  capturedMinor: payment.capturedMinor,
  disputedMinor: computeContested(payment.disputes),
  refundedMinor: refunds
    .filter(({ paymentId, providerId }) => paymentId === payment.id && providerId !== null)
    .filter(({ state }) => state === 'pending' || state === 'succeeded')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0),
});
