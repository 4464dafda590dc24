import type { LimitCount, Limited } from '../availability/limit-use.ts';
import { listCeilings, listLimitKeys } from '../availability/limit-times.ts';
import type { Ceiling, Refused } from '../availability/limit-times.ts';
import type { Booking } from '../booking/booking.ts';
import type { Resource } from '../catalog/resource.ts';
import type { Service } from '../catalog/service.ts';
import type { Ports } from '../ports/ports.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';

/** Whose limits are looked at, for which starts. */
export type LimitQuestion = {
  readonly service: Service;
  /** Those that a booking may occupy. */
  readonly resources: readonly Resource[];
  readonly range: Interval;
  readonly now: EpochMillis;
  /** A booking that moves is not counted where it stands. */
  readonly givenBack?: Pick<Booking, 'limits'> | undefined;
};

/** What limits count in a range, and what follows from it. */
export type LoadedLimits = {
  readonly counts: readonly LimitCount[];
  readonly refused: readonly Refused[];
  readonly ceilings: readonly Ceiling[];
};

const noLimits: LoadedLimits = { counts: [], refused: [], ceilings: [] };

/** Loads what the limits of a service and of its resources count: one statement for all of them, and none where there is no limit. */
export async function loadLimits({ bookings }: Pick<Ports, 'bookings'>, question: LimitQuestion): Promise<LoadedLimits> {
  const { service, resources, range, now, givenBack } = question;
  const ranges = [service, ...resources].flatMap((limited: Limited) => listLimitKeys(limited, range));
  if (ranges.length === 0) return noLimits;
  const loaded = await bookings.loadLimits({ ranges, now });
  const own = new Set(givenBack?.limits.map(({ key }) => key));
  const counts = loaded.map((count) => (own.has(count.key) ? { ...count, used: count.used - 1 } : count));
  const ofService = listCeilings(service, range, counts);
  const ofResources = resources.flatMap((resource) =>
    listFull(listCeilings(resource, range, counts)).map((refused) => ({ ...refused, resourceId: resource.id })),
  );
  return { counts, refused: [...listFull(ofService), ...ofResources], ceilings: ofService };
}

const listFull = (ceilings: readonly Ceiling[]): readonly Refused[] =>
  ceilings.filter(({ left }) => left === 0).map(({ during }) => ({ during, reason: 'limit' }));
