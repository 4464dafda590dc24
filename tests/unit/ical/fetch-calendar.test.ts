import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCalendarFetcher } from '../../../adapters/ical/fetch-calendar.ts';
import type { FetchOptions } from '../../../adapters/ical/fetch-calendar.ts';

/* A publisher on this machine. Of the addresses here only 127.0.0.1 counts as outside. */

const text = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';
const seen: IncomingHttpHeaders[] = [];
let server: Server;
let base = '';

const answers: Readonly<Record<string, RequestListener>> = {
  '/good': (request, response) => {
    const isKnown = request.headers['if-none-match'] === '"1"' || request.headers['if-modified-since'] !== undefined;
    response
      .writeHead(isKnown ? 304 : 200, { etag: '"1"', 'last-modified': 'Mon, 23 Nov 2026 10:00:00 GMT' })
      .end(isKnown ? '' : text);
  },
  '/large': (_request, response) => void response.writeHead(200).end('x'.repeat(2_001)),
  '/endless': (_request, response) => void response.writeHead(200).write('BEGIN:VCALENDAR'),
  '/silent': () => undefined,
  '/packed': (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
  '/loop': (_request, response) => void response.writeHead(302, { location: '/loop' }).end(),
  '/moved': (_request, response) => void response.writeHead(301, { location: '/good' }).end(),
  '/inside': (_request, response) => void response.writeHead(302, { location: 'http://127.0.0.2:1/secret' }).end(),
  '/inside-by-name': (_request, response) => void response.writeHead(302, { location: 'http://inside.example/secret' }).end(),
  '/file': (_request, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/cut': (_request, response) => {
    response.writeHead(200, { 'content-length': '500' }).write(text);
    setImmediate(() => response.destroy());
  },
};

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.headers);
    const [, status] = /^\/status\/(\d+)$/.exec(request.url ?? '') ?? [];
    if (status !== undefined) return void response.writeHead(Number(status)).end();
    answers[request.url ?? '']?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const names: Readonly<Record<string, readonly string[]>> = {
  'outside.example': ['127.0.0.1'],
  'inside.example': ['127.0.0.2'],
  'both.example': ['127.0.0.1', '10.0.0.1'],
};
const options: FetchOptions = {
  isForbidden: (address) => address !== '127.0.0.1',
  allowsPlainHttp: true,
  maximumBytes: 2_000,
  resolve: async (hostname) => {
    const found = names[hostname];
    if (found === undefined) throw new Error('ENOTFOUND');
    return found.map((address) => ({ address, family: 4 }));
  },
};
const fetchCalendar = createCalendarFetcher(options);
const get = (path: string) => fetchCalendar(`${base}${path}`, null);
const byName = (name: string, path: string) => fetchCalendar(`${base.replace('127.0.0.1', name)}${path}`, null);

describe('a calendar', () => {
  const validators = { etag: '"1"', lastModified: 'Mon, 23 Nov 2026 10:00:00 GMT' };

  test.each(['/good', '/moved'])('%s is fetched with what is known of its version', async (path) => {
    expect(await get(path)).toEqual({ kind: 'text', text, validators });
  });

  test('that is known is not sent again', async () => {
    expect(await fetchCalendar(`${base}/good`, validators)).toEqual({ kind: 'unchanged' });
    expect(seen.at(-1)).toMatchObject({
      'if-none-match': '"1"',
      'if-modified-since': validators.lastModified,
      'accept-encoding': 'identity',
    });
    expect(await fetchCalendar(`${base}/good`, { etag: null, lastModified: validators.lastModified })).toEqual({
      kind: 'unchanged',
    });
  });

  test('is asked for at the address that its name was resolved to', async () => {
    expect(await byName('outside.example', '/good')).toMatchObject({ kind: 'text' });
  });
});

describe('what must not or cannot be read', () => {
  test.each(['/large', '/packed', '/loop', '/inside', '/inside-by-name', '/file', '/status/404', '/status/403', '/status/304'])(
    '%s is refused',
    async (path) => {
      await expect(get(path)).rejects.toMatchObject({ name: 'Fault', code: 'provider_rejected', retryable: false });
    },
  );

  test.each(['/cut', '/status/500', '/status/429'])('%s may work later', async (path) => {
    await expect(get(path)).rejects.toMatchObject({ name: 'Fault', code: 'provider_unavailable', retryable: true });
  });

  test.each(['/silent', '/endless'])('%s is given up', async (path) => {
    const hurried = createCalendarFetcher({ ...options, timeoutMillis: 100 });
    await expect(hurried(`${base}${path}`, null)).rejects.toMatchObject({
      code: 'provider_unavailable',
      message: 'the calendar took too long',
    });
  });

  test.each(['inside.example', 'both.example'])('a name that stands for an address inside is never asked: %s', async (name) => {
    const before = seen.length;
    await expect(byName(name, '/good')).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(seen).toHaveLength(before);
  });

  test('a name that nobody knows may be known later', async () => {
    await expect(byName('nowhere.example', '/good')).rejects.toMatchObject({ code: 'provider_unavailable' });
  });

  test.each([
    'http://127.0.0.2/a.ics',
    'http://[::1]/a.ics',
    'http://2130706434/a.ics',
    'ftp://outside.example/a.ics',
    'http://user:secret@outside.example/a.ics',
    'no address',
  ])('%s is refused before anybody is asked', async (address) => {
    await expect(fetchCalendar(address, null)).rejects.toMatchObject({ code: 'provider_rejected' });
  });

  test('without leave everything but https is refused', async () => {
    const strict = createCalendarFetcher({ isForbidden: () => false });
    await expect(strict(`${base}/good`, null)).rejects.toMatchObject({ code: 'provider_rejected' });
  });
});
