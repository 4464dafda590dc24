import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { createPostgresBookingStore } from '../../adapters/postgres/create-postgres-booking-store.ts';
import { createPostgresCatalogStore } from '../../adapters/postgres/create-postgres-catalog-store.ts';
import { createPostgresDatabase } from '../../adapters/postgres/create-postgres-database.ts';
import { createPostgresTenantDirectory } from '../../adapters/postgres/create-postgres-tenant-directory.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { createApiKey } from '../../adapters/http/api-key.ts';
import { addDays, computeInstant, MINUTE } from '../../core/index.ts';
import { findFreePort } from '../../service/demo/free-port.ts';
import { systemClock } from '../../service/system-ports.ts';
import { startCluster } from '../chaos/start-cluster.ts';
import { startProcess } from '../chaos/start-process.ts';
import { createCountingClient } from './counting-client.ts';
import type { CountingClient } from './counting-client.ts';
import { readCpuMillis } from './cpu-time.ts';
import { buildBookings, buildReadOrder, month, personOf, readingBusiness, readingCatalog } from './reading-catalog.ts';

/** A service that is asked for times, over a database with a full month. */
export type ReadingService = {
  readonly connectionString: string;
  readonly targets: { readonly slots: string; readonly days: string };
  /** Starts the service anew, with so much memory for answers. */
  readonly serve: (options: { readonly megabytes: number }) => Promise<void>;
  /** Asks as the business's own server does, and answers how many bytes came: with `isPacked` as browsers take it. */
  readonly get: (target: string, isPacked: boolean) => Promise<number>;
  /** Places a hold each so many milliseconds past the service, as another instance does; the end answers how many. */
  readonly holdSteadily: (everyMillis: number) => () => Promise<number>;
  readonly readCpu: () => { readonly service: number; readonly database: number };
  readonly stop: () => Promise<void>;
};

/** Starts PostgreSQL and fills it. It goes with this process. */
export async function startReadingService(): Promise<ReadingService> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-bench-'));
  const cluster = await startCluster();
  const { connectionString } = cluster;
  await migrate(connectionString);
  const database = createPostgresDatabase({ connectionString, maxConnections: 8 });
  const apiKey = createApiKey(readingBusiness.id, 'bench', ['bookings', 'admin'], systemClock.now());
  const directory = createPostgresTenantDirectory(database);
  await directory.createTenant(readingBusiness, systemClock.now());
  await directory.insertApiKey(apiKey.record);
  await createPostgresCatalogStore(database, readingBusiness.id).saveDocument(readingCatalog);
  const store = createPostgresBookingStore(database, readingBusiness.id);
  const orders = buildBookings();
  const insertInTurn = async (): Promise<void> => {
    for (const order of orders) {
      const written = await store.insertOrder(order, []);
      if (written.kind !== 'saved') throw new Error(`a booking was not saved: ${JSON.stringify(written)}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, insertInTurn));
  await analyze(connectionString);
  let running: Awaited<ReturnType<typeof startProcess>> | null = null;
  let ask: CountingClient = () => Promise.reject(new Error('the service was not started'));
  let held = 0;
  const stopService = async (): Promise<void> => void (await running?.kill('SIGTERM'));
  return {
    connectionString,
    targets: {
      slots: `/v1/slots?service=svc_cut&from=${month.from}&to=${month.to}&timeZone=${readingBusiness.timeZone}`,
      days: `/v1/days?service=svc_cut&from=${month.from}&to=${addDays(month.from, 365)}&timeZone=${readingBusiness.timeZone}`,
    },
    serve: async ({ megabytes }) => {
      await stopService();
      const port = await findFreePort(0);
      const url = `http://127.0.0.1:${port}`;
      ask = createCountingClient(url);
      running = await startProcess(['service/main.ts', 'serve'], {
        DATABASE_URL: connectionString,
        HOLDFAST_SECRET: randomBytes(32).toString('hex'),
        HOLDFAST_PORT: String(port),
        HOLDFAST_PUBLIC_URL: url,
        HOLDFAST_MAIL_DIRECTORY: path.join(folder, 'mails'),
        HOLDFAST_LOG_LEVEL: 'error',
        HOLDFAST_ANSWER_MEGABYTES: String(megabytes),
        HOLDFAST_PARENT_PID: String(process.pid),
      });
    },
    get: (target, isPacked) =>
      ask(target, { authorization: `Bearer ${apiKey.text}`, ...(isPacked ? { 'accept-encoding': 'gzip, deflate, br' } : {}) }),
    holdSteadily: (everyMillis) => {
      let [placed, isOver] = [0, false];
      const work = (async () => {
        while (!isOver) {
          held += 1;
          const startsAt = computeInstant(addDays(month.from, 60 + held), 600, readingBusiness.timeZone);
          const until = systemClock.now() + 10 * MINUTE;
          await store.insertOrder(buildReadOrder(`ord_h${held}`, personOf(held % 30), startsAt, 60, until), []);
          placed += 1;
          await new Promise((resolve) => setTimeout(resolve, everyMillis));
        }
      })();
      return async () => {
        isOver = true;
        await work;
        return placed;
      };
    },
    readCpu: () => ({ service: readCpuMillis(running?.pid ?? 0), database: readCpuMillis(cluster.processId()) }),
    stop: async () => {
      await stopService();
      await database.destroy();
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What PostgreSQL plans for tables that are no longer empty, it plans by counting them. */
async function analyze(connectionString: string): Promise<void> {
  const client = new pg.Client(connectionString);
  await client.connect();
  await client.query('VACUUM ANALYZE');
  await client.end();
}
