import { describe, expect, test } from '@jest/globals';
import { createMemoryPaymentGateway } from '../../../adapters/memory/create-memory-payment-gateway.ts';
import type { PaymentRequest } from '../../../core/ports/payment-gateway.ts';

const request: PaymentRequest = {
  paymentId: 'pay_1',
  orderId: 'ord_1',
  bookingId: 'bkg_1',
  reference: 'K7QX2M',
  amount: { amountMinor: 500, currency: 'EUR' },
  description: 'Cut',
  receiptEmail: null,
  allowDelayed: false,
};
const refundOf = (refundId: `ref_${string}`, providerPaymentId: string, amountMinor: number) => ({
  refundId,
  providerPaymentId,
  amount: { amountMinor, currency: 'EUR' },
});

describe('the payment provider in memory', () => {
  test('a payment is made once by our id, and rejected for another amount', async () => {
    const gateway = createMemoryPaymentGateway();
    const made = await gateway.createPayment(request);
    expect(made).toMatchObject({ state: 'open', amountMinor: 500, capturedMinor: 0, paymentId: 'pay_1', refunds: [] });
    expect(await gateway.createPayment(request)).toEqual(made);
    const other = { ...request, amount: { amountMinor: 501, currency: 'EUR' } };
    await expect(gateway.createPayment(other)).rejects.toMatchObject({ code: 'provider_rejected', retryable: false });
    const nothing = { ...request, paymentId: 'pay_2', amount: { amountMinor: 0, currency: 'EUR' } } as const;
    await expect(gateway.createPayment(nothing)).rejects.toMatchObject({ code: 'amount_too_small' });
    await expect(gateway.fetchPayment('none')).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(gateway.showBooks()).toHaveLength(1);
  });

  test('a payment is declined, asks for more, is paid, and can then not be withdrawn', async () => {
    const gateway = createMemoryPaymentGateway();
    const { providerId } = await gateway.createPayment(request);
    gateway.decline(providerId, 'insufficient_funds');
    expect(await gateway.fetchPayment(providerId)).toMatchObject({ state: 'open', declineCode: 'insufficient_funds' });
    gateway.requireAction(providerId);
    expect(await gateway.fetchPayment(providerId)).toMatchObject({ state: 'requires_action', declineCode: null });
    gateway.startProcessing(providerId);
    expect(await gateway.cancelPayment(providerId)).toMatchObject({ state: 'processing' });
    gateway.pay(providerId);
    expect(await gateway.cancelPayment(providerId)).toMatchObject({ state: 'paid', capturedMinor: 500 });
    expect(() => gateway.pay(providerId)).toThrow('paid');
  });

  test('a withdrawn payment can no longer be paid', async () => {
    const gateway = createMemoryPaymentGateway();
    const { providerId } = await gateway.createPayment(request);
    expect(await gateway.cancelPayment(providerId)).toMatchObject({ state: 'cancelled' });
    expect(await gateway.cancelPayment(providerId)).toMatchObject({ state: 'cancelled' });
    for (const act of [gateway.pay, gateway.requireAction, gateway.startProcessing])
      expect(() => act(providerId)).toThrow('cancelled');
  });

  test('refunds are made once by our id, never above what was paid, and settle later', async () => {
    const gateway = createMemoryPaymentGateway();
    const { providerId } = await gateway.createPayment(request);
    await expect(gateway.createRefund(refundOf('ref_1', providerId, 1))).rejects.toMatchObject({ code: 'provider_rejected' });
    gateway.pay(providerId);
    const refund = await gateway.createRefund(refundOf('ref_1', providerId, 300));
    expect(refund).toMatchObject({ refundId: 'ref_1', amountMinor: 300, state: 'pending' });
    expect(await gateway.createRefund(refundOf('ref_1', providerId, 300))).toEqual(refund);
    await expect(gateway.createRefund(refundOf('ref_2', providerId, 201))).rejects.toMatchObject({ code: 'provider_rejected' });
    gateway.settleRefund(refund.providerId, 'failed');
    expect(await gateway.createRefund(refundOf('ref_1', providerId, 300))).toMatchObject({ state: 'failed' });
    gateway.refundAtProvider(providerId, 500);
    expect((await gateway.fetchPayment(providerId)).refunds).toMatchObject([
      { refundId: 'ref_1', state: 'failed' },
      { refundId: null, amountMinor: 500, state: 'succeeded' },
    ]);
  });

  test('calls fail before or after the work is done, as often as told', async () => {
    const gateway = createMemoryPaymentGateway();
    const lost = { code: 'provider_unavailable', retryable: true };
    gateway.failNextCalls(2, 'before');
    await expect(gateway.createPayment(request)).rejects.toMatchObject(lost);
    await expect(gateway.createPayment(request)).rejects.toMatchObject(lost);
    expect(gateway.showBooks()).toEqual([]);
    gateway.failNextCalls(1, 'after');
    await expect(gateway.createPayment(request)).rejects.toMatchObject(lost);
    expect(gateway.showBooks()).toHaveLength(1);
    expect(await gateway.createPayment(request)).toEqual(gateway.showBooks()[0]);
  });
});
