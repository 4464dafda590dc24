import { createMemoryBookingStore } from '../../adapters/memory/create-memory-booking-store.ts';
import { createMemoryBusyTimeStore } from '../../adapters/memory/create-memory-busy-time-store.ts';
import { createMemoryChangeWatch } from '../../adapters/memory/create-memory-change-watch.ts';
import { createMemoryCatalogStore } from '../../adapters/memory/create-memory-catalog-store.ts';
import { createMemoryEffectStore } from '../../adapters/memory/create-memory-effect-store.ts';
import { createMemoryTenantDirectory } from '../../adapters/memory/create-memory-tenant-directory.ts';
import {
  createMemoryDatabase,
  openTenant,
  type MemoryDatabase,
  type MemoryTenant,
} from '../../adapters/memory/memory-database.ts';
import { isOccupying } from '../../core/booking/booking-transitions.ts';
import type { TenantId } from '../../core/ids.ts';
import { buildBusiness } from '../support/fixtures-core.ts';
import type { BookingReader, TenantStores } from './booking-store/subject.ts';
import type { CatalogSubject } from './catalog-store.suite.ts';
import type { WatchSubject } from './change-watch.suite.ts';

/** Builds the stores of one tenant in memory. */
export const openMemoryStores = (database: MemoryDatabase, tenantId: TenantId): TenantStores => ({
  catalog: createMemoryCatalogStore(database, tenantId),
  bookings: createMemoryBookingStore(database, tenantId),
  effects: createMemoryEffectStore(database, tenantId),
  busyTimes: createMemoryBusyTimeStore(database, tenantId),
});

/** Makes the same with the watches of both tenants. */
export async function createMemoryWatchSubject(): Promise<WatchSubject> {
  const database = createMemoryDatabase();
  const [changes, otherChanges] = [createMemoryChangeWatch(database, 'ten_a'), createMemoryChangeWatch(database, 'ten_b')];
  return { ...(await createMemorySubject(database)), changes, otherChanges };
}

/** Makes two tenants in a new memory, read back from the raw maps. */
export async function createMemorySubject(database = createMemoryDatabase()): Promise<CatalogSubject> {
  const directory = createMemoryTenantDirectory(database);
  await directory.createTenant(buildBusiness('ten_a'), 1);
  await directory.createTenant(buildBusiness('ten_b'), 2);
  return {
    ...openMemoryStores(database, 'ten_a'),
    otherTenant: openMemoryStores(database, 'ten_b'),
    reader: createMemoryReader(openTenant(database, 'ten_a')),
    tenantId: 'ten_a',
    unknownTenant: createMemoryCatalogStore(database, 'ten_none'),
  };
}

/** Reads a tenant's raw maps. */
export const createMemoryReader = (tenant: MemoryTenant): BookingReader => ({
  countOrders: async () => tenant.orders.size,
  countActiveClaims: async (resourceId) => tenant.claims.get(resourceId)?.length ?? 0,
  maxOverlap: async (resourceId) => {
    const claims = tenant.claims.get(resourceId) ?? [];
    const countAt = (instant: number): number =>
      claims.filter(({ during }) => during.from <= instant && instant < during.to).length;
    return Math.max(0, ...claims.map(({ during }) => countAt(during.from)));
  },
  seatsTaken: async (sessionId) => tenant.sessions.get(sessionId)?.seatsTaken ?? Number.NaN,
  sumActiveSeats: async (sessionId) =>
    tenant.seatClaims.values().reduce((sum, seat) => (seat.sessionIds.includes(sessionId) ? sum + seat.seats : sum), 0),
  redeemed: async (code) => tenant.codes.get(code)?.redeemed ?? Number.NaN,
  countRedemptions: async (code) =>
    [...tenant.orders.values()]
      .flatMap((order) => order.redemptions)
      .filter((use) => use.code === code && use.state !== 'released')
      .reduce((sum, { uses = 1 }) => sum + uses, 0),
  counted: async (key) => {
    const counted = tenant.limits.get(key)?.bookings;
    if (counted === undefined) return tenant.customerCounts.get(key) ?? 0;
    return [...counted.values()].reduce((sum, quantity) => sum + quantity, 0);
  },
  countUses: async (key) =>
    [...tenant.orders.values()]
      .flatMap((order) => order.bookings)
      .filter(({ state, limits }) => isOccupying(state) && limits.some((use) => use.key === key)).length,
  ledger: async (orderId) => tenant.orders.get(orderId)?.ledger ?? [],
  bookingState: async (bookingId) =>
    [...tenant.orders.values()].flatMap((order) => order.bookings).find((booking) => booking.id === bookingId)?.state ?? null,
});
