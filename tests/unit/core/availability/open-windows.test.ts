import { describe, expect, test } from '@jest/globals';
import { computeOpenWindows } from '../../../../core/availability/open-windows.ts';
import { formatInstant } from '../../../../core/time/time-zone.ts';
import { at, buildResource, everyDay, hours } from '../../../support/build-core.ts';

const night = { fromMinute: 150, toMinute: 179 };

describe('computeOpenWindows', () => {
  test.each([
    {
      name: 'a winter day',
      resource: {},
      range: ['2027-01-14T00:00Z', '2027-01-14T20:00Z'],
      windows: ['2027-01-14T08:00:00Z/2027-01-14T16:00:00Z'],
    },
    {
      name: 'two windows stay two, also when they touch',
      resource: { weeklyHours: { '4': [hours(13, 17), hours(9, 13)] } },
      range: ['2027-01-14T00:00Z', '2027-01-14T20:00Z'],
      windows: ['2027-01-14T08:00:00Z/2027-01-14T12:00:00Z', '2027-01-14T12:00:00Z/2027-01-14T16:00:00Z'],
    },
    {
      name: 'those that touch the range are given whole',
      resource: {},
      range: ['2027-01-14T15:59Z', '2027-01-15T08:01Z'],
      windows: ['2027-01-14T08:00:00Z/2027-01-14T16:00:00Z', '2027-01-15T08:00:00Z/2027-01-15T16:00:00Z'],
    },
    {
      name: 'those that only touch its ends are not',
      resource: {},
      range: ['2027-01-14T16:00Z', '2027-01-15T08:00Z'],
      windows: [],
    },
    {
      name: 'a missing weekday is closed',
      resource: { weeklyHours: { '5': [hours(9, 17)] } },
      range: ['2027-01-14T00:00Z', '2027-01-14T23:00Z'],
      windows: [],
    },
    {
      name: 'an empty override closes',
      resource: { dateOverrides: { '2027-01-14': [] } },
      range: ['2027-01-14T00:00Z', '2027-01-14T23:00Z'],
      windows: [],
    },
    {
      name: 'an override replaces and opens a closed day',
      resource: { weeklyHours: {}, dateOverrides: { '2027-01-14': [hours(20, 24)] } },
      range: ['2027-01-14T00:00Z', '2027-01-15T00:00Z'],
      windows: ['2027-01-14T19:00:00Z/2027-01-14T23:00:00Z'],
    },
    {
      name: 'until 24:00 in a zone whose next midnight is missing',
      resource: { timeZone: 'Africa/Cairo', weeklyHours: everyDay(hours(22, 24)) },
      range: ['2026-04-23T12:00Z', '2026-04-24T12:00Z'],
      windows: ['2026-04-23T20:00:00Z/2026-04-23T22:00:00Z'],
    },
    {
      name: 'from a midnight that is missing',
      resource: { timeZone: 'Africa/Cairo', weeklyHours: { '5': [hours(0, 2)] } },
      range: ['2026-04-23T12:00Z', '2026-04-24T12:00Z'],
      windows: ['2026-04-23T22:00:00Z/2026-04-23T23:00:00Z'],
    },
    {
      name: 'a window of times that a gap swallows is open an hour later',
      resource: { weeklyHours: everyDay(night) },
      range: ['2027-03-28T00:00Z', '2027-03-28T12:00Z'],
      windows: ['2027-03-28T01:30:00Z/2027-03-28T01:59:00Z'],
    },
    {
      name: 'one that starts in a gap and ends before it would is none',
      resource: { weeklyHours: everyDay({ fromMinute: 150, toMinute: 190 }) },
      range: ['2027-03-28T00:00Z', '2027-03-28T12:00Z'],
      windows: [],
    },
    {
      name: 'a window that ends in a gap ends that much later on the clock',
      resource: { weeklyHours: everyDay({ fromMinute: 60, toMinute: 150 }) },
      range: ['2027-03-27T23:30Z', '2027-03-28T12:00Z'],
      windows: ['2027-03-28T00:00:00Z/2027-03-28T01:30:00Z'],
    },
    {
      name: 'a window over a gap is an hour shorter',
      resource: { weeklyHours: everyDay(hours(1, 4)) },
      range: ['2027-03-28T00:00Z', '2027-03-28T12:00Z'],
      windows: ['2027-03-28T00:00:00Z/2027-03-28T02:00:00Z'],
    },
    {
      name: 'a window over a fold is an hour longer',
      resource: { weeklyHours: everyDay(hours(1, 4)) },
      range: ['2027-10-31T00:00Z', '2027-10-31T12:00Z'],
      windows: ['2027-10-30T23:00:00Z/2027-10-31T03:00:00Z'],
    },
    {
      name: 'Lord Howe: half an hour shorter',
      resource: { timeZone: 'Australia/Lord_Howe', weeklyHours: everyDay(hours(1, 4)) },
      range: ['2026-10-03T13:00Z', '2026-10-04T00:00Z'],
      windows: ['2026-10-03T14:30:00Z/2026-10-03T17:00:00Z'],
    },
    {
      name: 'Apia: the hours of the Friday that never was move by the day that was skipped',
      resource: { timeZone: 'Pacific/Apia', weeklyHours: { '5': [hours(9, 17)], '4': [hours(22, 24)] } },
      range: ['2011-12-30T00:00Z', '2011-12-31T12:00Z'],
      windows: ['2011-12-30T08:00:00Z/2011-12-30T10:00:00Z', '2011-12-30T19:00:00Z/2011-12-31T03:00:00Z'],
    },
  ])('$name', ({ resource, range, windows }) => {
    const [from = '', to = ''] = range;
    const found = computeOpenWindows(buildResource(resource), { from: at(from), to: at(to) });
    expect(found.map((window) => `${formatInstant(window.from)}/${formatInstant(window.to)}`)).toEqual(windows);
  });
});
