import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createStripeSandbox } from '../../../adapters/stripe-sandbox/create-stripe-sandbox.ts';
import type { StripeSandbox } from '../../../adapters/stripe-sandbox/create-stripe-sandbox.ts';
import { createStripeClient } from '../../../adapters/stripe/create-stripe-client.ts';
import { createStripePaymentGateway } from '../../../adapters/stripe/create-stripe-payment-gateway.ts';
import type { PaymentGateway } from '../../../core/index.ts';
import { buildRefund, buildRequest } from '../../conformance/payment-gateway/subject.ts';

const [publishableKey, secretKey, restrictedKey] = ['pk_test_restricted1', 'sk_test_restricted1', 'rk_test_restricted1'];

/** What still works with a key that may do what is asked of it at least, and not read disputes. */
describe('a restricted key that may not read disputes', () => {
  let sandbox: StripeSandbox;
  let gateway: PaymentGateway;
  beforeEach(async () => {
    const restrictedKeys = [{ key: restrictedKey, permissions: ['payment_intent_write', 'charge_write'] }];
    sandbox = createStripeSandbox({ publishableKey, secretKey, restrictedKeys });
    const { url: apiBase } = await sandbox.start();
    const client = createStripeClient({ secretKey: restrictedKey, apiBase });
    gateway = createStripePaymentGateway({ tenantId: 'ten_salon', client, publishableKey });
  });
  afterEach(() => sandbox.stop());
  const pay = async (method: string): Promise<string> => {
    const { providerId } = await gateway.createPayment(buildRequest());
    const outside = createStripeClient({ secretKey, apiBase: sandbox.url });
    await outside.paymentIntents.confirm(providerId, { payment_method: method, return_url: 'https://shop.example/back' });
    return providerId;
  };

  test('lists what was made and what was refunded, without what a bank contests', async () => {
    const [refunded, contested] = [await pay('pm_card_visa'), await pay('pm_card_createDispute')];
    await gateway.createRefund(buildRefund(refunded, 10_000));
    const everything = { from: 0, until: 9_999_999_999_000 };
    expect(await gateway.listMoved(everything)).toMatchObject([{ providerId: refunded, refundedMinor: 10_000 }]);
    expect(await gateway.listPayments({ createdFrom: everything.from, createdUntil: everything.until })).toMatchObject([
      { providerId: refunded, refundedMinor: 10_000 },
    ]);
    // A look at it must not call it uncontested.
    await expect(gateway.fetchPayment(contested)).rejects.toMatchObject({ code: 'provider_rejected', retryable: false });
  });
});
