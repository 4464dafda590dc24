import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import Stripe from 'stripe';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { MINUTE } from '../../../core/time/instant.ts';
import { bookAndPay, findSlot, hold } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';
import { chooseMode, createOffsetClock, keysOf, listCodeMails, putKeys, readCode } from '../../support/settings-steps.ts';
import { otherCode } from '../../support/settings-world.ts';
import { waitFor } from '../../support/wait-for.ts';

let harness: ServiceHarness;
let clock: ReturnType<typeof createOffsetClock>;
let client: pg.Client;

beforeAll(async () => {
  clock = createOffsetClock();
  harness = await startServiceHarness({ clock });
  client = new pg.Client({ connectionString: harness.connectionString });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await harness.stop();
});

/** Each case begins with the account for tests taking payments and no other, and with nothing asked or tried. */
beforeEach(async () => {
  const service = harness.service.loadSettings('ten_a').settings;
  await service.savePaymentMode('test');
  await client.query(`delete from payment_account where tenant_id = 'ten_a' and mode = 'live'`);
  await client.query('delete from confirmation');
  clock.advance(20 * MINUTE);
});

/** Checks an answer against the schema that the OpenAPI document promises. */
const expectPromised = (method: string, path: string, answer: TestAnswer): void => {
  const route = allRoutes.find((candidate) => candidate.method === method && candidate.path === path);
  expect(route?.answer?.safeParse(answer.body).error?.issues ?? []).toEqual([]);
  expect([answer.status, answer.body.code]).toEqual([route?.status, undefined]);
};

const show = () => harness.call('GET', '/v1/admin/payments');

/** What stands in the live account's place. */
const liveKey = async (): Promise<string | null> => (await show()).body.accounts.live?.publishableKey ?? null;

describe('storing keys', () => {
  test('the first keys of an account are checked and stored; what is shown is masked', async () => {
    const saved = await putKeys(harness, 'live', keysOf(harness.live));
    expectPromised('put', '/admin/payments/live', saved);
    const { publishableKey, secretKey } = harness.live;
    expect(saved.body).toMatchObject({
      mode: 'test',
      accounts: {
        test: { publishableKey: harness.sandbox.publishableKey },
        live: {
          publishableKey,
          secretKeyHint: `sk_live_…${secretKey.slice(-4)}`,
          restricted: false,
          hasWebhookSecret: true,
          accountName: 'Holdfast sandbox 2',
        },
      },
      webhookPath: '/webhooks/stripe/site_a',
    });
    expect(Date.parse(saved.body.accounts.live.checkedAt)).toBeGreaterThan(0);
    const shown = await show();
    expectPromised('get', '/admin/payments', shown);
    expect(shown.body).toEqual(saved.body);
    expect(await listCodeMails(harness)).toEqual([]);
  });

  test('a restricted key that may do what is needed is as good', async () => {
    const saved = await putKeys(harness, 'live', { ...keysOf(harness.live), secretKey: harness.live.restrictedKey });
    expect(saved.body.accounts.live).toMatchObject({ restricted: true, accountName: null });
  });

  test.each([
    { name: 'of another shape', change: { secretKey: 'password' }, reason: 'wrong_shape', path: 'secretKey' },
    { name: 'for tests', change: { secretKey: 'sk_test_1234567890' }, reason: 'wrong_mode', path: 'secretKey' },
    { name: 'that nobody knows', change: { secretKey: 'sk_live_sandbox_1234567890' }, reason: 'not_accepted', path: 'secretKey' },
    { name: 'missing', change: { secretKey: undefined }, reason: 'missing', path: 'secretKey' },
    { name: 'empty', change: { secretKey: ' ' }, reason: 'missing', path: 'secretKey' },
  ])('a secret key $name is refused with the field and the reason', async ({ change, reason, path }) => {
    const refused = await putKeys(harness, 'live', { ...keysOf(harness.live), ...change });
    expect(refused).toMatchObject({ status: 422, body: { code: 'payment_keys_invalid', reason, errors: [{ path }] } });
    expect(await liveKey()).toBeNull();
  });

  test('keys of two accounts, and a restricted key that lacks a permission, are told apart', async () => {
    const mixed = await putKeys(harness, 'test', { publishableKey: harness.other.publishableKey });
    expect(mixed.body).toMatchObject({ reason: 'different_accounts', errors: [{ path: 'publishableKey' }] });
    const lacking = await putKeys(harness, 'test', {
      publishableKey: harness.sandbox.publishableKey,
      secretKey: harness.lackingKey,
    });
    expect(lacking).toMatchObject({
      status: 422,
      body: { reason: 'permission_missing', permissions: ['Charges and Refunds: Write'], errors: [{ path: 'secretKey' }] },
    });
    expect(lacking.body.errors[0].message).toContain('Charges and Refunds: Write');
    expect(await listCodeMails(harness)).toEqual([]);
  });

  test('Stripe is silent: nothing is stored, and it may be tried again', async () => {
    await harness.control(
      'POST',
      'faults',
      { kind: 'status', status: 503, count: 3, pathPrefix: '/v1/payment_intents' },
      harness.live,
    );
    const silent = await putKeys(harness, 'live', keysOf(harness.live));
    expect([silent.status, silent.body.code]).toEqual([503, 'provider_unavailable']);
    expect(await liveKey()).toBeNull();
    expect((await putKeys(harness, 'live', keysOf(harness.live))).status).toBe(200);
  });

  test('looking at keys charges nobody and leaves nothing open', async () => {
    await putKeys(harness, 'live', keysOf(harness.live));
    const { payment_intents: intents } = await harness.control('GET', 'payment_intents', undefined, harness.live);
    expect(intents.length).toBeGreaterThan(0);
    expect(intents.every((intent: Json) => intent.status === 'canceled' && intent.amount_received === 0)).toBe(true);
  });
});

