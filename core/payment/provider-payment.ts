import type { PaymentId, RefundId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';

/** A payment as its provider tells it at one moment. */
export type ProviderPayment = {
  readonly providerId: string;
  /** `open`: waits for a card. A decline leaves it open with `declineCode`. */
  readonly state: 'open' | 'requires_action' | 'processing' | 'authorized' | 'paid' | 'cancelled';
  readonly amountMinor: number;
  readonly currency: string;
  readonly capturedMinor: number;
  /** Lets the browser pay in our form; never stored, never logged. Null for a payment that is made on the provider's own page. */
  readonly clientSecret: string | null;
  /** Where it can be paid on the provider's own page; never stored, never logged. Null in our form, and when the page is closed. */
  readonly pageUrl: string | null;
  readonly declineCode: string | null;
  /** Our id as the provider keeps it with the payment, or null for a payment that is not ours. */
  readonly paymentId: PaymentId | null;
  readonly refunds: readonly ProviderRefund[];
  /** What the customer's bank contests of it, or did: every dispute that has taken money, the oldest first. */
  readonly disputes: readonly ProviderDispute[];
};

/** A dispute as its provider tells it. While it is open, and when it is lost, the provider has taken `amountMinor` back. */
export type ProviderDispute = {
  readonly providerId: string;
  readonly state: 'open' | 'won' | 'lost';
  readonly amountMinor: number;
};

/** A payment as it stands in its provider's list: enough to see whether it agrees with our books. */
export type ProviderPaymentSummary = {
  readonly providerId: string;
  /** The provider's own page that it is made on while nothing was paid there: our payment may stand under this id instead. Null otherwise. */
  readonly pageId: string | null;
  readonly state: ProviderPayment['state'];
  readonly amountMinor: number;
  readonly currency: string;
  readonly capturedMinor: number;
  /** Returned or on its way back: refunds that have not failed. */
  readonly refundedMinor: number;
  /** With banks at this moment: disputes that are open or lost. */
  readonly disputedMinor: number;
  /** Our ids as the provider keeps them with the payment. */
  readonly paymentId: PaymentId;
  readonly orderId: string | null;
  readonly createdAt: EpochMillis;
};

/** A refund as its provider tells it. */
export type ProviderRefund = {
  readonly providerId: string;
  readonly refundId: RefundId | null;
  readonly amountMinor: number;
  readonly state: 'pending' | 'succeeded' | 'failed';
};
