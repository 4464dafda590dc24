import { describe, expect, test } from '@jest/globals';
import { computeBookableRange } from '../../../../core/availability/bookable-range.ts';
import { computeDays } from '../../../../core/availability/compute-days.ts';
import { planSessions } from '../../../../core/availability/plan-sessions.ts';
import type { Resource } from '../../../../core/catalog/resource.ts';
import type { Service } from '../../../../core/catalog/service.ts';
import { computeReachDays } from '../../../../core/catalog/start-rules.ts';
import { computeLocalDate, computeWallTime } from '../../../../core/time/time-zone.ts';
import { at, buildResource, buildService, countIds, everyDay, hours } from '../../../support/build-core.ts';
import { weekly } from '../../../support/weekly.ts';

const zone = 'Europe/Stockholm';
const now = at('2027-01-14T09:00Z');
const weekdays = { ...everyDay(hours(9, 17)), '6': [], '7': [] };
const anna = buildResource({ weeklyHours: weekdays });
const working = { horizonUnit: 'working_days', horizonDays: 2 } as const;

// The rows of the table in docs/algorithms/availability.md.
describe('how far ahead', () => {
  const rows: readonly (readonly [string, Partial<Service>, readonly Partial<Resource>[], string | null])[] = [
    ['2 days', { horizonDays: 2 }, [], '2027-01-14T10:00 2027-01-16T10:00'],
    ['2 working days', working, [], '2027-01-14T10:00 2027-01-19T00:00'],
    ['off on Friday', working, [{ dateOverrides: { '2027-01-15': [] } }], '2027-01-14T10:00 2027-01-20T00:00'],
    [
      'also works on Saturday',
      working,
      [{ dateOverrides: { '2027-01-16': [hours(9, 12)] } }],
      '2027-01-14T10:00 2027-01-17T00:00',
    ],
    [
      'Ben works on Sundays',
      working,
      [{}, { id: 'res_ben', weeklyHours: { '7': [hours(9, 12)] } }],
      '2027-01-14T10:00 2027-01-18T00:00',
    ],
    ['never works', working, [{ weeklyHours: {} }], '2027-01-14T10:00 2027-03-01T00:00'],
    ['until Friday', { horizonDays: 30, bookableUntil: '2027-01-15' }, [], '2027-01-14T10:00 2027-01-16T00:00'],
    ['from Monday', { horizonDays: 30, bookableFrom: '2027-01-18' }, [], '2027-01-18T00:00 2027-02-13T10:00'],
    [
      'working days and fixed dates',
      { ...working, bookableFrom: '2027-01-15', bookableUntil: '2027-01-29' },
      [],
      '2027-01-15T00:00 2027-01-19T00:00',
    ],
    ['dates beyond the horizon', { horizonDays: 2, bookableFrom: '2027-01-18', bookableUntil: '2027-01-22' }, [], null],
  ];
  test.each(rows)('%s', (_, service, resources, expected) => {
    const all = resources.length === 0 ? [anna] : resources.map((changes) => buildResource({ ...anna, ...changes }));
    const { from, to } = computeBookableRange(buildService(service), now, all);
    const shown = [from, to].map((instant) => computeWallTime(instant, zone).slice(0, 16)).join(' ');
    expect(from < to ? shown : null).toBe(expected);
  });

  test('a working day is a date of the service’s zone: an evening in New York is the next date in Stockholm', () => {
    const late = buildResource({ timeZone: 'America/New_York', weeklyHours: { '5': [hours(20, 22)] } });
    const { to } = computeBookableRange(buildService({ ...working, horizonDays: 1 }), now, [late]);
    expect(computeLocalDate(to - 1, zone)).toBe('2027-01-16');
  });

  test('a horizon never reaches beyond 730 days', () => {
    expect(computeReachDays({ horizonDays: 730, horizonUnit: 'working_days' })).toBe(730);
    expect(computeReachDays({ horizonDays: 10, horizonUnit: 'working_days' })).toBe(101);
    expect(computeReachDays({ horizonDays: 10 })).toBe(10);
    const never = computeBookableRange(buildService({ ...working, horizonDays: 730 }), now, []);
    expect(computeLocalDate(never.to - 1, zone)).toBe('2029-01-13');
  });

  test('a date in another century is too far', () => {
    const range = { from: at('2199-06-02T00:00Z'), to: at('2199-06-05T00:00Z') };
    const query = {
      ...{ service: buildService(), resources: [anna], occupancy: { busy: [], sessions: [] }, closed: [], now, range },
    };
    const days = computeDays({ ...query, partySize: 1, resourceId: null }, '2199-06-03', '2199-06-04', zone);
    expect(days).toEqual([{ date: '2199-06-03', available: false, reason: 'too_far' }]);
  });

  test('days say what keeps them from being booked', () => {
    const reasons = (service: Partial<Service>) =>
      computeDays(
        {
          service: buildService({ stepMinutes: 60, ...service }),
          resources: [anna],
          ...{ occupancy: { busy: [], sessions: [] }, closed: [], now, partySize: 1, resourceId: null },
          range: { from: at('2027-01-14T23:00Z'), to: at('2027-01-21T23:00Z') },
        },
        '2027-01-15',
        '2027-01-21',
        zone,
      ).map(({ reason }) => reason ?? 'free');
    expect(reasons(working)).toEqual(['free', 'closed', 'closed', 'free', 'too_far', 'too_far']);
    expect(reasons({ bookableFrom: '2027-01-19', bookableUntil: '2027-01-19' })).toEqual([
      ...['too_soon', 'closed', 'closed', 'too_soon', 'free', 'too_far'],
    ]);
  });
});

test('no session of a class is planned outside its fixed dates', () => {
  const yoga = buildService({ kind: 'class', capacity: 12, sessions: [weekly(4, 1_080)], horizonDays: 60 });
  const nextId = countIds();
  const planned = planSessions({ ...yoga, bookableFrom: '2027-01-15', bookableUntil: '2027-02-04' }, now, () => nextId('ses'));
  expect(planned.map(({ session }) => computeLocalDate(session.startsAt, zone))).toEqual([
    '2027-01-21',
    '2027-01-28',
    '2027-02-04',
  ]);
});
