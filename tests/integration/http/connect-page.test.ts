import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createManualClock } from '../../../adapters/memory/create-manual-clock.ts';
import { DAY, MINUTE } from '../../../core/index.ts';
import type { TenantId } from '../../../core/index.ts';
import { connectWithGrant, createBridgeKey, insertGrant } from '../../support/bridge.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { ServiceHarness } from '../../support/service-harness.ts';
import { startServiceProcess } from '../../support/service-process.ts';
import { waitFor } from '../../support/wait-for.ts';

const clock = createManualClock(Date.now());
let harness: ServiceHarness;

beforeAll(async () => {
  harness = await startServiceHarness({ clock });
});
afterAll(() => harness.stop());

type Page = { readonly status: number; readonly text: string; readonly ticket: string; readonly headers: Headers };

const SITE = 'https://salon.example';
const RETURN = `${SITE}/wp-admin/admin.php?page=holdfast-booking`;
const key = createBridgeKey();
const asked = { site: SITE, key: key.publicKey, return: RETURN, state: 'a-state-of-the-site' };

const read = async (response: Response): Promise<Page> => {
  const text = await response.text();
  const ticket = /name="ticket" value="([^"]+)"/.exec(text)?.[1] ?? '';
  return { status: response.status, text, ticket, headers: response.headers };
};

/** Each case comes from an address of its own, as through a proxy, so that none uses up the patience with another. */
let address = 0;
const comeFrom = () => ({ 'x-forwarded-proto': 'https', 'x-forwarded-for': `198.51.100.${address}` });
beforeEach(() => {
  address += 1;
});

const open = async (query: Readonly<Record<string, string>> = asked, url = harness.url): Promise<Page> =>
  read(await fetch(`${url}/connect?${new URLSearchParams(query).toString()}`));
