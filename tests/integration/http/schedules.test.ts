import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

let harness: ServiceHarness;
const NOW = Date.UTC(2027, 0, 4, 6);

beforeAll(async () => {
  harness = await startServiceHarness({ clock: { now: () => NOW } });
});
afterAll(() => harness.stop());

const nine = [{ fromMinute: 540, toMinute: 660 }];
const everyDay = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, nine]));
const anna = { id: 'res_anna', name: 'Anna', kind: 'staff', timeZone: 'Europe/Stockholm', weeklyHours: everyDay };
const cut = {
  ...{ id: 'svc_cut', kind: 'appointment', name: 'Cut', timeZone: 'Europe/Stockholm', durationMinutes: 60, stepMinutes: 60 },
  ...{ horizonDays: 400, price: { amountMinor: 10_000, currency: 'SEK' } },
  needs: [{ name: 'Stylist', anyOf: ['res_anna'], visitorMayChoose: true }],
};

type Said = { readonly resource?: Json; readonly service?: Json; readonly schedules?: Json };

const save = ({ resource = {}, service = {}, schedules }: Said): Promise<TestAnswer> =>
  harness.call('PUT', '/v1/admin/catalog', {
    body: {
      resources: [{ ...anna, ...resource }],
      services: [{ ...cut, ...service }],
      codes: [],
      ...(schedules === undefined ? {} : { schedules }),
    },
  });

/** The starts of a date in Stockholm, "09:00 10:00". */
async function startsOn(date: string): Promise<string> {
  const query = new URLSearchParams({ service: 'svc_cut', from: `${date}T00:00:00+01:00`, to: `${date}T23:59:59+01:00` });
  const { body } = await harness.call('GET', `/v1/slots?${query.toString()}`);
  return body.slots.map((slot: Json) => String(slot.startsAt).slice(11, 16)).join(' ');
}

const sweden = { country: 'SE' };
const summer = { id: 'sch_summer', name: 'Summer', weeklyHours: { '1': [{ fromMinute: 600, toMinute: 660 }] } };

