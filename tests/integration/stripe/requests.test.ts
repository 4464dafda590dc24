import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { z } from 'zod';
import { createStripeClient, STRIPE_API_VERSION } from '../../../adapters/stripe/create-stripe-client.ts';
import { createStripePaymentGateway, STRIPE_SCRIPT_URL } from '../../../adapters/stripe/create-stripe-payment-gateway.ts';
import { delayedPaymentMethods, waitingPaymentMethods } from '../../../adapters/stripe/delayed-payment-methods.ts';
import { findProtocolMistakes } from '../../support/stripe-recorder.ts';
import { listStripeParameters, specifiedApiVersion } from '../../support/stripe-schema.ts';
import { openSandboxSubject } from '../../support/stripe-subject.ts';
import { buildRefund, buildRequest, createPaid } from '../../conformance/payment-gateway/subject.ts';

/** What the gateway sends to Stripe, call by call. What the calls achieve is the conformance suite's affair. */
describe('calls to Stripe', () => {
  let subject: Awaited<ReturnType<typeof openSandboxSubject>>;
  beforeEach(async () => {
    subject = await openSandboxSubject();
  });
  afterEach(async () => {
    const mistakes = subject.findMistakes();
    await subject.stop();
    expect(mistakes).toEqual([]);
  });
  const parametersOf = (index: number) => subject.recorder.calls[index]?.parameters ?? {};

  test('a payment names our ids and nothing personal, and leaves the methods to Stripe without the delayed ones', async () => {
    const request = buildRequest();
    await subject.gateway.createPayment(request);
    expect(subject.recorder.calls).toHaveLength(1);
    expect(parametersOf(0)).toEqual({
      amount: '45000',
      currency: 'sek',
      automatic_payment_methods: { enabled: 'true' },
      excluded_payment_method_types: [...delayedPaymentMethods, ...waitingPaymentMethods],
      description: request.description,
      metadata: {
        holdfast_payment_id: request.paymentId,
        holdfast_tenant_id: 'ten_salon',
        holdfast_order_id: request.orderId,
        holdfast_booking_id: request.bookingId,
        holdfast_reference: request.reference,
      },
      expand: ['latest_charge.refunds'],
    });
  });

  test('every method that tells its outcome only later is excluded, and none twice', () => {
    const delayed =
      'acss_debit au_becs_debit bacs_debit boleto customer_balance konbini multibanco nz_bank_account oxxo payto sepa_debit sofort us_bank_account';
    expect([...delayedPaymentMethods, ...waitingPaymentMethods].toSorted()).toEqual(delayed.split(' '));
    expect(listStripeParameters('POST', '/v1/payment_intents')).toContain('excluded_payment_method_types');
  });

  test('where delayed methods are allowed those stay excluded whose payment waits for days for its customer, in the form and on the page', async () => {
    const request = { ...buildRequest(), allowDelayed: true };
    await subject.gateway.createPayment(request);
    const [successUrl, cancelUrl] = ['https://shop.example/paid', 'https://shop.example/back'];
    await subject.gateway.createCheckoutPage({ ...request, successUrl, cancelUrl, closesAt: subject.now() + 3_600_000 });
    const waiting = 'acss_debit boleto customer_balance konbini multibanco oxxo payto us_bank_account';
    for (const index of [0, 1]) expect(parametersOf(index)).toMatchObject({ excluded_payment_method_types: waiting.split(' ') });
    expect(parametersOf(0)).toMatchObject({ automatic_payment_methods: { enabled: 'true' } });
  });

  test('what moved is read from two lists, each payment with its refunds, and foreign ones are left out', async () => {
    const { providerId, paymentId } = await createPaid(subject);
    await subject.gateway.createRefund(buildRefund(providerId, 10_000));
    subject.recorder.clear();
    const at = subject.now();
    expect(await subject.gateway.listMoved({ from: at - 60_000, until: at + 60_000 })).toMatchObject([
      { providerId, paymentId, refundedMinor: 10_000 },
    ]);
    expect(subject.recorder.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/refunds',
      'GET /v1/disputes',
    ]);
    const created = { gte: expect.stringMatching(/^\d+$/), lt: expect.stringMatching(/^\d+$/) };
    for (const index of [0, 1])
      expect(parametersOf(index)).toEqual({ created, limit: '100', expand: ['data.payment_intent.latest_charge.refunds'] });
  });

  test('a dispute costs one more call, and only for a payment that was disputed', async () => {
    const [plain, contested] = [await createPaid(subject), await createPaid(subject)];
    await subject.controls.openDispute(contested.providerId, 45_000);
    const listCalls = () => subject.recorder.calls.map(({ method, path }) => `${method} ${path}`);
    subject.recorder.clear();
    await subject.gateway.fetchPayment(plain.providerId);
    expect(listCalls()).toEqual([`GET /v1/payment_intents/${plain.providerId}`]);
    subject.recorder.clear();
    await subject.gateway.fetchPayment(contested.providerId);
    expect(listCalls()).toEqual([`GET /v1/payment_intents/${contested.providerId}`, 'GET /v1/disputes']);
    expect(parametersOf(1)).toEqual({ payment_intent: contested.providerId, limit: '100' });
  });

  test('a refusal that Stripe only remembers is asked about anew, under the next key of the same refund', async () => {
    const { providerId } = await createPaid(subject);
    await subject.controls.openDispute(providerId, 45_000);
    const refund = buildRefund(providerId, 10_000);
    const refuse = () => expect(subject.gateway.createRefund(refund)).rejects.toMatchObject({ detail: 'payment_disputed' });
    const keys = () =>
      subject.recorder.calls.flatMap(({ method, headers }) => (method === 'POST' ? [headers['idempotency-key']] : []));
    const [first, second, third] = ['', '-2', '-3'].map((suffix) => `holdfast-${refund.refundId}${suffix}`);
    subject.recorder.clear();
    await refuse();
    expect(keys()).toEqual([first]);
    await refuse();
    expect(keys()).toEqual([first, first, second]);
    await subject.settleDispute(providerId, 'won');
    subject.recorder.clear();
    const [made, same] = await Promise.all([subject.gateway.createRefund(refund), subject.gateway.createRefund(refund)]);
    expect(same).toEqual(made);
    expect(new Set(keys())).toEqual(new Set([first, second, third]));
    expect((await subject.gateway.fetchPayment(providerId)).refunds).toEqual([made]);
  });

  test('an inquiry takes no money and is no dispute, until it does', async () => {
    const { providerId } = await createPaid(subject);
    await subject.control('POST', 'disputes', { payment_intent: providerId, inquiry: true });
    expect((await subject.gateway.fetchPayment(providerId)).disputes).toEqual([]);
    await subject.gateway.createRefund(buildRefund(providerId, 5_000));
    const { disputes } = z
      .object({ disputes: z.array(z.object({ id: z.string() })) })
      .parse(await subject.control('GET', 'disputes'));
    await subject.control('POST', `disputes/${disputes[0]?.id}/escalate`);
    expect((await subject.gateway.fetchPayment(providerId)).disputes).toMatchObject([
      {
        state: 'open',
        providerId: disputes[0]?.id,
      },
    ]);
  });

  test('payments of a time are asked for in whole seconds, with their charges and refunds', async () => {
    await subject.gateway.listPayments({ createdFrom: 1_794_000_000_001, createdUntil: 1_794_000_060_000 });
    expect(subject.recorder.calls.map(({ method, path }) => [method, path])).toEqual([['GET', '/v1/payment_intents']]);
    expect(parametersOf(0)).toEqual({
      created: { gte: '1794000001', lt: '1794000060' },
      expand: ['data.latest_charge.refunds'],
      limit: '100',
    });
  });

  test('a receipt goes to an address only when it is asked for', async () => {
    await subject.gateway.createPayment({ ...buildRequest(), receiptEmail: 'eva@mail.example' });
    expect(parametersOf(0)).toMatchObject({ receipt_email: 'eva@mail.example' });
    expect(JSON.stringify(parametersOf(0)['metadata'])).not.toContain('eva');
  });

  test.each([
    ['JPY', 3_000, '3000'],
    ['KWD', 12_340, '12340'],
    ['ISK', 2_500, '250000'],
    ['UGX', 20_000, '2000000'],
    ['MGA', 5_000_000, '50000'],
  ])('an amount in %s is sent as Stripe counts it', async (currency, amountMinor, sent) => {
    const paid = await createPaid(subject, buildRequest(amountMinor, currency));
    await subject.gateway.createRefund(buildRefund(paid.providerId, amountMinor, undefined, currency));
    const amounts = subject.recorder.calls.map((call) => call.parameters['amount']).filter((amount) => amount !== undefined);
    expect(amounts).toEqual([sent, sent]);
  });

  test('an amount that Stripe cannot express is refused before any call', async () => {
    for (const [currency, amountMinor] of [
      ['KWD', 12_345],
      ['MGA', 150],
    ] as const) {
      const created = subject.gateway.createPayment(buildRequest(amountMinor, currency));
      await expect(created).rejects.toMatchObject({ code: 'invalid_amount', retryable: false });
    }
    expect(subject.recorder.calls).toEqual([]);
  });

  test('every write is keyed by our id, and every call names the version of our types', async () => {
    const request = buildRequest();
    const paid = await createPaid(subject, request);
    const refund = buildRefund(paid.providerId, 10_000);
    await subject.gateway.createRefund(refund);
    const keys = subject.recorder.calls.filter((call) => call.method === 'POST').map((call) => call.headers['idempotency-key']);
    expect(keys).toEqual([`holdfast-${request.paymentId}`, `holdfast-${refund.refundId}`]);
    expect(new Set(subject.recorder.calls.map((call) => call.headers['stripe-version']))).toEqual(new Set([STRIPE_API_VERSION]));
    expect(STRIPE_API_VERSION).toBe(specifiedApiVersion);
  });

  test('a refund is looked up by our id before it is made', async () => {
    const { providerId } = await createPaid(subject);
    const refund = buildRefund(providerId, 10_000);
    const lookUp = ['GET', '/v1/refunds'];
    const make = ['POST', '/v1/refunds'];
    const listCalls = () => subject.recorder.calls.map(({ method, path }) => [method, path]);
    subject.recorder.clear();
    await subject.gateway.createRefund(refund);
    expect(listCalls()).toEqual([lookUp, make]);
    await subject.gateway.createRefund(refund);
    expect(listCalls()).toEqual([lookUp, make, lookUp]);
    expect(parametersOf(1)).toEqual({
      payment_intent: providerId,
      amount: '10000',
      metadata: { holdfast_refund_id: refund.refundId },
    });
  });

  test('a refund is found behind more than a page of others', async () => {
    const { providerId } = await createPaid(subject, buildRequest(200_000));
    const refund = buildRefund(providerId, 1_000);
    const made = await subject.gateway.createRefund(refund);
    for (let count = 0; count < 101; count += 1) await subject.refundAtProvider(providerId, 1_000);
    await subject.controls.forgetKeys();
    expect(await subject.gateway.createRefund(refund)).toEqual(made);
    expect((await subject.gateway.fetchPayment(providerId)).refunds).toHaveLength(102);
  });

  test('a withdrawal gives its reason and nothing else', async () => {
    const { providerId } = await subject.gateway.createPayment(buildRequest());
    await subject.gateway.cancelPayment(providerId);
    expect(parametersOf(1)).toEqual({ cancellation_reason: 'abandoned', expand: ['latest_charge.refunds'] });
  });

  test('the browser gets Stripe’s script of the same version, or the one that is named', () => {
    const client = createStripeClient({ secretKey: 'sk_test_x', apiBase: subject.apiBase });
    const gateway = createStripePaymentGateway({ tenantId: 'ten_salon', client, publishableKey: 'pk_test_x' });
    expect(gateway).toMatchObject({ provider: 'stripe', browser: { publishableKey: 'pk_test_x', scriptUrl: STRIPE_SCRIPT_URL } });
    expect(STRIPE_SCRIPT_URL).toContain(STRIPE_API_VERSION.split('.')[1] ?? 'no name');
    const named = createStripePaymentGateway({
      tenantId: 'ten_salon',
      client,
      publishableKey: 'pk_test_x',
      scriptUrl: 'http://127.0.0.1:1/stripe.js',
    });
    expect(named.browser.scriptUrl).toBe('http://127.0.0.1:1/stripe.js');
  });
});

