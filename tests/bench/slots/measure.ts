import { readFileSync } from 'node:fs';
import { quantile, round } from '../statistics.ts';
import { answer, buildQuery } from './answer.ts';

/*
 * Answers a workload again and again, and prints one line of JSON. `slots.ts` has checked the file and runs this, built as the published code is:
 * type stripping alone would hold 20 MB.
 */

const [file = '', runs = ''] = process.argv.slice(2);
const { query, id, ask } = (() => {
  const { staff, ...workload } = JSON.parse(readFileSync(file, 'utf8'));
  return { query: buildQuery({ ...workload, staff }), id: workload.id, ask: { ...workload, staff: [] } };
})();
const found = answer(ask, query);
const taken: number[] = [];
for (let run = 0; run < Number(runs); run += 1) {
  const begun = performance.now();
  answer(ask, query);
  taken.push(performance.now() - begun);
}
const rssMb = round(process.memoryUsage.rss() / 2 ** 20, 1);
const medianMs = round(quantile(taken, 0.5), 4);
const minMs = round(
  taken.reduce((least, one) => Math.min(least, one)),
  4,
);
process.stdout.write(`${JSON.stringify({ id, medianMs, minMs, rssMb, answer: found })}\n`);
