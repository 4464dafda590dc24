import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A website of one page. */
export type Website = {
  readonly origin: string;
  /** Lets the page show a site of a service. Until then it is shown as it lies in its file. */
  readonly connect: (serviceUrl: string, siteId: string) => void;
  readonly stop: () => Promise<void>;
};

/** Serves index.html on a free port, as any web server would. */
export async function serveWebsite(): Promise<Website> {
  let html = await readFile(new URL('./index.html', import.meta.url), 'utf8');
  const server = createServer((request, response) => {
    const isPage = request.method === 'GET' && new URL(request.url ?? '/', 'http://page').pathname === '/';
    response
      .writeHead(isPage ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
      .end(isPage ? html : 'There is nothing here.');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    connect: (serviceUrl, siteId) => {
      html = html
        .replace(/\bsrc="[^"]*\/widget\/holdfast\.js"/, `src="${serviceUrl}/widget/holdfast.js"`)
        .replace(/\bservice-url="[^"]*"/, `service-url="${serviceUrl}"`)
        .replace(/\bsite="[^"]*"/, `site="${siteId}"`);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
