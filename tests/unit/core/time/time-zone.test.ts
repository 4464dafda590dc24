import { describe, expect, test } from '@jest/globals';
import * as zone from '../../../../core/time/time-zone.ts';
import { HOUR, isOverlapping, MINUTE } from '../../../../core/time/instant.ts';

const minutes = (text: string): number => {
  const [hour, minute] = text.split(':').map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
};

describe('computeInstant', () => {
  test.each([
    { name: 'a winter day', date: '2027-01-14', wall: '10:00', timeZone: 'Europe/Stockholm', utc: '2027-01-14T09:00:00Z' },
    { name: 'a summer day', date: '2027-07-14', wall: '10:00', timeZone: 'Europe/Stockholm', utc: '2027-07-14T08:00:00Z' },
    { name: 'a gap moves forward', date: '2027-03-28', wall: '02:30', timeZone: 'Europe/Stockholm', utc: '2027-03-28T01:30:00Z' },
    { name: 'a fold is the first', date: '2027-10-31', wall: '02:30', timeZone: 'Europe/Stockholm', utc: '2027-10-31T00:30:00Z' },
    {
      name: '24:00 is the next midnight',
      date: '2027-01-14',
      wall: '24:00',
      timeZone: 'Europe/Stockholm',
      utc: '2027-01-14T23:00:00Z',
    },
    {
      name: 'half an hour in Lord Howe, gap',
      date: '2026-10-04',
      wall: '02:15',
      timeZone: 'Australia/Lord_Howe',
      utc: '2026-10-03T15:45:00Z',
    },
    {
      name: 'half an hour in Lord Howe, fold',
      date: '2026-04-05',
      wall: '01:45',
      timeZone: 'Australia/Lord_Howe',
      utc: '2026-04-04T14:45:00Z',
    },
    {
      name: 'midnight does not exist in Cairo',
      date: '2026-04-24',
      wall: '00:00',
      timeZone: 'Africa/Cairo',
      utc: '2026-04-23T22:00:00Z',
    },
    {
      name: '24:00 of the day before is the same',
      date: '2026-04-23',
      wall: '24:00',
      timeZone: 'Africa/Cairo',
      utc: '2026-04-23T22:00:00Z',
    },
    {
      name: 'a date that Apia skipped',
      date: '2011-12-30',
      wall: '09:00',
      timeZone: 'Pacific/Apia',
      utc: '2011-12-30T19:00:00Z',
    },
    {
      name: 'quarter hours in Kathmandu',
      date: '2027-01-14',
      wall: '00:00',
      timeZone: 'Asia/Kathmandu',
      utc: '2027-01-13T18:15:00Z',
    },
  ])('$name', ({ date, wall, timeZone, utc }) => {
    expect(zone.formatInstant(zone.computeInstant(date, minutes(wall), timeZone))).toBe(utc);
  });
});

describe('reading a clock', () => {
  const first = Date.UTC(2027, 9, 31, 0, 30);
  test('both 02:30 of a fold have one wall time and two offsets', () => {
    expect(zone.computeWallTime(first, 'Europe/Stockholm')).toBe('2027-10-31T02:30:00');
    expect(zone.computeWallTime(first + HOUR, 'Europe/Stockholm')).toBe('2027-10-31T02:30:00');
    expect(zone.computeOffset(first, 'Europe/Stockholm')).toBe(2 * HOUR);
    expect(zone.computeOffset(first + HOUR, 'Europe/Stockholm')).toBe(HOUR);
  });

  test.each([
    { name: 'Stockholm in spring', from: '2027-01-01T00:00Z', timeZone: 'Europe/Stockholm', next: '2027-03-28T01:00:00Z' },
    { name: 'strictly after', from: '2027-03-28T01:00Z', timeZone: 'Europe/Stockholm', next: '2027-10-31T01:00:00Z' },
    { name: 'Lord Howe', from: '2026-09-01T00:00Z', timeZone: 'Australia/Lord_Howe', next: '2026-10-03T15:30:00Z' },
  ])('the next transition: $name', ({ from, timeZone, next }) => {
    expect(zone.formatInstant(zone.computeNextTransition(zone.parseInstant(from) ?? 0, timeZone) ?? 0)).toBe(next);
  });

  test('a zone without DST has no next transition', () => {
    expect(zone.computeNextTransition(first, 'Asia/Tokyo')).toBeNull();
  });

  test.each([
    { name: 'late in UTC is tomorrow in Tokyo', at: '2027-01-14T20:00Z', timeZone: 'Asia/Tokyo', date: '2027-01-15' },
    { name: 'early in UTC is yesterday in New York', at: '2027-01-14T03:00Z', timeZone: 'America/New_York', date: '2027-01-13' },
    { name: 'Apia after its jump', at: '2011-12-30T10:00Z', timeZone: 'Pacific/Apia', date: '2011-12-31' },
    { name: 'Apia before its jump', at: '2011-12-30T09:59Z', timeZone: 'Pacific/Apia', date: '2011-12-29' },
  ])('the date: $name', ({ at, timeZone, date }) => {
    expect(zone.computeLocalDate(zone.parseInstant(at) ?? 0, timeZone)).toBe(date);
  });
});

