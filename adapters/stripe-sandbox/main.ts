import { createStripeSandbox } from './create-stripe-sandbox.ts';

/*
 * Runs the sandbox as a process of its own. It prints one JSON line when it is ready, stops on SIGTERM or SIGINT, and goes when
 * the process in SANDBOX_PARENT_PID is gone, so that a killed demo leaves nothing behind.
 */

const PARENT_CHECK_MS = 1_000;

const environment = process.env;
const webhookUrl = environment['SANDBOX_WEBHOOK_URL'];
const stateFile = environment['SANDBOX_STATE_FILE'];
const publicUrl = environment['SANDBOX_PUBLIC_URL'];

const sandbox = createStripeSandbox({
  port: Number(environment['PORT'] ?? 0),
  secretKey: requireVariable('SANDBOX_SECRET_KEY'),
  publishableKey: requireVariable('SANDBOX_PUBLISHABLE_KEY'),
  ...(webhookUrl ? { webhook: { url: webhookUrl, secret: requireVariable('SANDBOX_WEBHOOK_SECRET') } } : {}),
  ...(stateFile ? { stateFile } : {}),
  ...(publicUrl ? { publicUrl } : {}),
});

let parentCheck: NodeJS.Timeout | undefined;

function requireVariable(name: string): string {
  const value = environment[name];
  if (value === undefined || value === '') throw new Error(`Set ${name}.`);
  return value;
}

async function stop(): Promise<void> {
  clearInterval(parentCheck);
  await sandbox.stop();
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());

const parent = Number(environment['SANDBOX_PARENT_PID'] ?? 0);
if (parent > 0) {
  parentCheck = setInterval(() => {
    if (!isAlive(parent)) void stop();
  }, PARENT_CHECK_MS);
}

const { url } = await sandbox.start();
process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`);
