import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Waits until something accepts connections on a port of the loopback; answers whether it did so in time. */
export async function waitUntilListening(port: number, seconds: number): Promise<boolean> {
  const until = performance.now() + seconds * 1_000;
  while (performance.now() < until) {
    if (await accepts(port)) return true;
    await wait(50);
  }
  return false;
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (isOpen: boolean): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
