import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { createManualClock } from '../../../adapters/memory/create-manual-clock.ts';
import { DAY, MINUTE } from '../../../core/index.ts';
import { systemClock } from '../../../service/system-ports.ts';
import { hold, findSlot } from '../../support/booking-steps.ts';
import { connectHarness } from '../../support/bridge.ts';
import { buildResource, buildService } from '../../support/fixtures-core.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';
import { unfoldStrictly } from '../../unit/ical/strict-lines.ts';

/* Calendar links as an owner makes them and calendar programs read them. */

const clock = createManualClock(systemClock.now());
const people = [buildResource(), buildResource({ id: 'res_bo', name: 'Bo' })];
const cut = buildService({
  ...{ payment: 'on_site', extras: [] },
  needs: [{ name: 'Stylist', anyOf: ['res_anna', 'res_bo'], visitorMayChoose: true }],
});
const catalog = { services: [cut], resources: people, codes: [] };
const customer = { name: 'Åsa "Öberg"; ATTENDEE:x\\n', email: 'asa@customer.example', phone: '+46 70 765 43 21' };

let harness: ServiceHarness;

beforeAll(async () => {
  harness = await startServiceHarness({ catalog, clock, environment: { HOLDFAST_STRANGER_LIMIT: '1000' } });
});
afterAll(() => harness.stop());

const make = async (body: Json): Promise<Json> => {
  const made = await harness.call('POST', '/v1/admin/feeds', { body });
  expect(made.status).toBe(201);
  expect(
    allRoutes.find(({ method, path }) => method === 'post' && path === '/admin/feeds')?.answer?.safeParse(made.body).error,
  ).toBe(undefined);
  return made.body;
};
const pathOf = (url: string): string => url.slice(harness.url.length);
const read = (url: string, headers: Record<string, string> = {}): Promise<TestAnswer> =>
  harness.call('GET', pathOf(url), { key: null, headers });
const book = async (resource: string): Promise<Json> => {
  const { startsAt } = await findSlot(harness, 'svc_cut', 3, { resource });
  const held = await hold(harness, { serviceId: 'svc_cut', startsAt, resourceId: resource, customer });
  expect(held.status).toBe(201);
  const booked = await harness.call('POST', `/v1/bookings/${held.body.booking.id}/checkout`, { body: {} });
  expect(booked.status).toBe(200);
  return held.body.booking;
};
const list = ({ text }: TestAnswer): Json[] => {
  unfoldStrictly(text);
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((entry) => {
    const { uid, summary, location, startDate } = new ICAL.Event(entry);
    const [status, sequence] = ['status', 'sequence'].map((name) => entry.getFirstPropertyValue(name));
    return { uid, summary, location, status, sequence, startsAt: startDate.toJSDate().toISOString() };
  });
};

describe('a feed', () => {
  test('is made, listed without its secret, read, and opens nothing once it is revoked', async () => {
    const { feed, url } = await make({ name: 'My phone', detail: 'full' });
    expect(url).toMatch(/\/v1\/feeds\/hff_a\.[\w-]+\.[\w-]{43}\.ics$/);
    const { feeds } = (await harness.call('GET', '/v1/admin/feeds')).body;
    expect(feeds).toEqual([feed]);
    expect(JSON.stringify(feeds)).not.toContain(url.split('.').at(-2));
    const answer = await read(url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('etag')).toMatch(/^"[\w-]+"$/);
    const revoked = await harness.call('DELETE', `/v1/admin/feeds/${feed.id}`);
    expect([revoked.status, revoked.body]).toEqual([200, { done: true }]);
    const known = answer.headers.get('etag') ?? '';
    const [after, unknown] = [
      await read(url, { 'if-none-match': known }),
      await read(url.replace(/\.[\w-]{43}\.ics$/, `.${'A'.repeat(43)}.ics`)),
    ];
    expect([after.status, after.body]).toEqual([404, unknown.body]);
    expect([...after.headers.keys()].toSorted()).toEqual([...unknown.headers.keys()].toSorted());
    expect((await harness.call('DELETE', `/v1/admin/feeds/${feed.id}`)).status).toBe(404);
  });

  test.each([
    'hff_a.x',
    'hff_nobody.abc.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics',
    'hff_a.abc.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics',
    '%2e%2e.ics',
    '.ics',
  ])('%s opens nothing', async (name) => {
    const answer = await harness.call('GET', `/v1/feeds/${name}`, { key: null });
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
  });

  test('is made by owners alone, for somebody who is there', async () => {
    const body = { name: 'Spy', detail: 'full' };
    expect((await harness.call('POST', '/v1/admin/feeds', { body, key: harness.a.bookingsKey })).status).toBe(403);
    expect((await harness.call('POST', '/v1/admin/feeds', { body, key: null })).status).toBe(401);
    const nobody = await harness.call('POST', '/v1/admin/feeds', { body: { ...body, resourceId: 'res_nobody' } });
    expect([nobody.status, nobody.body.code]).toEqual([422, 'invalid_request']);
    expect((await harness.call('POST', '/v1/admin/feeds', { body: { ...body, name: ' ' } })).status).toBe(422);
    const foreign = await make({ name: 'Ours', detail: 'full' });
    const removed = await harness.call('DELETE', `/v1/admin/feeds/${foreign.feed.id}`, { key: harness.b.apiKey });
    expect([removed.status, (await read(foreign.url)).status]).toEqual([404, 200]);
  });
});

