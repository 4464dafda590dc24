import { parseArgs } from 'node:util';
import { createPostgresBookingStore } from '../../adapters/postgres/create-postgres-booking-store.ts';
import { benchTenant, startBenchDatabase } from './bench-database.ts';
import type { BenchDatabase } from './bench-database.ts';
import { buildHold } from './hold-orders.ts';
import { hasPgbench, HOURS_OF_A_ROUND, runPgbench } from './run-pgbench.ts';
import type { HoldRound } from './run-pgbench.ts';
import { quantile, report, round } from './statistics.ts';

/*
 * `npm run bench:hold`: how many holds a second our store places, beside pgbench running the same SQL with as many connections. Both run in turn
 * (A B A B), so that whatever else the machine does falls on both; each pair of rounds gives a ratio. A hold that takes one thing (one statement), and one
 * that takes two, a person and a room (a transaction of three round trips, here as there).
 */

const TARGET = 0.7;
const WARM_UP_SECONDS = 1;

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '3' }, pairs: { type: 'string', default: '5' } } });
const seconds = Number(values.seconds);
const pairs = Number(values.pairs);

/** Holds a second through our store. */
async function runStore(database: BenchDatabase, plan: HoldRound): Promise<number> {
  const pool = database.open(plan.connections);
  const store = createPostgresBookingStore(pool, benchTenant);
  let holds = 0;
  const startedAt = performance.now();
  const until = startedAt + plan.seconds * 1_000;
  const work = async (client: number): Promise<void> => {
    for (let number = 1; performance.now() < until; number += 1) {
      const hour = plan.round * HOURS_OF_A_ROUND + number;
      const order = buildHold(`s${plan.round}-${client}-${number}`, client * plan.resources, hour, plan.resources);
      const written = await store.insertOrder(order, []);
      if (written.kind !== 'saved') throw new Error(`a hold was not saved: ${JSON.stringify(written)}`);
      holds += 1;
    }
  };
  await Promise.all(Array.from({ length: plan.connections }, (_, client) => work(client)));
  const rate = (holds * 1_000) / (performance.now() - startedAt);
  await pool.destroy();
  return rate;
}

let rounds = 0;
const nextRound = (connections: number, resources: 1 | 2, length: number): HoldRound => {
  rounds += 1;
  return { round: rounds, connections, seconds: length, resources };
};

async function measure(database: BenchDatabase, connections: number, resources: 1 | 2, isComparing: boolean) {
  await runStore(database, nextRound(connections, resources, WARM_UP_SECONDS));
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    ours.push(await runStore(database, nextRound(connections, resources, seconds)));
    if (isComparing) theirs.push(await runPgbench(database.connectionString, nextRound(connections, resources, seconds)));
  }
  const ratios = theirs.map((rate, index) => (ours[index] ?? 0) / rate);
  return {
    ...{ connections, takes: resources, storePerSecond: round(quantile(ours, 0.5), 0) },
    ...(isComparing ? { pgbenchPerSecond: round(quantile(theirs, 0.5), 0), ratios: ratios.map((ratio) => round(ratio)) } : {}),
    ratio: isComparing ? round(quantile(ratios, 0.5)) : null,
  };
}

const isComparing = await hasPgbench();
if (!isComparing) process.stdout.write('pgbench not installed\n');
const database = await startBenchDatabase();
try {
  const results = [];
  for (const connections of [8, 32]) {
    for (const resources of [1, 2] as const) {
      const result = await measure(database, connections, resources, isComparing);
      process.stdout.write(`${JSON.stringify(result)}\n`);
      results.push(result);
    }
  }
  const met = results.every(({ ratio }) => ratio === null || ratio >= TARGET);
  report({ id: 'hold', target: `at least ${TARGET * 100} % of pgbench at 8 and 32 connections`, met, results });
} finally {
  await database.stop();
}
