import { PLACING_MILLIS, VISITOR_WINDOW_MILLIS } from '../../core/index.ts';
import type { Admission, EpochMillis, HoldWish, OrderId, TenantId, VisitorHoldStore } from '../../core/index.ts';
import { openTenant } from './memory-database.ts';
import type { MemoryDatabase, MemoryTenant, MemoryVisitorHold } from './memory-database.ts';
import { respond } from './respond.ts';

/** Builds the store of one tenant's visitors in memory. */
export function createMemoryVisitorHoldStore(database: MemoryDatabase, tenantId: TenantId): VisitorHoldStore {
  const tenant = openTenant(database, tenantId);
  return {
    admit: (wish) => respond(() => admit(tenant, wish)),
    withdraw: (orderId) => respond(() => void tenant.visitorHolds.delete(orderId)),
    prune: (now) =>
      respond(() => {
        for (const [orderId, entry] of tenant.visitorHolds)
          if (findEnds(tenant, orderId, entry, now).length === 0) tenant.visitorHolds.delete(orderId);
      }),
  };
}

function admit(tenant: MemoryTenant, { visitorDigest, orderId, times, allowed, now }: HoldWish): Admission {
  if (tenant.visitorHolds.has(orderId)) return { kind: 'admitted' };
  const ends = [...tenant.visitorHolds]
    .filter(([, entry]) => entry.visitorDigest === visitorDigest)
    .flatMap(([id, entry]) => findEnds(tenant, id, entry, now));
  if (ends.length + times > allowed)
    return { kind: 'refused', kept: ends.length, nextEndsAt: ends.length === 0 ? now : Math.min(...ends) };
  tenant.visitorHolds.set(orderId, { visitorDigest, times, admittedAt: now });
  return { kind: 'admitted' };
}

/** Finds when each time that still counts runs out; of an order that is not written yet, when it stops to count. */
function findEnds(tenant: MemoryTenant, orderId: OrderId, entry: MemoryVisitorHold, now: EpochMillis): readonly EpochMillis[] {
  const { times, admittedAt } = entry;
  if (admittedAt <= now - VISITOR_WINDOW_MILLIS) return [];
  const order = tenant.orders.get(orderId);
  if (order === undefined)
    return admittedAt <= now - PLACING_MILLIS ? [] : Array.from({ length: times }, () => admittedAt + PLACING_MILLIS);
  return order.bookings
    .filter(({ state, holdExpiresAt }) => state === 'awaiting_payment' || (state === 'held' && (holdExpiresAt ?? 0) > now))
    .map(({ holdExpiresAt }) => holdExpiresAt ?? now);
}
