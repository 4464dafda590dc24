import { computeQuantity } from '../catalog/compute-quantity.ts';
import type { ResourceNeed, Service } from '../catalog/service.ts';
import { findChoiceWay, findSameAgain } from '../catalog/choice.ts';
import type { LastWith } from '../catalog/choice.ts';
import type { ResourceId, ServiceId } from '../ids.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { isOverlapping } from '../time/instant.ts';
import { listParts } from './need-parts.ts';
import type { Claim, Occupancy } from './occupancy.ts';
import { isInTheWay, placeClaim } from './travel.ts';
import type { TravelPlan } from './travel.ts';
import { computeStandings, countTurns, sortByTurn } from './turns.ts';
import type { Turn } from './turns.ts';

/** A resource that somebody else was faster to take: for the part of an appointment that would occupy it from then on, or at all (null). */
export type LostResource = { readonly resourceId: ResourceId; readonly from: EpochMillis | null };

/** What a set of claims is chosen for. */
export type ClaimWish = {
  readonly service: Service;
  readonly startsAt: EpochMillis;
  readonly occupancy: Occupancy;
  /** The visitor's choice among the resources that may be chosen; null for any. */
  readonly resourceId: ResourceId | null;
  /** What just turned out to be taken. */
  readonly excluded: readonly LostResource[];
  /** Of each need of the service, in order: the resources whose hours allow the start. */
  readonly open: readonly ReadonlySet<ResourceId>[];
  /** Where it is to take place, for those who travel; its occupancy knows the ways already. */
  readonly travel?: TravelPlan | null | undefined;
  /** The bookings of the service that tell whose turn it is, the oldest first; none when missing. */
  readonly turns?: readonly Turn[] | undefined;
  /** Whom the customer had, the last time first, where he has shown who he is. */
  readonly lastWith?: LastWith | undefined;
};

/** Claims for each wish, in the order of the wishes; or which wish nothing was left for. */
export type ClaimChoice =
  { readonly kind: 'chosen'; readonly claims: readonly (readonly Claim[])[] } | { readonly kind: 'taken'; readonly wish: number };

/** How many resources are tried before wishes that stand in each other's way are given up. Ten people for nine chairs would be millions. */
const MAXIMUM_TRIES = 20_000;

/**
 * Chooses as many free resources of each need of each wish as it takes, so that no two wishes take each other's time: those with the least occupied time
 * in the loaded range, on equality the first of the need, or by the need's order alone, or by whose turn it is after those that are chosen already; others where that leaves
 * something for everybody.
 * A resource has one claim for each part of the appointment in which it is needed. Claims have their buffers and are sorted by resource and time within a
 * wish, so that all takers lock in one order.
 */
export function chooseClaims(wishes: readonly ClaimWish[]): ClaimChoice {
  const needs = wishes.flatMap(listOpenNeeds);
  // Whoever has the fewest to choose among chooses first: a named person before anybody.
  const ordered = needs.toSorted((a, b) => computeRoom(a) - computeRoom(b));
  const found = search(ordered);
  if (found.kind === 'taken') return found;
  const claims = wishes.map((_, wish) =>
    found.chosen
      .filter((one) => one.wish === wish)
      .flatMap((one) => one.claims)
      .toSorted(compareClaims),
  );
  return { kind: 'chosen', claims };
}

const computeRoom = ({ candidates, quantity }: OpenNeed): number => candidates.length - quantity;

const compareClaims = (a: Claim, b: Claim): number =>
  a.resourceId === b.resourceId ? a.during.from - b.during.from : a.resourceId < b.resourceId ? -1 : 1;

/** Lists the resources of claims, each once. */
export const listResourceIds = (claims: readonly Claim[]): readonly ResourceId[] => [
  ...new Set(claims.map(({ resourceId }) => resourceId)),
];

/** Lists the resources that a wish could occupy, with the times of each, whether they are free or not. */
export const listWantedClaims = (wish: Omit<ClaimWish, 'occupancy' | 'excluded'>): readonly Claim[] =>
  wish.service.needs.flatMap((need, index) =>
    listAllowed(wish, need, index).flatMap((resourceId) => buildClaims(resourceId, listTimes(wish, need), wish.travel ?? null)),
  );

type OpenNeed = {
  readonly wish: number;
  readonly serviceId: ServiceId;
  readonly times: readonly Interval[];
  readonly quantity: number;
  /** The best first. */
  readonly candidates: readonly ResourceId[];
  /** Sorts them once more, where it matters whom other wishes for the service have got. */
  readonly sortAfter: ((others: readonly Pick<Turn, 'resourceIds'>[]) => readonly ResourceId[]) | null;
  readonly travel: TravelPlan | null;
};

const listTimes = ({ service, startsAt }: Pick<ClaimWish, 'service' | 'startsAt'>, need: ResourceNeed): readonly Interval[] =>
  listParts(service, need, startsAt).map(({ occupied }) => occupied);

/** Lists the resources of a need that are open and that the visitor did not choose against. */
const listAllowed = (
  { open, resourceId }: Pick<ClaimWish, 'open' | 'resourceId'>,
  { anyOf, visitorMayChoose }: ResourceNeed,
  index: number,
): readonly ResourceId[] =>
  anyOf.filter((id) => open[index]?.has(id) === true && (!visitorMayChoose || resourceId === null || id === resourceId));

const buildClaims = (resourceId: ResourceId, times: readonly Interval[], travel: TravelPlan | null): readonly Claim[] =>
  times.map((during) => placeClaim({ resourceId, during }, travel));

