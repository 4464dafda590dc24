import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoCatalog } from '../../../service/demo/demo-catalog.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness } from '../../support/service-harness.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { startServiceProcess } from '../../support/service-process.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

type Run = { readonly code: number; readonly out: string; readonly complaints: string };

/** Runs `holdfast …` as a person at a terminal would. */
const run = (environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Run> =>
  new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], ...environment };
    execFile(process.execPath, ['service/main.ts', ...args], { cwd: root, env }, (error, out, complaints) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, complaints }),
    );
  });

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
    });
    const { apiKey } = JSON.parse((await run(environment, 'tenant', 'key', id, '--scopes', 'bookings,admin')).out);
    const { site } = JSON.parse((await run(environment, 'tenant', 'site', id, '--origins', 'https://salon-o.example')).out);
    const stripe = await run(
      { ...environment, STRIPE_SECRET_KEY: harness.sandbox.secretKey },
      'tenant',
      'stripe',
      id,
      '--publishable-key',
      'pk_test_x',
    );
    expect(stripe.out).not.toContain(harness.sandbox.secretKey);
    const services = await harness.call('GET', '/v1/services', { key: apiKey });
    expect(services.body).toMatchObject({ business: { name: 'Salon Ö' } });
    expect(services.body.services).toHaveLength(6);
    expect(
      (await harness.call('GET', `/v1/services?site=${site.id}`, { key: null, headers: { origin: 'https://salon-o.example' } }))
        .status,
    ).toBe(200);
    expect((await run(environment, 'tenant', 'list')).out).toContain(id);
    expect(JSON.parse((await run(environment, 'tenant', 'catalog', id)).out).services).toHaveLength(6);
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
