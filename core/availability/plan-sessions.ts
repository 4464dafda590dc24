import { computeQuantity } from '../catalog/compute-quantity.ts';
import { listRuns } from '../catalog/course-runs.ts';
import { computeDecisionTimes } from '../catalog/minimum-to-run.ts';
import type { Session, SessionRule } from '../catalog/session.ts';
import { listSessionDays } from '../catalog/session.ts';
import type { Service } from '../catalog/service.ts';
import type { SessionId } from '../ids.ts';
import { buildDate, countEpochDays } from '../time/civil-date.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { EpochDays } from '../time/recurrence.ts';
import { MINUTE } from '../time/instant.ts';
import type { LocalDate } from '../time/time-zone.ts';
import { computeInstant, computeLocalDate } from '../time/time-zone.ts';
import type { Claim } from './occupancy.ts';

/** A session to be written, with what it occupies. */
export type PlannedSession = { readonly session: Session; readonly claims: readonly Claim[] };

/**
 * Plans the sessions of a class from now to its horizon (and one day more, so that the last offered day is whole), in order of start; none for a date on
 * which it cannot be booked. The runs of a course, which end, are planned whole. Two rules that fall on one start make one session. Each occupies the first resources of every need,
 * as many as it takes, with the service's buffers.
 */
export function planSessions(service: Service, now: EpochMillis, nextId: () => SessionId): readonly PlannedSession[] {
  const resourceIds = service.needs.flatMap((need) => need.anyOf.slice(0, computeQuantity(need))).toSorted();
  const decisionOf = computeDecisionTimes(service, now);
  return listStarts(service, now).map((startsAt) => {
    const endsAt = startsAt + service.durationMinutes * MINUTE;
    const during = { from: startsAt - service.bufferBeforeMinutes * MINUTE, to: endsAt + service.bufferAfterMinutes * MINUTE };
    const { id: serviceId, capacity } = service;
    const decideAt = decisionOf(startsAt);
    const session = {
      ...{ id: nextId(), serviceId, startsAt, endsAt, capacity: capacity ?? 0, seatsTaken: 0, resourceIds },
      ...(decideAt === undefined ? {} : { decideAt }),
    };
    return { session, claims: resourceIds.map((resourceId) => ({ resourceId, during })) };
  });
}

function listStarts(service: Service, now: EpochMillis): readonly EpochMillis[] {
  const first = countEpochDays(computeLocalDate(now, service.timeZone));
  return listRuleStarts(service, { first, last: first + service.horizonDays + 1 })
    .filter((startsAt) => startsAt > now)
    .toSorted((a, b) => a - b);
}

/** Lists the starts that the rules of a class give on some days, each once and in no order; of a course those of all its runs. */
export function listRuleStarts(service: Service, days: EpochDays): readonly EpochMillis[] {
  const { sessions, timeZone } = service;
  const listRule = (rule: SessionRule): readonly EpochMillis[] =>
    listSessionDays(rule, days)
      .map(buildDate)
      .filter((date) => isBookable(service, date))
      .map((date) => computeInstant(date, rule.startMinute, timeZone));
  const starts = service.kind === 'course' ? listRuns(service).flat() : sessions.flatMap(listRule);
  return [...new Set(starts)];
}

/** Whether the fixed dates of a service leave a date in. */
const isBookable = ({ bookableFrom, bookableUntil }: Service, date: LocalDate): boolean =>
  (bookableFrom === undefined || date >= bookableFrom) && (bookableUntil === undefined || date <= bookableUntil);
