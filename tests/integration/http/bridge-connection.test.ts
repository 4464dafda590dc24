import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sign } from 'node:crypto';
import pg from 'pg';
import Stripe from 'stripe';
import { createManualClock } from '../../../adapters/memory/create-manual-clock.ts';
import { DAY, MINUTE } from '../../../core/index.ts';
import type { TenantId } from '../../../core/index.ts';
import { bookAndPay } from '../../support/booking-steps.ts';
import {
  buildConnectBody,
  connectHarness,
  connectTestBridge,
  connectWithGrant,
  createBridgeKey,
  insertGrant,
  openTestBridge,
  sendSigned,
} from '../../support/bridge.ts';
import type { BridgeCall, BridgeKey, TestBridge } from '../../support/bridge.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { ServiceHarness } from '../../support/service-harness.ts';
import { waitFor } from '../../support/wait-for.ts';

const clock = createManualClock(Date.now());
let harness: ServiceHarness;

beforeAll(async () => {
  harness = await startServiceHarness({ clock });
});
afterAll(() => harness.stop());

let sites = 0;
/** An address that no other case uses. */
const newSiteUrl = (): string => `https://salon-${(sites += 1)}.example`;
const newGrant = (boundTo?: Parameters<typeof insertGrant>[3]) => insertGrant(harness, harness.a, clock.now(), boundTo);
const connectNew = (siteUrl = newSiteUrl(), key = createBridgeKey()): Promise<TestBridge> =>
  connectHarness(harness, harness.a, { siteUrl, key, clock: clock.now });

