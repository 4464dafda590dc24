import { readDay } from './closed-dates.ts';
import { parseWhole } from './duration.ts';
import { weekdays } from './hours.ts';
import type { Weekday } from './hours.ts';

/** Dates that come again, as the form asks for them. */
export type Recurrence =
  | { readonly kind: 'weekly'; readonly interval: number; readonly weekday: Weekday }
  | { readonly kind: 'monthly'; readonly place: MonthPlace; readonly weekday: Weekday }
  | { readonly kind: 'yearly' };

/** Which of a month's Mondays, Tuesdays …; -1 is the last. */
export type MonthPlace = 1 | 2 | 3 | 4 | -1;

export const monthPlaces: readonly MonthPlace[] = [1, 2, 3, 4, -1];

const dayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const codeOf = (weekday: Weekday): string => dayCodes[Number(weekday) - 1] ?? 'MO';

const weekdayOf = (code: string | undefined): Weekday | undefined => weekdays.find((weekday) => codeOf(weekday) === code);

/** Writes an RRULE. */
export function writeRecurrence(recurrence: Recurrence): string {
  switch (recurrence.kind) {
    case 'weekly':
      return `FREQ=WEEKLY;INTERVAL=${recurrence.interval};BYDAY=${codeOf(recurrence.weekday)}`;
    case 'monthly':
      return `FREQ=MONTHLY;BYDAY=${recurrence.place}${codeOf(recurrence.weekday)}`;
    case 'yearly':
      return 'FREQ=YEARLY';
  }
}

/** Reads an RRULE that the form could have written; null for any other, which is shown as it stands. */
export function readRecurrence(rule: string): Recurrence | null {
  if (rule === 'FREQ=YEARLY') return { kind: 'yearly' };
  const [, step, day] = /^FREQ=WEEKLY(?:;INTERVAL=(\d{1,2}))?;BYDAY=(\w\w)$/.exec(rule) ?? [];
  const weekly = weekdayOf(day);
  if (weekly !== undefined) return { kind: 'weekly', interval: parseWhole(step ?? '1', 1, 99) ?? 1, weekday: weekly };
  const [, typed, code] = /^FREQ=MONTHLY;BYDAY=(-?\d)(\w\w)$/.exec(rule) ?? [];
  const place = monthPlaces.find((known) => String(known) === typed);
  const monthly = weekdayOf(code);
  return place === undefined || monthly === undefined ? null : { kind: 'monthly', place, weekday: monthly };
}

/** Finds the weekday of a date; Monday when it is no date. */
export function findWeekday(date: string): Weekday {
  const day = readDay(date);
  // 1970-01-01 was a Thursday.
  return (day === null ? undefined : weekdays[(((day + 3) % 7) + 7) % 7]) ?? '1';
}

/** Parts a rule into how it recurs and how often; without an end the count is null. */
export function splitCount(rule: string): { readonly rule: string; readonly count: number | null } {
  const [, endless, count] = /^(.*);COUNT=(\d{1,4})$/.exec(rule) ?? [];
  return endless === undefined ? { rule, count: null } : { rule: endless, count: Number(count) };
}
