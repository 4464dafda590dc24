import { createMemoryPaymentGateway } from '../../adapters/memory/create-memory-payment-gateway.ts';
import { controlledPaymentGatewaySuite } from './payment-gateway.suite.ts';
import type { ControlledSubject } from './payment-gateway.suite.ts';

controlledPaymentGatewaySuite('memory', async (): Promise<ControlledSubject> => {
  const now = (): number => 1_794_000_000_000;
  const gateway = createMemoryPaymentGateway('memory', now);
  const payAndDispute = (providerId: string): void => {
    gateway.pay(providerId);
    gateway.openDispute(providerId);
  };
  const act = { paid: gateway.pay, declined: gateway.decline, requires_action: gateway.requireAction, disputed: payAndDispute };
  const settle = async (providerId: string, isPaid: boolean): Promise<void> =>
    isPaid ? gateway.pay(providerId) : gateway.decline(providerId, 'authentication_failed');
  return {
    gateway,
    payWith: async (providerId, outcome) => act[outcome](providerId),
    refundAtProvider: async (providerId, amountMinor) => gateway.refundAtProvider(providerId, amountMinor),
    settleDispute: async (providerId, outcome) => gateway.settleDispute(providerId, outcome),
    // What the provider in memory has was made by its gateway.
    createForeign: async () => null,
    now,
    findMistakes: () => [],
    stop: async () => undefined,
    controls: {
      startProcessing: async (providerId) => gateway.startProcessing(providerId),
      settleProcessing: settle,
      finishAction: settle,
      openDispute: async (providerId, amountMinor) => gateway.openDispute(providerId, amountMinor),
      // Every refund of the provider in memory is pending until it is settled.
      leaveNextRefundPending: async () => undefined,
      settleRefund: async (refundProviderId, settled) => gateway.settleRefund(refundProviderId, settled),
      loseNext: async (_kind, when) => gateway.failNextCalls(1, when),
      // It knows refunds and payments by our ids and has no keys to forget.
      forgetKeys: async () => undefined,
      countPayments: async (paymentId) => gateway.showBooks().filter((payment) => payment.paymentId === paymentId).length,
    },
  };
});
