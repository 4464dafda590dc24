import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createStripeClient } from '../../../adapters/stripe/create-stripe-client.ts';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { HOUR, MINUTE } from '../../../core/time/instant.ts';
import { findSlot, hold } from '../../support/booking-steps.ts';
import { connectHarness } from '../../support/bridge.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';
import { chooseMode, createOffsetClock, putKeys, readCode } from '../../support/settings-steps.ts';
import { waitFor } from '../../support/wait-for.ts';

/** The account for real money of a harness, at the provider itself. */
const openAccount = ({ live, sandbox }: ServiceHarness) =>
  createStripeClient({ secretKey: live.secretKey, apiBase: sandbox.url });
const listEndpoints = async (harness: ServiceHarness) => (await openAccount(harness).webhookEndpoints.list({ limit: 100 })).data;
const listDomains = async (harness: ServiceHarness) =>
  (await openAccount(harness).paymentMethodDomains.list({ limit: 100 })).data.map(({ domain_name: name }) => name);

const ownKeys = ({ live }: ServiceHarness) => ({ publishableKey: live.publishableKey, secretKey: live.secretKey });
const readLive = (answer: TestAnswer): Json => answer.body.accounts.live;
const show = async (harness: ServiceHarness): Promise<Json> => readLive(await harness.call('GET', '/v1/admin/payments'));
const listFindings = async (harness: ServiceHarness): Promise<readonly string[]> =>
  (await harness.call('GET', '/v1/admin/status')).body.findings.map(({ code }: Json) => code);

let harness: ServiceHarness;
let clock: ReturnType<typeof createOffsetClock>;
let client: pg.Client;

beforeAll(async () => {
  clock = createOffsetClock();
  // Nothing but an endpoint that was made here tells of payments.
  harness = await startServiceHarness({ clock, withWebhooks: false, origins: ['http://localhost:*'] });
  client = new pg.Client({ connectionString: harness.connectionString });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await harness.stop();
});

/** Each case begins without an account for real money, here and at the provider. */
beforeEach(async () => {
  await harness.service.loadSettings('ten_a').settings.savePaymentMode('test');
  await client.query(`delete from payment_account where tenant_id = 'ten_a' and mode = 'live'`);
  await client.query('delete from confirmation');
  await harness.control('DELETE', 'faults', undefined, harness.live);
  for (const { id } of await listEndpoints(harness)) await openAccount(harness).webhookEndpoints.del(id);
});

