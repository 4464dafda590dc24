import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { expectSoon } from '../../support/expect-soon.ts';
import { connectHarness, signBridgeRequest } from '../../support/bridge.ts';
import type { TestBridge } from '../../support/bridge.ts';
import { findSlot } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness } from '../../support/service-harness.ts';
import { getPlain, postPlain, readForms, readPlain } from '../../support/plain-visitor.ts';
import type { PlainAnswer } from '../../support/plain-visitor.ts';
import { waitFor } from '../../support/wait-for.ts';

let harness: ServiceHarness;
let bridge: TestBridge;
beforeAll(async () => {
  harness = await startServiceHarness({ environment: { HOLDFAST_VISITOR_HOLDS: '40' } });
  bridge = await connectHarness(harness, harness.b);
});
afterAll(() => harness.stop());

const plain = (step: string, site = 'site_a'): string => `${harness.url}/v1/plain/${site}/${step}`;
const get = (step: string, site?: string) => getPlain(plain(step, site));
const post = (step: string, fields: Readonly<Record<string, string>>, site?: string) => postPlain(plain(step, site), fields);

/** The fields of a page's first form. */
const readFields = (page: PlainAnswer) => readForms(page)[0]?.fields ?? {};

const person = { name: 'Maria Lind', email: 'maria@example.com', phone: '' };
const chooseTime = async (service: string, daysAhead: number) => ({
  service,
  at: (await findSlot(harness, service, daysAhead)).startsAt,
});

/** Books up to the provider's page; answers its address and the ticket of the order. */
async function goToPay(service: string, daysAhead: number, changes: Readonly<Record<string, string>> = {}) {
  const reviewed = await post('review', { ...(await chooseTime(service, daysAhead)), ...person, ...changes });
  const fields = readFields(reviewed);
  const sent = await post('pay', fields);
  return { reviewed, fields, sent };
}
const payOnPage = (address: string, number = '4242424242424242') =>
  fetch(address, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ type: 'card', email: 'maria@example.com', name: 'Maria', number, expiry: '12/34', cvc: '123' }),
  });
const listOrders = async (): Promise<readonly Json[]> =>
  (await harness.call('GET', '/v1/admin/bookings?from=2020-01-01T00:00:00Z&to=2199-01-01T00:00:00Z')).body.bookings;
const findByEmail = async (email: string): Promise<Json> =>
  (await listOrders()).find(({ order }: Json) => order.customer?.email === email);

describe('every plain page', () => {
  test('runs no script, is kept by nobody, framed by nobody, and tells no other place where it was', async () => {
    for (const page of [
      await get('services'),
      await get('nowhere'),
      await get('booking?ticket=hfp_x'),
      await post('review', {}),
    ]) {
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+';/);
      expect(policy).not.toContain('script-src');
      expect(policy).toContain("frame-ancestors 'none'");
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('set-cookie')).toBeNull();
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(page.text).not.toMatch(/<script|javascript:|\son\w+=/i);
      expect(page.text).toContain('<title>');
    }
  });

  test('says what is wrong on a page, too', async () => {
    expect([
      (await get('services', 'site_none')).status,
      (await get('nowhere')).status,
      (await post('services', {})).status,
    ]).toEqual([401, 404, 404]);
    expect((await get('services', 'site_none')).text).toContain('<h1>');
    expect((await get('times?service=svc_none')).status).toBe(404);
    expect((await get('details?service=svc_cut&at=yesterday')).status).toBe(404);
  });

  test('writes what people type as text, in every place where it stands', async () => {
    const evil = `"><img src=x onerror=alert(1)>'&`;
    const wrong = await post('review', { ...(await chooseTime('svc_cut', 5)), ...person, name: evil, email: evil, code: evil });
    expect(wrong.status).toBe(422);
    expect(wrong.text).not.toContain('<img');
    expect(wrong.text).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&amp;');
    const right = await post('review', { ...(await chooseTime('svc_cut', 5)), ...person, name: evil });
    expect([right.status, right.text.includes('<img')]).toEqual([200, false]);
    const page = await get(
      `times?service=svc_cut&services=${encodeURIComponent(evil)}&from=${encodeURIComponent(evil)}&party=${encodeURIComponent(evil)}`,
    );
    expect([page.status, page.text.includes('<img')]).toEqual([200, false]);
  });
});

