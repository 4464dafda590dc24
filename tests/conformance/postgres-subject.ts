import pg from 'pg';
import { createPostgresBookingStore } from '../../adapters/postgres/create-postgres-booking-store.ts';
import { createPostgresBusyTimeStore } from '../../adapters/postgres/create-postgres-busy-time-store.ts';
import { createPostgresCatalogStore } from '../../adapters/postgres/create-postgres-catalog-store.ts';
import { createPostgresDatabase, type PostgresDatabase } from '../../adapters/postgres/create-postgres-database.ts';
import { createPostgresEffectStore } from '../../adapters/postgres/create-postgres-effect-store.ts';
import { createPostgresTenantDirectory } from '../../adapters/postgres/create-postgres-tenant-directory.ts';
import type { TenantId } from '../../core/ids.ts';
import type { LedgerEntry } from '../../core/order/ledger.ts';
import { buildBusiness } from '../support/fixtures-core.ts';
import { createTestDatabase } from '../support/postgres.ts';
import type { BookingReader, TenantStores } from './booking-store/subject.ts';
import type { CatalogSubject } from './catalog-store.suite.ts';

/** A database of one test file, with a connection of its own to look at the rows. */
export type PostgresFixture = {
  readonly database: PostgresDatabase;
  readonly connectionString: string;
  readonly client: pg.Client;
  readonly close: () => Promise<void>;
};

/** Opens a fresh database through a real pool of 24 connections. */
export async function openPostgresFixture(): Promise<PostgresFixture> {
  const { connectionString, drop } = await createTestDatabase();
  const database = createPostgresDatabase({ connectionString, maxConnections: 24 });
  const client = new pg.Client({ connectionString });
  await client.connect();
  const close = async (): Promise<void> => {
    await client.end();
    await database.destroy();
    await drop();
  };
  return { database, connectionString, client, close };
}

/** Builds the stores of one tenant on PostgreSQL. */
export const openPostgresStores = (database: PostgresDatabase, tenantId: TenantId): TenantStores => ({
  catalog: createPostgresCatalogStore(database, tenantId),
  bookings: createPostgresBookingStore(database, tenantId),
  effects: createPostgresEffectStore(database, tenantId),
  busyTimes: createPostgresBusyTimeStore(database, tenantId),
});

let tenants = 0;

/** Makes two new tenants in the database; they share it with the tenants of all cases before. */
export async function createPostgresSubject({ database, client }: PostgresFixture): Promise<CatalogSubject> {
  tenants += 1;
  const tenantId: TenantId = `ten_${tenants}a`;
  const otherId: TenantId = `ten_${tenants}b`;
  const directory = createPostgresTenantDirectory(database);
  await directory.createTenant(buildBusiness(tenantId), 1);
  await directory.createTenant(buildBusiness(otherId), 2);
  return {
    ...openPostgresStores(database, tenantId),
    otherTenant: openPostgresStores(database, otherId),
    reader: createPostgresReader(client, tenantId),
    tenantId,
    unknownTenant: createPostgresCatalogStore(database, 'ten_none'),
  };
}

/** Reads a tenant's rows with plain SQL on its own connection. */
export function createPostgresReader(client: pg.Client, tenantId: TenantId): BookingReader {
  const read = async (text: string, ...values: readonly string[]): Promise<number> => {
    const answer = await client.query<{ value: string | null }>(text, [tenantId, ...values]);
    return Number(answer.rows[0]?.value ?? Number.NaN);
  };
  return {
    countOrders: () => read('SELECT count(*) AS value FROM booking_order WHERE tenant_id = $1'),
    countActiveClaims: (id) =>
      read('SELECT count(*) AS value FROM claim WHERE tenant_id = $1 AND resource_id = $2 AND active', id),
    maxOverlap: (id) =>
      read(
        `SELECT coalesce(max((SELECT count(*) FROM claim b WHERE b.tenant_id = $1 AND b.resource_id = $2 AND b.active AND b.during @> lower(a.during))), 0) AS value
         FROM claim a WHERE a.tenant_id = $1 AND a.resource_id = $2 AND a.active`,
        id,
      ),
    seatsTaken: (id) => read('SELECT seats_taken AS value FROM class_session WHERE tenant_id = $1 AND session_id = $2', id),
    sumActiveSeats: (id) =>
      read('SELECT coalesce(sum(seats), 0) AS value FROM seat_claim WHERE tenant_id = $1 AND session_id = $2 AND active', id),
    redeemed: (code) => read('SELECT redeemed AS value FROM discount_code WHERE tenant_id = $1 AND code = $2', code),
    countRedemptions: (code) =>
      read(
        `SELECT coalesce(sum(uses), 0) AS value FROM redemption WHERE tenant_id = $1 AND code = $2 AND state <> 'released'`,
        code,
      ),
    counted: (key) =>
      read('SELECT coalesce((SELECT used FROM limit_counter WHERE tenant_id = $1 AND key = $2), 0) AS value', key),
    countUses: (key) => read('SELECT count(*) AS value FROM limit_use WHERE tenant_id = $1 AND key = $2 AND active', key),
    ledger: async (orderId) => {
      const text = `SELECT key, account, amount_minor, recorded_at FROM ledger_entry WHERE tenant_id = $1 AND order_id = $2 ORDER BY position`;
      type Row = { key: string; account: LedgerEntry['account']; amount_minor: string; recorded_at: string };
      const { rows } = await client.query<Row>(text, [tenantId, orderId]);
      return rows.map(({ key, account, amount_minor: amount, recorded_at: recordedAt }) => ({
        key,
        account,
        amountMinor: Number(amount),
        recordedAt: Number(recordedAt),
      }));
    },
    bookingState: async (bookingId) => {
      const text = 'SELECT state FROM booking WHERE tenant_id = $1 AND booking_id = $2';
      const { rows } = await client.query<{ state: string }>(text, [tenantId, bookingId]);
      return rows[0]?.state ?? null;
    },
  };
}
