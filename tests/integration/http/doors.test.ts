import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { request } from 'node:http';
import Stripe from 'stripe';
import { documentedRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { bookAndPay, findSlot, hold } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness } from '../../support/service-harness.ts';
import { waitFor } from '../../support/wait-for.ts';

let harness: ServiceHarness;

beforeAll(async () => {
  harness = await startServiceHarness();
});
afterAll(() => harness.stop());

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
