import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { specifiedApiVersion, validateStripeObject } from '../../support/stripe-schema.ts';
import { STRIPE_API_VERSION } from '../../../adapters/stripe-sandbox/options.ts';
import { PUBLISHABLE_KEY, runSandbox, SECRET_KEY } from './sandbox-fixture.ts';
import type { RunningSandbox } from './sandbox-fixture.ts';

let sandbox: RunningSandbox;
let now = 1_794_000_000_000;
beforeAll(async () => {
  sandbox = await runSandbox({ clock: () => now });
});
afterAll(() => sandbox.stop());

const GOOD = 'amount=1000&currency=eur';
const listIntents = async () => (await sandbox.control('GET', 'payment_intents')).body.payment_intents;

describe('keys and errors', () => {
  test.each([
    ['no key', {}, 401],
    ['a wrong key', { authorization: 'Bearer sk_test_wrong' }, 401],
    ['Basic with the key as user', { authorization: `Basic ${Buffer.from(`${SECRET_KEY}:`).toString('base64')}` }, 200],
    ['a publishable key', { authorization: `Bearer ${PUBLISHABLE_KEY}` }, 403],
  ])('%s answers in Stripe’s shape', async (_name, headers, status) => {
    const response = await fetch(`${sandbox.url}/v1/account`, { headers });
    expect(response.status).toBe(status);
    expect(response.headers.get('request-id')).toMatch(/^req_/);
    if (status !== 200) expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  });

  test('the account tells that a key works', async () => {
    const account = await sandbox.stripe.accounts.retrieveCurrent();
    expect(account).toMatchObject({ object: 'account', charges_enabled: true });
    expect(validateStripeObject('Account', JSON.parse(JSON.stringify(account)))).toEqual([]);
    expect(STRIPE_API_VERSION).toBe(specifiedApiVersion);
  });

  test.each([
    ['amount=10&currency=eur', 'amount_too_small', 'amount'],
    ['amount=299&currency=sek', 'amount_too_small', 'amount'],
    ['amount=49&currency=jpy', 'amount_too_small', 'amount'],
    ['amount=100000000&currency=eur', 'amount_too_large', 'amount'],
    ['amount=12.5&currency=eur', 'parameter_invalid_integer', 'amount'],
    ['currency=eur', 'parameter_missing', 'amount'],
    [`${GOOD}&payment_method_types[]=card`, 'payment_method_types_no_longer_supported', 'payment_method_types'],
    [`${GOOD}&colour=red`, 'parameter_unknown', 'colour'],
    [`${GOOD}&automatic_payment_methods[enable]=true`, 'parameter_unknown', 'automatic_payment_methods[enable]'],
    [`${GOOD}&transfer_data[destination]=acct_1`, 'sandbox_unsupported_parameter', 'transfer_data'],
    [`${GOOD}&confirm=true&payment_method=pm_none&return_url=https://a.example`, 'resource_missing', 'payment_method'],
    [`${GOOD}&confirm=true&payment_method=pm_card_visa&return_url=javascript:x`, 'url_invalid', 'return_url'],
  ])('%s is refused with %s', async (form, code, param) => {
    const { status, body } = await sandbox.call('POST', '/v1/payment_intents', form);
    expect({ status, code: body.error.code, param: body.error.param }).toEqual({ status: 400, code, param });
    expect(typeof body.error.message).toBe('string');
  });

  test('unknown routes and ids, other versions and JSON bodies are refused in the same shape', async () => {
    expect(await sandbox.call('GET', '/v1/teapots')).toMatchObject({
      status: 404,
      body: { error: { type: 'invalid_request_error' } },
    });
    expect((await sandbox.call('GET', '/v1/payment_intents/pi_none')).body.error).toMatchObject({
      code: 'resource_missing',
      param: 'intent',
    });
    expect((await sandbox.call('GET', '/v1/payment_intents/pi_none')).status).toBe(404);
    expect((await sandbox.call('GET', '/v1/account', undefined, { 'stripe-version': '2020-08-27' })).status).toBe(400);
    expect((await sandbox.call('POST', '/v1/payment_intents', '{}', { 'content-type': 'application/json' })).status).toBe(400);
    expect((await sandbox.call('POST', '/v1/payment_intents', `description=${'x'.repeat(1_100_000)}`)).status).toBe(413);
  });
});

