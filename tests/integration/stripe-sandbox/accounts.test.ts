import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { createStripeSandbox } from '../../../adapters/stripe-sandbox/create-stripe-sandbox.ts';
import { validateStripeEvent, validateStripeObject } from '../../support/stripe-schema.ts';
import { PUBLISHABLE_KEY, runReceiver, runSandbox, SECRET_KEY, waitUntil } from './sandbox-fixture.ts';
import type { RunningSandbox } from './sandbox-fixture.ts';

const live = { secretKey: 'sk_live_sandbox_1', publishableKey: 'pk_live_sandbox_1' };
const WEBHOOK_SECRET = 'whsec_of_the_live_account';

let sandbox: RunningSandbox;
let receiver: Awaited<ReturnType<typeof runReceiver>>;
let folder: string;

beforeAll(async () => {
  receiver = await runReceiver();
  folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-sandbox-'));
  sandbox = await runSandbox({
    stateFile: path.join(folder, 'state.json'),
    restrictedKeys: [
      { key: 'rk_test_reads', permissions: ['payment_intent_read', 'charge_read'] },
      { key: 'rk_test_writes', permissions: ['payment_intent_write', 'charge_write'] },
      { key: 'rk_test_sets_up', permissions: ['dispute_read', 'payment_method_domain_write', 'webhook_write'] },
    ],
    otherAccounts: [{ ...live, webhook: { url: receiver.url, secret: WEBHOOK_SECRET } }],
  });
});
afterAll(async () => {
  await sandbox.stop();
  await receiver.stop();
  await rm(folder, { recursive: true, force: true });
});

const open = (key: string): Stripe => {
  const { port } = new URL(sandbox.url);
  return new Stripe(key, { host: '127.0.0.1', port: Number(port), protocol: 'http', maxNetworkRetries: 0, telemetry: false });
};
const plain = (value: object): object => JSON.parse(JSON.stringify(value));
const errorOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'no error',
    (error: unknown) => error,
  );

