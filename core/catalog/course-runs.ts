import { buildDate, countEpochDays } from '../time/civil-date.ts';
import type { EpochMillis } from '../time/instant.ts';
import { computeInstant } from '../time/time-zone.ts';
import type { Service } from './service.ts';
import { listSessionDays } from './session.ts';
import type { SessionRule } from './session.ts';

/** The longest time from the first to the last session of a run. */
export const MAXIMUM_RUN_DAYS = 730;

/** Lists the runs of a course, each with the starts of its sessions in order: one run for each of its rules. */
export const listRuns = ({ sessions, timeZone }: Pick<Service, 'sessions' | 'timeZone'>): readonly (readonly EpochMillis[])[] =>
  sessions.map((rule) => listRunDays(rule).map((day) => computeInstant(buildDate(day), rule.startMinute, timeZone)));

/** Lists the dates of one run; a rule without an end is cut off. */
export function listRunDays(rule: SessionRule): readonly number[] {
  const first = rule.kind === 'dates' ? Math.min(...rule.dates.map(countEpochDays)) : countEpochDays(rule.startsOn);
  return listSessionDays(rule, { first, last: first + MAXIMUM_RUN_DAYS });
}
