import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createApiClient } from '../../../adapters/widget/api-client.ts';
import { createBookingClient } from '../../../adapters/widget/later/booking-client.ts';
import { isAway, RequestError } from '../../../adapters/widget/problem.ts';
import type { Problem } from '../../../adapters/widget/problem.ts';

type Seen = {
  readonly method: string;
  readonly url: string;
  readonly key: string | undefined;
  readonly token: string | undefined;
  readonly body: string;
};
/** What the server does with a request: answers it, drops the connection, or stays silent. */
type Reply = { readonly status: number; readonly body: object | string } | 'drop' | 'silence';

let server: Server | null = null;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = null;
});

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

async function serve(replies: readonly Reply[]): Promise<{ readonly url: string; readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { 'idempotency-key': key, 'holdfast-token': token } = request.headers;
    seen.push({
      method: request.method ?? '',
      url: request.url ?? '',
      key: typeof key === 'string' ? key : undefined,
      token: typeof token === 'string' ? token : undefined,
      body: await readBody(request),
    });
    const reply = replies[seen.length - 1] ?? replies.at(-1) ?? 'drop';
    if (reply === 'drop') return void request.socket.destroy();
    if (reply === 'silence') return;
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
  };
  const running = createServer((request, response) => void answer(request, response));
  server = running;
  await new Promise<void>((resolve) => running.listen(0, '127.0.0.1', resolve));
  const address = running.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}/`, seen };
}

const clientOf = (url: string): ReturnType<typeof createApiClient> =>
  createApiClient({ serviceUrl: url, site: 'site_1', retryDelaysMs: [1, 1], timeoutMs: 300 });
const bookingsOf = (url: string): ReturnType<typeof createBookingClient> => {
  let count = 0;
  return createBookingClient(clientOf(url).transport, () => `key-${(count += 1)}`);
};

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RequestError)) throw new Error('no problem');
  return error.problem;
}

const query = {
  service: 'svc_1',
  resource: null,
  partySize: 2,
  timeZone: 'Europe/Stockholm',
  from: '2026-11-01',
  to: '2026-12-01',
};
const quoteBody = { serviceId: 'svc_1', partySize: 1, extras: [], codes: [] };
const booking = { bookingId: 'bkg_1', manageToken: 'hfm_t' };

describe('reads', () => {
  test('name the site and ask for what was wanted', async () => {
    const { url, seen } = await serve([{ status: 200, body: { timeZone: 'Europe/Stockholm', slots: [] } }]);
    await clientOf(url).listSlots(query);
    expect(seen[0]?.url).toBe(
      '/v1/slots?site=site_1&service=svc_1&partySize=2&timeZone=Europe%2FStockholm&from=2026-11-01&to=2026-12-01',
    );
    expect(seen[0]?.key).toBeUndefined();
  });

  test('are repeated when the connection breaks or the service restarts', async () => {
    const { url, seen } = await serve([
      'drop',
      { status: 503, body: 'starting' },
      { status: 200, body: { business: {}, services: [] } },
    ]);
    await clientOf(url).listServices();
    expect(seen).toHaveLength(3);
  });

  test('are not repeated when the answer is a refusal', async () => {
    const { url, seen } = await serve([{ status: 422, body: { code: 'range_too_long', detail: 'Ask for less.' } }]);
    expect(await problemOf(clientOf(url).listSlots(query))).toMatchObject({
      code: 'range_too_long',
      status: 422,
      detail: 'Ask for less.',
    });
    expect(seen).toHaveLength(1);
  });

  test('end after their time', async () => {
    const { url } = await serve(['silence']);
    const problem = await problemOf(clientOf(url).listServices());
    expect(problem.code).toBe('timeout');
    expect(isAway(problem)).toBe(true);
  });

  test('take no page of a proxy for an answer', async () => {
    const { url } = await serve([{ status: 200, body: '<html>maintenance</html>' }]);
    expect((await problemOf(clientOf(url).listServices())).code).toBe('bad_answer');
  });
});

describe('writes', () => {
  test('keep their key until the service has answered', async () => {
    const { url, seen } = await serve([
      'drop',
      'drop',
      'drop',
      { status: 500, body: { code: 'internal_error' } },
      { status: 200, body: { quote: {} } },
      { status: 200, body: { quote: {} } },
    ]);
    const bookings = bookingsOf(url);
    expect((await problemOf(bookings.computeQuote(quoteBody))).code).toBe('network');
    expect((await problemOf(bookings.computeQuote(quoteBody))).code).toBe('internal_error');
    await bookings.computeQuote(quoteBody);
    await bookings.computeQuote(quoteBody);
    expect(seen.map((request) => request.key)).toEqual(['key-1', 'key-1', 'key-1', 'key-1', 'key-1', 'key-2']);
  });

  test('of another content have another key', async () => {
    const { url, seen } = await serve([{ status: 500, body: { code: 'internal_error' } }]);
    const bookings = bookingsOf(url);
    await problemOf(bookings.computeQuote(quoteBody));
    await problemOf(bookings.computeQuote({ ...quoteBody, partySize: 2 }));
    expect(seen.map((request) => request.key)).toEqual(['key-1', 'key-2']);
  });

  test('that are refused are a new action the next time', async () => {
    const { url, seen } = await serve([{ status: 422, body: { code: 'code_invalid' } }]);
    const bookings = bookingsOf(url);
    await problemOf(bookings.computeQuote(quoteBody));
    await problemOf(bookings.computeQuote(quoteBody));
    expect(seen.map((request) => request.key)).toEqual(['key-1', 'key-2']);
  });

  test('wait for their own first sending', async () => {
    const { url, seen } = await serve([
      { status: 409, body: { code: 'idempotency_key_in_use' } },
      { status: 200, body: { booking: {}, order: {} } },
    ]);
    await bookingsOf(url).cancelBooking(booking, { expectedRefund: null });
    expect(seen.map((request) => [request.url, request.key, request.token])).toEqual([
      ['/v1/bookings/bkg_1/cancel?site=site_1', 'key-1', 'hfm_t'],
      ['/v1/bookings/bkg_1/cancel?site=site_1', 'key-1', 'hfm_t'],
    ]);
  });

  test('tell the nearest times when the wanted one is taken', async () => {
    const slot = { startsAt: '2026-11-24T09:00:00Z', endsAt: '2026-11-24T09:45:00Z', resourceIds: [], remaining: 1 };
    const { url } = await serve([{ status: 409, body: { code: 'slot_taken', alternatives: [slot, { broken: true }] } }]);
    const problem = await problemOf(
      bookingsOf(url).placeHold({ ...quoteBody, startsAt: slot.startsAt, timeZone: 'Europe/Stockholm' }),
    );
    expect(problem.alternatives).toEqual([slot]);
    expect(isAway(problem)).toBe(false);
  });
});
