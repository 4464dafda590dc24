import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createPostgresBookingStore } from '../../adapters/postgres/create-postgres-booking-store.ts';
import { createPostgresCatalogStore } from '../../adapters/postgres/create-postgres-catalog-store.ts';
import { createPostgresChangeWatch } from '../../adapters/postgres/create-postgres-change-watch.ts';
import { createPostgresDatabase } from '../../adapters/postgres/create-postgres-database.ts';
import { createPostgresFeedStore } from '../../adapters/postgres/create-postgres-feed-store.ts';
import { createPostgresTenantDirectory } from '../../adapters/postgres/create-postgres-tenant-directory.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { mountFeeds } from '../../adapters/http/feed-route.ts';
import { createFeedToken } from '../../adapters/http/feed-token.ts';
import { createStrangerLimit } from '../../adapters/http/stranger-limit.ts';
import { createIcalFeedWriter } from '../../adapters/ical/create-ical-feed-writer.ts';
import { writeFeed } from '../../core/index.ts';
import type { CalendarFeed } from '../../core/index.ts';
import { systemClock } from '../../service/system-ports.ts';
import { startCluster } from '../chaos/start-cluster.ts';
import { buildBookings, readingBusiness, readingCatalog } from './reading-catalog.ts';
import { quantile, report, round } from './statistics.ts';

/*
 * `npm run bench:feed`: a feed of 10,000 bookings out of PostgreSQL: read, composed, written and given its tag in this process; and over HTTP what it costs to say that it still stands. The clock of the
 * limit is put forward with each request.
 */

const ROUNDS = 40;
const targets = { written: 200, stands: 5 };

async function measure(work: () => Promise<unknown>, rounds: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds + Math.ceil(rounds / 4); round += 1) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return times.slice(Math.ceil(rounds / 4));
}

const cluster = await startCluster();
const { connectionString } = cluster;
const { id: tenantId } = readingBusiness;
await migrate(connectionString);
const database = createPostgresDatabase({ connectionString, maxConnections: 8 });
await createPostgresTenantDirectory(database).createTenant(readingBusiness, systemClock.now());
const catalog = createPostgresCatalogStore(database, tenantId);
await catalog.saveDocument(readingCatalog);
const orders = buildBookings();
const bookings = createPostgresBookingStore(database, tenantId);
const fill = async (): Promise<void> => {
  for (const order of orders) await bookings.insertOrder(order, []);
};
await Promise.all(Array.from({ length: 8 }, fill));

const feeds = createPostgresFeedStore(database, tenantId);
const { text: token, digest } = createFeedToken(tenantId, 'fed_bench');
const feed: CalendarFeed = { id: 'fed_bench', name: 'Bench', resourceId: null, detail: 'full', digest, createdAt: 1 };
await feeds.insertFeed(feed);
const feedWriter = createIcalFeedWriter({ productId: '-//Holdfast//Holdfast//EN', uidDomain: 'bench.example' });
const ports = { catalog, clock: systemClock, feeds, feedWriter };

let bytes = 0;
const written = await measure(async () => {
  const body = Buffer.from((await writeFeed(ports, feed)).text, 'utf8');
  createHash('sha256').update(body).digest('base64url');
  bytes = body.length;
}, ROUNDS);
const range = { from: systemClock.now() - 90 * 86_400_000, to: systemClock.now() + 800 * 86_400_000 };
const query = { resourceId: null, range, cancelledSince: 0, limit: 20_000 };
const read = await measure(() => feeds.listFeedBookings(query), ROUNDS);

const app = express();
let now = systemClock.now();
const clock = { now: () => now };
const dependencies = {
  ...{ clock, feedWriter, loadFeedStore: () => feeds },
  loadReading: () => ({
    catalog,
    changes: createPostgresChangeWatch(database, tenantId),
    bookingChanges: createPostgresChangeWatch(database, tenantId, 'bookings'),
  }),
  directory: createPostgresTenantDirectory(database),
};
mountFeeds(app, dependencies, createStrangerLimit(1_000, clock));
const server = createServer(app);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feeds/${token}.ics`;
const first = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
const stands = await measure(async () => {
  now += 2_000;
  const { status } = await fetch(url, { headers });
  if (status !== 304) throw new Error(`answered ${status}`);
}, 400);

server.close();
server.closeAllConnections();
await database.destroy();
await cluster.stop();
const median = (times: readonly number[]): number => round(quantile(times, 0.5), 1);
report({
  id: 'feed',
  target: `10,000 bookings written within ${targets.written} ms, a 304 within ${targets.stands} ms (median)`,
  met: median(written) <= targets.written && median(stands) <= targets.stands,
  bytes,
  writtenMs: { least: round(Math.min(...written), 1), median: median(written), p95: round(quantile(written, 0.95), 1) },
  ofWhichReadFromDatabaseMs: { least: round(Math.min(...read), 1), median: median(read) },
  standsMs: { least: round(Math.min(...stands), 1), median: median(stands), p95: round(quantile(stands, 0.95), 1) },
});
