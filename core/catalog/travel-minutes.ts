import type { ZoneId } from '../ids.ts';
import type { TravelRules } from './location.ts';

/** A place on a way: its key, the zone it lies in, and whether it is one spot: a location, and not somewhere at a customer's. */
export type TravelPlace = { readonly key: string; readonly zoneId: ZoneId | null; readonly isSpot: boolean };

/**
 * Computes the minutes from one place to another by zones: none for the same location, the zone's own inside one, else those that are named for the two zones, or
 * named for the way back, or what is left for all others.
 */
export function computeZoneMinutes(
  { zones, minutes, otherwiseMinutes }: TravelRules,
  from: TravelPlace,
  to: TravelPlace,
): number {
  if (from.key === to.key && from.isSpot) return 0;
  if (from.zoneId === null || to.zoneId === null) return otherwiseMinutes;
  if (from.zoneId === to.zoneId) return zones.find(({ id }) => id === from.zoneId)?.minutesWithin ?? otherwiseMinutes;
  const find = (a: ZoneId, b: ZoneId): number | undefined => minutes.find((way) => way.from === a && way.to === b)?.minutes;
  return find(from.zoneId, to.zoneId) ?? find(to.zoneId, from.zoneId) ?? otherwiseMinutes;
}
