import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import pg from 'pg';
import Stripe from 'stripe';
import type { Route } from '../../../adapters/http/route.ts';
import { allRoutes, documentedRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { connectHarness } from '../../support/bridge.ts';
import type { TestBridge } from '../../support/bridge.ts';
import { bookAndPay, findSlot, hold } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness } from '../../support/service-harness.ts';
import { waitFor } from '../../support/wait-for.ts';

let harness: ServiceHarness;

beforeAll(async () => {
  harness = await startServiceHarness();
});
afterAll(() => harness.stop());

describe('tenants never see each other', () => {
  const bodies: Readonly<Record<string, unknown>> = {
    '/quotes': { serviceId: 'svc_only_b' },
    '/bookings': { serviceId: 'svc_only_b', startsAt: '2199-01-01T10:00:00Z', timeZone: 'Europe/Stockholm' },
    '/orders': {
      bookings: [{ serviceId: 'svc_only_b', startsAt: '2199-01-01T10:00:00Z' }],
      timeZone: 'Europe/Stockholm',
    },
    '/bookings/{id}/reschedule': { startsAt: '2199-01-01T10:00:00Z' },
    '/waiting-list': { serviceId: 'svc_only_b', date: '2199-01-01', email: 'x@example.com' },
    '/admin/bookings': {
      ...{ serviceId: 'svc_only_b', startsAt: '2199-01-01T10:00:00Z', timeZone: 'Europe/Stockholm' },
      customer: { name: 'X', email: 'x@example.com' },
    },
    '/admin/orders/{id}/refunds': { amountMinor: 1 },
    '/admin/orders/{id}/on-site': { amountMinor: 1 },
  };
  /** Routes of the list of bookings ask for nothing by its id. */
  const takesNoId = (route: Route): boolean => route.path === '/admin/bookings' && route.method === 'get';
  /** Putting one of its own is every tenant's right, whatever the others call theirs. */
  const makesOwn = (route: Route): boolean => route.method === 'put' && route.path.endsWith('/{id}');
  const idsOfB: Readonly<Record<string, string>> = {
    '/admin/services/{id}': 'svc_only_b',
    '/admin/resources/{id}': 'res_only_b',
    '/admin/schedules/{id}': 'sch_only_b',
    '/admin/locations/{id}': 'loc_only_b',
    '/admin/codes/{id}': 'ONLY_B',
  };
  const idKinds = [
    ['/admin/orders/', 'orderId'],
    ['/admin/sessions/', 'sessionId'],
  ] as const;
  const fill = (path: string): string =>
    path.replace('{id}', idsOfB[path] ?? foreign[idKinds.find(([start]) => path.startsWith(start))?.[1] ?? 'bookingId']);
  /** Whose it is comes before what is in it: nothing of B's is changed by being found. */
  const conditions = (method: string, path: string) =>
    method === 'DELETE' && path in idsOfB ? { headers: { 'if-match': '"another version"' } } : {};
  const queries: Readonly<Record<string, string>> = {
    '/admin/explain': '?service=svc_only_b&at=2027-01-14',
    '/slots': '?service=svc_only_b&from=2027-01-01&to=2027-01-02',
    '/days': '?service=svc_only_b&from=2027-01-01&to=2027-01-02',
  };
  let foreign: { bookingId: string; orderId: string; manageToken: string; sessionId: string };
  let bridgeOfA: TestBridge;
  let bridgeOfB: TestBridge;

  beforeAll(async () => {
    bridgeOfA = await connectHarness(harness, harness.a, { siteUrl: 'https://a.example.com' });
    bridgeOfB = await connectHarness(harness, harness.b, { siteUrl: 'https://b.example.com' });
    const catalog = await harness.call('GET', '/v1/admin/catalog', { key: harness.b.apiKey });
    const own = catalog.body.services.find((service: Json) => service.id === 'svc_cut');
    const put = await harness.call('PUT', '/v1/admin/catalog', {
      key: harness.b.apiKey,
      body: {
        ...catalog.body,
        services: [...catalog.body.services, { ...own, id: 'svc_only_b' }],
        resources: [...catalog.body.resources, { ...catalog.body.resources[0], id: 'res_only_b' }],
        schedules: [{ id: 'sch_only_b', name: 'Only B', weeklyHours: {} }],
        locations: [...(catalog.body.locations ?? []), { id: 'loc_only_b', name: 'Only B', address: 'Storgatan 1' }],
        codes: [{ code: 'ONLY_B', discount: { kind: 'percent', percent: 10 } }],
      },
    });
    if (put.status !== 200) throw new Error(`catalog: ${put.text}`);
    const booked = await bookAndPay(harness, 'svc_only_b', {}, { key: harness.b.apiKey });
    const ahead = new Date(Date.now() + 14 * 86_400_000).toISOString();
    const range = `from=${new Date().toISOString()}&to=${ahead}`;
    const { sessions } = (await harness.call('GET', `/v1/admin/sessions?${range}`, { key: harness.b.apiKey })).body;
    foreign = { ...booked, sessionId: sessions[0].id };
  });

  const named = allRoutes
    .filter((route) => route.path.includes('{id}') || route.path in bodies || route.path in queries)
    .filter((route) => !takesNoId(route) && !makesOwn(route));

  test.each(named.map((route) => [route.method.toUpperCase(), route.path] as const))(
    '%s %s: a key of A gets 404 for what is B’s',
    async (method, path) => {
      const target = `/v1${fill(path)}${queries[path] ?? ''}`;
      const body = method === 'GET' ? {} : { body: bodies[path] ?? {}, ...conditions(method, path) };
      const answer = await harness.call(method, target, body);
      expect(answer.status).toBe(404);
      // The same request by B itself finds it: the 404 is about whose it is.
      const own = await harness.call(method, target, { ...body, key: harness.b.apiKey });
      expect(own.status).not.toBe(404);
    },
  );

  test.each(named.map((route) => [route.method.toUpperCase(), route.path] as const))(
    '%s %s: a signature of a site of A gets 404 for what is B’s, whoever asks over it',
    async (method, path) => {
      const target = `/v1${fill(path)}${queries[path] ?? ''}`;
      const body = method === 'GET' ? {} : { body: bodies[path] ?? {}, ...conditions(method, path) };
      expect((await bridgeOfA.callAsOwner(method, target, body)).status).toBe(404);
      const visitor = await bridgeOfA.call(method, target, body);
      // A booking is nothing that a visitor may ask for, what is the owner's neither, and B's token is nobody's at A.
      expect(visitor.status).toBe(path.includes('{id}') || path.startsWith('/admin/') ? 401 : 404);
      expect((await bridgeOfA.call(method, target, { ...body, token: foreign.manageToken })).status).toBe(401);
      expect((await bridgeOfB.callAsOwner(method, target, body)).status).not.toBe(404);
    },
  );

  test('a site of A forwards no message for a site of B', async () => {
    for (const siteId of [bridgeOfB.siteId, harness.b.siteId]) {
      const sent = await bridgeOfA.call('POST', `/webhooks/stripe/${siteId}`, { rawBody: '{}' });
      expect([sent.status, sent.body.code]).toEqual([404, 'not_found']);
    }
  });

  test.each(allRoutes.filter(makesOwn).map(({ path }) => path))(
    'PUT %s: A makes one of its own under the same name, and B’s stays as it is',
    async (path) => {
      const target = `/v1${fill(path)}`;
      const show = (key: string) => harness.call('GET', target, { key });
      const before = (await show(harness.b.apiKey)).body;
      const [field = ''] = Object.keys(before);
      const name = 'code' in before ? {} : { name: 'Of A' };
      const made = await harness.call('PUT', target, { body: { ...before[field], ...name } });
      expect(made.status).toBe(200);
      expect((await show(harness.a.apiKey)).body[field]).toMatchObject(name);
      expect((await show(harness.b.apiKey)).body).toEqual(before);
      const gone = await harness.call('DELETE', target);
      expect([gone.status, (await show(harness.a.apiKey)).status]).toEqual([200, 404]);
      expect((await show(harness.b.apiKey)).body).toEqual(before);
    },
  );

  test('every route is either named above or answers only with A’s own', async () => {
    const others = allRoutes.filter((route) => !named.includes(route) && !makesOwn(route)).map((route) => route.path);
    expect([...new Set(others)].toSorted()).toEqual([
      '/admin/attention',
      '/admin/bookings',
      '/admin/business',
      '/admin/catalog',
      '/admin/codes',
      '/admin/connection/disconnect',
      '/admin/connection/keys',
      '/admin/holiday-areas',
      '/admin/holidays',
      '/admin/locations',
      '/admin/payments',
      '/admin/payments/live',
      '/admin/payments/test',
      '/admin/reconcile',
      '/admin/resources',
      '/admin/schedules',
      '/admin/services',
      '/admin/sessions',
      '/admin/status',
      '/services',
      '/tick',
    ]);
    for (const ask of [harness.call, bridgeOfA.callAsOwner]) {
      const services = await ask('GET', '/v1/services');
      expect(services.body.services.map((service: Json) => service.id)).not.toContain('svc_only_b');
      const catalog = await ask('GET', '/v1/admin/catalog');
      expect([catalog.status, /only.b/i.test(catalog.text)]).toEqual([200, false]);
      for (const list of ['services', 'resources', 'schedules', 'codes']) {
        const listed = await ask('GET', `/v1/admin/${list}`);
        expect([listed.status, /only.b/i.test(listed.text)]).toEqual([200, false]);
      }
      const bookings = await ask('GET', '/v1/admin/bookings?from=2020-01-01T00:00:00Z&to=2199-01-01T00:00:00Z');
      expect([bookings.status, bookings.text.includes(foreign.bookingId)]).toEqual([200, false]);
      expect((await ask('GET', '/v1/admin/business')).body.business.name).toBe('Salon A');
    }
    // Keys, disconnecting and the clock take no id: they mean the site that signs.
    await bridgeOfA.callAsOwner('POST', '/v1/admin/connection/disconnect', { body: {} });
    expect((await bridgeOfB.callAsSite('POST', '/v1/tick', { body: {} })).status).toBe(200);
    expect((await bridgeOfA.callAsSite('POST', '/v1/tick', { body: {} })).status).toBe(401);
  });

  test('a manage token of B opens nothing through A’s site, nor another order of B', async () => {
    const through = await harness.call('GET', `/v1/bookings/${foreign.bookingId}?site=site_a`, { key: foreign.manageToken });
    expect(through.status).toBe(401);
    const other = await bookAndPay(harness, 'svc_beard', {}, { key: harness.b.apiKey });
    expect((await harness.call('GET', `/v1/bookings/${other.bookingId}`, { key: foreign.manageToken })).status).toBe(404);
  });

  test('a manage token dies when the order’s manage version is raised', async () => {
    const { bookingId, orderId, manageToken } = await bookAndPay(harness, 'svc_beard');
    expect((await harness.call('GET', `/v1/bookings/${bookingId}`, { key: manageToken })).status).toBe(200);
    const client = new pg.Client({ connectionString: harness.connectionString });
    await client.connect();
    await client.query('update booking_order set manage_version = manage_version + 1 where order_id = $1', [orderId]);
    await client.end();
    expect((await harness.call('GET', `/v1/bookings/${bookingId}`, { key: manageToken })).status).toBe(404);
  });
});

