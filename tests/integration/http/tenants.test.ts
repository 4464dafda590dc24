import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Route } from '../../../adapters/http/route.ts';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { connectHarness } from '../../support/bridge.ts';
import type { TestBridge } from '../../support/bridge.ts';
import { bookAndPay } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness } from '../../support/service-harness.ts';

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
    '/admin/price-rules/{id}': 'pru_only_b',
    '/admin/promotions/{id}': 'pro_only_b',
  };
  const idKinds = [
    ['/admin/orders/', 'orderId'],
    ['/admin/sessions/', 'sessionId'],
  ] as const;
  /** Revoking one ends it, so each test has its own. */
  const feedsOfB: string[] = [];
  const fill = (path: string): string => {
    const known = path === '/admin/feeds/{id}' ? feedsOfB.pop() : idsOfB[path];
    return path.replace('{id}', known ?? foreign[idKinds.find(([start]) => path.startsWith(start))?.[1] ?? 'bookingId']);
  };
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
        priceRules: [{ id: 'pru_only_b', name: 'Only B', adjustment: { kind: 'percent', percent: 10 } }],
        promotions: [{ id: 'pro_only_b', name: 'Only B', offer: { kind: 'take_pay', take: 3, pay: 2 } }],
      },
    });
    if (put.status !== 200) throw new Error(`catalog: ${put.text}`);
    const booked = await bookAndPay(harness, 'svc_only_b', {}, { key: harness.b.apiKey });
    const ahead = new Date(Date.now() + 14 * 86_400_000).toISOString();
    const range = `from=${new Date().toISOString()}&to=${ahead}`;
    const { sessions } = (await harness.call('GET', `/v1/admin/sessions?${range}`, { key: harness.b.apiKey })).body;
    foreign = { ...booked, sessionId: sessions[0].id };
    for (const name of ['For a key of A', 'For a site of A']) {
      const made = await harness.call('POST', '/v1/admin/feeds', { key: harness.b.apiKey, body: { name, detail: 'busy' } });
      feedsOfB.push(made.body.feed.id);
    }
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
      '/admin/feeds',
      '/admin/holiday-areas',
      '/admin/holidays',
      '/admin/locations',
      '/admin/payments',
      '/admin/payments/live',
      '/admin/payments/test',
      '/admin/price-check',
      '/admin/price-history',
      '/admin/price-rules',
      '/admin/promotions',
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
      for (const list of ['services', 'resources', 'schedules', 'codes', 'price-rules', 'promotions', 'feeds']) {
        const listed = await ask('GET', `/v1/admin/${list}`);
        expect([listed.status, /only.b/i.test(listed.text)]).toEqual([200, false]);
      }
      // What A made under B's names is in its history, under the name that A gave it.
      const history = await ask('GET', '/v1/admin/price-history');
      expect([history.status, history.text.includes('Only B')]).toEqual([200, false]);
      const price = await ask('POST', '/v1/admin/price-check', { body: { serviceId: 'svc_only_b' } });
      expect([price.status, price.body.code]).toEqual([404, 'service_not_found']);
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