describe('replacing keys', () => {
  const wish = () => ({ publishableKey: harness.live.publishableKey, secretKey: harness.live.restrictedKey });

  beforeEach(async () => {
    await putKeys(harness, 'live', keysOf(harness.live));
  });

  const isReplaced = async (): Promise<boolean> => (await show()).body.accounts.live.restricted;

  test('needs the code that was mailed; with it, it goes through, once', async () => {
    const before = (await listCodeMails(harness)).length;
    const asked = await putKeys(harness, 'live', wish());
    expect(asked).toMatchObject({ status: 403, body: { code: 'confirmation_required', sentTo: 'o…@example.com' } });
    expect(await isReplaced()).toBe(false);
    const mails = await listCodeMails(harness);
    expect(mails).toHaveLength(before + 1);
    expect(mails.at(-1)?.text).toContain(`rk_live_…${harness.live.restrictedKey.slice(-4)}`);
    const confirmation = await readCode(harness);
    const saved = await putKeys(harness, 'live', {
      ...wish(),
      confirmation: `${confirmation.slice(0, 3)} ${confirmation.slice(3)}`,
    });
    expectPromised('put', '/admin/payments/live', saved);
    expect(await isReplaced()).toBe(true);
    const again = await putKeys(harness, 'live', { ...keysOf(harness.live), confirmation });
    expect([again.status, again.body.code]).toEqual([422, 'confirmation_invalid']);
    expect(await isReplaced()).toBe(true);
  });

  test('ten who send the right code at once: it is used once, and whoever comes after finds nothing left to replace', async () => {
    await putKeys(harness, 'live', wish());
    const confirmation = await readCode(harness);
    const answers = await Promise.all(Array.from({ length: 10 }, () => putKeys(harness, 'live', { ...wish(), confirmation })));
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map(({ body }) => body.code)).toEqual(refused.map(() => 'confirmation_invalid'));
    expect(await isReplaced()).toBe(true);
    expect((await client.query('select from confirmation')).rowCount).toBe(0);
  });

  test('a wrong code, one that is too old, and one for another change are refused', async () => {
    await putKeys(harness, 'live', wish());
    const code = await readCode(harness);
    const refusals = [
      await putKeys(harness, 'live', { ...wish(), confirmation: otherCode(code) }),
      await putKeys(harness, 'live', { ...wish(), webhookSecret: 'whsec_another_secret', confirmation: code }),
    ];
    clock.advance(10 * MINUTE);
    refusals.push(await putKeys(harness, 'live', { ...wish(), confirmation: code }));
    for (const { status, body } of refusals)
      expect([status, body.code, body.errors[0].path]).toEqual([422, 'confirmation_invalid', 'confirmation']);
    const shapeless = await putKeys(harness, 'live', { ...wish(), confirmation: 'letmein' });
    expect([shapeless.status, shapeless.body.errors[0].path]).toEqual([422, 'confirmation']);
    expect(await isReplaced()).toBe(false);
  });

  test('guessing stops after five tries, and nobody is mailed ever new codes to guess', async () => {
    await putKeys(harness, 'live', wish());
    const code = await readCode(harness);
    const guesses = await Promise.all(
      Array.from({ length: 30 }, (_, index) => {
        const confirmation = String((Number(code) + 1 + index) % 1_000_000).padStart(6, '0');
        return putKeys(harness, 'live', { ...wish(), confirmation });
      }),
    );
    expect(new Set(guesses.map(({ body }) => body.code))).toEqual(new Set(['confirmation_invalid']));
    expect((await putKeys(harness, 'live', { ...wish(), confirmation: code })).body.code).toBe('confirmation_invalid');
    clock.advance(2 * MINUTE);
    const mails = (await listCodeMails(harness)).length;
    const next = await putKeys(harness, 'live', wish());
    expect([next.status, next.body.code]).toEqual([429, 'rate_limited']);
    expect(Number(next.headers.get('retry-after'))).toBeGreaterThan(7 * 60);
    expect(await listCodeMails(harness)).toHaveLength(mails);
    expect(await isReplaced()).toBe(false);
  });

  test('one mail a minute, whatever is asked for', async () => {
    const before = (await listCodeMails(harness)).length;
    const asked = [
      await putKeys(harness, 'live', wish()),
      await putKeys(harness, 'live', wish()),
      await putKeys(harness, 'live', { ...wish(), webhookSecret: 'whsec_another_secret' }),
      await putKeys(harness, 'test', keysOf(harness.other)),
    ];
    expect(asked.map(({ body }) => body.code)).toEqual([
      'confirmation_required',
      'confirmation_required',
      'rate_limited',
      'rate_limited',
    ]);
    expect(await listCodeMails(harness)).toHaveLength(before + 1);
  });

  test('a repeat under the same Idempotency-Key answers the first result and mails no second code', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const first = await putKeys(harness, 'live', wish(), { headers });
    const mails = (await listCodeMails(harness)).length;
    clock.advance(2 * MINUTE);
    const second = await putKeys(harness, 'live', wish(), { headers });
    expect([first.status, second.text]).toEqual([403, first.text]);
    expect(await listCodeMails(harness)).toHaveLength(mails);
  });

  test('a code of one business is worth nothing at another', async () => {
    await putKeys(harness, 'live', wish());
    const confirmation = await readCode(harness);
    const asked = await putKeys(harness, 'test', keysOf(harness.other), { key: harness.b.apiKey });
    expect(asked.body).toMatchObject({ code: 'confirmation_required', sentTo: 'o…@example.com' });
    const foreign = await putKeys(harness, 'test', { ...keysOf(harness.other), confirmation }, { key: harness.b.apiKey });
    expect(foreign.body.code).toBe('confirmation_invalid');
    expect((await putKeys(harness, 'live', { ...wish(), confirmation })).status).toBe(200);
    expect((await harness.call('GET', '/v1/admin/payments', { key: harness.b.apiKey })).body.accounts).toMatchObject({
      test: { publishableKey: harness.sandbox.publishableKey },
      live: null,
    });
  });
});

