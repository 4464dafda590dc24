import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

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
};

const RESTART_PAUSE_MILLIS = 500;
const READY_TIMEOUT_MILLIS = 30_000;
const STOP_TIMEOUT_MILLIS = 12_000;

/** Starts a program and waits for its line `{"ready":true,…}`. Throws with its last words when it ends before. */
export async function supervise(plan: ChildPlan): Promise<Supervised> {
  let isStopping = false;
  let child = await startOnce(plan);
  const watch = (current: ChildProcess): void => {
    current.once('exit', () => {
      if (isStopping) return;
      plan.onRestart(plan.name);
      setTimeout(() => {
        if (isStopping) return;
        // A start that fails is tried again by the same way: the next exit.
        void startOnce(plan).then(
          (next) => {
            child = next;
            watch(next);
          },
          () => watchAgain(),
        );
      }, RESTART_PAUSE_MILLIS);
    });
  };
  const watchAgain = (): void => {
    if (isStopping) return;
    setTimeout(
      () =>
        void startOnce(plan).then((next) => {
          child = next;
          watch(next);
        }, watchAgain),
      RESTART_PAUSE_MILLIS * 4,
    );
  };
  watch(child);
  return {
    pid: () => child.pid,
    stop: async () => {
      isStopping = true;
      await end(child);
    },
  };
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
    }, READY_TIMEOUT_MILLIS);
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
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MILLIS);
  await ended;
  clearTimeout(timer);
}
