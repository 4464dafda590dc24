import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { bookAndPay, findSlot, hold } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

let harness: ServiceHarness;
let client: pg.Client;

beforeAll(async () => {
  harness = await startServiceHarness();
  client = new pg.Client({ connectionString: harness.connectionString });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await harness.stop();
});

const service = 'svc_desk_days';
const HOUR = 3_600_000;
const hoursOf = ({ startsAt, endsAt }: Json): number => (Date.parse(endsAt) - Date.parse(startsAt)) / HOUR;
const dateAfter = (daysAhead: number): string => new Date(Date.now() + daysAhead * 24 * HOUR).toISOString().slice(0, 10);

/** The first stays of a length that can begin after some days. */
async function listStays(days: number, daysAhead: number): Promise<readonly Json[]> {
  const range = `from=${dateAfter(daysAhead)}&to=${dateAfter(daysAhead + 20)}`;
  const answer = await harness.call('GET', `/v1/slots?service=${service}&${range}&days=${days}`);
  expect(answer.status).toBe(200);
  return answer.body.slots;
}

describe('a desk by the day', () => {
  test('is listed with its days, and one stay a date can begin', async () => {
    const { services } = (await harness.call('GET', '/v1/services')).body;
    expect(services.find(({ id }: Json) => id === service)).toMatchObject({
      ...{ durationMinutes: 600, price: { amountMinor: 5_500, currency: 'JPY' } },
      byDay: { unit: 'day', fromMinute: 480, toMinute: 1_080, minimum: 1, maximum: 10 },
    });
    const [one, three] = [await listStays(1, 5), await listStays(3, 5)];
    expect(new Set(one.map(hoursOf))).toEqual(new Set([10]));
    expect(new Set(three.map(hoursOf))).toEqual(new Set([58]));
    expect(new Set(one.map(({ startsAt }) => startsAt.slice(10)))).toEqual(new Set(['T23:00:00Z']));
    const days = (await harness.call('GET', `/v1/days?service=${service}&from=${dateAfter(5)}&to=${dateAfter(25)}&days=3`)).body
      .days;
    expect(days.filter(({ available }: Json) => available)).toHaveLength(three.length);
  });

  test('costs its days, keeps them when it moves, and can be made longer before it is paid', async () => {
    const quoted = (await harness.call('POST', '/v1/quotes', { body: { serviceId: service, days: 3 } })).body.quote;
    expect(quoted.lines[0]).toMatchObject({
      ...{ description: 'Desk by the day, 3 days', quantity: 3, unitAmountMinor: 5_500, amountMinor: 16_500 },
      explanation: 'price per day × 3',
    });
    const [first, second] = (await listStays(3, 8)).filter((_, index) => index % 4 === 0);
    const held = await hold(harness, { serviceId: service, days: 3, startsAt: first?.startsAt, quoteHash: quoted.hash });
    expect([held.status, hoursOf(held.body.booking), held.body.booking.days]).toEqual([201, 58, 3]);
    const { id } = held.body.booking;
    const changed = await harness.call('PATCH', `/v1/bookings/${id}`, { body: { days: 2 } });
    expect([changed.status, changed.body.booking.days, changed.body.quote.total.amountMinor]).toEqual([200, 2, 11_000]);
    expect(hoursOf(changed.body.booking)).toBe(34);
    const booked = await bookAndPay(harness, service, { startsAt: second?.startsAt, days: 3 });
    const moved = await harness.call('POST', `/v1/bookings/${booked.bookingId}/reschedule`, {
      body: { startsAt: (await listStays(3, 25))[0]?.startsAt },
    });
    expect([moved.status, moved.body.booking.days, hoursOf(moved.body.booking)]).toEqual([200, 3, 58]);
  });

  test.each([
    ['too long', { days: 11 }, { path: 'days', minimum: 1, maximum: 10 }],
    ['minutes', { durationMinutes: 60 }, { path: 'durationMinutes' }],
    ['days of what has minutes', { serviceId: 'svc_cut', days: 2 }, { path: 'days' }],
  ])('%s is refused with what is offered', async (_name, body, details) => {
    const answer = await harness.call('POST', '/v1/quotes', { body: { serviceId: service, ...body } });
    expect([answer.status, answer.body.code]).toEqual([422, 'duration_not_offered']);
    expect(JSON.stringify(answer.body)).toContain(JSON.stringify(details.path));
  });

  test('a start that is no start of a stay is refused, and why not is told', async () => {
    const [stay] = await listStays(1, 6);
    const startsAt = new Date(Date.parse(stay?.startsAt) + HOUR).toISOString();
    expect((await hold(harness, { serviceId: service, startsAt })).body.code).toBe('slot_not_offered');
    const { starts } = (await harness.call('GET', `/v1/admin/explain?service=${service}&at=${startsAt}&days=2`)).body;
    expect(starts[0].obstacles[0]).toEqual({ code: 'no_stay', message: 'Stays begin at 08:00.' });
    const tooLong = await harness.call('GET', `/v1/admin/explain?service=${service}&at=${stay?.startsAt}&days=11`);
    expect([tooLong.status, tooLong.body.code]).toEqual([422, 'duration_not_offered']);
    // What the three days run into is told for three days, not for one.
    const end = (await listStays(3, 6)).map(({ startsAt: from }) => from);
    const short = (await listStays(1, 6)).find(({ startsAt: from }) => !end.includes(from));
    const long = await harness.call('GET', `/v1/admin/explain?service=${service}&at=${short?.startsAt}&days=3`);
    expect(long.body.starts[0].offered).toBe(false);
    const date = (await harness.call('GET', `/v1/admin/explain?service=${service}&at=${dateAfter(6)}`)).body;
    expect(date.starts).toHaveLength(1);
  });

  test('the service’s catalogue is refused with the field where its days make no sense', async () => {
    const document = (await harness.call('GET', '/v1/admin/catalog')).body;
    const broken = (change: object): Json => ({
      ...document,
      services: document.services.map((one: Json) => (one.id === service ? { ...one, ...change } : one)),
    });
    const byDay = document.services.find(({ id }: Json) => id === service).byDay;
    for (const [change, path] of [
      [{ byDay: { ...byDay, toMinute: 400 } }, 'byDay.toMinute'],
      [{ byDay: { ...byDay, maximum: 0 } }, 'byDay.maximum'],
      [{ byDay: { ...byDay, unit: 'night', toMinute: 900 } }, 'byDay.toMinute'],
      [{ byDay: { ...byDay, startWeekdays: [8] } }, 'byDay.startWeekdays'],
      [{ durationMinutes: 60 }, 'durationMinutes'],
      [{ startTimes: [600] }, 'startTimes'],
      [{ gaps: 'avoid' }, 'gaps'],
      [{ otherDurations: [{ durationMinutes: 30, price: { amountMinor: 1, currency: 'JPY' } }] }, 'otherDurations'],
    ] as const) {
      const answer = await harness.call('PUT', '/v1/admin/catalog', { body: broken(change) });
      expect([answer.status, answer.body.code, answer.text.includes(`"services.`) && answer.text.includes(`.${path}"`)]).toEqual([
        ...[422, 'catalog_invalid', true],
      ]);
    }
  });
});

