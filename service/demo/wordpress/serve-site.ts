import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { supervise } from '../child-process.ts';
import type { Supervised } from '../child-process.ts';
import { findFreePort } from '../free-port.ts';
import type { Runtime } from './find-php.ts';
import { writePlan } from './server-plan.ts';
import type { ServerPlan } from './server-plan.ts';
import { WordPressError } from './wordpress-error.ts';

/** Who hears what the server says. */
export type ServeListeners = { readonly onProgress: (text: string) => void; readonly onLine: (line: string) => void };

const here = path.dirname(fileURLToPath(import.meta.url));
/** The Playground compiles a PHP first, which takes long on a small machine. */
const READY_TIMEOUT_MILLIS = 180_000;

/** Serves a site that has been laid out, in a process that ends with this one and is started again when it dies. */
export async function serveSite(runtime: Runtime, plan: ServerPlan, { onProgress, onLine }: ServeListeners): Promise<Supervised> {
  if ((await findFreePort(plan.port)) !== plan.port) {
    throw new WordPressError(`Port ${plan.port} is taken by another program. Free it, or choose another one.`);
  }
  // The Playground leaves files behind when it is killed: they belong to us, so that the next start removes them.
  const temporary = path.join(plan.directory, 'tmp');
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { mode: 0o700 });
  const server = await supervise({
    name: 'WordPress',
    args: [path.join(here, `${runtime}-main.ts`)],
    environment: { ...writePlan(plan), TMPDIR: temporary },
    cwd: path.join(here, '..', '..', '..'),
    onLine,
    onRestart: (name) => onProgress(`${name} ended unexpectedly and is started again.`),
    readyTimeoutMillis: READY_TIMEOUT_MILLIS,
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(temporary, { recursive: true, force: true });
  };
  return { pid: server.pid, stop };
}
