import { Fault } from '../../core/index.ts';
import type { PaymentId, PaymentRequest, ProviderPayment, ProviderRefund, RefundId } from '../../core/index.ts';
import { copyFrozen } from './copy-frozen.ts';

/** The provider's side: every payment with its refunds, by the provider's id. */
export type MemoryPayments = {
  readonly payments: Map<string, ProviderPayment>;
  readonly byPaymentId: Map<PaymentId, { readonly providerId: string; readonly request: PaymentRequest }>;
  readonly byRefundId: Map<RefundId, { readonly providerId: string; readonly refundProviderId: string }>;
  nextNumber: number;
};

/** Builds a provider that knows no payment. */
export const createMemoryPayments = (): MemoryPayments => ({
  payments: new Map(),
  byPaymentId: new Map(),
  byRefundId: new Map(),
  nextNumber: 1,
});

const reject = (message: string): Fault => new Fault('provider_rejected', message, { retryable: false, provider: 'memory' });

/** Finds a payment. Throws `Fault('provider_rejected')` when there is none. */
export function findPayment(state: MemoryPayments, providerId: string): ProviderPayment {
  const payment = state.payments.get(providerId);
  if (payment === undefined) throw reject(`there is no payment ${providerId}`);
  return payment;
}

/** Changes a payment and answers how it stands now. */
export function changePayment(state: MemoryPayments, providerId: string, changes: Partial<ProviderPayment>): ProviderPayment {
  const changed = copyFrozen({ ...findPayment(state, providerId), ...changes });
  state.payments.set(providerId, changed);
  return changed;
}

/** Makes a payment; the same request again answers the same payment, another request under its id is rejected. */
export function createPayment(state: MemoryPayments, request: PaymentRequest): ProviderPayment {
  const { amountMinor, currency } = request.amount;
  const known = state.byPaymentId.get(request.paymentId);
  if (known !== undefined) {
    const { amount } = known.request;
    if (amount.amountMinor !== amountMinor || amount.currency !== currency) throw reject('this id was used for another amount');
    return findPayment(state, known.providerId);
  }
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) {
    throw new Fault('amount_too_small', 'a payment must be of something', { retryable: false, provider: 'memory' });
  }
  const providerId = `memory_payment_${state.nextNumber}`;
  state.nextNumber += 1;
  state.byPaymentId.set(request.paymentId, { providerId, request: copyFrozen(request) });
  const payment: ProviderPayment = {
    providerId,
    state: 'open',
    amountMinor,
    currency,
    capturedMinor: 0,
    clientSecret: `${providerId}_secret`,
    declineCode: null,
    paymentId: request.paymentId,
    refunds: [],
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
  if (returnedMinor(payment) + amountMinor > payment.capturedMinor) throw reject('more would go back than was paid');
  const refund: ProviderRefund = { providerId: `memory_refund_${state.nextNumber}`, refundId, amountMinor, state: settled };
  state.nextNumber += 1;
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