describe('booking on plain pages', () => {
  test('one service alone is not asked for, and named services are all that is offered', async () => {
    const one = await get('services?services=svc_cut');
    expect([one.status, one.location]).toEqual([303, 'times?service=svc_cut&services=svc_cut']);
    const two = await get('services?services=svc_cut,svc_beard');
    expect(two.text.match(/<strong>/g)).toHaveLength(2);
  });

  test('times come by the week, and a week without any leads to the next free day', async () => {
    const first = await get('times?service=svc_cut');
    expect(first.text).toContain('Times in Stockholm');
    const later = /href="([^"]*)">Later times/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await get(later);
    expect(second.text).toContain('Earlier times');
    expect(second.text.match(/<time /g)?.length).toBeGreaterThan(5);
  });

  test('each field says what is wrong with it', async () => {
    const time = await chooseTime('svc_yoga', 5);
    const wrong = await post('review', { ...time, name: ' ', email: 'maria', phone: 'call me', party: '4000' });
    expect(wrong.status).toBe(422);
    for (const field of ['name', 'email', 'phone', 'party']) {
      expect(wrong.text).toContain(`id="${field}-error"`);
      expect(wrong.text).toMatch(new RegExp(`id="${field}"[^>]*aria-describedby="[^"]*${field}-error"[^>]*aria-invalid="true"`));
    }
    expect(wrong.text).toContain('value="call me"');
    const code = await post('review', { ...time, ...person, code: 'NONSENSE' });
    expect([code.status, code.text.includes('id="code-error"')]).toEqual([422, true]);
  });

  test('the form pressed twice books once, and leads to the same page', async () => {
    const { fields, sent } = await goToPay('svc_cut', 6, { email: 'twice@example.com' });
    expect([sent.status, sent.location]).toEqual([303, expect.stringContaining(`${harness.sandbox.url}/c/pay/cs_test_`)]);
    const again = await post('pay', fields);
    expect([again.status, again.location]).toEqual([303, sent.location]);
    expect((await listOrders()).filter(({ order }: Json) => order.customer?.email === 'twice@example.com')).toHaveLength(1);
  });

  test('a price that was not the one shown is shown before anything is held', async () => {
    const reviewed = await post('review', { ...(await chooseTime('svc_beard', 6)), ...person, email: 'other@example.com' });
    const changed = await post('pay', { ...readFields(reviewed), quote: 'another' });
    expect(changed.status).toBe(200);
    expect(changed.text).toContain('The price has changed');
    expect(await findByEmail('other@example.com')).toBeUndefined();
  });

  test('a free service and one that is paid at the place are confirmed at once, without the provider', async () => {
    for (const service of ['svc_consult', 'svc_fringe']) {
      const { reviewed, sent } = await goToPay(service, 6, { email: `${service}@example.com` });
      expect(reviewed.text).toMatch(/<button>Book<\/button\s*>/);
      expect([sent.status, sent.location]).toEqual([303, expect.stringMatching(/^booking\?ticket=hfp_/)]);
      expect((await get(sent.location)).text).toContain('Your booking is confirmed');
      expect((await findByEmail(`${service}@example.com`)).order.payments).toEqual([]);
    }
  });

  test('the provider is away: the time is kept, that is said, and pressing again leads there', async () => {
    await harness.control('POST', 'faults', { kind: 'status', status: 503, count: 3, pathPrefix: '/v1/checkout/sessions' });
    const { sent } = await goToPay('svc_beard', 7, { email: 'away@example.com' });
    expect([sent.status, sent.text.includes('We keep this time for you until')]).toEqual([503, true]);
    const resumed = await post('resume', readFields(sent));
    expect([resumed.status, resumed.location]).toEqual([303, expect.stringContaining('/c/pay/cs_test_')]);
  });
});

