import { fieldsOf } from './fields.ts';
import type { Fields } from './fields.ts';
import { readWindows } from './hours.ts';
import type { DayWindow } from './hours.ts';

/** Dates that follow each other with the same hours of their own; without windows they are closed. Dates are YYYY-MM-DD, both included. */
export type DateRun = { readonly from: string; readonly to: string; readonly windows: readonly DayWindow[] };

/** Why dates cannot be closed. */
export type DatesMistake = 'unreadable' | 'backwards' | 'too_many';

const DAY_MS = 86_400_000;

/** The most dates that one entry closes: a year. */
export const MAXIMUM_DATES = 366;

/** Reads a date as a number of days; null when it is none. */
export const readDay = (date: string): number | null => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
  return Number.isInteger(day) && writeDay(day) === date ? day : null;
};

const writeDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Lists the dates with hours of their own as runs of equal days, in order. */
export function listDateRuns(dateOverrides: unknown): readonly DateRun[] {
  const overrides = fieldsOf(dateOverrides);
  const dates = Object.keys(overrides).toSorted();
  return dates.reduce<readonly DateRun[]>((runs, date) => {
    const windows = readWindows(overrides[date]);
    const last = runs.at(-1);
    const follows = last !== undefined && readDay(date) === (readDay(last.to) ?? Number.NaN) + 1;
    if (follows && JSON.stringify(last.windows) === JSON.stringify(windows)) return [...runs.slice(0, -1), { ...last, to: date }];
    return [...runs, { from: date, to: date, windows }];
  }, []);
}

/** Lists the dates from one to another, both included; a missing end means one date. */
export function listDates(
  from: string,
  to: string,
): { readonly ok: true; readonly dates: readonly string[] } | { readonly ok: false; readonly mistake: DatesMistake } {
  const first = readDay(from);
  const last = readDay(to === '' ? from : to);
  if (first === null || last === null) return { ok: false, mistake: 'unreadable' };
  if (last < first) return { ok: false, mistake: 'backwards' };
  if (last - first >= MAXIMUM_DATES) return { ok: false, mistake: 'too_many' };
  return { ok: true, dates: Array.from({ length: last - first + 1 }, (_, index) => writeDay(first + index)) };
}

/** Closes all dates from one to another; a missing end means one date. What else the overrides hold stays. */
export function closeDates(
  dateOverrides: unknown,
  from: string,
  to: string,
): { readonly ok: true; readonly dateOverrides: Fields } | { readonly ok: false; readonly mistake: DatesMistake } {
  const listed = listDates(from, to);
  if (!listed.ok) return listed;
  const closed = listed.dates.map((date) => [date, []] as const);
  return { ok: true, dateOverrides: { ...fieldsOf(dateOverrides), ...Object.fromEntries(closed) } };
}

/** Gives the dates of a run their weekly hours back. */
export const openDates = (dateOverrides: unknown, run: DateRun): Fields =>
  Object.fromEntries(Object.entries(fieldsOf(dateOverrides)).filter(([date]) => date < run.from || date > run.to));
