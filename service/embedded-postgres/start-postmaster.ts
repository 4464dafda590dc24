import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { cleanEnvironment } from './initialize-cluster.ts';
import { isPostmasterOf, readPostmasterFile } from './postmaster-file.ts';
import { isProcessAlive } from './process-facts.ts';
import type { RunAs } from './run-as.ts';
import { stopPostmaster } from './stop-postmaster.ts';

/** A PostgreSQL that accepts connections on 127.0.0.1. */
export type Postmaster = { readonly pid: number; readonly port: number };

/** What is needed to start PostgreSQL on an existing cluster. */
export type PostmasterPlan = {
  readonly postgres: string;
  readonly dataDirectory: string;
  readonly durable: boolean;
  readonly port: number | undefined;
  readonly maxConnections: number;
  readonly runAs: RunAs;
};

const readyCeilingMilliseconds = 120_000;
const attempts = 8;

const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

const postgresArguments = (plan: PostmasterPlan, port: number): readonly string[] => {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: plan.maxConnections,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(plan.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return ['-D', plan.dataDirectory, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
};

const waitUntilReady = async (dataDirectory: string, isOurs: (pid: number) => boolean): Promise<Postmaster | undefined> => {
  const until = performance.now() + readyCeilingMilliseconds;
  for (;;) {
    const found = await readPostmasterFile(dataDirectory);
    if (found?.status === 'ready' && isOurs(found.pid)) return { pid: found.pid, port: found.port };
    if (performance.now() > until) return undefined;
    if (found?.status === 'stopping' && isOurs(found.pid)) return undefined;
    await sleep(15);
    if (!isOurs(0)) return undefined;
  }
};

const launch = async (plan: PostmasterPlan, port: number): Promise<Postmaster | undefined> => {
  // A file and not a pipe: PostgreSQL must be able to write its log after a launcher that was killed.
  const log = await open(`${plan.dataDirectory}.log`, 'w', 0o600);
  try {
    // Detached = its own process group: a Ctrl-C in the terminal reaches the launcher, which then stops it in order.
    const child: ChildProcess = spawn(plan.postgres, postgresArguments(plan, port), {
      cwd: '/',
      env: cleanEnvironment,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...plan.runAs,
    });
    let ended = false;
    child.once('exit', () => (ended = true));
    child.once('error', () => (ended = true));
    child.unref();
    const ready = await waitUntilReady(plan.dataDirectory, (pid) => !ended && (pid === 0 || pid === child.pid));
    if (ready === undefined && !ended && child.pid !== undefined) await stopPostmaster(child.pid);
    return ready;
  } finally {
    await log.close();
  }
};

/**
 * Starts PostgreSQL on 127.0.0.1 only, in its own process group, and waits until it accepts connections (120 s at most,
 * a crash recovery included). A port taken meanwhile, or a predecessor that is still ending, is tried again.
 * Throws `embedded_postgres_start_failed` with the end of PostgreSQL's log.
 */
export const startPostmaster = async (plan: PostmasterPlan): Promise<Postmaster> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const ready = await launch(plan, plan.port ?? (await findFreePort()));
    if (ready !== undefined) return ready;
    await sleep(100 * attempt);
  }
  const log = await readFile(`${plan.dataDirectory}.log`, 'utf8').catch(() => '');
  const tail = log.trim().split('\n').slice(-12).join('\n');
  throw new EmbeddedPostgresError(
    'embedded_postgres_start_failed',
    `PostgreSQL did not start in ${plan.dataDirectory}:\n${tail}`,
  );
};

/**
 * Finds a PostgreSQL that still runs on a data directory after its launcher died, and waits until it is ready;
 * `undefined` when there is none. A `postmaster.pid` whose number now belongs to another program is removed.
 */
export const takeOverPostmaster = async (dataDirectory: string): Promise<Postmaster | undefined> => {
  const found = await readPostmasterFile(dataDirectory);
  if (found === undefined) return undefined;
  if (!isPostmasterOf(found.pid, dataDirectory)) {
    // PostgreSQL itself recognises the number of a dead process, but not that of another living program.
    if (isProcessAlive(found.pid)) await rm(join(dataDirectory, 'postmaster.pid'), { force: true });
    return undefined;
  }
  const ready = await waitUntilReady(dataDirectory, (pid) => isPostmasterOf(pid === 0 ? found.pid : pid, dataDirectory));
  if (ready === undefined) await stopPostmaster(found.pid);
  return ready;
};