describe('who may', () => {
  const requests = [
    ['GET', '/v1/admin/payments', undefined],
    ['PUT', '/v1/admin/payments', { mode: null }],
    ['PUT', '/v1/admin/payments/test', { publishableKey: 'pk_test_x' }],
    ['PUT', '/v1/admin/payments/live', { publishableKey: 'pk_live_x' }],
    ['GET', '/v1/admin/business', undefined],
    ['PUT', '/v1/admin/business', {}],
  ] as const;

  test.each(requests)('%s %s: a key without the scope admin, a visitor and nobody get nothing', async (method, path, body) => {
    const options = body === undefined ? {} : { body };
    const scoped = await harness.call(method, path, { ...options, key: harness.a.bookingsKey });
    expect([scoped.status, scoped.body.code]).toEqual([403, 'forbidden']);
    for (const target of [path, `${path}?site=site_a`]) {
      const stranger = await harness.call(method, target, { ...options, key: null });
      expect([stranger.status, stranger.body.code]).toEqual([401, 'unauthorized']);
    }
  });

  test('a customer with the link to his booking neither', async () => {
    const { startsAt } = await findSlot(harness, 'svc_desk', 9);
    const held = await hold(harness, { serviceId: 'svc_desk', startsAt });
    const answer = await harness.call('GET', '/v1/admin/payments', { key: held.body.manageToken });
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthorized']);
  });

  test('there is no third kind of account', async () => {
    expect((await harness.call('PUT', '/v1/admin/payments/other', { body: {} })).status).toBe(404);
    expect((await harness.call('PUT', '/v1/admin/payments', { body: { mode: 'other' } })).status).toBe(422);
  });
});