describe('what an owner says of hours is what visitors are offered', () => {
  test('a public holiday closes where its rule is switched on, and nowhere else', async () => {
    expect((await save({})).status).toBe(200);
    expect(await startsOn('2027-01-06')).not.toBe('');
    expect((await save({ resource: { holidays: [sweden] } })).status).toBe(200);
    expect(await startsOn('2027-01-06')).toBe('');
    expect(await startsOn('2027-01-07')).not.toBe('');
  });

  test('a schedule holds on its dates, a service only takes place in its own', async () => {
    await save({
      schedules: [summer],
      resource: { schedules: [{ scheduleId: 'sch_summer', from: '2027-01-11', until: '2027-01-11' }] },
    });
    const [usual, special] = [await startsOn('2027-01-18'), await startsOn('2027-01-11')];
    expect([usual.split(' ').length, special.split(' ').length]).toEqual([2, 1]);
    await save({ schedules: [summer], service: { schedules: [{ scheduleId: 'sch_summer' }] } });
    expect([await startsOn('2027-01-18'), await startsOn('2027-01-12')]).toEqual([special, '']);
  });

  test('overrides, recurring exceptions, time off and travel', async () => {
    const exceptions = [
      { kind: 'dates', name: 'Training', dates: ['2027-01-12', '2027-01-13'], change: 'closed' },
      { kind: 'dates', name: 'Sale', dates: ['2027-01-14'], change: 'extra', windows: [{ fromMinute: 660, toMinute: 720 }] },
      { kind: 'recurring', name: 'Friday', startsOn: '2027-01-01', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', change: 'closed' },
    ];
    const timeOff = [{ from: '2027-01-16', until: '2027-01-17', name: 'Away' }];
    const travel = [{ from: '2027-01-18', until: '2027-01-18', timeZone: 'America/New_York' }];
    expect((await save({ resource: { exceptions, timeOff, travel } })).status).toBe(200);
    const counts = [];
    for (const day of [11, 12, 13, 14, 15, 16, 17, 18, 22]) {
      const starts = await startsOn(`2027-01-${day}`);
      counts.push(starts === '' ? 0 : starts.split(' ').length);
    }
    expect(counts).toEqual([2, 0, 0, 3, 0, 0, 0, 2, 2]);
    // Nine in New York.
    expect(await startsOn('2027-01-18')).toMatch(/^(14:00 15:00|15:00 16:00)$/);
  });

  test('the months of a year show closed days, and a hold outside the hours is refused', async () => {
    await save({ resource: { holidays: [sweden] } });
    const days = await harness.call('GET', '/v1/days?service=svc_cut&from=2027-01-05&to=2027-01-08&tz=Europe/Stockholm');
    expect(days.body.days.map((day: Json) => [day.available, day.reason])).toEqual([
      [true, undefined],
      [false, 'closed'],
      [true, undefined],
    ]);
    const held = await harness.call('POST', '/v1/bookings', {
      body: { serviceId: 'svc_cut', startsAt: '2027-01-06T09:00:00+01:00', partySize: 1, timeZone: 'Europe/Stockholm' },
    });
    expect([held.status, held.body.code]).toEqual([422, 'slot_not_offered']);
  });
});

describe('the catalogue', () => {
  test('comes back with its schedules, and a document from before them still fits', async () => {
    const schedules = [{ ...summer, holidays: [{ country: 'DE', region: 'BY', change: 'hours', windows: nine }] }];
    await save({ schedules, resource: { travel: [{ from: '2027-02-01', until: '2027-02-02', timeZone: 'Asia/Tokyo' }] } });
    const { body } = await harness.call('GET', '/v1/admin/catalog');
    expect(body.schedules).toEqual([{ ...schedules[0], exceptions: [] }]);
    expect(body.resources[0]).toMatchObject({ travel: [{ timeZone: 'Asia/Tokyo' }], timeOff: [], schedules: [] });
    // What came back can be sent again.
    expect((await harness.call('PUT', '/v1/admin/catalog', { body })).status).toBe(200);
    expect((await harness.call('GET', '/v1/admin/catalog')).body).toEqual(body);
    expect((await save({})).status).toBe(200);
    expect((await harness.call('GET', '/v1/admin/catalog')).body.schedules).toEqual([]);
  });
});

describe('what cannot be is refused with its place', () => {
  beforeEach(() => save({}));
  const span = (from: string, until: string) => [{ from, until, name: '' }];
  const recurring = (rule: string) => ({ exceptions: [{ kind: 'recurring', startsOn: '2027-01-01', rule, change: 'closed' }] });
  test.each<readonly [string, Said, string]>([
    [
      'a window that ends before it starts',
      { resource: { weeklyHours: { '1': [{ fromMinute: 600, toMinute: 540 }] } } },
      'resources.0.weeklyHours.1.0',
    ],
    [
      'a window past the next day',
      { schedules: [{ ...summer, weeklyHours: { '1': [{ fromMinute: 600, toMinute: 3_000 }] } }] },
      'schedules.0.weeklyHours.1.0.toMinute',
    ],
    [
      'a night that meets the next morning',
      { schedules: [{ ...summer, weeklyHours: { '7': [{ fromMinute: 1_320, toMinute: 2_000 }], '1': nine } }] },
      'schedules.0.weeklyHours.7',
    ],
    [
      'a schedule that is not there',
      { resource: { schedules: [{ scheduleId: 'sch_none' }] } },
      'resources.0.schedules.0.scheduleId',
    ],
    ['one that a service names', { service: { schedules: [{ scheduleId: 'sch_none' }] } }, 'services.0.schedules.0.scheduleId'],
    [
      'validity that ends before it begins',
      { schedules: [summer], resource: { schedules: [{ scheduleId: 'sch_summer', from: '2027-02-01', until: '2027-01-01' }] } },
      'resources.0.schedules.0.until',
    ],
    [
      'time off that ends before it begins',
      { resource: { timeOff: span('2027-02-01', '2027-01-01') } },
      'resources.0.timeOff.0.until',
    ],
    ['a date that is none', { resource: { timeOff: span('2027-02-30', '2027-03-01') } }, 'resources.0.timeOff.0.from'],
    [
      'a zone that does not exist',
      { resource: { travel: [{ from: '2027-01-01', until: '2027-01-02', timeZone: 'Mars/Base' }] } },
      'resources.0.travel.0.timeZone',
    ],
    [
      'two places at once',
      {
        resource: {
          travel: [
            { from: '2027-01-01', until: '2027-01-05', timeZone: 'Asia/Tokyo' },
            { from: '2027-01-05', until: '2027-01-09', timeZone: 'Asia/Seoul' },
          ],
        },
      },
      'resources.0.travel.1',
    ],
    ['a rule of minutes', { resource: recurring('FREQ=MINUTELY') }, 'resources.0.exceptions.0.rule'],
    ['a rule that does not parse', { resource: recurring('first Monday') }, 'resources.0.exceptions.0.rule'],
    ['a rule with too many dates', { resource: recurring('FREQ=DAILY;COUNT=5000') }, 'resources.0.exceptions.0.rule'],
    ['a country that does not exist', { resource: { holidays: [{ country: 'XX' }] } }, 'resources.0.holidays.0.country'],
    [
      'a region that does not exist',
      { schedules: [{ ...summer, holidays: [{ country: 'DE', region: 'ZZ' }] }] },
      'schedules.0.holidays.0.region',
    ],
    [
      'a date whose hours are replaced twice',
      {
        resource: {
          dateOverrides: { '2027-01-08': nine },
          exceptions: [{ kind: 'dates', dates: ['2027-01-08'], change: 'closed' }],
        },
      },
      'resources.0.exceptions.0.dates',
    ],
    [
      'closed with windows',
      { resource: { exceptions: [{ kind: 'dates', dates: ['2027-01-08'], change: 'closed', windows: nine }] } },
      'resources.0.exceptions.0.windows',
    ],
    [
      'other hours without windows',
      { resource: { exceptions: [{ kind: 'dates', dates: ['2027-01-08'], change: 'hours' }] } },
      'resources.0.exceptions.0.windows',
    ],
  ])('%s', async (_name, said, path) => {
    const answer = await save(said);
    expect([answer.status, answer.body.code]).toEqual([422, 'catalog_invalid']);
    expect(answer.body.errors.map((error: Json) => error.path)).toEqual([path]);
    expect(answer.body.errors[0].message).not.toBe('');
  });
});
