import { hasHad, isOccupying } from '../../core/index.ts';
import type { LastWith, SeenTurns, Turn, TurnQuery } from '../../core/index.ts';
import type { MemoryTenant } from './memory-database.ts';
import { listStaleIds } from './read-bookings.ts';

const compareTurns = (a: Turn, b: Turn): number => a.createdAt - b.createdAt || (a.bookingId < b.bookingId ? -1 : 1);

/** Lists the newest bookings of a service that stand, the oldest first. */
export function listTurns(
  tenant: MemoryTenant,
  { serviceId, limit, now }: TurnQuery,
): { readonly turns: readonly Turn[]; readonly mark: string } {
  const stale = listStaleIds(tenant, now);
  const turns = [...tenant.orders.values()]
    .flatMap(({ bookings }) => bookings)
    .filter((booking) => booking.serviceId === serviceId && isOccupying(booking.state) && !stale.has(booking.id))
    .map(({ id, resourceIds, createdAt }): Turn => ({ bookingId: id, resourceIds, createdAt }))
    .toSorted(compareTurns)
    .slice(-limit);
  return { turns, mark: turns.map(({ bookingId }) => bookingId).join() };
}

/** Whether turns are as they were seen. */
export const areTheirTurns = (tenant: MemoryTenant, seen: readonly SeenTurns[]): boolean =>
  seen.every(({ mark, ...query }) => listTurns(tenant, query).mark === mark);

const fold = (email: string): string => email.trim().toLowerCase();

/** Lists whom a customer had, the last time first. */
export const listLastWith = (
  tenant: MemoryTenant,
  { email, limit }: { readonly email: string; readonly limit: number },
): LastWith =>
  [...tenant.orders.values()]
    .filter(({ customer }) => customer !== null && fold(customer.email) === fold(email))
    .flatMap(({ bookings }) => bookings.filter(hasHad))
    .toSorted((a, b) => b.startsAt - a.startsAt || (a.id < b.id ? 1 : -1))
    .slice(0, limit)
    .map(({ resourceIds }) => resourceIds);
