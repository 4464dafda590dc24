import type { ResourceId } from '../ids.ts';
import type { Interval } from '../time/instant.ts';
import { isOverlapping, MINUTE } from '../time/instant.ts';
import type { BusyTime, Claim, Nearby, PlaceKey } from './occupancy.ts';

/** The way between the place that is meant and another one, in minutes: from there to here, and from here to there. */
export type Way = { readonly place: PlaceKey; readonly minutesHere: number; readonly minutesThere: number };

/** Where something is to take place, who would travel to it, and how far every other place is. */
export type TravelPlan = {
  readonly place: PlaceKey;
  readonly travellers: ReadonlySet<ResourceId>;
  /** Places with no way between are left out. */
  readonly ways: readonly Way[];
};

/** Notes on a claim where it is and what it rules out elsewhere; a claim of something that does not travel stays as it is. */
export function placeClaim(claim: Claim, plan: TravelPlan | null): Claim {
  if (plan === null || !plan.travellers.has(claim.resourceId)) return claim;
  const { from, to } = claim.during;
  const byLength = Map.groupBy(plan.ways, ({ minutesHere, minutesThere }) => `${minutesHere} ${minutesThere}`);
  const nearby = [...byLength.values()].flatMap((ways): Nearby[] => {
    const [way] = ways;
    if (way === undefined) return [];
    const during = { from: from - way.minutesHere * MINUTE, to: to + way.minutesThere * MINUTE };
    return [{ places: ways.map(({ place }) => place), during }];
  });
  return { ...claim, place: plan.place, ...(nearby.length > 0 ? { nearby } : {}) };
}

/**
 * Makes claims at other places longer by the ways between them and the place that is meant: whoever ends there must come here first, and whoever begins
 * there must leave here in time. Claims that are near enough, or of somebody who does not travel, are left out: they are no longer than they are.
 */
export function widenClaims(claims: readonly Claim[], plan: TravelPlan | null): readonly BusyTime[] {
  if (plan === null || plan.ways.length === 0) return [];
  const wayTo = new Map(plan.ways.map((way) => [way.place, way]));
  return claims.flatMap(({ resourceId, during, place }): BusyTime[] => {
    const way = place === undefined ? undefined : wayTo.get(place);
    if (way === undefined || !plan.travellers.has(resourceId)) return [];
    const longer = { from: during.from - way.minutesThere * MINUTE, to: during.to + way.minutesHere * MINUTE };
    return [{ resourceId, during: longer, wayTo: during }];
  });
}

/** Whether two claims cannot stand together: one resource at one time, or at two places that are too far apart. */
export const isInTheWay = (one: Claim, other: Claim): boolean =>
  one.resourceId === other.resourceId &&
  (isOverlapping(one.during, other.during) || isTooNear(one, other) || isTooNear(other, one));

const isTooNear = ({ nearby = [] }: Claim, { place, during }: Claim): boolean =>
  place !== undefined && nearby.some((near) => near.places.includes(place) && isOverlapping(near.during, during));

/** Lists claims with all the time that they rule out, so that whatever may stand in their way can be found. */
export const listReaches = (claims: readonly Claim[]): readonly Claim[] =>
  claims.flatMap((claim) => [
    claim,
    ...(claim.nearby ?? []).map(({ during }): { resourceId: ResourceId; during: Interval } => ({
      resourceId: claim.resourceId,
      during,
    })),
  ]);
