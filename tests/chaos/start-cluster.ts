import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { endWithLauncher } from '../../service/embedded-postgres/end-with-launcher.ts';
import { isProcessAlive } from '../../service/embedded-postgres/process-facts.ts';
import { startEmbeddedPostgres } from '../../service/embedded-postgres/start-embedded-postgres.ts';
import type { EmbeddedPostgres } from '../../service/embedded-postgres/start-embedded-postgres.ts';
import { findFreePort } from '../../service/demo/free-port.ts';
import { waitFor } from '../support/wait-for.ts';

/** A PostgreSQL of one run, with its safe settings, that can be shut down under its users. */
export type Cluster = {
  readonly connectionString: string;
  readonly processId: () => number;
  /** Shuts PostgreSQL down at once (SIGQUIT: no goodbye, no checkpoint) and starts it again, which recovers from its log. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const SECONDS_TO_DIE = 20;

/** Starts a cluster in a temporary folder. It goes with this process, however that ends. */
export async function startCluster(): Promise<Cluster> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'holdfast-cluster-'));
  // As root PostgreSQL runs as "nobody", who has to pass through.
  await chmod(folder, 0o711);
  const port = await findFreePort(0);
  const start = async (): Promise<{ running: EmbeddedPostgres; callOff: () => void }> => {
    const running = await startEmbeddedPostgres({
      ...{ durable: true, port, maxConnections: 120 },
      dataDirectory: path.join(folder, 'postgres'),
    });
    return { running, callOff: endWithLauncher(running.processId, folder) };
  };
  let current = await start();
  return {
    connectionString: current.running.connectionString,
    processId: () => current.running.processId,
    restart: async () => {
      const { processId } = current.running;
      process.kill(processId, 'SIGQUIT');
      await waitFor(async () => !isProcessAlive(processId), SECONDS_TO_DIE);
      current.callOff();
      // Nothing runs any more; this gives the ownership of the folder back.
      await current.running.stop();
      current = await start();
    },
    stop: async () => {
      await current.running.stop();
      current.callOff();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
