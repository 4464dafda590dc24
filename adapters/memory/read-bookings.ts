import { computeBalance, countUses, isOpenPayment, isOverlapping, LOST_IS_NEWS, summarizeKnown } from '../../core/index.ts';
import type {
  Booking,
  BookingId,
  BookingStore,
  Claim,
  EpochMillis,
  HeldClaim,
  Interval,
  KnownPayment,
  LimitCount,
  LoadedOccupancy,
  Occupant,
  Order,
  OrderId,
  Payment,
  PaymentId,
  Session,
  SessionId,
} from '../../core/index.ts';
import { listCounts } from './limits.ts';
import type { MemoryTenant } from './memory-database.ts';
import { countConfirmed } from './sessions.ts';

type Query<Method extends 'loadOccupancy' | 'loadSeats' | 'loadLimits' | 'listClaims' | 'findStaleHolds'> = Parameters<
  BookingStore[Method]
>[0];

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isOver = (booking: Booking, now: EpochMillis): boolean => booking.holdExpiresAt !== null && booking.holdExpiresAt <= now;

const isStale = (order: Order, booking: Booking, now: EpochMillis): boolean =>
  booking.state === 'held' && isOver(booking, now) && order.payments.length === 0;

const isInPayment = (order: Order, booking: Booking, now: EpochMillis): boolean =>
  (booking.state === 'held' || booking.state === 'awaiting_payment') && isOver(booking, now) && order.payments.length > 0;

const listHolds = (
  tenant: MemoryTenant,
  now: EpochMillis,
  isMeant: typeof isStale,
): readonly { readonly order: Order; readonly booking: Booking }[] =>
  [...tenant.orders.values()].flatMap((order) =>
    order.bookings.filter((booking) => isMeant(order, booking, now)).map((booking) => ({ order, booking })),
  );

/** Lists the bookings whose hold is over and that are in no payment: they count as free. */
export const listStaleIds = (tenant: MemoryTenant, now: EpochMillis): ReadonlySet<string> =>
  new Set<string>(listHolds(tenant, now, isStale).map(({ booking }) => booking.id));

/** Counts the uses of a code that stale holds keep. */
export function countStaleUses(tenant: MemoryTenant, code: string, now: EpochMillis): number {
  const orders = new Set(listHolds(tenant, now, isStale).map(({ order }) => order));
  return sumUses([...orders], code, 'reserved');
}

/** Counts the uses of a code that orders have in a state. */
export const sumUses = (orders: readonly Order[], code: string, state: 'reserved' | 'used'): number =>
  orders
    .flatMap(({ redemptions }) => redemptions)
    .filter((redemption) => redemption.code === code && redemption.state === state)
    .reduce((sum, redemption) => sum + countUses(redemption), 0);

/** Loads what is occupied, stale holds left out. */
export function loadOccupancy(
  tenant: MemoryTenant,
  { resourceIds, serviceId, range, now, withPlaces = false }: Query<'loadOccupancy'>,
): LoadedOccupancy {
  if (range.from >= range.to) return { busy: [], sessions: [], nextEndsAt: null };
  const stale = listStaleIds(tenant, now);
  const standing = [...new Set(resourceIds)].flatMap((resourceId) =>
    (tenant.claims.get(resourceId) ?? [])
      .filter((claim) => isOverlapping(claim.during, range) && !stale.has(claim.holder))
      .map(({ during, place }): Claim => ({ resourceId, during, place })),
  );
  const busy = standing.map(({ resourceId, during }): Claim => ({ resourceId, during }));
  const placed = standing.filter(({ place }) => place !== undefined);
  const sessions = [...tenant.sessions.values()]
    .filter(
      (session) =>
        session.isWithdrawn !== true &&
        session.serviceId === serviceId &&
        session.startsAt >= range.from &&
        session.startsAt < range.to,
    )
    .map((session) => withoutStaleSeats(tenant, session, stale));
  return {
    busy: sort(busy),
    ...(withPlaces ? { placed: sort(placed) } : {}),
    sessions: sessions.toSorted((a, b) => a.startsAt - b.startsAt),
    nextEndsAt: findNextEnd(tenant, now),
  };
}

