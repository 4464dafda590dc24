import { listDates } from './closed-dates.ts';
import type { DatesMistake } from './closed-dates.ts';
import type { TypedWhen } from './date-rules.ts';
import { writeWhen } from './date-rules.ts';
import { isFields, listOf } from './fields.ts';
import type { Fields } from './fields.ts';
import { parseClock } from './hours.ts';

/** A new rule for the sessions of a class as it is typed. */
export type TypedSession = TypedWhen & { readonly start: string };

/** What keeps sessions from being added. */
export type SessionMistake = DatesMistake | 'interval' | 'start';

/** Reads when a class is held; the rules stay the records that came. */
export const readSessions = (value: unknown): readonly Fields[] => listOf(value).filter(isFields);

/** Builds the rule that was typed, or says what is wrong. */
export function createSession(
  typed: TypedSession,
): { readonly ok: true; readonly session: Fields } | { readonly ok: false; readonly mistake: SessionMistake } {
  const listed = listDates(typed.from, typed.when === 'dates' ? typed.to : '');
  if (!listed.ok) return listed;
  const startMinute = parseClock(typed.start);
  if (startMinute === null) return { ok: false, mistake: 'start' };
  if (typed.when === 'dates') return { ok: true, session: { kind: 'dates', startMinute, dates: listed.dates } };
  const rule = writeWhen(typed.when, typed);
  if (rule === null) return { ok: false, mistake: 'interval' };
  return { ok: true, session: { kind: 'recurring', startMinute, startsOn: typed.from, rule } };
}
