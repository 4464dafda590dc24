import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import type { TenantId } from '../../core/ids.ts';
import { createPostgresFeedStore } from '../../adapters/postgres/create-postgres-feed-store.ts';
import { createPostgresIdempotencyStore } from '../../adapters/postgres/create-postgres-idempotency-store.ts';
import { createPostgresCatalogStore } from '../../adapters/postgres/create-postgres-catalog-store.ts';
import { createPostgresSettingsStore } from '../../adapters/postgres/create-postgres-settings-store.ts';
import { createPostgresVisitorHoldStore } from '../../adapters/postgres/create-postgres-visitor-hold-store.ts';
import { createPostgresTenantDirectory } from '../../adapters/postgres/create-postgres-tenant-directory.ts';
import { buildBusiness } from '../support/fixtures-core.ts';
import { bookingStoreSuite } from './booking-store.suite.ts';
import { busyTimeStoreSuite } from './busy-time-store.suite.ts';
import { createPostgresChangeWatch } from '../../adapters/postgres/create-postgres-change-watch.ts';
import { changeWatchSuite } from './change-watch.suite.ts';
import { catalogStoreSuite } from './catalog-store.suite.ts';
import { connectionDirectorySuite } from './connection-directory.suite.ts';
import { effectStoreSuite } from './effect-store.suite.ts';
import { feedStoreSuite } from './feed-store.suite.ts';
import { idempotencyStoreSuite } from './idempotency-store.suite.ts';
import {
  createPostgresReader,
  createPostgresSubject,
  openPostgresFixture,
  openPostgresStores,
  type PostgresFixture,
} from './postgres-subject.ts';
import { settingsStoreSuite } from './settings-store.suite.ts';
import { tenantDirectorySuite } from './tenant-directory.suite.ts';
import { visitorHoldStoreSuite } from './visitor-hold-store.suite.ts';

let fixture: PostgresFixture;
// The directory sees all tenants, so its cases need a database in which nobody else is.
let directoryFixture: PostgresFixture;

beforeAll(async () => {
  fixture = await openPostgresFixture();
  directoryFixture = await openPostgresFixture();
}, 60_000);

afterAll(async () => {
  await fixture.close();
  await directoryFixture.close();
});

const createSubject = () => createPostgresSubject(fixture);

bookingStoreSuite('PostgreSQL', createSubject);
catalogStoreSuite('PostgreSQL', createSubject);
effectStoreSuite('PostgreSQL', createSubject);
busyTimeStoreSuite('PostgreSQL', createSubject);

const createWatchSubject = async () => {
  const subject = await createSubject();
  const otherId = subject.tenantId.replace(/a$/, 'b') as TenantId;
  return {
    ...subject,
    changes: createPostgresChangeWatch(fixture.database, subject.tenantId),
    otherChanges: createPostgresChangeWatch(fixture.database, otherId),
  };
};

changeWatchSuite('PostgreSQL', createWatchSubject);

test('a transaction that began before a look and ends after it is told to the next one, although a later one was seen', async () => {
  const { changes, tenantId } = await createWatchSubject();
  const late = new pg.Client({ connectionString: fixture.connectionString });
  await late.connect();
  const touch = 'UPDATE tenant SET changed_xid = pg_current_xact_id() WHERE tenant_id = $1';
  const write = (order: string): Promise<unknown> =>
    late.query(
      `INSERT INTO booking_order (tenant_id, order_id, version, reference, currency, quote, manage_version, created_at)
       VALUES ($1, $2, 0, 'R', 'SEK', '{}', 0, 0)`,
      [tenantId, order],
    );
  const first = await changes.look(null);
  await late.query('BEGIN');
  await write('ord_late');
  expect((await changes.look(first.mark)).hasChanged).toBe(false);
  await fixture.client.query(touch, [tenantId]);
  const second = await changes.look(first.mark);
  expect(second.hasChanged).toBe(true);
  expect((await changes.look(second.mark)).hasChanged).toBe(false);
  await late.query('COMMIT');
  const third = await changes.look(second.mark);
  expect(third.hasChanged).toBe(true);
  expect((await changes.look(third.mark)).hasChanged).toBe(false);
  await late.query('BEGIN');
  await write('ord_undone');
  await late.query('ROLLBACK');
  expect((await changes.look(third.mark)).hasChanged).toBe(false);
  await late.end();
});