function withoutStaleSeats(tenant: MemoryTenant, session: Session, stale: ReadonlySet<string>): Session {
  const free = [...tenant.seatClaims].filter(([bookingId, seat]) => seat.sessionIds.includes(session.id) && stale.has(bookingId));
  return {
    ...countConfirmed(tenant, session),
    seatsTaken: session.seatsTaken - free.reduce((sum, [, seat]) => sum + seat.seats, 0),
  };
}

/** Lists the sessions that begin at these starts, without the seats of stale holds. */
export function loadSeats(tenant: MemoryTenant, { starts, now }: Query<'loadSeats'>): readonly Session[] {
  const stale = listStaleIds(tenant, now);
  return [...tenant.sessions.values()]
    .filter(
      ({ serviceId, startsAt, isWithdrawn }) =>
        isWithdrawn !== true && starts.some((start) => start.serviceId === serviceId && start.startsAt === startsAt),
    )
    .map((session) => withoutStaleSeats(tenant, session, stale));
}

const sort = (claims: readonly Claim[]): readonly Claim[] =>
  claims.toSorted((a, b) => compare(a.resourceId, b.resourceId) || a.during.from - b.during.from || a.during.to - b.during.to);

/** Lists claims with what made them, stale holds left out. */
export function listClaims(tenant: MemoryTenant, { resourceIds, range, now }: Query<'listClaims'>): readonly HeldClaim[] {
  const stale = listStaleIds(tenant, now);
  return [...new Set(resourceIds)].toSorted(compare).flatMap((resourceId) =>
    (tenant.claims.get(resourceId) ?? [])
      .filter(({ during, holder }) => isOverlapping(during, range) && !stale.has(holder))
      .toSorted((a, b) => a.during.from - b.during.from || a.during.to - b.during.to)
      .flatMap(({ during, holder }) => findOccupants(tenant, holder).map((by) => ({ resourceId, during, by }))),
  );
}

function findOccupants(tenant: MemoryTenant, holder: BookingId | SessionId): readonly Occupant[] {
  const sessions = [...tenant.sessions.values()].filter(({ id }) => id === holder);
  const bookings = [...tenant.orders.values()].flatMap(({ reference, bookings }) =>
    bookings.filter(({ id }) => id === holder).map((booking) => ({ reference, booking })),
  );
  return [
    ...sessions.map(({ id, serviceId, startsAt, endsAt }) => ({
      ...({ kind: 'session', sessionId: id, serviceId } as const),
      ...{ startsAt, endsAt },
    })),
    ...bookings.map(({ reference, booking: { id, serviceId, state, startsAt, endsAt } }) => ({
      ...({ kind: 'booking', bookingId: id, reference, serviceId, state } as const),
      ...{ startsAt, endsAt },
    })),
  ];
}

/** Tells what keys count, stale holds left out. */
export function loadLimits(tenant: MemoryTenant, { ranges, now }: Query<'loadLimits'>): readonly LimitCount[] {
  const stale = new Set<BookingId>(listHolds(tenant, now, isStale).map(({ booking }) => booking.id));
  return listCounts(tenant, ranges, stale);
}

function findNextEnd(tenant: MemoryTenant, now: EpochMillis): EpochMillis | null {
  const ends = [...tenant.orders.values()]
    .flatMap(({ bookings }) => bookings)
    .flatMap(({ state, holdExpiresAt }) =>
      state === 'held' && holdExpiresAt !== null && holdExpiresAt > now ? [holdExpiresAt] : [],
    );
  return ends.length === 0 ? null : Math.min(...ends);
}

