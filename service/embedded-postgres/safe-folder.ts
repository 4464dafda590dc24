import { chmod, lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EmbeddedPostgresError, hasSystemCode } from './embedded-postgres-error.ts';
import { nobody } from './run-as.ts';

const refuse = (path: string, owner: number, mode: number): never => {
  const found = `owner ${owner}, mode ${(mode & 0o7777).toString(8)}`;
  const advice = 'It must be a folder of yours that no one else may write to. Remove it, or set DATABASE_URL.';
  throw new EmbeddedPostgresError('embedded_postgres_unsafe_folder', `${path} is not safe to use (${found}). ${advice}`);
};

const makeFolder = async (path: string): Promise<void> => {
  try {
    await mkdir(path);
    // mkdir obeys the umask; a root shell with 077 would shut out the user that PostgreSQL runs as.
    await chmod(path, 0o755);
  } catch (error) {
    if (hasSystemCode(error, 'EEXIST')) return;
    if (!hasSystemCode(error, 'ENOENT')) throw error;
    await makeFolder(dirname(path));
    await makeFolder(path);
  }
};

/**
 * Makes a folder (0755) whose content may be executed, or accepts an existing one only if it is a real folder, ours,
 * and writable by no one else: anyone else's folder under a predictable name could hold anyone else's programs.
 * Throws `embedded_postgres_unsafe_folder`.
 */
export const ensureSafeFolder = async (path: string): Promise<void> => {
  await makeFolder(path);
  const found = await lstat(path);
  const isOurs = found.uid === (process.getuid?.() ?? found.uid);
  if (found.isDirectory() && isOurs && (found.mode & 0o022) === 0) return;
  refuse(path, found.uid, found.mode);
};

/**
 * Makes `.holdfast` in the clone, or accepts an existing one of ours or of the clone's owner: who owns the clone owns the
 * program that runs here anyway. The write permission of others is taken away. Throws `embedded_postgres_unsafe_folder`.
 */
export const ensureLocalFolder = async (path: string): Promise<void> => {
  await makeFolder(path);
  const found = await lstat(path);
  const project = await stat(dirname(path));
  const isOurs = found.uid === (process.getuid?.() ?? found.uid);
  if (!found.isDirectory() || (!isOurs && found.uid !== project.uid)) refuse(path, found.uid, found.mode);
  if ((found.mode & 0o022) !== 0) await chmod(path, found.mode & 0o7755);
};

/** Whether the user "nobody" may enter a folder: every folder above it must let others pass. */
export const isReachableByNobody = async (path: string): Promise<boolean> => {
  let current = await realpath(path);
  for (;;) {
    const found = await stat(current);
    const mayEnter = (found.mode & 0o001) !== 0 || (found.uid === nobody && (found.mode & 0o100) !== 0);
    if (!mayEnter) return false;
    if (dirname(current) === current) return true;
    current = dirname(current);
  }
};
