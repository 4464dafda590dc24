import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { chooseDataDirectory, chooseStagingRoot, makeTemporaryFolder } from './choose-folders.ts';
import type { FolderFacts } from './choose-folders.ts';
import { readOrCreatePassword } from './cluster-password.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { endWithLauncher } from './end-with-launcher.ts';
import { databaseUser, initializeCluster, readMajorVersion } from './initialize-cluster.ts';
import { acquireOwnership } from './owner-lock.ts';
import { findPlatformPackage } from './platform-package.ts';
import type { PlatformPackage } from './platform-package.ts';
import { isRoot, nobody } from './run-as.ts';
import type { RunAs } from './run-as.ts';
import { ensureLocalFolder, ensureSafeFolder, isReachableByNobody } from './safe-folder.ts';
import { stageBinaries } from './stage-binaries.ts';
import type { Binaries } from './stage-binaries.ts';
import { startPostmaster, takeOverPostmaster } from './start-postmaster.ts';
import type { Postmaster } from './start-postmaster.ts';
import { stopPostmaster } from './stop-postmaster.ts';

/** How to start an embedded PostgreSQL. */
export type EmbeddedPostgresOptions = {
  /** `true`: PostgreSQL's own safe settings. `false` (tests): no fsync, and it never outlives this process. */
  readonly durable: boolean;
  /** Default: see {@link chooseDataDirectory}; with `durable: false` a temporary folder that `stop` removes. */
  readonly dataDirectory?: string;
  /** The TCP port on 127.0.0.1; default: a free one. */
  readonly port?: number;
  /** Default 100. */
  readonly maxConnections?: number;
  /** The clone; default: the one that this file is in. */
  readonly projectDirectory?: string;
  /** Where root keeps what "nobody" must reach; default `/var/lib/holdfast`. */
  readonly systemDirectory?: string;
  /** Where copies of the programs go; default: see {@link chooseStagingRoot}. */
  readonly stagingDirectory?: string;
  /** Gets technical lines, durations included. */
  readonly log?: (line: string) => void;
  /** Gets short sentences for the person who waits. */
  readonly onProgress?: (text: string) => void;
};

/** A running embedded PostgreSQL. */
export type EmbeddedPostgres = {
  /** For the database `holdfast`, as its owner, with the password. */
  readonly connectionString: string;
  readonly dataDirectory: string;
  readonly processId: number;
  /** Whether PostgreSQL was already running because an earlier launcher had died. */
  readonly takenOver: boolean;
  /** Stops PostgreSQL in order; may be called more than once. */
  readonly stop: () => Promise<void>;
};

type Folders = { readonly dataDirectory: string; readonly temporaryFolder: string | undefined };

const databaseName = 'holdfast';

const gatherFacts = (options: EmbeddedPostgresOptions): FolderFacts => ({
  projectDirectory: options.projectDirectory ?? join(dirname(fileURLToPath(import.meta.url)), '..', '..'),
  asRoot: isRoot(),
  systemDirectory: options.systemDirectory ?? '/var/lib/holdfast',
});

const prepareFolders = async (options: EmbeddedPostgresOptions, facts: FolderFacts): Promise<Folders> => {
  if (options.dataDirectory !== undefined) {
    const dataDirectory = resolve(options.dataDirectory);
    await mkdir(dirname(dataDirectory), { recursive: true });
    if (facts.asRoot && !(await isReachableByNobody(dirname(dataDirectory)))) {
      const message = `root runs PostgreSQL as user ${nobody}, who cannot enter ${dirname(dataDirectory)}. Choose another folder.`;
      throw new EmbeddedPostgresError('embedded_postgres_unreachable_folder', message);
    }
    return { dataDirectory, temporaryFolder: undefined };
  }
  if (options.durable) return { dataDirectory: await chooseDataDirectory(facts), temporaryFolder: undefined };
  const temporaryFolder = await makeTemporaryFolder(facts);
  return { dataDirectory: join(temporaryFolder, 'postgres'), temporaryFolder };
};

/** PostgreSQL runs as the owner of the data: ourselves, or for root whoever made it, or "nobody". */
const chooseUser = async (dataDirectory: string, asRoot: boolean): Promise<RunAs> => {
  const found = await stat(dataDirectory).catch(() => undefined);
  if (asRoot) return found === undefined || found.uid === 0 ? { uid: nobody, gid: nobody } : { uid: found.uid, gid: found.gid };
  if (found === undefined || found.uid === process.getuid?.()) return {};
  const message = `${dataDirectory} belongs to another user (${found.uid}). Start Holdfast as that user, or give the folder to yourself.`;
  throw new EmbeddedPostgresError('embedded_postgres_foreign_folder', message);
};

const refuseOtherMajorVersion = (found: string | undefined, ours: string, dataDirectory: string): void => {
  if (found === undefined || found === ours) return;
  const advice = `Check out the Holdfast release that used PostgreSQL ${found}, run its "holdfast backup", move ${dataDirectory} away, and restore with this release; or set DATABASE_URL to a PostgreSQL ${found} server.`;
  throw new EmbeddedPostgresError(
    'embedded_postgres_major_version',
    `${dataDirectory} was made by PostgreSQL ${found}, this release brings ${ours}. ${advice}`,
  );
};

