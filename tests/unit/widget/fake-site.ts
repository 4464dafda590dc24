import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';

/** A request as it arrived. */
export type Seen = {
  readonly method: string;
  readonly url: string;
  readonly key: string | undefined;
  readonly token: string | undefined;
  readonly proof: string | undefined;
  readonly body: string;
};

/** What is answered; 'drop' breaks the connection. A text is sent as a web page, anything else as JSON. */
export type Reply = { readonly status: number; readonly body: object | string } | 'drop';

/** A web server that answers as a test wants and remembers what it was asked. */
export type FakeSite = { readonly url: string; readonly seen: Seen[]; readonly stop: () => Promise<void> };

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** Starts such a server on a free port. */
export async function serveFakeSite(answer: (seen: Seen) => Reply): Promise<FakeSite> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const { 'idempotency-key': key, 'holdfast-token': token, 'holdfast-proof': proof } = request.headers;
      const asked: Seen = {
        method: request.method ?? '',
        url: request.url ?? '',
        key: typeof key === 'string' ? key : undefined,
        token: typeof token === 'string' ? token : undefined,
        proof: typeof proof === 'string' ? proof : undefined,
        body: await readBody(request),
      };
      seen.push(asked);
      const reply = answer(asked);
      if (reply === 'drop') return request.socket.destroy();
      const isPage = typeof reply.body === 'string';
      response.writeHead(reply.status, { 'content-type': isPage ? 'text/html' : 'application/json' });
      response.end(isPage ? reply.body : JSON.stringify(reply.body));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
