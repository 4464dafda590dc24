import { LONGEST_FED } from '../../core/index.ts';
import type { Booking, FeedBooking, FeedQuery, FeedStore, Order, TenantId } from '../../core/index.ts';
import { copyFrozen } from './copy-frozen.ts';
import { openTenant } from './memory-database.ts';
import type { MemoryDatabase, MemoryTenant } from './memory-database.ts';
import { respond } from './respond.ts';

/** Builds the store of one tenant's feeds in memory. */
export function createMemoryFeedStore(database: MemoryDatabase, tenantId: TenantId): FeedStore {
  const tenant = openTenant(database, tenantId);
  return {
    insertFeed: (feed) =>
      respond(() => {
        if (tenant.feeds.has(feed.id)) throw new TypeError(`the feed exists already: ${feed.id}`);
        tenant.feeds.set(feed.id, copyFrozen(feed));
      }),
    listFeeds: () =>
      respond(() => [...tenant.feeds.values()].toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))),
    findFeed: (id) => respond(() => tenant.feeds.get(id) ?? null),
    removeFeed: (id) => respond(() => tenant.feeds.delete(id)),
    listFeedBookings: (query) => respond(() => listFeedBookings(tenant, query)),
  };
}

function listFeedBookings(tenant: MemoryTenant, query: FeedQuery): readonly FeedBooking[] {
  const sold = new Set(tenant.services.map(({ id }) => id));
  return [...tenant.orders.values()]
    .flatMap((order) => order.bookings.filter((booking) => isTold(tenant, booking, query)).map((booking) => ({ order, booking })))
    .toSorted((a, b) => a.booking.startsAt - b.booking.startsAt || (a.booking.id < b.booking.id ? -1 : 1))
    .slice(-query.limit)
    .map(({ order, booking }) => describe(order, booking, sold.has(booking.serviceId)));
}

function isTold(tenant: MemoryTenant, booking: Booking, { range, cancelledSince, resourceId }: FeedQuery): boolean {
  const { state, sequence, changedAt = Number.NEGATIVE_INFINITY, startsAt, endsAt } = booking;
  const isIn = startsAt >= range.from - LONGEST_FED && startsAt < range.to && endsAt > range.from;
  const stands = state === 'confirmed' || state === 'completed' || state === 'no_show';
  const isCancelled = state === 'cancelled' && sequence > 0 && changedAt > cancelledSince;
  if (!isIn || (!stands && !isCancelled)) return false;
  if (resourceId === null) return true;
  const isClaimedBySession = (tenant.claims.get(resourceId) ?? []).some(({ holder }) =>
    booking.sessions.some(({ id }) => id === holder),
  );
  return (
    booking.resourceIds.includes(resourceId) ||
    booking.claims.some((claim) => claim.resourceId === resourceId) ||
    isClaimedBySession
  );
}

function describe(order: Order, booking: Booking, isSold: boolean): FeedBooking {
  const { id, serviceId, state, startsAt, endsAt, partySize, sessions, resourceIds, sequence, createdAt, changedAt } = booking;
  return {
    ...{ id, serviceId, state, startsAt, endsAt, partySize, sessions, resourceIds, sequence, createdAt },
    ...(changedAt === undefined ? {} : { changedAt }),
    claims: booking.claims,
    soldName: isSold ? null : (order.lines.find((line) => line.id === booking.lineId)?.description ?? null),
    reference: order.reference,
    customerName: order.customer?.name ?? null,
    address: order.addresses?.[id] ?? null,
    extras: order.lines
      .filter((line) => line.kind === 'extra' && line.bookingId === id)
      .map(({ quantity, description }) => ({ quantity, description })),
  };
}