type Connect = (postmaster: Postmaster, database: string) => string;

const ensureDatabase = async (connectionString: string): Promise<void> => {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
};

/** Leaves no PostgreSQL behind that nobody knows how to stop. */
const prepareDatabase = async (postmaster: Postmaster, connect: Connect): Promise<void> => {
  try {
    await ensureDatabase(connect(postmaster, 'postgres'));
  } catch (error) {
    await stopPostmaster(postmaster.pid);
    throw error;
  }
};

/** A PostgreSQL that cannot be used after all (it was just dying, say) is stopped, and a new one may start. */
const tryTakeOver = async (dataDirectory: string, connect: Connect): Promise<Postmaster | undefined> => {
  const running = await takeOverPostmaster(dataDirectory);
  if (running === undefined) return undefined;
  return prepareDatabase(running, connect).then(
    () => running,
    () => undefined,
  );
};

const prepareBinaries = async (
  options: EmbeddedPostgresOptions,
  facts: FolderFacts,
  source: PlatformPackage,
): Promise<Binaries> => {
  const stagingRoot = options.stagingDirectory ?? chooseStagingRoot(facts);
  if (facts.asRoot) await ensureSafeFolder(facts.systemDirectory);
  else if (options.stagingDirectory === undefined) await ensureLocalFolder(dirname(stagingRoot));
  return stageBinaries(source, stagingRoot, !facts.asRoot);
};

const measure = async <T>(what: string, options: EmbeddedPostgresOptions, work: () => Promise<T>): Promise<T> => {
  const startedAt = performance.now();
  const result = await work();
  options.log?.(`${what} took ${Math.round(performance.now() - startedAt)} ms`);
  return result;
};

type Opened = { readonly postmaster: Postmaster; readonly takenOver: boolean; readonly connectionString: string };

const openCluster = async (options: EmbeddedPostgresOptions, facts: FolderFacts, dataDirectory: string): Promise<Opened> => {
  const source = findPlatformPackage();
  const found = await readMajorVersion(dataDirectory);
  refuseOtherMajorVersion(found, source.majorVersion, dataDirectory);
  const runAs = await chooseUser(dataDirectory, facts.asRoot);
  const password = await readOrCreatePassword(dataDirectory, found !== undefined);
  const binaries = await measure('staging', options, () => prepareBinaries(options, facts, source));
  if (found === undefined) {
    options.onProgress?.(`Making a database (PostgreSQL ${source.majorVersion})`);
    const plan = { initdb: binaries.initdb, dataDirectory, password, durable: options.durable, runAs };
    await measure('initdb', options, () => initializeCluster(plan));
  }
  const connect: Connect = ({ port }, database) => `postgres://${databaseUser}:${password}@127.0.0.1:${port}/${database}`;
  const running = found === undefined ? undefined : await tryTakeOver(dataDirectory, connect);
  if (running !== undefined) return { postmaster: running, takenOver: true, connectionString: connect(running, databaseName) };
  options.onProgress?.('Starting PostgreSQL');
  const { durable, port, maxConnections = 100 } = options;
  const plan = { postgres: binaries.postgres, dataDirectory, durable, port, maxConnections, runAs };
  const postmaster = await measure('start', options, () => startPostmaster(plan));
  await prepareDatabase(postmaster, connect);
  return { postmaster, takenOver: false, connectionString: connect(postmaster, databaseName) };
};

/**
 * Starts a real PostgreSQL from npm for the demo, the tests and a trial; production has `DATABASE_URL`.
 *
 * It listens on 127.0.0.1 only, with a password of its own per data directory, in its own process group. As root it runs
 * as the user "nobody" from a copy that others can read; the data is in `.holdfast/postgres` of the clone, or under
 * `/var/lib/holdfast/<hash>` where "nobody" cannot reach the clone. A second start reuses the data; a PostgreSQL whose
 * launcher was killed is taken over. Throws {@link EmbeddedPostgresError}.
 */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const facts = gatherFacts(options);
  const { dataDirectory, temporaryFolder } = await prepareFolders(options, facts);
  const release = await acquireOwnership(dataDirectory);
  const opened = await openCluster(options, facts, dataDirectory).catch(async (error: unknown) => {
    await release();
    if (temporaryFolder !== undefined) await rm(temporaryFolder, { recursive: true, force: true });
    throw error;
  });
  const callOff = options.durable ? () => undefined : endWithLauncher(opened.postmaster.pid, temporaryFolder ?? '');
  const stopOnce = async (): Promise<void> => {
    await measure('stop', options, () => stopPostmaster(opened.postmaster.pid));
    callOff();
    await release();
    if (temporaryFolder !== undefined) await rm(temporaryFolder, { recursive: true, force: true });
  };
  let stopping: Promise<void> | undefined;
  return {
    connectionString: opened.connectionString,
    dataDirectory,
    processId: opened.postmaster.pid,
    takenOver: opened.takenOver,
    stop: () => (stopping ??= stopOnce()),
  };
};
