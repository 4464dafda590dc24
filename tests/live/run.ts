// `npm run test:live -- stripe|google|calendly|acuity`: runs the contract suites against the real providers, with the test keys of
// whoever starts it. Without keys nothing runs, and it says so.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { addCounts, countJestResult, formatCounts } from '../../scripts/test-counts.mjs';
import type { Counts } from '../../scripts/test-counts.mjs';
import { readGoogleAccess } from './google-access.ts';
import { readStripeAccess } from './stripe-access.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const nothing: Counts = { passed: 0, failed: 0 };

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function runStripe(): Promise<Counts> {
  const access = readStripeAccess(process.env);
  if (access.kind === 'missing') {
    say(`stripe: not run (${access.advice})`);
    return nothing;
  }
  if (access.kind === 'refused') {
    say(`stripe: refused: ${access.reason}`);
    return { passed: 0, failed: 1 };
  }
  say(`stripe: running against ${access.apiBase}`);
  return runJest('tests/live/stripe.test.ts');
}

async function runGoogle(): Promise<Counts> {
  const access = readGoogleAccess(process.env);
  if (access.kind === 'missing') {
    say(`google: not run (${access.advice})`);
    return nothing;
  }
  if (access.kind === 'refused') {
    say(`google: refused: ${access.reason}`);
    return { passed: 0, failed: 1 };
  }
  say(`google: running as ${access.credentials.clientEmail}`);
  return runJest('tests/live/google.test.ts');
}

const sayNoAdapter = (name: string) => async (): Promise<Counts> => {
  say(`${name}: not run (there is no adapter for it yet, so there is nothing to try)`);
  return nothing;
};

const providers: Readonly<Record<string, () => Promise<Counts>>> = {
  stripe: runStripe,
  google: runGoogle,
  calendly: sayNoAdapter('calendly'),
  acuity: sayNoAdapter('acuity'),
};

/** Runs one file of the Jest project `live`, one case after the other: providers limit the calls of test keys. */
async function runJest(file: string): Promise<Counts> {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-live-'));
  const resultFile = path.join(folder, 'result.json');
  const jest = [
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    '--runInBand',
    '--json',
    `--outputFile=${resultFile}`,
  ];
  try {
    const exitCode = await new Promise<number>((resolve) => {
      const child = spawn(process.execPath, [...process.execArgv, ...jest, '--selectProjects', 'live', '--', file], {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, HOLDFAST_LIVE: '1' },
      });
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => child.kill(name));
      child.once('close', (code) => resolve(code ?? 1));
    });
    const counts = countJestResult(JSON.parse(readFileSync(resultFile, 'utf8')), false);
    return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const given = process.argv.slice(2);
const unknown = given.filter((name) => !Object.hasOwn(providers, name));
if (unknown.length > 0) {
  process.stderr.write(`There is no provider ${unknown.join(', ')}. Choose among: ${Object.keys(providers).join(', ')}.\n`);
  process.exitCode = 2;
} else {
  let total = nothing;
  for (const name of given.length > 0 ? given : Object.keys(providers))
    total = addCounts(total, (await providers[name]?.()) ?? nothing);
  say(formatCounts(total));
  process.exitCode = total.failed === 0 ? 0 : 1;
}