test('the check of calls finds removed and unknown parameters, a missing key and another version', async () => {
  const subject = await openSandboxSubject();
  try {
    const client = new Stripe('sk_test_conformance', {
      host: '127.0.0.1',
      port: Number(new URL(subject.recorder.url).port),
      protocol: 'http',
      maxNetworkRetries: 0,
    });
    const parameters = { amount: 500, currency: 'eur', payment_method_types: ['card'], wish: 'cake' };
    await expect(client.rawRequest('POST', '/v1/payment_intents', parameters)).rejects.toThrow('payment_method_types');
    const call = subject.recorder.calls[0];
    if (call === undefined) throw new Error('nothing was recorded');
    const bare = { ...call, headers: { 'stripe-version': '2020-01-01' } };
    const mistakes = findProtocolMistakes([bare]).join('\n');
    for (const part of [
      'payment_method_types was removed',
      '/wish is not a parameter',
      'no idempotency key',
      'version 2020-01-01',
    ])
      expect(mistakes).toContain(part);
    const broken = {
      ...call,
      parameters: { amount: '500', currency: 'eur' },
      status: 200,
      body: { object: 'payment_intent', id: 'pi_1' },
    };
    expect(findProtocolMistakes([broken]).join('\n')).toContain("must have required property 'amount'");
  } finally {
    await subject.stop();
  }
});
