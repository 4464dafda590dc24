import { describe, expect, test } from '@jest/globals';
import { computeDays } from '../../../../core/availability/compute-days.ts';
import { computeSlots } from '../../../../core/availability/compute-slots.ts';
import type { SlotQuery } from '../../../../core/availability/compute-slots.ts';
import { buildTimetables } from '../../../../core/availability/timetable.ts';
import type { DayWindow } from '../../../../core/catalog/resource.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import { computeWallTime } from '../../../../core/time/time-zone.ts';
import { at, buildBusiness, buildResource, buildService, everyDay, hours } from '../../../support/build-core.ts';

type Case = Partial<Omit<SlotQuery, 'service'>> & {
  readonly service?: Partial<Service>;
  readonly open?: readonly DayWindow[];
  readonly date?: string;
};

const minutes = (fromMinute: number, toMinute: number): DayWindow => ({ fromMinute, toMinute });

const busy = (resourceId: 'res_anna' | 'res_room', from: string, to: string) => ({
  busy: [{ resourceId, during: { from: at(from), to: at(to) } }],
  sessions: [],
});

function ask({ service, open = [hours(9, 12)], date = '2027-01-14', ...changes }: Case): SlotQuery {
  return {
    service: buildService({ horizonDays: 700, ...service }),
    resources: [buildResource({ weeklyHours: everyDay(...open) })],
    ...{ occupancy: { busy: [], sessions: [] }, closed: [], partySize: 1, resourceId: null },
    now: at('2027-01-11T09:00Z'),
    range: { from: at(`${date}T00:00Z`) - 3_600_000, to: at(`${date}T23:00Z`) },
    ...changes,
  };
}

const timesOf = (query: SlotQuery): string =>
  computeSlots(query)
    .map((slot) => computeWallTime(slot.startsAt, 'Europe/Stockholm').slice(11, 16))
    .join(' ');

const window = { grid: 'window' } as const;

// The rows of the tables in docs/algorithms/availability.md.
describe('which starts', () => {
  const rows: readonly (readonly [string, Case, string])[] = [
    ['start times', { service: { startTimes: [540, 645, 690] } }, '09:00 10:45'],
    ['from the window', { service: window, open: [minutes(550, 720)] }, '09:10 09:40 10:10 10:40'],
    ['from each window', { service: window, open: [minutes(550, 630), minutes(660, 750)] }, '09:10 11:00 11:30'],
    [
      'busy moves nothing',
      { service: window, occupancy: busy('res_anna', '2027-01-14T08:10Z', '2027-01-14T08:20Z') },
      '09:30 10:00 10:30 11:00',
    ],
    ['a skipped start time', { service: { startTimes: [150, 180] }, open: [hours(1, 5)], date: '2027-03-28' }, '03:00'],
    [
      'a repeated start time',
      { service: { startTimes: [150, 180] }, open: [hours(1, 5)], date: '2027-10-31' },
      '02:30 02:30 03:00',
    ],
    [
      'from the window over a gap',
      { service: { ...window, stepMinutes: 45 }, open: [hours(1, 4)], date: '2027-03-28' },
      '01:00 01:45',
    ],
    [
      'from the window over a fold',
      { service: { ...window, stepMinutes: 45 }, open: [hours(1, 4)], date: '2027-10-31' },
      '01:00 01:45 02:30 02:15 03:00',
    ],
  ];
  test.each(rows)('%s', (_, changes, times) => {
    expect(timesOf(ask(changes))).toBe(times);
  });

  test('steps begin where the schedule of the service cuts a window', () => {
    const service = buildService({ ...window, schedules: [{ scheduleId: 'sch_cut', from: null, until: null }] });
    const schedules = [{ id: 'sch_cut', name: 'Cut', weeklyHours: everyDay(minutes(560, 690)) }] as const;
    const query = ask({});
    const catalog = { business: buildBusiness(), services: [service], resources: query.resources, schedules };
    const days = { first: 20_800, last: 20_900 };
    const resources = buildTimetables({ catalog, holidays: new Map(), days }, service, query.resources);
    expect(timesOf({ ...query, service, resources })).toBe('09:20 09:50 10:20');
  });
});

describe('no dead gaps', () => {
  const roomNeed = [
    { name: 'Stylist', anyOf: ['res_anna'], visitorMayChoose: true },
    { name: 'Room', anyOf: ['res_room'], visitorMayChoose: false },
  ] as const;
  const rows: readonly (readonly [string, Case, string])[] = [
    ['all free', {}, '09:00 10:00 11:00'],
    ['busy 10:00–11:00', { occupancy: busy('res_anna', '2027-01-14T09:00Z', '2027-01-14T10:00Z') }, '09:00 11:00'],
    ['busy 10:30–11:00', { occupancy: busy('res_anna', '2027-01-14T09:30Z', '2027-01-14T10:00Z') }, '09:00 09:30 11:00'],
    ['open from 09:10', { open: [minutes(550, 720)] }, '11:00'],
    ['also offered for 30 minutes', { shortestMinutes: 30 }, '09:00 09:30 10:00 10:30 11:00'],
    ['90 minutes, also offered for 60', { service: { durationMinutes: 90 }, shortestMinutes: 60 }, '09:00 10:30'],
    ['buffer after 30', { service: { bufferAfterMinutes: 30 } }, '09:00 11:00'],
    ['now 10:10', { now: at('2027-01-14T09:10Z') }, '11:00'],
    [
      'from 09:10 until 10:45',
      { now: at('2027-01-13T09:45Z'), service: { horizonDays: 1, minimumNoticeMinutes: 1_345 } },
      '10:00',
    ],
    ['busy 09:00–09:15', { occupancy: busy('res_anna', '2027-01-14T08:00Z', '2027-01-14T08:15Z') }, '11:00'],
    [
      'a room that is busy until 10:30',
      {
        service: { needs: roomNeed },
        resources: [
          buildResource({ weeklyHours: everyDay(hours(9, 12)) }),
          buildResource({ id: 'res_room', weeklyHours: everyDay(hours(9, 12)) }),
        ],
        occupancy: busy('res_room', '2027-01-14T08:00Z', '2027-01-14T09:30Z'),
      },
      '11:00',
    ],
  ];
  test.each(rows)('%s', (_, { service, ...changes }, times) => {
    expect(timesOf(ask({ ...changes, service: { ...service, gaps: 'avoid' } }))).toBe(times);
  });

  test('the range that is asked for changes nothing', () => {
    const query = ask({ service: { gaps: 'avoid' } });
    const from = at('2027-01-14T08:30Z');
    expect(timesOf({ ...query, range: { from, to: at('2027-01-14T10:30Z') } })).toBe('10:00');
    expect(timesOf({ ...query, range: { from, to: at('2027-01-14T09:30Z') } })).toBe('');
  });

  test('a date is full when all that could be booked is taken, also where only a part of it would be offered', () => {
    const query = ask({
      service: { gaps: 'avoid' },
      now: at('2027-01-14T08:10Z'),
      occupancy: busy('res_anna', '2027-01-14T08:30Z', '2027-01-14T11:00Z'),
    });
    expect(computeDays(query, '2027-01-14', '2027-01-15', 'Europe/Stockholm')).toMatchObject([{ reason: 'full' }]);
  });
});
