import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createStripeSandbox } from '../../../adapters/stripe-sandbox/create-stripe-sandbox.ts';
import type { StripeSandbox } from '../../../adapters/stripe-sandbox/create-stripe-sandbox.ts';
import { createStripeAccountChecker } from '../../../adapters/stripe/create-stripe-account-checker.ts';
import type { PaymentKeys, PaymentMode } from '../../../core/payment/payment-account.ts';
import { valueOf } from '../../support/build-core.ts';
import { findProtocolMistakes, startStripeRecorder } from '../../support/stripe-recorder.ts';
import type { StripeRecorder } from '../../support/stripe-recorder.ts';

const own: PaymentKeys = { publishableKey: 'pk_test_accounts1', secretKey: 'sk_test_accounts1', webhookSecret: null };
const foreign = { publishableKey: 'pk_test_accounts2', secretKey: 'sk_test_accounts2' };
const live = { publishableKey: 'pk_live_sandbox_accounts3', secretKey: 'sk_live_sandbox_accounts3' };
const restricted = (name: string, ...permissions: readonly string[]) => ({ key: `rk_test_key_${name}`, permissions });

let sandbox: StripeSandbox;
let recorder: StripeRecorder;

beforeAll(async () => {
  sandbox = createStripeSandbox({
    ...own,
    restrictedKeys: [
      restricted('enough1', 'payment_intent_write', 'charge_write'),
      restricted('refunds1', 'payment_intent_write', 'charge_read'),
      restricted('payments1', 'payment_intent_read', 'charge_write'),
      restricted('readonly1', 'payment_intent_read', 'charge_read', 'accounts_kyc_basic_read'),
      restricted('nothing1'),
    ],
    otherAccounts: [foreign, live],
  });
  recorder = await startStripeRecorder((await sandbox.start()).url);
});
afterAll(async () => {
  await recorder.stop();
  await sandbox.stop();
});
afterEach(() => recorder.clear());

const check = (keys: Partial<PaymentKeys>, mode: PaymentMode = 'test', currency: string | null = 'SEK') =>
  createStripeAccountChecker(recorder.url).checkKeys(mode, { ...own, ...keys }, currency);

/** What was refused: the reason, the fields, and the permissions that are missing. */
async function refusalOf(checked: ReturnType<typeof check>) {
  const outcome = await checked;
  if (outcome.ok) return null;
  const { reason, errors, permissions } = outcome.refusal.details;
  const paths = Array.isArray(errors) ? errors.map((error: { readonly path: string }) => error.path) : [];
  return { code: outcome.refusal.code, reason, paths, permissions };
}

/** The payments that were opened to look, as the sandbox has them. */
async function listOpened({ secretKey }: Pick<PaymentKeys, 'secretKey'> = own) {
  const response = await fetch(`${sandbox.url}/v1/payment_intents?limit=100`, {
    headers: { authorization: `Bearer ${secretKey}` },
  });
  const answer: {
    readonly data: readonly { readonly status: string; readonly amount_received: number; readonly livemode: boolean }[];
  } = await response.json();
  return answer.data;
}

describe('keys that work', () => {
  test('a secret key: its account is named, all that was opened is cancelled, and nobody was charged', async () => {
    expect(valueOf(await check({}))).toEqual({ provider: 'stripe_test', accountName: 'Holdfast sandbox' });
    const opened = await listOpened();
    expect(opened.length).toBeGreaterThan(0);
    expect(opened.map(({ status, amount_received: received }) => [status, received])).toEqual(opened.map(() => ['canceled', 0]));
  });

  test('every call is one that Stripe specifies, and so is every whole answer', async () => {
    await check({});
    const names = recorder.calls.map(({ method, path }) => `${method} ${path.replace(/pi_\w+/, '{id}')}`);
    expect(names).toEqual([
      'GET /v1/payment_intents',
      'GET /v1/refunds',
      'GET /v1/account',
      'POST /v1/payment_intents',
      'GET /v1/payment_intents/{id}',
      'POST /v1/refunds',
      'POST /v1/payment_intents/{id}/cancel',
    ]);
    // With a publishable key Stripe answers only a part of a payment.
    const isBrowser = ({ headers }: (typeof recorder.calls)[number]) => headers['authorization']?.includes('pk_') === true;
    expect(findProtocolMistakes(recorder.calls.filter((call) => !isBrowser(call)))).toEqual([]);
    expect(recorder.calls.filter(isBrowser).map(({ status, parameters }) => [status, Object.keys(parameters)])).toEqual([
      [200, ['client_secret']],
    ]);
  });

  test('a restricted key with the permissions that are needed, whose account stays unnamed', async () => {
    expect(valueOf(await check({ secretKey: 'rk_test_key_enough1' }))).toEqual({ provider: 'stripe_test', accountName: null });
  });

  test('live keys in the place for live keys', async () => {
    expect(valueOf(await check(live, 'live'))).toEqual({ provider: 'stripe', accountName: 'Holdfast sandbox 3' });
    expect((await listOpened(live)).map(({ livemode }) => livemode)).toEqual([true]);
  });

  test('without a currency of the business, that of the account', async () => {
    valueOf(await check({}, 'test', null));
    const opened = recorder.calls.find(({ method, path }) => method === 'POST' && path === '/v1/payment_intents');
    expect(opened?.parameters['currency']).toBe('eur');
  });

  test('a currency that is not known at all: what can be seen without opening a payment is seen', async () => {
    valueOf(await check({ secretKey: 'rk_test_key_enough1' }, 'test', null));
    const before = await listOpened();
    expect(await refusalOf(check({ secretKey: 'rk_test_key_readonly1' }, 'test', null))).toMatchObject({
      reason: 'permission_missing',
    });
    expect(await listOpened()).toHaveLength(before.length);
  });

  test('an amount that the account cannot take says nothing against the keys', async () => {
    const refused = {
      status: 400,
      body: '{"error":{"type":"invalid_request_error","code":"amount_too_small","message":"too small"}}',
    };
    const list = { status: 200, body: '{"object":"list","data":[],"has_more":false,"url":"/v1"}' };
    const account = { status: 403, body: '{"error":{"type":"invalid_request_error","message":"no permission"}}' };
    recorder.answerWith(list, list, account, refused);
    expect(valueOf(await check({}))).toEqual({ provider: 'stripe_test', accountName: null });
  });
});

