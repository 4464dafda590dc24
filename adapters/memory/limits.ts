import type { Booking, BookingId, BookingStore, LimitCount, Taken } from '../../core/index.ts';
import type { MemoryTenant } from './memory-database.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type Wanted = { readonly key: string; readonly maximum: number | null; readonly quantity: number; readonly bookingId: BookingId };

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0);

const listWanted = (claiming: readonly Booking[]): readonly Wanted[] =>
  claiming.flatMap(({ id, limits }) => limits.map(({ quantity = 1, ...use }) => ({ ...use, quantity, bookingId: id })));

/** Finds the first key, in order, that is reached once the released bookings are not counted any more; of those who want it the last is named. */
export function findReachedLimit(
  tenant: MemoryTenant,
  claiming: readonly Booking[],
  released: ReadonlySet<BookingId>,
): Taken | null {
  const byKey = Map.groupBy(listWanted(claiming), ({ key }) => key);
  for (const key of [...byKey.keys()].toSorted(compare)) {
    const wanted = byKey.get(key) ?? [];
    const counted = [...(tenant.limits.get(key)?.bookings ?? [])].filter(([id]) => !released.has(id));
    const maximum = Math.min(...wanted.map((use) => use.maximum ?? Number.POSITIVE_INFINITY));
    const isDouble = wanted.some(({ bookingId }) => counted.some(([id]) => id === bookingId));
    const used = sum(counted.map(([, quantity]) => quantity)) + sum(wanted.map(({ quantity }) => quantity));
    const last = wanted.at(-1);
    if (last !== undefined && (isDouble || used > maximum)) return { kind: 'limit', key, bookingId: last.bookingId };
  }
  return null;
}

/** Counts bookings; `findReachedLimit` has said that they may be. */
export function countLimits(tenant: MemoryTenant, claiming: readonly Booking[]): void {
  for (const { key, maximum, quantity, bookingId } of listWanted(claiming)) {
    const bookings = tenant.limits.get(key)?.bookings ?? new Map<BookingId, number>();
    tenant.limits.set(key, { maximum, bookings: new Map([...bookings, [bookingId, quantity]]) });
  }
}

/** Counts bookings no longer; those that are not counted are passed by. */
export function uncountLimits(tenant: MemoryTenant, release: readonly BookingId[]): void {
  const released = new Set(release);
  for (const [key, { maximum, bookings }] of tenant.limits) {
    const kept = [...bookings].filter(([id]) => !released.has(id));
    if (kept.length < bookings.size) tenant.limits.set(key, { maximum, bookings: new Map(kept) });
  }
}

/** Lists how many bookings the keys in these ranges count, those left out that are `free` all the same. */
export const listCounts = (
  tenant: MemoryTenant,
  ranges: Parameters<BookingStore['loadLimits']>[0]['ranges'],
  free: ReadonlySet<BookingId>,
): readonly LimitCount[] =>
  [...tenant.limits]
    .filter(([key]) => ranges.some(({ from, to }) => from <= key && key <= to))
    .map(([key, { bookings }]) => ({ key, used: sum([...bookings].flatMap(([id, quantity]) => (free.has(id) ? [] : quantity))) }))
    .filter(({ used }) => used > 0)
    .toSorted((a, b) => compare(a.key, b.key));