/** Finds orders whose stale holds stand in the way. */
export const findStaleHolds = (tenant: MemoryTenant, query: Query<'findStaleHolds'>): readonly OrderId[] =>
  findInTheWay(tenant, listHolds(tenant, query.now, isStale), query);

/** Finds orders whose holds are over, in payment and in the way. */
export const findHoldsInPayment = (tenant: MemoryTenant, query: Query<'findStaleHolds'>): readonly OrderId[] =>
  findInTheWay(tenant, listHolds(tenant, query.now, isInPayment), query);

function findInTheWay(
  tenant: MemoryTenant,
  holds: ReturnType<typeof listHolds>,
  { claims, sessionIds, codes, limits }: Query<'findStaleHolds'>,
): readonly OrderId[] {
  const blocking = holds.filter(({ order, booking }) => {
    const seat = tenant.seatClaims.get(booking.id);
    return (
      seat?.sessionIds.some((id) => sessionIds.includes(id)) === true ||
      order.redemptions.some(
        ({ code, state, counted = [] }) =>
          state === 'reserved' && (codes.includes(code) || counted.some(({ key }) => limits.includes(key))),
      ) ||
      limits.some((key) => tenant.limits.get(key)?.bookings.has(booking.id) === true) ||
      claims.some(({ resourceId, during }) =>
        (tenant.claims.get(resourceId) ?? []).some((held) => held.holder === booking.id && isOverlapping(held.during, during)),
      )
    );
  });
  return [...new Set(blocking.map(({ order }) => order.id))].toSorted(compare);
}

/** Lists orders whose unpaid hold is over, longest over first. */
export function listDueHolds(tenant: MemoryTenant, now: EpochMillis, limit: number, after: OrderId | null): readonly OrderId[] {
  return [...tenant.orders.values()]
    .filter((order) =>
      order.bookings.some(
        (booking) => (booking.state === 'held' || booking.state === 'awaiting_payment') && isOver(booking, now),
      ),
    )
    .map((order) => order.id)
    .filter((id) => after === null || id > after)
    .toSorted(compare)
    .slice(0, limit);
}

/** Lists open payments, those first that have waited longest for a look, and notes that they were looked at. */
export function listOpenPayments(tenant: MemoryTenant, createdBefore: EpochMillis, limit: number): readonly PaymentId[] {
  const open = [...tenant.orders.values()]
    .flatMap((order) => order.payments)
    .filter((payment) => payment.providerId !== null && isOpenPayment(payment.state) && payment.createdAt < createdBefore);
  return lookNext(tenant, open, limit);
}

/** Finds what the books say of payments. */
export const findPayments = (tenant: MemoryTenant, ids: readonly PaymentId[]): readonly KnownPayment[] => {
  const wanted = new Set(ids);
  return [...tenant.orders.values()].flatMap(({ payments, refunds }) =>
    payments.filter(({ id }) => wanted.has(id)).map((payment) => summarizeKnown(payment, refunds)),
  );
};

/** Lists payments whose money has not come to rest, and notes that they were looked at. */
export function listUnsettledPayments(tenant: MemoryTenant, limit: number): readonly PaymentId[] {
  const unsettled = [...tenant.orders.values()].flatMap(({ payments, refunds }) =>
    payments.filter(
      ({ id, state }) =>
        state === 'disputed' ||
        refunds.some((refund) => refund.paymentId === id && refund.state === 'pending' && refund.providerId !== null),
    ),
  );
  return lookNext(tenant, unsettled, limit);
}

/** Chooses those that have waited longest for a look. */
function lookNext(tenant: MemoryTenant, payments: readonly Payment[], limit: number): readonly PaymentId[] {
  const lookOf = (id: PaymentId): number => tenant.lastLooks.get(id) ?? 0;
  const chosen = payments
    .toSorted((a, b) => lookOf(a.id) - lookOf(b.id) || a.createdAt - b.createdAt || compare(a.id, b.id))
    .slice(0, limit)
    .map((payment) => payment.id);
  tenant.looks += 1;
  for (const id of chosen) tenant.lastLooks.set(id, tenant.looks);
  return chosen;
}

