import { describe, expect, test } from '@jest/globals';
import { computeDays } from '../../../../core/availability/compute-days.ts';
import { at, buildResource, buildService, everyDay, hours } from '../../../support/build-core.ts';

const zone = 'Europe/Stockholm';

const reasonsOf = (
  service: Partial<Parameters<typeof buildService>[0]>,
  now: string,
  busy: readonly (readonly [string, string])[] = [],
  timeZone = zone,
) =>
  computeDays(
    {
      service: buildService({ stepMinutes: 60, ...service }),
      resources: [buildResource({ weeklyHours: { ...everyDay(hours(9, 12)), '6': [], '7': [] } })],
      occupancy: {
        busy: busy.map(([from, to]) => ({ resourceId: 'res_anna', during: { from: at(from), to: at(to) } })),
        sessions: [],
      },
      closed: [],
      now: at(now),
      range: { from: at('2027-01-12T23:00Z'), to: at('2027-01-18T23:00Z') },
      partySize: 1,
      resourceId: null,
    },
    '2027-01-13',
    '2027-01-18',
    timeZone,
  ).map((day) => day.reason ?? 'free');

describe('computeDays, Wednesday to Sunday, open on weekdays from nine to twelve', () => {
  test.each([
    { name: 'all free', service: {}, now: '2027-01-11T09:00Z', busy: [], days: ['free', 'free', 'free', 'closed', 'closed'] },
    { name: 'a day gone', service: {}, now: '2027-01-14T08:00Z', busy: [], days: ['past', 'free', 'free', 'closed', 'closed'] },
    {
      name: 'today after the last start is past, not full',
      service: {},
      now: '2027-01-14T14:00Z',
      busy: [],
      days: ['past', 'past', 'free', 'closed', 'closed'],
    },
    {
      name: 'a closed day gone is past',
      service: {},
      now: '2027-01-18T00:00Z',
      busy: [],
      days: ['past', 'past', 'past', 'past', 'past'],
    },
    {
      name: 'all taken',
      service: {},
      now: '2027-01-11T09:00Z',
      busy: [['2027-01-14T07:00Z', '2027-01-14T12:00Z']],
      days: ['free', 'full', 'free', 'closed', 'closed'],
    },
    {
      name: 'all that is left is taken',
      service: {},
      now: '2027-01-14T08:30Z',
      busy: [['2027-01-14T09:00Z', '2027-01-14T12:00Z']],
      days: ['past', 'full', 'free', 'closed', 'closed'],
    },
    {
      name: 'taken on a day that is too soon anyway',
      service: { minimumNoticeMinutes: 2_880 },
      now: '2027-01-12T09:00Z',
      busy: [['2027-01-13T07:00Z', '2027-01-13T12:00Z']],
      days: ['too_soon', 'free', 'free', 'closed', 'closed'],
    },
    {
      name: 'notice that ends after the last start of a day',
      service: { minimumNoticeMinutes: 1_440 },
      now: '2027-01-12T14:00Z',
      busy: [],
      days: ['too_soon', 'free', 'free', 'closed', 'closed'],
    },
    {
      name: 'beyond the horizon',
      service: { horizonDays: 2 },
      now: '2027-01-12T22:00Z',
      busy: [],
      days: ['free', 'free', 'too_far', 'closed', 'closed'],
    },
    {
      name: 'a horizon that ends before the first start of a day',
      service: { horizonDays: 1 },
      now: '2027-01-13T06:00Z',
      busy: [],
      days: ['free', 'too_far', 'too_far', 'closed', 'closed'],
    },
    {
      name: 'a horizon in the middle of a taken day',
      service: { horizonDays: 1 },
      now: '2027-01-13T09:30Z',
      busy: [['2027-01-14T07:00Z', '2027-01-14T12:00Z']],
      days: ['free', 'full', 'too_far', 'closed', 'closed'],
    },
  ] as const)('$name', ({ service, now, busy, days }) => {
    expect(reasonsOf(service, now, busy)).toEqual(days);
  });

  test('dates are those of the asked zone', () => {
    // The starts at nine, ten and eleven in Stockholm are 22:00, 23:00 and midnight in Honolulu, so Monday's show on Sunday.
    expect(reasonsOf({}, '2027-01-11T09:00Z', [], 'Pacific/Honolulu')).toEqual(['free', 'free', 'free', 'closed', 'free']);
  });
});
