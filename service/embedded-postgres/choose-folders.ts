import { createHash } from 'node:crypto';
import { chmod, mkdtemp, realpath } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureLocalFolder, ensureSafeFolder, isReachableByNobody } from './safe-folder.ts';

/** What the choice of folders depends on. */
export type FolderFacts = {
  /** The clone (or the folder the service is installed in). */
  readonly projectDirectory: string;
  readonly asRoot: boolean;
  /** Where root keeps what "nobody" must reach. */
  readonly systemDirectory: string;
};

const localDirectory = (facts: FolderFacts): string => join(facts.projectDirectory, '.holdfast');

/** The folder for copies of the programs: `.holdfast/staging` in the clone, for root `/var/lib/holdfast/staging`. */
export const chooseStagingRoot = (facts: FolderFacts): string =>
  facts.asRoot ? join(facts.systemDirectory, 'staging') : join(localDirectory(facts), 'staging');

/**
 * Chooses the lasting data directory: `.holdfast/postgres` in the clone. Only for root in a clone that the user "nobody"
 * cannot reach (a 0700 folder somewhere above) it is `/var/lib/holdfast/<hash of the clone's path>/postgres`.
 * The folder above the answer exists when this returns.
 */
export const chooseDataDirectory = async (facts: FolderFacts): Promise<string> => {
  const local = localDirectory(facts);
  if (!facts.asRoot || (await isReachableByNobody(existsSync(local) ? local : facts.projectDirectory))) {
    await ensureLocalFolder(local);
    return join(local, 'postgres');
  }
  const path = await realpath(facts.projectDirectory);
  const own = join(facts.systemDirectory, createHash('sha256').update(path).digest('hex').slice(0, 16));
  await ensureSafeFolder(facts.systemDirectory);
  await ensureSafeFolder(own);
  return join(own, 'postgres');
};

/** Makes a new folder for a cluster that is thrown away, in the system's temporary folder if PostgreSQL can reach that. */
export const makeTemporaryFolder = async (facts: FolderFacts): Promise<string> => {
  if (!facts.asRoot) return mkdtemp(join(tmpdir(), 'holdfast-postgres-'));
  const isShared = await isReachableByNobody(tmpdir());
  if (!isShared) await ensureSafeFolder(facts.systemDirectory);
  const folder = await mkdtemp(join(isShared ? tmpdir() : facts.systemDirectory, 'holdfast-postgres-'));
  // mkdtemp makes 0700 folders of ours, but "nobody" has to pass through.
  await chmod(folder, 0o711);
  return folder;
};
