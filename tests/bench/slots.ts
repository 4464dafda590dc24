import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { parseWorkload } from './slots/workload.ts';

/*
 * Measures how long the core takes to find the times of one question: `npm run -s bench:slots -- FILE [RUNS]`. The format of FILE and what is counted
 * stand in docs/benchmarks.md. Nothing is kept from one run to the next but the tables of zones.
 */

const [file, runs = '200'] = process.argv.slice(2);
if (file === undefined || !/^[1-9]\d{0,6}$/.test(runs)) {
  throw new TypeError('Usage: npm run -s bench:slots -- FILE [RUNS], RUNS a positive whole number.');
}
const text = readFileSync(file, 'utf8');
parseWorkload(text);
// V8 lets garbage pile up while it may: a heap of what a question of this size needs shows the memory that is used.
const heap = [`--max-old-space-size=${40 + Math.ceil(16 * (text.length / 2 ** 20))}`, '--max-semi-space-size=1'];

const { outputFiles } = await build({
  entryPoints: ['tests/bench/slots/measure.ts'],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
});
const { status } = spawnSync(process.execPath, [...heap, '--input-type=module', '-', path.resolve(file), runs], {
  input: outputFiles[0]?.text ?? '',
  stdio: ['pipe', 'inherit', 'inherit'],
});
process.exitCode = status ?? 1;
