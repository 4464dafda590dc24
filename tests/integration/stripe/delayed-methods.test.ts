import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { createStripeClient } from '../../../adapters/stripe/create-stripe-client.ts';
import { buildRequest } from '../../conformance/payment-gateway/subject.ts';
import { openSandboxSubject } from '../../support/stripe-subject.ts';

/** Methods that tell their outcome days later, from the request to the money. */
describe('delayed methods', () => {
  let subject: Awaited<ReturnType<typeof openSandboxSubject>>;
  let outside: Stripe;
  beforeEach(async () => {
    subject = await openSandboxSubject();
    outside = createStripeClient({ secretKey: 'sk_test_conformance', apiBase: subject.apiBase });
  });
  afterEach(async () => {
    const mistakes = subject.findMistakes();
    await subject.stop();
    expect(mistakes).toEqual([]);
  });
  const create = async (allowDelayed: boolean): Promise<string> =>
    (await subject.gateway.createPayment({ ...buildRequest(1_800, 'EUR'), allowDelayed })).providerId;
  const debit = (id: string) =>
    outside.paymentIntents.confirm(id, {
      payment_method_data: {
        type: 'sepa_debit',
        sepa_debit: { iban: 'DE89370400440532013000' },
        billing_details: { name: 'Eva Berg', email: 'eva@mail.example' },
      },
      mandate_data: { customer_acceptance: { type: 'online', online: { ip_address: '192.0.2.1', user_agent: 'test' } } },
      return_url: 'https://shop.example/back',
    });

  test.each([
    [true, { state: 'paid', capturedMinor: 1_800, declineCode: null }],
    [false, { state: 'open', capturedMinor: 0, declineCode: expect.stringMatching(/^[a-z_]+$/) }],
  ])('where they are allowed a debit moves, cannot be withdrawn, and arrives: %s', async (arrives, expected) => {
    const id = await create(true);
    await debit(id);
    expect(await subject.gateway.fetchPayment(id)).toMatchObject({ state: 'processing', capturedMinor: 0 });
    expect(await subject.gateway.cancelPayment(id)).toMatchObject({ providerId: id, state: 'processing' });
    await subject.controls.settleProcessing(id, arrives);
    expect(await subject.gateway.fetchPayment(id)).toMatchObject(expected);
  });

  test('where they are not allowed they are not offered and are refused', async () => {
    const id = await create(false);
    expect((await outside.paymentIntents.retrieve(id)).payment_method_types).toEqual(['card', 'ideal']);
    await expect(debit(id)).rejects.toMatchObject({ code: 'payment_intent_incompatible_payment_method' });
    expect(await subject.gateway.fetchPayment(id)).toMatchObject({ state: 'open' });
  });

  test('a debit that arrived can be contested by its customer’s bank', async () => {
    const id = await create(true);
    await debit(id);
    await subject.controls.settleProcessing(id, true);
    await subject.controls.openDispute(id, 1_800);
    expect(await subject.gateway.fetchPayment(id)).toMatchObject({
      state: 'paid',
      disputes: [{ state: 'open', amountMinor: 1_800 }],
    });
  });
});
