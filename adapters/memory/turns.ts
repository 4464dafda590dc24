import { hasHad, isOccupying } from '../../core/index.ts';
import type { Booking, CustomerHistory, LastWith, SeenTurns, Turn, TurnQuery } from '../../core/index.ts';
import { listCustomerCounts } from './customer-counts.ts';
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

const listHad = (tenant: MemoryTenant, email: string): readonly Booking[] =>
  [...tenant.orders.values()]
    .filter(({ customer }) => customer !== null && fold(customer.email) === fold(email))
    .flatMap(({ bookings }) => bookings.filter(hasHad));

/** Tells whether a customer was there or is to come, and what is counted of him. */
export const findCustomerHistory = (
  tenant: MemoryTenant,
  { email, keys }: { readonly email: string; readonly keys: readonly string[] },
): CustomerHistory => ({ hasVisited: listHad(tenant, email).length > 0, counts: listCustomerCounts(tenant, keys) });

/** Lists whom a customer had, the last time first. */
export const listLastWith = (
  tenant: MemoryTenant,
  { email, limit }: { readonly email: string; readonly limit: number },
): LastWith =>
  listHad(tenant, email)
    .toSorted((a, b) => b.startsAt - a.startsAt || (a.id < b.id ? 1 : -1))
    .slice(0, limit)
    .map(({ resourceIds }) => resourceIds);
