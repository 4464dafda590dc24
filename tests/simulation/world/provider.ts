import { Fault } from '../../../core/index.ts';
import type {
  EpochMillis,
  PaymentId,
  PaymentRequest,
  ProviderDispute,
  ProviderPayment,
  ProviderPaymentSummary,
  ProviderRefund,
  RefundId,
} from '../../../core/index.ts';
import type { EvidencePayment } from '../../support/checker/evidence.ts';

/** What a change at the provider is called in its messages. */
export type NewsKind = 'payment' | 'refund' | 'dispute';

type KeptRefund = {
  readonly providerId: string;
  readonly refundId: RefundId | null;
  readonly amountMinor: number;
  state: ProviderRefund['state'];
};

type Kept = {
  readonly providerId: string;
  /** The page that the payment is made on, when there is one; it takes calls under either id. */
  readonly pageId: string | null;
  readonly request: PaymentRequest;
  readonly createdAt: EpochMillis;
  state: ProviderPayment['state'];
  capturedMinor: number;
  declineCode: string | null;
  readonly refunds: KeptRefund[];
  disputes: readonly ProviderDispute[];
  /** When its refunds and disputes were made. */
  readonly moves: EpochMillis[];
};

/**
 * A payment provider with books of its own, made for the simulation: what is called here takes effect at once; messages, lost answers and silence are
 * added around it. It tells everything that changes by `announce`.
 */
export type Provider = ReturnType<typeof createProvider>;

