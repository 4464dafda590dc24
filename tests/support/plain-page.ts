import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A website of its own with the widget on it. */
export type PlainPage = { readonly url: (attributes?: string, style?: string) => string; readonly stop: () => Promise<void> };

/** Serves a page of somebody else's site, on another origin than the service: serif type, its own colours, one element of ours. */
export async function servePlainPage(serviceUrl: string, siteId: string): Promise<PlainPage> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A site</title><link rel="icon" href="data:,">
<style>:root { color-scheme: ${searchParams.get('scheme') ?? 'light'}; } body { margin: 0; padding: 16px; font: 17px/1.5 Georgia, serif; background: Canvas; color: CanvasText; } ${searchParams.get('style') ?? ''}</style>
<script type="module" src="${serviceUrl}/widget/holdfast.js"></script></head>
<body><main><h1>A site</h1><holdfast-booking service-url="${serviceUrl}" site="${siteId}" contact-phone="+46 8 555 0123" ${searchParams.get('attributes') ?? ''}><noscript><p><a href="${serviceUrl}/v1/plain/${siteId}/services">Book without JavaScript</a></p></noscript></holdfast-booking></main></body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (attributes = '', style = '') => `http://127.0.0.1:${port}/?${new URLSearchParams({ attributes, style }).toString()}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
