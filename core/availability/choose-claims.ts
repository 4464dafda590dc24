import type { Service } from '../catalog/service.ts';
import type { ResourceId } from '../ids.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { isOverlapping, MINUTE } from '../time/instant.ts';
import type { Claim, Occupancy } from './occupancy.ts';

/** What a set of claims is chosen for. */
export type ClaimWish = {
  readonly service: Service;
  readonly startsAt: EpochMillis;
  readonly occupancy: Occupancy;
  /** The visitor's choice among the resources that may be chosen; null for any. */
  readonly resourceId: ResourceId | null;
  /** Resources that just turned out to be taken. */
  readonly excluded: ReadonlySet<ResourceId>;
  /** Resources whose hours allow the start. */
  readonly open: ReadonlySet<ResourceId>;
};

/**
 * Chooses one free resource of each need: the one with the least occupied time in the loaded range, on equality the first of the need.
 * Answers the claims with buffers, sorted by resource so that all takers lock in one order, or null when a need has nobody left.
 */
export function chooseClaims(wish: ClaimWish): readonly Claim[] | null {
  const { service, startsAt } = wish;
  const during = {
    from: startsAt - service.bufferBeforeMinutes * MINUTE,
    to: startsAt + (service.durationMinutes + service.bufferAfterMinutes) * MINUTE,
  };
  const busyOf = Map.groupBy(wish.occupancy.busy, (interval) => interval.resourceId);
  const claims: Claim[] = [];
  for (const need of service.needs) {
    const candidates = need.anyOf
      .filter((id) => wish.open.has(id) && !wish.excluded.has(id))
      .filter((id) => !need.visitorMayChoose || wish.resourceId === null || id === wish.resourceId)
      .filter((id) => !(busyOf.get(id) ?? []).some((interval) => isOverlapping(interval.during, during)))
      .map((id) => ({ id, load: computeOccupiedTime((busyOf.get(id) ?? []).map((interval) => interval.during)) }))
      .toSorted((a, b) => a.load - b.load);
    const chosen = candidates[0];
    if (chosen === undefined) return null;
    claims.push({ resourceId: chosen.id, during });
  }
  return claims.toSorted((a, b) => (a.resourceId < b.resourceId ? -1 : 1));
}

/** Computes how much time intervals cover together: a booking counts once, also when its calendar shows it too. */
function computeOccupiedTime(intervals: readonly Interval[]): number {
  let total = 0;
  let countedUntil = Number.NEGATIVE_INFINITY;
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    total += Math.max(0, to - Math.max(from, countedUntil));
    countedUntil = Math.max(countedUntil, to);
  }
  return total;
}
