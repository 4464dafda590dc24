import { randomBytes } from 'node:crypto';
import type { EpochMillis, PaymentGateway, PaymentId, PaymentRequest, ProviderPayment, RefundId } from '../../../core/index.ts';

/** A gateway, and what happens at its provider without it: the same things for a provider in memory, its stand-in, and the real one. */
export type PaymentGatewaySubject = {
  readonly gateway: PaymentGateway;
  /** The customer tries to pay all of it; `disputed`: he pays, and his bank takes all of it back at once. Throws when the payment can no longer be paid. */
  readonly payWith: (providerId: string, outcome: 'paid' | 'declined' | 'requires_action' | 'disputed') => Promise<void>;
  /** The bank decides the open dispute of a payment. */
  readonly settleDispute: (providerId: string, outcome: 'won' | 'lost') => Promise<void>;
  /** Makes a payment without our ids, and answers its id; null where nobody else can make one. */
  readonly createForeign: () => Promise<string | null>;
  /** What time it is at the provider, within some minutes. */
  readonly now: () => EpochMillis;
  /** The owner refunds by hand; the refund has no id of ours. */
  readonly refundAtProvider: (providerId: string, amountMinor: number) => Promise<void>;
  /** What was wrong with the calls that were made so far, by the provider's specification. */
  readonly findMistakes: () => readonly string[];
  readonly stop: () => Promise<void>;
};

/** What only a provider of our own can be told to do. */
export type ProviderControls = {
  readonly startProcessing: (providerId: string) => Promise<void>;
  readonly settleProcessing: (providerId: string, isPaid: boolean) => Promise<void>;
  /** The customer ends the step that the payment waits for. */
  readonly finishAction: (providerId: string, isDone: boolean) => Promise<void>;
  /** The customer's bank takes a part of a payment back. */
  readonly openDispute: (providerId: string, amountMinor: number) => Promise<void>;
  readonly leaveNextRefundPending: () => Promise<void>;
  readonly settleRefund: (refundProviderId: string, settled: 'succeeded' | 'failed') => Promise<void>;
  /** Loses the next call of a kind so that the gateway gives up: `before` nothing happened, `after` it happened and the answer was lost. */
  readonly loseNext: (kind: 'read' | 'write', when: 'before' | 'after') => Promise<void>;
  /** The provider forgets which calls it has answered already. */
  readonly forgetKeys: () => Promise<void>;
  readonly countPayments: (paymentId: PaymentId) => Promise<number>;
};

/** A subject whose provider can be told what to do. */
export type ControlledSubject = PaymentGatewaySubject & { readonly controls: ProviderControls };

/** One promise of the port, with a name that says it. */
export type GatewayCase<Subject> = { readonly name: string; readonly run: (subject: Subject) => Promise<void> };

/** An id that no earlier run has used: a real provider remembers. */
const suffix = (): string => randomBytes(12).toString('hex');

/** Builds the request of a new payment. */
export const buildRequest = (amountMinor = 45_000, currency = 'SEK'): PaymentRequest => ({
  paymentId: `pay_${suffix()}`,
  orderId: `ord_${suffix()}`,
  bookingId: `bkg_${suffix()}`,
  reference: 'K7QX2M',
  amount: { amountMinor, currency },
  description: 'Cut, Studio Söder, K7QX2M',
  receiptEmail: null,
  allowDelayed: false,
});

/** Builds the request of a new refund. */
export const buildRefund = (
  providerPaymentId: string,
  amountMinor: number,
  refundId: RefundId = `ref_${suffix()}`,
  currency = 'SEK',
) => ({
  refundId,
  providerPaymentId,
  amount: { amountMinor, currency },
});

/** Makes a payment and pays it. */
export async function createPaid(
  { gateway, payWith }: PaymentGatewaySubject,
  request = buildRequest(),
): Promise<ProviderPayment> {
  const { providerId } = await gateway.createPayment(request);
  await payWith(providerId, 'paid');
  return gateway.fetchPayment(providerId);
}

/** What a gateway throws when the provider says no, when it does because of a dispute, and when it cannot be reached. */
export const rejected = { name: 'Fault', code: 'provider_rejected', retryable: false };
export const disputed = { ...rejected, detail: 'payment_disputed' };
export const unavailable = { name: 'Fault', code: 'provider_unavailable', retryable: true };
