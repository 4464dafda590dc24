import { createMemoryPaymentGateway } from '../../adapters/memory/create-memory-payment-gateway.ts';
import { controlledPaymentGatewaySuite } from './payment-gateway.suite.ts';
import type { ControlledSubject } from './payment-gateway.suite.ts';

controlledPaymentGatewaySuite('memory', async (): Promise<ControlledSubject> => {
  const gateway = createMemoryPaymentGateway();
  const act = { paid: gateway.pay, declined: gateway.decline, requires_action: gateway.requireAction };
  const settle = async (providerId: string, isPaid: boolean): Promise<void> =>
    isPaid ? gateway.pay(providerId) : gateway.decline(providerId, 'authentication_failed');
  return {
    gateway,
    payWith: async (providerId, outcome) => act[outcome](providerId),
    refundAtProvider: async (providerId, amountMinor) => gateway.refundAtProvider(providerId, amountMinor),
    findMistakes: () => [],
    stop: async () => undefined,
    controls: {
      startProcessing: async (providerId) => gateway.startProcessing(providerId),
      settleProcessing: settle,
      finishAction: settle,
      // Every refund of the provider in memory is pending until it is settled.
      leaveNextRefundPending: async () => undefined,
      settleRefund: async (refundProviderId, settled) => gateway.settleRefund(refundProviderId, settled),
      loseNext: async (_kind, when) => gateway.failNextCalls(1, when),
      // It knows refunds and payments by our ids and has no keys to forget.
      forgetKeys: async () => undefined,
      countPayments: async (paymentId) => gateway.listPayments().filter((payment) => payment.paymentId === paymentId).length,
    },
  };
});
