import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { baseEnvironment } from '../../support/base-environment.ts';
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

  test('keeps disputes, domains and endpoints; a file of an earlier sandbox has none', async () => {
    const stateFile = join(folder, 'more', 'state.json');
    const before = await runSandbox({ stateFile });
    const { id } = await before.stripe.paymentIntents.create({
      ...{ amount: 4500, currency: 'eur', confirm: true, payment_method: 'pm_card_createDispute' },
      return_url: 'https://shop.example/back',
    });
    const { id: domainId } = await before.stripe.paymentMethodDomains.create({ domain_name: 'salon.example' });
    const events = ['charge.dispute.created' as const];
    const endpoint = await before.stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9/hook', enabled_events: events });
    await before.stop();
    const after = await runSandbox({ stateFile });
    const [dispute] = (await after.stripe.disputes.list({ payment_intent: id })).data;
    expect(dispute).toMatchObject({ status: 'needs_response', balance_transactions: [{ amount: -4500 }] });
    expect((await after.control('POST', `disputes/${dispute?.id}/settle`, { outcome: 'won' })).body.status).toBe('won');
    expect((await after.stripe.paymentMethodDomains.retrieve(domainId)).domain_name).toBe('salon.example');
    const kept = await after.stripe.webhookEndpoints.retrieve(endpoint.id);
    expect(kept).toMatchObject({ enabled_events: events, api_version: '2026-10-28.endive' });
    expect(kept).not.toHaveProperty('secret');
    await after.stop();
    const file = JSON.parse(await readFile(stateFile, 'utf8'));
    for (const name of ['disputes', 'paymentMethodDomains']) delete file[name];
    await writeFile(stateFile, JSON.stringify(file));
    const old = await runSandbox({ stateFile });
    expect((await old.stripe.disputes.list()).data).toEqual([]);
    expect((await old.stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
    await old.stop();
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
        ...baseEnvironment(),
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
