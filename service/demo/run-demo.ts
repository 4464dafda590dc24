import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { ConfigurationError, readConfiguration } from '../config.ts';
import { startEmbeddedPostgres } from '../embedded-postgres/start-embedded-postgres.ts';
import { waitForEnd } from '../wait-for-end.ts';
import { supervise } from './child-process.ts';
import type { Supervised } from './child-process.ts';
import { demoBusiness } from './demo-catalog.ts';
import { DEMO_SITE_ID, setUpDemoTenant } from './demo-tenant.ts';
import { findFreePort } from './free-port.ts';

/** Ports that are taken when nothing else asks for them; free ones otherwise. */
const PREFERRED_SERVICE_PORT = 8787;
const PREFERRED_SANDBOX_PORT = 8788;

const savedSchema = z.object({
  secret: z.string(),
  apiKey: z.string().nullable(),
  sandboxSecretKey: z.string(),
  webhookSecret: z.string(),
});
type Saved = z.infer<typeof savedSchema>;

/** What a started demo is made of, in the order it is stopped. */
type Running = { readonly stop: () => Promise<void> };

/**
 * Runs the demo until it is told to stop: database, payment sandbox (or Stripe itself, with STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY),
 * service and a website with the widget. Writes `.holdfast/demo.json` (or `demo.json` in HOLDFAST_DIRECTORY) when it is ready and removes it at the end.
 */
export async function runDemo(root: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const folder = chooseFolder(root, environment);
  const demoFile = path.join(folder, 'demo.json');
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const running: Running[] = [];
  let isAnnounced = false;
  const ended = waitForEnd(undefined);
  try {
    const started = startEverything(root, folder, environment, running);
    // Ctrl-C during the start ends it too.
    const answer = await Promise.race([started, ended.then(() => null)]);
    if (answer === null) return;
    isAnnounced = true;
    await writeWhole(demoFile, JSON.stringify({ ready: true, ...answer }, null, 2));
    printAddresses(answer);
    await ended;
    say('Stopping …');
  } finally {
    // Another demo that is running already keeps its own.
    if (isAnnounced) await rm(demoFile, { force: true });
    for (const part of running.toReversed()) await part.stop();
  }
}

/** Where the demo keeps its data: in the clone, or where HOLDFAST_DIRECTORY says. */
const chooseFolder = (root: string, { HOLDFAST_DIRECTORY: chosen }: NodeJS.ProcessEnv): string =>
  chosen ? path.resolve(chosen) : path.join(root, '.holdfast');

/** In a chosen folder the database lies beside the rest; in the clone it goes where its user can reach it. */
const chooseDataDirectory = (folder: string, { HOLDFAST_DIRECTORY: chosen }: NodeJS.ProcessEnv) =>
  chosen ? { dataDirectory: path.join(folder, 'postgres') } : {};

type Demo = {
  readonly serviceUrl: string;
  readonly sandboxUrl: string | null;
  readonly bookingPageUrl: string;
  readonly mailsUrl: string;
  readonly apiKey: string;
  readonly siteId: string;
  readonly sandboxSecretKey: string | null;
  readonly servicePid: number | undefined;
};

async function startEverything(root: string, folder: string, environment: NodeJS.ProcessEnv, running: Running[]): Promise<Demo> {
  const saved = await loadSaved(path.join(folder, 'demo-keys.json'));
  const postgres = await startEmbeddedPostgres({
    durable: true,
    projectDirectory: root,
    onProgress: say,
    ...chooseDataDirectory(folder, environment),
  });
  running.push(postgres);
  await rm(path.join(folder, 'demo.json'), { force: true });
  const servicePort = readPort(environment['HOLDFAST_PORT']) ?? (await findFreePort(PREFERRED_SERVICE_PORT));
  const serviceUrl = `http://127.0.0.1:${servicePort}`;
  const stripe = await startPayments({ root, folder, environment, saved, serviceUrl, running });
  const variables: Readonly<Record<string, string>> = {
    DATABASE_URL: postgres.connectionString,
    HOLDFAST_SECRET: saved.secret,
    HOLDFAST_PORT: String(servicePort),
    HOLDFAST_PUBLIC_URL: serviceUrl,
    HOLDFAST_BOOKING_PAGE_URL: `${serviceUrl}/demo`,
    HOLDFAST_MAIL_DIRECTORY: path.join(folder, 'mails'),
    HOLDFAST_MAIL_FROM: 'bookings@studio-soder.example',
    HOLDFAST_LOG_LEVEL: environment['HOLDFAST_LOG_LEVEL'] ?? 'warn',
    HOLDFAST_PARENT_PID: String(process.pid),
    // No webhook can reach localhost from outside, so open payments are looked up often.
    HOLDFAST_SWEEP_SECONDS: '5',
    ...stripe.variables,
  };
  await migrate(postgres.connectionString);
  const apiKey = await setUpDemoTenant(readConfiguration({ ...environment, ...variables }), stripe.keys, saved.apiKey);
  await saveKeys(path.join(folder, 'demo-keys.json'), { ...saved, apiKey });
  say('Starting the service …');
  const args = ['service/main.ts', 'serve', '--demo-pages'];
  const service = await supervise({
    name: 'The service',
    args,
    environment: variables,
    cwd: root,
    onLine: showLine,
    onRestart: sayRestart,
  });
  running.push(service);
  return {
    serviceUrl,
    sandboxUrl: stripe.sandboxUrl,
    bookingPageUrl: `${serviceUrl}/demo/`,
    mailsUrl: `${serviceUrl}/demo/mails`,
    apiKey,
    siteId: DEMO_SITE_ID,
    sandboxSecretKey: stripe.sandboxUrl === null ? null : saved.sandboxSecretKey,
    servicePid: service.pid(),
  };
}