describe('keys that do not work', () => {
  const invalid = (reason: string, ...paths: readonly string[]) => ({
    code: 'payment_keys_invalid',
    reason,
    paths,
    permissions: undefined,
  });

  test.each([
    {
      name: 'a secret key where the publishable one belongs',
      keys: { publishableKey: 'sk_test_accounts1' },
      paths: ['publishableKey'],
    },
    { name: 'a publishable key where the secret one belongs', keys: { secretKey: 'pk_test_accounts1' }, paths: ['secretKey'] },
    { name: 'something else', keys: { publishableKey: 'acct_1', secretKey: 'password' }, paths: ['publishableKey', 'secretKey'] },
    { name: 'cut off', keys: { secretKey: 'sk_test_' }, paths: ['secretKey'] },
    { name: 'with a line break', keys: { secretKey: 'sk_test_accounts1\nx' }, paths: ['secretKey'] },
    { name: 'a webhook secret that is none', keys: { webhookSecret: 'sk_test_accounts1' }, paths: ['webhookSecret'] },
  ])('$name: refused by its shape, without asking', async ({ keys, paths }) => {
    expect(await refusalOf(check(keys))).toEqual(invalid('wrong_shape', ...paths));
    expect(recorder.calls).toEqual([]);
  });

  test.each([
    { name: 'test keys for real money', keys: {}, mode: 'live', paths: ['publishableKey', 'secretKey'] },
    { name: 'live keys for tests', keys: live, mode: 'test', paths: ['publishableKey', 'secretKey'] },
    { name: 'one of each', keys: { publishableKey: live.publishableKey }, mode: 'test', paths: ['publishableKey'] },
    {
      name: 'a restricted key of the other mode',
      keys: { secretKey: 'rk_live_sandbox_key_x1' },
      mode: 'test',
      paths: ['secretKey'],
    },
  ] as const)('$name: refused by their mode, without asking', async ({ keys, mode, paths }) => {
    expect(await refusalOf(check(keys, mode))).toEqual(invalid('wrong_mode', ...paths));
    expect(recorder.calls).toEqual([]);
  });

  test('a secret key that Stripe does not know', async () => {
    expect(await refusalOf(check({ secretKey: 'sk_test_unknown1' }))).toEqual(invalid('not_accepted', 'secretKey'));
  });

  test('a publishable key that Stripe does not know', async () => {
    expect(await refusalOf(check({ publishableKey: 'pk_test_unknown1' }))).toEqual(invalid('not_accepted', 'publishableKey'));
  });

  test('a publishable and a secret key of two accounts', async () => {
    expect(await refusalOf(check({ publishableKey: foreign.publishableKey }))).toEqual(
      invalid('different_accounts', 'publishableKey'),
    );
    expect((await listOpened()).every(({ status }) => status === 'canceled')).toBe(true);
  });

  test.each([
    { key: 'refunds1', permissions: ['Charges and Refunds: Write'] },
    { key: 'payments1', permissions: ['PaymentIntents: Write'] },
    { key: 'readonly1', permissions: ['PaymentIntents: Write', 'Charges and Refunds: Write'] },
    { key: 'nothing1', permissions: ['PaymentIntents: Write', 'Charges and Refunds: Write'] },
  ])('a restricted key ($key) is told what it lacks: $permissions', async ({ key, permissions }) => {
    expect(await refusalOf(check({ secretKey: `rk_test_key_${key}` }))).toEqual({
      code: 'payment_keys_invalid',
      reason: 'permission_missing',
      paths: ['secretKey'],
      permissions,
    });
  });

  test('no refusal holds a key', async () => {
    const refused = await check({ secretKey: 'rk_test_key_nothing1', publishableKey: 'pk_test_unknown1' });
    expect(JSON.stringify(refused)).not.toMatch(/rk_test_key_nothing1|pk_test_unknown1/);
  });
});

test('a silent provider is a fault that may be tried again, not a verdict', async () => {
  const broken = { status: 503, body: '{"error":{"type":"api_error","message":"down"}}' };
  recorder.answerWith(broken, broken, broken);
  await expect(check({})).rejects.toMatchObject({ code: 'provider_unavailable', retryable: true });
});
