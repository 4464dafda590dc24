import { fieldsOf, listOf, numberOf } from './fields.ts';
import type { Fields } from './fields.ts';

/** A window of one day as it stands in two time fields: `HH:MM`, or empty. An end that is not after the start is one of the next day. */
export type TypedWindow = { readonly from: string; readonly to: string };

/** The windows of each weekday, "1" (Monday) to "7" (Sunday), as typed. */
export type TypedWeek = Readonly<Record<Weekday, readonly TypedWindow[]>>;

/** An ISO weekday: "1" is Monday. */
export type Weekday = '1' | '2' | '3' | '4' | '5' | '6' | '7';

/** What is wrong with the hours of a day. */
export type HoursMistake = { readonly weekday: Weekday; readonly kind: 'unreadable' | 'overlap' };

/** A window in minutes after the midnight of the day it begins on; 1440 is the next midnight, and above it is the next day. */
export type DayWindow = { readonly fromMinute: number; readonly toMinute: number };

/** All weekdays, Monday first. */
export const weekdays: readonly Weekday[] = ['1', '2', '3', '4', '5', '6', '7'];

const MINUTES_OF_DAY = 1_440;

/** Parses `HH:MM` into minutes after midnight; null when it is no time of day. */
export function parseClock(text: string): number | null {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim());
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

/** Writes minutes after midnight as `HH:MM`; the end of the day becomes `00:00`, the only way to type it into a time field. */
export function formatClock(minute: number): string {
  const inDay = minute % MINUTES_OF_DAY;
  const pad = (part: number): string => String(part).padStart(2, '0');
  return `${pad(Math.floor(inDay / 60))}:${pad(inDay % 60)}`;
}

const readWindow = (value: unknown): DayWindow => {
  const window = fieldsOf(value);
  return { fromMinute: numberOf(window['fromMinute']), toMinute: numberOf(window['toMinute']) };
};

/** Reads the windows of one day from a catalogue, in their order. */
export const readWindows = (value: unknown): readonly DayWindow[] => listOf(value).map(readWindow);

const typeWindow = ({ fromMinute, toMinute }: DayWindow): TypedWindow => ({
  from: formatClock(fromMinute),
  to: formatClock(toMinute),
});

const mapWeek = <Result>(map: (weekday: Weekday) => Result): Readonly<Record<Weekday, Result>> => ({
  '1': map('1'),
  '2': map('2'),
  '3': map('3'),
  '4': map('4'),
  '5': map('5'),
  '6': map('6'),
  '7': map('7'),
});

/** Reads weekly hours from a catalogue into time fields. */
export function readWeek(value: unknown): TypedWeek {
  const hours = fieldsOf(value);
  return mapWeek((weekday) => typeWindows(hours[weekday]));
}

/** Parses one typed window; null where a field holds no time. */
export function parseWindow({ from, to }: TypedWindow): DayWindow | null {
  const fromMinute = parseClock(from);
  const toMinute = parseClock(to);
  if (fromMinute === null || toMinute === null) return null;
  return { fromMinute, toMinute: toMinute <= fromMinute ? toMinute + MINUTES_OF_DAY : toMinute };
}

/** Whether a window ends on the day after the one it begins on, later than at midnight. */
export const endsNextDay = (window: TypedWindow): boolean => (parseWindow(window)?.toMinute ?? 0) > MINUTES_OF_DAY;

/** Finds what is wrong with the windows of one day; `next` are those of the day that follows. */
export function findWindowsMistake(
  windows: readonly TypedWindow[],
  next: readonly TypedWindow[] = [],
): HoursMistake['kind'] | null {
  const known = windows.flatMap((window) => parseWindow(window) ?? []).toSorted((a, b) => a.fromMinute - b.fromMinute);
  if (known.length < windows.length) return 'unreadable';
  const tomorrow = next.flatMap((window) => parseWindow(window) ?? []).map(({ fromMinute }) => fromMinute + MINUTES_OF_DAY);
  const later = (index: number): readonly number[] => [
    ...known.slice(index + 1).map(({ fromMinute }) => fromMinute),
    ...tomorrow,
  ];
  return known.some(({ toMinute }, index) => later(index).some((start) => start < toMinute)) ? 'overlap' : null;
}

