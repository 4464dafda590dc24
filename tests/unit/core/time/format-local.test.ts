import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { formatLocal } from '../../../../core/time/format-local.ts';
import { at } from '../../../support/build-core.ts';

test.each([
  ['Europe/Stockholm', '2026-10-25T00:30Z', '2026-10-25T02:30:00+02:00'],
  ['Europe/Stockholm', '2026-10-25T01:30Z', '2026-10-25T02:30:00+01:00'],
  ['America/St_Johns', '2027-01-14T00:00:05Z', '2027-01-13T20:30:05-03:30'],
  ['Asia/Kathmandu', '2027-01-14T20:00Z', '2027-01-15T01:45:00+05:45'],
  ['UTC', '1969-12-31T23:59:59Z', '1969-12-31T23:59:59+00:00'],
  // Before zones had whole minutes.
  [
    'Europe/Amsterdam',
    '1900-01-01T00:00Z',
    Temporal.Instant.from('1900-01-01T00:00Z').toZonedDateTimeISO('Europe/Amsterdam').toString().split('[')[0],
  ],
])('%s: %s is %s', (timeZone, instant, expected) => {
  expect(formatLocal(at(instant), timeZone)).toBe(expected);
});

test('what is formatted is the instant', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
      fc.integer({ min: Date.UTC(1990, 0, 1) / 1_000, max: Date.UTC(2037, 0, 1) / 1_000 }),
      (timeZone, seconds) => {
        const text = formatLocal(seconds * 1_000, timeZone);
        expect(Temporal.Instant.from(text).epochMilliseconds).toBe(seconds * 1_000);
        expect(text.slice(0, 19)).toBe(
          Temporal.Instant.from(text).toZonedDateTimeISO(timeZone).toPlainDateTime().toString().padEnd(19, ':00'),
        );
      },
    ),
    { numRuns: 300 },
  );
});
