import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hasSystemCode } from './embedded-postgres-error.ts';

const readProc = (pid: number, file: string): string | undefined => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
};

const askPs = (pid: number, column: string): string | undefined => {
  try {
    return execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
};

// A command name may contain spaces and brackets, so the fields of /proc/PID/stat are counted from its last bracket.
const readStatFields = (pid: number): readonly string[] => {
  const text = readProc(pid, 'stat');
  return text === undefined ? [] : text.slice(text.lastIndexOf(')') + 2).split(' ');
};

/** Whether a process runs. A dead one that its parent has not collected yet counts as gone. */
export const isProcessAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!hasSystemCode(error, 'EPERM')) return false;
  }
  return readStatFields(pid)[0] !== 'Z';
};

/** The command line of a process with its parts joined by spaces, or `undefined` if there is none to read. */
export const readCommandLine = (pid: number): string | undefined =>
  process.platform === 'linux' ? readProc(pid, 'cmdline')?.replaceAll('\0', ' ').trim() : askPs(pid, 'command');

/** A mark that tells two processes apart which had the same id one after the other: when it was started. */
export const readStartMark = (pid: number): string | undefined =>
  process.platform === 'linux' ? readStatFields(pid)[19] : askPs(pid, 'lstart');
