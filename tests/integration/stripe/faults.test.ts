import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createStripeClient } from '../../../adapters/stripe/create-stripe-client.ts';
import { createStripePaymentGateway } from '../../../adapters/stripe/create-stripe-payment-gateway.ts';
import { buildRefund, buildRequest, createPaid, rejected, unavailable } from '../../conformance/payment-gateway/subject.ts';
import type { ForgedAnswer } from '../../support/stripe-recorder.ts';
import { openSandboxSubject } from '../../support/stripe-subject.ts';

const refusal = (status: number, error: object): ForgedAnswer => ({ status, body: JSON.stringify({ error }) });
const three = <Value>(value: Value): readonly Value[] => [value, value, value];

describe('faults of Stripe', () => {
  let subject: Awaited<ReturnType<typeof openSandboxSubject>>;
  beforeEach(async () => {
    subject = await openSandboxSubject();
  });
  afterEach(() => subject.stop());
  const tooMany = (count: number): Promise<unknown> => subject.control('POST', 'faults', { kind: 'status', status: 429, count });
  const statuses = (): readonly unknown[] => subject.recorder.calls.map((call) => call.status);

  test('too many calls: waited for and repeated by us, with the same key', async () => {
    await tooMany(2);
    expect(await subject.gateway.createPayment(buildRequest())).toMatchObject({ state: 'open' });
    expect(statuses()).toEqual([429, 429, 200]);
    expect(new Set(subject.recorder.calls.map((call) => call.headers['idempotency-key'])).size).toBe(1);
  });

  test('too many calls for too long: a fault that may be repeated later', async () => {
    await tooMany(3);
    await expect(subject.gateway.createPayment(buildRequest())).rejects.toMatchObject({ ...unavailable, provider: 'stripe' });
    expect(statuses()).toEqual([429, 429, 429]);
  });

  test('an object that is locked by another call is waited for', async () => {
    const { providerId } = await subject.gateway.createPayment(buildRequest());
    subject.recorder.answerWith(refusal(429, { type: 'invalid_request_error', code: 'lock_timeout', message: 'locked' }));
    expect(await subject.gateway.cancelPayment(providerId)).toMatchObject({ state: 'cancelled' });
  });

  test.each([
    ['a fault of Stripe', refusal(500, { type: 'api_error', message: 'An error occurred.' })],
    [
      'the same key still running',
      refusal(409, { type: 'idempotency_error', code: 'idempotency_key_in_use', message: 'running' }),
    ],
    ['a conflict with another call', refusal(409, { type: 'invalid_request_error', message: 'conflict' })],
    ['a gateway’s page', { status: 502, body: '<h1>Bad gateway</h1>', type: 'text/html' }],
    ['a gateway’s JSON without an error', { status: 503, body: '{"message":"no upstream"}' }],
  ])('%s: tried three times, then a fault that may be repeated later', async (_name, answer) => {
    subject.recorder.answerWith(...three(answer));
    await expect(subject.gateway.createPayment(buildRequest())).rejects.toMatchObject(unavailable);
    expect(subject.recorder.calls).toHaveLength(3);
    expect(await subject.gateway.createPayment(buildRequest())).toMatchObject({ state: 'open' });
  });

  test('an answer that is no JSON although it came with 200 may be repeated too', async () => {
    subject.recorder.answerWith({ status: 200, body: 'Welcome to the guest network', type: 'text/html' });
    await expect(subject.gateway.createPayment(buildRequest())).rejects.toMatchObject(unavailable);
  });

  test('a key that Stripe does not know: refused, and not repeated', async () => {
    const client = createStripeClient({ secretKey: 'sk_test_another', apiBase: subject.recorder.url });
    const gateway = createStripePaymentGateway({ tenantId: 'ten_salon', client, publishableKey: 'pk_test_another' });
    await expect(gateway.createPayment(buildRequest())).rejects.toMatchObject({ ...rejected, provider: 'stripe' });
    expect(statuses()).toEqual([401]);
  });

  test('a key that may not do that: refused, and not repeated', async () => {
    subject.recorder.answerWith(
      refusal(403, { type: 'invalid_request_error', code: 'more_permissions_required_for_application', message: 'no' }),
    );
    await expect(subject.gateway.createPayment(buildRequest())).rejects.toMatchObject(rejected);
    expect(statuses()).toEqual([403]);
  });

  test('an amount below the smallest has a code of its own, and names the call', async () => {
    const small = subject.gateway.createPayment(buildRequest(49, 'EUR'));
    await expect(small).rejects.toMatchObject({
      name: 'Fault',
      code: 'amount_too_small',
      retryable: false,
      requestId: expect.stringMatching(/^req_/),
    });
  });

  test('a fault says nothing personal and no secret', async () => {
    const message = 'No such customer: eva@mail.example; Invalid API Key provided: sk_test_secret';
    subject.recorder.answerWith(refusal(400, { type: 'invalid_request_error', code: 'resource_missing', message }));
    const fault: unknown = await subject.gateway.createPayment(buildRequest()).catch((error: unknown) => error);
    expect(fault).toMatchObject({ ...rejected, message: 'Stripe: StripeInvalidRequestError resource_missing' });
  });

  describe('a JSON answer without an error that is not what was asked for', () => {
    const strangers: readonly ForgedAnswer[] = [
      { status: 404, body: '{"message":"not found"}' },
      { status: 200, body: '{"object":"account","id":"acct_1"}' },
      { status: 200, body: '[]' },
    ];

    test.each(strangers)('is refused for every call: $status $body', async (stranger) => {
      const { gateway, recorder } = subject;
      const { providerId } = await createPaid(subject);
      const calls = [
        () => gateway.createPayment(buildRequest()),
        () => gateway.fetchPayment(providerId),
        () => gateway.cancelPayment(providerId),
        () => gateway.createRefund(buildRefund(providerId, 100)),
      ];
      for (const call of calls) {
        recorder.answerWith(stranger);
        await expect(call()).rejects.toMatchObject({ ...rejected, provider: 'stripe' });
      }
      const noRefunds: ForgedAnswer = { status: 200, body: '{"object":"list","data":[],"has_more":false,"url":"/v1/refunds"}' };
      recorder.answerWith(noRefunds, stranger);
      await expect(gateway.createRefund(buildRefund(providerId, 100))).rejects.toMatchObject(rejected);
      expect((await gateway.fetchPayment(providerId)).refunds).toEqual([]);
    });
  });
});