describe('keys without a webhook secret', () => {
  test('the endpoint is made, the domain registered, and the owner pastes nothing', async () => {
    const saved = await putKeys(harness, 'live', ownKeys(harness));
    const route = allRoutes.find(({ method, path }) => method === 'put' && path === '/admin/payments/live');
    expect(route?.answer?.safeParse(saved.body).error?.issues ?? []).toEqual([]);
    const url = `${harness.url}/webhooks/stripe/site_a`;
    expect(readLive(saved)).toMatchObject({
      hasWebhookSecret: true,
      webhook: { state: 'created', url, apiVersion: '2026-10-28.endive', detail: null },
      domains: [
        { domainName: 'a.example.com', state: 'active', detail: null },
        { domainName: 'localhost', state: 'not_reachable', detail: null },
      ],
    });
    expect(await listEndpoints(harness)).toMatchObject([
      { url, api_version: '2026-10-28.endive', status: 'enabled', metadata: { holdfast_site: 'site_a' } },
    ]);
    expect(await listDomains(harness)).toContain('a.example.com');
    expect(saved.text).not.toContain('whsec_');
    const { rows } = await client.query(`select row_to_json(a)::text as text from payment_account a where mode = 'live'`);
    expect(rows[0]?.text).not.toContain('whsec_');
  });

  test('its messages are believed: a payment is confirmed though nobody asks', async () => {
    await putKeys(harness, 'live', ownKeys(harness));
    await chooseMode(harness, 'live');
    const { startsAt } = await findSlot(harness, 'svc_cut', 6);
    const held = await hold(harness, { serviceId: 'svc_cut', startsAt });
    const { id } = held.body.booking;
    const checkout = await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} });
    expect(await harness.pay(checkout.body.payment.providerId, 'pm_card_visa', harness.live)).toBe('succeeded');
    const stateOf = async () => (await client.query('select state from booking where booking_id = $1', [id])).rows[0]?.state;
    await waitFor(async () => (await stateOf()) === 'confirmed');
    expect(await listFindings(harness)).toEqual(expect.arrayContaining(['webhook_heard', 'wallets_active']));
  });

  test('saved again it is kept; switched off at Stripe it is replaced, and there is one', async () => {
    await putKeys(harness, 'live', ownKeys(harness));
    const [first] = await listEndpoints(harness);
    expect(readLive(await putKeys(harness, 'live', ownKeys(harness))).webhook.state).toBe('kept');
    expect((await listEndpoints(harness)).map(({ id }) => id)).toEqual([first?.id]);
    await openAccount(harness).webhookEndpoints.update(first?.id ?? '', { disabled: true });
    expect(readLive(await putKeys(harness, 'live', ownKeys(harness))).webhook.state).toBe('created');
    const after = await listEndpoints(harness);
    expect(after.map(({ id, status }) => [id === first?.id, status])).toEqual([[false, 'enabled']]);
  });

  test('ten saves at once leave one endpoint, and its messages are believed', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => putKeys(harness, 'live', ownKeys(harness))));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const { rows } = await client.query(
      `select webhook_endpoint_id as id from payment_account where tenant_id = 'ten_a' and mode = 'live'`,
    );
    expect((await listEndpoints(harness)).map(({ id }) => id)).toEqual([rows[0]?.id]);
  });

  test('a secret of one’s own still works: no endpoint is made, and ours goes', async () => {
    await putKeys(harness, 'live', ownKeys(harness));
    const given = await putKeys(harness, 'live', { ...ownKeys(harness), webhookSecret: harness.live.webhookSecret });
    expect(readLive(given)).toMatchObject({ hasWebhookSecret: true, webhook: { state: 'given', url: null } });
    expect(await listEndpoints(harness)).toEqual([]);
    const asked = await putKeys(harness, 'live', { ...ownKeys(harness), webhookSecret: null });
    expect(asked.body.code).toBe('confirmation_required');
    const confirmation = await readCode(harness);
    const forgotten = await putKeys(harness, 'live', { ...ownKeys(harness), webhookSecret: null, confirmation });
    expect(readLive(forgotten).webhook.state).toBe('created');
  });
});