type PaymentsPlan = {
  readonly root: string;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly saved: Saved;
  readonly serviceUrl: string;
  readonly running: Running[];
};

type Payments = {
  readonly sandboxUrl: string | null;
  readonly keys: { readonly publishableKey: string; readonly secretKey: string; readonly webhookSecret: string | null };
  readonly variables: Readonly<Record<string, string>>;
};

/** Stripe itself when its keys are given, else the sandbox. */
async function startPayments({ root, folder, environment, saved, serviceUrl, running }: PaymentsPlan): Promise<Payments> {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_PUBLISHABLE_KEY: publishableKey } = environment;
  if (secretKey && publishableKey) {
    if (!/^(sk|rk)_test_/.test(secretKey) || !publishableKey.startsWith('pk_test_')) {
      throw new ConfigurationError('The demo takes test keys only (sk_test_…, pk_test_…): it must not charge anybody.');
    }
    say('Payments go to Stripe itself, with your keys.');
    return {
      sandboxUrl: null,
      keys: { publishableKey, secretKey, webhookSecret: environment['STRIPE_WEBHOOK_SECRET'] ?? null },
      variables: {},
    };
  }
  const port = readPort(environment['HOLDFAST_SANDBOX_PORT']) ?? (await findFreePort(PREFERRED_SANDBOX_PORT));
  const sandboxUrl = `http://127.0.0.1:${port}`;
  const sandboxPublishableKey = saved.sandboxSecretKey.replace('sk_test_', 'pk_test_');
  say('Starting the payment sandbox …');
  const sandbox: Supervised = await supervise({
    name: 'The payment sandbox',
    args: ['adapters/stripe-sandbox/main.ts'],
    environment: {
      PORT: String(port),
      SANDBOX_SECRET_KEY: saved.sandboxSecretKey,
      SANDBOX_PUBLISHABLE_KEY: sandboxPublishableKey,
      SANDBOX_WEBHOOK_URL: `${serviceUrl}/webhooks/stripe/${DEMO_SITE_ID}`,
      SANDBOX_WEBHOOK_SECRET: saved.webhookSecret,
      SANDBOX_STATE_FILE: path.join(folder, 'sandbox.json'),
      SANDBOX_PARENT_PID: String(process.pid),
    },
    cwd: root,
    onLine: showLine,
    onRestart: sayRestart,
  });
  running.push(sandbox);
  return {
    sandboxUrl,
    keys: { publishableKey: sandboxPublishableKey, secretKey: saved.sandboxSecretKey, webhookSecret: saved.webhookSecret },
    variables: { STRIPE_API_BASE: sandboxUrl, STRIPE_SCRIPT_URL: `${sandboxUrl}/endive/stripe.js` },
  };
}

/** Loads the demo's own keys, or makes them; they are kept so that a second start finds its data again. */
async function loadSaved(file: string): Promise<Saved> {
  try {
    return savedSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    const secret = (bytes: number): string => randomBytes(bytes).toString('hex');
    const made = {
      secret: secret(32),
      apiKey: null,
      sandboxSecretKey: `sk_test_${secret(16)}`,
      webhookSecret: `whsec_${secret(16)}`,
    };
    await saveKeys(file, made);
    return made;
  }
}

const saveKeys = (file: string, saved: Saved): Promise<void> => writeWhole(file, JSON.stringify(saved, null, 2));

/** Writes a file so that a reader never sees half of it. */
async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, `${text}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

const readPort = (text: string | undefined): number | null => (text === undefined || text === '' ? null : Number(text));

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const sayRestart = (name: string): void => say(`${name} ended unexpectedly and is started again.`);
/** Only what a person at the terminal should know of: warnings and errors. */
const showLine = (line: string): void => void (line.includes('"ready":true') || process.stderr.write(`${line}\n`));

function printAddresses(demo: Demo): void {
  say(`
${demoBusiness.name} is open:

  Book a time     ${demo.bookingPageUrl}
  Sent mails      ${demo.mailsUrl}
  HTTP interface  ${demo.serviceUrl}/docs${demo.sandboxUrl === null ? '' : `\n  Payments        ${demo.sandboxUrl}`}

Pay with the card 4242 4242 4242 4242, any future date, any code.
Ctrl-C stops everything.`);
}
