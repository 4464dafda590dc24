import { expect } from '@jest/globals';
import type { PaymentGateway, PaymentRequest, ProviderPaymentSummary } from '../../../core/index.ts';
import { buildRefund, buildRequest, createPaid } from './subject.ts';
import type { ControlledSubject, GatewayCase, PaymentGatewaySubject } from './subject.ts';

/** Clocks differ: a range around what was just made. */
const MARGIN_MILLIS = 600_000;

type Summaries = readonly ProviderPaymentSummary[];

/** A real account has payments of other runs too. */
const keepOnly = (summaries: Summaries, requests: readonly PaymentRequest[]): Summaries =>
  summaries.filter(({ paymentId }) => requests.some((request) => request.paymentId === paymentId));

const list = (gateway: PaymentGateway, createdFrom: number, createdUntil: number): Promise<Summaries> =>
  gateway.listPayments({ createdFrom, createdUntil });

const listAround = (gateway: PaymentGateway, createdAt: number): Promise<Summaries> =>
  list(gateway, createdAt - MARGIN_MILLIS, createdAt + MARGIN_MILLIS);

const listMovedAround = (gateway: PaymentGateway, at: number): Promise<Summaries> =>
  gateway.listMoved({ from: at - MARGIN_MILLIS, until: at + MARGIN_MILLIS });

async function createSome(
  subject: PaymentGatewaySubject,
): Promise<Readonly<Record<'open' | 'paid' | 'cancelled' | 'disputed', PaymentRequest>>> {
  const [open, paid, cancelled, disputed] = [buildRequest(), buildRequest(), buildRequest(), buildRequest(2_500, 'ISK')];
  await subject.gateway.createPayment(open);
  const { providerId } = await createPaid(subject, paid);
  for (const amountMinor of [10_000, 5_000]) await subject.gateway.createRefund(buildRefund(providerId, amountMinor));
  await subject.gateway.cancelPayment((await subject.gateway.createPayment(cancelled)).providerId);
  await subject.payWith((await subject.gateway.createPayment(disputed)).providerId, 'disputed');
  return { open, paid, cancelled, disputed };
}

/** What every gateway promises of the list of payments. */
export const listCases: readonly GatewayCase<PaymentGatewaySubject>[] = [
  {
    name: 'payments are listed with what became of them, whatever that is',
    run: async (subject) => {
      const { open, paid, cancelled, disputed } = await createSome(subject);
      const listed = await listAround(subject.gateway, subject.now());
      const find = (request: PaymentRequest) => keepOnly(listed, [request]);
      const plain = { currency: 'SEK', amountMinor: 45_000, capturedMinor: 0, refundedMinor: 0, disputedMinor: 0 };
      expect(find(open)).toMatchObject([{ ...plain, state: 'open', orderId: open.orderId }]);
      expect(find(paid)).toMatchObject([{ ...plain, state: 'paid', capturedMinor: 45_000, refundedMinor: 15_000 }]);
      expect(find(cancelled)).toMatchObject([{ ...plain, state: 'cancelled', orderId: cancelled.orderId }]);
      const iceland = { currency: 'ISK', amountMinor: 2_500, capturedMinor: 2_500, refundedMinor: 0 };
      expect(find(disputed)).toMatchObject([{ ...iceland, state: 'paid', disputedMinor: 2_500 }]);
    },
  },
  {
    name: 'a list says of a payment what a look at it says',
    run: async (subject) => {
      const requests = Object.values(await createSome(subject));
      for (const summary of keepOnly(await listAround(subject.gateway, subject.now()), requests)) {
        const { providerId, state, amountMinor, currency, capturedMinor, paymentId } = summary;
        const looked = await subject.gateway.fetchPayment(providerId);
        expect(looked).toMatchObject({ state, amountMinor, currency, capturedMinor, paymentId });
        expect(summary.disputedMinor).toBe(looked.disputes.reduce((sum, dispute) => sum + dispute.amountMinor, 0));
        expect(summary.refundedMinor).toBe(looked.refunds.reduce((sum, refund) => sum + refund.amountMinor, 0));
      }
    },
  },
  {
    name: 'a time begins with its first moment and ends before its last',
    run: async ({ gateway, now }) => {
      const request = buildRequest();
      const { providerId } = await gateway.createPayment(request);
      const [made] = keepOnly(await listAround(gateway, now()), [request]);
      const at = made?.createdAt ?? Number.NaN;
      expect(made).toMatchObject({ providerId, paymentId: request.paymentId });
      expect(Math.abs(at - now())).toBeLessThan(MARGIN_MILLIS);
      expect(keepOnly(await list(gateway, at, at + 1_000), [request])).toEqual([made]);
      expect(keepOnly(await list(gateway, at - MARGIN_MILLIS, at), [request])).toEqual([]);
      expect(keepOnly(await list(gateway, at + 1_000, at + MARGIN_MILLIS), [request])).toEqual([]);
    },
  },
  {
    name: 'payments that are not ours are left out',
    run: async ({ gateway, createForeign, now }) => {
      const request = buildRequest();
      await gateway.createPayment(request);
      const foreign = await createForeign();
      const listed = await listAround(gateway, now());
      expect(keepOnly(listed, [request])).toHaveLength(1);
      expect(listed.map(({ providerId }) => providerId)).not.toContain(foreign);
    },
  },
];