describe('switching from tests to real money', () => {
  const loadBooking = (id: string) => harness.call('GET', `/v1/bookings/${id}`);

  const begin = async (serviceId: string): Promise<{ readonly id: string; readonly checkout: TestAnswer }> => {
    const { startsAt } = await findSlot(harness, serviceId, 6);
    const held = await hold(harness, { serviceId, startsAt });
    const { id } = held.body.booking;
    return { id, checkout: await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} }) };
  };

  test('only with keys', async () => {
    const refused = await chooseMode(harness, 'live');
    expect([refused.status, refused.body.code]).toEqual([409, 'payment_keys_missing']);
    expect((await show()).body.mode).toBe('test');
  });

  test('a payment under way and a refund stay with the account for tests; new payments go to the live one', async () => {
    const paid = await bookAndPay(harness, 'svc_beard');
    const { id, checkout } = await begin('svc_cut');
    expect(checkout.body.payment.provider).toBe('stripe_test');
    expect(checkout.body.publishableKey).toBe(harness.sandbox.publishableKey);

    await putKeys(harness, 'live', keysOf(harness.live));
    const switched = await chooseMode(harness, 'live');
    expectPromised('put', '/admin/payments', switched);
    expect(switched.body.mode).toBe('live');

    const again = await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} });
    expect(again.body).toMatchObject({
      payment: { provider: 'stripe_test', providerId: checkout.body.payment.providerId },
      clientSecret: checkout.body.clientSecret,
      publishableKey: harness.sandbox.publishableKey,
    });
    expect(await harness.pay(checkout.body.payment.providerId)).toBe('succeeded');
    expect((await loadBooking(id)).body.booking.state).toBe('confirmed');

    await harness.call('POST', `/v1/bookings/${paid.bookingId}/cancel`, { body: {} });
    await waitFor(async () => (await loadBooking(paid.bookingId)).body.order.refunds[0]?.state === 'succeeded');
    const { refunds } = await harness.control('GET', 'refunds');
    expect(refunds.map((refund: Json) => refund.payment_intent)).toContain(paid.providerId);
    expect((await harness.control('GET', 'refunds', undefined, harness.live)).refunds).toEqual([]);

    const next = await begin('svc_cut');
    expect(next.checkout.body).toMatchObject({
      payment: { provider: 'stripe' },
      publishableKey: harness.live.publishableKey,
    });
    expect(await harness.pay(next.checkout.body.payment.providerId, 'pm_card_visa', harness.live)).toBe('succeeded');
    // Nobody asks: the live account's own message confirms.
    const stateOf = async () => (await client.query('select state from booking where booking_id = $1', [next.id])).rows[0]?.state;
    await waitFor(async () => (await stateOf()) === 'confirmed');
  });

  test('an abandoned payment is withdrawn at the account where it was begun', async () => {
    const { id, checkout } = await begin('svc_cut');
    await putKeys(harness, 'live', keysOf(harness.live));
    await chooseMode(harness, 'live');
    await harness.call('POST', `/v1/bookings/${id}/cancel`, { body: {} });
    expect((await loadBooking(id)).body.booking.state).toBe('cancelled');
    expect(await harness.pay(checkout.body.payment.providerId)).toBe('payment_intent_unexpected_state');
  });

  test('off: nobody can begin to pay, and a time that is held stays held', async () => {
    await chooseMode(harness, null);
    const { id, checkout } = await begin('svc_cut');
    expect([checkout.status, checkout.body.code]).toEqual([503, 'payments_not_configured']);
    expect((await loadBooking(id)).body.booking.state).toBe('held');
    await chooseMode(harness, 'test');
    expect((await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} })).status).toBe(200);
  });
});

