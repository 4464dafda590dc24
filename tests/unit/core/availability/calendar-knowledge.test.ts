import { describe, expect, test } from '@jest/globals';
import { computeCalendarTimes, MAXIMUM_READING_AGE } from '../../../../core/availability/calendar-knowledge.ts';
import type { CalendarReading } from '../../../../core/availability/calendar-knowledge.ts';
import { DAY, HOUR, MINUTE } from '../../../../core/time/instant.ts';
import type { Interval } from '../../../../core/time/instant.ts';
import { subtractIntervals } from '../../../../core/time/subtract-intervals.ts';
import { buildResource, NOW } from '../../../support/build-core.ts';

const range = { from: NOW, to: NOW + 3 * DAY };
const hours = (from: number, to: number): Interval => ({ from: NOW + from * HOUR, to: NOW + to * HOUR });
const anna = (whenUnknown: 'closed' | 'open', id: `res_${string}` = 'res_anna') =>
  buildResource({ id, calendar: { calendarId: 'anna', whenUnknown } });
const reading = (changes: Partial<CalendarReading> = {}): CalendarReading => ({
  calendarId: 'anna',
  readAt: NOW,
  range: { from: NOW - DAY, to: NOW + 60 * DAY },
  busy: [hours(1, 2)],
  ...changes,
});
const old = NOW - MAXIMUM_READING_AGE - 1;

describe('what is known of a calendar', () => {
  test.each([
    { name: 'read now', whenUnknown: 'closed', known: [reading()], busy: [hours(1, 2)], closed: [] },
    {
      name: 'read 15 minutes ago',
      whenUnknown: 'closed',
      known: [reading({ readAt: NOW - MAXIMUM_READING_AGE })],
      busy: [hours(1, 2)],
      closed: [],
    },
    { name: 'read longer ago, closed', whenUnknown: 'closed', known: [reading({ readAt: old })], busy: [], closed: [range] },
    { name: 'read longer ago, open', whenUnknown: 'open', known: [reading({ readAt: old })], busy: [hours(1, 2)], closed: [] },
    {
      name: 'read by a clock that is a minute ahead',
      whenUnknown: 'closed',
      known: [reading({ readAt: NOW + MINUTE })],
      busy: [hours(1, 2)],
      closed: [],
    },
    {
      name: 'read in the future, closed',
      whenUnknown: 'closed',
      known: [reading({ readAt: NOW + MINUTE + 1 })],
      busy: [],
      closed: [range],
    },
    {
      name: 'read in the future, open',
      whenUnknown: 'open',
      known: [reading({ readAt: NOW + MINUTE + 1 })],
      busy: [hours(1, 2)],
      closed: [],
    },
    { name: 'never read, closed', whenUnknown: 'closed', known: [], busy: [], closed: [range] },
    { name: 'never read, open', whenUnknown: 'open', known: [], busy: [], closed: [] },
    {
      name: 'another calendar was read',
      whenUnknown: 'closed',
      known: [reading({ calendarId: 'bo' })],
      busy: [],
      closed: [range],
    },
    {
      name: 'only a day of it was read, closed',
      whenUnknown: 'closed',
      known: [reading({ range: hours(0, 24) })],
      busy: [hours(1, 2)],
      closed: [hours(24, 72)],
    },
    {
      name: 'only a day of it was read, open',
      whenUnknown: 'open',
      known: [reading({ range: hours(0, 24) })],
      busy: [hours(1, 2)],
      closed: [],
    },
  ] as const)('$name', ({ whenUnknown, known, busy, closed }) => {
    const claim = (during: Interval) => ({ resourceId: 'res_anna', during });
    expect(computeCalendarTimes([anna(whenUnknown)], known, range, NOW)).toEqual({
      busy: busy.map(claim),
      closed: closed.map(claim),
    });
  });

  test('resources that share a calendar are closed together, those without one never', () => {
    const resources = [anna('closed'), anna('open', 'res_room'), buildResource({ id: 'res_bo' })];
    expect(computeCalendarTimes(resources, [reading()], range, NOW).busy.map(({ resourceId }) => resourceId)).toEqual([
      'res_anna',
      'res_room',
    ]);
    expect(computeCalendarTimes(resources, [], range, NOW)).toEqual({
      busy: [],
      closed: [{ resourceId: 'res_anna', during: range }],
    });
  });
});

describe('what is only tentative in a calendar', () => {
  // The table of docs/algorithms/calendars.md, in hours.
  test.each([
    { name: 'an event', busy: [hours(10, 12)], firm: [hours(10, 12)] },
    { name: 'tentative', busy: [hours(10, 12)], firm: [] },
    { name: 'tentative, and beside it an event', busy: [hours(10, 13)], firm: [hours(11, 13)] },
    { name: 'an event between two tentative ones', busy: [hours(10, 13)], firm: [hours(11, 12)] },
  ])('$name', ({ busy, firm }) => {
    const closedBy = (tentative: 'busy' | 'free' | undefined, known: CalendarReading) => {
      const resource = buildResource({ calendar: { calendarId: 'anna', whenUnknown: 'closed', tentative } });
      return computeCalendarTimes([resource], [known], range, NOW).busy.map(({ during }) => during);
    };
    expect(closedBy('busy', reading({ busy, firm }))).toEqual(busy);
    expect(closedBy(undefined, reading({ busy, firm }))).toEqual(busy);
    expect(closedBy('free', reading({ busy, firm }))).toEqual(firm);
    expect(closedBy('free', reading({ busy }))).toEqual(busy);
  });

  test('it is left open where nothing recent is known too, if the owner wants that open; two who share a calendar each choose', () => {
    const shared = [
      buildResource({ id: 'res_anna', calendar: { calendarId: 'anna', whenUnknown: 'open', tentative: 'free' } }),
      buildResource({ id: 'res_room', calendar: { calendarId: 'anna', whenUnknown: 'open' } }),
    ];
    const known = reading({ readAt: old, busy: [hours(1, 5)], firm: [hours(2, 3)] });
    expect(computeCalendarTimes(shared, [known], range, NOW).busy).toEqual([
      { resourceId: 'res_anna', during: hours(2, 3) },
      { resourceId: 'res_room', during: hours(1, 5) },
    ]);
  });
});

describe('subtractIntervals', () => {
  test.each([
    { name: 'nothing', from: [hours(1, 3)], removed: [], left: [hours(1, 3)] },
    { name: 'the middle', from: [hours(1, 4)], removed: [hours(2, 3)], left: [hours(1, 2), hours(3, 4)] },
    { name: 'the beginning', from: [hours(1, 4)], removed: [hours(0, 2)], left: [hours(2, 4)] },
    { name: 'the end', from: [hours(1, 4)], removed: [hours(3, 9)], left: [hours(1, 3)] },
    { name: 'all of it', from: [hours(1, 4)], removed: [hours(1, 4)], left: [] },
    { name: 'what only touches it', from: [hours(1, 4)], removed: [hours(0, 1), hours(4, 5)], left: [hours(1, 4)] },
    {
      name: 'twice, of two',
      from: [hours(1, 4), hours(5, 8)],
      removed: [hours(3, 6), hours(7, 7.5)],
      left: [hours(1, 3), hours(6, 7), hours(7.5, 8)],
    },
  ])('$name', ({ from, removed, left }) => {
    expect(subtractIntervals(from, removed)).toEqual(left);
  });
});
