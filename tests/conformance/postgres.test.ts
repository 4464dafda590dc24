import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPostgresIdempotencyStore } from '../../adapters/postgres/create-postgres-idempotency-store.ts';
import { createPostgresTenantDirectory } from '../../adapters/postgres/create-postgres-tenant-directory.ts';
import { buildBusiness } from '../support/fixtures-core.ts';
import { bookingStoreSuite } from './booking-store.suite.ts';
import { catalogStoreSuite } from './catalog-store.suite.ts';
import { effectStoreSuite } from './effect-store.suite.ts';
import { idempotencyStoreSuite } from './idempotency-store.suite.ts';
import { createPostgresSubject, openPostgresFixture, openPostgresStores, type PostgresFixture } from './postgres-subject.ts';
import { tenantDirectorySuite } from './tenant-directory.suite.ts';

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

tenantDirectorySuite('PostgreSQL', async () => {
  await directoryFixture.client.query('TRUNCATE tenant CASCADE');
  const { database } = directoryFixture;
  return { directory: createPostgresTenantDirectory(database), open: (tenantId) => openPostgresStores(database, tenantId) };
});

// Runs last. A deadlock would be retried and stay unseen, but each costs a second: locks taken in sorted order make none.
test('no race made PostgreSQL break a deadlock', async () => {
  const { rows } = await fixture.client.query(
    'SELECT deadlocks::integer FROM pg_stat_database WHERE datname = current_database()',
  );
  expect(rows).toEqual([{ deadlocks: 0 }]);
});