describe('Idempotency-Key', () => {
  const headers = (key: string) => ({ headers: { 'idempotency-key': key } });

  /** As after a crash between the work and its answer. */
  const forgetAnswers = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: harness.connectionString });
    await client.connect();
    await client.query('delete from idempotency');
    await client.end();
  };

  test('a repeat answers the first result and holds nothing twice; another body under the key is refused', async () => {
    const { startsAt } = await findSlot(harness, 'svc_desk', 8);
    const key = randomUUID();
    const first = await hold(harness, { serviceId: 'svc_desk', startsAt }, headers(key));
    const second = await hold(harness, { serviceId: 'svc_desk', startsAt }, headers(key));
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.text).toBe(first.text);
    const other = await hold(harness, { serviceId: 'svc_desk', startsAt, partySize: 2 }, headers(key));
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  test('twenty at once under one key are one hold', async () => {
    const { startsAt } = await findSlot(harness, 'svc_desk', 9);
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => hold(harness, { serviceId: 'svc_desk', startsAt }, headers(key))),
    );
    const held = answers.filter((answer) => answer.status === 201);
    expect(new Set(held.map((answer) => answer.body.booking.id)).size).toBe(1);
    expect(
      answers.filter((answer) => answer.status !== 201).every((answer) => answer.body.code === 'idempotency_key_in_use'),
    ).toBe(true);
  });

  test('the same key of two businesses are two requests', async () => {
    const { startsAt } = await findSlot(harness, 'svc_desk', 10);
    const key = randomUUID();
    const a = await hold(harness, { serviceId: 'svc_desk', startsAt }, headers(key));
    const b = await hold(harness, { serviceId: 'svc_desk', startsAt }, { ...headers(key), key: harness.b.apiKey });
    expect([a.status, b.status]).toEqual([201, 201]);
    expect(a.body.booking.id).not.toBe(b.body.booking.id);
  });

  test('the answer of a cancellation or a move was lost in a crash: the repeat answers what stands', async () => {
    const { bookingId } = await bookAndPay(harness, 'svc_beard');
    const { startsAt } = await findSlot(harness, 'svc_beard', 13);
    const [moveKey, cancelKey] = [randomUUID(), randomUUID()];
    const move = () => harness.call('POST', `/v1/bookings/${bookingId}/reschedule`, { body: { startsAt }, ...headers(moveKey) });
    const moved = await move();
    await forgetAnswers();
    expect((await move()).body.booking).toEqual(moved.body.booking);
    const cancel = () => harness.call('POST', `/v1/bookings/${bookingId}/cancel`, { body: {}, ...headers(cancelKey) });
    const cancelled = await cancel();
    await forgetAnswers();
    const again = await cancel();
    expect([again.status, again.body.booking.state, again.body.refund.id]).toEqual([200, 'cancelled', cancelled.body.refund.id]);
    expect(again.body.order.refunds).toHaveLength(1);
  });

  test('a hold that is over is not answered as if it stood, and another wish under the key is another hold', async () => {
    const { startsAt } = await findSlot(harness, 'svc_desk', 11);
    const key = randomUUID();
    const held = await hold(harness, { serviceId: 'svc_desk', startsAt }, headers(key));
    await harness.call('POST', `/v1/bookings/${held.body.booking.id}/cancel`, { body: {} });
    await forgetAnswers();
    const repeated = await hold(harness, { serviceId: 'svc_desk', startsAt }, headers(key));
    expect([repeated.status, repeated.body.code]).toEqual([409, 'hold_expired']);
    await forgetAnswers();
    const other = await hold(
      harness,
      { serviceId: 'svc_desk', startsAt: (await findSlot(harness, 'svc_desk', 12)).startsAt },
      headers(key),
    );
    expect(other.status).toBe(201);
    expect(other.body.booking.id).not.toBe(held.body.booking.id);
  });

  test('what rests in the database is sealed: neither token nor client secret in plain text', async () => {
    const { startsAt } = await findSlot(harness, 'svc_cut', 11);
    const held = await hold(harness, { serviceId: 'svc_cut', startsAt }, headers(randomUUID()));
    const checkout = await harness.call('POST', `/v1/bookings/${held.body.booking.id}/checkout`, {
      body: {},
      ...headers(randomUUID()),
    });
    const client = new pg.Client({ connectionString: harness.connectionString });
    await client.connect();
    const tables = await client.query(`select table_name from information_schema.tables where table_schema = 'public'`);
    for (const { table_name: table } of tables.rows) {
      const rows = await client.query(`select row_to_json(t)::text as text from ${table} t`);
      const text = rows.rows.map((row) => row.text).join('\n');
      for (const secret of [
        held.body.manageToken,
        checkout.body.clientSecret,
        harness.sandbox.secretKey,
        harness.webhookSecret,
        harness.a.apiKey,
      ])
        expect(text.includes(secret)).toBe(false);
    }
    await client.end();
  });
});

