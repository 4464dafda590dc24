import type { ResourceId } from '../ids.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { isOverlapping, MINUTE } from '../time/instant.ts';
import { computeAppointmentStarts } from './appointment-starts.ts';
import type { AppointmentQuestion } from './appointment-starts.ts';
import { hasBit } from './bit-row.ts';
import { listParts } from './need-parts.ts';
import { isOpenFor } from './open-for.ts';

/** What decides who could serve an appointment if nobody had booked. */
export type OpenQuestion = Pick<AppointmentQuestion, 'service' | 'resources' | 'closed' | 'now' | 'resourceId'>;

/**
 * Computes for each need of an appointment, in order, which resources could serve it from a start if nobody had booked: those whose own hours hold it, and on whose
 * own clock or window one may start then. By the same rule as `computeSlots`.
 */
export function computeOpenNeeds(query: OpenQuestion, startsAt: EpochMillis): readonly ReadonlySet<ResourceId>[] {
  const { service } = query;
  if (service.byDay !== undefined) return listOpenForStay(query, startsAt);
  const bounds = { from: startsAt, to: startsAt + 1 };
  const emptied = { ...query, occupancy: { busy: [], sessions: [] }, refused: [] };
  const range = { from: startsAt, to: startsAt + service.durationMinutes * MINUTE };
  const found = computeAppointmentStarts({ ...emptied, service: { ...service, gaps: 'allowed' }, range }, bounds);
  // The lattice has one start at most, and none where no clock has one.
  if (found === null || found.lattice.first !== startsAt) return service.needs.map(() => new Set());
  return found.needs.map(
    ({ rows, candidates }) => new Set(candidates.filter(({ row }) => hasBit(rows, row, 0)).map(({ id }) => id)),
  );
}

function listOpenForStay(
  { service, resources, closed }: OpenQuestion,
  startsAt: EpochMillis,
): readonly ReadonlySet<ResourceId>[] {
  const isClosed = (id: ResourceId, during: Interval): boolean =>
    closed.some((time) => time.resourceId === id && isOverlapping(time.during, during));
  return service.needs.map((need) => {
    const parts = listParts(service, need, startsAt);
    const open = resources.filter(
      (resource) =>
        need.anyOf.includes(resource.id) &&
        parts.every(({ time, occupied }) => isOpenFor(service, resource, time) && !isClosed(resource.id, occupied)),
    );
    return new Set(open.map(({ id }) => id));
  });
}
