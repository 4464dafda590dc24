import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import Stripe from 'stripe';
import { createManualClock } from '../../../adapters/memory/create-manual-clock.ts';
import { MINUTE } from '../../../core/index.ts';
import { bookAndPay, findSlot, testCustomer } from '../../support/booking-steps.ts';
import { buildActor, connectHarness, createBridgeKey, openTestBridge, signBridgeRequest } from '../../support/bridge.ts';
import type { BridgeCall, TestBridge } from '../../support/bridge.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { ServiceHarness } from '../../support/service-harness.ts';

const clock = createManualClock(Date.now());
let harness: ServiceHarness;
let bridge: TestBridge;

beforeAll(async () => {
  harness = await startServiceHarness({ clock });
  bridge = await connectHarness(harness, harness.a, { clock: clock.now });
});
afterAll(() => harness.stop());

const quote = { serviceId: 'svc_cut' };
const nowSeconds = (): number => Math.floor(clock.now() / 1_000);
const newNonce = (): string => randomBytes(16).toString('base64url');

describe('a signed request', () => {
  test('asks for the visitor whom it names', async () => {
    const services = await bridge.call('GET', '/v1/services');
    expect([services.status, services.body.business.name]).toEqual([200, 'Salon A']);
    expect((await bridge.call('POST', '/v1/quotes', { body: quote })).status).toBe(200);
  });

  test('needs neither a site in its query nor an origin, and believes none', async () => {
    const asked = await bridge.call('GET', '/v1/services?site=site_b', { headers: { origin: 'https://b.example.com' } });
    expect([asked.status, asked.body.business.name]).toEqual([200, 'Salon A']);
  });

  test('takes no other credential along', async () => {
    const asked = await bridge.call('GET', '/v1/admin/catalog', { headers: { authorization: `Bearer ${harness.a.apiKey}` } });
    expect([asked.status, asked.body.code]).toEqual([401, 'unauthorized']);
  });

  test('may be as large as what it carries: a whole catalogue', async () => {
    const { body } = await bridge.callAsOwner('GET', '/v1/admin/catalog');
    const description = 'Å'.repeat(2_000);
    const services = body.services.map((service: object) => ({ ...service, description }));
    expect((await bridge.callAsOwner('PUT', '/v1/admin/catalog', { body: { ...body, services } })).status).toBe(200);
    expect((await bridge.callAsOwner('PUT', '/v1/admin/catalog', { body })).status).toBe(200);
  });

  test('whose body is no JSON is told so, once the bytes are those that were signed', async () => {
    const asked = await bridge.call('POST', '/v1/quotes', { rawBody: '{"broken":' });
    expect([asked.status, asked.body.code]).toEqual([400, 'invalid_json']);
  });
});

