import { describe, expect, test } from '@jest/globals';
import { chooseLocale } from '../../../adapters/widget/display/choose-locale.ts';
import { computeExponent } from '../../../adapters/widget/display/currency-exponent.ts';
import { createFormat, formatAmount } from '../../../adapters/widget/display/format.ts';
import { computeLocalTime } from '../../../adapters/widget/display/local-time.ts';
import { computeCurrencyExponent, isCurrency } from '../../../core/money/currency.ts';
import { writeCountdown } from '../../../adapters/widget/later/hold-line.ts';

const plain = (text: string): string => text.replace(/\s/gu, ' ');

describe('money', () => {
  test.each([
    [45_000, 'SEK', 'sv-SE', '450 kr'],
    [44_950, 'SEK', 'sv-SE', '449,50 kr'],
    [1_800, 'EUR', 'en-IE', '€18'],
    [1_850, 'EUR', 'de-DE', '18,50 €'],
    [3_000, 'JPY', 'en-US', '¥3,000'],
    [3_500, 'KWD', 'en-US', 'KWD 3.500'],
    [-5_700, 'SEK', 'sv-SE', '−57 kr'],
  ])('%i %s in %s is %s', (amountMinor, currency, locale, expected) => {
    expect(plain(formatAmount({ amountMinor, currency }, locale))).toBe(expected);
  });

  test('decimals are those of the core for every currency', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const codes = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c))).filter(isCurrency);
    expect(codes.length).toBeGreaterThan(150);
    expect(codes.filter((code) => computeExponent(code) !== computeCurrencyExponent(code))).toEqual([]);
  });
});

describe('dates and times', () => {
  const british = createFormat('en-GB');

  test('a date is said as it is, whatever the zone of the machine', () => {
    expect(british.day('2027-01-14')).toBe('Thursday 14 January');
    expect(british.shortDay('2027-01-14')).toMatch(/^Thu,? 14 Jan$/);
    expect(british.month('2027-01')).toBe('January 2027');
    expect(createFormat('sv-SE').day('2027-01-14')).toBe('torsdag 14 januari');
  });

  test('an instant is said in the wanted zone, 12 or 24 hours by locale', () => {
    expect(british.time('2027-01-14T09:30:00Z', 'Europe/Stockholm')).toBe('10:30');
    expect(plain(createFormat('en-US').time('2027-01-14T21:30:00Z', 'America/New_York'))).toBe('4:30 PM');
  });

  test('local dates follow the zone over midnight and over a change of clocks', () => {
    expect(computeLocalTime('2026-11-24T23:30:00Z', 'Europe/Stockholm')).toEqual({ date: '2026-11-25', hour: 0 });
    expect(computeLocalTime('2026-11-24T03:30:00Z', 'America/Los_Angeles')).toEqual({ date: '2026-11-23', hour: 19 });
    expect(computeLocalTime('2027-03-28T00:30:00Z', 'Europe/Stockholm')).toEqual({ date: '2027-03-28', hour: 1 });
    expect(computeLocalTime('2027-03-28T01:30:00Z', 'Europe/Stockholm')).toEqual({ date: '2027-03-28', hour: 3 });
  });

  test('weeks start with Monday or Sunday, by locale', () => {
    expect(british.firstWeekday).toBe(1);
    expect(createFormat('en-US').firstWeekday).toBe(7);
    expect([1, 7].map((weekday) => british.weekday(weekday, 'long'))).toEqual(['Monday', 'Sunday']);
  });

  test('durations, cities and the countdown', () => {
    expect(british.duration(90)).toBe('1 hr 30 mins');
    expect(createFormat('sv').duration(45)).toBe('45 min');
    expect(british.city('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(writeCountdown(67)).toBe('1:07');
  });
});

describe('locale', () => {
  test.each([
    ['sv-SE', 'en', ['de-DE'], 'sv-SE'],
    [null, 'en', ['sv-SE', 'en-GB'], 'en-GB'],
    [null, 'en', ['sv-SE'], 'en'],
    [null, 'en-US', ['en-GB'], 'en-US'],
    [null, '', ['de-AT'], 'de-AT'],
    ['not a locale', 'sv', [], 'sv'],
    [null, '', [], 'en'],
    [null, '', ['en-US@posix'], 'en'],
    [null, 'en', ['en-US@posix', 'en-GB'], 'en-GB'],
  ])('asked %s, page %s, visitor %j: %s', (asked, page, visitor, expected) => {
    expect(chooseLocale(asked, page, visitor)).toBe(expected);
  });
});