/** Builds a provider that knows no payment. */
export function createProvider(
  name: string,
  now: () => EpochMillis,
  announce: (providerId: string, kind: NewsKind, paymentId: PaymentId) => void,
) {
  const payments = new Map<string, Kept>();
  const byPaymentId = new Map<PaymentId, Kept>();
  const byRefundId = new Map<RefundId, KeptRefund>();
  let count = 0;
  const nextId = (kind: string): string => `${kind}_${name}_${(count += 1)}`;
  const reject = (message: string): Fault => new Fault('provider_rejected', message, { retryable: false, provider: name });
  const find = (providerId: string): Kept => {
    const kept = payments.get(providerId);
    if (kept === undefined) throw reject(`there is no payment ${providerId}`);
    return kept;
  };
  const all = (): readonly Kept[] => [...new Set(payments.values())];

  const open = (request: PaymentRequest, hasPage: boolean): Kept => {
    const known = byPaymentId.get(request.paymentId);
    if (known !== undefined) {
      if (known.request.amount.amountMinor !== request.amount.amountMinor) throw reject('this id was used for another amount');
      return known;
    }
    const kept: Kept = {
      providerId: nextId('pi'),
      pageId: hasPage ? nextId('cs') : null,
      request,
      createdAt: now(),
      state: 'open',
      capturedMinor: 0,
      declineCode: null,
      refunds: [],
      disputes: [],
      moves: [],
    };
    byPaymentId.set(request.paymentId, kept);
    payments.set(kept.providerId, kept);
    if (kept.pageId !== null) payments.set(kept.pageId, kept);
    return kept;
  };
  const returnedMinor = ({ refunds }: Kept): number =>
    refunds.reduce((sum, { state, amountMinor }) => (state === 'failed' ? sum : sum + amountMinor), 0);
  const contestedMinor = ({ disputes }: Kept): number =>
    disputes.reduce((sum, { state, amountMinor }) => (state === 'won' ? sum : sum + amountMinor), 0);
  const summarize = (kept: Kept): ProviderPaymentSummary => ({
    ...{ state: kept.state, capturedMinor: kept.capturedMinor, createdAt: kept.createdAt },
    providerId: kept.pageId ?? kept.providerId,
    pageId: kept.capturedMinor === 0 ? kept.pageId : null,
    amountMinor: kept.request.amount.amountMinor,
    currency: kept.request.amount.currency,
    refundedMinor: returnedMinor(kept),
    disputedMinor: contestedMinor(kept),
    paymentId: kept.request.paymentId,
    orderId: kept.request.orderId,
  });
  const isUnpaid = ({ state }: Kept): boolean => state !== 'paid' && state !== 'cancelled';
  const addRefund = (kept: Kept, refundId: RefundId | null, amountMinor: number): KeptRefund => {
    if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) throw reject('a refund must be of something');
    if (contestedMinor(kept) > 0) throw reject('the payment is disputed');
    if (returnedMinor(kept) + amountMinor > kept.capturedMinor) throw reject('more would go back than was paid');
    kept.moves.push(now());
    const refund: KeptRefund = { providerId: nextId('re'), refundId, amountMinor, state: 'pending' };
    kept.refunds.push(refund);
    if (refundId !== null) byRefundId.set(refundId, refund);
    announce(kept.providerId, 'refund', kept.request.paymentId);
    return refund;
  };

  return {
    name,
    // What we may ask of it.
    createPayment: (request: PaymentRequest): ProviderPayment => {
      if (request.amount.amountMinor <= 0)
        throw new Fault('amount_too_small', 'a payment must be of something', { retryable: false });
      return tell(open(request, false));
    },
    createCheckoutPage: (request: PaymentRequest): { readonly payment: ProviderPayment; readonly url: string } => {
      const kept = open(request, true);
      const id = kept.pageId ?? kept.providerId;
      return { payment: { ...tell(kept), providerId: id }, url: `https://pay.example/${id}` };
    },
    fetchPayment: (providerId: string): ProviderPayment => ({ ...tell(find(providerId)), providerId }),
    cancelPayment: (providerId: string): ProviderPayment => {
      const kept = find(providerId);
      if (kept.state === 'open' || kept.state === 'requires_action' || kept.state === 'authorized') {
        kept.state = 'cancelled';
        announce(kept.providerId, 'payment', kept.request.paymentId);
      }
      return { ...tell(kept), providerId };
    },
    createRefund: (refundId: RefundId, providerId: string, amountMinor: number): ProviderRefund => {
      const known = byRefundId.get(refundId);
      return { ...(known ?? addRefund(find(providerId), refundId, amountMinor)) };
    },
    listPayments: (createdFrom: EpochMillis, createdUntil: EpochMillis): readonly ProviderPaymentSummary[] =>
      all()
        .filter(({ createdAt }) => createdAt >= createdFrom && createdAt < createdUntil)
        .map(summarize),
    listMoved: (from: EpochMillis, until: EpochMillis): readonly ProviderPaymentSummary[] =>
      all()
        .filter(({ moves }) => moves.some((at) => from <= at && at < until))
        .map(summarize),

    // What happens there without us. Each says whether it could be.
    pay: (providerId: string, capturedMinor?: number): boolean => {
      const kept = find(providerId);
      if (!isUnpaid(kept)) return false;
      takeMoney(kept, capturedMinor ?? kept.request.amount.amountMinor);
      announce(kept.providerId, 'payment', kept.request.paymentId);
      return true;
    },
    decline: (providerId: string): boolean => change(find(providerId), { state: 'open', declineCode: 'card_declined' }),
    requireAction: (providerId: string): boolean => change(find(providerId), { state: 'requires_action', declineCode: null }),
    startProcessing: (providerId: string): boolean => change(find(providerId), { state: 'processing', declineCode: null }),
    /** The owner cancels it by hand. */
    cancelByHand: (providerId: string): boolean =>
      find(providerId).state !== 'processing' && change(find(providerId), { state: 'cancelled' }),
    /** Takes money for what it has called cancelled: the charge was on its way already. */
    payCancelled: (providerId: string): boolean => {
      const kept = find(providerId);
      if (kept.state !== 'cancelled') return false;
      takeMoney(kept, kept.request.amount.amountMinor);
      announce(kept.providerId, 'payment', kept.request.paymentId);
      return true;
    },
    refundByHand: (providerId: string, amountMinor: number): boolean => {
      const kept = find(providerId);
      if (kept.capturedMinor - returnedMinor(kept) < amountMinor || amountMinor <= 0) return false;
      if (contestedMinor(kept) > 0) return false;
      addRefund(kept, null, amountMinor);
      return true;
    },
    settleRefund: (refundProviderId: string, state: 'succeeded' | 'failed'): boolean => {
      const kept = all().find(({ refunds }) => refunds.some(({ providerId }) => providerId === refundProviderId));
      const refund = kept?.refunds.find(({ providerId }) => providerId === refundProviderId);
      if (kept === undefined || refund === undefined || refund.state === state || refund.state === 'failed') return false;
      refund.state = state;
      announce(kept.providerId, 'refund', kept.request.paymentId);
      return true;
    },
    /** A bank takes a share of what is left; it may do so again. */
    openDispute: (providerId: string, share: number): boolean => {
      const kept = find(providerId);
      const amountMinor = Math.ceil((kept.capturedMinor - returnedMinor(kept) - contestedMinor(kept)) * share);
      if (amountMinor <= 0) return false;
      kept.moves.push(now());
      kept.disputes = [...kept.disputes, { providerId: nextId('dp'), state: 'open', amountMinor }];
      announce(kept.providerId, 'dispute', kept.request.paymentId);
      return true;
    },
    settleDispute: (disputeId: string, state: 'won' | 'lost'): boolean => {
      const isMeant = (dispute: ProviderDispute): boolean => dispute.providerId === disputeId && dispute.state === 'open';
      const kept = all().find(({ disputes }) => disputes.some(isMeant));
      if (kept === undefined) return false;
      kept.disputes = kept.disputes.map((dispute) => (isMeant(dispute) ? { ...dispute, state } : dispute));
      announce(kept.providerId, 'dispute', kept.request.paymentId);
      return true;
    },
    showBooks: (): readonly (EvidencePayment & { readonly createdAt: EpochMillis; readonly pageId: string | null })[] =>
      all().map((kept) => ({ ...tell(kept), provider: name, createdAt: kept.createdAt, pageId: kept.pageId })),
  };

  function change(kept: Kept, changes: Partial<Pick<Kept, 'state' | 'declineCode'>>): boolean {
    if (!isUnpaid(kept)) return false;
    Object.assign(kept, changes);
    announce(kept.providerId, 'payment', kept.request.paymentId);
    return true;
  }
}

function takeMoney(kept: Kept, capturedMinor: number): void {
  kept.state = 'paid';
  kept.capturedMinor = capturedMinor;
  kept.declineCode = null;
}

const tell = (kept: Kept): ProviderPayment => ({
  providerId: kept.providerId,
  state: kept.state,
  amountMinor: kept.request.amount.amountMinor,
  currency: kept.request.amount.currency,
  capturedMinor: kept.capturedMinor,
  clientSecret: kept.pageId === null ? `${kept.providerId}_secret` : null,
  pageUrl:
    kept.pageId !== null && (kept.state === 'open' || kept.state === 'requires_action')
      ? `https://pay.example/${kept.pageId}`
      : null,
  declineCode: kept.declineCode,
  paymentId: kept.request.paymentId,
  refunds: kept.refunds.map((refund) => ({ ...refund })),
  disputes: kept.disputes,
});
