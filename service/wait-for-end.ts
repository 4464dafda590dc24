const LOOK_MILLIS = 1_000;

/** Waits until the process is asked to end (SIGTERM, SIGINT), or until the process that started it is gone. */
export async function waitForEnd(parentPid: number | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = parentPid === undefined ? null : setInterval(() => void (isAlive(parentPid) || end()), LOOK_MILLIS);
    // A service without a listener of its own would end here; the timer of the worker keeps it up.
    const end = (): void => {
      if (timer !== null) clearInterval(timer);
      resolve();
    };
    // The listeners stay: a terminal, npm and a supervisor may all pass the same wish on, and a second signal must not cut the stopping short.
    process.on('SIGTERM', end);
    process.on('SIGINT', end);
  });
}

/** Whether a process lives. EPERM: it lives, but belongs to somebody else. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