const post = async (
  step: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
  url = harness.url,
): Promise<Page> =>
  read(
    await fetch(`${url}/connect/${step}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { ...comeFrom(), ...headers },
      redirect: 'manual',
    }),
  );

/** Waits for the newest code that was mailed since a moment. */
const readCode = (email: string, known: ReadonlySet<string>, mails = harness.mails): Promise<string> =>
  waitFor(async () => {
    const mail = (await mails.list()).find((candidate) => candidate.to.email === email && !known.has(candidate.id));
    return mail === undefined ? null : (/\d{6}/.exec(mail.subject)?.[0] ?? null);
  });
const listMails = async (): Promise<ReadonlySet<string>> => new Set((await harness.mails.list()).map(({ id }) => id));

let people = 0;
/** Makes a business with a mailbox of its own, so that no case uses up another's codes. */
const createOwner = async (email = `owner-${(people += 1)}@salon.example`, name = 'Salon <Åkerö> & Co'): Promise<string> => {
  const id: TenantId = `ten_page_${(people += 1)}`;
  const business = { id, name, timeZone: 'Europe/Stockholm', locale: 'sv-SE', currency: 'SEK', email, phone: null };
  await harness.service.directory.createTenant(business, clock.now());
  return email;
};

/** Comes as far as the choice of the business. */
const proveMailbox = async (email: string): Promise<Page> => {
  const known = await listMails();
  const codePage = await post('mail', { ticket: (await open()).ticket, email });
  return post('code', { ticket: codePage.ticket, code: await readCode(email, known) });
};

describe('asked by a website', () => {
  test('the whole way: mailbox, code, business, and back with a grant for this very site and key', async () => {
    const email = await createOwner();
    const first = await open();
    expect(first.status).toBe(200);
    expect(first.text).toContain(SITE);
    const known = await listMails();
    const codePage = await post('mail', { ticket: first.ticket, email: ` ${email.toUpperCase()} ` });
    expect([codePage.status, codePage.text.includes('Six digits')]).toEqual([200, true]);
    const code = await readCode(email, known);
    const choice = await post('code', { ticket: codePage.ticket, code: `${code.slice(0, 3)} ${code.slice(3)}` });
    expect(choice.status).toBe(200);
    // Which website asks for which business stands there before anything is allowed.
    expect(choice.text).toContain(SITE);
    expect(choice.text).toContain('Salon &lt;Åkerö&gt; &amp; Co');
    const tenant = /name="tenant" value="(ten_[^"]+)"/.exec(choice.text)?.[1] ?? '';
    const back = await post('answer', { ticket: choice.ticket, tenant, answer: 'allow' });
    const address = new URL(back.headers.get('location') ?? '');
    expect([back.status, address.origin + address.pathname]).toEqual([303, `${SITE}/wp-admin/admin.php`]);
    expect([...address.searchParams.keys()]).toEqual(['page', 'state', 'grant']);
    expect(address.searchParams.get('state')).toBe(asked.state);
    const grant = address.searchParams.get('grant') ?? '';
    const other = await connectWithGrant(harness.url, grant, { siteUrl: SITE, key: createBridgeKey(), clock: clock.now });
    expect(other.body.code).toBe('grant_invalid');
    const connected = await connectWithGrant(harness.url, grant, { siteUrl: SITE, key, clock: clock.now });
    expect([connected.status, connected.body.business.email]).toEqual([201, email]);
  });

  test('not allowed: back without a grant', async () => {
    const choice = await proveMailbox(await createOwner());
    const back = await post('answer', { ticket: choice.ticket, answer: 'refuse' });
    expect(back.headers.get('location')).toBe(`${RETURN}&state=${asked.state}&error=access_denied`);
    expect((await open()).text).toContain(`${RETURN.replaceAll('&', '&amp;')}&amp;state=${asked.state}&amp;error=access_denied`);
  });

  test('several businesses in one mailbox: one is chosen, and none that is another’s', async () => {
    const email = await createOwner();
    await createOwner(email, 'Second');
    const choice = await proveMailbox(email);
    expect(choice.text).toContain('For which business?');
    const undecided = await post('answer', { ticket: choice.ticket, answer: 'allow' });
    expect([undecided.status, undecided.text.includes('Choose the business')]).toEqual([422, true]);
    const foreign = await post('answer', { ticket: undecided.ticket, answer: 'allow', tenant: harness.a.id });
    expect([foreign.status, foreign.headers.get('location')]).toEqual([422, null]);
    const second = /value="(ten_[^"]+)">Second/.exec(choice.text)?.[1] ?? '';
    const back = await post('answer', { ticket: choice.ticket, answer: 'allow', tenant: second });
    const grant = new URL(back.headers.get('location') ?? '').searchParams.get('grant') ?? '';
    const connected = await connectWithGrant(harness.url, grant, { siteUrl: SITE, key, clock: clock.now });
    expect(connected.body.business.name).toBe('Second');
  });

  test('a business that merely says that a mailbox is its own is not among those that the mailbox may choose', async () => {
    const email = await createOwner();
    // Somebody else's business of the same name, which has no address yet, is connected; its site proposes this mailbox.
    const id: TenantId = 'ten_evil';
    const business = { id, name: 'Salon <Åkerö> & Co', timeZone: 'UTC', locale: 'en', currency: null, email: null, phone: null };
    await harness.service.directory.createTenant(business, clock.now() - MINUTE);
    const evil = { siteUrl: 'https://evil.example', key: createBridgeKey(), clock: clock.now };
    const body = { proposal: { timeZone: 'UTC', locale: 'en', currency: 'EUR', email } };
    const connected = await connectWithGrant(harness.url, await insertGrant(harness, { id }, clock.now()), evil, { body });
    expect([connected.status, connected.body.business.email]).toEqual([201, email]);
    const choice = await proveMailbox(email);
    expect([choice.status, choice.text.includes('name="tenant"'), choice.text.includes(id)]).toEqual([200, true, false]);
    const back = await post('answer', { ticket: choice.ticket, answer: 'allow', tenant: id });
    expect([back.status, back.headers.get('location')]).toEqual([422, null]);
  });

  test('a mailbox that no business has is answered as one that has, gets no mail, and no code opens it', async () => {
    const email = await createOwner();
    const known = await listMails();
    const ticketOf = async () => (await open()).ticket;
    const hit = await post('mail', { ticket: await ticketOf(), email });
    const miss = await post('mail', { ticket: await ticketOf(), email: 'xwner-1@salon.example' });
    const hide = ({ text, ticket }: Page, address: string) => text.replaceAll(ticket, 'TICKET').replaceAll(address, 'ADDRESS');
    expect([miss.status, hide(miss, 'xwner-1@salon.example')]).toEqual([hit.status, hide(hit, email)]);
    const code = await readCode(email, known);
    const wrong = await post('code', { ticket: miss.ticket, code });
    expect([wrong.status, wrong.text.includes('wrong or too old')]).toEqual([422, true]);
    const missed = (await harness.mails.list()).filter(({ to }) => to.email.startsWith('xwner'));
    expect(missed).toEqual([]);
  });

  test('a code is used once, has five tries and ten minutes', async () => {
    const email = await createOwner();
    const ask = async () => {
      const known = await listMails();
      const { ticket } = await post('mail', { ticket: (await open()).ticket, email });
      return { ticket, code: await readCode(email, known) };
    };
    const used = await ask();
    expect((await post('code', used)).status).toBe(200);
    expect((await post('code', used)).status).toBe(422);
    const tried = await ask();
    const wrongCode = tried.code === '000000' ? '000001' : '000000';
    for (const _ of Array.from({ length: 5 })) expect((await post('code', { ...tried, code: wrongCode })).status).toBe(422);
    expect((await post('code', tried)).status).toBe(422);
    const late = await ask();
    clock.advance(10 * MINUTE);
    expect((await post('code', late)).status).toBe(422);
    // What is no code at all costs no try.
    const typed = await ask();
    for (const code of ['', '12345', '1234567', 'abcdef', '12345x', '１２３４５６'])
      expect((await post('code', { ticket: typed.ticket, code })).text).toContain('six digits');
    expect((await post('code', typed)).status).toBe(200);
  });

  test('a mailbox is sent ten codes a day at most, whatever is answered', async () => {
    const email = await createOwner();
    const business = (await harness.service.directory.listTenantsByEmail(email))[0];
    if (business === undefined) throw new Error('the business is not there');
    for (const index of Array.from({ length: 10 }).keys())
      await harness.service.directory.insertConnectCode({
        tenantId: business.id,
        requestId: `${business.id}-${index}`,
        digest: '00'.repeat(32),
        createdAt: clock.now(),
        expiresAt: clock.now(),
      });
    const silent = await post('mail', { ticket: (await open()).ticket, email });
    expect(silent.status).toBe(200);
    // The mail would be sent behind the answer.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await harness.mails.list()).filter(({ to }) => to.email === email)).toEqual([]);
    clock.advance(DAY + 1);
    const known = await listMails();
    await post('mail', { ticket: (await open()).ticket, email });
    await readCode(email, known);
    expect((await harness.mails.list()).filter(({ to }) => to.email === email)).toHaveLength(1);
  });

  test('what is no e-mail address is said so, and is not counted', async () => {
    const { ticket } = await open();
    for (const email of ['', 'x', 'x@', '"><script>', 'a@b.example\nBcc: c@d.example'])
      expect((await post('mail', { ticket, email })).status).toBe(422);
    expect((await post('mail', { ticket, email: '"><script>alert(1)</script>' })).text).not.toContain('<script>alert');
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['no state', { ...asked, state: '' }],
    ['no key', { site: SITE, return: RETURN, state: asked.state }],
    ['a key that is none', { ...asked, key: 'x' }],
    ['a way back to another site', { ...asked, return: 'https://evil.example/' }],
    ['a way back to another port', { ...asked, return: 'https://salon.example:8443/' }],
    ['a way back that looks like the site', { ...asked, return: 'https://salon.example@evil.example/' }],
    ['a way back that is a script', { ...asked, return: 'javascript:alert(1)' }],
    ['a way back with a fragment', { ...asked, return: `${RETURN}#x` }],
    ['an address that is not encrypted', { ...asked, site: 'http://salon.example', return: 'http://salon.example/' }],
    ['an address with a person in it', { ...asked, site: 'https://a@salon.example' }],
    ['an address with markup', { ...asked, site: 'https://salon.example/<b>', return: 'https://salon.example/' }],
  ])('%s: nothing is asked, and nobody is sent anywhere', async (_what, query) => {
    const page = await open(query);
    expect([page.status, page.text.includes('<form'), page.text.includes('<a ')]).toEqual([400, false, false]);
  });
});