describe('webhooks', () => {
  const event = (id: string, type: string, object: object) =>
    JSON.stringify({
      id,
      object: 'event',
      api_version: '2026-10-28.endive',
      created: 1,
      data: { object },
      livemode: false,
      pending_webhooks: 1,
      request: null,
      type,
    });
  const send = (payload: string, secret: string, site = 'site_a', timestamp?: number) => {
    const signature = Stripe.webhooks.generateTestHeaderString({
      payload,
      secret,
      ...(timestamp === undefined ? {} : { timestamp }),
    });
    return harness.call('POST', `/webhooks/stripe/${site}`, {
      rawBody: payload,
      key: null,
      headers: { 'stripe-signature': signature },
    });
  };

  test('a lie about a payment confirms nothing: the provider is asked', async () => {
    const { startsAt } = await findSlot(harness, 'svc_cut', 12);
    const held = await hold(harness, { serviceId: 'svc_cut', startsAt });
    const checkout = await harness.call('POST', `/v1/bookings/${held.body.booking.id}/checkout`, { body: {} });
    const lie = event('evt_lie', 'payment_intent.succeeded', {
      id: checkout.body.payment.providerId,
      object: 'payment_intent',
      status: 'succeeded',
      amount_received: 45_000,
    });
    expect((await send(lie, harness.webhookSecret)).status).toBe(200);
    expect((await harness.call('GET', `/v1/bookings/${held.body.booking.id}`)).body.booking.state).toBe('awaiting_payment');
  });

  test('repeats, unknown types and payments that are not ours answer 200 and change nothing', async () => {
    const { bookingId, providerId } = await bookAndPay(harness, 'svc_beard');
    const before = await harness.call('GET', `/v1/bookings/${bookingId}`);
    const repeated = event('evt_again', 'payment_intent.succeeded', { id: providerId, object: 'payment_intent' });
    for (let time = 0; time < 3; time += 1) expect((await send(repeated, harness.webhookSecret)).status).toBe(200);
    expect((await send(event('evt_new_type', 'radar.something_new', { id: 'rad_1' }), harness.webhookSecret)).status).toBe(200);
    expect(
      (
        await send(
          event('evt_foreign', 'payment_intent.succeeded', { id: 'pi_not_ours', object: 'payment_intent' }),
          harness.webhookSecret,
        )
      ).status,
    ).toBe(200);
    expect((await harness.call('GET', `/v1/bookings/${bookingId}`)).body.order).toEqual(before.body.order);
  });

  test('old, altered or signed for another business: refused', async () => {
    const payload = event('evt_x', 'payment_intent.succeeded', { id: 'pi_x' });
    expect((await send(payload, harness.webhookSecret, 'site_a', 1_700_000_000)).status).toBe(400);
    expect((await send(payload, harness.webhookSecret, 'site_b')).status).toBe(400);
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: harness.webhookSecret });
    const altered = await harness.call('POST', '/webhooks/stripe/site_a', {
      rawBody: payload.replace('pi_x', 'pi_y'),
      headers: { 'stripe-signature': signature },
    });
    expect(altered.body.code).toBe('webhook_signature_invalid');
  });

  test('a refund made at Stripe’s own page is seen and booked', async () => {
    const { bookingId, providerId } = await bookAndPay(harness, 'svc_beard');
    await harness.control('POST', 'refunds', { payment_intent: providerId, amount: 10_000 });
    const shown = await waitFor(async () => {
      const answer = await harness.call('GET', `/v1/bookings/${bookingId}`);
      return answer.body.order.refunds.length > 0 ? answer : null;
    });
    expect(shown.body).toMatchObject({
      booking: { state: 'confirmed' },
      order: { refunds: [{ reason: 'made_at_provider', state: 'succeeded' }], refunded: { amountMinor: 10_000 } },
    });
    expect(shown.body.order.ledger.reduce((sum: number, entry: Json) => sum + entry.amountMinor, 0)).toBe(0);
  });
});

