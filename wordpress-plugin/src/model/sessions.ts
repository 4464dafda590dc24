import { listDates } from './closed-dates.ts';
import type { DatesMistake } from './closed-dates.ts';
import type { TypedWhen } from './date-rules.ts';
import { parseWhole } from './duration.ts';
import { writeWhen } from './date-rules.ts';
import { isFields, listOf } from './fields.ts';
import type { Fields } from './fields.ts';
import { parseClock } from './hours.ts';

/** A new rule for the sessions of a class as it is typed. */
export type TypedSession = TypedWhen & {
  readonly start: string;
  /** How many there are when they recur; empty for no end. */
  readonly count: string;
};

const MAXIMUM_COUNT = 1_000;

/** What keeps sessions from being added. */
export type SessionMistake = DatesMistake | 'interval' | 'start' | 'count';

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
  const count = typed.count.trim() === '' ? '' : parseWhole(typed.count, 1, MAXIMUM_COUNT);
  if (count === null) return { ok: false, mistake: 'count' };
  const ended = count === '' ? rule : `${rule};COUNT=${count}`;
  return { ok: true, session: { kind: 'recurring', startMinute, startsOn: typed.from, rule: ended } };
}