describe('POST /v1/connect', () => {
  const ask = (grant: string, options: BridgeCall = {}, siteUrl = newSiteUrl(), key = createBridgeKey()) =>
    connectWithGrant(harness.url, grant, { siteUrl, key, clock: clock.now }, options);

  test('a grant lets a site in, which then knows its ids, the time and the business', async () => {
    const connected = await ask(await newGrant());
    expect(connected.status).toBe(201);
    expect(connected.body).toEqual({
      siteId: expect.stringMatching(/^site_[\w-]{20}$/),
      keyId: expect.stringMatching(/^key_[\w-]{20}$/),
      serviceTime: clock.now(),
      business: {
        name: 'Salon A',
        timeZone: 'Europe/Stockholm',
        locale: 'en-GB',
        currency: 'SEK',
        email: 'owner-a@example.com',
        phone: null,
      },
    });
  });

  test('a business of which only the name is known takes over what its site knows, and leaves out what is none', async () => {
    const id: TenantId = 'ten_named';
    const unknown = { name: 'Salon Ö', timeZone: 'UTC', locale: 'en', currency: null, email: null, phone: null };
    await harness.service.directory.createTenant({ id, ...unknown }, clock.now(), ['timeZone', 'locale']);
    const first = { timeZone: '+02:00', locale: 'sv_SE', currency: 'kronor', email: 'nobody' };
    const poor = await ask(await insertGrant(harness, { id }, clock.now()), { body: { proposal: first } });
    expect(poor.body.business).toEqual({ ...unknown, locale: 'sv-SE' });
    const second = { timeZone: 'Europe/Stockholm', locale: 'de-DE', currency: 'sek', email: 'desk@salon.example' };
    const rich = await ask(await insertGrant(harness, { id }, clock.now()), { body: { proposal: second } });
    const known = { timeZone: 'Europe/Stockholm', locale: 'sv-SE', currency: 'SEK', email: 'desk@salon.example' };
    expect(rich.body.business).toEqual({ ...unknown, ...known });
  });

  test('a grant is used once: again, or by ten who race', async () => {
    const grant = await newGrant();
    expect((await ask(grant)).status).toBe(201);
    const again = await ask(grant);
    expect([again.status, again.body.code]).toEqual([403, 'grant_invalid']);
    const wanted = await newGrant();
    const racers = await Promise.all(Array.from({ length: 10 }, () => ask(wanted)));
    expect(racers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(racers.filter(({ body }) => body.code === 'grant_invalid')).toHaveLength(9);
  });

  test('a bound grant is good for its site and key alone, and stays good while others try it', async () => {
    const [siteUrl, key] = [newSiteUrl(), createBridgeKey()];
    const grant = await newGrant({ siteUrl, publicKey: key.publicKey });
    expect((await ask(grant)).body.code).toBe('grant_invalid');
    expect((await ask(grant, {}, siteUrl)).body.code).toBe('grant_invalid');
    expect((await ask(grant, {}, newSiteUrl(), key)).body.code).toBe('grant_invalid');
    expect((await ask(grant, {}, siteUrl, key)).status).toBe(201);
  });

  test('a grant of a link lives seven days, one of the connect page ten minutes', async () => {
    const [siteUrl, key] = [newSiteUrl(), createBridgeKey()];
    const [link, lateLink] = [await newGrant(), await newGrant()];
    const bound = await newGrant({ siteUrl, publicKey: key.publicKey });
    clock.advance(10 * MINUTE);
    expect((await ask(bound, {}, siteUrl, key)).body.code).toBe('grant_invalid');
    clock.advance(7 * DAY - 10 * MINUTE - 1);
    expect((await ask(link)).status).toBe(201);
    clock.advance(1);
    expect((await ask(lateLink)).body.code).toBe('grant_invalid');
  });

  test.each<[string, string, BridgeCall]>([
    ['another key than the one it names', 'signature_invalid', { key: createBridgeKey() }],
    ['an id that is not new', 'signature_invalid', { signed: { keyId: 'key_1' } }],
    ['a body that was changed on the way', 'signature_invalid', { signed: { body: Buffer.from('{}') } }],
    ['another address than it signs for', 'site_moved', { signed: { site: 'https://other.example' } }],
    ['an old clock', 'clock_skewed', { signed: { created: 1 } }],
    ['a page elsewhere', 'invalid_request', { body: { manageUrl: 'https://other.example/booking' } }],
    ['a booking page elsewhere', 'invalid_request', { body: { bookingPageUrl: 'https://other.example/' } }],
    ['a grant that is none', 'grant_invalid', { body: { grant: 'hfc_x' } }],
    ['no proposal', 'invalid_request', { body: { proposal: undefined } }],
    ['a key that is none', 'invalid_request', { body: { publicKey: 'x' } }],
  ])('%s: %s, and the grant can still be used', async (_what, code, options) => {
    const grant = await newGrant();
    expect((await ask(grant, options)).body.code).toBe(code);
    expect((await ask(grant)).status).toBe(201);
  });

  test('without our signature nothing is read; a body too large, or no JSON, is refused', async () => {
    const plain = await harness.call('POST', '/v1/connect', { body: buildConnectBody('https://x.example', 'x', 'hfc_x') });
    expect([plain.status, plain.body.code]).toEqual([401, 'signature_invalid']);
    const site = { siteUrl: newSiteUrl(), key: createBridgeKey(), keyId: 'new', clock: clock.now };
    const huge = await sendSigned(harness.url, site, 'POST', '/v1/connect', { rawBody: `{"filler":"${'x'.repeat(9_000)}"}` });
    expect(huge.body.code).toBe('body_too_large');
    expect((await sendSigned(harness.url, site, 'POST', '/v1/connect', { rawBody: '{' })).body.code).toBe('invalid_json');
  });

  test.each([
    ['http://salon.example', 'insecure_address'],
    ['http://localhost.example', 'insecure_address'],
    ['http://10.0.0.1', 'insecure_address'],
    ['https://user:word@salon.example', 'invalid_request'],
    ['https://salon.example?x', 'invalid_request'],
    ['https://salon.example#x', 'invalid_request'],
    ['ftp://salon.example', 'signature_invalid'],
    ['https://salon.example/', 'signature_invalid'],
  ])('the address %s: %s', async (siteUrl, code) => {
    expect((await ask(await newGrant(), {}, siteUrl)).body.code).toBe(code);
  });

  test.each(['http://localhost:8080', 'http://127.0.0.1:9400/blog', 'http://[::1]:80', 'https://salon.example/unter/ordner'])(
    'the address %s is let in',
    async (siteUrl) => {
      expect((await ask(await newGrant(), {}, siteUrl)).status).toBe(201);
    },
  );

  test('whoever keeps guessing is told to wait', async () => {
    const limited = await startServiceHarness({ environment: { HOLDFAST_STRANGER_LIMIT: '5' } });
    const guess = async () => {
      const site = { siteUrl: newSiteUrl(), key: createBridgeKey() };
      return (await connectWithGrant(limited.url, `hfc_${'x'.repeat(43)}`, site)).status;
    };
    const statuses = [];
    for (let time = 0; time < 8; time += 1) statuses.push(await guess());
    expect(statuses).toEqual([403, 403, 403, 403, 403, 403, 429, 429]);
    await limited.stop();
  });
});

describe('connecting again', () => {
  test('the site keeps its id, the former key opens nothing', async () => {
    const first = await connectNew();
    const second = await connectNew(first.siteUrl);
    expect(second.siteId).toBe(first.siteId);
    expect((await second.call('GET', '/v1/services')).status).toBe(200);
    expect((await first.call('GET', '/v1/services')).body.code).toBe('site_not_connected');
  });

  test('a grant of another business makes another site of the same address', async () => {
    const first = await connectNew();
    const foreign = await connectHarness(harness, harness.b, { siteUrl: first.siteUrl, clock: clock.now });
    expect(foreign.siteId).not.toBe(first.siteId);
    expect((await foreign.call('GET', '/v1/services')).body.business.name).toBe('Salon B');
    expect((await first.call('GET', '/v1/services')).body.business.name).toBe('Salon A');
  });
});

describe('another key', () => {
  const prove = (site: TestBridge, { privateKey, publicKey }: BridgeKey, text = `holdfast-key:${site.siteId}:${publicKey}`) => ({
    publicKey,
    proof: sign(null, Buffer.from(text), privateKey).toString('base64'),
  });
  const replace = (site: TestBridge, body: object) => site.callAsOwner('POST', '/v1/admin/connection/keys', { body });

  test('works at once, and the one before for five more minutes', async () => {
    const site = await connectNew();
    const key = createBridgeKey();
    const replaced = await replace(site, prove(site, key));
    expect([replaced.status, Object.keys(replaced.body)]).toEqual([200, ['keyId']]);
    const next = openTestBridge(harness.url, { ...site, key, keyId: replaced.body.keyId, clock: clock.now });
    const ask = async (asking: TestBridge) => (await asking.call('GET', '/v1/services')).status;
    expect([await ask(next), await ask(site)]).toEqual([200, 200]);
    // The answer may have been lost: the same wish has the same answer, under either key.
    expect((await replace(site, prove(site, key))).body).toEqual(replaced.body);
    // Whoever has only the key that was replaced brings no other in.
    expect((await replace(site, prove(site, createBridgeKey()))).body.code).toBe('site_not_connected');
    clock.advance(5 * MINUTE - 1);
    expect([await ask(next), await ask(site)]).toEqual([200, 200]);
    clock.advance(1);
    expect([await ask(next), await ask(site)]).toEqual([200, 401]);
  });

  test('must prove that it is there, for this very site', async () => {
    const site = await connectNew();
    const key = createBridgeKey();
    const wrong = [
      prove(site, key, `holdfast-key:site_other:${key.publicKey}`),
      { ...prove(site, createBridgeKey()), publicKey: key.publicKey },
      { publicKey: key.publicKey, proof: '' },
      { publicKey: 'x', proof: 'y' },
    ];
    for (const body of wrong) expect((await replace(site, body)).body.code).toBe('invalid_request');
    expect((await replace(site, prove(site, key))).status).toBe(200);
  });

  test('is for an administrator of the site: no visitor, not the site itself, no server', async () => {
    const site = await connectNew();
    const body = prove(site, createBridgeKey());
    for (const asked of [
      await site.call('POST', '/v1/admin/connection/keys', { body }),
      await site.callAsSite('POST', '/v1/admin/connection/keys', { body }),
      await harness.call('POST', '/v1/admin/connection/keys', { body }),
      await harness.call('POST', '/v1/admin/connection/disconnect', { body: {} }),
    ])
      expect([asked.status, asked.body.code]).toEqual([401, 'unauthorized']);
  });
});

describe('a site that is disconnected', () => {
  test('is refused everywhere, and by its id alone too', async () => {
    const site = await connectNew();
    expect((await site.callAsOwner('POST', '/v1/admin/connection/disconnect', { body: {} })).body).toEqual({ done: true });
    const answers = [
      await site.call('GET', '/v1/services'),
      await site.callAsOwner('GET', '/v1/admin/catalog'),
      await site.callAsSite('POST', '/v1/tick', { body: {} }),
      await site.callAsOwner('POST', '/v1/admin/connection/disconnect', { body: {} }),
      await site.call('POST', `/webhooks/stripe/${site.siteId}`, { rawBody: '{}' }),
      await harness.call('GET', `/v1/services?site=${site.siteId}`, { key: null }),
    ];
    expect(answers.map(({ body }) => body.code)).toEqual(answers.map(() => 'site_not_connected'));
  });

  test('also when another process withdrew it, with the next request', async () => {
    const site = await connectNew();
    const client = new pg.Client({ connectionString: harness.connectionString });
    await client.connect();
    await client.query('update site_key set expires_at = $1 where key_id = $2', [clock.now(), site.keyId]);
    await client.end();
    expect((await site.call('GET', '/v1/services')).body.code).toBe('site_not_connected');
  });

  test('still lets the provider tell what became of money, and comes back under its old id', async () => {
    const site = await connectNew();
    await site.callAsOwner('POST', '/v1/admin/connection/disconnect', { body: {} });
    const payload = JSON.stringify({ id: 'evt_late', object: 'event', type: 'payment_intent.succeeded', data: { object: {} } });
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: harness.webhookSecret });
    const headers = { 'stripe-signature': signature };
    const told = await harness.call('POST', `/webhooks/stripe/${site.siteId}`, { key: null, rawBody: payload, headers });
    expect(told.status).toBe(200);
    const again = await connectNew(site.siteUrl);
    expect(again.siteId).toBe(site.siteId);
    expect((await again.call('GET', '/v1/services')).status).toBe(200);
  });
});

