import type { BookingStore, Occupancy, Order, OrderId, PaymentId, TenantId, WaitingListEntry } from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { insertOrder } from './insert-order.ts';
import { insertSessions } from './insert-sessions.ts';
import { runForOne, runStatement } from './run-statement.ts';
import { saveOrder } from './save-order.ts';
import { findLastPaid } from './statements/find-last-paid.ts';
import { findStaleHolds } from './statements/find-stale-holds.ts';
import { listDueHolds } from './statements/list-due-holds.ts';
import { listOpenPayments } from './statements/list-open-payments.ts';
import { loadOccupancy, type OccupancyRow } from './statements/load-occupancy.ts';
import {
  selectOrderById,
  selectOrderOfBooking,
  selectOrderOfPayment,
  selectOrderOfProviderPayment,
  selectOrdersByStart,
  type OrderRow,
} from './statements/select-orders.ts';
import { listWaitingListEntries } from './statements/list-waiting-list-entries.ts';

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
    return row?.order ?? null;
  };
  const listIds = async (statement: string, parameters: readonly unknown[]): Promise<readonly OrderId[]> => {
    const rows = await runStatement<{ readonly orderId: OrderId }>(kysely, statement, [tenantId, ...parameters]);
    return rows.map((row) => row.orderId);
  };
  return {
    loadOccupancy: async ({ resourceIds, serviceId, range, now }): Promise<Occupancy> => {
      if (range.from >= range.to) return { busy: [], sessions: [] };
      return runForOne<OccupancyRow>(kysely, loadOccupancy, [tenantId, resourceIds, serviceId, range.from, range.to, now]);
    },
    insertOrder: (order, effects) => insertOrder(database, tenantId, order, effects),
    saveOrder: (change) => saveOrder(database, tenantId, change),
    loadOrder: (id) => loadOne(selectOrderById, [id]),
    findOrderOfBooking: (id) => loadOne(selectOrderOfBooking, [id]),
    findOrderOfPayment: (key) =>
      'paymentId' in key
        ? loadOne(selectOrderOfPayment, [key.paymentId])
        : loadOne(selectOrderOfProviderPayment, [key.provider, key.providerId]),
    findStaleHolds: ({ claims, sessionIds, codes, now }) => {
      const wanted = claims.map(({ resourceId, during }) => ({ resourceId, from: during.from, to: during.to }));
      return listIds(findStaleHolds, [JSON.stringify(wanted), sessionIds, codes, now]);
    },
    listDueHolds: (now, limit, after) => listIds(listDueHolds, [now, limit, after ?? '']),
    listOpenPayments: async (createdBefore, limit) => {
      const rows = await runStatement<{ readonly paymentId: PaymentId }>(kysely, listOpenPayments, [
        tenantId,
        createdBefore,
        limit,
      ]);
      return rows.map((row) => row.paymentId);
    },
    findLastPaidAt: async (provider) => {
      const row = await runForOne<{ readonly createdAt: number | null }>(kysely, findLastPaid, [tenantId, provider]);
      return row.createdAt;
    },
    listOrders: async (range, limit) => {
      const rows = await runStatement<OrderRow>(kysely, selectOrdersByStart, [tenantId, range.from, range.to, limit]);
      return rows.map((row) => row.order);
    },
    insertSessions: (sessions) => insertSessions(database, tenantId, sessions),
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
