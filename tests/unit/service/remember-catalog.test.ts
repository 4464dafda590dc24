import { expect, test } from '@jest/globals';
import type { CatalogStore } from '../../../core/ports/catalog-store.ts';
import { rememberCatalog } from '../../../service/remember-catalog.ts';
import { buildWorld } from '../../support/build-world.ts';

async function buildCountedStore(): Promise<{ readonly store: CatalogStore; readonly loads: () => number }> {
  const { ports } = await buildWorld();
  let loads = 0;
  const loadCatalog: CatalogStore['loadCatalog'] = () => {
    loads += 1;
    return ports.catalog.loadCatalog();
  };
  return { store: rememberCatalog({ ...ports.catalog, loadCatalog }), loads: () => loads };
}

test('steps that follow each other, and those at the same moment, share one load', async () => {
  const { store, loads } = await buildCountedStore();
  const [first, second] = await Promise.all([store.loadCatalog(), store.loadCatalog()]);
  expect([await store.loadCatalog(), second]).toEqual([first, first]);
  expect(loads()).toBe(1);
});

test('what is saved through it is seen at once', async () => {
  const { store, loads } = await buildCountedStore();
  const { services } = await store.loadCatalog();
  const document = await store.loadDocument();
  await store.saveDocument({ ...document, services: document.services.map((service) => ({ ...service, name: 'Another name' })) });
  expect((await store.loadCatalog()).services.map(({ name }) => name)).toEqual(services.map(() => 'Another name'));
  expect(loads()).toBe(2);
});

test('a load that failed is tried again', async () => {
  const { ports } = await buildWorld();
  let isAway = true;
  const loadCatalog: CatalogStore['loadCatalog'] = () =>
    isAway ? Promise.reject(new Error('away')) : ports.catalog.loadCatalog();
  const store = rememberCatalog({ ...ports.catalog, loadCatalog });
  await expect(store.loadCatalog()).rejects.toThrow('away');
  isAway = false;
  expect((await store.loadCatalog()).services).toHaveLength(1);
});
