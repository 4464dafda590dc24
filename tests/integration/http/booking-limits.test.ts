import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createManualClock } from '../../../adapters/memory/create-memory-ports.ts';
import { HOUR } from '../../../core/time/instant.ts';
import { hold } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

/* Limits on a real PostgreSQL through the HTTP interface. A Monday in winter; every test has a week of its own. */

const NOW = Date.UTC(2027, 0, 4, 6);
const clock = createManualClock(NOW);
let harness: ServiceHarness;
let client: pg.Client;

beforeAll(async () => {
  harness = await startServiceHarness({ clock });
  client = new pg.Client({ connectionString: harness.connectionString });
  await client.connect();
});
beforeEach(() => clock.set(NOW));
afterAll(async () => {
  await client.end();
  await harness.stop();
});

const PEOPLE = ['res_anna', 'res_berit', 'res_cia', 'res_dag'] as const;
const weeklyHours = Object.fromEntries(
  ['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [{ fromMinute: 540, toMinute: 1_020 }]]),
);
const cut = {
  ...{ id: 'svc_cut', kind: 'appointment', name: 'Cut', timeZone: 'Europe/Stockholm', durationMinutes: 60, stepMinutes: 60 },
  ...{ horizonDays: 200, payment: 'on_site', price: { amountMinor: 10_000, currency: 'SEK' } },
  cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 0, refundPercent: 100 }] },
  needs: [{ name: 'Stylist', anyOf: PEOPLE, visitorMayChoose: true }],
};
const color = { ...cut, id: 'svc_color', name: 'Colour' };

/** Saves the four people with their limits and both services with theirs. */
const sell = (ofServices: readonly [Json, Json], ofPeople: Readonly<Record<string, Json>> = {}): Promise<TestAnswer> =>
  harness.call('PUT', '/v1/admin/catalog', {
    body: {
      resources: PEOPLE.map((id) => ({
        ...{ id, name: id, kind: 'staff', timeZone: 'Europe/Stockholm', weeklyHours },
        limits: ofPeople[id],
      })),
      services: [
        { ...cut, limits: ofServices[0] },
        { ...color, limits: ofServices[1] },
      ],
      codes: [],
    },
  });

const timeOn = (date: string, hour: number): string => new Date(Date.parse(`${date}T00:00:00+01:00`) + hour * HOUR).toISOString();

/** Nine to four in turn, so that neither people nor hours are what runs out. */
const wishOn = (date: string, index: number, more: Json = {}): Json => ({
  ...{ serviceId: 'svc_cut', startsAt: timeOn(date, 9 + (index % 8)) },
  ...more,
});

const race = (times: number, run: (index: number) => Json): Promise<readonly TestAnswer[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => hold(harness, run(index))));

const countBy = (answers: readonly TestAnswer[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(answers, (answer) => (answer.status === 201 ? 'held' : String(answer.body?.code)))].map(([key, group]) => [
      key,
      group.length,
    ]),
  );

/** The counter of a key and its rows, which must agree. */
async function counted(key: string): Promise<number> {
  const { rows } = await client.query(
    `SELECT coalesce(max(used), 0)::int AS used, (SELECT count(*)::int FROM limit_use WHERE key = $1 AND active) AS uses FROM limit_counter WHERE key = $1`,
    [key],
  );
  expect(rows[0].uses).toBe(rows[0].used);
  return rows[0].used;
}

/** The dates of a week and why they have nothing. */
async function reasons(from: string, to: string): Promise<string> {
  const { body } = await harness.call('GET', `/v1/days?service=svc_cut&from=${from}&to=${to}&timeZone=Europe/Stockholm`);
  return body.days.map((day: Json) => day.reason ?? 'free').join(' ');
}

