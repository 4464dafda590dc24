import net from 'node:net';

/** Asks for a path with these headers and answers how many bytes of a body came. */
export type CountingClient = (target: string, headers: Readonly<Record<string, string>>) => Promise<number>;

type Waiting = { readonly resolve: (bytes: number) => void; readonly reject: (error: Error) => void };

type Connection = { readonly ask: (text: string) => Promise<number>; readonly isOpen: () => boolean };

const READ_BYTES = 1 << 16;

/**
 * Creates a client that keeps its connections and reads what comes into one buffer without looking at it: whoever asks sits at a computer of his own, and must not take time from
 * the service that is measured.
 */
export function createCountingClient(url: string): CountingClient {
  const { hostname, port, host } = new URL(url);
  const idle: Connection[] = [];
  return async (target, headers) => {
    const connection = idle.pop() ?? connect(hostname, Number(port));
    const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    const bytes = await connection.ask(`GET ${target} HTTP/1.1\r\n${lines.join('')}\r\n`);
    if (connection.isOpen()) idle.push(connection);
    return bytes;
  };
}

function connect(host: string, port: number): Connection {
  let waiting: Waiting | null = null;
  let [head, bytes, left] = ['', 0, 0];
  const end = (): void => {
    const ended = waiting;
    waiting = null;
    ended?.resolve(bytes);
  };
  const take = (chunk: Buffer): void => {
    if (left === 0) {
      head += chunk.toString('latin1');
      const length = head.indexOf('\r\n\r\n');
      if (length === -1) return;
      const beyond = head.length - length - 4;
      bytes = readLength(head.slice(0, length));
      head = '';
      left = bytes - beyond;
    } else left -= chunk.length;
    if (left === 0) end();
  };
  const fail = (error: Error): void => void waiting?.reject(error);
  const buffer = Buffer.alloc(READ_BYTES);
  const callback = (count: number): boolean => {
    try {
      take(buffer.subarray(0, count));
    } catch (error) {
      socket.destroy(error instanceof Error ? error : new Error(String(error)));
    }
    return true;
  };
  const socket = net.connect({ host, port, noDelay: true, onread: { buffer, callback } });
  socket.on('error', fail).on('close', () => fail(new Error('the service closed the connection')));
  const ask = (text: string): Promise<number> =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject };
      socket.write(text);
    });
  return { ask, isOpen: () => !socket.destroyed };
}

/** Reads how long the body is; an answer that is not 200 is an error. */
function readLength(head: string): number {
  const [status = ''] = head.split('\r\n');
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (!status.startsWith('HTTP/1.1 200 ') || length === undefined) throw new Error(`the service answered ${status}`);
  return Number(length);
}
