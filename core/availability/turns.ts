import { computeQuantity } from '../catalog/compute-quantity.ts';
import { findChoiceWay, findWeight, sumWeights } from '../catalog/choice.ts';
import type { ResourceNeed, Service } from '../catalog/service.ts';
import type { BookingId, ResourceId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';

/** A booking of a service as it counts for whose turn is next. */
export type Turn = {
  readonly bookingId: BookingId;
  /** Everybody and everything it has. */
  readonly resourceIds: readonly ResourceId[];
  readonly createdAt: EpochMillis;
};

/** How many bookings are looked at: so many rounds, in which everybody has as many as his weight, but not less and not more than this. */
const ROUNDS = 20;
const SHORTEST_MEMORY = 200;
const LONGEST_MEMORY = 1_000;

/** By how many bookings somebody may be behind or ahead: more is forgotten, so that whoever is new or was away does not get everything. */
const FARTHEST = 2;

/** Counts how many of a service's newest bookings tell whose turn it is; null when none of its needs takes turns. */
export function countTurnsToLoad({ needs }: Pick<Service, 'needs'>): number | null {
  const sums = needs.filter((need) => findChoiceWay(need) === 'round_robin').map(sumWeights);
  return sums.length === 0 ? null : Math.min(LONGEST_MEMORY, Math.max(SHORTEST_MEMORY, ...sums.map((sum) => ROUNDS * sum)));
}

/** Where everybody of a group stands: what he is behind (more than 0) or ahead, in parts of a booking that the weights of the group make together, and when his last turn was. */
export type Standings = {
  readonly places: ReadonlyMap<ResourceId, number>;
  readonly weights: readonly number[];
  readonly total: number;
  readonly balances: readonly number[];
  readonly last: readonly number[];
  readonly count: number;
};

type Counting = Omit<Standings, 'balances' | 'last' | 'count'> & { readonly balances: number[]; readonly last: number[] };

/** Computes where everybody of a need's group stands after these bookings, the oldest first. Those made in one instant count at once. */
export function computeStandings(need: ResourceNeed, turns: readonly Turn[]): Standings {
  const places = new Map(need.anyOf.map((id, place) => [id, place]));
  const weights = need.anyOf.map((id) => findWeight(need, id));
  const fresh = { balances: weights.map(() => 0), last: weights.map(() => -1) };
  const counting: Counting = { places, weights, total: sumWeights(need), ...fresh };
  const instants = [...Map.groupBy(turns, ({ createdAt }) => createdAt).values()];
  for (const [count, made] of instants.entries()) countInstant(counting, made, count);
  return { ...counting, count: instants.length };
}

/** Counts bookings that are made at once, after all others. */
export function countTurns(standings: Standings, turns: readonly Pick<Turn, 'resourceIds'>[]): Standings {
  const { balances, last, count, ...rest } = standings;
  const counting = { ...rest, balances: [...balances], last: [...last] };
  countInstant(counting, turns, count);
  return { ...counting, count: count + 1 };
}

/** Everybody is owed his share of what the group has had, and has had his own. In place: it runs a thousand times for each hold. */
function countInstant(counting: Counting, turns: readonly Pick<Turn, 'resourceIds'>[], count: number): void {
  const { places, weights, total, balances, last } = counting;
  let taken = 0;
  for (const id of turns.flatMap(({ resourceIds }) => resourceIds)) {
    const place = places.get(id);
    if (place === undefined) continue;
    taken += 1;
    last[place] = count;
    balances[place] = (balances[place] ?? 0) - total;
  }
  if (taken === 0) return;
  const farthest = FARTHEST * total;
  for (const [place, weight] of weights.entries())
    balances[place] = Math.max(-farthest, Math.min(farthest, (balances[place] ?? 0) + taken * weight));
}

/**
 * Sorts some of a group, who come in the order of its list, by whose turn it is: first those to whom something is due with the next booking, of these whoever must have it soonest to keep
 * his share; on equality whoever had his last turn longest ago, and then the first of the list.
 *
 * @see docs/algorithms/availability.md (section "Turns")
 */
export function sortByTurn(need: ResourceNeed, ids: readonly ResourceId[], standings: Standings): readonly ResourceId[] {
  const { places, weights, total, balances, last } = standings;
  const quantity = computeQuantity(need);
  const describe = (id: ResourceId) => {
    const place = places.get(id) ?? 0;
    const [balance = 0, weight = 1] = [balances[place], weights[place]];
    return { id, isDue: balance + quantity * weight > 0, missing: total - balance, weight, last: last[place] ?? -1 };
  };
  return ids
    .map(describe)
    .toSorted((a, b) => Number(b.isDue) - Number(a.isDue) || a.missing * b.weight - b.missing * a.weight || a.last - b.last)
    .map(({ id }) => id);
}