describe('messages of both accounts', () => {
  const send = (secret: string, id: string) => {
    const payload = JSON.stringify({
      id,
      object: 'event',
      type: 'payment_intent.succeeded',
      data: { object: { id: 'pi_nobody' } },
    });
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
    return harness.call('POST', '/webhooks/stripe/site_a', {
      rawBody: payload,
      key: null,
      headers: { 'stripe-signature': signature },
    });
  };
  const heard = async () => {
    const { rows } = await client.query(
      `select mode, last_webhook_at as at from payment_account where tenant_id = 'ten_a' union all
       select 'refused', webhook_refused_at from tenant where tenant_id = 'ten_a'`,
    );
    return Object.fromEntries(rows.map(({ mode, at }): [string, number] => [mode, Number(at ?? 0)]));
  };

  test('are accepted with the secret of either, noted for the one it is, and refused with any other', async () => {
    await putKeys(harness, 'live', keysOf(harness.live));
    // What the look at the keys has caused is delivered first.
    const isScheduled = async () =>
      (await harness.control('GET', 'deliveries?state=scheduled', undefined, harness.live)).deliveries.length > 0;
    await waitFor(async () => !(await isScheduled()));
    for (const [mode, secret] of [
      ['test', harness.webhookSecret],
      ['live', harness.live.webhookSecret],
    ] as const) {
      clock.advance(MINUTE);
      const start = clock.now();
      expect((await send(secret, `evt_${mode}`)).status).toBe(200);
      const since = Object.entries(await heard()).filter(([, at]) => at >= start);
      expect(since.map(([name]) => name)).toEqual([mode]);
    }
    clock.advance(MINUTE);
    const before = clock.now();
    const refused = await send(harness.other.webhookSecret, 'evt_other');
    expect([refused.status, refused.body.code]).toEqual([400, 'webhook_signature_invalid']);
    expect((await heard())['refused']).toBeGreaterThanOrEqual(before);
    const shown = await show();
    expect(Date.parse(shown.body.lastWebhookAt)).toBeLessThan(before);
    expect(Date.parse(shown.body.lastWebhookRefusedAt)).toBeGreaterThanOrEqual(before);
  });

  test('of an account whose secret was forgotten are refused', async () => {
    await putKeys(harness, 'live', { ...keysOf(harness.live), webhookSecret: null });
    expect((await send(harness.live.webhookSecret, 'evt_forgotten')).status).toBe(400);
    await putKeys(harness, 'live', { publishableKey: harness.live.publishableKey, webhookSecret: harness.live.webhookSecret });
    expect((await send(harness.live.webhookSecret, 'evt_known_again')).status).toBe(200);
  });
});
