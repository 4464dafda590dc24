import { expect, test } from '@jest/globals';
import { createMemoryCatalogStore } from '../../../../adapters/memory/create-memory-catalog-store.ts';
import { createMemoryTenantDirectory } from '../../../../adapters/memory/create-memory-tenant-directory.ts';
import { createMemoryDatabase } from '../../../../adapters/memory/memory-database.ts';
import type { CatalogDocument } from '../../../../core/catalog/catalog.ts';
import { saveCatalog } from '../../../../core/use-cases/save-catalog.ts';
import { buildBusiness, buildResource, NOW, valueOf } from '../../../support/build-core.ts';
import { buildWorld } from '../../../support/build-world.ts';
import { withCalendar } from '../../../support/calendar-world.ts';

const sell = (...resources: CatalogDocument['resources']): CatalogDocument => ({
  services: [],
  resources,
  codes: [],
  schedules: [],
});

test('each resource that names a calendar of another business is named in the refusal, and nothing is saved', async () => {
  const database = createMemoryDatabase();
  const directory = createMemoryTenantDirectory(database);
  await directory.createTenant(buildBusiness(), NOW);
  await directory.createTenant(buildBusiness({ id: 'ten_other' }), NOW);
  const { ports } = await buildWorld();
  const mine = { ...ports, catalog: createMemoryCatalogStore(database, 'ten_salon') };
  const theirs = { ...ports, catalog: createMemoryCatalogStore(database, 'ten_other') };
  valueOf(await saveCatalog(mine, sell(withCalendar('res_anna'))));

  const calendar = { calendarId: 'ANNA@salon.example', whenUnknown: 'open' } as const;
  const document = sell(withCalendar('res_berit'), withCalendar('res_anna'), buildResource({ id: 'res_room', calendar }));
  const message = 'This calendar belongs to another business of this service. Ask whoever runs it.';
  expect(await saveCatalog(theirs, document)).toMatchObject({
    ok: false,
    refusal: {
      code: 'catalog_invalid',
      details: {
        errors: [
          { path: 'resources.1.calendar.calendarId', message },
          { path: 'resources.2.calendar.calendarId', message },
        ],
      },
    },
  });
  expect(await theirs.catalog.loadDocument()).toEqual(sell());
});