describe('what guards the forms', () => {
  let email: string;
  beforeEach(async () => {
    email = await createOwner();
  });

  test('a step that was not reached, altered or too old leads nowhere', async () => {
    const { ticket } = await open();
    expect((await post('answer', { ticket, answer: 'allow', tenant: harness.a.id })).status).toBe(400);
    expect((await post('code', { ticket, code: '000000' })).status).toBe(400);
    const middle = Math.floor(ticket.length / 2);
    const altered = `${ticket.slice(0, middle)}${ticket[middle] === 'A' ? 'B' : 'A'}${ticket.slice(middle + 1)}`;
    for (const wrong of [altered, '', 'x', ticket.slice(4)])
      expect((await post('mail', { ticket: wrong, email: 'x@salon.example' })).status).toBe(400);
    clock.advance(30 * MINUTE);
    expect((await post('mail', { ticket, email })).status).toBe(400);
    const choice = await proveMailbox(email);
    clock.advance(10 * MINUTE);
    expect((await post('answer', { ticket: choice.ticket, answer: 'allow' })).status).toBe(400);
  });

  test('a code for one site is none for another: it is bound to what was shown', async () => {
    const known = await listMails();
    const { ticket } = await post('mail', { ticket: (await open()).ticket, email });
    const code = await readCode(email, known);
    const evil = { ...asked, site: 'https://evil.example', return: 'https://evil.example/' };
    const foreign = await post('mail', { ticket: (await open(evil)).ticket, email: 'nobody@salon.example' });
    expect((await post('code', { ticket: foreign.ticket, code })).status).toBe(422);
    expect((await post('code', { ticket, code })).status).toBe(200);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['an origin that is hidden', { origin: 'null' }],
  ])('a form from %s is not taken', async (_what, headers) => {
    const { ticket } = await open();
    expect((await post('mail', { ticket, email }, headers)).status).toBe(403);
    expect((await post('answer', { ticket }, headers)).status).toBe(403);
  });

  test('our own forms are taken, as browsers send them', async () => {
    const { ticket } = await open();
    const { origin } = new URL(harness.url);
    expect((await post('mail', { ticket, email }, { 'sec-fetch-site': 'same-origin', origin })).status).toBe(200);
    expect((await post('mail', { ticket, email }, { origin })).status).toBe(200);
  });

  test('no page is framed or kept, and its forms may lead to the one site that asks', async () => {
    const page = await open();
    const choice = await proveMailbox(email);
    for (const { headers } of [page, choice]) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('set-cookie')).toBeNull();
    }
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self';");
    expect(choice.headers.get('content-security-policy')).toContain(`form-action 'self' ${SITE};`);
    expect(page.text).not.toMatch(/<script(?! type="module" src="\/assets\/connect\.js"><\/script>)| style=| on\w+=/);
  });
});