describe('money that was paid on the provider’s page', () => {
  test('confirms the booking by the provider’s message alone, when the visitor never comes back', async () => {
    const { sent } = await goToPay('svc_cut', 8, { email: 'gone@example.com' });
    expect((await payOnPage(sent.location)).status).toBe(303);
    const { booking, order } = await waitFor(async () => {
      const found = await findByEmail('gone@example.com');
      return found?.booking.state === 'confirmed' ? found : null;
    });
    expect(order).toMatchObject({ paid: { amountMinor: 45_000 }, payments: [{ state: 'paid' }] });
    // What the owner gives back goes to the payment that was made there, and the message of it finds its order.
    const cancelled = await harness.call('POST', `/v1/bookings/${booking.id}/cancel`, { body: {} });
    expect(cancelled.status).toBe(200);
    await expectSoon(async () => (await findByEmail('gone@example.com')).order.refunds[0]?.state, 'succeeded');
    const { refunds } = await harness.control('GET', 'refunds');
    expect(refunds.at(-1)).toMatchObject({ amount: 45_000, metadata: { holdfast_payment_id: order.payments[0].id } });
  });

  test('a refund by hand and a dispute name another id than ours, and find their order all the same', async () => {
    const { sent } = await goToPay('svc_cut', 9, { email: 'hand@example.com' });
    await payOnPage(sent.location);
    await waitFor(async () => ((await findByEmail('hand@example.com'))?.booking.state === 'confirmed' ? true : null));
    const { payment_intents: intents } = await harness.control('GET', 'payment_intents');
    const { id } = intents.at(-1);
    await harness.control('POST', 'refunds', { payment_intent: id, amount: 1_000 });
    await expectSoon(async () => (await findByEmail('hand@example.com')).order.refunded.amountMinor, 1_000);
    await harness.control('POST', 'disputes', { payment_intent: id });
    await expectSoon(async () => (await findByEmail('hand@example.com')).order.payments[0].state, 'disputed');
  });

  test('a message whose metadata names a payment of ours changes nothing that the provider does not say', async () => {
    const { sent } = await goToPay('svc_cut', 10, { email: 'forged@example.com' });
    const { order } = await findByEmail('forged@example.com');
    // Somebody else's money at the same account, with our id on it.
    const made = await fetch(`${harness.sandbox.url}/v1/payment_intents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${harness.sandbox.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ amount: '45000', currency: 'sek', 'metadata[holdfast_payment_id]': order.payments[0].id }),
    });
    const { id } = (await made.json()) as { id: string };
    await harness.pay(id);
    await waitFor(async () => {
      const { deliveries } = await harness.control('GET', 'deliveries');
      const own = deliveries.filter(({ eventType }: Json) => eventType === 'payment_intent.succeeded');
      return own.at(-1)?.state === 'delivered' ? true : null;
    });
    expect((await findByEmail('forged@example.com')).booking.state).toBe('awaiting_payment');
    expect((await fetch(sent.location)).status).toBe(200);
  });
});

describe('a ticket', () => {
  const openTicket = async (): Promise<string> => {
    const { sent } = await goToPay('svc_beard', 11, { email: `ticket-${randomBytes(4).toString('hex')}@example.com` });
    const page = await (await fetch(sent.location)).text();
    return new URL(/<a href="([^"]*back=1)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '').searchParams.get('ticket') ?? '';
  };

  test('opens its order here, and nothing elsewhere: not at another business, not as a customer’s token', async () => {
    const ticket = await openTicket();
    expect((await get(`booking?ticket=${ticket}`)).text).toContain('Not paid yet');
    expect((await get(`booking?ticket=${ticket}`, 'site_b')).status).toBe(404);
    for (const step of ['resume', 'change', 'give-up']) expect((await post(step, { ticket }, 'site_b')).status).toBe(404);
    const { booking } = (await listOrders()).at(-1);
    const asToken = await harness.call('GET', `/v1/bookings/${booking.id}`, { key: null, headers: { 'holdfast-token': ticket } });
    expect(asToken.status).toBe(401);
  });

  test('gives up what is not paid, and cancels nothing that is', async () => {
    const ticket = await openTicket();
    const given = await post('give-up', { ticket });
    expect([given.status, given.location]).toEqual([303, `booking?ticket=${ticket}`]);
    expect((await get(`booking?ticket=${ticket}`)).text).toContain('This booking is cancelled');
    const { sent } = await goToPay('svc_cut', 12, { email: 'kept@example.com' });
    const back = /<a href="([^"]*back=1)"/.exec(await (await fetch(sent.location)).text())?.[1]?.replaceAll('&amp;', '&') ?? '';
    await payOnPage(sent.location);
    const kept = new URL(back).searchParams.get('ticket') ?? '';
    expect((await post('give-up', { ticket: kept })).status).toBe(303);
    expect((await findByEmail('kept@example.com')).booking.state).toBe('confirmed');
  });
});

describe('through a connected site', () => {
  /** Asks as the plugin does: signed, for a visitor, with the place where the site has its pages. */
  const ask = async (
    method: 'GET' | 'POST',
    step: string,
    parameters: Readonly<Record<string, string>>,
    fields: Readonly<Record<string, string>> = {},
  ) => {
    const query = new URLSearchParams({ ...parameters, door: `${bridge.siteUrl}/wp-json/holdfast/v1/plain` }).toString();
    const path = `/v1/plain/${bridge.siteId}/${step}`;
    const body = method === 'GET' ? '' : new URLSearchParams(fields).toString();
    const { headers } = signBridgeRequest(
      {
        ...{ method, path, query, body: Buffer.from(body), site: bridge.siteUrl, visitor: '203.0.113.7', actor: '', token: null },
        ...{
          idempotencyKey: null,
          created: Math.floor(Date.now() / 1_000),
          keyId: bridge.keyId,
          nonce: randomBytes(16).toString('base64url'),
        },
      },
      bridge.key,
    );
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = body === '' ? {} : { body };
    return readPlain(
      await fetch(`${harness.url}${path}?${query}`, { method, redirect: 'manual', headers: { ...headers, ...type }, ...sent }),
    );
  };

  test('pages are marked as the service’s own, with links that hold behind both doors, and the provider sends back to the site', async () => {
    const page = await ask('GET', 'services', {});
    expect([page.status, page.headers.get('holdfast-page')]).toEqual([200, '1']);
    expect(
      [...page.text.matchAll(/href="([^"]*)"/g)].map(([, link = '']) => link).filter((link) => /^https?:|^\//.test(link)),
    ).toEqual([]);
    const slots = await bridge.call('GET', `/v1/slots?service=svc_beard&from=2027-01-11&to=2027-01-13&timeZone=Europe/Stockholm`);
    const reviewed = await ask('POST', 'review', {}, { service: 'svc_beard', at: slots.body.slots[0].startsAt, ...person });
    const sent = await ask('POST', 'pay', {}, readFields(reviewed));
    expect([sent.status, sent.headers.get('holdfast-page')]).toEqual([303, '1']);
    const payment = await (await fetch(sent.location)).text();
    expect(payment).toContain(`href="${bridge.siteUrl}/wp-json/holdfast/v1/plain/booking?ticket=hfp_`);
  });

  test('a forged form is refused for the site to see, and another site’s pages do not exist here', async () => {
    const wrong = await readPlain(
      await fetch(plain('services', String(bridge.siteId)), {
        headers: { 'signature-input': 'holdfast=()', signature: 'holdfast=:AA:' },
      }),
    );
    expect([wrong.status, wrong.headers.get('holdfast-page'), wrong.headers.get('content-type')]).toEqual([
      401,
      null,
      expect.stringContaining('application/problem+json'),
    ]);
    const path = '/v1/plain/site_a/services';
    const answer = await bridge.call('GET', path);
    expect(answer.status).toBe(404);
  });
});

describe('limits', () => {
  test('count plain pages with the JSON routes: times held, and requests, and both are said on a page', async () => {
    const strict = await startServiceHarness({ environment: { HOLDFAST_VISITOR_HOLDS: '1', HOLDFAST_VISITOR_WRITES: '6' } });
    try {
      const send = (step: string, fields: Readonly<Record<string, string>>) =>
        postPlain(`${strict.url}/v1/plain/site_a/${step}`, fields);
      const book = async (daysAhead: number): Promise<PlainAnswer> => {
        const { startsAt: at } = await findSlot(strict, 'svc_beard', daysAhead);
        return send('pay', readFields(await send('review', { service: 'svc_beard', at, ...person })));
      };
      expect((await book(5)).status).toBe(303);
      const second = await book(8);
      expect([second.status, second.text.includes('You are holding too many times at once.')]).toEqual([429, true]);
      expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(60);
      await send('review', {});
      await send('review', {});
      const last = await send('review', {});
      expect([last.status, last.headers.get('content-type'), last.headers.get('retry-after')]).toEqual([
        429,
        'text/html; charset=utf-8',
        '60',
      ]);
      expect(last.text).toContain('<h1>Too many requests.</h1>');
    } finally {
      await strict.stop();
    }
  });
});