describe('the checks, in their order', () => {
  const refusal = async (method: string, target: string, options: BridgeCall) => {
    const { status, body } = await bridge.call(method, target, options);
    return [status, body.code];
  };

  test('1: another profile', async () => {
    const alter: BridgeCall['alter'] = (headers) => ({
      ...headers,
      'signature-input': (headers['signature-input'] ?? '').replace(' "idempotency-key"', ''),
    });
    expect(await refusal('GET', '/v1/services', { alter })).toEqual([401, 'signature_invalid']);
    const half: BridgeCall['alter'] = ({ signature: _, ...headers }) => headers;
    expect(await refusal('GET', '/v1/services?site=site_a', { alter: half })).toEqual([401, 'signature_invalid']);
  });

  test('1: a header that comes twice, or holds a line break', async () => {
    const target = '/v1/services';
    const { headers } = signBridgeRequest(
      {
        ...{ method: 'GET', path: target, query: '', body: Buffer.alloc(0), site: bridge.siteUrl, visitor: '203.0.113.7' },
        ...{ actor: '', token: null, idempotencyKey: null, created: nowSeconds(), keyId: bridge.keyId, nonce: newNonce() },
      },
      bridge.key,
    );
    const send = (...extra: readonly string[]): Promise<number> => {
      const { host, hostname, port } = new URL(harness.url);
      const lines = [...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), `Host: ${host}`, ...extra];
      return new Promise((resolve, reject) => {
        const socket = connect(Number(port), hostname, () =>
          socket.write(`GET ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`),
        );
        socket.on('error', reject);
        socket.once('data', (answer) => {
          socket.destroy();
          resolve(Number(answer.toString().split(' ')[1]));
        });
      });
    };
    expect(await send()).toBe(200);
    expect(await send('Holdfast-Visitor: 198.51.100.1')).toBe(401);
    expect(await send(`holdfast-actor: ${buildActor()}`)).toBe(401);
    expect(await send('Signature: x')).toBe(401);
    // A folded line and a bare line feed would put a header into another's value: the server takes neither.
    expect(await send('X-Other: a\r\n Holdfast-Actor: x')).toBe(400);
    expect(await send('X-Other: a\nHoldfast-Actor: x')).toBe(400);
  });

  test('2: a key that nobody knows', async () => {
    expect(await refusal('GET', '/v1/services', { signed: { keyId: 'key_unknown' } })).toEqual([401, 'site_not_connected']);
    expect(await refusal('GET', '/v1/services', { signed: { keyId: 'new' } })).toEqual([401, 'site_not_connected']);
  });

  test('3: a signature by another key', async () => {
    expect(await refusal('GET', '/v1/services', { key: createBridgeKey() })).toEqual([401, 'signature_invalid']);
  });

  test.each<[string, BridgeCall]>([
    ['another visitor', { alter: (headers) => ({ ...headers, 'holdfast-visitor': '198.51.100.1' }) }],
    ['somebody who acts', { alter: (headers) => ({ ...headers, 'holdfast-actor': buildActor() }) }],
    ['a token', { alter: (headers) => ({ ...headers, 'holdfast-token': 'hfm_x' }) }],
    ['an idempotency key', { alter: (headers) => ({ ...headers, 'idempotency-key': randomUUID() }) }],
    ['another path', { alterTarget: '/v1/waiting-list' }],
    ['another query', { alterTarget: '/v1/quotes?a=1' }],
  ])('3: %s put in on the way', async (_what, options) => {
    expect(await refusal('POST', '/v1/quotes', { body: quote, ...options })).toEqual([401, 'signature_invalid']);
  });

  test.each([-301, 301])('4: a clock that is %s s away: told our time, and signed once more with it', async (seconds) => {
    const skewed = () => clock.now() + seconds * 1_000;
    const site = openTestBridge(harness.url, { ...bridge, clock: skewed });
    const first = await site.call('POST', '/v1/quotes', { body: quote });
    expect([first.status, first.body.code, first.body.serviceTime]).toEqual([401, 'clock_skewed', clock.now()]);
    const offset = first.body.serviceTime - skewed();
    const learnt = openTestBridge(harness.url, { ...bridge, clock: () => skewed() + offset });
    expect((await learnt.call('POST', '/v1/quotes', { body: quote })).status).toBe(200);
  });

  test.each([-299, 299])('4: a clock that is %s s away will do', async (seconds) => {
    expect((await bridge.call('GET', '/v1/services', { signed: { created: nowSeconds() + seconds } })).status).toBe(200);
  });

  test('5: a copy at another address', async () => {
    const copy = { signed: { site: 'https://staging.salon.example' } };
    expect(await refusal('GET', '/v1/services', copy)).toEqual([403, 'site_moved']);
    expect(await refusal('GET', '/v1/admin/catalog', { ...copy, actor: buildActor() })).toEqual([403, 'site_moved']);
    expect(await refusal('POST', '/v1/tick', { ...copy, visitor: '', body: {} })).toEqual([403, 'site_moved']);
  });

  test('6: a write that was received before; of twenty at once, one goes through', async () => {
    const again = { body: quote, signed: { nonce: newNonce(), created: nowSeconds() } };
    const answers = await Promise.all(Array.from({ length: 20 }, () => bridge.call('POST', '/v1/quotes', again)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'request_repeated')).toHaveLength(19);
    const read = { signed: again.signed };
    for (let time = 0; time < 2; time += 1) expect((await bridge.call('GET', '/v1/services', read)).status).toBe(200);
  });

  test('6: what changes something by PUT or PATCH is received once too', async () => {
    const { body } = await bridge.callAsOwner('GET', '/v1/admin/catalog');
    const once = { nonce: newNonce() };
    const save = () => bridge.callAsOwner('PUT', '/v1/admin/catalog', { body, signed: once });
    expect((await save()).status).toBe(200);
    expect((await save()).body.code).toBe('request_repeated');
    const twice = { nonce: newNonce() };
    const change = () => bridge.callAsOwner('PATCH', '/v1/bookings/bkg_none', { body: {}, signed: twice });
    expect((await change()).status).toBe(404);
    expect((await change()).body.code).toBe('request_repeated');
  });

  test('6: a replay is refused for as long as its signature lives, also after nonces were forgotten', async () => {
    const signed = { nonce: newNonce(), created: nowSeconds() + 299 };
    expect((await bridge.call('POST', '/v1/quotes', { body: quote, signed })).status).toBe(200);
    await harness.service.directory.pruneConnections({ nonces: clock.now() - 15 * MINUTE, codes: 0 });
    expect(await refusal('POST', '/v1/quotes', { body: quote, signed })).toEqual([409, 'request_repeated']);
  });

  test('7: a body that was changed, put in or taken away', async () => {
    const altered = { body: quote, alterBody: JSON.stringify({ serviceId: 'svc_beard' }) };
    expect(await refusal('POST', '/v1/quotes', altered)).toEqual([401, 'signature_invalid']);
    expect(await refusal('POST', '/v1/quotes', { body: quote, alterBody: '{"serviceId":"svc_cut"} ' })).toEqual([
      401,
      'signature_invalid',
    ]);
    expect(await refusal('POST', '/v1/quotes', { alterBody: JSON.stringify(quote) })).toEqual([401, 'signature_invalid']);
    const { body, ...rest } = { body: quote, signed: { body: Buffer.from(JSON.stringify(quote)) } };
    expect(body).toBeDefined();
    expect(await refusal('POST', '/v1/quotes', rest)).toEqual([401, 'signature_invalid']);
    expect(await refusal('GET', '/v1/services', rest)).toEqual([401, 'signature_invalid']);
  });

  test('the first check that fails is told: a copy with an old clock learns the time first', async () => {
    const created = nowSeconds() - 1_000;
    const copy = { site: 'https://staging.salon.example', created };
    expect(await refusal('GET', '/v1/services', { signed: copy })).toEqual([401, 'clock_skewed']);
    expect(await refusal('GET', '/v1/services', { signed: copy, key: createBridgeKey() })).toEqual([401, 'signature_invalid']);
  });
});

