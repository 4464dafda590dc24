import type { BookingId, OrderId, PaymentId, RefundId } from '../ids.ts';
import type { Money } from '../money/money.ts';
import type { ProviderPayment, ProviderRefund } from '../payment/provider-payment.ts';

export type { ProviderPayment, ProviderRefund };

/** What a new payment is for. The ids go into the provider's metadata; nothing personal does. */
export type PaymentRequest = {
  readonly paymentId: PaymentId;
  readonly orderId: OrderId;
  readonly bookingId: BookingId;
  readonly reference: string;
  readonly amount: Money;
  readonly description: string;
  /** Where the provider sends its own receipt, or null for none. */
  readonly receiptEmail: string | null;
};

/**
 * Takes and returns money through one provider account of one tenant.
 *
 * Every writing call is keyed by our id, so that repeating it has no second effect. Amounts are in ISO 4217 minor units;
 * what the provider counts differently is the adapter's affair. Throws `Fault` (`provider_unavailable`, retryable;
 * `provider_rejected`, `amount_too_small`, not retryable).
 */
export type PaymentGateway = {
  /** The provider's name, as payments store it. */
  readonly provider: string;
  /** What the browser needs to show the provider's form. */
  readonly browser: { readonly publishableKey: string; readonly scriptUrl: string };
  readonly createPayment: (request: PaymentRequest) => Promise<ProviderPayment>;
  readonly fetchPayment: (providerId: string) => Promise<ProviderPayment>;
  /** Makes sure that the payment can no longer be paid, and answers how it stands: `cancelled`, or what prevented it (`paid`, `processing`). */
  readonly cancelPayment: (providerId: string) => Promise<ProviderPayment>;
  /** Asks for the return of an amount; repeating with the same refund id answers the same refund. */
  readonly createRefund: (request: {
    readonly refundId: RefundId;
    readonly providerPaymentId: string;
    readonly amount: Money;
  }) => Promise<ProviderRefund>;
};