/** Adds up what owners gave back on their own word. */
export const sumGivenBack = (orders: readonly Order[], currency: string, since: EpochMillis): number =>
  orders
    .flatMap(({ refunds }) => refunds)
    .filter((refund) => refund.reason === 'goodwill' && refund.currency === currency && refund.createdAt >= since)
    .filter(({ state }) => state === 'pending' || state === 'succeeded')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** Finds when the newest paid payment of an account was created. */
export function findLastPaidAt(tenant: MemoryTenant, provider: string): EpochMillis | null {
  const paid = [...tenant.orders.values()]
    .flatMap(({ payments }) => payments)
    .filter((payment) => payment.provider === provider && payment.state === 'paid')
    .map(({ createdAt }) => createdAt);
  return paid.length === 0 ? null : Math.max(...paid);
}

/** Lists orders with a booking that starts in the range, in order of their first such start. */
export function listOrders(tenant: MemoryTenant, range: Interval, limit: number): readonly Order[] {
  const found = [...tenant.orders.values()].flatMap((order) => {
    const starts = order.bookings
      .map((booking) => booking.startsAt)
      .filter((startsAt) => startsAt >= range.from && startsAt < range.to);
    return starts.length === 0 ? [] : [{ order, start: Math.min(...starts) }];
  });
  return found
    .toSorted((a, b) => a.start - b.start || compare(a.order.id, b.order.id))
    .slice(0, limit)
    .map(({ order }) => order);
}

/** Lists orders whose offer for late money is over, the oldest first. */
export const listDueOffers = (tenant: MemoryTenant, now: EpochMillis, limit: number): readonly OrderId[] =>
  [...tenant.orders.values()]
    .flatMap(({ id, lateOffer }) =>
      lateOffer?.state === 'open' && lateOffer.expiresAt <= now ? [{ orderId: id, expiresAt: lateOffer.expiresAt }] : [],
    )
    .toSorted((a, b) => a.expiresAt - b.expiresAt || compare(a.orderId, b.orderId))
    .slice(0, limit)
    .map(({ orderId }) => orderId);

/** Lists orders that may need their owner, the newest first. */
export const listOrdersToLookAt = (tenant: MemoryTenant, waitingSince: EpochMillis, limit: number): readonly Order[] =>
  [...tenant.orders.values()]
    .filter((order) => needsLook(order, waitingSince))
    .toSorted((a, b) => b.createdAt - a.createdAt || compare(a.id, b.id))
    .slice(0, limit);

const needsLook = (order: Order, waitingSince: EpochMillis): boolean =>
  order.lateOffer?.state === 'open' ||
  isOwedByHand(order) ||
  order.payments.some(({ state }) => state === 'disputed') ||
  order.ledger.some(({ key, recordedAt }) => key.startsWith('dispute_lost/') && recordedAt > waitingSince - LOST_IS_NEWS) ||
  (order.ledger.some(({ key }) => key.startsWith('corrected/')) && order.bookings.some(({ state }) => state === 'confirmed')) ||
  order.bookings.some(
    (booking) => (booking.state === 'held' || booking.state === 'awaiting_payment') && isOver(booking, waitingSince),
  );

/** Money is owed back that no refund carries: one failed, or no provider has it. */
const isOwedByHand = ({ refunds, ledger }: Order): boolean => {
  const pending = refunds.filter(({ state }) => state === 'pending').reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const isPossible =
    refunds.some(({ state }) => state === 'failed') ||
    ledger.some(({ key, account }) => account === 'on_site' || /^(dispute_lost|corrected)\//.test(key));
  return isPossible && computeBalance(ledger, 'refund_due') + pending < 0;
};
