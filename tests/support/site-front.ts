import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The ways a website forwards requests: its REST API, and the action of admin-ajax. */
export type Door = 'rest' | 'ajax';

/** What stands in a door: nothing; a firewall that shows a page (to all, or to writes only, with a 200); a service that is away. */
export type DoorState = 'open' | 'firewall' | 'firewall-for-writes' | 'away';

/** A request as it came to a door. */
export type DoorVisit = {
  readonly door: Door;
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly status: number;
};

/** A website that stands in front of a service, as a bridge does. */
export type SiteFront = {
  /** The address of a page with the widget; attributes are written into its tag. */
  readonly url: (attributes?: string, element?: 'holdfast-booking' | 'holdfast-manage') => string;
  readonly doors: Record<Door, DoorState>;
  readonly visits: DoorVisit[];
  readonly stop: () => Promise<void>;
};

const page = (
  scriptUrl: string,
  attributes: string,
  element: string,
): string => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>A site</title><link rel="icon" href="data:,">
<style>body { margin: 0; padding: 16px; font: 17px/1.5 Georgia, serif; }</style><script type="module" src="${scriptUrl}"></script></head>
<body><main><h1>A site</h1><${element} contact-phone="+46 8 555 0123" contact-email="hello@salon.example" ${attributes}></${element}></main></body></html>`;

const blockedPage = '<!doctype html><title>403</title><h1>Your request was blocked</h1>';
const away = { code: 'service_unavailable', title: 'Booking is not reachable.', detail: 'Try again in a moment.', status: 503 };

/** Finds the door of a request and the path behind it, in each of the ways WordPress writes addresses. */
function findDoor(url: URL): { readonly door: Door; readonly path: string } | null {
  const { pathname, searchParams } = url;
  const rest = pathname === '/index.php' ? `/wp-json${searchParams.get('rest_route') ?? ''}` : pathname;
  if (rest.startsWith('/wp-json/holdfast/v1/')) return { door: 'rest', path: rest.slice('/wp-json/holdfast'.length) };
  const isOurs = pathname === '/wp-admin/admin-ajax.php' && searchParams.get('action') === 'holdfast';
  return isOurs ? { door: 'ajax', path: searchParams.get('path') ?? '' } : null;
}

/** Serves a website whose two doors lead to a service; what a door does can be changed while it runs. */
export async function serveSiteFront(serviceUrl: string, siteId: string): Promise<SiteFront> {
  const doors: Record<Door, DoorState> = { rest: 'open', ajax: 'open' };
  const visits: DoorVisit[] = [];
  const forward = async (
    request: IncomingMessage,
    url: URL,
    path: string,
  ): Promise<{ status: number; type: string; text: string }> => {
    const query = new URLSearchParams([...url.searchParams].filter(([name]) => !['rest_route', 'action', 'path'].includes(name)));
    query.set('site', siteId);
    const names = ['content-type', 'idempotency-key', 'holdfast-token'];
    const headers = Object.fromEntries(
      names.flatMap((name) => {
        const value = request.headers[name];
        return typeof value === 'string' ? [[name, value]] : [];
      }),
    );
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = chunks.length > 0 ? Buffer.concat(chunks) : null;
    const answer = await fetch(`${serviceUrl}${path}?${query.toString()}`, { method: request.method ?? 'GET', headers, body });
    const [type, text] = [answer.headers.get('content-type') ?? '', await answer.text()];
    if (answer.ok) return { status: answer.status, type, text };
    const problem: { readonly code: string; readonly title: string } = JSON.parse(text);
    const error = { code: problem.code, message: problem.title, data: problem };
    return { status: answer.status, type: 'application/json', text: JSON.stringify(error) };
  };
  const pass = async (request: IncomingMessage, url: URL, door: Door, path: string) => {
    const state = doors[door];
    if (state === 'away')
      return {
        status: 503,
        type: 'application/json',
        text: JSON.stringify({ code: away.code, message: away.title, data: away }),
      };
    if (state === 'firewall') return { status: 403, type: 'text/html', text: blockedPage };
    if (state === 'firewall-for-writes' && request.method !== 'GET') return { status: 200, type: 'text/html', text: blockedPage };
    return forward(request, url, path);
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const found = findDoor(url);
    if (found === null) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(
        page(`${serviceUrl}/widget/holdfast.js`, url.searchParams.get('attributes') ?? '', url.searchParams.get('element') ?? ''),
      );
      return;
    }
    const { status, type, text } = await pass(request, url, found.door, found.path);
    const key = request.headers['idempotency-key'];
    visits.push({ ...found, method: request.method ?? '', key: typeof key === 'string' ? key : null, status });
    response.writeHead(status, { 'content-type': type });
    response.end(text);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (attributes = defaultAttributes, element = 'holdfast-booking') =>
      `http://127.0.0.1:${port}/?${new URLSearchParams({ attributes, element }).toString()}`,
    doors,
    visits,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The two addresses as a block writes them. */
export const defaultAttributes =
  'service-url="/wp-json/holdfast" fallback-url="/wp-admin/admin-ajax.php?action=holdfast&amp;path="';