/** Lists what each need of a wish may choose among, the best first. */
function listOpenNeeds(wish: ClaimWish, index: number): readonly OpenNeed[] {
  const busyOf = Map.groupBy(wish.occupancy.busy, (interval) => interval.resourceId);
  const { service, turns = [], travel = null, lastWith = [] } = wish;
  return service.needs.map((need, position) => {
    const times = listTimes(wish, need);
    const isBusy = (id: ResourceId): boolean =>
      (busyOf.get(id) ?? []).some((busy) => times.some((during) => isOverlapping(busy.during, during)));
    const isLost = (id: ResourceId): boolean =>
      wish.excluded.some(
        ({ resourceId, from }) => resourceId === id && (from === null || times.some((time) => time.from === from)),
      );
    const free = listAllowed(wish, need, position).filter((id) => !isLost(id) && !isBusy(id));
    const sorted = putFirst(findSameAgain(need, lastWith), sortCandidates(need, free, busyOf, turns));
    return { wish: index, serviceId: service.id, times, quantity: computeQuantity(need), ...sorted, travel };
  });
}

type Sorted = Pick<OpenNeed, 'candidates' | 'sortAfter'>;

/** Puts some before all others, whatever else counts. */
function putFirst(first: readonly ResourceId[], { candidates, sortAfter }: Sorted): Sorted {
  if (first.length === 0) return { candidates, sortAfter };
  const put = (ids: readonly ResourceId[]): readonly ResourceId[] => [
    ...ids.filter((id) => first.includes(id)),
    ...ids.filter((id) => !first.includes(id)),
  ];
  return { candidates: put(candidates), sortAfter: sortAfter === null ? null : (others) => put(sortAfter(others)) };
}

function sortCandidates(
  need: ResourceNeed,
  free: readonly ResourceId[],
  busyOf: ReadonlyMap<ResourceId, readonly Claim[]>,
  turns: readonly Turn[],
): Sorted {
  switch (findChoiceWay(need)) {
    case 'priority':
      return { candidates: free, sortAfter: null };
    case 'least_busy':
      return { candidates: sortByLoad(free, busyOf), sortAfter: null };
    case 'round_robin': {
      const standings = computeStandings(need, turns);
      return {
        candidates: sortByTurn(need, free, standings),
        sortAfter: (others) => sortByTurn(need, free, countTurns(standings, others)),
      };
    }
  }
}

const sortByLoad = (ids: readonly ResourceId[], busyOf: ReadonlyMap<ResourceId, readonly Claim[]>): readonly ResourceId[] =>
  ids
    .map((id) => ({ id, load: computeOccupiedTime((busyOf.get(id) ?? []).map(({ during }) => during)) }))
    .toSorted((a, b) => a.load - b.load)
    .map(({ id }) => id);

type ChosenClaims = { readonly wish: number; readonly serviceId: ServiceId; readonly claims: readonly Claim[] };
type Found =
  { readonly kind: 'chosen'; readonly chosen: readonly ChosenClaims[] } | { readonly kind: 'taken'; readonly wish: number };

/** Tries one candidate after the other for each need, and goes back where nothing is left; names the need that came farthest and had nobody. */
function search(needs: readonly OpenNeed[]): Found {
  const chosen: ChosenClaims[] = [];
  let tries = 0;
  let farthest = 0;
  // Which of several a need takes is the same in any order: after one candidate only later ones are tried beside it.
  const fill = (depth: number, taken: number, from: number, sorted: readonly ResourceId[]): boolean => {
    const need = needs[depth];
    if (need === undefined) return true;
    if (taken === need.quantity) return begin(depth + 1);
    farthest = Math.max(farthest, depth);
    for (let at = from; at + need.quantity - taken <= sorted.length; at += 1) {
      const [resourceId] = sorted.slice(at, at + 1);
      if (resourceId === undefined) break;
      const claims = buildClaims(resourceId, need.times, need.travel);
      if (claims.some((claim) => isWanted(chosen, need.wish, claim))) continue;
      if ((tries += 1) > MAXIMUM_TRIES) return false;
      chosen.push({ wish: need.wish, serviceId: need.serviceId, claims });
      if (fill(depth, taken + 1, at + 1, sorted)) return true;
      chosen.pop();
    }
    return false;
  };
  const begin = (depth: number): boolean => fill(depth, 0, 0, listCandidates(needs[depth], chosen));
  return begin(0) ? { kind: 'chosen', chosen } : { kind: 'taken', wish: needs[farthest]?.wish ?? 0 };
}

/** Whoever got an earlier booking of the same order has had his turn. */
function listCandidates(need: OpenNeed | undefined, chosen: readonly ChosenClaims[]): readonly ResourceId[] {
  if (need === undefined) return [];
  const others = chosen.filter(({ wish, serviceId }) => wish !== need.wish && serviceId === need.serviceId);
  if (need.sortAfter === null || others.length === 0) return need.candidates;
  return need.sortAfter(others.map(({ claims }) => ({ resourceIds: listResourceIds(claims) })));
}

/** Whether something chosen stands in a claim's way; within one appointment nobody goes anywhere. */
const isWanted = (chosen: readonly ChosenClaims[], wish: number, wanted: Claim): boolean =>
  chosen.some((one) => one.claims.some((claim) => (one.wish === wish ? isSameTime : isInTheWay)(claim, wanted)));

const isSameTime = (one: Claim, other: Claim): boolean =>
  one.resourceId === other.resourceId && isOverlapping(one.during, other.during);

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
