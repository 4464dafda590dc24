import { listRuns } from '../catalog/course-runs.ts';
import { countMissing, isUndecided } from '../catalog/minimum-to-run.ts';
import type { Service } from '../catalog/service.ts';
import { isHeld } from '../catalog/session.ts';
import type { Session } from '../catalog/session.ts';
import type { ResourceId } from '../ids.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import type { Occupancy } from './occupancy.ts';
import type { Slot } from './slot.ts';

/** What of a query the slots of a course follow from. */
export type CourseQuestion = {
  readonly service: Service;
  readonly occupancy: Occupancy;
  readonly partySize: number;
  readonly resourceId: ResourceId | null;
  readonly now: EpochMillis;
};

/** The sessions of a run that somebody who enrols now has seats in. */
export type OpenRun = {
  readonly startsAt: EpochMillis;
  /** Which session of the run is the first of them, counted from 1. */
  readonly joinsAt: number;
  readonly sessions: readonly Session[];
  /** Whether every session that is left is there; one that could not be planned keeps the run from being sold. */
  readonly isWhole: boolean;
};

/**
 * Lists for each run of a course what is left of it: its sessions from `bookableFrom` on. A run that has no session left is left out.
 * The occupancy must hold all of them.
 */
export function listOpenRuns(
  { service, occupancy, resourceId, now }: CourseQuestion,
  bookableFrom: EpochMillis,
): readonly OpenRun[] {
  const found = new Map(
    occupancy.sessions
      .filter((session) => session.serviceId === service.id && isHeld(session) && !isUndecided(session, now))
      .filter(({ resourceIds }) => resourceId === null || resourceIds.includes(resourceId))
      .map((session) => [session.startsAt, session]),
  );
  return listRuns(service).flatMap((starts) => {
    const left = starts.filter((startsAt) => startsAt >= bookableFrom);
    const [startsAt] = left;
    if (startsAt === undefined) return [];
    const sessions = left.flatMap((at) => found.get(at) ?? []);
    return [{ startsAt, joinsAt: starts.length - left.length + 1, sessions, isWhole: sessions.length === left.length }];
  });
}

/** Whether a run may still be joined at the first of its sessions that are left. */
export const isJoinable = ({ lateJoining }: Service, { joinsAt }: OpenRun): boolean =>
  joinsAt <= (lateJoining?.untilSession ?? 1);

/** Computes the slots of a course: one for each run that can be joined, at the first session that is left, with how many parties fit into all of them, in no order. */
export function computeCourseSlots(question: CourseQuestion, bookableFrom: EpochMillis, range: Interval): readonly Slot[] {
  const { service, partySize, occupancy } = question;
  return listOpenRuns(question, bookableFrom)
    .filter((run) => run.isWhole && isJoinable(service, run) && run.startsAt >= range.from && run.startsAt < range.to)
    .map(({ startsAt, sessions }): Slot => {
      const remaining = Math.min(...sessions.map((session) => countParties(session, partySize)));
      const times = sessions.map(({ id, startsAt: from, endsAt }) => ({ id, startsAt: from, endsAt }));
      const endsAt = times[0]?.endsAt ?? startsAt;
      const [first] = sessions;
      const missing = tellMissing(first === undefined ? 0 : countMissing(service, first, occupancy.sessions));
      return { startsAt, endsAt, resourceIds: [], remaining, sessions: times, ...missing };
    });
}

/** Says how many people are missing, where any are. */
export const tellMissing = (missingToRun: number): Pick<Slot, 'missingToRun'> => (missingToRun > 0 ? { missingToRun } : {});

/** Counts how many parties of a size still fit into a session. */
export const countParties = ({ capacity, seatsTaken }: Session, partySize: number): number =>
  Math.floor((capacity - seatsTaken) / partySize);

/** Widens a range so that it holds every run with a session in it, whole. */
export function coverRuns(service: Service, range: Interval): Interval {
  const touched = listRuns(service).filter((starts) => starts.some((at) => at >= range.from && at < range.to));
  const starts = touched.flat();
  return { from: Math.min(range.from, ...starts), to: Math.max(range.to, ...starts.map((at) => at + 1)) };
}
