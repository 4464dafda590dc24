import { cpus } from 'node:os';
import type { QuoteRequest } from '../../core/pricing/compute-quote.ts';
import { computeQuote } from '../../core/pricing/compute-quote.ts';
import { NOW } from '../support/build-core.ts';
import { crowdedOrder, usualOrder } from './quote-workload.ts';
import { quantile, round } from './statistics.ts';

// What one price costs to compute: an order of ten lines (five bookings, each with an extra) under twenty price rules, with five codes of different kinds and two classes of
// tax. Of the rules two to five count for each booking; the same order with all twenty counting for each is measured beside it.
// npm run -s bench:quote -- [RUNS]; the last line is JSON.

type Times = { readonly medianMicros: number; readonly p95Micros: number };

function measure(name: string, request: QuoteRequest, runs: number): Times {
  const compute = () => computeQuote(request, NOW);
  const first = compute();
  if (!first.ok) throw new Error(first.refusal.code);
  for (let run = 0; run < runs / 4; run += 1) compute();
  const micros: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const before = performance.now();
    compute();
    micros.push((performance.now() - before) * 1_000);
  }
  const times = { medianMicros: round(quantile(micros, 0.5), 1), p95Micros: round(quantile(micros, 0.95), 1) };
  const { lines, total } = first.value;
  const count = (kind: string): number => lines.filter((line) => line.kind === kind).length;
  const sold = `${count('service') + count('extra')} lines sold, ${count('rule')} of rules, ${count('discount')} of discounts`;
  process.stdout.write(
    `${name}: ${sold}; total ${total.amountMinor}; median ${times.medianMicros} µs, 95 % ${times.p95Micros} µs\n`,
  );
  return times;
}

const runs = Number(process.argv[2] ?? 20_000);
process.stdout.write(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, ${runs} runs each\n`);
const usual = measure('usual', usualOrder, runs);
const crowded = measure('every rule counts', crowdedOrder, runs);
process.stdout.write(`${JSON.stringify({ ...usual, everyRuleMedianMicros: crowded.medianMicros })}\n`);
