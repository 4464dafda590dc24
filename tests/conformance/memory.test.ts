import { createMemoryIdempotencyStore } from '../../adapters/memory/create-memory-idempotency-store.ts';
import { createMemoryTenantDirectory } from '../../adapters/memory/create-memory-tenant-directory.ts';
import { createMemoryDatabase } from '../../adapters/memory/memory-database.ts';
import { bookingStoreSuite } from './booking-store.suite.ts';
import { catalogStoreSuite } from './catalog-store.suite.ts';
import { effectStoreSuite } from './effect-store.suite.ts';
import { idempotencyStoreSuite } from './idempotency-store.suite.ts';
import { createMemorySubject, openMemoryStores } from './memory-subject.ts';
import { tenantDirectorySuite } from './tenant-directory.suite.ts';

bookingStoreSuite('memory', createMemorySubject);
catalogStoreSuite('memory', createMemorySubject);
effectStoreSuite('memory', createMemorySubject);

idempotencyStoreSuite('memory', async () => {
  const database = createMemoryDatabase();
  return { store: createMemoryIdempotencyStore(database, 'ten_a'), otherTenant: createMemoryIdempotencyStore(database, 'ten_b') };
});

tenantDirectorySuite('memory', async () => {
  const database = createMemoryDatabase();
  return { directory: createMemoryTenantDirectory(database), open: (tenantId) => openMemoryStores(database, tenantId) };
});
