import { expect } from '@jest/globals';
import { buildRefund, buildRequest, createPaid, disputed } from './subject.ts';
import type { ControlledSubject, GatewayCase, PaymentGatewaySubject } from './subject.ts';

async function createDisputed(subject: PaymentGatewaySubject, request = buildRequest()): Promise<string> {
  const { providerId } = await subject.gateway.createPayment(request);
  await subject.payWith(providerId, 'disputed');
  return providerId;
}

/** What every gateway tells of a payment that the customer's bank contests. */
export const disputeCases: readonly GatewayCase<PaymentGatewaySubject>[] = [
  {
    name: 'a payment that nobody contests has no dispute',
    run: async (subject) => {
      expect((await createPaid(subject)).disputes).toEqual([]);
    },
  },
  {
    name: 'a payment that the customer’s bank contests stays paid and says so',
    run: async (subject) => {
      const request = buildRequest();
      const providerId = await createDisputed(subject, request);
      const payment = await subject.gateway.fetchPayment(providerId);
      expect(payment).toMatchObject({ state: 'paid', capturedMinor: 45_000, paymentId: request.paymentId, refunds: [] });
      expect(payment.disputes).toEqual([{ providerId: expect.stringMatching(/.{4}/), state: 'open', amountMinor: 45_000 }]);
      expect(await subject.gateway.cancelPayment(providerId)).toEqual(payment);
    },
  },
  {
    name: 'a dispute is in minor units as ISO 4217 counts them',
    run: async (subject) => {
      const providerId = await createDisputed(subject, buildRequest(2_500, 'ISK'));
      expect((await subject.gateway.fetchPayment(providerId)).disputes).toMatchObject([{ state: 'open', amountMinor: 2_500 }]);
    },
  },
  ...(['won', 'lost'] as const).map((outcome): GatewayCase<PaymentGatewaySubject> => ({
    name: `a dispute that is ${outcome} is told as ${outcome}, under the same id`,
    run: async (subject) => {
      const providerId = await createDisputed(subject);
      const { disputes } = await subject.gateway.fetchPayment(providerId);
      await subject.settleDispute(providerId, outcome);
      const payment = await subject.gateway.fetchPayment(providerId);
      expect(payment).toMatchObject({ state: 'paid', capturedMinor: 45_000, disputes: [{ ...disputes[0], state: outcome }] });
    },
  })),
  {
    name: 'nothing is given back while the bank has the money, and the rejection says why',
    run: async (subject) => {
      const providerId = await createDisputed(subject);
      await expect(subject.gateway.createRefund(buildRefund(providerId, 10_000))).rejects.toMatchObject(disputed);
      expect((await subject.gateway.fetchPayment(providerId)).refunds).toEqual([]);
      await subject.settleDispute(providerId, 'lost');
      await expect(subject.gateway.createRefund(buildRefund(providerId, 10_000))).rejects.toMatchObject(disputed);
    },
  },
];

/** What only a provider shows that can be told what to do. */
export const controlledDisputeCases: readonly GatewayCase<ControlledSubject>[] = [
  {
    name: 'a part of a payment is contested after another part was given back',
    run: async (subject) => {
      const { gateway, controls } = subject;
      const { providerId } = await createPaid(subject);
      const refund = await gateway.createRefund(buildRefund(providerId, 15_000));
      await controls.openDispute(providerId, 20_000);
      expect(await gateway.fetchPayment(providerId)).toMatchObject({
        refunds: [{ providerId: refund.providerId, amountMinor: 15_000 }],
        disputes: [{ state: 'open', amountMinor: 20_000 }],
      });
    },
  },
  {
    name: 'several disputes of a payment are told one by one, the oldest first; the list says what banks have of it now',
    run: async (subject) => {
      const { gateway, controls } = subject;
      const request = buildRequest();
      const { providerId } = await createPaid(subject, request);
      const look = async () => {
        const at = subject.now();
        const listed = await gateway.listPayments({ createdFrom: at - 600_000, createdUntil: at + 600_000 });
        const summary = listed.find(({ paymentId }) => paymentId === request.paymentId);
        return { disputes: (await gateway.fetchPayment(providerId)).disputes, disputedMinor: summary?.disputedMinor };
      };
      await controls.openDispute(providerId, 10_000);
      await subject.settleDispute(providerId, 'won');
      const [first] = (await look()).disputes;
      expect(await look()).toEqual({ disputes: [{ ...first, state: 'won', amountMinor: 10_000 }], disputedMinor: 0 });
      await controls.openDispute(providerId, 35_000);
      const second = (await look()).disputes.at(-1);
      expect(second?.providerId).not.toBe(first?.providerId);
      expect(await look()).toEqual({
        disputes: [first, { ...second, state: 'open', amountMinor: 35_000 }],
        disputedMinor: 35_000,
      });
      await subject.settleDispute(providerId, 'lost');
      await controls.openDispute(providerId, 5_000);
      expect(await look()).toMatchObject({
        disputes: [first, { ...second, state: 'lost' }, { state: 'open', amountMinor: 5_000 }],
        disputedMinor: 40_000,
      });
    },
  },
  {
    name: 'a payment whose dispute was won can be given back, by the refund that was refused before',
    run: async (subject) => {
      const { gateway } = subject;
      const providerId = await createDisputed(subject);
      const request = buildRefund(providerId, 45_000);
      await expect(gateway.createRefund(request)).rejects.toMatchObject(disputed);
      await subject.settleDispute(providerId, 'won');
      const made = await gateway.createRefund(request);
      expect(made).toMatchObject({ refundId: request.refundId, amountMinor: 45_000 });
      expect(await gateway.createRefund(request)).toMatchObject({ providerId: made.providerId });
      expect((await gateway.fetchPayment(providerId)).refunds).toHaveLength(1);
    },
  },
];
