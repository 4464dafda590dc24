import { describe, expect, test } from '@jest/globals';
import { readBusyInstances } from '../../../adapters/ical/read-busy-times.ts';
import { parseInstant } from '../../../core/index.ts';

/* Calendars as others publish them. All is asked about December 2026, and times without a zone are Stockholm's. */

const at = (text: string): number => parseInstant(text) ?? Number.NaN;
const december = { from: at('2026-12-01T00:00:00Z'), to: at('2027-01-01T00:00:00Z') };

const wrap = (...lines: readonly string[]): string => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: readonly string[]): string => wrap('BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT');

const short = (at: number): string => new Date(at).toISOString().slice(5, 16);
async function read(text: string, range = december): Promise<readonly string[]> {
  const { instances: found } = await readBusyInstances(text, { range, timeZone: 'Europe/Stockholm' });
  return found
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to, isTentative }) => `${short(from)} ${short(to)}${isTentative ? ' tentative' : ''}`);
}

const hour = ['DTSTART:20261207T090000Z', 'DTEND:20261207T100000Z'];
const custom = [
  ...['BEGIN:VTIMEZONE', 'TZID:My own zone', 'BEGIN:STANDARD', 'DTSTART:16010101T030000', 'TZOFFSETFROM:+0300'],
  ...['TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD', 'BEGIN:DAYLIGHT', 'DTSTART:16010101T020000'],
  ...['TZOFFSETFROM:+0200', 'TZOFFSETTO:+0300', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT', 'END:VTIMEZONE'],
];

test.each<readonly [string, string, readonly string[]]>([
  ['in UTC', event(...hour), ['12-07T09:00 12-07T10:00']],
  ['without a zone: the resource’s', event('DTSTART:20261207T090000', 'DTEND:20261207T100000'), ['12-07T08:00 12-07T09:00']],
  [
    'with a zone of IANA',
    event('DTSTART;TZID=America/New_York:20261207T090000', 'DTEND;TZID=Asia/Tokyo:20261208T000000'),
    ['12-07T14:00 12-07T15:00'],
  ],
  [
    'with a zone as Windows calls it, in quotes',
    event('DTSTART;TZID="W. Europe Standard Time":20261207T090000', 'DURATION:PT30M'),
    ['12-07T08:00 12-07T08:30'],
  ],
  [
    'with a zone behind a path',
    event('DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20261207T090000', 'DURATION:PT30M'),
    ['12-07T08:00 12-07T08:30'],
  ],
  [
    'with a zone that the file defines',
    wrap(...custom, 'BEGIN:VEVENT', 'DTSTART;TZID=My own zone:20261207T090000', 'DURATION:PT1H', 'END:VEVENT'),
    ['12-07T07:00 12-07T08:00'],
  ],
  ['one whole day', event('DTSTART;VALUE=DATE:20261207'), ['12-06T23:00 12-07T23:00']],
  [
    'whole days end before the day they name',
    event('DTSTART;VALUE=DATE:20261207', 'DTEND;VALUE=DATE:20261209'),
    ['12-06T23:00 12-08T23:00'],
  ],
  [
    'a day that ends where it begins',
    event('DTSTART;VALUE=DATE:20261207', 'DTEND;VALUE=DATE:20261207'),
    ['12-06T23:00 12-07T23:00'],
  ],
  ['a time without an end takes none', event('DTSTART:20261207T090000Z'), []],
  ['a duration of a week', event('DTSTART;VALUE=DATE:20261207', 'DURATION:P1W'), ['12-06T23:00 12-13T23:00']],
  ['free', event(...hour, 'TRANSP:TRANSPARENT'), []],
  ['cancelled', event(...hour, 'STATUS:CANCELLED'), []],
  ['tentative', event(...hour, 'STATUS:TENTATIVE'), ['12-07T09:00 12-07T10:00 tentative']],
  ['tentative as Outlook says it', event(...hour, 'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE'), ['12-07T09:00 12-07T10:00 tentative']],
  [
    'with an alarm that has a duration',
    event(...hour, 'BEGIN:VALARM', 'DURATION:PT9H', 'END:VALARM'),
    ['12-07T09:00 12-07T10:00'],
  ],
  [
    'folded, with bare line feeds and an unknown line',
    event(...hour)
      .replaceAll('\r\n', '\n')
      .replace('0907T', '0907T')
      .replace('DTEND:2026', 'DTEND:\n 2026'),
    ['12-07T09:00 12-07T10:00'],
  ],
  ['over the edge of the range', event('DTSTART:20261130T220000Z', 'DTEND:20261201T020000Z'), ['11-30T22:00 12-01T02:00']],
  ['before and after the range', event('DTSTART:20261130T220000Z', 'DTEND:20261201T000000Z'), []],
  ['nothing', wrap(), []],
])('%s', async (_name, text, expected) => {
  expect(await read(text)).toEqual(expected);
});

describe('a series', () => {
  const weekly = ['DTSTART;TZID=Europe/Stockholm:20260907T090000', 'DTEND;TZID=Europe/Stockholm:20260907T100000'];
  const mondays = ['12-07T08:00 12-07T09:00', '12-14T08:00 12-14T09:00', '12-21T08:00 12-21T09:00', '12-28T08:00 12-28T09:00'];
  const rule = 'RRULE:FREQ=WEEKLY;BYDAY=MO';

  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['keeps its wall time over a change of clocks', [rule], mondays],
    [
      'without dates that are left out',
      [rule, 'EXDATE;TZID=Europe/Stockholm:20261214T090000,20261228T090000'],
      [mondays[0] ?? '', mondays[2] ?? ''],
    ],
    ['without a whole date that is left out', [rule, 'EXDATE;VALUE=DATE:20261214'], mondays.filter((_, index) => index !== 1)],
    ['until an instant', [`${rule};UNTIL=20261214T080000Z`], mondays.slice(0, 2)],
    ['until before an instant', [`${rule};UNTIL=20261214T075959Z`], mondays.slice(0, 1)],
    ['until a date', [`${rule};UNTIL=20261214`], mondays.slice(0, 2)],
    ['that is counted from its start', [`${rule};COUNT=15`], mondays.slice(0, 2)],
    ['every second time', [`${rule};INTERVAL=2`], [mondays[1] ?? '', mondays[3] ?? '']],
    ['with a date more', ['RDATE;TZID=Europe/Stockholm:20261208T120000'], ['12-08T11:00 12-08T12:00']],
  ])('%s', async (_name, lines, expected) => {
    expect(await read(event(...weekly, ...lines))).toEqual(expected);
  });

  test.each<readonly [string, readonly string[], readonly string[]]>([
    [
      'moved',
      ['DTSTART:20261215T110000Z', 'DTEND:20261215T120000Z'],
      [mondays[0] ?? '', '12-15T11:00 12-15T12:00', ...mondays.slice(2)],
    ],
    [
      'cancelled',
      ['DTSTART:20261214T080000Z', 'DTEND:20261214T090000Z', 'STATUS:CANCELLED'],
      mondays.filter((_, index) => index !== 1),
    ],
    [
      'made free',
      ['DTSTART:20261214T080000Z', 'DTEND:20261214T090000Z', 'TRANSP:TRANSPARENT'],
      mondays.filter((_, index) => index !== 1),
    ],
    ['moved out of the range', ['DTSTART:20270215T110000Z', 'DTEND:20270215T120000Z'], mondays.filter((_, index) => index !== 1)],
  ])('one of which is %s', async (_name, lines, expected) => {
    const series = ['BEGIN:VEVENT', 'UID:1', ...weekly, rule, 'END:VEVENT'];
    const one = ['BEGIN:VEVENT', 'UID:1', 'RECURRENCE-ID;TZID=Europe/Stockholm:20261214T090000', ...lines, 'END:VEVENT'];
    expect(await read(wrap(...series, ...one))).toEqual(expected);
    expect(await read(wrap(...one, ...series))).toEqual(expected);
  });

  test('of birthdays in no known year, which Apple begins in 1604', async () => {
    const birthday = event('DTSTART;VALUE=DATE:16041224', 'RRULE:FREQ=YEARLY');
    expect(await read(birthday)).toEqual(['12-23T23:00 12-24T23:00']);
  });

  test('of whole days', async () => {
    const days = event('DTSTART;VALUE=DATE:20261203', 'DTEND;VALUE=DATE:20261205', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=3');
    expect(await read(days)).toEqual(['12-02T23:00 12-04T23:00']);
  });

  test('that began long ago, without an end, in the far east', async () => {
    const daily = event('DTSTART;TZID=Asia/Tokyo:19990101T080000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;UNTIL=20261201T230000Z');
    expect(await read(daily)).toEqual(['12-01T23:00 12-02T00:00']);
  });

  test('at a time that clocks leave out is moved forward, and at one that comes twice is the first', async () => {
    const range = { from: at('2027-03-27T00:00:00Z'), to: at('2027-03-29T00:00:00Z') };
    const night = event('DTSTART;TZID=Europe/Stockholm:20270301T023000', 'DURATION:PT10M', 'RRULE:FREQ=DAILY');
    expect(await read(night, range)).toEqual(['03-27T01:30 03-27T01:40', '03-28T01:30 03-28T01:40']);
    const autumn = { from: at('2027-10-31T00:00:00Z'), to: at('2027-11-01T00:00:00Z') };
    expect(await read(night, autumn)).toEqual(['10-31T00:30 10-31T00:40']);
  });
});

