import { z } from 'zod';
import { createGoogleCalendarSandbox } from './create-google-calendar-sandbox.ts';
import { ACCESS_ROLES } from './options.ts';

/*
 * Runs the sandbox as a process of its own. It prints one JSON line when it is ready, stops on SIGTERM or SIGINT, and goes when
 * the process in SANDBOX_PARENT_PID is gone, so that a killed demo leaves nothing behind.
 *
 * PORT, SANDBOX_CLIENT_EMAIL, SANDBOX_PUBLIC_KEY (PEM), SANDBOX_STATE_FILE; SANDBOX_CALENDARS: the first calendars, as a JSON list of
 * { id, summary, timeZone, role?, events? }.
 */

const PARENT_CHECK_MS = 1_000;

const environment = process.env;
const stateFile = environment['SANDBOX_STATE_FILE'];

const calendarsSchema = z.array(
  z.strictObject({
    id: z.string().min(1),
    summary: z.string(),
    timeZone: z.string(),
    role: z.enum(ACCESS_ROLES).optional(),
    events: z.array(z.record(z.string(), z.unknown())).optional(),
  }),
);

const sandbox = createGoogleCalendarSandbox({
  port: Number(environment['PORT'] ?? 0),
  serviceAccount: { clientEmail: requireVariable('SANDBOX_CLIENT_EMAIL'), publicKey: requireVariable('SANDBOX_PUBLIC_KEY') },
  ...(stateFile ? { stateFile } : {}),
  calendars: calendarsSchema.parse(JSON.parse(environment['SANDBOX_CALENDARS'] || '[]')),
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
