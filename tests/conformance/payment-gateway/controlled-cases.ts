import { expect } from '@jest/globals';
import { controlledDisputeCases } from './dispute-cases.ts';
import { controlledListCases } from './list-cases.ts';
import { controlledPageCases } from './page-cases.ts';
import { buildRefund, buildRequest, createPaid, unavailable } from './subject.ts';
import type { ControlledSubject, GatewayCase } from './subject.ts';

const states: readonly GatewayCase<ControlledSubject>[] = [
  {
    name: 'money that moves cannot be withdrawn, and arrives',
    run: async ({ gateway, controls }) => {
      const { providerId } = await gateway.createPayment(buildRequest());
      await controls.startProcessing(providerId);
      expect(await gateway.fetchPayment(providerId)).toMatchObject({ state: 'processing', capturedMinor: 0 });
      expect(await gateway.cancelPayment(providerId)).toMatchObject({ providerId, state: 'processing' });
      await controls.settleProcessing(providerId, true);
      expect(await gateway.fetchPayment(providerId)).toMatchObject({ state: 'paid', capturedMinor: 45_000 });
    },
  },
  {
    name: 'money that moved and did not arrive leaves the payment open with a reason',
    run: async ({ gateway, controls }) => {
      const { providerId } = await gateway.createPayment(buildRequest());
      await controls.startProcessing(providerId);
      await controls.settleProcessing(providerId, false);
      const failed = await gateway.fetchPayment(providerId);
      expect(failed).toMatchObject({ state: 'open', capturedMinor: 0 });
      expect(failed.declineCode).not.toBeNull();
    },
  },
  {
    name: 'a customer who ends the step has paid',
    run: async ({ gateway, payWith, controls }) => {
      const { providerId } = await gateway.createPayment(buildRequest());
      await payWith(providerId, 'requires_action');
      await controls.finishAction(providerId, true);
      expect(await gateway.fetchPayment(providerId)).toMatchObject({ state: 'paid', capturedMinor: 45_000 });
    },
  },
  {
    name: 'a customer who fails at the step may try another card',
    run: async ({ gateway, payWith, controls }) => {
      const { providerId } = await gateway.createPayment(buildRequest());
      await payWith(providerId, 'requires_action');
      await controls.finishAction(providerId, false);
      const failed = await gateway.fetchPayment(providerId);
      expect(failed).toMatchObject({ state: 'open', capturedMinor: 0 });
      expect(failed.declineCode).not.toBeNull();
    },
  },
];

const refunds: readonly GatewayCase<ControlledSubject>[] = [
  {
    name: 'a pending refund succeeds later',
    run: async (subject) => {
      const { gateway, controls } = subject;
      const { providerId } = await createPaid(subject);
      await controls.leaveNextRefundPending();
      const refund = await gateway.createRefund(buildRefund(providerId, 10_000));
      expect(refund.state).toBe('pending');
      await controls.settleRefund(refund.providerId, 'succeeded');
      expect((await gateway.fetchPayment(providerId)).refunds).toEqual([{ ...refund, state: 'succeeded' }]);
    },
  },
  {
    name: 'a pending refund fails later: its id stays failed, and another id gives the money back',
    run: async (subject) => {
      const { gateway, controls } = subject;
      const { providerId } = await createPaid(subject);
      await controls.leaveNextRefundPending();
      const request = buildRefund(providerId, 45_000);
      const refund = await gateway.createRefund(request);
      await controls.settleRefund(refund.providerId, 'failed');
      expect(await gateway.createRefund(request)).toEqual({ ...refund, state: 'failed' });
      const again = await gateway.createRefund(buildRefund(providerId, 45_000));
      expect((await gateway.fetchPayment(providerId)).refunds).toEqual(
        expect.arrayContaining([{ ...refund, state: 'failed' }, again]),
      );
    },
  },
  {
    name: 'a refund is not made again after the provider forgot the call',
    run: async (subject) => {
      const { gateway, controls } = subject;
      const { providerId } = await createPaid(subject);
      const request = buildRefund(providerId, 10_000);
      const made = await gateway.createRefund(request);
      await controls.forgetKeys();
      expect(await gateway.createRefund(request)).toMatchObject({ providerId: made.providerId, amountMinor: 10_000 });
      expect((await gateway.fetchPayment(providerId)).refunds).toHaveLength(1);
    },
  },
];

const lostCalls: readonly GatewayCase<ControlledSubject>[] = [
  {
    name: 'a read that is lost is a fault, and may be repeated',
    run: async ({ gateway, controls }) => {
      const { providerId } = await gateway.createPayment(buildRequest());
      await controls.loseNext('read', 'before');
      await expect(gateway.fetchPayment(providerId)).rejects.toMatchObject(unavailable);
      expect(await gateway.fetchPayment(providerId)).toMatchObject({ state: 'open' });
    },
  },
  ...(['before', 'after'] as const).flatMap((when): readonly GatewayCase<ControlledSubject>[] => [
    {
      name: `a payment whose call is lost ${when} it took effect is made once by repeating it`,
      run: async ({ gateway, controls }) => {
        const request = buildRequest();
        await controls.loseNext('write', when);
        await expect(gateway.createPayment(request)).rejects.toMatchObject(unavailable);
        expect(await controls.countPayments(request.paymentId)).toBe(when === 'before' ? 0 : 1);
        expect(await gateway.createPayment(request)).toMatchObject({ state: 'open', paymentId: request.paymentId });
        expect(await controls.countPayments(request.paymentId)).toBe(1);
      },
    },
    {
      name: `a refund whose call is lost ${when} it took effect is made once by repeating it`,
      run: async (subject) => {
        const { gateway, controls } = subject;
        const { providerId } = await createPaid(subject);
        const request = buildRefund(providerId, 45_000);
        await controls.loseNext('write', when);
        await expect(gateway.createRefund(request)).rejects.toMatchObject(unavailable);
        expect((await gateway.fetchPayment(providerId)).refunds).toHaveLength(when === 'before' ? 0 : 1);
        const refund = await gateway.createRefund(request);
        expect((await gateway.fetchPayment(providerId)).refunds).toEqual([refund]);
      },
    },
    {
      name: `a withdrawal whose call is lost ${when} it took effect ends withdrawn by repeating it`,
      run: async ({ gateway, controls }) => {
        const { providerId } = await gateway.createPayment(buildRequest());
        await controls.loseNext('write', when);
        await expect(gateway.cancelPayment(providerId)).rejects.toMatchObject(unavailable);
        expect(await gateway.cancelPayment(providerId)).toMatchObject({ state: 'cancelled' });
      },
    },
  ]),
];

/** What a gateway promises, but what only a provider that can be told what to do shows. */
export const controlledGatewayCases: readonly GatewayCase<ControlledSubject>[] = [
  ...states,
  ...refunds,
  ...lostCalls,
  ...controlledDisputeCases,
  ...controlledListCases,
  ...controlledPageCases,
];
