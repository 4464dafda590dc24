import { afterEach, describe, expect, test } from '@jest/globals';
import { createApiClient } from '../../../adapters/widget/api-client.ts';
import type { ApiClient } from '../../../adapters/widget/api-client.ts';
import { createBookingClient } from '../../../adapters/widget/later/booking-client.ts';
import type { BookingClient } from '../../../adapters/widget/later/booking-client.ts';
import { RequestError } from '../../../adapters/widget/problem.ts';
import type { Problem } from '../../../adapters/widget/problem.ts';
import { serveFakeSite } from './fake-site.ts';
import type { FakeSite, Reply } from './fake-site.ts';

const first = '/wp-json/holdfast';
const second = '/wp-admin/admin-ajax.php?action=holdfast&path=';
const catalog: Reply = { status: 200, body: { business: {}, services: [] } };
const firewall: Reply = { status: 403, body: '<html><h1>Request blocked</h1></html>' };
const booking = { bookingId: 'bkg_1', manageToken: 'hfm_t' };
const quoteBody = { serviceId: 'svc_1', partySize: 1, extras: [], codes: [] };

let site: FakeSite;
afterEach(() => site.stop());

const isFirst = (url: string): boolean => url.startsWith(first);

/** A site whose two ways answer each in their own manner. */
async function open(answers: { readonly first: Reply; readonly second: Reply }): Promise<void> {
  site = await serveFakeSite(({ url }) => (isFirst(url) ? answers.first : answers.second));
}

const clientOf = (serviceUrl = first, fallbackUrl: string | null = second): ApiClient =>
  createApiClient({
    serviceUrl: site.url + serviceUrl,
    fallbackUrl: fallbackUrl && site.url + fallbackUrl,
    site: '',
    retryDelaysMs: [1],
    timeoutMs: 5_000,
  });
const bookingsOf = (client: ApiClient): BookingClient => {
  let count = 0;
  return createBookingClient(client.transport, () => `key-${(count += 1)}`);
};

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RequestError)) throw new Error('no problem');
  return error.problem;
}

describe('an address', () => {
  test.each([
    ['a service', '', '/v1/bookings/bkg_1/checkout', '/v1/services?site=site_1'],
    ['a service behind a path', '/booking/', '/booking/v1/bookings/bkg_1/checkout', '/booking/v1/services?site=site_1'],
    ['a REST root', first, `${first}/v1/bookings/bkg_1/checkout`, `${first}/v1/services?site=site_1`],
    [
      'a REST root under plain permalinks',
      '/index.php?rest_route=/holdfast',
      '/index.php?rest_route=/holdfast/v1/bookings/bkg_1/checkout',
      '/index.php?rest_route=/holdfast/v1/services&site=site_1',
    ],
    ['admin-ajax', second, `${second}/v1/bookings/bkg_1/checkout`, `${second}/v1/services&site=site_1`],
  ])('below %s holds the route and the query', async (_kind, root, route, withQuery) => {
    site = await serveFakeSite(({ method }) =>
      method === 'GET' ? catalog : { status: 200, body: { booking: {}, payment: null } },
    );
    await bookingsOf(clientOf(root, null)).startCheckout(booking, 'hash');
    await createApiClient({ serviceUrl: site.url + root, site: 'site_1' }).listServices();
    expect(site.seen.map(({ url }) => url)).toEqual([route, withQuery]);
  });

  test('is opened with the manage token in a header of our own', async () => {
    site = await serveFakeSite(() => ({ status: 200, body: { booking: {}, order: {} } }));
    await bookingsOf(clientOf()).cancelBooking(booking, { expectedRefund: null });
    expect(site.seen.map(({ token }) => token)).toEqual(['hfm_t']);
  });
});

