import { expect } from '@jest/globals';
import { buildRefund, buildRequest, createPaid, rejected } from './subject.ts';
import type { GatewayCase, PaymentGatewaySubject } from './subject.ts';
import { disputeCases } from './dispute-cases.ts';
import { listCases, movedCases } from './list-cases.ts';
import { pageCases } from './page-cases.ts';

/** Amounts in ISO 4217 minor units. Providers count ISK, UGX and MGA differently, and take three decimals only in steps of ten. */
const amounts: readonly (readonly [currency: string, amountMinor: number])[] = [
  ['SEK', 45_000],
  ['EUR', 1_800],
  ['JPY', 3_000],
  ['KWD', 12_340],
  ['ISK', 2_500],
  ['UGX', 20_000],
  ['MGA', 5_000_000],
];

const amountCases = amounts.map(([currency, amountMinor]): GatewayCase<PaymentGatewaySubject> => ({
  name: `${amountMinor} minor units of ${currency} are asked for, taken and given back as just these`,
  run: async (subject) => {
    const request = buildRequest(amountMinor, currency);
    const paid = await createPaid(subject, request);
    expect(paid).toMatchObject({
      state: 'paid',
      amountMinor,
      capturedMinor: amountMinor,
      currency,
      paymentId: request.paymentId,
    });
    const refund = await subject.gateway.createRefund(buildRefund(paid.providerId, amountMinor, undefined, currency));
    expect(refund.amountMinor).toBe(amountMinor);
    expect((await subject.gateway.fetchPayment(paid.providerId)).refunds).toMatchObject([{ amountMinor }]);
  },
}));

const creation: readonly GatewayCase<PaymentGatewaySubject>[] = [
  {
    name: 'a payment is open, is ours, and can be paid in a browser',
    run: async ({ gateway }) => {
      const request = buildRequest();
      const made = await gateway.createPayment(request);
      const expected = { state: 'open', amountMinor: 45_000, currency: 'SEK', capturedMinor: 0, paymentId: request.paymentId };
      expect(made).toMatchObject({ ...expected, declineCode: null, refunds: [] });
      expect(made.clientSecret).toEqual(expect.stringMatching(/.{8}/));
      expect(await gateway.fetchPayment(made.providerId)).toEqual(made);
      expect(gateway.browser.publishableKey).not.toBe('');
    },
  },
  {
    name: 'a payment is made once by our id, however often it is asked for',
    run: async ({ gateway }) => {
      const request = buildRequest();
      const [first, second] = [await gateway.createPayment(request), await gateway.createPayment(request)];
      expect(second).toMatchObject({ providerId: first.providerId, clientSecret: first.clientSecret });
      expect((await gateway.createPayment(buildRequest())).providerId).not.toBe(first.providerId);
    },
  },
  {
    name: 'a payment that delayed methods may pay is made, withdrawn and paid like any other',
    run: async (subject) => {
      const { gateway } = subject;
      const request = { ...buildRequest(1_800, 'EUR'), allowDelayed: true };
      const made = await gateway.createPayment(request);
      expect(made).toMatchObject({ state: 'open', amountMinor: 1_800, currency: 'EUR', paymentId: request.paymentId });
      expect((await gateway.createPayment(request)).providerId).toBe(made.providerId);
      expect(await gateway.cancelPayment(made.providerId)).toMatchObject({ state: 'cancelled' });
      const again = { ...buildRequest(1_800, 'EUR'), allowDelayed: true };
      expect(await createPaid(subject, again)).toMatchObject({ state: 'paid', capturedMinor: 1_800 });
    },
  },
  {
    name: 'our id with another amount is rejected',
    run: async ({ gateway }) => {
      const request = buildRequest();
      await gateway.createPayment(request);
      const other = { ...request, amount: { amountMinor: 45_100, currency: 'SEK' } };
      await expect(gateway.createPayment(other)).rejects.toMatchObject(rejected);
    },
  },
  {
    name: 'a payment that does not exist is rejected',
    run: async ({ gateway }) => {
      const unknown = 'pi_3unknownunknownunknown00';
      await expect(gateway.fetchPayment(unknown)).rejects.toMatchObject(rejected);
      await expect(gateway.cancelPayment(unknown)).rejects.toMatchObject(rejected);
      await expect(gateway.createRefund(buildRefund(unknown, 100))).rejects.toMatchObject(rejected);
    },
  },
];