/** What every gateway promises of the list of payments whose money moved back. */
export const movedCases: readonly GatewayCase<PaymentGatewaySubject>[] = [
  {
    name: 'what moved in a time is listed once, with what became of it: what was refunded, by us or by hand, and what a bank contests',
    run: async (subject) => {
      const { open, paid, cancelled, disputed } = await createSome(subject);
      const byHand = buildRequest();
      const { providerId } = await createPaid(subject, byHand);
      await subject.refundAtProvider(providerId, 7_000);
      const moved = await listMovedAround(subject.gateway, subject.now());
      expect(keepOnly(moved, [open, cancelled])).toEqual([]);
      const made = await listAround(subject.gateway, subject.now());
      for (const request of [paid, byHand, disputed]) {
        expect(keepOnly(moved, [request])).toHaveLength(1);
        expect(keepOnly(moved, [request])).toEqual(keepOnly(made, [request]));
      }
      expect(keepOnly(moved, [byHand])).toMatchObject([{ providerId, refundedMinor: 7_000, disputedMinor: 0 }]);
      expect(keepOnly(moved, [disputed])).toMatchObject([{ refundedMinor: 0, disputedMinor: 2_500 }]);
    },
  },
  {
    name: 'what moved is listed in the time in which it moved, and in no other',
    run: async (subject) => {
      const { paid, disputed } = await createSome(subject);
      const now = subject.now();
      const before = await subject.gateway.listMoved({ from: now - 2 * MARGIN_MILLIS, until: now - MARGIN_MILLIS });
      const after = await subject.gateway.listMoved({ from: now + MARGIN_MILLIS, until: now + 2 * MARGIN_MILLIS });
      expect(keepOnly([...before, ...after], [paid, disputed])).toEqual([]);
    },
  },
];

/** What only a provider shows that can be told what to do. */
export const controlledListCases: readonly GatewayCase<ControlledSubject>[] = [
  {
    name: 'a refund on its way counts as returned, one that failed does not',
    run: async (subject) => {
      const { gateway, controls } = subject;
      const request = buildRequest();
      const { providerId } = await createPaid(subject, request);
      await controls.leaveNextRefundPending();
      const refund = await gateway.createRefund(buildRefund(providerId, 10_000));
      const look = async () => keepOnly(await listAround(gateway, subject.now()), [request]);
      expect(await look()).toMatchObject([{ refundedMinor: 10_000 }]);
      await controls.settleRefund(refund.providerId, 'failed');
      expect(await look()).toMatchObject([{ refundedMinor: 0 }]);
    },
  },
  {
    name: 'all payments of a time are listed, more than a provider gives at once',
    run: async ({ gateway, now }) => {
      const requests = Array.from({ length: 101 }, () => buildRequest());
      for (const request of requests) await gateway.createPayment(request);
      expect(keepOnly(await listAround(gateway, now()), requests)).toHaveLength(101);
    },
  },
  {
    name: 'a list that is lost is a fault, and may be repeated',
    run: async ({ gateway, controls, now }) => {
      const request = buildRequest();
      await gateway.createPayment(request);
      await controls.loseNext('read', 'before');
      await expect(listAround(gateway, now())).rejects.toMatchObject({ code: 'provider_unavailable', retryable: true });
      expect(keepOnly(await listAround(gateway, now()), [request])).toHaveLength(1);
    },
  },
];
