import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { hasSystemCode } from '../../embedded-postgres/embedded-postgres-error.ts';
import { isAlive } from '../../wait-for-end.ts';

const BEAT_MILLIS = 2_000;
const DEAD_AFTER_MILLIS = 30_000;
const LOOK_MILLIS = 250;

/** How to behave while somebody else has the lock. */
export type LockOptions = {
  readonly onWait: () => void;
  /** Whether what the lock was wanted for has been done meanwhile. */
  readonly isNeedless: () => boolean;
  readonly signal: AbortSignal;
};

/**
 * Takes a lock that is a file, and waits while a living process has it. Its owner touches it every two seconds; one that has
 * not been touched for half a minute, or whose process is gone, is taken over. Answers how to release it, or null when it became needless.
 * It saves work and is no guarantee: two may rarely hold it at once.
 */
export async function takeLock(file: string, { onWait, isNeedless, signal }: LockOptions): Promise<(() => Promise<void>) | null> {
  let hasSaid = false;
  while (!isNeedless()) {
    signal.throwIfAborted();
    const release = await tryLock(file);
    if (release !== null) return release;
    if (await isDead(file)) {
      await rm(file, { force: true });
      continue;
    }
    if (!hasSaid) onWait();
    hasSaid = true;
    await wait(LOOK_MILLIS, undefined, { signal });
  }
  return null;
}

const ownName = (): string => `${process.pid} ${hostname()}`;

async function tryLock(file: string): Promise<(() => Promise<void>) | null> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(ownName());
    await handle.close();
  } catch (error) {
    if (hasSystemCode(error, 'EEXIST')) return null;
    throw error;
  }
  const beat = (): void => {
    const now = Date.now() / 1_000;
    void utimes(file, now, now).catch(() => undefined);
  };
  const timer = setInterval(beat, BEAT_MILLIS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    if ((await readFile(file, 'utf8').catch(() => '')) === ownName()) await rm(file, { force: true });
  };
}

async function isDead(file: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(file);
    if (Date.now() - mtimeMs > DEAD_AFTER_MILLIS) return true;
    const [pid, host] = (await readFile(file, 'utf8')).split(' ');
    // Process ids mean something on one machine (or container) only. An empty file belongs to somebody who is just writing it.
    return host === hostname() && pid !== '' && !isAlive(Number(pid));
  } catch {
    return false;
  }
}
