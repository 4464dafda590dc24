import { listStockKeys, listStockRefused } from '../availability/extra-stock.ts';
import type { ChosenExtra } from '../catalog/extras.ts';
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
  readonly extras?: readonly ChosenExtra[] | undefined;
};

/** What limits count in a range, and what follows from it. */
export type LoadedLimits = {
  readonly counts: readonly LimitCount[];
  readonly refused: readonly Refused[];
  readonly ceilings: readonly Ceiling[];
};

const noLimits: LoadedLimits = { counts: [], refused: [], ceilings: [] };

/** Loads what the limits of a service, of its resources and of extras count: one statement for all of them, and none where there is no limit. */
export async function loadLimits({ bookings }: Pick<Ports, 'bookings'>, question: LimitQuestion): Promise<LoadedLimits> {
  const { service, resources, range, now, givenBack, extras = [] } = question;
  const ranges = [
    ...[service, ...resources].flatMap((limited: Limited) => listLimitKeys(limited, range)),
    ...listStockKeys(service, range, extras),
  ];
  if (ranges.length === 0) return noLimits;
  const loaded = await bookings.loadLimits({ ranges, now });
  const own = new Map(givenBack?.limits.map(({ key, quantity = 1 }) => [key, quantity]));
  const counts = loaded.map((count) => ({ ...count, used: count.used - (own.get(count.key) ?? 0) }));
  const ofService = listCeilings(service, range, counts);
  const ofResources = resources.flatMap((resource) =>
    listFull(listCeilings(resource, range, counts)).map((refused) => ({ ...refused, resourceId: resource.id })),
  );
  return {
    counts,
    refused: [...listFull(ofService), ...ofResources, ...listStockRefused(service, range, extras, counts)],
    ceilings: ofService,
  };
}

const listFull = (ceilings: readonly Ceiling[]): readonly Refused[] =>
  ceilings.filter(({ left }) => left === 0).map(({ during }) => ({ during, reason: 'limit' }));
