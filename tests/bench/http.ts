import { parseArgs } from 'node:util';
import { startReadingService } from './reading-service.ts';
import type { ReadingService } from './reading-service.ts';
import { measureParts } from './reading-parts.ts';
import { quantile, report, round, share } from './statistics.ts';

/*
 * `npm run bench:http`: free times of any of 30 people in a month that has 10,000 bookings, and the days of a year, through HTTP. Nothing remembered, one at a time and twenty at
 * once; and from a memory that is checked before each answer, as it is and packed as browsers take it, while nobody writes and while holds are placed. Service and PostgreSQL are processes of their own.
 */

const targets = { alone: 60, together: 400, remembered: 20 };
const AT_ONCE = 20;

const { values } = parseArgs({ options: { requests: { type: 'string', default: '200' } } });
const requests = Number(values.requests);

type Round = {
  readonly p95: number;
  readonly median: number;
  readonly bytes: number;
  readonly cpu: Readonly<Record<string, number>>;
};

/** What is asked how. */
type Asking = { readonly target: string; readonly atOnce: number; readonly isPacked?: boolean };

/** Asks so many times with so many at once. */
async function ask(service: ReadingService, { target, atOnce, isPacked = false }: Asking, count: number): Promise<Round> {
  const times: number[] = [];
  let [next, bytes] = [0, 0];
  const askInTurn = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      const startedAt = performance.now();
      bytes = await service.get(target, isPacked);
      times.push(performance.now() - startedAt);
    }
  };
  const before = service.readCpu();
  await Promise.all(Array.from({ length: atOnce }, askInTurn));
  const cpu = share(before, service.readCpu(), count);
  return { p95: round(quantile(times, 0.95), 1), median: round(quantile(times, 0.5), 1), bytes, cpu };
}

/** What is remembered is asked for ten times as often: a few hundred quick answers would measure how the compiler warms up. */
const REMEMBERED = 10;

async function measure(service: ReadingService, asking: Asking, times = 1): Promise<Round> {
  await ask(service, asking, Math.ceil((times * requests) / 4));
  return ask(service, asking, times * requests);
}

const found: Record<string, unknown> = {};
let met = true;
const note = (name: string, result: Round, target: number): void => {
  found[name] = { ...result, target };
  met &&= result.p95 <= target;
  process.stdout.write(`${JSON.stringify({ name, ...result, target })}\n`);
};

const service = await startReadingService();
try {
  const { slots, days } = service.targets;
  for (const [name, target] of [
    ['slots', slots],
    ['days', days],
  ] as const) {
    await service.serve({ megabytes: 0 });
    note(`${name}, nothing remembered, one at a time`, await measure(service, { target, atOnce: 1 }), targets.alone);
    const together = { target, atOnce: AT_ONCE };
    note(`${name}, nothing remembered, ${AT_ONCE} at once`, await measure(service, together), targets.together);
    await service.serve({ megabytes: 32 });
    note(`${name}, remembered, ${AT_ONCE} at once`, await measure(service, together, REMEMBERED), targets.remembered);
    const packed = await measure(service, { ...together, isPacked: true }, REMEMBERED);
    note(`${name}, remembered and packed, ${AT_ONCE} at once`, packed, targets.remembered);
    const stop = service.holdSteadily(500);
    const busy = await measure(service, together, REMEMBERED);
    found[`${name}, remembered, ${AT_ONCE} at once, two holds a second`] = { ...busy, holds: await stop() };
    process.stdout.write(`${JSON.stringify({ name: `${name}, two holds a second`, ...busy })}\n`);
  }
  found['parts of one answer, milliseconds (median)'] = await measureParts(service.connectionString);
} finally {
  await service.stop();
}
report({
  id: 'http',
  target: `95 % within ${targets.alone} ms alone, ${targets.together} ms ${AT_ONCE} at once, ${targets.remembered} ms from memory`,
  met,
  found,
});