describe('visitors', () => {
  test('pages of allowed origins may ask across origins; the preflight says so', async () => {
    const headers = {
      origin: 'https://a.example.com',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const preflight = await harness.call('OPTIONS', '/v1/quotes?site=site_a', { key: null, headers });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, 'https://a.example.com']);
    const stranger = await harness.call('OPTIONS', '/v1/quotes?site=site_a', {
      key: null,
      headers: { ...headers, origin: 'https://b.example.com' },
    });
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
    const services = await harness.call('GET', '/v1/services?site=site_a', {
      key: null,
      headers: { origin: 'https://a.example.com' },
    });
    expect(services.headers.get('access-control-allow-origin')).toBe('https://a.example.com');
    expect(services.headers.get('cache-control')).toBe('no-store');
    expect(services.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('a visitor needs the manage token for a booking', async () => {
    const { bookingId } = await bookAndPay(harness, 'svc_beard');
    expect((await harness.call('GET', `/v1/bookings/${bookingId}?site=site_a`, { key: null })).status).toBe(401);
  });

  test('too many writes: 429 with Retry-After, while servers with a key go on', async () => {
    const limited = await startServiceHarness({ environment: { HOLDFAST_VISITOR_WRITES: '5', HOLDFAST_VISITOR_READS: '5' } });
    const ask = (key: string | null) => limited.call('POST', `/v1/quotes?site=site_a`, { key, body: { serviceId: 'svc_cut' } });
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(null)));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused.length).toBe(3);
    expect(refused[0]?.body.code).toBe('rate_limited');
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(limited.a.apiKey)).status).toBe(200);
    await limited.stop();
  });
});