describe('a race for stays of different lengths', () => {
  test('no desk is in two of them, whoever asked first, and what fits beside each other is all sold', async () => {
    const stays = (await listStays(3, 30)).slice(0, 3).map(({ startsAt }) => startsAt);
    const answers = await Promise.all(
      Array.from({ length: 90 }, (_, index): Promise<TestAnswer> =>
        hold(harness, { serviceId: service, startsAt: stays[index % 3], days: 1 + (Math.floor(index / 3) % 3) }),
      ),
    );
    const ends = answers.map(({ status, body }) => (status === 201 ? 'held' : body.code));
    expect(new Set(ends)).toEqual(new Set(['held', 'slot_taken']));
    const { rows } = await client.query(
      `select count(*) as overlaps from claim a join claim b on a.tenant_id = b.tenant_id and a.resource_id = b.resource_id
       and a.claim_number < b.claim_number and a.during && b.during where a.active and b.active and a.tenant_id = 'ten_a'`,
    );
    expect(Number(rows[0].overlaps)).toBe(0);
    // Ten asked for each of these dates alone: none of them has a desk left.
    const left = (await listStays(1, 30)).map(({ startsAt }) => startsAt);
    expect(stays.filter((startsAt) => left.includes(startsAt))).toEqual([]);
  });

  test('half days and whole days share the desks', async () => {
    const { startsAt, resourceIds } = await findSlot(harness, 'svc_desk', 12);
    const half = await hold(harness, { serviceId: 'svc_desk', startsAt, resourceId: resourceIds[0] });
    expect(half.status).toBe(201);
    const date = new Date(Date.parse(startsAt) + 9 * HOUR).toISOString().slice(0, 10);
    const next = new Date(Date.parse(`${date}T00:00:00Z`) + 24 * HOUR).toISOString().slice(0, 10);
    const { slots } = (await harness.call('GET', `/v1/slots?service=${service}&from=${date}&to=${next}`)).body;
    expect(slots).toMatchObject([{ remaining: 2 }]);
    expect(slots[0].resourceIds).not.toContain(resourceIds[0]);
  });
});
