import type { Resource } from '../catalog/resource.ts';
import type { Service } from '../catalog/service.ts';
import type { ResourceId } from '../ids.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { DAY, MINUTE } from '../time/instant.ts';
import type { Claim, Occupancy } from './occupancy.ts';
import { computeResourceStarts } from './resource-starts.ts';
import type { Slot } from './slot.ts';

/** Everything that slots follow from. Plain data: the same input gives the same slots. */
export type SlotQuery = {
  readonly service: Service;
  /** The resources that the service needs; others are ignored. */
  readonly resources: readonly Resource[];
  readonly occupancy: Occupancy;
  /** Time in which resources are closed whatever their hours say, since it is not known whether they are free; no booking took it. */
  readonly closed: readonly Claim[];
  readonly now: EpochMillis;
  /** Starts lie in it, and ends do not go past it. */
  readonly range: Interval;
  readonly partySize: number;
  /** Only slots with this resource; null for any. */
  readonly resourceId: ResourceId | null;
};

/**
 * Computes the slots of a service in order of start: the times at which everything it needs is free.
 *
 * An appointment takes one free resource of each need; a class offers its sessions with enough seats left. Notice and horizon are
 * counted from `now`. The answer is a hint until a hold takes the time.
 *
 * @see docs/algorithms/availability.md
 */
export function computeSlots(query: SlotQuery): readonly Slot[] {
  const bounds = computeBookableRange(query.service, query.now);
  const range = { from: Math.max(query.range.from, bounds.from), to: Math.min(query.range.to, bounds.to) };
  if (range.from >= range.to || !isPartyAllowed(query.service, query.partySize)) return [];
  return query.service.kind === 'class' ? computeSessionSlots(query, range) : computeAppointmentSlots(query, range);
}

/** Computes from when until when a service can be booked: its notice and its horizon. */
export const computeBookableRange = (service: Service, now: EpochMillis): Interval => ({
  from: now + service.minimumNoticeMinutes * MINUTE,
  to: now + service.horizonDays * DAY,
});

/** Whether a party of this size may book the service at all. */
export const isPartyAllowed = (service: Service, partySize: number): boolean =>
  partySize >= service.minimumPartySize && partySize <= service.maximumPartySize;

function computeSessionSlots({ service, occupancy, partySize, resourceId }: SlotQuery, range: Interval): readonly Slot[] {
  return occupancy.sessions
    .filter((session) => session.serviceId === service.id && session.startsAt >= range.from && session.startsAt < range.to)
    .filter((session) => resourceId === null || session.resourceIds.includes(resourceId))
    .map((session) => ({
      startsAt: session.startsAt,
      endsAt: session.endsAt,
      resourceIds: [],
      remaining: Math.floor((session.capacity - session.seatsTaken) / partySize),
      sessionId: session.id,
    }))
    .filter((slot) => slot.remaining > 0)
    .toSorted((a, b) => a.startsAt - b.startsAt);
}

function computeAppointmentSlots(query: SlotQuery, range: Interval): readonly Slot[] {
  const { service, resources, resourceId } = query;
  const freeByNeed = service.needs.map((need) => {
    const isAsked = (id: ResourceId) => !need.visitorMayChoose || resourceId === null || id === resourceId;
    const candidates = resources.filter((resource) => need.anyOf.includes(resource.id) && isAsked(resource.id));
    return { need, free: collectFreeResources(query, candidates, range) };
  });
  const [first, ...others] = freeByNeed;
  if (first === undefined) return [];
  const slots: Slot[] = [];
  for (const startsAt of [...first.free.keys()].toSorted((a, b) => a - b)) {
    const counts = [first, ...others].map(({ free }) => free.get(startsAt)?.length ?? 0);
    const remaining = Math.min(...counts);
    if (remaining === 0) continue;
    const choice = freeByNeed.find(({ need }) => need.visitorMayChoose);
    const endsAt = startsAt + service.durationMinutes * MINUTE;
    slots.push({ startsAt, endsAt, resourceIds: choice?.free.get(startsAt) ?? [], remaining, sessionId: null });
  }
  return slots;
}

/** Collects which of the candidates are free at which start. The range's end bounds the appointment's end. */
function collectFreeResources(
  query: SlotQuery,
  candidates: readonly Resource[],
  range: Interval,
): ReadonlyMap<EpochMillis, readonly ResourceId[]> {
  const free = new Map<EpochMillis, ResourceId[]>();
  const busyByResource = Map.groupBy([...query.occupancy.busy, ...query.closed], (interval) => interval.resourceId);
  const lastEnd = query.range.to;
  for (const resource of candidates) {
    const busy = (busyByResource.get(resource.id) ?? []).map((interval) => interval.during);
    for (const startsAt of computeResourceStarts(resource, query.service, range, busy)) {
      if (startsAt + query.service.durationMinutes * MINUTE > lastEnd) continue;
      const known = free.get(startsAt);
      if (known === undefined) free.set(startsAt, [resource.id]);
      else known.push(resource.id);
    }
  }
  return free;
}