describe('who asks over the bridge', () => {
  let bookingId: string;
  let token: string;
  let other: { bookingId: string; manageToken: string };

  beforeAll(async () => {
    const booked = await bookAndPay(harness, 'svc_beard');
    [bookingId, token] = [booked.bookingId, booked.manageToken];
    other = await bookAndPay(harness, 'svc_beard', {}, { key: harness.b.apiKey });
  });

  const askers: Readonly<Record<string, () => BridgeCall>> = {
    administrator: () => ({ actor: buildActor() }),
    'customer with the link': () => ({ token }),
    'customer with another link': () => ({ token: `${token}x` }),
    'editor without rights': () => ({ actor: buildActor('7', ['edit_posts']) }),
    visitor: () => ({}),
    site: () => ({ visitor: '' }),
  };

  test.each([
    ['administrator', { open: 200, quote: 200, booking: 200, owner: 200, tick: 401 }],
    ['customer with the link', { open: 200, quote: 200, booking: 200, owner: 401, tick: 401 }],
    ['customer with another link', { open: 401, quote: 401, booking: 401, owner: 401, tick: 401 }],
    ['editor without rights', { open: 200, quote: 200, booking: 401, owner: 401, tick: 401 }],
    ['visitor', { open: 200, quote: 200, booking: 401, owner: 401, tick: 401 }],
    ['site', { open: 200, quote: 401, booking: 401, owner: 401, tick: 200 }],
  ])('%s', async (who, expected) => {
    const options = askers[who]?.() ?? {};
    const ask = async (method: string, target: string, body?: object) =>
      (await bridge.call(method, target, { ...options, ...(body === undefined ? {} : { body }) })).status;
    expect({
      open: await ask('GET', '/v1/services'),
      quote: await ask('POST', '/v1/quotes', quote),
      booking: await ask('GET', `/v1/bookings/${bookingId}`),
      owner: await ask('GET', '/v1/admin/catalog'),
      tick: await ask('POST', '/v1/tick', {}),
    }).toEqual(expected);
  });

  test('an administrator cancels for the business, a customer for himself', async () => {
    const seen = await bridge.call('GET', `/v1/bookings/${bookingId}`, { token });
    const owned = await bridge.callAsOwner('GET', `/v1/bookings/${bookingId}`);
    expect([seen.body.order.ledger, Array.isArray(owned.body.order.ledger)]).toEqual([undefined, true]);
  });

  test('a customer of another business is nobody here, even with a link that is right there', async () => {
    const asked = await bridge.call('GET', `/v1/bookings/${other.bookingId}`, { token: other.manageToken });
    expect([asked.status, asked.body.code]).toEqual([401, 'unauthorized']);
    expect((await bridge.callAsOwner('GET', `/v1/bookings/${other.bookingId}`)).status).toBe(404);
  });

  test('a whole booking over the bridge: held by a visitor, kept by a customer, once under one key', async () => {
    const { startsAt } = await findSlot(harness, 'svc_desk', 20);
    const body = { serviceId: 'svc_desk', startsAt, timeZone: 'Europe/Stockholm', customer: testCustomer };
    const idempotencyKey = randomUUID();
    const held = await bridge.call('POST', '/v1/bookings', { body, idempotencyKey });
    const again = await bridge.call('POST', '/v1/bookings', { body, idempotencyKey });
    expect([held.status, again.text]).toEqual([201, held.text]);
    const { id } = held.body.booking;
    const checkout = await bridge.call('POST', `/v1/bookings/${id}/checkout`, { body: {}, token: held.body.manageToken });
    expect(checkout.status).toBe(200);
    expect(held.body.manageUrl).toMatch(/^https:\/\/salon\.example\/booking\/#hfm_[\w.-]+&bkg_/);
  });

  test('the customer’s link opens the same booking without a bridge, in a header that hosts leave alone', async () => {
    const headers = { 'holdfast-token': token };
    expect((await harness.call('GET', `/v1/bookings/${bookingId}`, { key: null, headers })).status).toBe(200);
    const basic = { ...headers, authorization: 'Basic c3RhZ2luZzpzdGFnaW5n' };
    expect((await harness.call('GET', `/v1/bookings/${bookingId}`, { key: null, headers: basic })).status).toBe(200);
    const key = { 'holdfast-token': harness.a.apiKey };
    expect((await harness.call('GET', `/v1/bookings/${bookingId}`, { key: null, headers: key })).status).toBe(401);
    const preflight = await harness.call('OPTIONS', '/v1/services?site=site_a', { key: null });
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Holdfast-Token');
  });
});

describe('limits', () => {
  test('count the visitor and not the site, in one count with those who come directly', async () => {
    const limited = await startServiceHarness({ environment: { HOLDFAST_VISITOR_WRITES: '5' } });
    const site = await connectHarness(limited, limited.a);
    const ask = async (visitor: string) => (await site.call('POST', '/v1/quotes', { body: quote, visitor })).status;
    const statuses = [];
    for (let time = 0; time < 8; time += 1) statuses.push(await ask('203.0.113.9'));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    expect(await ask('2001:db8::9')).toBe(200);
    for (let time = 0; time < 4; time += 1) await ask('127.0.0.1');
    const direct = () => limited.call('POST', '/v1/quotes?site=site_a', { key: null, body: quote });
    expect([(await direct()).status, (await direct()).status]).toEqual([200, 429]);
    for (let time = 0; time < 8; time += 1) expect((await site.callAsSite('POST', '/v1/tick', { body: {} })).status).toBe(200);
    await limited.stop();
  });

  test('a wrong link counts as a try of the person, a forged signature as one of the connection; the site goes on', async () => {
    const limited = await startServiceHarness({ environment: { HOLDFAST_STRANGER_LIMIT: '5' } });
    const site = await connectHarness(limited, limited.a);
    const guess = async (visitor: string) => {
      const asked = await site.call('GET', '/v1/bookings/bkg_x', { visitor, token: 'hfm_guess.x' });
      return asked.body.code;
    };
    const guesses = [];
    for (let time = 0; time < 7; time += 1) guesses.push(await guess('203.0.113.9'));
    expect(guesses.slice(4)).toEqual(['unauthorized', 'rate_limited', 'rate_limited']);
    expect(await guess('203.0.113.10')).toBe('unauthorized');
    const forge = async () => (await site.call('GET', '/v1/services', { key: createBridgeKey() })).body.code;
    const forged = [];
    for (let time = 0; time < 7; time += 1) forged.push(await forge());
    expect(forged.slice(4)).toEqual(['signature_invalid', 'rate_limited', 'rate_limited']);
    expect((await site.call('GET', '/v1/services', { visitor: '203.0.113.9' })).status).toBe(200);
    // The forgers share the site's address, and still the site can learn the time.
    const skewed = await site.callAsSite('POST', '/v1/tick', { body: {}, signed: { created: 1 } });
    expect(skewed.body.code).toBe('clock_skewed');
    await limited.stop();
  });

  test('noise on the webhook counts for its sender, and the provider is still heard', async () => {
    const limited = await startServiceHarness({ environment: { HOLDFAST_STRANGER_LIMIT: '5' }, withWebhooks: false });
    const site = await connectHarness(limited, limited.a);
    const target = `/webhooks/stripe/${site.siteId}`;
    const payload = JSON.stringify({ id: 'evt_1', object: 'event', type: 'payment_intent.succeeded', data: { object: {} } });
    const send = async (visitor: string, secret: string) => {
      const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
      return (await site.call('POST', target, { visitor, rawBody: payload, headers: { 'stripe-signature': signature } })).status;
    };
    const noise = [];
    for (let time = 0; time < 8; time += 1) noise.push(await send('203.0.113.66', 'whsec_forged'));
    expect(noise).toEqual([400, 400, 400, 400, 400, 400, 429, 429]);
    expect(await send('198.51.100.20', limited.webhookSecret)).toBe(200);
    expect((await site.call('GET', '/v1/services', { visitor: '203.0.113.66' })).status).toBe(200);
    await limited.stop();
  });
});

describe('webhooks over the bridge', () => {
  const payload = JSON.stringify({ id: 'evt_bridge', object: 'event', type: 'payment_intent.succeeded', data: { object: {} } });
  const send = (site: TestBridge, siteId: string, options: BridgeCall = {}) => {
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: harness.webhookSecret });
    return site.call('POST', `/webhooks/stripe/${siteId}`, {
      rawBody: payload,
      headers: { 'stripe-signature': signature },
      ...options,
    });
  };

  test('raw bytes pass, once; what was changed on the way does not', async () => {
    const signed = { nonce: newNonce(), created: nowSeconds() };
    expect((await send(bridge, bridge.siteId, { signed })).status).toBe(200);
    expect((await send(bridge, bridge.siteId, { signed })).body.code).toBe('request_repeated');
    expect((await send(bridge, bridge.siteId, { alterBody: `${payload} ` })).body.code).toBe('signature_invalid');
    expect((await send(bridge, bridge.siteId, { key: createBridgeKey() })).body.code).toBe('signature_invalid');
  });

  test('a site forwards what is meant for itself, and for no other', async () => {
    expect((await send(bridge, harness.b.siteId)).status).toBe(404);
    expect((await send(bridge, harness.a.siteId)).status).toBe(404);
    expect((await send(bridge, 'site_unknown')).status).toBe(404);
  });
});

