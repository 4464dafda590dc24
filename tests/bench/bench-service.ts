import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { listenedEvents } from '../../adapters/stripe/listened-events.ts';
import { createApiKey } from '../../adapters/http/api-key.ts';
import { addDays, computeLocalDate, money, saveCatalog } from '../../core/index.ts';
import type { Business, CatalogDocument, Resource, SiteId } from '../../core/index.ts';
import { withDirectory } from '../../service/commands/with-directory.ts';
import { readConfiguration } from '../../service/config.ts';
import { findFreePort } from '../../service/demo/free-port.ts';
import { storeOwnKeys } from '../../service/payment-accounts.ts';
import { systemClock } from '../../service/system-ports.ts';
import { startCluster } from '../chaos/start-cluster.ts';
import { startProcess } from '../chaos/start-process.ts';
import { readCpuMillis } from './cpu-time.ts';
import { callLightly } from './light-client.ts';
import type { LightAnswer } from './light-client.ts';

/** A service with its database and payment sandbox, each a process of its own, and one business that sells many half hours of one person. */
export type BenchService = {
  /** Asks as the business's own server does, or with the token of a hold, as the visitor's page does. */
  readonly call: (method: string, target: string, body?: unknown, token?: string) => Promise<LightAnswer>;
  readonly hold: (startsAt: string, codes?: readonly string[]) => Promise<LightAnswer>;
  /** Pays by card and answers the payment's state. */
  readonly pay: (providerId: string) => Promise<string>;
  /** Lets PostgreSQL count its rows, as it does by itself within a minute: what it planned for empty tables is planned anew. */
  readonly analyze: () => Promise<void>;
  /** The free starts, earliest first: several hundred. */
  readonly listStarts: () => Promise<readonly string[]>;
  /** Milliseconds of processor time that each part has used so far. */
  readonly readCpu: () => { readonly service: number; readonly database: number; readonly sandbox: number };
  readonly stop: () => Promise<void>;
};

const business: Business = {
  ...{ id: 'ten_bench', name: 'Bench', timeZone: 'Europe/Stockholm', locale: 'en-GB', currency: 'SEK' },
  ...{ email: 'owner@example.com', phone: null },
};
const siteId: SiteId = 'site_bench';
const DAYS = 28;

const resource = (id: Resource['id'], kind: Resource['kind']): Resource => ({
  ...{ id, kind, name: id, timeZone: business.timeZone, calendar: null, dateOverrides: {} },
  weeklyHours: Object.fromEntries(Array.from({ length: 7 }, (_, day) => [day + 1, [{ fromMinute: 420, toMinute: 1_320 }]])),
});

const catalog: CatalogDocument = {
  services: [
    {
      ...{ id: 'svc_cut', kind: 'appointment', name: 'Cut', description: '', place: null, timeZone: business.timeZone },
      ...{ durationMinutes: 30, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, minimumNoticeMinutes: 60, horizonDays: 60 },
      ...{ stepMinutes: 30, holdMinutes: 10, price: money(45_000, 'SEK'), priceUnit: 'booking', payment: 'online' },
      ...{ delayedPaymentDays: null, minimumPartySize: 1, maximumPartySize: 1, extras: [], capacity: null, sessions: [] },
      needs: [
        { name: 'Stylist', anyOf: ['res_ann'], visitorMayChoose: true },
        { name: 'Room', anyOf: ['res_one'], visitorMayChoose: false },
      ],
      cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 1_440, refundPercent: 100 }] },
    },
  ],
  resources: [resource('res_ann', 'staff'), resource('res_one', 'room')],
  codes: [],
};

