import { fieldsOf, textOf } from './fields.ts';
import type { Fields } from './fields.ts';
import { findHoursMistakes, readWeek, writeWeek } from './hours.ts';
import type { HoursMistake, TypedWeek } from './hours.ts';

/** A person as the form shows them. */
export type StaffForm = {
  readonly name: string;
  readonly timeZone: string;
  readonly week: TypedWeek;
  readonly dateOverrides: Fields;
  readonly calendarId: string;
  /** What holds while the calendar cannot be read. */
  readonly whenUnknown: 'closed' | 'open';
};

/** What a staff form becomes: the record to be saved, or what is wrong. */
export type WrittenStaffForm =
  | { readonly ok: true; readonly record: Fields }
  | { readonly ok: false; readonly isNameEmpty: boolean; readonly hours: readonly HoursMistake[] };

/** Reads a person into the form. */
export function readStaffForm(person: Fields): StaffForm {
  const calendar = fieldsOf(person['calendar']);
  return {
    name: textOf(person['name']),
    timeZone: textOf(person['timeZone']),
    week: readWeek(person['weeklyHours']),
    dateOverrides: fieldsOf(person['dateOverrides']),
    calendarId: textOf(calendar['calendarId']),
    whenUnknown: calendar['whenUnknown'] === 'open' ? 'open' : 'closed',
  };
}

/** Writes a form into its person: the fields of the form are replaced, all others stay as they came. */
export function writeStaffForm(person: Fields, form: StaffForm): WrittenStaffForm {
  const hours = findHoursMistakes(form.week);
  const isNameEmpty = form.name.trim() === '';
  if (isNameEmpty || hours.length > 0) return { ok: false, isNameEmpty, hours };
  const calendarId = form.calendarId.trim();
  const calendar = calendarId === '' ? null : { ...fieldsOf(person['calendar']), calendarId, whenUnknown: form.whenUnknown };
  const { name, timeZone, dateOverrides } = form;
  const record = { ...person, name: name.trim(), timeZone, dateOverrides, weeklyHours: writeWeek(form.week), calendar };
  return { ok: true, record };
}
