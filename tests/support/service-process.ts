import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { baseEnvironment } from './base-environment.ts';

/** The service as a process of its own, which can be killed. */
export type ServiceProcess = {
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
  /** Everything it has written so far. */
  readonly readOutput: () => string;
};

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Starts `holdfast serve` as the command line does, and waits until it is ready. */
export async function startServiceProcess(environment: Readonly<Record<string, string>>): Promise<ServiceProcess> {
  const child = spawn(process.execPath, ['service/main.ts', 'serve'], {
    cwd: root,
    env: { ...baseEnvironment(), ...environment, HOLDFAST_PARENT_PID: String(process.pid) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const output: string[] = [];
  child.stdout.on('data', (data: Buffer) => output.push(data.toString()));
  child.stderr.on('data', (data: Buffer) => output.push(data.toString()));
  const complaints: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => void (line.includes('"ready":true') && resolve()));
    void exited.then(() => reject(new Error(`the service ended: ${complaints.join('\n')}`)));
  });
  return {
    readOutput: () => output.join(''),
    kill: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}
