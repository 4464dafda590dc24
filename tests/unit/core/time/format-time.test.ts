import { describe, expect, test } from '@jest/globals';
import { formatWhen, formatWhenFor, nameZone } from '../../../../core/time/format-time.ts';
import { at } from '../../../support/build-core.ts';

const start = at('2027-01-14T13:30Z');

describe('formatWhen', () => {
  test.each([
    { name: 'British', timeZone: 'Europe/Stockholm', locale: 'en-GB', text: 'Thursday 14 January 2027 at 14:30 (Stockholm)' },
    { name: 'American', timeZone: 'America/New_York', locale: 'en-US', text: 'Thursday January 14 2027 at 08:30 AM (New York)' },
    { name: 'Swedish', timeZone: 'Europe/Stockholm', locale: 'sv-SE', text: 'torsdag 14 januari 2027 kl. 14:30 (Stockholm)' },
    {
      name: 'the next day in Auckland',
      timeZone: 'Pacific/Auckland',
      locale: 'en-GB',
      text: 'Friday 15 January 2027 at 02:30 (Auckland)',
    },
  ])('$name', ({ timeZone, locale, text }) => {
    // Versions of the locale data differ in commas and spaces.
    expect(formatWhen(start, timeZone, locale).replaceAll(',', '').replaceAll(/\s/gu, ' ')).toBe(text);
  });
});

const lookFrom = (timeZone: string) => ({ timeZone, describe: (time: string) => `your time: ${time}` });

describe('formatWhenFor', () => {
  test('one time when both clocks show the same', () => {
    expect(formatWhenFor(start, 'Europe/Stockholm', lookFrom('Europe/Berlin'), 'en-GB')).not.toContain('your time');
  });
  test('both when they differ, with the day', () => {
    const text = formatWhenFor(start, 'Europe/Stockholm', lookFrom('Pacific/Auckland'), 'en-GB');
    expect(text).toContain('14:30 (Stockholm)');
    expect(text).toMatch(/your time: Fri,? 02:30 \(Auckland\)/);
  });
  test('zones that agree only half the year', () => {
    const between = at('2027-03-20T12:00Z');
    expect(formatWhenFor(start, 'America/New_York', lookFrom('America/Havana'), 'en-GB')).not.toContain('your time');
    expect(formatWhenFor(between, 'Europe/London', lookFrom('America/New_York'), 'en-GB')).toContain('your time');
  });
});

test.each([
  ['Europe/Stockholm', 'Stockholm'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
  ['UTC', 'UTC'],
])('%s is named %s', (zone, name) => {
  expect(nameZone(zone)).toBe(name);
});
