import { computeContested, Fault } from '../../core/index.ts';
import type {
  EpochMillis,
  FaultDetail,
  PaymentId,
  PaymentRequest,
  ProviderPayment,
  ProviderPaymentSummary,
  ProviderRefund,
  RefundId,
} from '../../core/index.ts';
import { copyFrozen } from './copy-frozen.ts';

type KnownRequest = {
  readonly providerId: string;
  readonly request: PaymentRequest;
  readonly createdAt: EpochMillis;
  /** Whether it is paid on the provider's own page; the two ways know nothing of each other. */
  readonly isPage: boolean;
};

/** The provider's side: every payment with its refunds, by the provider's id. */
export type MemoryPayments = {
  readonly payments: Map<string, ProviderPayment>;
  readonly made: KnownRequest[];
  readonly byRefundId: Map<RefundId, { readonly providerId: string; readonly refundProviderId: string }>;
  /** When a refund or a dispute of a payment was made. */
  readonly moves: { readonly providerId: string; readonly at: EpochMillis }[];
  readonly now: () => EpochMillis;
  nextNumber: number;
};

/** Builds a provider that knows no payment. */
export const createMemoryPayments = (now: () => EpochMillis): MemoryPayments => ({
  now,
  payments: new Map(),
  made: [],
  byRefundId: new Map(),
  moves: [],
  nextNumber: 1,
});

const reject = (message: string, details: { readonly detail?: FaultDetail } = {}): Fault =>
  new Fault('provider_rejected', message, { retryable: false, provider: 'memory', ...details });

/** Finds a payment. Throws `Fault('provider_rejected')` when there is none. */
export function findPayment(state: MemoryPayments, providerId: string): ProviderPayment {
  const payment = state.payments.get(providerId);
  if (payment === undefined) throw reject(`there is no payment ${providerId}`);
  return payment;
}

/** The address of the provider's own page for a payment. */
export const nameCheckoutPage = (providerId: string): string => `https://provider.example/pay/${providerId}`;

const findKnown = (state: MemoryPayments, paymentId: PaymentId, isPage: boolean): KnownRequest | undefined =>
  state.made.find((known) => known.request.paymentId === paymentId && known.isPage === isPage);

/** Changes a payment and answers how it stands now. A page is closed as soon as nothing can be paid on it. */
export function changePayment(state: MemoryPayments, providerId: string, changes: Partial<ProviderPayment>): ProviderPayment {
  const next = { ...findPayment(state, providerId), ...changes };
  const isPayable = next.state === 'open' || next.state === 'requires_action';
  const changed = copyFrozen({ ...next, pageUrl: isPayable ? next.pageUrl : null });
  state.payments.set(providerId, changed);
  return changed;
}

/** Makes a payment; the same request again answers the same payment, another request under its id is rejected. */
export function createPayment(state: MemoryPayments, request: PaymentRequest, isPage = false): ProviderPayment {
  const { amountMinor, currency } = request.amount;
  const known = findKnown(state, request.paymentId, isPage);
  if (known !== undefined) {
    const { amount } = known.request;
    if (amount.amountMinor !== amountMinor || amount.currency !== currency) throw reject('this id was used for another amount');
    return findPayment(state, known.providerId);
  }
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) {
    throw new Fault('amount_too_small', 'a payment must be of something', { retryable: false, provider: 'memory' });
  }
  const providerId = `memory_${isPage ? 'page' : 'payment'}_${state.nextNumber}`;
  state.nextNumber += 1;
  state.made.push({ providerId, request: copyFrozen(request), createdAt: state.now(), isPage });
  const payment: ProviderPayment = {
    providerId,
    state: 'open',
    amountMinor,
    currency,
    capturedMinor: 0,
    clientSecret: isPage ? null : `${providerId}_secret`,
    pageUrl: isPage ? nameCheckoutPage(providerId) : null,
    declineCode: null,
    paymentId: request.paymentId,
    refunds: [],
    disputes: [],
  };
  state.payments.set(providerId, copyFrozen(payment));
  return payment;
}

const returnedMinor = (payment: ProviderPayment): number =>
  payment.refunds.reduce((sum, refund) => (refund.state === 'failed' ? sum : sum + refund.amountMinor), 0);

