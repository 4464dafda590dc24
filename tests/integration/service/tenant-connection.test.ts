import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { connectTestBridge } from '../../support/bridge.ts';
import { runHoldfast } from '../../support/run-holdfast.ts';
import type { Run } from '../../support/run-holdfast.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { ServiceHarness } from '../../support/service-harness.ts';

let harness: ServiceHarness;

/** Runs `holdfast tenant …` as a person at a terminal would. */
const run = (args: readonly string[], environment: Readonly<Record<string, string>> = harness.environment): Promise<Run> =>
  runHoldfast(environment, 'tenant', ...args);

const without = (...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(harness.environment).filter(([name]) => !names.includes(name)));

/** The grant in a printed link. */
const readGrant = (link: string): string => {
  const { origin, pathname, hash } = new URL(link);
  expect(`${origin}${pathname}`).toBe(`${harness.url}/connect`);
  expect(hash).toMatch(/^#hfc_[\w-]{43}$/);
  return hash.slice(1);
};

beforeAll(async () => {
  harness = await startServiceHarness();
});
afterAll(() => harness.stop());

describe('a business and its website, from the command line', () => {
  test('a name is enough: the one link connects the website, which tells the rest', async () => {
    const created = JSON.parse((await run(['create', 'Salong Åkerö'])).out);
    expect(created.tenant).toMatchObject({ name: 'Salong Åkerö', timeZone: 'UTC', locale: 'en', currency: null, email: null });
    const bridge = await connectTestBridge(harness.url, readGrant(created.link), { siteUrl: 'https://akero.example' });
    const { business } = (await bridge.callAsOwner('GET', '/v1/admin/business')).body;
    expect(business).toMatchObject({ timeZone: 'Europe/Vienna', locale: 'de-AT', currency: 'EUR', email: 'desk@salon.example' });
  });

  test('what is said with the name is no guess: the website changes nothing of it', async () => {
    const args = ['create', 'Salon', '--time-zone', 'Europe/Stockholm', '--locale', 'sv-SE', '--currency', 'SEK'];
    const { link } = JSON.parse((await run(args)).out);
    const bridge = await connectTestBridge(harness.url, readGrant(link), { siteUrl: 'https://said.example' });
    const { business } = (await bridge.callAsOwner('GET', '/v1/admin/business')).body;
    expect(business).toMatchObject({ timeZone: 'Europe/Stockholm', locale: 'sv-SE', currency: 'SEK' });
  });

  test('another link; neither of them stands in the database', async () => {
    const printed = await run(['link', harness.a.id]);
    const { link } = JSON.parse(printed.out);
    const grant = readGrant(link);
    const client = new pg.Client({ connectionString: harness.connectionString });
    await client.connect();
    const { rows } = await client.query('select row_to_json(g)::text as text from site_grant g');
    await client.end();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ text }) => String(text).includes(grant))).toBe(false);
    expect((await connectTestBridge(harness.url, grant)).siteId).toMatch(/^site_/);
  });

  test('a website is disconnected by its id; whoever does not know it is told', async () => {
    const { link } = JSON.parse((await run(['link', harness.b.id])).out);
    const bridge = await connectTestBridge(harness.url, readGrant(link), { siteUrl: 'https://b.example' });
    const asked = await run(['disconnect', harness.b.id]);
    expect([asked.code, asked.complaints.includes(`${bridge.siteId} (https://b.example)`)]).toEqual([2, true]);
    expect((await run(['disconnect', harness.a.id, bridge.siteId])).code).toBe(2);
    const done = JSON.parse((await run(['disconnect', harness.b.id, bridge.siteId])).out);
    expect(done).toEqual({ tenantId: harness.b.id, disconnected: { siteId: bridge.siteId, siteUrl: 'https://b.example' } });
    expect((await bridge.call('GET', '/v1/services')).body.code).toBe('site_not_connected');
    expect((await run(['disconnect', harness.b.id, bridge.siteId])).complaints).toContain('this business has none');
  });

  test('without a public address the link is that of this machine, or there is none yet', async () => {
    const local = JSON.parse((await run(['link', harness.a.id], without('HOLDFAST_PUBLIC_URL'))).out);
    readGrant(local.link);
    const nowhere = without('HOLDFAST_PUBLIC_URL', 'HOLDFAST_PORT');
    const refused = await run(['link', harness.a.id], nowhere);
    expect([refused.code, refused.complaints.includes('HOLDFAST_PUBLIC_URL')]).toEqual([1, true]);
    const created = JSON.parse((await run(['create', 'Salon'], nowhere)).out);
    expect([created.link, created.note]).toEqual([
      null,
      `Set HOLDFAST_PUBLIC_URL, then: holdfast tenant link ${created.tenant.id}`,
    ]);
  });

  test.each([
    ['no name', ['create']],
    ['a zone that does not exist', ['create', 'X', '--time-zone', 'Mars/Olympus']],
    ['a tenant that does not exist', ['link', 'ten_none']],
    ['no tenant', ['disconnect']],
  ])('%s: exit code 2, and the usage', async (_what, args) => {
    const { code, complaints } = await run(args);
    expect([code, complaints.includes('holdfast tenant link')]).toEqual([2, true]);
  });
});
