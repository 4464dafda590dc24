import type { Resource } from '../catalog/resource.ts';
import type { ResourceNeed, Service } from '../catalog/service.ts';
import { computeQuantity } from '../catalog/compute-quantity.ts';
import type { ResourceId } from '../ids.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { isOverlapping } from '../time/instant.ts';
import { computeLeft, listRefused } from './clear-refused.ts';
import type { Ceiling, Refused } from './limit-times.ts';
import type { Claim, Occupancy } from './occupancy.ts';
import { compileOpeningHours } from './opening-hours.ts';
import type { OpeningHours } from './opening-hours.ts';
import type { Slot } from './slot.ts';
import { computeEnd, computeOccupied, isOpenForStay, listStayStarts } from './stay.ts';

/** What of a query stays follow from. */
export type StayQuestion = {
  readonly service: Service;
  readonly resources: readonly Resource[];
  readonly occupancy: Occupancy;
  readonly closed: readonly Claim[];
  readonly refused?: readonly Refused[];
  readonly ceilings?: readonly Ceiling[];
  readonly resourceId: ResourceId | null;
};

/** A resource as stays look at it. */
type Candidate = { readonly id: ResourceId; readonly hours: OpeningHours; readonly taken: readonly Interval[] };

/**
 * Computes the stays that can begin in a range, of the length that the query's service has; they may end after it. One start a date at most, so no lattice is needed.
 * A resource takes a stay when it is open for it and nothing it is occupied by meets the stay with its buffers: those are the changeover.
 */
export function computeStaySlots(query: StayQuestion, range: Interval): readonly Slot[] {
  const { service, refused = [], ceilings = [] } = query;
  const candidates = listCandidates(query);
  const slots: Slot[] = [];
  for (const startsAt of listStayStarts(service, range)) {
    if (listRefused(refused, startsAt, null).length > 0) continue;
    const free = service.needs.map((need) => listFree(query, need, candidates, startsAt));
    const remaining = Math.min(
      computeLeft(service, ceilings, startsAt),
      ...free.map((ids, index) => countTimes(ids.length, service.needs[index])),
    );
    const choice = service.needs.findIndex(({ visitorMayChoose }) => visitorMayChoose);
    if (remaining > 0) {
      slots.push({ startsAt, endsAt: computeEnd(service, startsAt), resourceIds: free[choice] ?? [], remaining, sessions: [] });
    }
  }
  return slots;
}

/** How many stays the free ones of a need are enough for. */
const countTimes = (free: number, need: ResourceNeed | undefined): number =>
  need === undefined ? 0 : Math.floor(free / computeQuantity(need));

function listCandidates({ resources, occupancy, closed }: StayQuestion): ReadonlyMap<ResourceId, Candidate> {
  const takenOf = Map.groupBy([...occupancy.busy, ...closed], ({ resourceId }: Claim) => resourceId);
  return new Map(
    resources.map((resource) => {
      const taken = (takenOf.get(resource.id) ?? []).map(({ during }) => during).toSorted((a, b) => a.from - b.from);
      return [resource.id, { id: resource.id, hours: compileOpeningHours(resource), taken }];
    }),
  );
}

function listFree(
  { service, resourceId, refused = [] }: StayQuestion,
  { anyOf, visitorMayChoose }: ResourceNeed,
  candidates: ReadonlyMap<ResourceId, Candidate>,
  startsAt: EpochMillis,
): readonly ResourceId[] {
  const occupied = computeOccupied(service, startsAt);
  return anyOf.filter((id) => {
    const candidate = candidates.get(id);
    if (candidate === undefined || (visitorMayChoose && resourceId !== null && id !== resourceId)) return false;
    if (!isOpenForStay(service, candidate.hours, startsAt) || listRefused(refused, startsAt, id).length > 0) return false;
    return !candidate.taken.some((during) => isOverlapping(during, occupied));
  });
}