describe('the second way', () => {
  test.each<readonly [string, Reply]>([
    ['a broken connection', 'drop'],
    ['a firewall’s page', firewall],
    ['a page that says all is well', { status: 200, body: '<html>Checking your browser…</html>' }],
    [
      'a login that somebody asks for',
      { status: 401, body: { code: 'rest_login_required', message: '', data: { status: 401 } } },
    ],
    ['a missing route', { status: 404, body: { code: 'rest_no_route', message: '', data: { status: 404 } } }],
    ['a method that is not allowed', { status: 405, body: '' }],
    ['an unwanted answer type', { status: 406, body: '' }],
    ['an unwanted content type', { status: 415, body: '' }],
    ['a gateway’s error', { status: 502, body: '<html>Bad gateway</html>' }],
    ['JSON that is no object', { status: 200, body: [] }],
  ])('is taken after %s', async (_case, reply) => {
    await open({ first: reply, second: catalog });
    await clientOf().listServices();
    expect(site.seen.map(({ url }) => isFirst(url))).toEqual([true, false]);
  });

  test.each<readonly [string, number, object]>([
    ['a refusal', 422, { code: 'range_too_long', detail: 'Ask for less.' }],
    [
      'a refusal that WordPress carries',
      409,
      { code: 'slot_taken', message: 'Taken', data: { code: 'slot_taken', status: 409 } },
    ],
    ['a missing booking', 404, { code: 'booking_not_found', message: '', data: { code: 'booking_not_found', status: 404 } }],
    ['a fault of ours', 500, { code: 'internal_error', message: '', data: { code: 'internal_error', status: 500 } }],
  ])('is not taken after %s: that is an answer of ours', async (_case, status, body) => {
    await open({ first: { status, body }, second: catalog });
    expect((await problemOf(clientOf().listServices())).status).toBe(status);
    expect(site.seen.map(({ url }) => isFirst(url))).toEqual([true]);
  });

  test('gets the very same write, under the same key', async () => {
    await open({ first: firewall, second: { status: 200, body: { quote: {} } } });
    await bookingsOf(clientOf()).computeQuote(quoteBody);
    const [blocked, passed] = site.seen;
    expect(passed).toMatchObject({ method: 'POST', key: 'key-1', body: JSON.stringify(quoteBody) });
    expect([blocked?.method, blocked?.key, blocked?.body]).toEqual([passed?.method, passed?.key, passed?.body]);
  });

  test('is kept for the page once it has worked, for every widget on it', async () => {
    await open({ first: firewall, second: catalog });
    await clientOf().listServices();
    await clientOf().listServices();
    await clientOf().listServices();
    expect(site.seen.map(({ url }) => isFirst(url))).toEqual([true, false, false, false]);
  });

  test('also has worked when it brought a refusal of ours', async () => {
    await open({ first: firewall, second: { status: 422, body: { code: 'range_too_long' } } });
    await problemOf(clientOf().listServices());
    await problemOf(clientOf().listServices());
    expect(site.seen.map(({ url }) => isFirst(url))).toEqual([true, false, false]);
  });

  test('gives way to the first again when it is blocked itself', async () => {
    let isTurned = false;
    site = await serveFakeSite(({ url }) => (isFirst(url) === isTurned ? catalog : firewall));
    await clientOf().listServices();
    isTurned = true;
    await clientOf().listServices();
    await clientOf().listServices();
    expect(site.seen.map(({ url }) => isFirst(url))).toEqual([true, false, false, true, true]);
  });

  test('that is blocked too leaves everything as it was, and the visitor is told', async () => {
    await open({ first: firewall, second: firewall });
    expect((await problemOf(clientOf().listServices())).code).toBe('bad_answer');
    await problemOf(clientOf().listServices());
    expect(site.seen.map(({ url }) => isFirst(url))).toEqual([true, false, true, false]);
  });

  test('is nowhere where none is named', async () => {
    await open({ first: firewall, second: catalog });
    expect((await problemOf(clientOf(first, null).listServices())).code).toBe('bad_answer');
    expect(site.seen).toHaveLength(1);
  });
});

test('a calendar file is read as it is; a page in its place is none', async () => {
  let answer: Reply = { status: 200, body: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' };
  site = await serveFakeSite(() => answer);
  const bookings = bookingsOf(clientOf());
  const file = await bookings.loadCalendarFile(booking);
  expect([file.type, await file.text()]).toEqual(['text/calendar;charset=utf-8', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n']);
  answer = firewall;
  expect((await problemOf(bookings.loadCalendarFile(booking))).code).toBe('bad_answer');
});
