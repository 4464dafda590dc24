import { rm } from 'node:fs/promises';
import path from 'node:path';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { readConfiguration } from '../config.ts';
import type { Configuration } from '../config.ts';
import { startEmbeddedPostgres } from '../embedded-postgres/start-embedded-postgres.ts';
import { supervise } from './child-process.ts';
import { loadDemoKeys, saveDemoKeys } from './demo-keys.ts';
import { DEMO_SITE_ID, setUpDemoTenant } from './demo-tenant.ts';
import { findFreePort } from './free-port.ts';
import type { Demo } from './print-addresses.ts';
import { startDemoCalendars } from './start-calendar.ts';
import { startPayments } from './start-payments.ts';
import { say, sayRestart, showLine } from './terminal.ts';
import { connectSite, openSite } from './wordpress/site-or-none.ts';

/** The port that is taken when nothing else asks for it; a free one otherwise. */
const PREFERRED_PORT = 8787;

/** A part of the demo that runs. */
export type Running = { readonly stop: () => Promise<void> };

/** What the demo is started with. */
export type DemoOptions = {
  /** The clone. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly withWordPress: boolean;
};

/** What is started, where, and how it is given up. */
export type StartPlan = DemoOptions & {
  readonly folder: string;
  /** Gets each part as soon as it runs; the database comes first. */
  readonly running: Running[];
  readonly signal: AbortSignal;
};

/** Starts all parts of the demo, at the same time where one does not need the other. */
export async function startEverything(plan: StartPlan): Promise<Demo> {
  const databaseStart = startDatabase(plan);
  const siteStart = openSite(plan, databaseStart);
  const { configuration, ...parts } = await startService(plan, await databaseStart);
  plan.signal.throwIfAborted();
  const site = await connectSite(await siteStart, configuration, parts.serviceUrl);
  return {
    ...parts,
    bookingPageUrl: site?.bookingPageUrl ?? `${parts.serviceUrl}/demo/`,
    wordpressUrl: site?.url ?? null,
    adminUser: site?.adminUser ?? null,
    adminPassword: site?.adminPassword ?? null,
  };
}

/** In a chosen folder the database lies beside the rest; in the clone it goes where its user can reach it. */
const chooseDataDirectory = (folder: string, { HOLDFAST_DIRECTORY: chosen }: NodeJS.ProcessEnv) =>
  chosen ? { dataDirectory: path.join(folder, 'postgres') } : {};

/** Starts the database and answers how to reach it. Fails when another demo has this folder. */
async function startDatabase({ root, folder, environment, running }: StartPlan): Promise<string> {
  const where = chooseDataDirectory(folder, environment);
  const postgres = await startEmbeddedPostgres({ durable: true, projectDirectory: root, onProgress: say, ...where });
  running.push(postgres);
  return postgres.connectionString;
}

type ServiceParts = Pick<
  Demo,
  'serviceUrl' | 'sandboxUrl' | 'mailsUrl' | 'calendarUrl' | 'apiKey' | 'siteId' | 'sandboxSecretKey' | 'servicePid'
> & { readonly configuration: Configuration };

/** Starts the service with what it needs beside the database. */
async function startService(plan: StartPlan, connectionString: string): Promise<ServiceParts> {
  const { root, folder, environment, running, signal } = plan;
  signal.throwIfAborted();
  await rm(path.join(folder, 'demo.json'), { force: true });
  const keysFile = path.join(folder, 'demo-keys.json');
  const saved = await loadDemoKeys(keysFile);
  const chosenPort = environment['HOLDFAST_PORT'];
  const port = chosenPort ? Number(chosenPort) : await findFreePort(PREFERRED_PORT);
  const serviceUrl = `http://127.0.0.1:${port}`;
  const payments = await startPayments({ root, folder, environment, saved, serviceUrl });
  running.push(payments);
  say('Starting the calendar sandbox …');
  const calendars = await startDemoCalendars({ root, folder, environment, onLine: showLine, onRestart: sayRestart });
  running.push(calendars);
  const variables: Readonly<Record<string, string>> = {
    DATABASE_URL: connectionString,
    HOLDFAST_SECRET: saved.secret,
    HOLDFAST_PORT: String(port),
    HOLDFAST_PUBLIC_URL: serviceUrl,
    HOLDFAST_BOOKING_PAGE_URL: `${serviceUrl}/demo`,
    HOLDFAST_MAIL_DIRECTORY: path.join(folder, 'mails'),
    HOLDFAST_MAIL_FROM: 'bookings@studio-soder.example',
    HOLDFAST_LOG_LEVEL: environment['HOLDFAST_LOG_LEVEL'] ?? 'warn',
    HOLDFAST_PARENT_PID: String(process.pid),
    // No webhook can reach localhost from outside, so open payments are looked up often.
    HOLDFAST_SWEEP_SECONDS: '5',
    ...payments.variables,
    ...calendars.variables,
  };
  await migrate(connectionString);
  const configuration = readConfiguration({ ...environment, ...variables });
  const apiKey = await setUpDemoTenant(configuration, payments.keys, saved.apiKey);
  await saveDemoKeys(keysFile, { ...saved, apiKey });
  say('Starting the service …');
  const args = ['service/main.ts', 'serve', '--demo-pages'];
  const listeners = { onLine: showLine, onRestart: sayRestart };
  const service = await supervise({ name: 'The service', args, environment: variables, cwd: root, ...listeners });
  running.push(service);
  return {
    ...{ configuration, serviceUrl, apiKey },
    sandboxUrl: payments.sandboxUrl,
    mailsUrl: `${serviceUrl}/demo/mails`,
    calendarUrl: `${calendars.url}/`,
    siteId: DEMO_SITE_ID,
    sandboxSecretKey: payments.sandboxUrl === null ? null : saved.sandboxSecretKey,
    servicePid: service.pid(),
  };
}
