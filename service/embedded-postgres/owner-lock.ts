import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { EmbeddedPostgresError, hasSystemCode } from './embedded-postgres-error.ts';
import { isProcessAlive, readStartMark } from './process-facts.ts';

const isHeldByLivingProcess = (text: string): boolean => {
  const [pid, mark] = text.trim().split('\n');
  return isProcessAlive(Number(pid)) && readStartMark(Number(pid)) === mark;
};

const setAsideIfDead = async (path: string): Promise<void> => {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  if (isHeldByLivingProcess(text)) {
    const message = `another Holdfast (process ${text.split('\n')[0]}) uses this database. Stop it first. (${path})`;
    throw new EmbeddedPostgresError('embedded_postgres_in_use', message);
  }
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  await rename(path, aside).catch(() => undefined);
  // Someone quicker may have replaced the dead owner's file between reading and renaming: then it is put back.
  const moved = await readFile(aside, 'utf8').catch(() => text);
  if (moved !== text) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
};

// Linking is atomic and brings the content along: nobody ever reads a half-written owner.
const tryToLink = async (draft: string, path: string): Promise<boolean> => {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (hasSystemCode(error, 'EEXIST')) return false;
    throw error;
  }
};

/**
 * Makes this process the one launcher of a data directory and returns how to give it back. A launcher that died
 * (kill -9) is recognised and replaced. Throws `embedded_postgres_in_use` while another launcher lives.
 */
export const acquireOwnership = async (dataDirectory: string): Promise<() => Promise<void>> => {
  const path = `${dataDirectory}.owner`;
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const content = `${process.pid}\n${readStartMark(process.pid)}\n`;
  await writeFile(draft, content, { mode: 0o600 });
  try {
    while (!(await tryToLink(draft, path))) await setAsideIfDead(path);
    return () => rm(path, { force: true });
  } finally {
    await rm(draft, { force: true });
  }
};
