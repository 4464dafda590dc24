import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

/** A program of ours that runs beside the demo and is started again when it dies. */
export type Supervised = { readonly pid: () => number | undefined; readonly stop: () => Promise<void> };

/** What is started, with which environment, and where its lines go. */
export type ChildPlan = {
  readonly name: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly onLine: (line: string) => void;
  /** Told when it died unasked and is being started again. */
  readonly onRestart: (name: string) => void;
  /** How long it may take to be ready; default 30 seconds. */
  readonly readyTimeoutMillis?: number;
};

const RESTART_PAUSE_MILLIS = 500;
const READY_TIMEOUT_MILLIS = 30_000;
const STOP_TIMEOUT_MILLIS = 12_000;

/** Starts a program, waits for its line `{"ready":true,…}`, and starts it again whenever it dies. Throws with its last words when it cannot start at first. */
export async function supervise(plan: ChildPlan): Promise<Supervised> {
  const stopping = new AbortController();
  let child = await startOnce(plan);
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await waitForExit(child);
      // A Ctrl-C reaches the child too, and perhaps sooner: only what is still wanted after the pause is missed.
      await wait(RESTART_PAUSE_MILLIS, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      plan.onRestart(plan.name);
      // A start that fails leaves the dead child, and so the next round tries again.
      child = await startOnce(plan).catch(() => child);
    }
  };
  const watching = watch();
  return {
    pid: () => child.pid,
    stop: async () => {
      stopping.abort();
      await end(child);
      await watching;
      // It may have been coming up again at that very moment.
      await end(child);
    },
  };
}

const hasExited = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function waitForExit(child: ChildProcess): Promise<void> {
  if (!hasExited(child)) await new Promise<void>((resolve) => child.once('exit', () => resolve()));
}

async function startOnce(plan: ChildPlan): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...plan.args], {
    cwd: plan.cwd,
    env: { ...process.env, ...plan.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lastLines: string[] = [];
  const keep = (line: string): void => {
    lastLines.push(line);
    if (lastLines.length > 20) lastLines.shift();
    plan.onLine(line);
  };
  createInterface({ input: child.stderr }).on('line', keep);
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: string): void => reject(new Error(`${plan.name} did not start (${reason}):\n${lastLines.join('\n')}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail('it took too long');
    }, plan.readyTimeoutMillis ?? READY_TIMEOUT_MILLIS);
    child.once('exit', (code, signal) => fail(signal ?? `exit code ${code}`));
    createInterface({ input: child.stdout }).on('line', (line) => {
      keep(line);
      if (!line.includes('"ready":true')) return;
      clearTimeout(timer);
      resolve();
    });
  });
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (hasExited(child)) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MILLIS);
  await waitForExit(child);
  clearTimeout(timer);
}