/** Makes a refund of a paid payment. Throws `Fault('provider_rejected')` when more would go back than came. */
export function addRefund(
  state: MemoryPayments,
  providerId: string,
  {
    refundId,
    amountMinor,
    settled,
  }: { readonly refundId: RefundId | null; readonly amountMinor: number; readonly settled: ProviderRefund['state'] },
): ProviderRefund {
  const known = refundId === null ? undefined : state.byRefundId.get(refundId);
  if (known !== undefined) return findRefund(state, known);
  const payment = findPayment(state, providerId);
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) throw reject('a refund must be of something');
  if (computeContested(payment.disputes) > 0) throw reject('the payment is disputed', { detail: 'payment_disputed' });
  if (returnedMinor(payment) + amountMinor > payment.capturedMinor) throw reject('more would go back than was paid');
  const refund: ProviderRefund = { providerId: `memory_refund_${state.nextNumber}`, refundId, amountMinor, state: settled };
  state.nextNumber += 1;
  state.moves.push({ providerId, at: state.now() });
  if (refundId !== null) state.byRefundId.set(refundId, { providerId, refundProviderId: refund.providerId });
  changePayment(state, providerId, { refunds: [...payment.refunds, refund] });
  return refund;
}

function findRefund(
  state: MemoryPayments,
  key: { readonly providerId: string; readonly refundProviderId: string },
): ProviderRefund {
  const refund = findPayment(state, key.providerId).refunds.find(({ providerId }) => providerId === key.refundProviderId);
  if (refund === undefined) throw reject(`there is no refund ${key.refundProviderId}`);
  return refund;
}

/** Ends a pending refund. */
export function settleRefund(state: MemoryPayments, refundProviderId: string, settled: 'succeeded' | 'failed'): void {
  const payment = state.payments
    .values()
    .find(({ refunds }) => refunds.some(({ providerId }) => providerId === refundProviderId));
  if (payment === undefined) throw reject(`there is no refund ${refundProviderId}`);
  const refunds = payment.refunds.map((refund) =>
    refund.providerId === refundProviderId ? { ...refund, state: settled } : refund,
  );
  changePayment(state, payment.providerId, { refunds });
}

/** Has the customer's bank take money back until it has decided. Throws `Fault('provider_rejected')` when there is less to take. */
export function openDispute(state: MemoryPayments, providerId: string, amountMinor?: number): void {
  const payment = findPayment(state, providerId);
  const held = payment.capturedMinor - returnedMinor(payment) - computeContested(payment.disputes);
  const taken = amountMinor ?? held;
  if (taken <= 0 || taken > held) throw reject('this payment cannot be disputed');
  const dispute = { providerId: `memory_dispute_${state.nextNumber}`, state: 'open' as const, amountMinor: taken };
  state.nextNumber += 1;
  state.moves.push({ providerId, at: state.now() });
  changePayment(state, providerId, { disputes: [...payment.disputes, dispute] });
}

/** Ends the oldest open dispute of a payment: `won`, the money comes back. */
export function settleDispute(state: MemoryPayments, providerId: string, outcome: 'won' | 'lost'): void {
  const { disputes } = findPayment(state, providerId);
  const open = disputes.find((dispute) => dispute.state === 'open');
  if (open === undefined) throw reject('there is no open dispute');
  changePayment(state, providerId, {
    disputes: disputes.map((dispute) => (dispute === open ? { ...open, state: outcome } : dispute)),
  });
}

/** Tells a payment as a list does. */
export function summarize(state: MemoryPayments, payment: ProviderPayment): ProviderPaymentSummary {
  const known = state.made.find(({ providerId }) => providerId === payment.providerId);
  if (known === undefined) throw new Error(`payment ${payment.providerId} was made by nobody`);
  const { providerId, amountMinor, currency, capturedMinor } = payment;
  return {
    ...{ providerId, amountMinor, currency, capturedMinor, state: payment.state },
    pageId: known.isPage && capturedMinor === 0 ? providerId : null,
    refundedMinor: returnedMinor(payment),
    disputedMinor: computeContested(payment.disputes),
    paymentId: known.request.paymentId,
    orderId: known.request.orderId,
    createdAt: known.createdAt,
  };
}