describe('dates', () => {
  test('weekdays are ISO', () => {
    expect(['2027-01-11', '2027-01-17'].map(zone.computeWeekday)).toEqual([1, 7]);
  });
  test.each([
    { name: 'over a month', date: '2027-01-31', days: 1, result: '2027-02-01' },
    { name: 'over a leap day', date: '2028-02-28', days: 1, result: '2028-02-29' },
    { name: 'backwards', date: '2027-01-01', days: -1, result: '2026-12-31' },
  ])('addDays $name', ({ date, days, result }) => {
    expect(zone.addDays(date, days)).toBe(result);
    expect(zone.countDays(date, result)).toBe(days);
  });
  test.each([
    ['2027-02-28', true],
    ['2028-02-29', true],
    ['2027-02-29', false],
    ['2027-13-01', false],
    ['27-01-01', false],
    ['2027-1-1', false],
    ['1899-12-31', false],
    ['2201-01-01', false],
    ['2027-01-01T00:00', false],
    ['', false],
  ])('isLocalDate %s: %s', (date, is) => {
    expect(zone.isLocalDate(date)).toBe(is);
  });
});

describe('isTimeZone', () => {
  test.each([
    ['Europe/Stockholm', true],
    ['UTC', true],
    ['America/Argentina/Buenos_Aires', true],
    ['Etc/GMT+5', true],
    ['Asia/Calcutta', true],
    ['+02:00', false],
    ['Mars/Olympus', false],
    ['', false],
    ['Europe/Stockholm; drop', false],
    ['x'.repeat(80), false],
  ])('%s: %s', (name, is) => {
    expect(zone.isTimeZone(name)).toBe(is);
  });
});

describe('instants as text', () => {
  test.each([
    ['2027-01-14T10:00:00Z', '2027-01-14T10:00:00Z'],
    ['2027-01-14T10:00:00.5+01:00', '2027-01-14T09:00:00.5Z'],
  ])('%s is %s', (text, result) => {
    expect(zone.formatInstant(zone.parseInstant(text) ?? 0)).toBe(result);
  });
  test.each(['2027-01-14', '2027-01-14T10:00', 'tomorrow', '', '2027-02-30T00:00Z'])('"%s" is none', (text) => {
    expect(zone.parseInstant(text)).toBeNull();
  });
});

describe('intervals', () => {
  const span = (from: number, to: number) => ({ from: from * MINUTE, to: to * MINUTE });
  test.each([
    { name: 'touching ends do not overlap', a: span(0, 60), b: span(60, 120), is: false },
    { name: 'a minute in common', a: span(0, 61), b: span(60, 120), is: true },
    { name: 'one inside the other', a: span(0, 120), b: span(30, 60), is: true },
    { name: 'apart', a: span(0, 30), b: span(60, 120), is: false },
  ])('$name', ({ a, b, is }) => {
    expect(isOverlapping(a, b)).toBe(is);
    expect(isOverlapping(b, a)).toBe(is);
  });
});