describe('links in mails', () => {
  const findMail = (email: string) =>
    waitFor(async () => {
      const [mail] = (await harness.mails.list()).filter(({ to }) => to.email === email);
      return mail === undefined ? null : harness.mails.read(mail.id);
    });
  const book = async (email: string) => {
    const customer = { name: 'Maria Lind', email, phone: null };
    return bookAndPay(harness, 'svc_beard', { customer }, { key: harness.b.apiKey });
  };

  test('lead to the site that was connected last, and to the service’s own page without one', async () => {
    const { directory } = harness.service;
    for (const { id } of await directory.listSites(harness.b.id)) await directory.disconnectSite(harness.b.id, id, clock.now());
    const before = await book('before@example.com');
    expect(before.held.body.manageUrl).toMatch(new RegExp(`^${harness.url}/manage#hfm_`));
    // A round of work that began before has the links of then: it ends first.
    await findMail('before@example.com');
    await waitFor(async () => ((await directory.listTenantsWithWork(clock.now())).includes(harness.b.id) ? null : true));
    const site = await connectHarness(harness, harness.b, { siteUrl: newSiteUrl(), clock: clock.now });
    const during = await book('during@example.com');
    const own = `${site.siteUrl}/booking/#${during.manageToken}&${during.bookingId}`;
    expect(during.held.body.manageUrl).toBe(own);
    expect((await findMail('during@example.com'))?.text).toContain(own);
    const links = (await harness.service.loadPorts(harness.b.id)).links;
    expect(links.bookingPageUrl()).toBe(`${site.siteUrl}/book/`);
    await site.callAsOwner('POST', '/v1/admin/connection/disconnect', { body: {} });
    const after = await book('after@example.com');
    expect(after.held.body.manageUrl).toMatch(new RegExp(`^${harness.url}/manage#hfm_`));
  });
});

test('a printed link is what a site needs to be let in', async () => {
  const bridge = await connectTestBridge(harness.url, await newGrant(), { siteUrl: newSiteUrl(), clock: clock.now });
  expect((await bridge.callAsOwner('GET', '/v1/admin/catalog')).status).toBe(200);
});
