import { createPostgresBookingStore } from '../../adapters/postgres/create-postgres-booking-store.ts';
import { createPostgresCatalogStore } from '../../adapters/postgres/create-postgres-catalog-store.ts';
import { buildCode } from '../support/fixtures-core.ts';
import { benchTenant, RESOURCES, startBenchDatabase } from './bench-database.ts';
import { startBenchService } from './bench-service.ts';
import { buildHold } from './hold-orders.ts';
import { runRace, summarizeRaces } from './run-race.ts';
import type { Race } from './run-race.ts';
import { report } from './statistics.ts';

/*
 * `npm run bench:code`: two hundred buyers, each of another time, want the last use of one code at the same moment. Exactly one may have it, and all are answered within a second. First through our
 * store with as many connections as a service has by itself, then through HTTP to one service process: there each buyer has his times looked up and his price computed too. Each race has a code of
 * its own.
 */

const BUYERS = 200;
const ROUNDS = 5;
const TARGET_MILLIS = 1_000;
const CONNECTIONS = 16;

const codeOf = (round: number): string => `LAST${round}`;
const codes = Array.from({ length: ROUNDS + 1 }, (_, round) => buildCode({ code: codeOf(round), maximumRedemptions: 1 }));

async function raceThroughStore() {
  const database = await startBenchDatabase();
  try {
    const pool = database.open(CONNECTIONS);
    const catalog = createPostgresCatalogStore(pool, benchTenant);
    await catalog.saveDocument({ ...(await catalog.loadDocument()), codes });
    const store = createPostgresBookingStore(pool, benchTenant);
    const races: Race[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const ran = await runRace(BUYERS, async (buyer) => {
        const hour = round * BUYERS + Math.floor(buyer / RESOURCES);
        const order = buildHold(`r${round}-${buyer}`, buyer % RESOURCES, hour);
        const written = await store.insertOrder({ ...order, redemptions: [{ code: codeOf(round), state: 'reserved' }] }, []);
        if (written.kind === 'taken' && written.by.kind !== 'code') throw new Error(`lost to ${written.by.kind}`);
        return written.kind === 'saved' ? 'won' : 'lost';
      });
      // The first race opens the connections.
      if (round > 0) races.push(ran);
    }
    await pool.destroy();
    return { through: 'store', connections: CONNECTIONS, ...summarizeRaces(BUYERS, races) };
  } finally {
    await database.stop();
  }
}

async function raceThroughHttp() {
  const service = await startBenchService();
  try {
    for (const code of codes) {
      const { status } = await service.call('PUT', `/v1/admin/codes/${code.code}`, code);
      if (status !== 200) throw new Error(`a code was not saved: ${status}`);
    }
    const starts = new Set(await service.listStarts());
    const races: Race[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const free = [...starts];
      const ran = await runRace(BUYERS, async (buyer) => {
        const startsAt = free[buyer] ?? '';
        const { status, body } = await service.hold(startsAt, [codeOf(round)]);
        if (status === 201) starts.delete(startsAt);
        if (status !== 201 && body.code !== 'code_used_up') throw new Error(`a buyer was answered ${status} ${body.code}`);
        return status === 201 ? 'won' : 'lost';
      });
      if (round > 0) races.push(ran);
    }
    return { through: 'http', ...summarizeRaces(BUYERS, races) };
  } finally {
    await service.stop();
  }
}

const results = [await raceThroughStore(), await raceThroughHttp()];
for (const result of results) process.stdout.write(`${JSON.stringify(result)}\n`);
const medianMillis = Math.max(...results.map((result) => result.medianMillis));
report({
  ...{ id: 'code', target: `${BUYERS} buyers of the last use of a code answered in at most ${TARGET_MILLIS} ms, one winner` },
  met: medianMillis <= TARGET_MILLIS && results.every(({ oneWinner }) => oneWinner),
  ...{ medianMillis, results },
});
