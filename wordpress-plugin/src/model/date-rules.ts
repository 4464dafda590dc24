import { listDates } from './closed-dates.ts';
import type { DatesMistake } from './closed-dates.ts';
import { parseWhole } from './duration.ts';
import { fieldsOf, isFields, listOf, textOf } from './fields.ts';
import type { Fields } from './fields.ts';
import { findWindowsMistake, typeWindows, writeWindows } from './hours.ts';
import type { HoursMistake, TypedWindow, Weekday } from './hours.ts';
import { writeRecurrence } from './recurrence.ts';
import type { MonthPlace } from './recurrence.ts';

/** What an exception makes of its dates. */
export type DateChange = 'closed' | 'hours' | 'extra';

/** A rule for the public holidays of an area, as the form shows it; an empty region is the whole country. */
export type TypedHolidayRule = {
  readonly country: string;
  readonly region: string;
  readonly change: 'closed' | 'hours';
  readonly windows: readonly TypedWindow[];
  /** The rule as it came, for what the form does not show. */
  readonly kept: Fields;
};

/** Dates as they are typed: from one to another, or again and again from one on. */
export type TypedWhen = {
  readonly when: 'dates' | 'weekly' | 'monthly' | 'yearly';
  readonly from: string;
  readonly to: string;
  readonly interval: string;
  readonly weekday: Weekday;
  readonly place: MonthPlace;
};

/** A new exception as it is typed. */
export type TypedException = TypedWhen & {
  readonly name: string;
  readonly change: DateChange;
  readonly windows: readonly TypedWindow[];
};

/** What keeps an exception from being added. */
export type ExceptionMistake = DatesMistake | 'interval' | 'windows_missing' | HoursMistake['kind'];

/** An exception nobody has typed yet. */
export const emptyException: TypedException = {
  ...{ name: '', when: 'dates', from: '', to: '', interval: '1', weekday: '1', place: 1, change: 'closed' },
  windows: [{ from: '09:00', to: '17:00' }],
};

/** Reads what an exception makes of its dates. */
export const readChange = (record: Fields): DateChange =>
  record['change'] === 'hours' || record['change'] === 'extra' ? record['change'] : 'closed';

/** Reads exceptions; they stay the records that came. */
export const readExceptions = (value: unknown): readonly Fields[] => listOf(value).filter(isFields);

const findChangeMistake = (change: DateChange, windows: readonly TypedWindow[]): ExceptionMistake | null => {
  if (change === 'closed') return null;
  return windows.length === 0 ? 'windows_missing' : findWindowsMistake(windows);
};

/** Writes how dates recur as an RRULE; null when it is not said every how many weeks. */
export function writeWhen(when: Exclude<TypedWhen['when'], 'dates'>, typed: TypedWhen): string | null {
  const { weekday, place } = typed;
  if (when === 'monthly') return writeRecurrence({ kind: 'monthly', place, weekday });
  if (when === 'yearly') return writeRecurrence({ kind: 'yearly' });
  const interval = parseWhole(typed.interval, 1, 52);
  return interval === null ? null : writeRecurrence({ kind: 'weekly', interval, weekday });
}

/** Builds the exception that was typed, or says what is wrong. */
export function createException(
  typed: TypedException,
): { readonly ok: true; readonly exception: Fields } | { readonly ok: false; readonly mistake: ExceptionMistake } {
  const listed = listDates(typed.from, typed.when === 'dates' ? typed.to : '');
  if (!listed.ok) return listed;
  const rule = typed.when === 'dates' ? '' : writeWhen(typed.when, typed);
  if (rule === null) return { ok: false, mistake: 'interval' };
  const mistake = findChangeMistake(typed.change, typed.windows);
  if (mistake !== null) return { ok: false, mistake };
  const { change } = typed;
  const common = { name: typed.name.trim(), change, windows: change === 'closed' ? [] : writeWindows(typed.windows) };
  if (typed.when === 'dates') return { ok: true, exception: { kind: 'dates', ...common, dates: listed.dates } };
  return { ok: true, exception: { kind: 'recurring', ...common, startsOn: typed.from, rule } };
}

/** Reads the rules for holidays into the form. */
export const readHolidayRules = (value: unknown): readonly TypedHolidayRule[] =>
  listOf(value)
    .filter(isFields)
    .map((kept) => ({
      country: textOf(kept['country']),
      region: textOf(kept['region']),
      change: kept['change'] === 'hours' ? 'hours' : 'closed',
      windows: typeWindows(kept['windows']),
      kept,
    }));

/** Finds which rules cannot be saved: one that names no country, opens without hours, or says the same as one before it. */
export const findRuleMistakes = (
  rules: readonly TypedHolidayRule[],
): readonly { readonly index: number; readonly kind: 'country' | 'doubled' | ExceptionMistake }[] =>
  rules.flatMap((rule, index) => {
    const isDoubled = rules.slice(0, index).some(({ country, region }) => country === rule.country && region === rule.region);
    const kind = rule.country === '' ? 'country' : isDoubled ? 'doubled' : findChangeMistake(rule.change, rule.windows);
    return kind === null ? [] : [{ index, kind }];
  });

/** Writes the rules for the catalogue. */
export const writeHolidayRules = (rules: readonly TypedHolidayRule[]): readonly Fields[] =>
  rules.map(({ country, region, change, windows, kept }) => ({
    ...fieldsOf(kept),
    country,
    region: region === '' ? null : region,
    change,
    windows: change === 'closed' ? [] : writeWindows(windows),
  }));
