import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isProcessAlive, readCommandLine } from './process-facts.ts';

/** What PostgreSQL writes about itself into a data directory while it runs. */
export type PostmasterFile = {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `ready`, `stopping` or `standby`. */
  readonly status: string;
};

/**
 * Parses the text of `postmaster.pid`; `undefined` while PostgreSQL has not written all of it.
 * @see https://www.postgresql.org/docs/18/storage-file-layout.html
 */
export const parsePostmasterFile = (text: string): PostmasterFile | undefined => {
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  const status = (lines[7] ?? '').trim();
  if (!Number.isSafeInteger(pid) || pid <= 0 || !Number.isSafeInteger(port)) return undefined;
  return { pid, port, status };
};

/** Reads `postmaster.pid` of a data directory; `undefined` when there is none or it is incomplete. */
export const readPostmasterFile = async (dataDirectory: string): Promise<PostmasterFile | undefined> => {
  const text = await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8').catch(() => '');
  return parsePostmasterFile(text);
};

/** Whether a process is the PostgreSQL of that data directory, and not another one that got the same process id later. */
export const isPostmasterOf = (pid: number, dataDirectory: string): boolean => {
  if (!isProcessAlive(pid)) return false;
  const commandLine = readCommandLine(pid) ?? '';
  return commandLine.includes('postgres') && commandLine.includes(`-D ${dataDirectory} `);
};
