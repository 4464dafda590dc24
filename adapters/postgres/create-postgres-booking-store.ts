import { LOST_IS_NEWS } from '../../core/index.ts';
import type {
  BookingStore,
  CancelledSeats,
  HeldClaim,
  KnownPayment,
  LimitCount,
  LoadedOccupancy,
  Order,
  OrderId,
  PaymentId,
  Session,
  TenantId,
  WaitingListEntry,
} from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { insertOrder } from './insert-order.ts';
import { insertSessions } from './insert-sessions.ts';
import { runForOne, runStatement } from './run-statement.ts';
import { saveOrder } from './save-order.ts';
import { findCustomerHistory, type CustomerHistoryRow } from './statements/find-customer-history.ts';
import { findLastPaid } from './statements/find-last-paid.ts';
import { findPayments } from './statements/find-payments.ts';
import { findHoldsInPayment, findStaleHolds } from './statements/find-stale-holds.ts';
import { leaseReconciliation } from './statements/lease-reconciliation.ts';
import { selectHeldClaims } from './statements/select-held-claims.ts';
import { listDueHolds } from './statements/list-due-holds.ts';
import { listDueOffers } from './statements/list-due-offers.ts';
import { listOpenPayments } from './statements/list-open-payments.ts';
import { loadLimits } from './statements/load-limits.ts';
import { readClaims } from './read-claims.ts';
import { loadOccupancy, loadSeats, type OccupancyRow } from './statements/load-occupancy.ts';
import {
  selectOrderById,
  selectOrderOfBooking,
  selectOrderOfPayment,
  selectOrderOfProviderPayment,
  selectOrdersByStart,
  selectOrdersToLookAt,
  readOrder,
  type OrderRow,
} from './statements/select-orders.ts';
import { decideSessions, listUndecided, scheduleDecisions } from './statements/decide-sessions.ts';
import { cancelSession, listCancelledSeats, listSessions } from './statements/list-sessions.ts';
import { listUnsettledPayments } from './statements/list-unsettled-payments.ts';
import { listLastWith, type LastWithRow } from './statements/list-last-with.ts';
import { listTurns, type TurnsRow } from './statements/list-turns.ts';
import { listWaitingListEntries } from './statements/list-waiting-list-entries.ts';
import { listStanding, withdrawSessions } from './statements/withdraw-sessions.ts';
import { sumGivenBack, type GivenBackRow } from './statements/sum-given-back.ts';

type SessionRow = { readonly session: Session };

/**
 * Builds the booking store of one tenant on PostgreSQL. Time is guarded by an exclusion constraint, seats and codes by checked counters.
 * A write that other writers push aside again and again, or a database that cannot be reached, throws `Fault('busy_store')`, retryable.
 *
 * @see tests/conformance/booking-store.suite.ts
 */