const dayAfter = (weekday: Weekday): Weekday => weekdays[Number(weekday) % 7] ?? '1';

/** Finds what is wrong with typed hours, at most one mistake a day. */
export const findHoursMistakes = (week: TypedWeek): readonly HoursMistake[] =>
  weekdays.flatMap((weekday) => {
    const kind = findWindowsMistake(week[weekday], week[dayAfter(weekday)]);
    return kind === null ? [] : [{ weekday, kind }];
  });

/** Writes typed windows for the catalogue, in order of time. Give windows without mistakes. */
export const writeWindows = (windows: readonly TypedWindow[]): readonly DayWindow[] =>
  windows.flatMap((window) => parseWindow(window) ?? []).toSorted((a, b) => a.fromMinute - b.fromMinute);

/** Reads windows of a catalogue into time fields. */
export const typeWindows = (value: unknown): readonly TypedWindow[] => readWindows(value).map(typeWindow);

/** Writes typed hours for the catalogue: windows in order of time, days without windows left out. Give hours without mistakes. */
export function writeWeek(week: TypedWeek): Fields {
  const days = weekdays.map((weekday) => [weekday, writeWindows(week[weekday])] as const);
  return Object.fromEntries(days.filter(([, windows]) => windows.length > 0));
}

/** Adds one more window: office hours to none, else the afternoon an hour after the last. */
export function addTypedWindow(windows: readonly TypedWindow[]): readonly TypedWindow[] {
  const last = windows.map(parseWindow).findLast((window) => window !== null);
  const from = Math.min((last?.toMinute ?? 8 * 60) + 60, MINUTES_OF_DAY - 60);
  const to = Math.min(last === undefined || last === null ? 17 * 60 : from + 4 * 60, MINUTES_OF_DAY);
  return [...windows, { from: formatClock(from), to: formatClock(to) }];
}

/** Adds a window to a day. */
export const addWindow = (week: TypedWeek, weekday: Weekday): TypedWeek => ({
  ...week,
  [weekday]: addTypedWindow(week[weekday]),
});

/** Replaces one window of a day, or removes it (null). */
export const changeWindow = (week: TypedWeek, weekday: Weekday, index: number, window: TypedWindow | null): TypedWeek => ({
  ...week,
  [weekday]: changeTypedWindow(week[weekday], index, window),
});

/** Replaces one window of several, or removes it (null). */
export const changeTypedWindow = (
  windows: readonly TypedWindow[],
  index: number,
  window: TypedWindow | null,
): readonly TypedWindow[] => windows.flatMap((old, at) => (at === index ? (window ?? []) : old));

/** Copies the windows of a day to other days. */
export const copyDay = (week: TypedWeek, from: Weekday, to: readonly Weekday[]): TypedWeek =>
  mapWeek((weekday) => (to.includes(weekday) ? week[from] : week[weekday]));

/** Days with the same windows that follow each other, for a summary; closed days are left out. */
export type HoursGroup = { readonly first: Weekday; readonly last: Weekday; readonly windows: readonly TypedWindow[] };

/** Groups a week into runs of equal days: Monday to Friday nine to five is one group. */
export function groupDays(week: TypedWeek): readonly HoursGroup[] {
  const isSame = (a: readonly TypedWindow[], b: readonly TypedWindow[]): boolean => JSON.stringify(a) === JSON.stringify(b);
  return weekdays.reduce<readonly HoursGroup[]>((groups, weekday) => {
    const windows = week[weekday];
    const open = groups.at(-1);
    if (windows.length === 0) return groups;
    if (open !== undefined && Number(open.last) === Number(weekday) - 1 && isSame(open.windows, windows))
      return [...groups.slice(0, -1), { ...open, last: weekday }];
    return [...groups, { first: weekday, last: weekday, windows }];
  }, []);
}
