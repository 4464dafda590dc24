import { describe, expect, test } from '@jest/globals';
import { buildMonthGrid, computeGridMove, orderWeekdays } from '../../../adapters/widget/calendar/month-grid.ts';
import {
  addDays,
  addMonths,
  computeDateOfEpochDay,
  computeDaysInMonth,
  computeEpochDay,
  computeWeekday,
  moveToMonth,
} from '../../../adapters/widget/calendar/plain-date.ts';

describe('plain dates', () => {
  test('every day from 1890 to 2110 follows the one before it, by the lengths of the months and the order of the weekdays', () => {
    const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    const lengthOf = (year: number, month: number): number =>
      [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
    const pad = (value: number): string => String(value).padStart(2, '0');
    // 1890-01-01 was a Wednesday, 29,219 days before 1970-01-01.
    let [year, month, day, weekday] = [1890, 1, 1, 3];
    for (let epochDay = -29_219; year < 2111; epochDay += 1) {
      const date = `${year}-${pad(month)}-${pad(day)}`;
      if (computeDateOfEpochDay(epochDay) !== date || computeEpochDay(date) !== epochDay) throw new Error(`differs on ${date}`);
      if (computeWeekday(date) !== weekday) throw new Error(`weekday differs on ${date}`);
      if (computeDaysInMonth(date.slice(0, 7)) !== lengthOf(year, month)) throw new Error(`length differs on ${date}`);
      weekday = (weekday % 7) + 1;
      const isLast = day === lengthOf(year, month);
      [year, month, day] = isLast ? [month === 12 ? year + 1 : year, (month % 12) + 1, 1] : [year, month, day + 1];
    }
  });

  test.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-03-01', -1, '2027-02-28'],
    ['2027-01-14', 365, '2028-01-14'],
  ])('%s and %i days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  test.each([
    ['2026-11', 1, '2026-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-06', 30, '2028-12'],
    ['2026-06', -30, '2023-12'],
  ])('%s and %i months is %s', (month, months, expected) => {
    expect(addMonths(month, months)).toBe(expected);
  });

  test.each([
    ['2026-02', 28],
    ['2028-02', 29],
    ['2100-02', 28],
    ['2000-02', 29],
    ['2026-04', 30],
    ['2026-12', 31],
  ])('%s has %i days', (month, days) => {
    expect(computeDaysInMonth(month)).toBe(days);
  });

  test('a day that the other month lacks becomes its last', () => {
    expect(moveToMonth('2027-01-31', '2027-02')).toBe('2027-02-28');
    expect(moveToMonth('2027-01-14', '2027-02')).toBe('2027-02-14');
  });
});

describe('month grid', () => {
  test('a month that starts on Sunday has six weeks from Monday and five from Sunday', () => {
    const fromMonday = buildMonthGrid('2026-11', 1);
    expect(fromMonday).toHaveLength(6);
    expect(fromMonday[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(fromMonday[5]?.[0]).toBe('2026-11-30');
    expect(buildMonthGrid('2026-11', 7)).toHaveLength(5);
    expect(buildMonthGrid('2026-11', 7)[0]?.[0]).toBe('2026-11-01');
  });

  test('a short February that starts on Monday has four weeks', () => {
    expect(buildMonthGrid('2027-02', 1)).toHaveLength(4);
  });

  test('holds each day once', () => {
    const days = buildMonthGrid('2028-02', 6)
      .flat()
      .filter((date) => date !== null);
    expect(new Set(days).size).toBe(29);
  });

  test('weekdays start where the locale starts', () => {
    expect(orderWeekdays(1)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(orderWeekdays(7)).toEqual([7, 1, 2, 3, 4, 5, 6]);
  });

  // 2026-11-24 is a Tuesday.
  test.each([
    ['ArrowRight', '2026-11-25', '2026-11-23'],
    ['ArrowLeft', '2026-11-23', '2026-11-25'],
    ['ArrowDown', '2026-12-01', '2026-12-01'],
    ['ArrowUp', '2026-11-17', '2026-11-17'],
    ['Home', '2026-11-23', '2026-11-23'],
    ['End', '2026-11-29', '2026-11-29'],
    ['PageDown', '2026-12-24', '2026-12-24'],
    ['PageUp', '2026-10-24', '2026-10-24'],
  ])('%s goes to %s, right to left to %s', (key, leftToRight, rightToLeft) => {
    expect(computeGridMove('2026-11-24', key, 1, false)).toBe(leftToRight);
    expect(computeGridMove('2026-11-24', key, 1, true)).toBe(rightToLeft);
  });

  test('other keys do not move', () => {
    expect(computeGridMove('2026-11-24', 'a', 1, false)).toBeNull();
  });
});
