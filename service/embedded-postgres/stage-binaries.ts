import { randomBytes } from 'node:crypto';
import { chmod, cp, lstat, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { hasSystemCode } from './embedded-postgres-error.ts';
import type { PlatformPackage } from './platform-package.ts';
import { ensureSafeFolder } from './safe-folder.ts';

type LibraryLink = { readonly source: string; readonly target: string };

/** The programs to run. */
export type Binaries = { readonly initdb: string; readonly postgres: string };

const binariesIn = (directory: string): Binaries => ({
  initdb: join(directory, 'bin', 'initdb'),
  postgres: join(directory, 'bin', 'postgres'),
});

const exists = async (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

const isLibraryLink = (value: unknown): value is LibraryLink =>
  typeof value === 'object' &&
  value !== null &&
  'source' in value &&
  typeof value.source === 'string' &&
  'target' in value &&
  typeof value.target === 'string';

/** The library links that a package needs. npm packages cannot carry links, so the package lists them in a file. */
const readLinks = async (nativeDirectory: string): Promise<readonly LibraryLink[]> => {
  const listed: unknown = JSON.parse(await readFile(join(nativeDirectory, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(listed) || !listed.every(isLibraryLink))
    throw new TypeError(`${nativeDirectory}/pg-symlinks.json is malformed`);
  const strip = (path: string): string => path.replace(/^native\//, '');
  return listed.map(({ source, target }) => ({ source: strip(source), target: strip(target) }));
};

const makeReadableByAll = async (directory: string): Promise<void> => {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await makeReadableByAll(path);
    else if (entry.isFile()) await chmod(path, basename(directory) === 'bin' || /\.so|\.dylib/.test(entry.name) ? 0o755 : 0o644);
  }
};

const build = async (source: string, target: string): Promise<void> => {
  // Static libraries serve compilers only; left out, they save a second of copying on a slow disk.
  await cp(source, target, { recursive: true, filter: (path) => !path.endsWith('.a') });
  await makeReadableByAll(target);
  for (const link of await readLinks(source)) {
    const path = join(target, link.target);
    await rm(path, { force: true });
    await symlink(relative(dirname(path), join(target, link.source)), path);
  }
};

const hasAllLinks = async (nativeDirectory: string): Promise<boolean> => {
  const links = await readLinks(nativeDirectory);
  const present = await Promise.all(links.map((link) => exists(join(nativeDirectory, link.target))));
  return present.every(Boolean);
};

/**
 * Gives runnable PostgreSQL programs: the package itself where its library links are in place and `mayUseInPlace` (not as
 * root), else a copy under `stagingRoot`, keyed by the package's version, readable by all and reused by the next start.
 * Safe against concurrent first starts: a copy is built aside and renamed; who comes second uses the first one's.
 * Throws `embedded_postgres_unsafe_folder`.
 */
export const stageBinaries = async (source: PlatformPackage, stagingRoot: string, mayUseInPlace: boolean): Promise<Binaries> => {
  if (mayUseInPlace && (await hasAllLinks(source.nativeDirectory))) return binariesIn(source.nativeDirectory);
  await ensureSafeFolder(stagingRoot);
  const target = join(stagingRoot, `${basename(source.name)}-${source.version}`);
  if (!(await exists(target))) {
    const aside = `${target}.building-${randomBytes(6).toString('hex')}`;
    try {
      await build(source.nativeDirectory, aside);
      await rename(aside, target);
    } catch (error) {
      await rm(aside, { recursive: true, force: true });
      if (!hasSystemCode(error, 'ENOTEMPTY') && !hasSystemCode(error, 'EEXIST')) throw error;
    }
  }
  await ensureSafeFolder(target);
  return binariesIn(target);
};
