import { createPublicKey, generateKeyPair } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { parseServiceAccountKey } from '../../google-calendar-adapter/index.ts';
import type { GoogleCredentials } from '../../google-calendar-adapter/index.ts';
import { systemClock } from '../system-ports.ts';
import { supervise } from './child-process.ts';
import type { ChildPlan, Supervised } from './child-process.ts';
import { listDemoCalendars } from './demo-calendars.ts';
import { findFreePort } from './free-port.ts';

/** The port that is taken when nothing else asks for it; a free one otherwise. */
const PREFERRED_PORT = 8790;

/** The address that the demo's people have shared their calendars with. */
const ACCOUNT = 'holdfast@demo.iam.gserviceaccount.example';

/** Where the calendars keep their data, and who hears of them. */
export type CalendarPlan = Pick<ChildPlan, 'onLine' | 'onRestart'> & {
  readonly root: string;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
};

/** The calendars of the demo. */
export type RunningCalendars = Pick<Supervised, 'stop'> & {
  /** The page that shows them. */
  readonly url: string;
  /** What the service needs to find them. */
  readonly variables: Readonly<Record<string, string>>;
};

/**
 * Starts the stand-in for Google Calendar: a calendar for each person of the demo, shared with an account whose key is made once and kept in
 * the demo's folder beside the calendars. HOLDFAST_CALENDAR_PORT chooses the port.
 */
export async function startDemoCalendars({ root, folder, environment, ...rest }: CalendarPlan): Promise<RunningCalendars> {
  const keyFile = path.join(folder, 'calendar-account.json');
  const { clientEmail, privateKey } = await readOrMakeAccount(keyFile);
  const chosen = environment['HOLDFAST_CALENDAR_PORT'];
  const port = chosen ? Number(chosen) : await findFreePort(PREFERRED_PORT);
  const sandbox = await supervise({
    ...rest,
    name: 'The calendar sandbox',
    args: ['adapters/google-calendar-sandbox/main.ts'],
    cwd: root,
    environment: {
      PORT: String(port),
      SANDBOX_CLIENT_EMAIL: clientEmail,
      SANDBOX_PUBLIC_KEY: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
      SANDBOX_CALENDARS: JSON.stringify(listDemoCalendars(systemClock.now())),
      SANDBOX_STATE_FILE: path.join(folder, 'calendars.json'),
      SANDBOX_PARENT_PID: String(process.pid),
    },
  });
  const url = `http://127.0.0.1:${port}`;
  return { url, stop: sandbox.stop, variables: { HOLDFAST_GOOGLE_KEY_FILE: keyFile, GOOGLE_API_BASE: url } };
}

/** Reads the account's key file, or makes one that only we can read. */
async function readOrMakeAccount(file: string): Promise<GoogleCredentials> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (text !== null) return parseServiceAccountKey(text);
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const made = JSON.stringify({ type: 'service_account', client_email: ACCOUNT, private_key: privateKey }, null, 2);
  await writeFile(`${file}.new`, `${made}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return parseServiceAccountKey(made);
}
