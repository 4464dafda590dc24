import { findRuleMistakes, readExceptions, readHolidayRules, writeHolidayRules } from './date-rules.ts';
import type { TypedHolidayRule } from './date-rules.ts';
import { textOf } from './fields.ts';
import type { Fields } from './fields.ts';
import { findHoursMistakes, readWeek, writeWeek } from './hours.ts';
import type { HoursMistake, TypedWeek } from './hours.ts';
import { writeList } from './schedule-uses.ts';

/** Dates on which the usual hours do not hold, as a form shows them. */
export type TypedDateRules = { readonly exceptions: readonly Fields[]; readonly holidays: readonly TypedHolidayRule[] };

/** Hours under a name, as the form shows them. */
export type ScheduleForm = TypedDateRules & { readonly name: string; readonly week: TypedWeek };

/** What keeps hours from being saved. */
export type HoursMistakes = {
  readonly isNameEmpty: boolean;
  readonly hours: readonly HoursMistake[];
  readonly holidays: ReturnType<typeof findRuleMistakes>;
};

export const noMistakes: HoursMistakes = { isNameEmpty: false, hours: [], holidays: [] };

/** What the form becomes. */
export type WrittenSchedule =
  { readonly ok: true; readonly record: Fields } | { readonly ok: false; readonly mistakes: HoursMistakes };

/** Reads what a record says of single dates. */
export const readDateRules = (record: Fields): TypedDateRules => ({
  exceptions: readExceptions(record['exceptions']),
  holidays: readHolidayRules(record['holidays']),
});

/** Writes what a record says of single dates. */
export const writeDateRules = (record: Fields, { exceptions, holidays }: TypedDateRules): Fields => ({
  ...writeList(record, 'exceptions', exceptions),
  ...writeList(record, 'holidays', writeHolidayRules(holidays)),
});

/** Finds what is wrong with a name, a week and rules for holidays. */
export function findScheduleMistakes({ name, week, holidays }: ScheduleForm): HoursMistakes | null {
  const mistakes = {
    isNameEmpty: name.trim() === '',
    hours: findHoursMistakes(week),
    holidays: findRuleMistakes(holidays),
  };
  return mistakes.isNameEmpty || mistakes.hours.length > 0 || mistakes.holidays.length > 0 ? mistakes : null;
}

/** Reads a schedule into the form. */
export const readScheduleForm = (schedule: Fields): ScheduleForm => ({
  name: textOf(schedule['name']),
  week: readWeek(schedule['weeklyHours']),
  ...readDateRules(schedule),
});

/** Writes a form into its schedule: the fields of the form are replaced, all others stay as they came. */
export function writeScheduleForm(schedule: Fields, form: ScheduleForm): WrittenSchedule {
  const mistakes = findScheduleMistakes(form);
  if (mistakes !== null) return { ok: false, mistakes };
  const rules = writeDateRules(schedule, form);
  return { ok: true, record: { ...schedule, name: form.name.trim(), weeklyHours: writeWeek(form.week), ...rules } };
}
