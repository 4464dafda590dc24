import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PUBLISHABLE_KEY, runReceiver, runSandbox, SECRET_KEY, waitUntil, WEBHOOK_SECRET } from './sandbox-fixture.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stripe-sandbox-'));
});
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

describe('a restart', () => {
  test('keeps payments, keys, endpoints and webhooks not yet delivered', async () => {
    const stateFile = join(folder, 'kept', 'state.json');
    const receiver = await runReceiver([500]);
    const options = { stateFile, webhook: { url: receiver.url, secret: WEBHOOK_SECRET }, retryDelaysMs: [60_000] };
    const before = await runSandbox(options);
    const parameters = { amount: 4500, currency: 'eur' };
    const intent = await before.stripe.paymentIntents.create(parameters, { idempotencyKey: 'kept' });
    await waitUntil(() => receiver.received.length === 1);
    await before.stop();
    const after = await runSandbox(options);
    expect(await after.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ id: intent.id, amount: 4500 });
    expect((await after.stripe.paymentIntents.create(parameters, { idempotencyKey: 'kept' })).id).toBe(intent.id);
    await waitUntil(() => receiver.received.length === 2);
    await after.stop();
    await receiver.stop();
    expect(await readdir(join(folder, 'kept'))).toEqual(['state.json']);
  });

  test('refuses a file that is not its own, and leaves it alone', async () => {
    const stateFile = join(folder, 'foreign.json');
    await writeFile(stateFile, '{"hello":1}');
    await expect(runSandbox({ stateFile })).rejects.toThrow('is not the state of a Stripe sandbox');
  });
});

describe('the process', () => {
  const run = (environment: Record<string, string>) => {
    const main = new URL('../../../adapters/stripe-sandbox/main.ts', import.meta.url);
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main.pathname], {
      env: {
        PATH: process.env['PATH'] ?? '',
        SANDBOX_SECRET_KEY: SECRET_KEY,
        SANDBOX_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const output = { text: '', errors: '' };
    child.stdout.on('data', (chunk: Buffer) => (output.text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output.errors += chunk.toString()));
    return { child, ended, output };
  };

  test('says when it is ready and stops on SIGTERM', async () => {
    const { child, ended, output } = run({});
    await waitUntil(() => output.text.includes('\n'), 15_000);
    const line = JSON.parse(output.text);
    expect(line).toMatchObject({ ready: true });
    expect((await fetch(line.url)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  }, 20_000);

  test('goes when its parent is gone', async () => {
    const parent = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
    children.push(parent);
    const { ended, output } = run({ SANDBOX_PARENT_PID: String(parent.pid) });
    await waitUntil(() => output.text.includes('\n'), 15_000);
    parent.kill('SIGKILL');
    expect(await ended).toBe(0);
  }, 25_000);

  test('does not run in production', async () => {
    const { ended, output } = run({ NODE_ENV: 'production' });
    expect(await ended).not.toBe(0);
    expect(output.errors).toContain('does not run in production');
  }, 20_000);
});
