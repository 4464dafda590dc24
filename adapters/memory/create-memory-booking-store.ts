import type { BookingStore, Order, Payment, ResourceId, Session, TenantId, WaitingListEntry } from '../../core/index.ts';
import { copyFrozen } from './copy-frozen.ts';
import { decideSessions, listUndecided, scheduleDecisions } from './decisions.ts';
import { openTenant, type MemoryDatabase, type MemoryTenant } from './memory-database.ts';
import { addClaim, findOccupied } from './occupancy.ts';
import {
  findHoldsInPayment,
  findLastPaidAt,
  findPayments,
  findStaleHolds,
  listDueHolds,
  listDueOffers,
  listOpenPayments,
  listOrders,
  listOrdersToLookAt,
  listUnsettledPayments,
  listClaims,
  loadLimits,
  loadOccupancy,
  loadSeats,
  sumGivenBack,
} from './read-bookings.ts';
import { respond } from './respond.ts';
import { cancelSession, listCancelledSeats, listSessions } from './sessions.ts';
import { areTheirTurns, findCustomerHistory, listLastWith, listTurns } from './turns.ts';
import { listStanding, reviveSession, withdrawSessions } from './withdrawn-sessions.ts';
import { insertOrder, saveOrder } from './write-order.ts';

/**
 * Builds the booking store of one tenant in memory: the reference for what every booking store does. Nothing survives the process.
 *
 * @see tests/conformance/booking-store.suite.ts
 */
export function createMemoryBookingStore(database: MemoryDatabase, tenantId: TenantId): BookingStore {
  const tenant = openTenant(database, tenantId);
  return {
    loadOccupancy: (query) => respond(() => loadOccupancy(tenant, query)),
    listClaims: (query) => respond(() => listClaims(tenant, query)),
    loadLimits: (query) => respond(() => loadLimits(tenant, query)),
    listTurns: (query) => respond(() => listTurns(tenant, query)),
    listLastWith: (query) => respond(() => listLastWith(tenant, query)),
    findCustomerHistory: (query) => respond(() => findCustomerHistory(tenant, query)),
    loadSeats: (query) => respond(() => loadSeats(tenant, query)),
    insertOrder: (order, effects, turns = [], seats = []) =>
      respond(() => (areTheirTurns(tenant, turns) ? insertOrder(tenant, order, effects, seats) : { kind: 'turn_passed' })),
    saveOrder: (change) => respond(() => saveOrder(tenant, change)),
    loadOrder: (id) => respond(() => tenant.orders.get(id) ?? null),
    findOrderOfBooking: (id) => respond(() => findOrder(tenant, (order) => order.bookings.some((booking) => booking.id === id))),
    findOrderOfPayment: (key) =>
      respond(() => findOrder(tenant, (order) => order.payments.some((payment) => isPayment(payment, key)))),
    findPayments: (ids) => respond(() => findPayments(tenant, ids)),
    leaseReconciliation: (now, until) =>
      respond(() => {
        if (tenant.reconciliationLeasedUntil > now) return false;
        tenant.reconciliationLeasedUntil = until;
        return true;
      }),
    findStaleHolds: (query) => respond(() => findStaleHolds(tenant, query)),
    findHoldsInPayment: (query) => respond(() => findHoldsInPayment(tenant, query)),
    listDueHolds: (now, limit, after) => respond(() => listDueHolds(tenant, now, limit, after)),
    listOpenPayments: (createdBefore, limit) => respond(() => listOpenPayments(tenant, createdBefore, limit)),
    listUnsettledPayments: (limit) => respond(() => listUnsettledPayments(tenant, limit)),
    listDueOffers: (now, limit) => respond(() => listDueOffers(tenant, now, limit)),
    listOrdersToLookAt: (waitingSince, limit) => respond(() => listOrdersToLookAt(tenant, waitingSince, limit)),
    sumGivenBack: (currency, since) => respond(() => sumGivenBack([...tenant.orders.values()], currency, since)),
    findLastPaidAt: (provider) => respond(() => findLastPaidAt(tenant, provider)),
    listOrders: (range, limit) => respond(() => listOrders(tenant, range, limit)),
    insertSessions: (sessions) => respond(() => insertSessions(tenant, sessions)),
    listSessions: (query) => respond(() => listSessions(tenant, query)),
    listStanding: (after) => respond(() => listStanding(tenant, after)),
    withdrawSessions: (ids) => respond(() => withdrawSessions(tenant, ids)),
    scheduleDecisions: (times, now) => respond(() => scheduleDecisions(tenant, times, now)),
    listUndecided: (now, limit) => respond(() => listUndecided(tenant, now, limit)),
    decideSessions: (ids, decision) => respond(() => decideSessions(tenant, ids, decision)),
    cancelSession: (id) => respond(() => cancelSession(tenant, id)),
    listCancelledSeats: (sessionId, limit) => respond(() => listCancelledSeats(tenant, sessionId, limit)),
    insertWaitingListEntry: (entry) => respond(() => insertWaitingListEntry(tenant, entry)),
    listWaitingListEntries: (serviceId, localDate) =>
      respond(() => listEntries(tenant, (entry) => entry.serviceId === serviceId && entry.localDate === localDate)),
    removeWaitingListEntry: (id) => respond(() => void tenant.waitingList.delete(id)),
  };
}

const findOrder = (tenant: MemoryTenant, accepts: (order: Order) => boolean): Order | null =>
  tenant.orders.values().find(accepts) ?? null;

const isPayment = (payment: Payment, key: Parameters<BookingStore['findOrderOfPayment']>[0]): boolean =>
  'paymentId' in key ? payment.id === key.paymentId : payment.provider === key.provider && payment.providerId === key.providerId;

function insertSessions(
  tenant: MemoryTenant,
  sessions: Parameters<BookingStore['insertSessions']>[0],
): { readonly conflicts: readonly { readonly session: Session; readonly resourceId: ResourceId }[] } {
  const conflicts: { readonly session: Session; readonly resourceId: ResourceId }[] = [];
  for (const { session, claims } of sessions) {
    const { serviceId, startsAt } = session;
    const known = tenant.sessions.values().find((one) => one.serviceId === serviceId && one.startsAt === startsAt);
    if (known !== undefined && (known.isWithdrawn !== true || known.isCancelled === true || reviveSession(tenant, known)))
      continue;
    const occupied = findOccupied(tenant, claims, new Set());
    if (occupied !== null) {
      conflicts.push({ session, resourceId: occupied.resourceId });
      continue;
    }
    tenant.changes += 1;
    const id = known?.id ?? session.id;
    tenant.sessions.set(id, copyFrozen({ ...session, id }));
    for (const claim of claims) addClaim(tenant, claim, id, true);
  }
  return { conflicts };
}

function insertWaitingListEntry(tenant: MemoryTenant, entry: WaitingListEntry): void {
  const isSame = ({ serviceId, localDate, email }: WaitingListEntry): boolean =>
    serviceId === entry.serviceId && localDate === entry.localDate && email === entry.email;
  if (!tenant.waitingList.values().some(isSame)) tenant.waitingList.set(entry.id, copyFrozen(entry));
}

function listEntries(tenant: MemoryTenant, accepts: (entry: WaitingListEntry) => boolean): readonly WaitingListEntry[] {
  return [...tenant.waitingList.values()].filter(accepts).toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}
