import type { OrderId, PaymentId, RefundId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { ProviderDispute } from './provider-payment.ts';

/** Where a payment stands. A declined card is an attempt, not a state: the payment stays open for the next card. */
export type PaymentState =
  'created' | 'requires_action' | 'processing' | 'authorized' | 'paid' | 'cancelled' | 'disputed' | 'lost';

/** One try to collect an order's money through a provider. An order has at most one open payment. */
export type Payment = {
  readonly id: PaymentId;
  readonly orderId: OrderId;
  readonly provider: string;
  /** The provider's id; null until the provider has answered, and then stored before the client secret leaves. */
  readonly providerId: string | null;
  readonly state: PaymentState;
  readonly amountMinor: number;
  readonly currency: string;
  /** What the provider really took. */
  readonly capturedMinor: number;
  /** The provider's code of the last decline, until another card is tried. */
  readonly lastDeclineCode: string | null;
  /** For how many days its time is kept once a method is chosen that takes days; null when none was offered. */
  readonly delayedDays: number | null;
  /** What the customer's bank contests of it, or did; each by the provider's id. */
  readonly disputes: readonly ProviderDispute[];
  /** When the owner was told that its time is kept because the provider does not answer; null when he was not. */
  readonly ownerToldAt: EpochMillis | null;
  readonly createdAt: EpochMillis;
};

/** Where a refund stands. A failed one is owed again; a superseded one is not needed any more, since the money went back in another way. */
export type RefundState = 'pending' | 'succeeded' | 'failed' | 'superseded';

/** Money on its way back to the customer. */
export type Refund = {
  readonly id: RefundId;
  readonly orderId: OrderId;
  readonly paymentId: PaymentId;
  readonly providerId: string | null;
  readonly state: RefundState;
  readonly amountMinor: number;
  readonly currency: string;
  readonly reason:
    'cancelled' | 'late_payment' | 'duplicate_payment' | 'amount_differs' | 'made_at_provider' | 'goodwill' | 'rescheduled';
  readonly createdAt: EpochMillis;
};
