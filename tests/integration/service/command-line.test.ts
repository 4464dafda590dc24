import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { demoCatalog } from '../../../service/demo/demo-catalog.ts';
import { runHoldfast as run } from '../../support/run-holdfast.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness } from '../../support/service-harness.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { startServiceProcess } from '../../support/service-process.ts';

let harness: ServiceHarness;
let folder: string;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  harness = await startServiceHarness();
  folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-cli-'));
  environment = harness.environment;
});
afterAll(async () => {
  await harness.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('holdfast tenant', () => {
  test('from nothing to a business that sells: create, catalogue, keys, site, Stripe', async () => {
    const created: Json = JSON.parse(
      (await run(environment, 'tenant', 'create', 'Salon Ö', '--time-zone', 'Europe/Stockholm', '--email', 'o@example.com')).out,
    );
    const { id } = created.tenant;
    await writeFile(path.join(folder, 'catalog.json'), JSON.stringify(demoCatalog));
    expect(JSON.parse((await run(environment, 'tenant', 'catalog', id, path.join(folder, 'catalog.json'))).out)).toMatchObject({
      saved: true,
      conflicts: [],
      outOfRule: [],
    });
    const { apiKey } = JSON.parse((await run(environment, 'tenant', 'key', id, '--scopes', 'bookings,admin')).out);
    const { site } = JSON.parse((await run(environment, 'tenant', 'site', id, '--origins', 'https://salon-o.example')).out);
    const stripe = await run(
      { ...environment, STRIPE_SECRET_KEY: harness.sandbox.secretKey },
      'tenant',
      'stripe',
      id,
      '--publishable-key',
      harness.sandbox.publishableKey,
    );
    expect(JSON.parse(stripe.out)).toMatchObject({ mode: 'test', accountName: 'Holdfast sandbox', takesPayments: 'test' });
    expect(stripe.out).not.toContain(harness.sandbox.secretKey);
    const services = await harness.call('GET', '/v1/services', { key: apiKey });
    expect(services.body).toMatchObject({ business: { name: 'Salon Ö' } });
    expect(services.body.services).toHaveLength(demoCatalog.services.length);
    expect(
      (await harness.call('GET', `/v1/services?site=${site.id}`, { key: null, headers: { origin: 'https://salon-o.example' } }))
        .status,
    ).toBe(200);
    expect((await run(environment, 'tenant', 'list')).out).toContain(id);
    expect(JSON.parse((await run(environment, 'tenant', 'catalog', id)).out).services).toHaveLength(demoCatalog.services.length);
  });

  test('a business is changed field by field, its mailbox too: whoever has the command line needs no code', async () => {
    const change = async (...args: readonly string[]): Promise<Json> =>
      JSON.parse((await run(environment, 'tenant', 'change', 'ten_b', ...args)).out).tenant;
    const before = await change();
    expect(await change('--currency', 'EUR', '--email', 'new-b@example.com')).toEqual({
      ...before,
      currency: 'EUR',
      email: 'new-b@example.com',
    });
    expect(
      await change('--name', 'Salon Ö', '--time-zone', 'Europe/Paris', '--locale', 'fr-FR', '--phone', '+33 1'),
    ).toMatchObject({
      ...{ name: 'Salon Ö', timeZone: 'Europe/Paris', locale: 'fr-FR', phone: '+33 1', currency: 'EUR' },
    });
    // Whoever names the address here vouches for it; another change does not prove one that somebody else has typed.
    const isFound = async (): Promise<boolean> =>
      (await harness.service.directory.listTenantsByEmail('typed@example.com')).length > 0;
    await harness.service.loadSettings('ten_b').settings.saveBusiness({ ...before, email: 'typed@example.com' });
    await change('--name', before.name);
    expect(await isFound()).toBe(false);
    await change('--email', 'typed@example.com');
    expect(await isFound()).toBe(true);
    await change('--email', before.email, '--currency', before.currency);
  });

  test('Stripe keys are checked before they are stored; a second account does not take payments until it is chosen', async () => {
    const { live } = harness;
    const store = (publishableKey: string, secretKey: string) =>
      run(
        { ...environment, STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: live.webhookSecret },
        ...['tenant', 'stripe', 'ten_b', '--publishable-key', publishableKey],
      );
    const wrong = await store(live.publishableKey, `${live.secretKey}x`);
    expect([wrong.code, wrong.complaints.includes('secretKey: is not known to Stripe')]).toEqual([2, true]);
    expect(wrong.complaints).not.toContain(live.secretKey);
    const choose = (choice: string) => run(environment, 'tenant', 'payments', 'ten_b', choice);
    expect((await choose('live')).complaints).toContain('There are no live keys yet');
    const stored = await store(live.publishableKey, live.secretKey);
    expect(JSON.parse(stored.out)).toMatchObject({ tenantId: 'ten_b', mode: 'live', takesPayments: 'test' });
    expect(JSON.parse((await choose('live')).out)).toEqual({ tenantId: 'ten_b', takesPayments: 'live' });
    expect(JSON.parse((await choose('off')).out)).toEqual({ tenantId: 'ten_b', takesPayments: null });
    expect((await run(environment, 'doctor')).out).toMatch(/ten_b.*takes no online payments: holdfast tenant payments/);
    await choose('test');
    const silent = await run(
      { ...environment, STRIPE_API_BASE: 'http://127.0.0.1:1', STRIPE_SECRET_KEY: live.secretKey },
      ...['tenant', 'stripe', 'ten_b', '--publishable-key', live.publishableKey],
    );
    expect([silent.code, silent.complaints.includes('cannot be reached')]).toEqual([1, true]);
  });

  test('without a webhook secret Stripe’s messages are set up, and the origins of a site for wallets; alone, payments shows how it stands', async () => {
    const { live } = harness;
    const own = { ...environment, STRIPE_SECRET_KEY: live.secretKey, STRIPE_WEBHOOK_SECRET: '' };
    const stored = await run(own, 'tenant', 'stripe', 'ten_a', '--publishable-key', live.publishableKey);
    const url = `${environment['HOLDFAST_PUBLIC_URL']}/webhooks/stripe/site_a`;
    expect(JSON.parse(stored.out)).toMatchObject({
      webhook: { state: 'created', url },
      domains: [{ domainName: 'a.example.com', state: 'active' }],
    });
    await run(environment, 'tenant', 'site', 'ten_a', '--origins', 'https://branch.example.com');
    const shown = await run(environment, 'tenant', 'payments', 'ten_a');
    expect(JSON.parse(shown.out)).toMatchObject({
      takesPayments: 'test',
      accounts: { live: { webhook: { state: 'kept', url } } },
    });
    expect(shown.out).toContain('"branch.example.com"');
    for (const text of [stored.out, shown.out]) expect(text).not.toMatch(/whsec_|sk_live_sandbox_[0-9a-f]{8}/);
  });

  test.each([
    ['no such command', ['fly']],
    ['no such action', ['tenant', 'fly']],
    ['no name', ['tenant', 'create']],
    ['a zone that does not exist', ['tenant', 'create', 'X', '--time-zone', 'Mars/Olympus']],
    ['a tenant that does not exist', ['tenant', 'key', 'ten_none']],
    ['a scope that does not exist', ['tenant', 'key', 'ten_a', '--scopes', 'everything']],
    ['an origin with a path', ['tenant', 'site', 'ten_a', '--origins', 'https://example.com/path']],
    ['an option that does not exist', ['serve', '--fly']],
    ['a currency that does not exist', ['tenant', 'create', 'X', '--time-zone', 'UTC', '--currency', 'kronor']],
    ['a language that is none', ['tenant', 'create', 'X', '--time-zone', 'UTC', '--locale', 'sv_SE']],
    ['an address that is none', ['tenant', 'change', 'ten_a', '--email', 'nobody']],
    ['payments of a third kind', ['tenant', 'payments', 'ten_a', 'other']],
  ])('%s: exit code 2, and the usage', async (_name, args) => {
    const { code, complaints } = await run(environment, ...args);
    expect([code, complaints.includes('holdfast serve')]).toEqual([2, true]);
  });
});

describe('holdfast doctor', () => {
  test('all is well, or what to do about it', async () => {
    const well = await run(environment, 'doctor');
    expect([well.code, well.out.includes('bad ')]).toEqual([0, false]);
    expect(well.out).toContain('its Stripe keys work');
    const wrongSecret = await run(
      { ...environment, HOLDFAST_SECRET: 'another secret of more than thirty-two characters' },
      'doctor',
    );
    expect([wrongSecret.code, wrongSecret.out.includes('HOLDFAST_SECRET is not the one')]).toEqual([1, true]);
    const gone = await run({ ...environment, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, 'doctor');
    expect(gone.code).toBe(1);
    expect(gone.out).toMatch(/bad\s+database/);
  });
});

describe('holdfast serve and migrate', () => {
  test('missing settings are named, with how to make them', async () => {
    const without = (name: string) => Object.fromEntries(Object.entries(environment).filter(([key]) => key !== name));
    const { code, complaints } = await run(without('DATABASE_URL'), 'serve');
    expect([code, complaints.includes('Set DATABASE_URL')]).toEqual([1, true]);
    expect((await run(without('HOLDFAST_SECRET'), 'serve')).complaints).toContain('HOLDFAST_SECRET');
    expect((await run({ ...environment, HOLDFAST_SECRET: 'short' }, 'serve')).complaints).toContain('at least 32 characters');
    expect((await run({ ...environment, NODE_ENV: 'production' }, 'serve')).complaints).toContain(
      'not allowed with NODE_ENV=production',
    );
  });

  test('a port that is taken is said in words', async () => {
    const { code, complaints } = await run(environment, 'serve');
    expect([code, complaints.includes('is taken by another program')]).toEqual([1, true]);
  });

  test('an empty database is migrated, twice at once too, and served', async () => {
    const database = await createTestDatabase();
    const own = { ...environment, DATABASE_URL: database.connectionString, HOLDFAST_PORT: '0' };
    const both = await Promise.all([run(own, 'migrate'), run(own, 'migrate')]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const serving = await startServiceProcess(own);
    await serving.kill('SIGTERM');
    await database.drop();
  });
});