export function createPostgresBookingStore(database: PostgresDatabase, tenantId: TenantId): BookingStore {
  const { kysely } = database;
  const loadOne = async (statement: string, parameters: readonly unknown[]): Promise<Order | null> => {
    const [row] = await runStatement<OrderRow>(kysely, statement, [tenantId, ...parameters]);
    return row === undefined ? null : readOrder(row);
  };
  const listIds = async (statement: string, parameters: readonly unknown[]): Promise<readonly OrderId[]> => {
    const rows = await runStatement<{ readonly orderId: OrderId }>(kysely, statement, [tenantId, ...parameters]);
    return rows.map((row) => row.orderId);
  };
  const listInTheWay =
    (statement: string): BookingStore['findStaleHolds'] =>
    ({ claims, sessionIds, codes, limits, now }) => {
      const wanted = claims.map(({ resourceId, during }) => ({ resourceId, from: during.from, to: during.to }));
      return listIds(statement, [JSON.stringify(wanted), sessionIds, codes, now, limits]);
    };
  return {
    loadOccupancy: async ({ resourceIds, serviceId, range, now, withPlaces = false }): Promise<LoadedOccupancy> => {
      if (range.from >= range.to) return { busy: [], sessions: [], nextEndsAt: null };
      const asked = [...new Set(resourceIds)].toSorted();
      const parameters = [tenantId, asked, serviceId, range.from, range.to, now, withPlaces];
      const { busy, placed, ...rest } = await runForOne<OccupancyRow>(kysely, loadOccupancy, parameters);
      return { ...rest, busy: readClaims(busy, asked), ...(withPlaces ? { placed: placed ?? [] } : {}) };
    },
    listClaims: async ({ resourceIds, range, now }) =>
      range.from >= range.to
        ? []
        : runStatement<HeldClaim>(kysely, selectHeldClaims, [tenantId, resourceIds, range.from, range.to, now]),
    loadLimits: ({ ranges, now }) => runStatement<LimitCount>(kysely, loadLimits, [tenantId, JSON.stringify(ranges), now]),
    listTurns: ({ serviceId, limit, now }) => runForOne<TurnsRow>(kysely, listTurns, [tenantId, serviceId, limit, now]),
    listLastWith: async ({ email, limit }) => {
      const rows = await runStatement<LastWithRow>(kysely, listLastWith, [tenantId, email, limit]);
      return rows.map(({ resourceIds }) => resourceIds);
    },
    findCustomerHistory: ({ email, keys }) => runForOne<CustomerHistoryRow>(kysely, findCustomerHistory, [tenantId, email, keys]),
    loadSeats: async ({ starts, now }) => {
      const asked = [starts.map(({ serviceId }) => serviceId), starts.map(({ startsAt }) => startsAt)];
      const rows = await runStatement<SessionRow>(kysely, loadSeats, [tenantId, ...asked, now]);
      return rows.map(({ session }) => session);
    },
    insertOrder: (order, effects, turns, seats) => insertOrder(database, tenantId, order, effects, { turns, seats }),
    saveOrder: (change) => saveOrder(database, tenantId, change),
    loadOrder: (id) => loadOne(selectOrderById, [id]),
    findOrderOfBooking: (id) => loadOne(selectOrderOfBooking, [id]),
    findOrderOfPayment: (key) =>
      'paymentId' in key
        ? loadOne(selectOrderOfPayment, [key.paymentId])
        : loadOne(selectOrderOfProviderPayment, [key.provider, key.providerId]),
    findPayments: (ids) => runStatement<KnownPayment>(kysely, findPayments, [tenantId, ids]),
    leaseReconciliation: async (now, until) =>
      (await runStatement(kysely, leaseReconciliation, [tenantId, now, until])).length > 0,
    findStaleHolds: listInTheWay(findStaleHolds),
    findHoldsInPayment: listInTheWay(findHoldsInPayment),
    listDueHolds: (now, limit, after) => listIds(listDueHolds, [now, limit, after ?? '']),
    listOpenPayments: async (createdBefore, limit) => {
      const rows = await runStatement<{ readonly paymentId: PaymentId }>(kysely, listOpenPayments, [
        tenantId,
        createdBefore,
        limit,
      ]);
      return rows.map((row) => row.paymentId);
    },
    listUnsettledPayments: async (limit) => {
      const rows = await runStatement<{ readonly paymentId: PaymentId }>(kysely, listUnsettledPayments, [tenantId, limit]);
      return rows.map((row) => row.paymentId);
    },
    listDueOffers: (now, limit) => listIds(listDueOffers, [now, limit]),
    listOrdersToLookAt: async (waitingSince, limit) => {
      const lostSince = waitingSince - LOST_IS_NEWS;
      const rows = await runStatement<OrderRow>(kysely, selectOrdersToLookAt, [tenantId, waitingSince, limit, lostSince]);
      return rows.map(readOrder);
    },
    sumGivenBack: async (currency, since) => {
      const row = await runForOne<GivenBackRow>(kysely, sumGivenBack, [tenantId, currency, since]);
      return row.amountMinor;
    },
    findLastPaidAt: async (provider) => {
      const row = await runForOne<{ readonly createdAt: number | null }>(kysely, findLastPaid, [tenantId, provider]);
      return row.createdAt;
    },
    listOrders: async (range, limit) => {
      const rows = await runStatement<OrderRow>(kysely, selectOrdersByStart, [tenantId, range.from, range.to, limit]);
      return rows.map(readOrder);
    },
    insertSessions: (sessions) => insertSessions(database, tenantId, sessions),
    listSessions: async ({ serviceId, range, limit }) => {
      const rows = await runStatement<SessionRow>(kysely, listSessions, [tenantId, serviceId, range.from, range.to, limit]);
      return rows.map(({ session }) => session);
    },
    listStanding: async (after) => {
      const rows = await runStatement<SessionRow>(kysely, listStanding, [tenantId, after]);
      return rows.map(({ session }) => session);
    },
    withdrawSessions: async (ids, now) => {
      const rows = await runStatement<SessionRow>(kysely, withdrawSessions, [tenantId, ids, now]);
      return rows.map(({ session }) => session);
    },
    scheduleDecisions: async (times, now) => {
      await runStatement(kysely, scheduleDecisions, [tenantId, JSON.stringify(times), now]);
    },
    listUndecided: async (now, limit) => {
      const rows = await runStatement<SessionRow>(kysely, listUndecided, [tenantId, now, limit]);
      return rows.map(({ session }) => session);
    },
    decideSessions: async (ids, decision) => {
      await runStatement(kysely, decideSessions, [tenantId, ids, decision]);
    },
    cancelSession: async (id) => {
      const [row] = await runStatement<SessionRow>(kysely, cancelSession, [tenantId, id]);
      return row?.session ?? null;
    },
    listCancelledSeats: (sessionId, limit) =>
      runStatement<CancelledSeats>(kysely, listCancelledSeats, [tenantId, sessionId, limit]),
    insertWaitingListEntry: (entry) => insertWaitingListEntry(database, tenantId, entry),
    listWaitingListEntries: (serviceId, localDate) =>
      runStatement<WaitingListEntry>(kysely, listWaitingListEntries, [tenantId, serviceId, localDate]),
    removeWaitingListEntry: async (id) => {
      await kysely.deleteFrom('waiting_list_entry').where('tenant_id', '=', tenantId).where('entry_id', '=', id).execute();
    },
  };
}

async function insertWaitingListEntry(database: PostgresDatabase, tenantId: TenantId, entry: WaitingListEntry): Promise<void> {
  await database.kysely
    .insertInto('waiting_list_entry')
    .values({
      tenant_id: tenantId,
      entry_id: entry.id,
      service_id: entry.serviceId,
      local_date: entry.localDate,
      party_size: entry.partySize,
      email: entry.email,
      created_at: entry.createdAt,
    })
    .onConflict((conflict) => conflict.constraint('waiting_list_entry_once').doNothing())
    .execute();
}