describe('what cannot be set up keeps no keys from being stored', () => {
  test('a restricted key: what it lacks is named, in the answer and among the findings', async () => {
    const saved = await putKeys(harness, 'live', { ...ownKeys(harness), secretKey: harness.live.restrictedKey });
    expect([saved.status, readLive(saved)]).toMatchObject([
      200,
      {
        hasWebhookSecret: false,
        webhook: { state: 'permission_missing', detail: 'Webhook Endpoints: Write' },
        domains: [{ state: 'permission_missing', detail: 'Payment Method Domains: Write' }, { state: 'not_reachable' }],
      },
    ]);
    await chooseMode(harness, 'live');
    expect(await listFindings(harness)).toEqual(
      expect.arrayContaining(['webhook_permission_missing', 'wallets_permission_missing']),
    );
    expect(await listEndpoints(harness)).toEqual([]);
  });

  test('Stripe is silent just then: the service does it by itself within the hour', async () => {
    const faults = { kind: 'status', status: 503, count: 3, pathPrefix: '/v1/webhook_endpoints' };
    await harness.control('POST', 'faults', faults, harness.live);
    const saved = await putKeys(harness, 'live', ownKeys(harness));
    expect([saved.status, readLive(saved).webhook]).toMatchObject([200, { state: 'failed', detail: null }]);
    clock.advance(HOUR + MINUTE);
    await waitFor(async () => (await show(harness)).webhook.state === 'created');
    expect((await show(harness)).domains).toMatchObject([{ state: 'active' }, { state: 'not_reachable' }]);
  });

  const switchDomain = async (name: string, enabled: boolean): Promise<void> => {
    const { paymentMethodDomains } = openAccount(harness);
    const [domain] = (await paymentMethodDomains.list({ domain_name: name })).data;
    await paymentMethodDomains.update(domain?.id ?? '', { enabled });
  };

  test('a domain without wallets is told with Stripe’s reason, and looked at again with the next check', async () => {
    await putKeys(harness, 'live', ownKeys(harness));
    await switchDomain('a.example.com', false);
    const off = await putKeys(harness, 'live', ownKeys(harness));
    expect(readLive(off).domains[0]).toMatchObject({ state: 'inactive', detail: expect.stringContaining('switched off') });
    await chooseMode(harness, 'live');
    expect(await listFindings(harness)).toContain('wallets_inactive');
    await switchDomain('a.example.com', true);
    expect(readLive(await putKeys(harness, 'live', ownKeys(harness))).domains[0]).toMatchObject({
      state: 'active',
      detail: null,
    });
  });

  test('an address that Stripe cannot reach: nothing is made, and it is said', async () => {
    const inner = await startServiceHarness({
      withWebhooks: false,
      environment: { HOLDFAST_PUBLIC_URL: 'http://10.0.0.5:8787' },
    });
    try {
      const saved = await putKeys(inner, 'live', ownKeys(inner));
      expect([saved.status, readLive(saved)]).toMatchObject([
        200,
        {
          hasWebhookSecret: false,
          webhook: { state: 'not_reachable', url: 'http://10.0.0.5:8787/webhooks/stripe/site_a' },
          domains: [{ state: 'active' }],
        },
      ]);
      expect(await listEndpoints(inner)).toEqual([]);
      await chooseMode(inner, 'live');
      expect(await listFindings(inner)).toContain('webhook_not_reachable');
    } finally {
      await inner.stop();
    }
  });
});

test('a site that is connected later gets the messages, and its domain is registered; disconnected, they come to the service again', async () => {
  await putKeys(harness, 'live', ownKeys(harness));
  const site = await connectHarness(harness, harness.a, {
    siteUrl: 'https://salon-a.example',
    clock: clock.now,
  });
  const door = 'https://salon-a.example/?rest_route=/holdfast/v1/webhooks/stripe';
  await waitFor(async () => {
    const { webhook, domains } = await show(harness);
    return webhook.url === door && domains.some(({ domainName }: Json) => domainName === 'salon-a.example');
  });
  const urls = async () => (await listEndpoints(harness)).map(({ url }) => url);
  await waitFor(async () => JSON.stringify(await urls()) === JSON.stringify([door]));
  expect(await listDomains(harness)).toContain('salon-a.example');
  await site.callAsOwner('POST', '/v1/admin/connection/disconnect', { body: {} });
  const own = `${harness.url}/webhooks/stripe/site_a`;
  await waitFor(async () => JSON.stringify(await urls()) === JSON.stringify([own]));
  expect((await show(harness)).webhook.url).toBe(own);
});

test('other settings ask Stripe for nothing', async () => {
  await putKeys(harness, 'live', ownKeys(harness));
  await harness.control('POST', 'faults', { kind: 'status', status: 503, count: 50, pathPrefix: '/v1/' }, harness.live);
  expect((await chooseMode(harness, 'live')).status).toBe(200);
  expect((await harness.call('GET', '/v1/admin/payments')).status).toBe(200);
  const { body } = await harness.call('GET', '/v1/admin/business');
  expect((await harness.call('PUT', '/v1/admin/business', { body: { ...body.business, phone: '1' } })).status).toBe(200);
  const { faults } = await harness.control('GET', 'faults', undefined, harness.live);
  expect(faults).toMatchObject([{ remaining: 50 }]);
});
