import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { migrate } from '../../adapters/postgres/migrate.ts';
import { saveCatalog } from '../../core/index.ts';
import type { SiteId } from '../../core/index.ts';
import { withDirectory } from '../../service/commands/with-directory.ts';
import { readConfiguration } from '../../service/config.ts';
import { findFreePort } from '../../service/demo/free-port.ts';
import { storeOwnKeys } from '../../service/payment-accounts.ts';
import { systemClock } from '../../service/system-ports.ts';
import { buildChaosCatalog, chaosBusiness } from './chaos-catalog.ts';
import type { ChaosPlan } from './chaos-plan.ts';
import { startCluster } from './start-cluster.ts';
import type { Cluster } from './start-cluster.ts';
import { startFront } from './start-front.ts';
import { startProcess } from './start-process.ts';
import type { RunningProcess } from './start-process.ts';

/** Everything of a run: a database, a payment sandbox and two service processes behind one address, each a process of its own. */
export type ChaosWorld = {
  readonly url: string;
  readonly siteId: SiteId;
  readonly sandbox: { readonly url: string; readonly secretKey: string };
  readonly cluster: Cluster;
  readonly mailDirectory: string;
  /** Kills service process 0 or 1 with SIGKILL and starts it again at once; resolves when it is ready. */
  readonly killService: (index: number) => Promise<void>;
  /** Asks both to stop in order, and answers when they have. */
  readonly stopServices: () => Promise<void>;
  readonly startServices: () => Promise<void>;
  /** Calls the control interface of the sandbox. */
  readonly control: (method: string, target: string, body?: unknown) => Promise<unknown>;
  /** The last words of service processes that ended although nobody had asked them to. Each was started again at once, as a supervisor does. */
  readonly listDeaths: () => readonly string[];
  readonly stop: () => Promise<void>;
};

/** How much is kept of what a dead process said last. */
const LAST_WORDS = 2_000;
const MAXIMUM_STARTS = 20;
const RESTART_PAUSE_MILLIS = 250;

