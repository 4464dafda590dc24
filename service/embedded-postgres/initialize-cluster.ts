import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError, hasSystemCode } from './embedded-postgres-error.ts';
import type { RunAs } from './run-as.ts';

const run = promisify(execFile);

/** The database user that owns everything in an embedded cluster. */
export const databaseUser = 'holdfast';

/** PostgreSQL programs get nothing of our environment: PGDATA, PGPORT, LD_LIBRARY_PATH and the like would mislead them. */
export const cleanEnvironment: NodeJS.ProcessEnv = { PATH: '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' };

/** What is needed to make a cluster. */
export type ClusterPlan = {
  readonly initdb: string;
  readonly dataDirectory: string;
  readonly password: string;
  readonly durable: boolean;
  readonly runAs: RunAs;
};

/** Reads the major version of an existing data directory, such as `18`; `undefined` when there is no data directory. */
export const readMajorVersion = async (dataDirectory: string): Promise<string | undefined> => {
  try {
    return (await readFile(join(dataDirectory, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return undefined;
    throw error;
  }
};

const initdbArguments = (plan: ClusterPlan, target: string, passwordFile: string): readonly string[] => [
  `--pgdata=${target}`,
  `--username=${databaseUser}`,
  `--pwfile=${passwordFile}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  // The built-in C.UTF-8 sorts and folds the same on every operating system; the system's may be missing (macOS, musl).
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  ...(plan.durable ? [] : ['--no-sync']),
];

const removeAbandoned = async (dataDirectory: string): Promise<void> => {
  const prefix = `${basename(dataDirectory)}.building-`;
  const names = (await readdir(dirname(dataDirectory))).filter((name) => name.startsWith(prefix));
  await Promise.all(names.map((name) => rm(join(dirname(dataDirectory), name), { recursive: true, force: true })));
};

/**
 * Makes a new cluster at `dataDirectory` by initdb: built aside and renamed, so that an interrupted one leaves no half
 * data directory. The caller holds the directory's ownership. Throws `embedded_postgres_start_failed`.
 */
export const initializeCluster = async (plan: ClusterPlan): Promise<void> => {
  await removeAbandoned(plan.dataDirectory);
  const aside = `${plan.dataDirectory}.building-${randomBytes(6).toString('hex')}`;
  const passwordFile = `${aside}.password`;
  try {
    await mkdir(aside, { mode: 0o700 });
    await writeFile(passwordFile, plan.password, { mode: 0o600 });
    const { uid, gid } = plan.runAs;
    if (uid !== undefined && gid !== undefined) await Promise.all([aside, passwordFile].map((path) => chown(path, uid, gid)));
    await run(plan.initdb, initdbArguments(plan, aside, passwordFile), { cwd: '/', env: cleanEnvironment, ...plan.runAs });
    await rename(aside, plan.dataDirectory);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    const reason = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new EmbeddedPostgresError('embedded_postgres_start_failed', `initdb failed in ${plan.dataDirectory}: ${reason}`, error);
  } finally {
    await rm(passwordFile, { force: true });
  }
};
