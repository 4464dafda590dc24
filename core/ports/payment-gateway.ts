import type { BookingId, OrderId, PaymentId, RefundId } from '../ids.ts';
import type { Money } from '../money/money.ts';
import type { ProviderPayment, ProviderPaymentSummary, ProviderRefund } from '../payment/provider-payment.ts';
import type { EpochMillis } from '../time/instant.ts';

export type { ProviderPayment, ProviderPaymentSummary, ProviderRefund };

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
  /** Whether methods may be offered that tell their outcome only hours or days later. */
  readonly allowDelayed: boolean;
};

/** A payment that is made on the provider's own page, by a visitor whose browser runs no scripts. */
export type CheckoutPageRequest = PaymentRequest & {
  /** Where the provider sends the visitor once he has paid; nothing in it is believed. */
  readonly successUrl: string;
  /** Where he goes when he turns back. */
  readonly cancelUrl: string;
  /** When the provider closes the page by itself if nobody does before: half an hour to a day away. The same whenever the request is repeated. */
  readonly closesAt: EpochMillis;
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
  /** The least that can be charged in a currency, in minor units; 1 where that is not known. Answered without asking anybody. */
  readonly findSmallestCharge: (currency: string) => number;
  readonly createPayment: (request: PaymentRequest) => Promise<ProviderPayment>;
  /**
   * Opens a page of the provider's to pay at; `payment.providerId` is the page's, and `payment.pageUrl` is `url`. The page may live longer than the hold: whoever ends the hold withdraws
   * it with `cancelPayment`. Repeating with the same payment id answers the same page.
   */
  readonly createCheckoutPage: (
    request: CheckoutPageRequest,
  ) => Promise<{ readonly payment: ProviderPayment; readonly url: string }>;
  readonly fetchPayment: (providerId: string) => Promise<ProviderPayment>;
  /** Lists the payments made in a time that carry our ids, whatever became of them. */
  readonly listPayments: (created: {
    readonly createdFrom: EpochMillis;
    readonly createdUntil: EpochMillis;
  }) => Promise<readonly ProviderPaymentSummary[]>;
  /**
   * Lists the payments that carry our ids and of which a refund or a dispute was created in a time, each once, however old they are. Disputes that the
   * account's key may not read are left out.
   */
  readonly listMoved: (time: {
    readonly from: EpochMillis;
    readonly until: EpochMillis;
  }) => Promise<readonly ProviderPaymentSummary[]>;
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
  /** Every account whose keys are known and can be read. */
  readonly all: readonly PaymentGateway[];
  /** Finds the account of that name; null when its keys are not known or cannot be read. */
  readonly find: (provider: string) => PaymentGateway | null;
};
