import type { Resource } from '../catalog/resource.ts';
import { countMissing, isUndecided } from '../catalog/minimum-to-run.ts';
import type { Service } from '../catalog/service.ts';
import { isHeld } from '../catalog/session.ts';
import type { ResourceId } from '../ids.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import { computeAppointmentStarts, listStarts } from './appointment-starts.ts';
import { hasBit, listBits } from './bit-row.ts';
import { computeLeft, listRefused } from './clear-refused.ts';
import { computeBookableRange } from './bookable-range.ts';
import { computeCourseSlots, countParties, tellMissing } from './course-slots.ts';
import { readCount } from './free-counts.ts';
import type { Ceiling, Refused } from './limit-times.ts';
import type { Claim, Occupancy } from './occupancy.ts';
import type { Slot } from './slot.ts';
import { computeStaySlots } from './stay-slots.ts';

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
  /** In how many sessions a booking that moves has its seats: only slots with as many; any when absent. */
  readonly sessionCount?: number | undefined;
};

/**
 * Computes the slots of a service in order of start: the times at which everything it needs is free.
 *
 * An appointment takes as many free resources of each need as that says, in the steps in which it is needed; a class offers its sessions with enough seats left, a course
 * its runs; a stay may end after the range. Notice and horizon are
 * counted from `now`. The answer is a hint until a hold takes the time.
 *
 * @see docs/algorithms/availability.md
 */
export function computeSlots(query: SlotQuery): readonly Slot[] {
  const range = computeRange(query);
  if (range === null) return [];
  if (query.service.kind !== 'appointment') return computeSeatSlots(query, range);
  return query.service.byDay === undefined ? computeAppointmentSlots(query, range) : computeStaySlots(query, range);
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
  if (query.service.kind !== 'appointment') return computeSeatSlots(query, range).map(({ startsAt }) => startsAt);
  if (query.service.byDay !== undefined) return computeStaySlots(query, range).map(({ startsAt }) => startsAt);
  const found = computeAppointmentStarts(query, range);
  return found === null ? [] : listStarts(found.lattice, found.offered, 0);
}

/** Whether a party of this size may book the service at all. */
export const isPartyAllowed = (service: Service, partySize: number): boolean =>
  partySize >= service.minimumPartySize && partySize <= service.maximumPartySize;

function computeSeatSlots(query: SlotQuery, range: Interval): readonly Slot[] {
  const { service, now, refused = [], ceilings = [] } = query;
  const slots =
    service.kind === 'course'
      ? computeCourseSlots(query, now + service.minimumNoticeMinutes * MINUTE, range)
      : computeSessionSlots(query, range);
  return slots
    .filter(({ sessions }) => query.sessionCount === undefined || sessions.length === query.sessionCount)
    .filter(({ startsAt }) => listRefused(refused, startsAt, null).length === 0)
    .map((slot) => ({ ...slot, remaining: Math.min(slot.remaining, computeLeft(service, ceilings, slot.startsAt)) }))
    .filter((slot) => slot.remaining > 0)
    .toSorted((a, b) => a.startsAt - b.startsAt);
}

function computeSessionSlots({ service, occupancy, partySize, resourceId, now }: SlotQuery, range: Interval): readonly Slot[] {
  return occupancy.sessions
    .filter((session) => session.serviceId === service.id && session.startsAt >= range.from && session.startsAt < range.to)
    .filter(
      (session) =>
        isHeld(session) && !isUndecided(session, now) && (resourceId === null || session.resourceIds.includes(resourceId)),
    )
    .map((session) => {
      const { id, startsAt, endsAt } = session;
      const remaining = countParties(session, partySize);
      const missing = tellMissing(countMissing(service, session, occupancy.sessions));
      return { startsAt, endsAt, resourceIds: [], remaining, sessions: [{ id, startsAt, endsAt }], ...missing };
    });
}

function computeAppointmentSlots(query: SlotQuery, range: Interval): readonly Slot[] {
  const found = computeAppointmentStarts(query, range);
  if (found === null) return [];
  const { lattice, needs, offered } = found;
  const { first, width, words } = lattice;
  const choice = needs.find(({ need }) => need.visitorMayChoose);
  const length = query.service.durationMinutes * MINUTE;
  const { ceilings = [] } = query;
  return listBits(offered, 0, words).map((bit) => {
    const startsAt = first + bit * width;
    let remaining = computeLeft(query.service, ceilings, startsAt);
    for (const { counts, quantity } of needs) remaining = Math.min(remaining, Math.floor(readCount(counts, bit) / quantity));
    const resourceIds: ResourceId[] = [];
    if (choice !== undefined)
      for (const { id, row } of choice.candidates) if (hasBit(choice.rows, row, bit)) resourceIds.push(id);
    return { startsAt, endsAt: startsAt + length, resourceIds, remaining, sessions: [] };
  });
}
