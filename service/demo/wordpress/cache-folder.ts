import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * Chooses the folder for what is fetched once and used by every clone of this machine's user: HOLDFAST_CACHE, else the user's cache
 * folder, else `.holdfast/cache` in the clone where that one cannot be written. Makes the folder.
 */
export async function chooseCacheFolder(root: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const { HOLDFAST_CACHE: chosen, XDG_CACHE_HOME: userCache } = environment;
  if (chosen) return makeWritable(path.resolve(chosen));
  // An unset home directory makes homedir() throw on some systems: then there is no user's folder either.
  const usual = (): string => path.join(userCache ? path.resolve(userCache) : path.join(homedir(), '.cache'), 'holdfast');
  try {
    return await makeWritable(usual());
  } catch {
    return makeWritable(path.join(root, '.holdfast', 'cache'));
  }
}

async function makeWritable(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await access(folder, constants.W_OK | constants.X_OK);
  return folder;
}
