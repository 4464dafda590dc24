import { computeStockUses, countFree, isOfExtra, listUnitWishes } from '../availability/extra-stock.ts';
import type { LimitUse } from '../availability/limit-use.ts';
import type { Claim } from '../availability/occupancy.ts';
import type { ExtraId } from '../ids.ts';
import { isId } from '../ids.ts';
import { DAY } from '../time/instant.ts';
import type { WantedTime } from './choose-time.ts';
import { loadAvailability } from './load-availability.ts';
import type { AvailabilityPorts } from './load-availability.ts';

/** An extra of which fewer are left than somebody wants. */
export type ShortExtra = { readonly extraId: ExtraId; readonly left: number };

/** What other bookings of the same order take of extras. */
type Taking = { readonly claims: readonly Claim[]; readonly limits: readonly LimitUse[] };

/** Finds the first of the wanted extras of which too few are left at that time; null when it is not for an extra that a time cannot be had. Nothing is asked where no extra is wanted. */
export async function findShortExtra(
  ports: AvailabilityPorts,
  wanted: WantedTime,
  others: readonly Taking[] = [],
): Promise<ShortExtra | null> {
  const { startsAt, extras = [] } = wanted;
  if (extras.length === 0) return null;
  const loaded = await loadAvailability(ports, { ...wanted, range: { from: startsAt, to: startsAt + DAY } });
  if (!loaded.ok) return null;
  const { service, counts, query } = loaded.value;
  const busy = [...query.occupancy.busy, ...others.flatMap(({ claims }) => claims)];
  for (const wish of listUnitWishes(service, startsAt, extras, busy)) {
    const left = countFree(wish);
    if (left < wish.quantity) return { extraId: wish.extraId, left };
  }
  const limits = others.flatMap((other) => other.limits);
  for (const { key, maximum, quantity = 1 } of computeStockUses(service, startsAt, extras)) {
    const counted = counts.find((count) => count.key === key)?.used ?? 0;
    const used = limits.reduce((sum, use) => (use.key === key ? sum + (use.quantity ?? 1) : sum), counted);
    const extraId = findExtraOf(key);
    if (maximum !== null && extraId !== null && used + quantity > maximum) return { extraId, left: Math.max(0, maximum - used) };
  }
  return null;
}

/** The extra that a key counts; null for the key of a limit. */
function findExtraOf(key: string): ExtraId | null {
  const [subject = ''] = key.split('/');
  return isOfExtra({ key }) && isId('ext', subject) ? subject : null;
}
