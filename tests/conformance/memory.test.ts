import { createMemoryHolidaySource } from '../../adapters/memory/create-memory-holiday-source.ts';
import { createMemoryFeedStore } from '../../adapters/memory/create-memory-feed-store.ts';
import { createMemoryIdempotencyStore } from '../../adapters/memory/create-memory-idempotency-store.ts';
import { createMemoryCatalogStore } from '../../adapters/memory/create-memory-catalog-store.ts';
import { createMemorySettingsStore } from '../../adapters/memory/create-memory-settings-store.ts';
import { createMemoryVisitorHoldStore } from '../../adapters/memory/create-memory-visitor-hold-store.ts';
import { createMemoryTenantDirectory } from '../../adapters/memory/create-memory-tenant-directory.ts';
import { createMemoryDatabase, openTenant } from '../../adapters/memory/memory-database.ts';
import { bookingStoreSuite } from './booking-store.suite.ts';
import { busyTimeStoreSuite } from './busy-time-store.suite.ts';
import { changeWatchSuite } from './change-watch.suite.ts';
import { catalogStoreSuite } from './catalog-store.suite.ts';
import { connectionDirectorySuite } from './connection-directory.suite.ts';
import { effectStoreSuite } from './effect-store.suite.ts';
import { feedStoreSuite } from './feed-store.suite.ts';
import { holidaySourceSuite } from './holiday-source.suite.ts';
import { idempotencyStoreSuite } from './idempotency-store.suite.ts';
import { createMemoryReader, createMemorySubject, createMemoryWatchSubject, openMemoryStores } from './memory-subject.ts';
import { buildBusiness } from '../support/fixtures-core.ts';
import { settingsStoreSuite } from './settings-store.suite.ts';
import { tenantDirectorySuite } from './tenant-directory.suite.ts';
import { visitorHoldStoreSuite } from './visitor-hold-store.suite.ts';

bookingStoreSuite('memory', () => createMemorySubject());
catalogStoreSuite('memory', () => createMemorySubject());
effectStoreSuite('memory', () => createMemorySubject());
busyTimeStoreSuite('memory', () => createMemorySubject());

changeWatchSuite('memory', createMemoryWatchSubject);

holidaySourceSuite('memory', () =>
  createMemoryHolidaySource({
    SE: ['2028-01-06', '2028-01-01', '2027-12-25', '2027-12-26', '2027-12-26'],
    DE: [],
    'DE-BY': ['2027-11-01'],
  }),
);

idempotencyStoreSuite('memory', async () => {
  const database = createMemoryDatabase();
  return { store: createMemoryIdempotencyStore(database, 'ten_a'), otherTenant: createMemoryIdempotencyStore(database, 'ten_b') };
});

tenantDirectorySuite('memory', async () => {
  const database = createMemoryDatabase();
  return { directory: createMemoryTenantDirectory(database), open: (tenantId) => openMemoryStores(database, tenantId) };
});

connectionDirectorySuite('memory', async () => createMemoryTenantDirectory(createMemoryDatabase()));

settingsStoreSuite('memory', async () => {
  const database = createMemoryDatabase();
  const directory = createMemoryTenantDirectory(database);
  await directory.createTenant(buildBusiness('ten_a'), 1);
  await directory.createTenant(buildBusiness('ten_b'), 1);
  return {
    settings: createMemorySettingsStore(database, 'ten_a'),
    otherTenant: createMemorySettingsStore(database, 'ten_b'),
    unknownTenant: createMemorySettingsStore(database, 'ten_none'),
    catalog: createMemoryCatalogStore(database, 'ten_a'),
    directory,
  };
});

visitorHoldStoreSuite('memory', async () => {
  const database = createMemoryDatabase();
  const directory = createMemoryTenantDirectory(database);
  await directory.createTenant(buildBusiness('ten_a'), 1);
  await directory.createTenant(buildBusiness('ten_b'), 1);
  const tenant = openTenant(database, 'ten_a');
  const otherTenant = openMemoryStores(database, 'ten_b');
  return {
    subject: { ...openMemoryStores(database, 'ten_a'), otherTenant, reader: createMemoryReader(tenant) },
    store: createMemoryVisitorHoldStore(database, 'ten_a'),
    otherTenant: createMemoryVisitorHoldStore(database, 'ten_b'),
    countEntries: async () => tenant.visitorHolds.size,
  };
});

feedStoreSuite('memory', async () => {
  const database = createMemoryDatabase();
  const directory = createMemoryTenantDirectory(database);
  await directory.createTenant(buildBusiness('ten_a'), 1);
  await directory.createTenant(buildBusiness('ten_b'), 1);
  const otherTenant = openMemoryStores(database, 'ten_b');
  return {
    subject: { ...openMemoryStores(database, 'ten_a'), otherTenant, reader: createMemoryReader(openTenant(database, 'ten_a')) },
    store: createMemoryFeedStore(database, 'ten_a'),
    otherTenant: createMemoryFeedStore(database, 'ten_b'),
  };
});