describe('what stands in a feed', () => {
  test('bookings of the person, as they are booked, moved and cancelled; nothing else of the customer than the name', async () => {
    const [all, anna, bo, busy] = await Promise.all([
      make({ name: 'All', detail: 'full' }),
      make({ name: 'Anna', resourceId: 'res_anna', detail: 'full' }),
      make({ name: 'Bo', resourceId: 'res_bo', detail: 'full' }),
      make({ name: 'Partner', resourceId: 'res_anna', detail: 'busy' }),
    ]);
    const booking = await book('res_anna');
    const uid = `${booking.id}@holdfast.example`;
    const shown = await read(anna.url);
    expect(shown.text).toContain('X-WR-CALNAME:Anna\\, Salon A\r\n');
    const [event, ...others] = list(shown);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ uid, status: 'CONFIRMED', sequence: 0, startsAt: new Date(booking.startsAt).toISOString() });
    expect(event.summary).toBe('Cut, Åsa "Öberg"; ATTENDEE:x\\n');
    expect([list(await read(bo.url)), list(await read(all.url)).map((one) => one.uid)]).toEqual([[], [uid]]);
    const told = await read(busy.url);
    expect(list(told)).toEqual([{ ...event, summary: 'Busy', location: null }]);
    expect(told.text).not.toMatch(/Öberg|Storgatan|Cut/);
    for (const { text } of [shown, told, await read(all.url)]) expect(text).not.toMatch(/customer\.example|765 43/);

    const { startsAt } = await findSlot(harness, 'svc_cut', 6, { resource: 'res_anna' });
    clock.advance(MINUTE);
    const moved = await harness.call('POST', `/v1/bookings/${booking.id}/reschedule`, {
      body: { startsAt, resourceId: 'res_anna' },
    });
    expect(moved.status).toBe(200);
    expect(list(await read(anna.url))).toEqual([{ ...event, sequence: 1, startsAt: new Date(startsAt).toISOString() }]);
    expect((await harness.call('POST', `/v1/bookings/${booking.id}/cancel`, { body: {} })).status).toBe(200);
    expect(list(await read(anna.url))).toEqual([
      { ...event, sequence: 2, status: 'CANCELLED', startsAt: new Date(startsAt).toISOString() },
    ]);
    clock.advance(31 * DAY);
    expect(list(await read(anna.url))).toEqual([]);
    clock.advance(-31 * DAY);
  });
});

describe('who has a feed already', () => {
  test('is told so until something is booked; the packed form has a tag of its own', async () => {
    const { url } = await make({ name: 'Anna', resourceId: 'res_anna', detail: 'full' });
    await book('res_anna');
    const [plain, packed] = [await read(url, { 'accept-encoding': 'identity' }), await read(url, { 'accept-encoding': 'gzip' })];
    const tag = plain.headers.get('etag') ?? '';
    expect(packed.text).toBe(plain.text);
    const known = async (headers: Record<string, string>): Promise<unknown> => {
      const answer = await read(url, headers);
      return [answer.status, answer.text === ''];
    };
    expect(await known({ 'if-none-match': tag })).toEqual([304, true]);
    expect(await known({ 'if-none-match': `"other", ${packed.headers.get('etag') ?? ''}` })).toEqual([304, true]);
    expect(await known({ 'if-none-match': '"other"' })).toEqual([200, false]);
    await book('res_bo');
    expect(await known({ 'if-none-match': tag })).toEqual([304, true]);
    await book('res_anna');
    expect(await known({ 'if-none-match': tag })).toEqual([200, false]);
    const head = await harness.call('HEAD', pathOf(url), { key: null });
    expect([head.status, head.text]).toEqual([200, '']);
  });

  test('may ask often, but not all the time', async () => {
    const { url } = await make({ name: 'Eager', detail: 'busy' });
    const statuses = await Promise.all(Array.from({ length: 70 }, async () => (await read(url)).status));
    expect([statuses.filter((status) => status === 200).length, statuses.filter((status) => status === 429).length]).toEqual([
      60, 10,
    ]);
  });
});

test('over a site a feed has an address of the site, and another business’s is none', async () => {
  const [own, other] = [
    await connectHarness(harness, harness.a, { siteUrl: 'https://salon.example', clock: clock.now }),
    await connectHarness(harness, harness.b, { siteUrl: 'https://other.example', clock: clock.now }),
  ];
  const made = await own.callAsOwner('POST', '/v1/admin/feeds', { body: { name: 'Phone', detail: 'full' } });
  const token = /^https:\/\/salon\.example\/\?rest_route=\/holdfast\/v1\/feeds\/(.+)\.ics$/.exec(made.body.url)?.[1] ?? '';
  const shown = await own.call('GET', `/v1/feeds/${token}.ics`);
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  const again = await own.call('GET', `/v1/feeds/${token}.ics`, {
    headers: { 'if-none-match': shown.headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
  const refused = await other.call('GET', `/v1/feeds/${token}.ics`);
  expect([refused.status, refused.body.code]).toEqual([404, 'not_found']);
});
