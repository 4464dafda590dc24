import { fieldsOf, textOf } from './fields.ts';
import type { Fields } from './fields.ts';
import { readWeek, writeWeek } from './hours.ts';
import { parseResourceKind } from './needs.ts';
import type { ResourceKind } from './needs.ts';
import { findScheduleMistakes, noMistakes, readDateRules, writeDateRules } from './schedule-form.ts';
import type { HoursMistakes, ScheduleForm } from './schedule-form.ts';
import { findLimitMistakes, readLimits, writeLimits } from './rule-fields.ts';
import type { TypedLimits } from './rule-fields.ts';
import { findUseMistakes, readSpans, readUses, writeList, writeUses } from './schedule-uses.ts';
import type { TypedUse } from './schedule-uses.ts';

/** A person as the form shows them. */
export type StaffForm = ScheduleForm & {
  readonly kind: ResourceKind;
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
  /** Whether times that are only tentative in the calendar can be booked. */
  readonly tentative: 'busy' | 'free';
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

const readTentative = (calendar: Fields): StaffForm['tentative'] => (calendar['tentative'] === 'free' ? 'free' : 'busy');

/** Reads a person, or a room or a thing, into the form. */
export function readStaffForm(person: Fields): StaffForm {
  const calendar = fieldsOf(person['calendar']);
  return {
    name: textOf(person['name']),
    kind: parseResourceKind(person['kind']),
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
    tentative: readTentative(calendar),
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
  const kept = fieldsOf(person['calendar']);
  const tentative = form.tentative === readTentative(kept) ? {} : { tentative: form.tentative };
  const calendar = calendarId === '' ? null : { ...kept, calendarId, whenUnknown: form.whenUnknown, ...tentative };
  const { name, kind, timeZone, dateOverrides } = form;
  const record = {
    ...person,
    ...{ name: name.trim(), kind, timeZone, dateOverrides, weeklyHours: writeWeek(form.week), calendar },
    ...writeDateRules(person, form),
    ...writeList(person, 'schedules', writeUses(form.uses)),
    ...writeList(person, 'timeOff', form.timeOff),
    ...writeList(person, 'travel', form.travel),
    ...writeLimits(person, form.limits),
  };
  return { ok: true, record };
}
