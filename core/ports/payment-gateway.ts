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
  /** The account's name, as payments store it: `stripe` for real money, `stripe_test` for play money. */
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

/**
 * All provider accounts of one tenant. A payment stays with the account it was made on: looks, withdrawals and refunds go there, also after
 * the owner has chosen another account for new payments.
 */
export type PaymentGateways = {
  /** Takes new payments; null when the business takes none at present. */
  readonly current: PaymentGateway | null;
  /** Finds the account of that name; null when its keys are not known or cannot be read. */
  readonly find: (provider: string) => PaymentGateway | null;
};
