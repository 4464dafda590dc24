import { setTimeout as sleep } from 'node:timers/promises';
import { hasSystemCode } from './embedded-postgres-error.ts';
import { isProcessAlive } from './process-facts.ts';

const waitUntilGone = async (pid: number, ceilingMilliseconds: number): Promise<boolean> => {
  const until = performance.now() + ceilingMilliseconds;
  while (isProcessAlive(pid)) {
    if (performance.now() > until) return false;
    await sleep(15);
  }
  return true;
};

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!hasSystemCode(error, 'ESRCH')) throw error;
  }
};

/**
 * Stops PostgreSQL: a fast shutdown (SIGINT: open transactions are rolled back, a checkpoint is written), and after the
 * ceiling an immediate one (SIGQUIT), which loses nothing that was committed but costs a recovery at the next start.
 * @see https://www.postgresql.org/docs/18/server-shutdown.html
 */
export const stopPostmaster = async (pid: number, fastCeilingMilliseconds = 15_000): Promise<void> => {
  signal(pid, 'SIGINT');
  if (await waitUntilGone(pid, fastCeilingMilliseconds)) return;
  signal(pid, 'SIGQUIT');
  if (await waitUntilGone(pid, 5_000)) return;
  throw new Error(`PostgreSQL (process ${pid}) does not stop`);
};
