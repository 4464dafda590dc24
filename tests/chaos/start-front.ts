import { createServer, createConnection } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** The one address of several service processes. */
export type Front = { readonly url: string; readonly port: number; readonly stop: () => Promise<void> };

/** How often all processes are tried before a caller is sent away. */
const ROUNDS = 3;
const ROUND_PAUSE_MILLIS = 100;

/**
 * Starts what stands before the service processes: a TCP balancer that takes them in turn and passes by those that do not listen.
 * It knows nothing of HTTP, so a process that dies breaks the connections that it had, as it does behind any balancer.
 */
export async function startFront(backends: readonly number[]): Promise<Front> {
  const sockets = new Set<Socket>();
  let turn = 0;
  const connectOnce = (port: number): Promise<Socket | null> =>
    new Promise((resolve) => {
      const socket = createConnection({ port, host: '127.0.0.1' });
      socket.once('connect', () => resolve(socket));
      socket.once('error', () => resolve(null));
    });
  const connect = async (): Promise<Socket | null> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let tried = 0; tried < backends.length; tried += 1) {
        turn += 1;
        const backend = await connectOnce(backends[turn % backends.length] ?? 0);
        if (backend !== null) return backend;
      }
      await wait(ROUND_PAUSE_MILLIS);
    }
    return null;
  };
  const server = createServer({ pauseOnConnect: true }, (caller) => {
    sockets.add(caller);
    caller.on('error', () => caller.destroy());
    caller.once('close', () => sockets.delete(caller));
    void connect().then((backend) => {
      if (backend === null || caller.destroyed) {
        caller.destroy();
        backend?.destroy();
        return;
      }
      backend.on('error', () => caller.destroy());
      backend.once('close', () => caller.destroy());
      caller.once('close', () => backend.destroy());
      caller.pipe(backend);
      backend.pipe(caller);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
