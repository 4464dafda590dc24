import { expect, test } from '@jest/globals';
import type { CatalogStore } from '../../../core/ports/catalog-store.ts';
import { rememberCatalogs } from '../../../service/remember-catalogs.ts';
import { buildWorld } from '../../support/build-world.ts';

async function build() {
  const { ports } = await buildWorld();
  const loads: string[] = [];
  const catalogs = rememberCatalogs((tenantId) => ({
    ...ports.catalog,
    loadCatalog: () => {
      loads.push(tenantId);
      return ports.catalog.loadCatalog();
    },
  }));
  return { ports, catalogs, loads };
}

const rename = async (store: CatalogStore): Promise<void> => {
  const document = await store.loadDocument();
  await store.saveDocument({ ...document, services: document.services.map((service) => ({ ...service, name: 'Another name' })) });
};

const listNames = async (store: CatalogStore): Promise<readonly string[]> =>
  (await store.loadCatalog()).services.map(({ name }) => name);

test('steps that follow each other, those at the same moment, and other requests share one load; other tenants have their own', async () => {
  const { catalogs, loads } = await build();
  const [one, two] = [catalogs.open('ten_a'), catalogs.open('ten_a')];
  const [first, second] = await Promise.all([one.loadCatalog(), two.loadCatalog()]);
  expect([await one.loadCatalog(), second]).toEqual([first, first]);
  await catalogs.open('ten_b').loadCatalog();
  expect(loads).toEqual(['ten_a', 'ten_b']);
});

test('what is saved in one request is seen in all at once', async () => {
  const { catalogs } = await build();
  const [one, two] = [catalogs.open('ten_a'), catalogs.open('ten_a')];
  await two.loadCatalog();
  await rename(one);
  expect([await listNames(one), await listNames(two)]).toEqual([['Another name'], ['Another name']]);
});

test('what was saved past them is seen once that is told', async () => {
  const { ports, catalogs } = await build();
  const store = catalogs.open('ten_a');
  const before = await listNames(store);
  await rename(ports.catalog);
  expect(await listNames(store)).toEqual(before);
  catalogs.forget('ten_a');
  expect(await listNames(store)).toEqual(['Another name']);
});

test('a load that failed is tried again', async () => {
  const { ports } = await buildWorld();
  let isAway = true;
  const loadCatalog: CatalogStore['loadCatalog'] = () =>
    isAway ? Promise.reject(new Error('away')) : ports.catalog.loadCatalog();
  const store = rememberCatalogs(() => ({ ...ports.catalog, loadCatalog })).open('ten_a');
  await expect(store.loadCatalog()).rejects.toThrow('away');
  isAway = false;
  expect((await store.loadCatalog()).services).toHaveLength(1);
});