test.each<readonly [string, string]>([
  ['a page', '<html>Sign in</html>'],
  ['nothing at all', ''],
  ['cut off', event(...hour).slice(0, -30)],
  ['an end of something else', wrap('BEGIN:VEVENT', 'END:VTODO')],
  ['an event without a start', event('SUMMARY:x')],
  ['a start that is none', event('DTSTART:20261307T090000Z')],
  ['a zone that nobody knows', event('DTSTART;TZID=Middle Earth:20261207T090000')],
  ['a rule that nobody knows', event(...hour, 'RRULE:FREQ=FORTNIGHTLY')],
  ['a rule by seconds', event(...hour, 'RRULE:FREQ=SECONDLY')],
  ['a change of all later ones', event(...hour, 'RECURRENCE-ID;RANGE=THISANDFUTURE:20261207T090000Z')],
  ['a duration that is none', event('DTSTART:20261207T090000Z', 'DURATION:forever')],
  ['too deep', Array.from({ length: 20 }, () => 'BEGIN:VCALENDAR').join('\r\n')],
])('%s is refused as a whole', async (_name, text) => {
  await expect(read(text)).rejects.toThrow(SyntaxError);
});

test.each([
  'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=YEARLY;INTERVAL=1000',
  'FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4',
])('a rule that never comes true ends: %s', async (rule) => {
  const found = await read(event(...hour, `RRULE:${rule}`)).catch((error: unknown) => error);
  expect(found instanceof SyntaxError || (Array.isArray(found) && found.length === 1)).toBe(true);
});
