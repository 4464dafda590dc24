import type { LostResource } from '../availability/choose-claims.ts';
import { computeLimitUses } from '../availability/limit-use.ts';
import type { LimitCount, LimitUse } from '../availability/limit-use.ts';
import type { Resource } from '../catalog/resource.ts';
import type { Service } from '../catalog/service.ts';
import type { ResourceId } from '../ids.ts';
import { isId } from '../ids.ts';
import type { Taken } from '../ports/booking-store.ts';
import type { EpochMillis } from '../time/instant.ts';

/** What a booking at one start is counted on, and which of these counts are reached. */
export type TimeLimits = {
  /** Those of the customer too. */
  readonly ofService: readonly LimitUse[];
  readonly ofResource: ReadonlyMap<ResourceId, readonly LimitUse[]>;
  readonly reached: ReadonlySet<string>;
};

/** A booking that is to be counted: of a service, with some of these resources, and what is its customer's own. */
export type Counted = {
  readonly service: Service;
  readonly resources: readonly Resource[];
  readonly startsAt: EpochMillis;
  readonly own: readonly LimitUse[];
};

/** Computes what a booking is counted on, and what of it is reached. */
export function computeTimeLimits({ service, resources, startsAt, own }: Counted, counts: readonly LimitCount[]): TimeLimits {
  const ofService = [...computeLimitUses(service, startsAt), ...own];
  const ofResource = new Map(resources.map((resource) => [resource.id, computeLimitUses(resource, startsAt)]));
  const used = new Map(counts.map((count) => [count.key, count.used]));
  const isReached = ({ key, maximum, quantity = 1 }: LimitUse): boolean =>
    maximum !== null && (used.get(key) ?? 0) + quantity > maximum;
  const reached = [...ofService, ...[...ofResource.values()].flat()].filter(isReached).map(({ key }) => key);
  return { ofService, ofResource, reached: new Set(reached) };
}

/** Whether the service takes no more bookings at that start, whoever is free. */
export const isServiceFull = ({ ofService, reached }: TimeLimits): boolean => ofService.some(({ key }) => reached.has(key));

/** Whether a resource takes no more bookings at that start. */
export const isResourceFull = ({ ofResource, reached }: TimeLimits, resourceId: ResourceId): boolean =>
  ofResource.get(resourceId)?.some(({ key }) => reached.has(key)) ?? false;

/** Lists what a booking that occupies these resources is counted on, each count once. */
export const listLimitUses = (
  { ofService, ofResource }: Pick<TimeLimits, 'ofService' | 'ofResource'>,
  resourceIds: readonly ResourceId[],
): readonly LimitUse[] => [...ofService, ...[...new Set(resourceIds)].flatMap((id) => ofResource.get(id) ?? [])];

/** Finds the resource without which the booking may still be possible, in one part of it or, at its limit, at all; null when it was lost to something that another resource does not mend. */
export function findLostResource(taken: Taken): LostResource | null {
  if (taken.kind === 'resource') return { resourceId: taken.resourceId, from: taken.from };
  const [subject = ''] = taken.kind === 'limit' ? taken.key.split('/') : [];
  return isId('res', subject) ? { resourceId: subject, from: null } : null;
}
