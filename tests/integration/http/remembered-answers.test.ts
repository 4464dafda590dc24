import { get } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createManualClock } from '../../../adapters/memory/create-manual-clock.ts';
import { createPostgresBookingStore } from '../../../adapters/postgres/create-postgres-booking-store.ts';
import { createPostgresBusyTimeStore } from '../../../adapters/postgres/create-postgres-busy-time-store.ts';
import { createPostgresDatabase } from '../../../adapters/postgres/create-postgres-database.ts';
import type { PostgresDatabase } from '../../../adapters/postgres/create-postgres-database.ts';
import type { CatalogDocument } from '../../../core/index.ts';
import { addDays, computeInstant, computeLocalDate, DAY, HOUR, MINUTE } from '../../../core/index.ts';
import { readConfiguration } from '../../../service/config.ts';
import { startService } from '../../../service/create-service.ts';
import type { Service } from '../../../service/create-service.ts';
import { systemClock } from '../../../service/system-ports.ts';
import { buildClass, buildResource, buildService } from '../../support/fixtures-core.ts';
import { call, startServiceHarness } from '../../support/service-harness.ts';
import type { ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

/* Two services over one database, each with a memory of its own: what one of them writes, the next answer of the other one has. */

const zone = 'Europe/Stockholm';
const calendar = { calendarId: 'anna@salon.example', whenUnknown: 'open' } as const;
const weeklyHours = Object.fromEntries(Array.from({ length: 7 }, (_, day) => [day + 1, [{ fromMinute: 540, toMinute: 720 }]]));
const anna = buildResource({ id: 'res_anna', timeZone: zone, weeklyHours, calendar });
const cut = buildService({
  ...{ id: 'svc_cut', timeZone: zone, durationMinutes: 60, stepMinutes: 60, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 },
  ...{ minimumNoticeMinutes: 60, horizonDays: 30, holdMinutes: 10, payment: 'on_site', extras: [], maximumPartySize: 1 },
  needs: [{ name: 'Stylist', anyOf: ['res_anna'], visitorMayChoose: true }],
} as const);

const clock = createManualClock(computeInstant(addDays(computeLocalDate(systemClock.now(), zone), 1), 420, zone));
const today = computeLocalDate(clock.now(), zone);
const yoga = buildClass({
  id: 'svc_yoga',
  timeZone: zone,
  needs: [], // The worker plans sessions of another date; that of the test is written by the test.
  sessions: [{ kind: 'dates', startMinute: 600, dates: [addDays(today, 3)] }],
  minimumNoticeMinutes: 60,
  horizonDays: 30,
});
const catalog: CatalogDocument = { services: [cut, yoga], resources: [anna], codes: [] };

let harness: ServiceHarness;
let second: Service;
let database: PostgresDatabase;

beforeAll(async () => {
  harness = await startServiceHarness({ catalog, clock });
  const { HOLDFAST_PORT: _port, HOLDFAST_PUBLIC_URL: _url, ...environment } = harness.environment;
  second = await startService(readConfiguration(environment), { clock });
  database = createPostgresDatabase({ connectionString: harness.connectionString, maxConnections: 2 });
}, 120_000);

afterAll(async () => {
  await database.destroy();
  await second.stop();
  await harness.stop();
});

const ask = (url: string, path: string, headers: Record<string, string> = {}): Promise<TestAnswer> =>
  call(url, harness.a.apiKey, 'GET', path, { headers });
const slotsPath = (date = addDays(today, 1), service = 'svc_cut'): string =>
  `/v1/slots?service=${service}&from=${date}&to=${addDays(date, 1)}&timeZone=${zone}`;
const daysPath = `/v1/days?service=svc_cut&from=${today}&to=${addDays(today, 5)}&timeZone=${zone}`;

/** Asks as it is sent, unpacked by nobody. */
const askRaw = (path: string, headers: Record<string, string>) =>
  new Promise<{ readonly status: number | undefined; readonly headers: IncomingHttpHeaders; readonly body: Buffer }>(
    (resolve, reject) => {
      const options = { headers: { authorization: `Bearer ${harness.a.apiKey}`, ...headers } };
      get(`${harness.url}${path}`, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      }).once('error', reject);
    },
  );