test('a mark of another run of the server counts as changed', async () => {
  const { changes } = await createWatchSubject();
  const { mark } = await changes.look(null);
  expect((await changes.look(`1${mark}`)).hasChanged).toBe(true);
});

let idempotencyTenants = 0;

idempotencyStoreSuite('PostgreSQL', async () => {
  idempotencyTenants += 1;
  const directory = createPostgresTenantDirectory(fixture.database);
  const [a, b] = [`ten_i${idempotencyTenants}a`, `ten_i${idempotencyTenants}b`] as const;
  await directory.createTenant(buildBusiness(a), 1);
  await directory.createTenant(buildBusiness(b), 1);
  return {
    store: createPostgresIdempotencyStore(fixture.database, a),
    otherTenant: createPostgresIdempotencyStore(fixture.database, b),
  };
});

let settingsTenants = 0;

settingsStoreSuite('PostgreSQL', async () => {
  settingsTenants += 1;
  const { database } = fixture;
  const directory = createPostgresTenantDirectory(database);
  const [a, b] = [`ten_s${settingsTenants}a`, `ten_s${settingsTenants}b`] as const;
  await directory.createTenant(buildBusiness(a), 1);
  await directory.createTenant(buildBusiness(b), 1);
  return {
    settings: createPostgresSettingsStore(database, a),
    otherTenant: createPostgresSettingsStore(database, b),
    unknownTenant: createPostgresSettingsStore(database, 'ten_none'),
    catalog: createPostgresCatalogStore(database, a),
    directory,
  };
});

let visitorTenants = 0;

visitorHoldStoreSuite('PostgreSQL', async () => {
  visitorTenants += 1;
  const { database, client } = fixture;
  const directory = createPostgresTenantDirectory(database);
  const [a, b] = [`ten_v${visitorTenants}a`, `ten_v${visitorTenants}b`] as const;
  await directory.createTenant(buildBusiness(a), 1);
  await directory.createTenant(buildBusiness(b), 1);
  const otherTenant = openPostgresStores(database, b);
  return {
    subject: { ...openPostgresStores(database, a), otherTenant, reader: createPostgresReader(client, a) },
    store: createPostgresVisitorHoldStore(database, a),
    otherTenant: createPostgresVisitorHoldStore(database, b),
    countEntries: async () => {
      const { rows } = await client.query('SELECT count(*)::integer AS n FROM visitor_hold WHERE tenant_id = $1', [a]);
      return rows[0].n;
    },
  };
});

let feedTenants = 0;

feedStoreSuite('PostgreSQL', async () => {
  feedTenants += 1;
  const { database, client } = fixture;
  const directory = createPostgresTenantDirectory(database);
  const [a, b] = [`ten_f${feedTenants}a`, `ten_f${feedTenants}b`] as const;
  await directory.createTenant(buildBusiness(a), 1);
  await directory.createTenant(buildBusiness(b), 1);
  const otherTenant = openPostgresStores(database, b);
  return {
    subject: { ...openPostgresStores(database, a), otherTenant, reader: createPostgresReader(client, a) },
    store: createPostgresFeedStore(database, a),
    otherTenant: createPostgresFeedStore(database, b),
  };
});

tenantDirectorySuite('PostgreSQL', async () => {
  await directoryFixture.client.query('TRUNCATE tenant CASCADE');
  const { database } = directoryFixture;
  return { directory: createPostgresTenantDirectory(database), open: (tenantId) => openPostgresStores(database, tenantId) };
});

connectionDirectorySuite('PostgreSQL', async () => {
  await directoryFixture.client.query('TRUNCATE tenant CASCADE');
  return createPostgresTenantDirectory(directoryFixture.database);
});

// Runs last. A deadlock would be retried and stay unseen, but each costs a second: locks taken in sorted order make none.
test('no race made PostgreSQL break a deadlock', async () => {
  const { rows } = await fixture.client.query(
    'SELECT deadlocks::integer FROM pg_stat_database WHERE datname = current_database()',
  );
  expect(rows).toEqual([{ deadlocks: 0 }]);
});
