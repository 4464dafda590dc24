import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import * as zone from '../../../core/time/time-zone.ts';

// Temporal is the judge: every conversion of ours, in every zone, near every change of clocks.

const zones = [...Intl.supportedValuesOf('timeZone'), 'UTC'];
const MINUTE = 60_000;
const DAY = 86_400_000;
const from = Date.UTC(1990, 0, 1);
const to = Date.UTC(2045, 0, 1);

/** Moments anywhere, and many close to a change of clocks, which is where mistakes are. */
const moments = fc
  .record({
    timeZone: fc.constantFrom(...zones),
    at: fc.integer({ min: from, max: to }),
    isNear: fc.boolean(),
    off: fc.integer({ min: -26 * 60, max: 26 * 60 }),
    millis: fc.constantFrom(0, -1, 1, 500),
  })
  .map(({ timeZone, at, isNear, off, millis }) => {
    const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
    const change = isNear ? zoned.getTimeZoneTransition('next') : null;
    return { timeZone, at: (change?.epochMilliseconds ?? at) + off * MINUTE + millis };
  });

const zonedAt = (at: number, timeZone: string) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);

describe('conversions agree with Temporal', () => {
  test('reading a clock', () => {
    fc.assert(
      fc.property(moments, ({ at, timeZone }) => {
        const zoned = zonedAt(at, timeZone);
        expect(zone.computeLocalDate(at, timeZone)).toBe(zoned.toPlainDate().toString());
        expect(zone.computeWallTime(at, timeZone)).toBe(zoned.toPlainDateTime().toString({ smallestUnit: 'second' }));
        expect(zone.computeOffset(at, timeZone)).toBe(zoned.offsetNanoseconds / 1e6);
        expect(zone.computeNextTransition(at, timeZone)).toBe(zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? null);
      }),
      { numRuns: 500, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
    );
  }, 60_000);

  test('wall times: gaps move forward, folds are the first', () => {
    fc.assert(
      fc.property(moments, fc.nat(1_440), ({ at, timeZone }, minute) => {
        const date = zonedAt(at, timeZone).toPlainDate();
        const wall = date.toPlainDateTime().add({ minutes: minute });
        expect(zone.computeInstant(date.toString(), minute, timeZone)).toBe(
          wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds,
        );
      }),
      { numRuns: 1_000, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
    );
  }, 60_000);

  test('dates', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_000, max: 80_000 }), fc.integer({ min: -1_000, max: 1_000 }), (day, days) => {
        const date = Temporal.PlainDate.from('1970-01-01').add({ days: day });
        const later = zone.addDays(date.toString(), days);
        expect(later).toBe(date.add({ days }).toString());
        expect(zone.countDays(date.toString(), later)).toBe(days);
        expect(zone.computeWeekday(date.toString())).toBe(date.dayOfWeek);
      }),
    );
  });

  test('a wall time that is read from a clock leads back to it, or to the same wall time an hour before', () => {
    fc.assert(
      fc.property(moments, ({ at, timeZone }) => {
        const whole = Math.floor(at / MINUTE) * MINUTE;
        const wall = zone.computeWallTime(whole, timeZone);
        const back = zone.computeInstant(
          wall.slice(0, 10),
          Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16)),
          timeZone,
        );
        expect(zone.computeWallTime(back, timeZone).slice(0, 16)).toBe(wall.slice(0, 16));
        expect(back <= whole && whole - back < DAY).toBe(true);
      }),
      { numRuns: 500, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
    );
  }, 60_000);
});