test('opened from a printed link the page asks for an address only; its script and style are there', async () => {
  const page = await open({});
  expect([page.status, page.text.includes('Address of your website'), page.ticket]).toEqual([200, true, '']);
  for (const asset of ['connect.js', 'connect.css']) {
    const response = await fetch(`${harness.url}/assets/${asset}`);
    expect([response.status, (await response.text()).length > 500]).toEqual([200, true]);
  }
});

test('mails to one mailbox, and tries from one address, have an end', async () => {
  const limited = await startServiceHarness();
  const { ticket } = await open(asked, limited.url);
  const ask = async (email: string) => (await post('mail', { ticket, email }, {}, limited.url)).status;
  for (const email of ['owner-a@example.com', 'unknown@example.com']) {
    const statuses = [];
    for (let time = 0; time < 6; time += 1) statuses.push(await ask(email));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  }
  const codePage = { ticket, code: '000000' };
  const tries = [];
  for (let time = 0; time < 31; time += 1) tries.push((await post('code', codePage, {}, limited.url)).status);
  expect(tries.slice(-2)).toEqual([400, 429]);
  await limited.stop();
});

test('what strangers ask for a mailbox, and what is asked without a page of ours, keeps nobody from asking', async () => {
  const email = await createOwner();
  const ask = async (ticket: string, from: string) => (await post('mail', { ticket, email }, { 'x-forwarded-for': from })).status;
  const { ticket } = await open();
  for (let index = 0; index < 6; index += 1) expect(await ask(ticket, `203.0.113.${index}`)).toBe(200);
  for (let index = 0; index < 6; index += 1) expect(await ask('none', '192.0.2.1')).toBe(400);
  expect(await ask(ticket, '192.0.2.1')).toBe(200);
});

test('nothing secret and nobody’s address is written to the log', async () => {
  const port = String(Number(new URL(harness.url).port));
  await harness.stopService();
  const service = await startServiceProcess({ ...harness.environment, HOLDFAST_PORT: port, HOLDFAST_LOG_LEVEL: 'debug' });
  const known = await listMails();
  const codePage = await post('mail', { ticket: (await open()).ticket, email: 'owner-b@example.com' });
  const code = await readCode('owner-b@example.com', known);
  const choice = await post('code', { ticket: codePage.ticket, code });
  const back = await post('answer', { ticket: choice.ticket, answer: 'allow', tenant: harness.b.id });
  const grant = new URL(back.headers.get('location') ?? '').searchParams.get('grant') ?? 'none';
  const connected = await connectWithGrant(harness.url, grant, { siteUrl: SITE, key });
  expect(connected.status).toBe(201);
  await service.kill('SIGTERM');
  const output = service.readOutput();
  expect(output).toContain('site connected');
  for (const secret of [grant, `"${code}"`, codePage.ticket, choice.ticket, asked.state, 'owner-b', '203.0.113'])
    expect(output).not.toContain(secret);
});