describe('the clock of a site', () => {
  test('a tick does what is overdue before it answers, and is remembered', async () => {
    const { startsAt } = await findSlot(harness, 'svc_desk', 25);
    const body = { serviceId: 'svc_desk', startsAt, timeZone: 'Europe/Stockholm' };
    const held = await bridge.call('POST', '/v1/bookings', { body });
    clock.set(clock.now() + 60 * MINUTE);
    const ticked = await bridge.callAsSite('POST', '/v1/tick', { body: {} });
    expect([ticked.status, ticked.body]).toEqual([200, { done: true }]);
    const shown = await bridge.call('GET', `/v1/bookings/${held.body.booking.id}`, { token: held.body.manageToken });
    expect(shown.body.booking.state).toBe('expired');
    expect((await harness.service.directory.loadSite('site_a'))?.lastTickAt).toBeNull();
    const site = (await harness.service.directory.listSites(harness.a.id)).find(({ id }) => id === bridge.siteId);
    expect(site?.lastTickAt).toBe(clock.now());
  });

  test('a tick tells where the site’s pages have moved; they stay on the site', async () => {
    const tick = (body: object) => bridge.callAsSite('POST', '/v1/tick', { body });
    expect((await tick({ manageUrl: 'https://salon.example/termin/', bookingPageUrl: null })).status).toBe(200);
    const site = (await harness.service.directory.listSites(harness.a.id)).find(({ id }) => id === bridge.siteId);
    expect(site).toMatchObject({ manageUrl: 'https://salon.example/termin/', bookingPageUrl: null });
    for (const manageUrl of ['https://other.example/termin/', 'javascript:alert(1)', 'https://salon.example/#x', ''])
      expect((await tick({ manageUrl })).body.code).toBe('invalid_request');
    expect((await tick({ manageUrl: 'http://salon.example/termin/' })).body.code).toBe('insecure_address');
  });
});
