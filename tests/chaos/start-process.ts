import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { baseEnvironment } from '../support/base-environment.ts';

/** A program of ours beside the run. */
export type RunningProcess = {
  readonly pid: number;
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
  /** Everything it has written so far. */
  readonly readOutput: () => string;
  /** Resolves when it has ended, however that was. */
  readonly exited: Promise<void>;
};

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Starts a program and waits for its line `{"ready":true,…}`. Throws with its words when it ends before. */
export async function startProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<RunningProcess> {
  const child = spawn(process.execPath, [...args], {
    cwd: root,
    env: { ...baseEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  child.stdout.on('data', (data: Buffer) => output.push(data.toString()));
  child.stderr.on('data', (data: Buffer) => output.push(data.toString()));
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => void (line.includes('"ready":true') && resolve()));
    void exited.then(() => reject(new Error(`${args.join(' ')} ended: ${output.join('')}`)));
  });
  return {
    ...{ pid: child.pid ?? 0, exited },
    readOutput: () => output.join(''),
    kill: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}
