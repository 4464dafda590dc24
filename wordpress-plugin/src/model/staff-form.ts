import { fieldsOf, textOf } from './fields.ts';
import type { Fields } from './fields.ts';
import { readWeek, writeWeek } from './hours.ts';
import { findScheduleMistakes, noMistakes, readDateRules, writeDateRules } from './schedule-form.ts';
import type { HoursMistakes, ScheduleForm } from './schedule-form.ts';
import { findLimitMistakes, readLimits, writeLimits } from './rule-fields.ts';
import type { TypedLimits } from './rule-fields.ts';
import { findUseMistakes, readSpans, readUses, writeList, writeUses } from './schedule-uses.ts';
import type { TypedUse } from './schedule-uses.ts';

/** A person as the form shows them. */
export type StaffForm = ScheduleForm & {
  readonly timeZone: string;
  readonly dateOverrides: Fields;
  /** Schedules that are kept instead of the week. */
  readonly uses: readonly TypedUse[];
  readonly timeOff: readonly Fields[];
  readonly limits: TypedLimits;
  readonly travel: readonly Fields[];
  readonly calendarId: string;
  /** What holds while the calendar cannot be read. */
  readonly whenUnknown: 'closed' | 'open';
};

/** What a staff form becomes: the record to be saved, or what is wrong. */
export type WrittenStaffForm =
  | { readonly ok: true; readonly record: Fields }
  | {
      readonly ok: false;
      readonly mistakes: HoursMistakes;
      readonly uses: readonly number[];
      readonly limits: readonly (keyof TypedLimits)[];
    };

/** Reads a person into the form. */
export function readStaffForm(person: Fields): StaffForm {
  const calendar = fieldsOf(person['calendar']);
  return {
    name: textOf(person['name']),
    timeZone: textOf(person['timeZone']),
    week: readWeek(person['weeklyHours']),
    dateOverrides: fieldsOf(person['dateOverrides']),
    ...readDateRules(person),
    uses: readUses(person['schedules']),
    timeOff: readSpans(person['timeOff']),
    limits: readLimits(person),
    travel: readSpans(person['travel']),
    calendarId: textOf(calendar['calendarId']),
    whenUnknown: calendar['whenUnknown'] === 'open' ? 'open' : 'closed',
  };
}

/** Writes a form into its person: the fields of the form are replaced, all others stay as they came. */
export function writeStaffForm(person: Fields, form: StaffForm): WrittenStaffForm {
  const mistakes = findScheduleMistakes(form);
  const uses = findUseMistakes(form.uses);
  const limits = findLimitMistakes(form.limits);
  if (mistakes !== null || uses.length > 0 || limits.length > 0)
    return { ok: false, mistakes: mistakes ?? noMistakes, uses, limits };
  const calendarId = form.calendarId.trim();
  const calendar = calendarId === '' ? null : { ...fieldsOf(person['calendar']), calendarId, whenUnknown: form.whenUnknown };
  const { name, timeZone, dateOverrides } = form;
  const record = {
    ...person,
    ...{ name: name.trim(), timeZone, dateOverrides, weeklyHours: writeWeek(form.week), calendar },
    ...writeDateRules(person, form),
    ...writeList(person, 'schedules', writeUses(form.uses)),
    ...writeList(person, 'timeOff', form.timeOff),
    ...writeList(person, 'travel', form.travel),
    ...writeLimits(person, form.limits),
  };
  return { ok: true, record };
}
