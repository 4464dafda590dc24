import type { Service } from '../catalog/service.ts';
import type { ResourceId } from '../ids.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { isOverlapping } from '../time/instant.ts';
import type { Claim, Occupancy } from './occupancy.ts';
import { computeOccupied } from './stay.ts';
import { isInTheWay, placeClaim } from './travel.ts';
import type { TravelPlan } from './travel.ts';

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
  /** Where it is to take place, for those who travel; its occupancy knows the ways already. */
  readonly travel?: TravelPlan | null | undefined;
};

/** Claims for each wish, in the order of the wishes; or which wish nothing was left for. */
export type ClaimChoice =
  { readonly kind: 'chosen'; readonly claims: readonly (readonly Claim[])[] } | { readonly kind: 'taken'; readonly wish: number };

/** How many resources are tried before wishes that stand in each other's way are given up. Ten people for nine chairs would be millions. */
const MAXIMUM_TRIES = 20_000;

/**
 * Chooses one free resource of each need of each wish, so that no two wishes take each other's time: the one with the least occupied time in the
 * loaded range, on equality the first of the need; another one where that leaves something for everybody.
 * Claims have their buffers and are sorted by resource within a wish, so that all takers lock in one order.
 */
export function chooseClaims(wishes: readonly ClaimWish[]): ClaimChoice {
  const needs = wishes.flatMap(listOpenNeeds);
  // Whoever has the fewest to choose among chooses first: a named person before anybody.
  const ordered = needs.toSorted((a, b) => a.candidates.length - b.candidates.length);
  const found = search(ordered);
  if (found.kind === 'taken') return found;
  const claims = wishes.map((_, wish) =>
    found.chosen
      .filter((one) => one.wish === wish)
      .map(({ claim }) => claim)
      .toSorted((a, b) => (a.resourceId < b.resourceId ? -1 : 1)),
  );
  return { kind: 'chosen', claims };
}

/** Lists the resources that a wish could occupy, with the time of each, whether they are free or not. */
export const listWantedClaims = (wish: Omit<ClaimWish, 'occupancy' | 'excluded'>): readonly Claim[] =>
  wish.service.needs.flatMap(({ anyOf, visitorMayChoose }) =>
    anyOf
      .filter((id) => wish.open.has(id) && (!visitorMayChoose || wish.resourceId === null || id === wish.resourceId))
      .map((resourceId) => placeClaim({ resourceId, during: computeOccupied(wish.service, wish.startsAt) }, wish.travel ?? null)),
  );

type OpenNeed = {
  readonly wish: number;
  readonly during: Interval;
  readonly candidates: readonly ResourceId[];
  readonly travel: TravelPlan | null;
};

/** Lists what each need of a wish may choose among, the best first. */
function listOpenNeeds(wish: ClaimWish, index: number): readonly OpenNeed[] {
  const during = computeOccupied(wish.service, wish.startsAt);
  const busyOf = Map.groupBy(wish.occupancy.busy, (interval) => interval.resourceId);
  return wish.service.needs.map((need) => {
    const candidates = need.anyOf
      .filter((id) => wish.open.has(id) && !wish.excluded.has(id))
      .filter((id) => !need.visitorMayChoose || wish.resourceId === null || id === wish.resourceId)
      .filter((id) => !(busyOf.get(id) ?? []).some((interval) => isOverlapping(interval.during, during)))
      .map((id) => ({ id, load: computeOccupiedTime((busyOf.get(id) ?? []).map((interval) => interval.during)) }))
      .toSorted((a, b) => a.load - b.load);
    return { wish: index, during, candidates: candidates.map(({ id }) => id), travel: wish.travel ?? null };
  });
}

type ChosenClaim = { readonly wish: number; readonly claim: Claim };
type Found =
  { readonly kind: 'chosen'; readonly chosen: readonly ChosenClaim[] } | { readonly kind: 'taken'; readonly wish: number };

/** Tries one candidate after the other for each need, and goes back where nothing is left; names the need that came farthest and had nobody. */
function search(needs: readonly OpenNeed[]): Found {
  const chosen: ChosenClaim[] = [];
  let tries = 0;
  let farthest = 0;
  const fill = (depth: number): boolean => {
    const need = needs[depth];
    if (need === undefined) return true;
    farthest = Math.max(farthest, depth);
    for (const resourceId of need.candidates) {
      const claim = placeClaim({ resourceId, during: need.during }, need.travel);
      if (isWanted(chosen, claim)) continue;
      if ((tries += 1) > MAXIMUM_TRIES) return false;
      chosen.push({ wish: need.wish, claim });
      if (fill(depth + 1)) return true;
      chosen.pop();
    }
    return false;
  };
  return fill(0) ? { kind: 'chosen', chosen } : { kind: 'taken', wish: needs[farthest]?.wish ?? 0 };
}

const isWanted = (chosen: readonly ChosenClaim[], wanted: Claim): boolean =>
  chosen.some(({ claim }) => isInTheWay(claim, wanted));

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
