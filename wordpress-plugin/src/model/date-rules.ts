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

/** A new exception as it is typed. */
export type TypedException = {
  readonly name: string;
  readonly when: 'dates' | 'weekly' | 'monthly' | 'yearly';
  readonly from: string;
  readonly to: string;
  readonly interval: string;
  readonly weekday: Weekday;
  readonly place: MonthPlace;
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

/** Builds the exception that was typed, or says what is wrong. */
export function createException(
  typed: TypedException,
): { readonly ok: true; readonly exception: Fields } | { readonly ok: false; readonly mistake: ExceptionMistake } {
  const listed = listDates(typed.from, typed.when === 'dates' ? typed.to : '');
  if (!listed.ok) return listed;
  const interval = parseWhole(typed.interval, 1, 52);
  if (typed.when === 'weekly' && interval === null) return { ok: false, mistake: 'interval' };
  const mistake = findChangeMistake(typed.change, typed.windows);
  if (mistake !== null) return { ok: false, mistake };
  const { change, weekday, place } = typed;
  const common = { name: typed.name.trim(), change, windows: change === 'closed' ? [] : writeWindows(typed.windows) };
  if (typed.when === 'dates') return { ok: true, exception: { kind: 'dates', ...common, dates: listed.dates } };
  const rules = {
    weekly: writeRecurrence({ kind: 'weekly', interval: interval ?? 1, weekday }),
    monthly: writeRecurrence({ kind: 'monthly', place, weekday }),
    yearly: writeRecurrence({ kind: 'yearly' }),
  };
  return { ok: true, exception: { kind: 'recurring', ...common, startsOn: typed.from, rule: rules[typed.when] } };
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
