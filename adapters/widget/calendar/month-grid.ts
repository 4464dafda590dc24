import { addDays, addMonths, computeDaysInMonth, computeWeekday, firstDayOf, monthOf, moveToMonth } from './plain-date.ts';
import type { PlainDate, PlainMonth } from './plain-date.ts';

/**
 * Builds the weeks of a month, each with seven cells; cells outside the month are null.
 * There are as many weeks as the month touches (four to six).
 *
 * @param firstWeekday 1 for Monday to 7 for Sunday.
 */
export function buildMonthGrid(month: PlainMonth, firstWeekday: number): readonly (readonly (PlainDate | null)[])[] {
  const first = firstDayOf(month);
  const length = computeDaysInMonth(month);
  const lead = (computeWeekday(first) - firstWeekday + 7) % 7;
  const weeks = Math.ceil((lead + length) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (__, weekday) => {
      const offset = week * 7 + weekday - lead;
      return offset >= 0 && offset < length ? addDays(first, offset) : null;
    }),
  );
}

/** The weekdays (1 to 7) in the order in which a row shows them. */
export const orderWeekdays = (firstWeekday: number): readonly number[] =>
  Array.from({ length: 7 }, (_, index) => ((firstWeekday - 1 + index) % 7) + 1);

/**
 * Computes where a key takes the focus in a month grid, or null for a key that does not move it.
 * Home and End go to the ends of the week, PageUp and PageDown to the same day a month away.
 *
 * @param rightToLeft in right-to-left pages the arrow keys follow what the eye sees.
 */
export function computeGridMove(date: PlainDate, key: string, firstWeekday: number, rightToLeft: boolean): PlainDate | null {
  const forward = rightToLeft ? -1 : 1;
  const inWeek = (computeWeekday(date) - firstWeekday + 7) % 7;
  const moves: Readonly<Record<string, () => PlainDate>> = {
    ArrowRight: () => addDays(date, forward),
    ArrowLeft: () => addDays(date, -forward),
    ArrowDown: () => addDays(date, 7),
    ArrowUp: () => addDays(date, -7),
    Home: () => addDays(date, -inWeek),
    End: () => addDays(date, 6 - inWeek),
    PageUp: () => moveToMonth(date, addMonths(monthOf(date), -1)),
    PageDown: () => moveToMonth(date, addMonths(monthOf(date), 1)),
  };
  return moves[key]?.() ?? null;
}
