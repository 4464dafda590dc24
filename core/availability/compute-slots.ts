import type { Resource } from '../catalog/resource.ts';
import type { Service } from '../catalog/service.ts';
import type { ResourceId } from '../ids.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import { computeAppointmentStarts, listStarts } from './appointment-starts.ts';
import { hasBit, listBits } from './bit-row.ts';
import { computeLeft, listRefused } from './clear-refused.ts';
import { computeBookableRange } from './bookable-range.ts';
import { readCount } from './free-counts.ts';
import type { Ceiling, Refused } from './limit-times.ts';
import type { Claim, Occupancy } from './occupancy.ts';
import type { Slot } from './slot.ts';

/** Everything that slots follow from. Plain data: the same input gives the same slots. */
export type SlotQuery = {
  readonly service: Service;
  /** The resources that the service needs; others are ignored. */
  readonly resources: readonly Resource[];
  readonly occupancy: Occupancy;
  /** Time in which resources are closed whatever their hours say, since it is not known whether they are free; no booking took it. */
  readonly closed: readonly Claim[];
  /** Time in which nothing starts, or nothing with one resource, though it may be free: a limit is reached. */
  readonly refused?: readonly Refused[];
  /** How many more bookings some periods take, where any are counted. */
  readonly ceilings?: readonly Ceiling[];
  readonly now: EpochMillis;
  /** Starts lie in it, and ends do not go past it. */
  readonly range: Interval;
  readonly partySize: number;
  /** Only slots with this resource; null for any. */
  readonly resourceId: ResourceId | null;
  /** The shortest duration that the service is offered in, which a gap has to hold to be of use; the service's own when absent. */
  readonly shortestMinutes?: number | undefined;
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
  const range = computeRange(query);
  if (range === null) return [];
  return query.service.kind === 'class' ? computeSessionSlots(query, range) : computeAppointmentSlots(query, range);
}

/** Computes which part of a query's range can be booked; null when none of it, or not by a party of this size. */
export function computeRange({ service, resources, now, range, partySize }: SlotQuery): Interval | null {
  const bounds = computeBookableRange(service, now, resources);
  const bookable = { from: Math.max(range.from, bounds.from), to: Math.min(range.to, bounds.to) };
  return bookable.from < bookable.to && isPartyAllowed(service, partySize) ? bookable : null;
}

/** Lists the starts of `computeSlots` alone, in order; of two sessions that begin together each. */
export function computeStarts(query: SlotQuery): readonly EpochMillis[] {
  const range = computeRange(query);
  if (range === null) return [];
  if (query.service.kind === 'class') return computeSessionSlots(query, range).map(({ startsAt }) => startsAt);
  const found = computeAppointmentStarts(query, range);
  return found === null ? [] : listStarts(found.free.lattice, found.offered, 0);
}

/** Whether a party of this size may book the service at all. */
export const isPartyAllowed = (service: Service, partySize: number): boolean =>
  partySize >= service.minimumPartySize && partySize <= service.maximumPartySize;

function computeSessionSlots(query: SlotQuery, range: Interval): readonly Slot[] {
  const { service, occupancy, partySize, resourceId, refused = [], ceilings = [] } = query;
  return occupancy.sessions
    .filter((session) => session.serviceId === service.id && session.startsAt >= range.from && session.startsAt < range.to)
    .filter((session) => resourceId === null || session.resourceIds.includes(resourceId))
    .filter((session) => listRefused(refused, session.startsAt, null).length === 0)
    .map(({ id, startsAt, endsAt, capacity, seatsTaken }) => {
      const remaining = Math.min(Math.floor((capacity - seatsTaken) / partySize), computeLeft(service, ceilings, startsAt));
      return { startsAt, endsAt, resourceIds: [], remaining, sessions: [{ id, startsAt, endsAt }] };
    })
    .filter((slot) => slot.remaining > 0)
    .toSorted((a, b) => a.startsAt - b.startsAt);
}

function computeAppointmentSlots(query: SlotQuery, range: Interval): readonly Slot[] {
  const found = computeAppointmentStarts(query, range);
  if (found === null) return [];
  const { free, needs, offered } = found;
  const { first, width, words } = free.lattice;
  const choice = needs.find(({ need }) => need.visitorMayChoose)?.candidates ?? [];
  const length = query.service.durationMinutes * MINUTE;
  const { ceilings = [] } = query;
  return listBits(offered, 0, words).map((bit) => {
    const startsAt = first + bit * width;
    let remaining = computeLeft(query.service, ceilings, startsAt);
    for (const { counts } of needs) remaining = Math.min(remaining, readCount(counts, bit));
    const resourceIds: ResourceId[] = [];
    for (const { id, row } of choice) if (hasBit(free.rows, row, bit)) resourceIds.push(id);
    return { startsAt, endsAt: startsAt + length, resourceIds, remaining, sessions: [] };
  });
}