describe('two accounts at one address', () => {
  test('neither sees what the other does; each has its own name', async () => {
    const [own, other] = [open(SECRET_KEY), open(live.secretKey)];
    const intent = await own.paymentIntents.create({ amount: 1_000, currency: 'eur' });
    expect((await other.paymentIntents.list()).data).toEqual([]);
    expect(await errorOf(other.paymentIntents.retrieve(intent.id))).toMatchObject({ statusCode: 404, code: 'resource_missing' });
    const names = await Promise.all([own, other].map(async (client) => (await client.accounts.retrieveCurrent()).id));
    expect(new Set(names).size).toBe(2);
  });

  test('the same Idempotency-Key at both is two calls', async () => {
    const options = { idempotencyKey: 'the-same-for-both' };
    const made = await Promise.all(
      [SECRET_KEY, live.secretKey].map((key) => open(key).paymentIntents.create({ amount: 1_000, currency: 'eur' }, options)),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(2);
  });

  test('a browser reads a payment with its own account’s publishable key, and with no other', async () => {
    const { id, client_secret: secret } = await open(live.secretKey).paymentIntents.create({ amount: 1_000, currency: 'eur' });
    const parameters = { client_secret: secret ?? '' };
    expect(await open(live.publishableKey).paymentIntents.retrieve(id, parameters)).toMatchObject({ id, livemode: true });
    expect(await errorOf(open(PUBLISHABLE_KEY).paymentIntents.retrieve(id, parameters))).toMatchObject({ statusCode: 404 });
  });

  test('what the live one makes says so, is as Stripe specifies it, and its messages are signed with its own secret', async () => {
    const client = open(live.secretKey);
    const paid = await client.paymentIntents.create({
      amount: 1_000,
      currency: 'eur',
      payment_method: 'pm_card_visa',
      confirm: true,
      return_url: 'https://example.com/back',
      expand: ['latest_charge', 'payment_method'],
    });
    const { latest_charge: charge, payment_method: method } = paid;
    expect(charge).toMatchObject({ livemode: true });
    expect(method).toMatchObject({ livemode: true });
    expect(validateStripeObject('PaymentIntent', plain(paid))).toEqual([]);
    await waitUntil(() => receiver.types().includes('payment_intent.succeeded'));
    for (const { body, signature } of receiver.received) {
      const event: Stripe.Event = Stripe.webhooks.constructEvent(body, signature, WEBHOOK_SECRET);
      expect(event.livemode).toBe(true);
      expect(validateStripeEvent(JSON.parse(body))).toEqual([]);
    }
  });

  test('controls act on the account whose key they carry', async () => {
    const ask = async (key: string): Promise<number> => {
      const response = await fetch(`${sandbox.url}/_sandbox/events`, { headers: { authorization: `Bearer ${key}` } });
      const { events }: { readonly events: readonly { readonly livemode: boolean }[] } = await response.json();
      expect(new Set(events.map(({ livemode }) => livemode))).toEqual(new Set([key === live.secretKey]));
      return events.length;
    };
    expect(await ask(SECRET_KEY)).toBeGreaterThan(0);
    expect(await ask(live.secretKey)).toBeGreaterThan(0);
    const restricted = await fetch(`${sandbox.url}/_sandbox/events`, { headers: { authorization: 'Bearer rk_test_writes' } });
    expect(restricted.status).toBe(403);
  });

  test('each is kept in a file of its own', async () => {
    await waitUntil(async () => (await readdir(folder)).length === 2);
    expect((await readdir(folder)).toSorted()).toEqual(['state.json', 'state.json.2']);
  });
});

describe('restricted keys', () => {
  test('do what they may: writing includes reading, refunds belong to the charges', async () => {
    const reader = open('rk_test_reads');
    const writer = open('rk_test_writes');
    const intent = await writer.paymentIntents.create({ amount: 1_000, currency: 'eur' });
    expect((await reader.paymentIntents.retrieve(intent.id)).id).toBe(intent.id);
    expect((await writer.paymentIntents.list()).data.length).toBeGreaterThan(0);
    expect((await reader.refunds.list()).data).toEqual([]);
    expect((await writer.paymentIntents.cancel(intent.id)).status).toBe('canceled');
  });

  test('disputes, domains and webhook endpoints have permissions of their own', async () => {
    const client = open('rk_test_sets_up');
    expect((await client.disputes.list()).data).toEqual([]);
    const { id } = await client.paymentMethodDomains.create({ domain_name: 'salon.example' });
    expect((await client.paymentMethodDomains.validate(id)).id).toBe(id);
    const endpoint = await client.webhookEndpoints.create({ url: receiver.url, enabled_events: ['charge.dispute.created'] });
    expect((await client.webhookEndpoints.del(endpoint.id)).deleted).toBe(true);
  });

  test.each([
    [
      'writing with a key that reads',
      'rk_test_reads',
      (client: Stripe) => client.paymentIntents.create({ amount: 1_000, currency: 'eur' }),
    ],
    ['refunding with it', 'rk_test_reads', (client: Stripe) => client.refunds.create({ payment_intent: 'pi_x' })],
    ['a payment that is not there', 'rk_test_reads', (client: Stripe) => client.paymentIntents.cancel('pi_x')],
    ['disputes', 'rk_test_writes', (client: Stripe) => client.disputes.list()],
    ['answering one that it may only read', 'rk_test_sets_up', (client: Stripe) => client.disputes.update('dp_x', {})],
    ['domains', 'rk_test_writes', (client: Stripe) => client.paymentMethodDomains.create({ domain_name: 'salon.example' })],
    ['the account', 'rk_test_writes', (client: Stripe) => client.accounts.retrieveCurrent()],
    ['what neither may', 'rk_test_writes', (client: Stripe) => client.webhookEndpoints.list()],
  ])('%s: 403 without a code, as Stripe answers', async (_name, key, call) => {
    const error = await errorOf(call(open(key)));
    expect(error).toBeInstanceOf(Stripe.errors.StripePermissionError);
    expect(error).toMatchObject({ statusCode: 403, rawType: 'invalid_request_error', code: undefined });
    expect(error).toMatchObject({ message: expect.stringContaining('does not have the required permissions for this endpoint') });
  });
});

test.each([
  ['a real live key', { secretKey: 'sk_live_not-one-of-ours', publishableKey: 'pk_live_51HxYzAbCdEfGh' }],
  ['one key of each mode', { secretKey: live.secretKey, publishableKey: 'pk_test_1' }],
  ['a restricted key of the other mode', { ...live, restrictedKeys: [{ key: 'rk_test_1', permissions: [] }] }],
])('%s is refused, also for another account', (_name, account) => {
  const options = { secretKey: SECRET_KEY, publishableKey: PUBLISHABLE_KEY };
  expect(() => createStripeSandbox({ ...options, otherAccounts: [account] })).toThrow('test keys only');
});
