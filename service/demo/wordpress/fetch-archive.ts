import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { PinnedPackage } from './pinned-packages.ts';
import { reportWhile } from './report-while.ts';
import { runNpm } from './run-npm.ts';
import { WordPressError } from './wordpress-error.ts';

/** Where an archive goes and who hears how far it is. */
export type FetchOptions = {
  readonly folder: string;
  readonly what: string;
  readonly onProgress: (text: string) => void;
  readonly signal: AbortSignal;
};

/** Fetches the archive of a package with npm, so that its registry, proxy and credentials apply, and checks its digest. Answers the file's path. */
export async function fetchArchive(wanted: PinnedPackage, options: FetchOptions): Promise<string> {
  const { folder, what, onProgress, signal } = options;
  const npmCache = path.join(folder, 'npm');
  const describe = async (): Promise<string> => {
    const megabytes = (bytes: number): number => Math.round(bytes / 1_000_000);
    return `Fetching ${what}: ${megabytes(Math.min(await measure(npmCache), wanted.bytes))} of ${megabytes(wanted.bytes)} MB …`;
  };
  const args = ['pack', `${wanted.name}@${wanted.version}`, '--silent', '--pack-destination', folder];
  await reportWhile(runNpm({ what, args, cwd: folder, npmCache, signal }), describe, onProgress);
  await rm(npmCache, { recursive: true, force: true });
  const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new WordPressError(`${what} could not be fetched: npm made no archive.`);
  const file = path.join(folder, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash, { signal });
  if (`sha512-${hash.digest('base64')}` !== wanted.integrity) {
    throw new WordPressError(
      `${what} was refused: ${wanted.name}@${wanted.version} from your npm registry is not the archive we know. Look at the registry that npm uses.`,
    );
  }
  return file;
}

/** How many bytes a folder holds; files that vanish meanwhile count nothing. */
async function measure(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(path.join(entry.parentPath, entry.name)).catch(() => null))?.size ?? 0);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