/** Starts it all. It goes with this process. */
export async function startBenchService(): Promise<BenchService> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-bench-'));
  const cluster = await startCluster();
  const [port, sandboxPort] = [await findFreePort(0), await findFreePort(0)];
  const [url, sandboxUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${sandboxPort}`];
  const name = randomBytes(12).toString('hex');
  const keys = { secretKey: `sk_test_${name}`, publishableKey: `pk_test_${name}` };
  const sandbox = await startProcess(['adapters/stripe-sandbox/main.ts'], {
    PORT: String(sandboxPort),
    SANDBOX_SECRET_KEY: keys.secretKey,
    SANDBOX_PUBLISHABLE_KEY: keys.publishableKey,
    SANDBOX_PARENT_PID: String(process.pid),
  });
  const environment = {
    DATABASE_URL: cluster.connectionString,
    HOLDFAST_SECRET: randomBytes(32).toString('hex'),
    HOLDFAST_PORT: String(port),
    HOLDFAST_PUBLIC_URL: url,
    HOLDFAST_MAIL_DIRECTORY: path.join(folder, 'mails'),
    HOLDFAST_LOG_LEVEL: 'error',
    // All visitors come from one address here.
    HOLDFAST_VISITOR_READS: '1000000',
    HOLDFAST_VISITOR_WRITES: '1000000',
    HOLDFAST_PARENT_PID: String(process.pid),
    STRIPE_API_BASE: sandboxUrl,
    STRIPE_SCRIPT_URL: `${sandboxUrl}/endive/stripe.js`,
  };
  const webhookSecret = await registerWebhook(sandboxUrl, keys.secretKey, `${url}/webhooks/stripe/${siteId}`);
  const apiKey = await prepare(environment, { ...keys, webhookSecret });
  const service = await startProcess(['service/main.ts', 'serve'], environment);
  const send: BenchService['call'] = (method, target, body, token = apiKey) => {
    const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    return callLightly(`${url}${target}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  };
  const customer = { name: 'Maria Lind', email: 'maria@example.com', phone: null };
  return {
    call: send,
    hold: (startsAt, codes = []) =>
      send('POST', '/v1/bookings', { serviceId: 'svc_cut', startsAt, timeZone: business.timeZone, customer, codes }),
    pay: async (providerId) => {
      const { body } = await callLightly(`${sandboxUrl}/v1/payment_intents/${providerId}/confirm`, {
        method: 'POST',
        headers: { authorization: `Bearer ${keys.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ payment_method: 'pm_card_visa', return_url: 'http://127.0.0.1/back' }).toString(),
      });
      return body.status;
    },
    analyze: async () => {
      const client = new pg.Client(cluster.connectionString);
      await client.connect();
      await client.query('ANALYZE');
      await client.end();
    },
    listStarts: async () => {
      const today = computeLocalDate(systemClock.now(), business.timeZone);
      const range = `from=${addDays(today, 1)}&to=${addDays(today, 1 + DAYS)}`;
      const { body } = await send('GET', `/v1/slots?service=svc_cut&${range}&timeZone=${business.timeZone}`);
      return body.slots.map((slot: { startsAt: string }) => slot.startsAt);
    },
    readCpu: () => ({
      service: readCpuMillis(service.pid),
      database: readCpuMillis(cluster.processId()),
      sandbox: readCpuMillis(sandbox.pid),
    }),
    stop: async () => {
      await service.kill('SIGTERM');
      await sandbox.kill('SIGTERM');
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Registers the service for the events that it listens to, as it does itself when an owner saves keys, and answers the signing secret. */
async function registerWebhook(sandboxUrl: string, secretKey: string, url: string): Promise<string> {
  const body = new URLSearchParams([['url', url], ...listenedEvents.map((event) => ['enabled_events[]', event])]);
  const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/x-www-form-urlencoded' };
  const response = await fetch(`${sandboxUrl}/v1/webhook_endpoints`, { method: 'POST', headers, body: body.toString() });
  return z.object({ secret: z.string() }).parse(await response.json()).secret;
}

/** Writes the business and answers its key. */
async function prepare(environment: Readonly<Record<string, string>>, keys: Parameters<typeof storeOwnKeys>[1]): Promise<string> {
  await migrate(environment['DATABASE_URL'] ?? '');
  return withDirectory(readConfiguration({ ...environment }), async ({ directory, openPorts, openSettings }) => {
    const now = systemClock.now();
    await directory.createTenant(business, now);
    await directory.saveSite({ id: siteId, tenantId: business.id, allowedOrigins: [] });
    const key = createApiKey(business.id, 'bench', ['bookings', 'admin'], now);
    await directory.insertApiKey(key.record);
    await storeOwnKeys(openSettings(business.id), keys);
    const saved = await saveCatalog(openPorts(business.id), catalog);
    if (!saved.ok) throw new Error(JSON.stringify(saved.refusal));
    return key.text;
  });
}
