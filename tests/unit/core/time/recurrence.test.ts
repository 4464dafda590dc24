import { describe, expect, test } from '@jest/globals';
import { buildDate, countEpochDays } from '../../../../core/time/civil-date.ts';
import { expandRecurrence, parseRecurrence } from '../../../../core/time/recurrence.ts';

/** The dates of a rule in a range, both ends included. */
function expand(text: string, startsOn: string, from: string, until: string): readonly string[] {
  const parsed = parseRecurrence(text, startsOn);
  if (parsed.kind === 'mistake') throw new Error(parsed.message);
  return expandRecurrence(parsed.rule, startsOn, { first: countEpochDays(from), last: countEpochDays(until) }).map(buildDate);
}

describe('expandRecurrence', () => {
  test.each([
    ['every other Thursday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', ['2027-01-14', '2027-01-28']],
    ['the first Monday of a month', 'FREQ=MONTHLY;BYDAY=1MO', ['2027-01-04', '2027-02-01']],
    ['the last Friday', 'FREQ=MONTHLY;BYDAY=-1FR', ['2027-01-29']],
    ['the last working day', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', ['2027-01-29']],
    ['until a date, which is included', 'FREQ=DAILY;UNTIL=20270103', ['2027-01-01', '2027-01-02', '2027-01-03']],
    ['until a moment of that date', 'FREQ=DAILY;UNTIL=20270102T225959Z', ['2027-01-01', '2027-01-02']],
    ['three times', 'RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=3', ['2027-01-01', '2027-01-08', '2027-01-15']],
    ['small letters', 'freq=weekly;byday=fr;count=1', ['2027-01-01']],
    ['a date that no month has', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', []],
  ])('%s', (_name, rule, dates) => {
    expect(expand(rule, rule.includes('INTERVAL') ? '2026-12-31' : '2027-01-01', '2027-01-01', '2027-02-01')).toEqual(dates);
  });

  test('nothing falls before the start or outside of what is asked', () => {
    expect(expand('FREQ=DAILY', '2027-01-10', '2027-01-01', '2027-01-11')).toEqual(['2027-01-10', '2027-01-11']);
    expect(expand('FREQ=DAILY', '2027-01-10', '2027-01-01', '2027-01-09')).toEqual([]);
    expect(expand('FREQ=DAILY', '2027-01-10', '2027-01-20', '2027-01-19')).toEqual([]);
  });

  test('a rule without an end that began a century ago is only followed where it is asked for', () => {
    expect(expand('FREQ=DAILY', '1900-01-01', '2199-12-30', '2199-12-31')).toEqual(['2199-12-30', '2199-12-31']);
  });
});

describe('parseRecurrence refuses', () => {
  test.each([
    ['nothing', '', '"" is not a part'],
    ['what is none', 'every Monday', 'is not a part'],
    ['no frequency', 'BYDAY=MO', 'FREQ is missing'],
    ['hours', 'FREQ=HOURLY', 'FREQ must be DAILY'],
    ['minutes', 'FREQ=MINUTELY', 'FREQ must be DAILY'],
    ['seconds', 'FREQ=SECONDLY', 'FREQ must be DAILY'],
    ['an hour of the day', 'FREQ=DAILY;BYHOUR=9', 'say the time of day in windows'],
    ['an unknown part', 'FREQ=DAILY;CONSTRUCTOR=1', 'is not a part'],
    ['a part twice', 'FREQ=DAILY;FREQ=DAILY', 'FREQ is there twice'],
    ['an interval of nothing', 'FREQ=DAILY;INTERVAL=0', 'INTERVAL must be 1 to 1000'],
    ['too many', 'FREQ=DAILY;COUNT=1001', 'COUNT must be 1 to 1000'],
    ['two ends', 'FREQ=DAILY;COUNT=2;UNTIL=20270101', 'exclude each other'],
    ['an end that is no date', 'FREQ=DAILY;UNTIL=20270230', 'UNTIL is not one'],
    ['an end in words', 'FREQ=DAILY;UNTIL=soon', 'UNTIL is not one'],
    ['a thirteenth month', 'FREQ=YEARLY;BYMONTH=13', 'BYMONTH is not one'],
    ['a weekday that is none', 'FREQ=WEEKLY;BYDAY=XX', 'BYDAY is not one'],
    ['a count that is never reached', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=2', 'is not a rule that can be followed'],
    ['a text without end', `FREQ=DAILY;BYMONTHDAY=${'1,'.repeat(400)}1`, 'at most 500 characters'],
  ])('%s', (_name, text, message) => {
    expect(parseRecurrence(text, '2027-01-01')).toEqual({ kind: 'mistake', message: expect.stringContaining(message) });
  });
});
