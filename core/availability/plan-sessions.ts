import type { Session } from '../catalog/session.ts';
import type { Service } from '../catalog/service.ts';
import type { SessionId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import { addDays, computeInstant, computeLocalDate, computeWeekday } from '../time/time-zone.ts';
import type { Claim } from './occupancy.ts';

/** A session to be written, with what it occupies. */
export type PlannedSession = { readonly session: Session; readonly claims: readonly Claim[] };

/**
 * Plans the sessions of a class from now to its horizon (and one day more, so that the last offered day is whole).
 * Each occupies the first resource of every need, with the service's buffers.
 */
export function planSessions(service: Service, now: EpochMillis, nextId: () => SessionId): readonly PlannedSession[] {
  const planned: PlannedSession[] = [];
  const first = computeLocalDate(now, service.timeZone);
  const resourceIds = service.needs.flatMap((need) => need.anyOf.slice(0, 1)).toSorted();
  for (let day = 0; day <= service.horizonDays + 1; day += 1) {
    const date = addDays(first, day);
    const weekday = computeWeekday(date);
    for (const rule of service.sessions.filter((candidate) => candidate.weekday === weekday)) {
      const startsAt = computeInstant(date, rule.startMinute, service.timeZone);
      if (startsAt <= now) continue;
      const endsAt = startsAt + service.durationMinutes * MINUTE;
      const during = { from: startsAt - service.bufferBeforeMinutes * MINUTE, to: endsAt + service.bufferAfterMinutes * MINUTE };
      const session = {
        id: nextId(),
        serviceId: service.id,
        startsAt,
        endsAt,
        capacity: service.capacity ?? 0,
        seatsTaken: 0,
        resourceIds,
      };
      planned.push({ session, claims: resourceIds.map((resourceId) => ({ resourceId, during })) });
    }
  }
  return planned;
}
