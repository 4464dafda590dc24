import type { SlotQuery } from '../availability/compute-slots.ts';
import { isJoinable, listOpenRuns } from '../availability/course-slots.ts';
import type { OpenRun } from '../availability/course-slots.ts';
import { listRuns } from '../catalog/course-runs.ts';
import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import { explainDecision } from './explain-decision.ts';
import type { Obstacle } from './obstacle.ts';

/** A run of which something is missing: because it is not decided, had too few people, or otherwise. */
function explainMissing(
  { service, occupancy, now }: SlotQuery,
  { isWhole, startsAt }: OpenRun,
  starts: readonly EpochMillis[],
): readonly Obstacle[] {
  if (isWhole) return [];
  const ofRun = occupancy.sessions.filter(
    (session) => session.serviceId === service.id && session.startsAt >= startsAt && starts.includes(session.startsAt),
  );
  const why = explainDecision(ofRun, now).filter(({ code }) => code !== 'session_cancelled');
  return why.length > 0 ? why : [{ code: 'session_missing' }];
}

/** Explains what keeps a course from being joined at a start, beside notice and horizon. */
export function explainRun(query: SlotQuery, startsAt: EpochMillis): readonly Obstacle[] {
  const { service, partySize, now } = query;
  const from = now + service.minimumNoticeMinutes * MINUTE;
  const starts = listRuns(service).find((run) => run.includes(startsAt));
  if (starts === undefined) return [{ code: 'no_session' }];
  const first = starts.find((at) => at >= from);
  const run = listOpenRuns(query, from).find((open) => open.startsAt === first && starts.includes(open.startsAt));
  // What lies before the notice is told by that.
  if (run === undefined || startsAt < from) return [];
  const scarce = run.sessions.toSorted((a, b) => a.capacity - a.seatsTaken - (b.capacity - b.seatsTaken))[0];
  const left = scarce === undefined ? 0 : scarce.capacity - scarce.seatsTaken;
  return [
    ...(isJoinable(service, run) ? [] : [{ code: 'course_begun', joinsAt: run.joinsAt } as const]),
    ...(startsAt === run.startsAt ? [] : [{ code: 'not_first_session', startsAt: run.startsAt } as const]),
    ...explainMissing(query, run, starts),
    ...(scarce !== undefined && left < partySize
      ? [{ code: 'session_full', seatsLeft: left, capacity: scarce.capacity } as const]
      : []),
  ];
}
