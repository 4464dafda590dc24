import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeThemeStyle } from './theme-styles.ts';
import type { ThemeName } from './theme-styles.ts';

/** How one page of the website looks, and the attributes of the element on it. */
export type ThemedPageOptions = {
  readonly theme: ThemeName;
  readonly scheme?: 'light' | 'dark';
  readonly attributes?: string;
  /** Leaves the element out, to see what the site looks like without it. */
  readonly isBare?: boolean;
};

/** A website with a theme, the widget in the middle of it, and things of its own around. */
export type ThemedSite = { readonly url: (options: ThemedPageOptions) => string; readonly stop: () => Promise<void> };

const own = (
  where: string,
): string => `<div class="own own-${where}"><p>Something of the site's own: <a href="#own">a link</a> <button type="button">A button</button></p>
<form><label>A field <input type="text" value="typed"></label></form>
<table><tr><th>Day</th><td>Open</td></tr></table></div>`;

/** Serves the website; the query says which theme the page has. */
export async function serveThemedSite(serviceUrl: string, siteId: string): Promise<ThemedSite> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const scheme = searchParams.get('scheme') === 'dark' ? 'dark' : 'light';
    const name = searchParams.get('theme');
    const theme = name === 'classic-theme' || name === 'page-builder' ? name : 'block-theme';
    const element = `<holdfast-booking class="alignwide" service-url="${serviceUrl}" site="${siteId}" contact-phone="+46 8 555 0123" contact-email="hello@salon.example" ${searchParams.get('attributes') ?? ''}></holdfast-booking>`;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A site</title><link rel="icon" href="data:,">
<style>${writeThemeStyle(theme, scheme)}</style>
<script type="module" src="${serviceUrl}/widget/holdfast.js?ver=1.2.3"></script></head>
<body class="${scheme === 'dark' ? 'is-dark-theme' : ''}"><div id="page" class="site kit wp-site-blocks"><main class="entry-content"><h1>Book a visit</h1>
${own('before')}${searchParams.has('bare') ? '' : element}${own('after')}</main></div></body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: ({ theme, scheme = 'light', attributes = '', isBare = false }) =>
      `http://127.0.0.1:${port}/?${new URLSearchParams({ theme, scheme, attributes, ...(isBare && { bare: '' }) }).toString()}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