describe('strangers', () => {
  test('nothing of a body is read before it is known who sends it', async () => {
    const huge = await harness
      .call('PUT', '/v1/admin/catalog', { key: 'hfk_x', rawBody: `{"filler":"${'x'.repeat(3_000_000)}"}` })
      .catch(() => null);
    // Refused at once; the connection may be cut while the rest is still being sent.
    if (huge !== null) expect([huge.status, huge.body.code]).toEqual([401, 'unauthorized']);
    const broken = await harness.call('POST', '/v1/bookings', { key: null, rawBody: '{"broken":' });
    expect(broken.status).toBe(401);
    const visitor = await harness.call('PUT', '/v1/admin/catalog?site=site_a', { key: null, rawBody: '{"broken":' });
    expect(visitor.status).toBe(401);
  });

  test('who proves nothing again and again is told to wait, whatever site or key he makes up; others go on', async () => {
    const limited = await startServiceHarness({ environment: { HOLDFAST_STRANGER_LIMIT: '10' } });
    const codes: string[] = [];
    for (let index = 0; index < 8; index += 1) {
      codes.push((await limited.call('GET', `/v1/services?site=site_unknown${index}`, { key: null })).body.code);
      codes.push((await limited.call('GET', '/v1/services', { key: `hfk_a.${index}.x` })).body.code);
    }
    expect(codes.filter((code) => code === 'unauthorized')).toHaveLength(10);
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(6);
    const noise = await limited.call('POST', '/webhooks/stripe/site_a', {
      rawBody: '{}',
      headers: { 'stripe-signature': 't=1,v1=00' },
    });
    expect(noise.status).toBe(429);
    expect((await limited.call('GET', '/v1/services')).status).toBe(200);
    expect((await limited.call('GET', '/v1/services?site=site_a', { key: null })).status).toBe(200);
    await limited.stop();
  });

  test('plain HTTP is for this machine only: not under another name, not through a proxy that says so', async () => {
    for (const name of ['forwarded', 'via', 'x-forwarded-for']) {
      const answer = await harness.call('GET', '/v1/services', { headers: { [name]: '203.0.113.7' } });
      expect(answer.body.code).toBe('https_required');
    }
    const status = await new Promise<number>((resolve, reject) => {
      const { port } = new URL(harness.url);
      request({ host: '127.0.0.1', port, path: '/v1/services', headers: { host: 'bookings.example.com' } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});

describe('documents', () => {
  test('the OpenAPI document names every route, its schemas and its refusals', async () => {
    const document = (await harness.call('GET', '/openapi.json', { key: null })).body;
    expect(document.openapi).toBe('3.1.1');
    for (const route of documentedRoutes) {
      const operation = document.paths[route.path][route.method];
      expect(operation.responses[String(route.status)]).toBeDefined();
      expect(operation.security.length).toBeGreaterThan(0);
      if (route.body !== null) expect(operation.requestBody.content['application/json'].schema.type).toBe('object');
    }
    const ids = Object.values<Json>(document.paths).flatMap((path) =>
      Object.values<Json>(path).map((operation) => operation.operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('health, readiness, documents, manage page, widget', async () => {
    for (const path of ['/healthz', '/readyz', '/docs', '/manage', '/widget/holdfast.js', '/assets/page.css', '/connect'])
      expect([path, (await harness.call('GET', path, { key: null })).status]).toEqual([path, 200]);
    const manage = await harness.call('GET', '/manage', { key: null });
    expect(manage.headers.get('referrer-policy')).toBe('no-referrer');
    expect(manage.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