describe('idempotency keys', () => {
  const withKey = (key: string, form = GOOD) => sandbox.call('POST', '/v1/payment_intents', form, { 'idempotency-key': key });

  test('a repeat answers the first result and does nothing', async () => {
    const before = (await listIntents()).length;
    const first = await withKey('key-1');
    const second = await withKey('key-1', 'currency=eur&amount=1000');
    expect(second.body).toEqual(first.body);
    expect([first.headers.get('idempotent-replayed'), second.headers.get('idempotent-replayed')]).toEqual([null, 'true']);
    expect((await listIntents()).length).toBe(before + 1);
  });

  test('other parameters are an error, and a day later the key is new', async () => {
    await withKey('key-2');
    expect(await withKey('key-2', 'amount=2000&currency=eur')).toMatchObject({
      status: 400,
      body: { error: { type: 'idempotency_error' } },
    });
    now += 24 * 3_600_000;
    expect((await withKey('key-2', 'amount=2000&currency=eur')).status).toBe(200);
  });

  test('failed validation is forgotten, a decline is remembered', async () => {
    expect((await withKey('key-3', 'amount=1&currency=eur')).status).toBe(400);
    expect((await withKey('key-3')).status).toBe(200);
    const declined = `${GOOD}&confirm=true&payment_method=pm_card_chargeDeclined&return_url=https://shop.example/`;
    const first = await withKey('key-4', declined);
    const second = await withKey('key-4', declined);
    expect([first.status, second.status, second.headers.get('idempotent-replayed')]).toEqual([402, 402, 'true']);
  });

  test('a second call while the first runs is a conflict', async () => {
    await sandbox.control('POST', 'faults', { kind: 'delay', delayMs: 150 });
    const answers = await Promise.all([withKey('key-5'), withKey('key-5')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.error.code).toBe('idempotency_key_in_use');
  });
});

describe('planned faults', () => {
  const impatient = () => {
    const port = Number(new URL(sandbox.url).port);
    return new Stripe(SECRET_KEY, {
      host: '127.0.0.1',
      port,
      protocol: 'http',
      maxNetworkRetries: 0,
      timeout: 120,
      telemetry: false,
    });
  };

  test('the next calls fail with a status, then all is well', async () => {
    await sandbox.control('POST', 'faults', { kind: 'status', status: 503, count: 2, method: 'GET', pathPrefix: '/v1/account' });
    const statuses = [];
    for (let index = 0; index < 3; index += 1) statuses.push((await sandbox.call('GET', '/v1/account')).status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  test.each([
    ['timeout_before', 0],
    ['timeout_after', 1],
  ])('%s: the caller hears nothing; %i payment was made; the key then tells', async (kind, made) => {
    const before = (await listIntents()).length;
    await sandbox.control('POST', 'faults', { kind, delayMs: 5_000 });
    const parameters = { amount: 1000, currency: 'eur' };
    const options = { idempotencyKey: `key-${kind}` };
    await expect(impatient().paymentIntents.create(parameters, options)).rejects.toMatchObject({ type: 'StripeConnectionError' });
    expect((await listIntents()).length).toBe(before + made);
    const repeated = await sandbox.stripe.paymentIntents.create(parameters, options);
    expect((await listIntents()).at(-1)).toMatchObject({ id: repeated.id });
    expect((await listIntents()).length).toBe(before + 1);
  });

  test('faults can be seen and cleared, and the interface needs the secret key', async () => {
    await sandbox.control('POST', 'faults', { kind: 'status', count: 9 });
    expect((await sandbox.control('GET', 'faults')).body.faults).toMatchObject([{ remaining: 9, status: 500 }]);
    await sandbox.control('DELETE', 'faults');
    expect((await sandbox.call('GET', '/v1/account')).status).toBe(200);
    expect((await fetch(`${sandbox.url}/_sandbox/faults`)).status).toBe(401);
    expect((await sandbox.control('POST', 'faults', { kind: 'meteor' })).status).toBe(400);
    expect((await sandbox.control('GET', 'nothing')).status).toBe(404);
  });
});
