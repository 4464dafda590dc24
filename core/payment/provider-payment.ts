import type { PaymentId, RefundId } from '../ids.ts';

/** A payment as its provider tells it at one moment. */
export type ProviderPayment = {
  readonly providerId: string;
  /** `open`: waits for a card. A decline leaves it open with `declineCode`. */
  readonly state: 'open' | 'requires_action' | 'processing' | 'authorized' | 'paid' | 'cancelled';
  readonly amountMinor: number;
  readonly currency: string;
  readonly capturedMinor: number;
  /** Lets the browser pay; never stored, never logged. */
  readonly clientSecret: string | null;
  readonly declineCode: string | null;
  /** Our id as the provider keeps it with the payment, or null for a payment that is not ours. */
  readonly paymentId: PaymentId | null;
  readonly refunds: readonly ProviderRefund[];
};

/** A refund as its provider tells it. */
export type ProviderRefund = {
  readonly providerId: string;
  readonly refundId: RefundId | null;
  readonly amountMinor: number;
  readonly state: 'pending' | 'succeeded' | 'failed';
};