describe('limits through the HTTP interface', () => {
  test('a limit that cannot be is refused with its place, one that can is told again', async () => {
    const refused = await sell([{ perDay: 0 }, undefined], { res_dag: { perWeek: 200_000 } });
    expect([refused.status, refused.body.errors.map(({ path }: Json) => path)]).toEqual([
      422,
      ['resources.3.limits.perWeek', 'services.0.limits.perDay'],
    ]);
    expect((await sell([{ perDay: 5, perWeek: 9 }, undefined], { res_anna: { perWeek: 3 } })).status).toBe(200);
    const { body } = await harness.call('GET', '/v1/admin/catalog');
    expect([body.services[0].limits, body.services[1].limits, body.resources[0].limits]).toEqual([
      { perDay: 5, perWeek: 9 },
      undefined,
      { perWeek: 3 },
    ]);
  });

  test('30 at once for five a day: five hold, the others are told other days', async () => {
    await sell([{ perDay: 5 }, undefined]);
    const answers = await race(30, (index) => wishOn('2027-01-12', index));
    expect(countBy(answers)).toEqual({ held: 5, slot_taken: 25 });
    expect(await counted('svc_cut/day/2027-01-12')).toBe(5);
    const alternatives = answers.filter(({ status }) => status === 409).flatMap(({ body }) => body.alternatives as Json[]);
    expect(alternatives.length).toBeGreaterThan(0);
    expect(alternatives.some(({ startsAt }) => startsAt > timeOn('2027-01-12', 0) && startsAt < timeOn('2027-01-13', 0))).toBe(
      false,
    );
    expect(await reasons('2027-01-11', '2027-01-14')).toBe('free full free');
  });

  test('one person takes three a week of two services; "anybody" gets the others', async () => {
    await sell([undefined, undefined], { res_anna: { perWeek: 3 } });
    const wanted = (index: number): Json => ({
      ...wishOn(`2027-01-${19 + (index % 4)}`, index),
      serviceId: index % 2 === 0 ? 'svc_cut' : 'svc_color',
    });
    const named = await race(30, (index) => ({ ...wanted(index), resourceId: 'res_anna' }));
    expect([countBy(named).held, await counted('res_anna/week/2027-01-18')]).toEqual([3, 3]);
    const anybody = await race(12, (index) =>
      wishOn('2027-01-23', index, { serviceId: index % 2 === 0 ? 'svc_cut' : 'svc_color' }),
    );
    expect([countBy(anybody), await counted('res_anna/week/2027-01-18')]).toEqual([{ held: 12 }, 3]);
  });

  test('two services with limits of day and week, ordered together in either order: nobody waits in a ring', async () => {
    await sell([
      { perDay: 6, perWeek: 8 },
      { perDay: 4, perWeek: 9 },
    ]);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => {
        const date = index % 3 === 0 ? '2027-01-26' : '2027-01-27';
        const both = [wishOn(date, index), wishOn(date, index + 4, { serviceId: 'svc_color' })];
        const bookings = index % 2 === 0 ? both : both.toReversed();
        return harness.call('POST', '/v1/orders', { body: { timeZone: 'Europe/Stockholm', bookings } });
      }),
    );
    const count = countBy(answers);
    expect(Object.keys(count).toSorted()).toEqual(['held', 'slot_taken']);
    const days = await Promise.all(['26', '27'].map((day) => counted(`svc_color/day/2027-01-${day}`)));
    expect(days).toEqual([4, 4]);
    expect([count.held, await counted('svc_cut/week/2027-01-25'), await counted('svc_color/week/2027-01-25')]).toEqual([8, 8, 8]);
  });

  test('a hold that is over and unpaid stands under a full limit: one of 20 takers has its place', async () => {
    await sell([{ perDay: 2 }, undefined]);
    expect(countBy(await race(2, (index) => wishOn('2027-02-02', index)))).toEqual({ held: 2 });
    expect(await reasons('2027-02-02', '2027-02-03')).toBe('full');
    clock.set(NOW + 10 * 60_000);
    expect(await reasons('2027-02-02', '2027-02-03')).toBe('free');
    expect(countBy(await race(20, (index) => wishOn('2027-02-02', index)))).toEqual({ held: 2, slot_taken: 18 });
    expect(await counted('svc_cut/day/2027-02-02')).toBe(2);
  });

  test('a booking moves from a full day and back while others want its place', async () => {
    await sell([{ perDay: 1 }, undefined]);
    const held = await hold(harness, wishOn('2027-02-09', 0));
    const { id } = held.body.booking;
    expect((await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} })).body.booking.state).toBe('confirmed');
    const move = (date: string, hour: number): Promise<TestAnswer> =>
      harness.call('POST', `/v1/bookings/${id}/reschedule`, {
        key: held.body.manageToken,
        body: { startsAt: timeOn(date, hour) },
      });
    expect((await move('2027-02-09', 14)).status).toBe(200);
    expect((await move('2027-02-10', 14)).status).toBe(200);
    expect(await reasons('2027-02-09', '2027-02-11')).toBe('free full');
    expect((await move('2027-02-09', 9)).status).toBe(200);
    const [moved, ...takers] = await Promise.all([
      move('2027-02-10', 10),
      ...Array.from({ length: 8 }, (_, index) => hold(harness, wishOn('2027-02-10', index))),
    ]);
    const held10 = countBy(takers).held ?? 0;
    expect((moved?.status === 200 ? 1 : 0) + held10).toBe(1);
    expect(await counted('svc_cut/day/2027-02-10')).toBe(1);
    expect(await counted('svc_cut/day/2027-02-09')).toBe(moved?.status === 200 ? 0 : 1);
  });

  test('bookings that stood before the limit are counted when it is set', async () => {
    await sell([undefined, undefined]);
    const before = await race(3, (index) => wishOn('2027-03-02', index));
    expect(countBy(before)).toEqual({ held: 3 });
    await sell([{ perDay: 4 }, undefined], { res_dag: { perDay: 1 } });
    expect(await counted('svc_cut/day/2027-03-02')).toBe(3);
    expect(countBy(await race(6, (index) => wishOn('2027-03-02', index + 3)))).toEqual({ held: 1, slot_taken: 5 });
    const id = String(before[0]?.body.booking.id);
    await harness.call('POST', `/v1/bookings/${id}/cancel`, { body: {} });
    expect(await counted('svc_cut/day/2027-03-02')).toBe(3);
  });

  test('20 at once for one customer’s one a month: one holds; the counter does not name him', async () => {
    await sell([{ perCustomer: { maximum: 1, per: 'month' } }, undefined]);
    const customer = { name: 'Eva Ek', email: 'eva.ek@mail.example', phone: null };
    const answers = await race(20, (index) => wishOn(`2027-02-${16 + (index % 4)}`, index, { customer }));
    expect(countBy(answers)).toEqual({ held: 1, limit_reached: 19 });
    const refused = answers.find(({ status }) => status === 409);
    expect([refused?.body.per, refused?.body.title, refused?.body.alternatives]).toEqual([
      'month',
      'You have booked this as often as one person may.',
      undefined,
    ]);
    const { rows } = await client.query(`SELECT key FROM limit_counter WHERE key LIKE '%/customer/%' AND used > 0`);
    expect(rows.length).toBeGreaterThan(0);
    for (const { key } of rows) expect(key).toMatch(/^svc_cut\/customer\/[0-9a-f]{32}\/month\/2027-0[1-3]$/);
  });

  test('said only with the details: refused there with the hold left as it was, and let go for another name', async () => {
    await sell([{ perCustomer: { maximum: 1, per: 'month' } }, undefined]);
    const held = await hold(harness, wishOn('2027-02-22', 1, { customer: undefined }));
    const say = (email: string): Promise<TestAnswer> =>
      harness.call('PATCH', `/v1/bookings/${held.body.booking.id}`, {
        key: held.body.manageToken,
        body: { customer: { name: 'Eva Ek', email, phone: null } },
      });
    const refused = await say('EVA.EK@mail.example');
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      409,
      'limit_reached',
      'Choose a date in another week or month, give up a booking you have, or contact the business.',
    ]);
    expect((await say('adam.alm@mail.example')).status).toBe(200);
    const done = await harness.call('POST', `/v1/bookings/${held.body.booking.id}/checkout`, { body: {} });
    expect(done.body.booking.state).toBe('confirmed');
    expect(
      countBy([
        await hold(harness, wishOn('2027-02-23', 2, { customer: { name: 'A', email: 'adam.alm@mail.example', phone: null } })),
      ]),
    ).toEqual({ limit_reached: 1 });
  });

  test('every counter of the database is the number of its rows', async () => {
    const { rows } = await client.query(
      `SELECT key, used FROM limit_counter
       WHERE used <> (SELECT count(*) FROM limit_use WHERE limit_use.tenant_id = limit_counter.tenant_id AND limit_use.key = limit_counter.key AND active)`,
    );
    expect(rows).toEqual([]);
  });
});
