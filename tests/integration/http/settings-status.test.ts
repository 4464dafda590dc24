import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { HOUR, MINUTE } from '../../../core/time/instant.ts';
import { demoCatalog } from '../../../service/demo/demo-catalog.ts';
import { connectHarness } from '../../support/bridge.ts';
import { bookAndPay } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness } from '../../support/service-harness.ts';
import { chooseMode, createOffsetClock, keysOf, putKeys } from '../../support/settings-steps.ts';

let harness: ServiceHarness;
let clock: ReturnType<typeof createOffsetClock>;
let client: pg.Client;

beforeAll(async () => {
  clock = createOffsetClock();
  harness = await startServiceHarness({ clock, withWebhooks: false });
  client = new pg.Client({ connectionString: harness.connectionString });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await harness.stop();
});

const show = (key = harness.a.apiKey) => harness.call('GET', '/v1/admin/status', { key });

/** The codes of what is not well. */
const listTroubles = async (): Promise<readonly string[]> =>
  (await show()).body.findings.filter(({ level }: Json) => level !== 'ok').map(({ code }: Json) => code);

const expectPromised = (body: Json): void => {
  const route = allRoutes.find(({ path }) => path === '/admin/status');
  expect(route?.answer?.safeParse(body).error?.issues ?? []).toEqual([]);
};

test('a server sees how its business stands: in test mode, with mails that are only kept', async () => {
  const shown = await show();
  expect(shown.status).toBe(200);
  expectPromised(shown.body);
  expect(shown.body).toMatchObject({
    connection: null,
    business: { name: 'Salon A', currency: 'SEK', email: 'owner-a@example.com' },
    payments: { mode: 'test', ready: true, lastWebhookAt: null, lastWebhookRefusedAt: null },
    calendars: { serviceAccountEmail: null, list: [] },
    work: { overdue: 0, attention: 0 },
  });
  expect(Math.abs(shown.body.serviceTime - clock.now())).toBeLessThan(MINUTE);
  expect(await listTroubles()).toEqual(['mail_not_sent', 'payments_in_test_mode']);
  expect(shown.body.findings.find(({ code }: Json) => code === 'services_offered').title).toBe(
    `${demoCatalog.services.length} services can be booked.`,
  );
});

test('a connected site sees its own connection, and a server that of the site which was connected last', async () => {
  const first = await connectHarness(harness, harness.b, { siteUrl: 'https://one.example.com' });
  const second = await connectHarness(harness, harness.b, { siteUrl: 'https://two.example.com' });
  await first.callAsSite('POST', '/v1/tick', { body: {} });
  const seen = await first.callAsOwner('GET', '/v1/admin/status');
  expectPromised(seen.body);
  expect(seen.body.connection).toMatchObject({ siteId: first.siteId, siteUrl: 'https://one.example.com' });
  expect(seen.body.connection.keyId).toMatch(/^key_/);
  expect(Date.parse(seen.body.connection.lastTickAt)).toBeGreaterThanOrEqual(Date.parse(seen.body.connection.connectedAt));
  expect((await show(harness.b.apiKey)).body.connection).toMatchObject({ siteId: second.siteId, lastTickAt: null });
  expect((await show()).body.connection).toBeNull();
  // The settings are the site's administrator's too.
  const payments = await first.callAsOwner('GET', '/v1/admin/payments');
  expect([payments.status, payments.body.webhookPath]).toEqual([200, `/webhooks/stripe/${first.siteId}`]);
  const asked = await first.callAsOwner('PUT', '/v1/admin/payments/test', { body: keysOf(harness.other) });
  expect([asked.status, asked.body.code]).toEqual([403, 'confirmation_required']);
});

test('only who runs the business: not a key for bookings, not a visitor', async () => {
  expect((await show(harness.a.bookingsKey)).body.code).toBe('forbidden');
  expect((await harness.call('GET', '/v1/admin/status?site=site_a', { key: null })).body.code).toBe('unauthorized');
});

test('payments that came without a message are noticed, until one comes', async () => {
  await putKeys(harness, 'live', keysOf(harness.live));
  await chooseMode(harness, 'live');
  expect(await listTroubles()).toEqual(['mail_not_sent']);
  await chooseMode(harness, 'test');
  await bookAndPay(harness, 'svc_beard');
  expect(await listTroubles()).toEqual(['mail_not_sent', 'payments_in_test_mode']);
  clock.advance(HOUR);
  expect(await listTroubles()).toContain('webhook_silent');
  const { settings } = harness.service.loadSettings('ten_a');
  await settings.noteWebhook('stripe_test', clock.now());
  expect(await listTroubles()).not.toContain('webhook_silent');
  clock.advance(MINUTE);
  await settings.noteWebhook(null, clock.now());
  expect(await listTroubles()).toContain('webhook_refused');
});

test('a message that was refused while keys were being stored says nothing against them', async () => {
  const { settings } = harness.service.loadSettings('ten_b');
  await settings.noteWebhook(null, clock.now());
  const key = harness.b.apiKey;
  expect((await harness.call('GET', '/v1/admin/payments', { key })).body.lastWebhookRefusedAt).not.toBeNull();
  clock.advance(MINUTE);
  await putKeys(harness, 'live', keysOf(harness.live), { key });
  await settings.noteWebhook(null, clock.now());
  expect((await harness.call('GET', '/v1/admin/payments', { key })).body.lastWebhookRefusedAt).toBeNull();
  clock.advance(2 * MINUTE);
  await settings.noteWebhook(null, clock.now());
  expect((await harness.call('GET', '/v1/admin/payments', { key })).body.lastWebhookRefusedAt).not.toBeNull();
});

test('work that does not get done is counted, and the business that has nothing is told what to begin with', async () => {
  const { bookingId, orderId } = await bookAndPay(harness, 'svc_beard');
  expect(bookingId).toMatch(/^bkg_/);
  await client.query(
    `insert into effect (tenant_id, key, order_id, payload, attempts, retry_at, last_error_code)
     values ('ten_a', 'send_message/stuck', $1, '{"kind":"notify_waiting_list","serviceId":"svc_cut","localDate":"2027-01-01"}', 7, 99999999999999, 'x')`,
    [orderId],
  );
  expect((await show()).body.work.overdue).toBe(1);
  expect(await listTroubles()).toContain('work_overdue');
  await harness.call('PUT', '/v1/admin/catalog', { body: { services: [], resources: [], codes: [] } });
  await harness.service.loadSettings('ten_a').settings.savePaymentMode(null);
  expect(await listTroubles()).toEqual(['mail_not_sent', 'services_missing', 'work_overdue']);
});