const states: readonly GatewayCase<PaymentGatewaySubject>[] = [
  {
    name: 'a decline leaves the payment open with its reason, and another card pays it',
    run: async ({ gateway, payWith }) => {
      const { providerId } = await gateway.createPayment(buildRequest());
      await payWith(providerId, 'declined');
      const declined = await gateway.fetchPayment(providerId);
      expect(declined).toMatchObject({ state: 'open', capturedMinor: 0 });
      expect(declined.declineCode).toEqual(expect.stringMatching(/^[a-z_]+$/));
      await payWith(providerId, 'paid');
      expect(await gateway.fetchPayment(providerId)).toMatchObject({ state: 'paid', capturedMinor: 45_000, declineCode: null });
    },
  },
  {
    name: 'a payment that waits for its customer says so, and can be withdrawn',
    run: async ({ gateway, payWith }) => {
      const { providerId } = await gateway.createPayment(buildRequest());
      await payWith(providerId, 'requires_action');
      expect(await gateway.fetchPayment(providerId)).toMatchObject({ state: 'requires_action', capturedMinor: 0 });
      expect(await gateway.cancelPayment(providerId)).toMatchObject({ state: 'cancelled', capturedMinor: 0 });
    },
  },
  {
    name: 'an open payment is withdrawn, twice without harm, and can then not be paid',
    run: async ({ gateway, payWith }) => {
      const { providerId } = await gateway.createPayment(buildRequest());
      expect(await gateway.cancelPayment(providerId)).toMatchObject({ providerId, state: 'cancelled' });
      expect(await gateway.cancelPayment(providerId)).toMatchObject({ providerId, state: 'cancelled' });
      await expect(payWith(providerId, 'paid')).rejects.toThrow();
      expect(await gateway.fetchPayment(providerId)).toMatchObject({ state: 'cancelled', capturedMinor: 0 });
    },
  },
  {
    name: 'withdrawing a paid payment answers that it is paid',
    run: async (subject) => {
      const { providerId } = await createPaid(subject);
      expect(await subject.gateway.cancelPayment(providerId)).toMatchObject({ providerId, state: 'paid', capturedMinor: 45_000 });
    },
  },
];

const refunds: readonly GatewayCase<PaymentGatewaySubject>[] = [
  {
    name: 'a refund is made once by our id, and seen with the payment',
    run: async (subject) => {
      const { providerId } = await createPaid(subject);
      const request = buildRefund(providerId, 30_000);
      const made = await subject.gateway.createRefund(request);
      expect(made).toMatchObject({ refundId: request.refundId, amountMinor: 30_000 });
      expect(await subject.gateway.createRefund(request)).toMatchObject({
        providerId: made.providerId,
        refundId: request.refundId,
      });
      expect((await subject.gateway.fetchPayment(providerId)).refunds).toMatchObject([
        { providerId: made.providerId, refundId: request.refundId },
      ]);
    },
  },
  {
    name: 'a payment is given back in parts, and never more than was paid',
    run: async (subject) => {
      const { providerId } = await createPaid(subject);
      const { gateway } = subject;
      await gateway.createRefund(buildRefund(providerId, 30_000));
      await expect(gateway.createRefund(buildRefund(providerId, 15_100))).rejects.toMatchObject(rejected);
      await gateway.createRefund(buildRefund(providerId, 15_000));
      await expect(gateway.createRefund(buildRefund(providerId, 100))).rejects.toMatchObject(rejected);
      const known = (await gateway.fetchPayment(providerId)).refunds.map((refund) => refund.amountMinor);
      expect(known.toSorted()).toEqual([15_000, 30_000]);
    },
  },
  {
    name: 'nothing is given back of a payment that was not paid',
    run: async ({ gateway }) => {
      const { providerId } = await gateway.createPayment(buildRequest());
      await expect(gateway.createRefund(buildRefund(providerId, 100))).rejects.toMatchObject(rejected);
    },
  },
  {
    name: 'refunds that the owner makes by hand are seen, all of them, without an id of ours',
    run: async (subject) => {
      const { providerId } = await createPaid(subject);
      // More than a provider embeds in one answer.
      for (let made = 0; made < 12; made += 1) await subject.refundAtProvider(providerId, 1_000 + made * 100);
      const { refunds: seen } = await subject.gateway.fetchPayment(providerId);
      expect(seen).toHaveLength(12);
      expect(new Set(seen.map((refund) => refund.refundId))).toEqual(new Set([null]));
      expect(seen.reduce((sum, refund) => sum + refund.amountMinor, 0)).toBe(18_600);
      const own = await subject.gateway.createRefund(buildRefund(providerId, 5_000));
      expect((await subject.gateway.fetchPayment(providerId)).refunds).toContainEqual(own);
    },
  },
];

/** What every gateway promises, and what can be tried at a real provider too. */
export const sharedGatewayCases: readonly GatewayCase<PaymentGatewaySubject>[] = [
  ...creation,
  ...amountCases,
  ...states,
  ...refunds,
  ...disputeCases,
  ...listCases,
  ...movedCases,
  ...pageCases,
];
