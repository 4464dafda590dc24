// The static checks, two at a time; what a check says is shown when it fails.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { tasks } from './tasks.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const checks = ['lint', 'types', 'format:check', 'deps'];

const runCheck = (name) =>
  new Promise((resolve) => {
    const startedAt = performance.now();
    let output = '';
    const child = spawn(process.execPath, [...process.execArgv, ...tasks[name]], {
      cwd: project,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('close', (code) => {
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
      if (code !== 0) console.log(output.trimEnd());
      resolve(code === 0);
    });
  });

const waiting = [...checks];
const work = async (allGood) => {
  const name = waiting.shift();
  if (name === undefined) return allGood;
  const good = await runCheck(name);
  return work(allGood && good);
};

const results = await Promise.all([work(true), work(true)]);
process.exitCode = results.every(Boolean) ? 0 : 1;
