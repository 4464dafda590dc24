import type { EpochMillis } from '../time/instant.ts';
import { HOUR } from '../time/instant.ts';
import { listRuns } from './course-runs.ts';
import type { Service } from './service.ts';
import { isHeld } from './session.ts';
import type { Session, SessionDecision } from './session.ts';

/** Tells by a session's start when it is decided whether it takes place; undefined where nothing is to be decided. */
export type DecisionTimes = (startsAt: EpochMillis) => EpochMillis | undefined;

/**
 * Computes when the sessions of a class or course are decided: so long before each of them, those of a run all before its first. A moment that has passed
 * when this is asked decides nothing: who booked until then was promised that it runs.
 */
export function computeDecisionTimes(
  service: Pick<Service, 'kind' | 'sessions' | 'timeZone' | 'minimumToRun'>,
  now: EpochMillis,
): DecisionTimes {
  const { kind, minimumToRun } = service;
  if (minimumToRun === undefined) return () => undefined;
  const runs = kind === 'course' ? listRuns(service) : [];
  const firsts = new Map(runs.flatMap((starts) => starts.map((at) => [at, starts[0] ?? at] as const)));
  return (startsAt) => {
    const at = (firsts.get(startsAt) ?? startsAt) - minimumToRun.decidedHoursBefore * HOUR;
    return at > now ? at : undefined;
  };
}

/** Whether the moment of a session's decision has come and nobody has decided yet: until then it takes nobody. */
export const isUndecided = ({ decideAt, decision }: Session, now: EpochMillis): boolean =>
  decideAt !== undefined && decision === undefined && decideAt <= now;

/** Whether sessions are decided together: those of one run, and each of a class by itself. */
const isTogether = (one: Session, other: Session): boolean =>
  one.serviceId === other.serviceId && one.decideAt === other.decideAt && isHeld(other);

/** Counts how many more people a session needs to run: of those that are decided together the one with the fewest. None once it is decided. */
export function countMissing(
  { minimumToRun }: Pick<Service, 'minimumToRun'>,
  session: Session,
  among: readonly Session[],
): number {
  if (minimumToRun === undefined || session.decideAt === undefined || session.decision !== undefined) return 0;
  const together = among.filter((other) => isTogether(session, other));
  return Math.max(0, ...together.map((one) => countShort(minimumToRun.people, one)));
}

/** No session can have more people than seats: one that was planned when the class was smaller runs when it is full. */
const countShort = (people: number, { capacity, confirmedSeats = 0 }: Session): number =>
  Math.min(people, capacity) - confirmedSeats;

/** Sessions that are decided together, and what becomes of them. */
export type DecidedSessions = { readonly sessions: readonly Session[]; readonly decision: SessionDecision };

/**
 * Decides about sessions whose moment has come: too few when one of those that are decided together has fewer people than it needs. What has begun runs,
 * and so does what no longer needs anybody. `peopleOf` answers how many a service needs; null for one that needs none.
 */
export function decideSessions(
  due: readonly Session[],
  peopleOf: (serviceId: Session['serviceId']) => number | null,
  now: EpochMillis,
): readonly DecidedSessions[] {
  const groups = Map.groupBy(due, ({ serviceId, decideAt }) => `${serviceId}@${decideAt}`);
  return [...groups.values()].map((sessions): DecidedSessions => {
    const people = sessions[0] === undefined ? null : peopleOf(sessions[0].serviceId);
    const hasBegun = sessions.some(({ startsAt }) => startsAt <= now);
    const isShort = people !== null && sessions.some((session) => countShort(people, session) > 0);
    return { sessions, decision: isShort && !hasBegun ? 'too_few' : 'runs' };
  });
}