/** Asks both services, first so that both remember, and answers what they agree on: the hours of the starts. */
async function hoursOf(path = slotsPath()): Promise<readonly string[]> {
  const answers = [await ask(harness.url, path), await ask(second.url, path)];
  const [first, other] = answers.map(({ status, body }) => ({ status, body }));
  expect(first).toEqual(other);
  return (answers[0]?.body.slots ?? []).map(({ startsAt }: { startsAt: string }) =>
    new Intl.DateTimeFormat('sv', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(new Date(startsAt)),
  );
}

const holdAt = (minute: number, url = harness.url): Promise<TestAnswer> => {
  const startsAt = new Date(computeInstant(addDays(today, 1), minute, zone)).toISOString();
  return call(url, harness.a.apiKey, 'POST', '/v1/bookings', { body: { serviceId: 'svc_cut', startsAt, timeZone: zone } });
};

describe('what is remembered of times', () => {
  test('the next answer of every service has a hold, its release, and its end by the clock', async () => {
    expect(await hoursOf()).toEqual(['09:00', '10:00', '11:00']);
    const { status, body } = await holdAt(600);
    expect(status).toBe(201);
    expect(await hoursOf()).toEqual(['09:00', '11:00']);
    const cancelled = await call(second.url, harness.a.apiKey, 'POST', `/v1/bookings/${body.booking.id}/cancel`, { body: {} });
    expect(cancelled.status).toBe(200);
    expect(await hoursOf()).toEqual(['09:00', '10:00', '11:00']);
    expect((await holdAt(540, second.url)).status).toBe(201);
    expect(await hoursOf()).toEqual(['10:00', '11:00']);
    clock.advance(10 * MINUTE - 1);
    expect(await hoursOf()).toEqual(['10:00', '11:00']);
    clock.advance(1);
    expect(await hoursOf()).toEqual(['09:00', '10:00', '11:00']);
  });

  test('a start that falls into the notice is gone with the millisecond', async () => {
    // It is 07:10, and 09:00 may be booked until 08:00.
    expect(await hoursOf(slotsPath(today))).toEqual(['09:00', '10:00', '11:00']);
    clock.advance(50 * MINUTE);
    expect(await hoursOf(slotsPath(today))).toEqual(['09:00', '10:00', '11:00']);
    clock.advance(1);
    expect(await hoursOf(slotsPath(today))).toEqual(['10:00', '11:00']);
  });

  test('a catalogue, a reading of a calendar that becomes too old, and a session are seen by the next answer', async () => {
    expect(await hoursOf()).toHaveLength(3);
    const save = (changes: Partial<CatalogDocument>): Promise<TestAnswer> =>
      call(harness.url, harness.a.apiKey, 'PUT', '/v1/admin/catalog', { body: { ...catalog, ...changes } });
    const short = { ...anna, weeklyHours: { ...weeklyHours }, calendar: { ...calendar, whenUnknown: 'closed' as const } };
    expect((await save({ resources: [short] })).status).toBe(200);
    expect(await hoursOf()).toEqual([]);
    const readAt = clock.now();
    const range = { from: readAt - DAY, to: readAt + 30 * DAY };
    const eleven = computeInstant(addDays(today, 1), 660, zone);
    const busyTimes = createPostgresBusyTimeStore(database, harness.a.id);
    await busyTimes.saveReading({
      ...{ calendarId: calendar.calendarId, readAt, range, busy: [{ from: eleven, to: eleven + HOUR }] },
      ...{ leasedUntil: readAt, nextReadAt: readAt + DAY },
    });
    expect(await hoursOf()).toEqual(['09:00', '10:00']);
    clock.advance(15 * MINUTE);
    expect(await hoursOf()).toEqual(['09:00', '10:00']);
    clock.advance(1);
    expect(await hoursOf()).toEqual([]);
    expect((await save({})).status).toBe(200);
    expect(await hoursOf(slotsPath(addDays(today, 2), 'svc_yoga'))).toEqual([]);
    const startsAt = computeInstant(addDays(today, 2), 1_080, zone);
    const session = {
      id: 'ses_1',
      serviceId: 'svc_yoga',
      startsAt,
      endsAt: startsAt + HOUR,
      capacity: 5,
      seatsTaken: 0,
      resourceIds: [],
    } as const;
    await createPostgresBookingStore(database, harness.a.id).insertSessions([{ session, claims: [] }]);
    expect(await hoursOf(slotsPath(addDays(today, 2), 'svc_yoga'))).toEqual(['18:00']);
  });

  test.each([
    { name: 'slots', path: () => slotsPath(addDays(today, 3)) },
    { name: 'days', path: () => daysPath },
  ])('$name carry a weak validator: who has them already is told so without them, and no cache keeps them', async ({ path }) => {
    const first = await ask(harness.url, path());
    const etag = first.headers.get('etag') ?? '';
    expect([first.status, etag.startsWith('W/"'), first.headers.get('cache-control')]).toEqual([200, true, 'no-store']);
    for (const url of [harness.url, second.url]) {
      const again = await fetch(`${url}${path()}`, {
        headers: { authorization: `Bearer ${harness.a.apiKey}`, 'if-none-match': etag },
      });
      expect([again.status, await again.text(), again.headers.get('etag'), again.headers.get('cache-control')]).toEqual([
        304,
        '',
        etag,
        'no-store',
      ]);
    }
    const startsAt = new Date(computeInstant(addDays(today, 3), 540, zone)).toISOString();
    const body = { ...{ serviceId: 'svc_cut', startsAt, timeZone: zone } };
    if (path() !== daysPath)
      expect((await call(harness.url, harness.a.apiKey, 'POST', '/v1/bookings', { body })).status).toBe(201);
    const other = await ask(second.url, path(), { 'if-none-match': path() === daysPath ? 'W/"other"' : etag });
    expect(other.status).toBe(200);
  });

  test('many who ask at once, some before and some after a hold that the other service took: those after it all have it', async () => {
    const path = slotsPath(addDays(today, 5));
    const count = async (asked: Promise<TestAnswer>): Promise<number> => (await asked).body.slots.length;
    const askMany = (): Promise<number>[] => Array.from({ length: 10 }, () => count(ask(harness.url, path)));
    expect(await count(ask(harness.url, path))).toBe(3);
    for (const [left, minute] of [540, 600, 660].entries()) {
      const early = askMany();
      const startsAt = new Date(computeInstant(addDays(today, 5), minute, zone)).toISOString();
      const body = { serviceId: 'svc_cut', startsAt, timeZone: zone };
      expect((await call(second.url, harness.a.apiKey, 'POST', '/v1/bookings', { body })).status).toBe(201);
      const late = await Promise.all(askMany());
      expect(late).toEqual(late.map(() => 2 - left));
      for (const one of await Promise.all(early)) expect([2 - left, 3 - left]).toContain(one);
    }
  });

  test('whoever takes gzip gets it packed, with the same validator; the text is the same', async () => {
    const path = `/v1/days?service=svc_cut&from=${today}&to=${addDays(today, 90)}&timeZone=${zone}`;
    const plain = await askRaw(path, {});
    const packed = await askRaw(path, { 'accept-encoding': 'gzip, br' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect([plain, packed].map(({ headers, body }) => Number(headers['content-length']) === body.length)).toEqual([true, true]);
    expect(packed.body.length).toBeLessThan(plain.body.length / 4);
    expect(gunzipSync(packed.body)).toEqual(plain.body);
    expect(packed.headers.etag).toBe(plain.headers.etag);
    for (const { headers } of [plain, packed]) expect(headers.vary).toMatch(/\bAccept-Encoding\b/);
    const again = await askRaw(path, { 'accept-encoding': 'gzip', 'if-none-match': plain.headers.etag ?? '' });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    // Too short to gain by it.
    const short = await askRaw(slotsPath(addDays(today, 3)), { 'accept-encoding': 'gzip' });
    expect(short.headers['content-encoding']).toBeUndefined();
  });

  test('two businesses that ask the same question get answers of their own', async () => {
    const path = slotsPath(addDays(today, 4));
    const ours = await ask(harness.url, path);
    expect(ours.body.slots).toHaveLength(3);
    const theirs = await call(harness.url, harness.b.apiKey, 'GET', path);
    expect((await holdAt(600)).status).toBe(201);
    expect((await call(harness.url, harness.b.apiKey, 'GET', path)).body).toEqual(theirs.body);
  });

  test('a refusal is not remembered', async () => {
    const path = slotsPath().replace('svc_cut', 'svc_none');
    for (let time = 0; time < 2; time += 1) expect((await ask(harness.url, path)).body.code).toBe('service_not_found');
  });
});
