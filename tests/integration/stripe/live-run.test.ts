import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { createStripeSandbox } from '../../../adapters/stripe-sandbox/create-stripe-sandbox.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

type Ended = { readonly code: number | null; readonly lines: readonly string[]; readonly errors: string };

/** Runs `npm run test:live` as the shell would, with only these keys. */
function runLive(names: readonly string[], keys: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const environment = { ...process.env, STRIPE_SECRET_KEY: '', STRIPE_PUBLISHABLE_KEY: '', STRIPE_API_BASE: '', ...keys };
  const child = spawn(process.execPath, ['tests/live/run.ts', ...names], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const parts = { out: '', errors: '' };
  child.stdout.on('data', (chunk: Buffer) => (parts.out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (parts.errors += chunk.toString('utf8')));
  return new Promise((resolve) =>
    child.once('close', (code) => resolve({ code, lines: parts.out.trimEnd().split('\n'), errors: parts.errors })),
  );
}

describe('live runs', () => {
  test('without keys nothing runs, and it says what to set', async () => {
    const { code, lines } = await runLive(['stripe']);
    expect(lines).toEqual([expect.stringMatching(/^stripe: not run \(set STRIPE_SECRET_KEY/), '0 passed, 0 failed']);
    expect(code).toBe(0);
  });

  test('what has no adapter is not run', async () => {
    const { code, lines } = await runLive(['google', 'calendly', 'acuity']);
    expect(lines.slice(0, -1).map((line) => line.split(' (')[0])).toEqual([
      'google: not run',
      'calendly: not run',
      'acuity: not run',
    ]);
    expect([lines.at(-1), code]).toEqual(['0 passed, 0 failed', 0]);
  });

  test('a provider that nobody knows is a mistake', async () => {
    const { code, errors } = await runLive(['paypal']);
    expect([code, errors]).toEqual([2, expect.stringContaining('stripe, google, calendly, acuity')]);
  });

  test.each(['sk_live_51secret', 'rk_live_51secret'])('a live key such as %s is refused and never shown', async (secretKey) => {
    const { code, lines, errors } = await runLive(['stripe'], {
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_PUBLISHABLE_KEY: 'pk_test_x',
    });
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/^stripe: refused: this is a live key/), '0 passed, 1 failed']);
    expect(`${lines.join('')}${errors}`).not.toContain('51secret');
  });

  test('with test keys the shared suite runs, here against the sandbox; the rest is named as not run', async () => {
    const keys = { secretKey: 'sk_test_live_run', publishableKey: 'pk_test_live_run' };
    const sandbox = createStripeSandbox(keys);
    const { url } = await sandbox.start();
    try {
      const given = { STRIPE_SECRET_KEY: keys.secretKey, STRIPE_PUBLISHABLE_KEY: keys.publishableKey, STRIPE_API_BASE: url };
      const { code, lines } = await runLive(['stripe'], given);
      expect(lines[0]).toBe(`stripe: running against ${url}`);
      expect(lines).toContain('stripe: not run live: a pending refund succeeds later');
      expect(lines.at(-1)).toMatch(/^[1-9]\d passed, 0 failed$/);
      expect(code).toBe(0);
    } finally {
      await sandbox.stop();
    }
  }, 60_000);
});
