import { Fault } from '../../core/index.ts';
import type { EpochMillis, PaymentGateway, PaymentGateways, ProviderPayment } from '../../core/index.ts';
import {
  addRefund,
  changePayment,
  createMemoryPayments,
  createPayment,
  findPayment,
  nameCheckoutPage,
  openDispute,
  settleDispute,
  settleRefund,
  summarize,
} from './memory-payments.ts';
import { respond } from './respond.ts';

/** What happens at a provider without us: customers pay or fail to, refunds settle, owners refund by hand, networks break. */
export type MemoryPaymentControls = {
  /** The customer pays all of it. Throws when the payment can no longer be paid. */
  readonly pay: (providerId: string) => void;
  /** The card is declined; the payment stays open for another. */
  readonly decline: (providerId: string, declineCode?: string) => void;
  readonly requireAction: (providerId: string) => void;
  /** A method that takes days has been started; it can no longer be withdrawn. */
  readonly startProcessing: (providerId: string) => void;
  /** Cancels at the provider, as an owner does by hand. */
  readonly cancelAtProvider: (providerId: string) => void;
  readonly settleRefund: (refundProviderId: string, settled: 'succeeded' | 'failed') => void;
  /** The owner refunds by hand; the refund has no id of ours. */
  readonly refundAtProvider: (providerId: string, amountMinor: number) => void;
  /** Lets the next calls fail: `before` nothing happened, `after` it happened and the answer was lost. */
  readonly failNextCalls: (count: number, when: 'before' | 'after') => void;
  /** The customer's bank takes money back and asks why; `amountMinor` is missing: all that is left. It may do so again with what is left then. */
  readonly openDispute: (providerId: string, amountMinor?: number) => void;
  /** The bank decides the oldest open dispute of a payment. */
  readonly settleDispute: (providerId: string, outcome: 'won' | 'lost') => void;
  /** Every payment as the provider has it, with what came back. */
  readonly showBooks: () => readonly ProviderPayment[];
};

/** A payment provider in memory, with what is needed to play the world around it. */
export type MemoryPaymentGateway = PaymentGateway & MemoryPaymentControls;

/** The accounts of one tenant in memory, with the controls of the one that takes new payments. */
export type MemoryPaymentGateways = PaymentGateways & { readonly current: MemoryPaymentGateway };

/** Builds the accounts of one tenant from those given: `current` takes new payments, the others are still found by their name. */
export const createMemoryPaymentGateways = (
  current: MemoryPaymentGateway = createMemoryPaymentGateway(),
  others: readonly MemoryPaymentGateway[] = [],
): MemoryPaymentGateways => ({
  current,
  all: [current, ...others],
  find: (provider) => [current, ...others].find((gateway) => gateway.provider === provider) ?? null,
});

type Call = <Answer>(work: () => Answer) => Promise<Answer>;

/** Builds a payment account in memory: it keeps payments and refunds, knows calls by our ids, and refuses what a provider refuses. */
export function createMemoryPaymentGateway(provider = 'memory', now: () => EpochMillis = () => 0): MemoryPaymentGateway {
  const state = createMemoryPayments(now);
  const { call, failNextCalls } = createUnreliableCall();
  return {
    provider,
    browser: { publishableKey: `${provider}_publishable_key`, scriptUrl: 'about:blank' },
    findSmallestCharge: () => 1,
    createPayment: (request) => call(() => createPayment(state, request)),
    fetchPayment: (providerId) => call(() => findPayment(state, providerId)),
    createCheckoutPage: (request) =>
      call(() => {
        const payment = createPayment(state, request, true);
        return { payment, url: nameCheckoutPage(payment.providerId) };
      }),
    listPayments: ({ createdFrom, createdUntil }) =>
      call(() =>
        [...state.payments.values()]
          .map((payment) => summarize(state, payment))
          .filter(({ createdAt }) => createdFrom <= createdAt && createdAt < createdUntil),
      ),
    listMoved: ({ from, until }) =>
      call(() => {
        const moved = state.moves.filter(({ at }) => from <= at && at < until).map(({ providerId }) => providerId);
        return [...new Set(moved)].map((providerId) => summarize(state, findPayment(state, providerId)));
      }),
    cancelPayment: (providerId) =>
      call(() => {
        const payment = findPayment(state, providerId);
        return isWithdrawable(payment) ? changePayment(state, providerId, { state: 'cancelled' }) : payment;
      }),
    createRefund: ({ refundId, providerPaymentId, amount }) =>
      call(() => addRefund(state, providerPaymentId, { refundId, amountMinor: amount.amountMinor, settled: 'pending' })),
    pay: (providerId) => {
      const { amountMinor } = requireUnpaid(findPayment(state, providerId));
      changePayment(state, providerId, { state: 'paid', capturedMinor: amountMinor, declineCode: null });
    },
    decline: (providerId, declineCode = 'card_declined') => {
      const payment = requireUnpaid(findPayment(state, providerId));
      // A page on which money was set moving has closed: nobody can try again there.
      const isClosed = payment.clientSecret === null && payment.pageUrl === null;
      changePayment(state, providerId, { state: isClosed ? 'cancelled' : 'open', declineCode });
    },
    requireAction: (providerId) => {
      requireUnpaid(findPayment(state, providerId));
      changePayment(state, providerId, { state: 'requires_action', declineCode: null });
    },
    startProcessing: (providerId) => {
      requireUnpaid(findPayment(state, providerId));
      changePayment(state, providerId, { state: 'processing', declineCode: null });
    },
    cancelAtProvider: (providerId) =>
      void changePayment(state, requireUnpaid(findPayment(state, providerId)).providerId, { state: 'cancelled' }),
    settleRefund: (refundProviderId, settled) => settleRefund(state, refundProviderId, settled),
    refundAtProvider: (providerId, amountMinor) =>
      void addRefund(state, providerId, { refundId: null, amountMinor, settled: 'succeeded' }),
    openDispute: (providerId, amountMinor) => openDispute(state, providerId, amountMinor),
    settleDispute: (providerId, outcome) => settleDispute(state, providerId, outcome),
    failNextCalls,
    showBooks: () => [...state.payments.values()],
  };
}

const isWithdrawable = ({ state }: ProviderPayment): boolean =>
  state === 'open' || state === 'requires_action' || state === 'authorized';

function requireUnpaid(payment: ProviderPayment): ProviderPayment {
  if (payment.state === 'paid' || payment.state === 'cancelled') throw new TypeError(`the payment is ${payment.state}`);
  return payment;
}

function createUnreliableCall(): { readonly call: Call } & Pick<MemoryPaymentControls, 'failNextCalls'> {
  let failures = 0;
  let failWhen: 'before' | 'after' = 'before';
  const lost = (): Fault =>
    new Fault('provider_unavailable', 'the provider did not answer', { retryable: true, provider: 'memory' });
  return {
    failNextCalls: (count, when) => {
      failures = count;
      failWhen = when;
    },
    call: (work) =>
      respond(() => {
        const isFailing = failures > 0;
        if (isFailing) failures -= 1;
        if (isFailing && failWhen === 'before') throw lost();
        const answer = work();
        if (isFailing) throw lost();
        return answer;
      }),
  };
}