/** Starts it all. Whatever of it is left goes when this process ends, however that ends. */
export async function startWorld(plan: ChaosPlan): Promise<ChaosWorld> {
  const cleanUps: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  };
  try {
    return await startParts(plan, cleanUps, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(plan: ChaosPlan, cleanUps: (() => Promise<unknown>)[], stop: () => Promise<void>): Promise<ChaosWorld> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-chaos-'));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  const cluster = await startCluster();
  cleanUps.push(cluster.stop);
  const ports = [await findFreePort(0), await findFreePort(0)];
  const front = await startFront(ports);
  cleanUps.push(front.stop);
  const siteId: SiteId = 'site_chaos';
  const keys = createKeys();
  const sandboxPort = await findFreePort(0);
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const sandbox = await startProcess(['adapters/stripe-sandbox/main.ts'], {
    PORT: String(sandboxPort),
    SANDBOX_SECRET_KEY: keys.secretKey,
    SANDBOX_PUBLISHABLE_KEY: keys.publishableKey,
    SANDBOX_WEBHOOK_URL: `${front.url}/webhooks/stripe/${siteId}`,
    SANDBOX_WEBHOOK_SECRET: keys.webhookSecret,
    SANDBOX_PARENT_PID: String(process.pid),
  });
  cleanUps.push(() => sandbox.kill('SIGTERM'));
  const environment = buildEnvironment(cluster, front.url, sandboxUrl, path.join(folder, 'mails'));
  await prepareBusiness(plan, environment, siteId, keys);
  const services = createServices(environment, ports);
  cleanUps.push(services.kill);
  await services.start();
  const secretKey = keys.secretKey;
  return {
    ...{ url: front.url, siteId, cluster, stop },
    sandbox: { url: sandboxUrl, secretKey },
    mailDirectory: path.join(folder, 'mails'),
    ...{ killService: services.killOne, stopServices: services.stop, startServices: services.start },
    listDeaths: services.listDeaths,
    control: async (method, target, body) => {
      const response = await fetch(`${sandboxUrl}/_sandbox/${target}`, {
        method,
        headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return response.json();
    },
  };
}

type Keys = { readonly secretKey: string; readonly publishableKey: string; readonly webhookSecret: string };

function createKeys(): Keys {
  const body = randomBytes(12).toString('hex');
  const webhookSecret = `whsec_${randomBytes(16).toString('hex')}`;
  return { secretKey: `sk_test_${body}`, publishableKey: `pk_test_${body}`, webhookSecret };
}

const buildEnvironment = (cluster: Cluster, url: string, sandboxUrl: string, mails: string): Record<string, string> => ({
  DATABASE_URL: cluster.connectionString,
  HOLDFAST_SECRET: randomBytes(32).toString('hex'),
  HOLDFAST_PUBLIC_URL: url,
  HOLDFAST_MAIL_DIRECTORY: mails,
  HOLDFAST_MAIL_FROM: 'bookings@holdfast.example',
  HOLDFAST_LOG_LEVEL: 'warn',
  HOLDFAST_SWEEP_SECONDS: '2',
  STRIPE_API_BASE: sandboxUrl,
  STRIPE_SCRIPT_URL: `${sandboxUrl}/endive/stripe.js`,
});

async function prepareBusiness(
  plan: ChaosPlan,
  environment: Readonly<Record<string, string>>,
  siteId: SiteId,
  keys: Keys,
): Promise<void> {
  await migrate(environment['DATABASE_URL'] ?? '');
  await withDirectory(readConfiguration({ ...environment }), async ({ directory, openPorts, openSettings }) => {
    await directory.createTenant(chaosBusiness, systemClock.now());
    await directory.saveSite({ id: siteId, tenantId: chaosBusiness.id, allowedOrigins: ['https://rush.example.com'] });
    await storeOwnKeys(openSettings(chaosBusiness.id), keys);
    const saved = await saveCatalog(openPorts(chaosBusiness.id), buildChaosCatalog(plan));
    if (!saved.ok) throw new Error(JSON.stringify(saved.refusal));
  });
}

/** The two service processes. */
function createServices(environment: Readonly<Record<string, string>>, ports: readonly number[]) {
  const running = new Map<number, RunningProcess>();
  const deaths: string[] = [];
  let restarts: Promise<void> = Promise.resolve();
  const startOne = async (index: number): Promise<void> => {
    const started = await startProcess(['service/main.ts', 'serve'], {
      ...environment,
      HOLDFAST_PORT: String(ports[index]),
      HOLDFAST_PARENT_PID: String(process.pid),
    });
    running.set(index, started);
    void started.exited.then(() => {
      if (running.get(index) !== started) return;
      running.delete(index);
      deaths.push(started.readOutput().slice(-LAST_WORDS));
      restarts = restarts.then(() => startPatiently(index));
    });
  };
  // A service does not start without its database.
  const startPatiently = async (index: number): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await startOne(index);
      } catch (error) {
        if (tries === MAXIMUM_STARTS) throw error;
        await wait(RESTART_PAUSE_MILLIS);
      }
    }
  };
  const end = async (index: number, signal: NodeJS.Signals): Promise<void> => {
    await restarts;
    const one = running.get(index);
    running.delete(index);
    await one?.kill(signal);
  };
  const endAll = (signal: NodeJS.Signals) => Promise.all(ports.map((_, index) => end(index, signal)));
  return {
    start: async () => void (await Promise.all(ports.map((_, index) => startPatiently(index)))),
    stop: async () => void (await endAll('SIGTERM')),
    kill: async () => void (await endAll('SIGKILL')),
    killOne: async (index: number) => {
      await end(index, 'SIGKILL');
      await startPatiently(index);
    },
    listDeaths: (): readonly string[] => deaths,
  };
}
