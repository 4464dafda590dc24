import { describe, expect, test } from '@jest/globals';
import type { CatalogDocument } from '../../../../core/catalog/catalog.ts';
import type { Resource } from '../../../../core/catalog/resource.ts';
import type { Schedule } from '../../../../core/catalog/schedule.ts';
import { putCatalogItem, retireCatalogItem } from '../../../../core/use-cases/change-catalog-item.ts';
import { saveCatalog } from '../../../../core/use-cases/save-catalog.ts';
import { buildCode, buildResource, buildService, valueOf } from '../../../support/build-core.ts';
import { buildWorld } from '../../../support/build-world.ts';

const anything = () => null;
const hours = [{ fromMinute: 540, toMinute: 1_020 }];
const summer: Schedule = { id: 'sch_summer', name: 'Summer', weeklyHours: { '1': hours } };
const bea = buildResource({ id: 'res_bea', name: 'Bea' });

const idsOf = ({ services, resources, codes, schedules = [] }: CatalogDocument): string =>
  [...services, ...resources, ...schedules].map(({ id }) => id).join(' ') + codes.map(({ code }) => ` ${code}`).join('');

describe('putting one item', () => {
  test('replaces it where it stands, adds a new one at the end or behind another, and leaves all others', async () => {
    const { ports } = await buildWorld({ resources: [buildResource(), bea] });
    const put = async (resource: Resource, after: string | null = null) =>
      valueOf(await putCatalogItem(ports, { list: 'resources', item: resource, after, isExpected: anything }));
    await put(buildResource({ name: 'Anna-Lena' }));
    await put(buildResource({ id: 'res_cleo' }), 'res_anna');
    await put(buildResource({ id: 'res_dora' }), 'res_nobody');
    valueOf(await putCatalogItem(ports, { list: 'schedules', item: summer, after: null, isExpected: anything }));
    const document = await ports.catalog.loadDocument();
    expect(idsOf(document)).toBe('svc_cut res_anna res_cleo res_bea res_dora sch_summer TEN');
    expect(document.resources[0]?.name).toBe('Anna-Lena');
    const code = buildCode({ maximumRedemptions: 7 });
    valueOf(await putCatalogItem(ports, { list: 'codes', item: code, after: null, isExpected: anything }));
    expect((await ports.catalog.loadDocument()).codes).toEqual([code]);
  });

  test.each([
    ['to the front', 'res_c', '', 'res_c res_a res_b'],
    ['behind another', 'res_a', 'res_b', 'res_b res_a res_c'],
    ['to the end', 'res_a', 'res_c', 'res_b res_c res_a'],
    ['nowhere behind itself', 'res_b', 'res_b', 'res_a res_b res_c'],
    ['nowhere behind one that is gone', 'res_b', 'res_gone', 'res_a res_b res_c'],
    ['nowhere when nobody says where', 'res_b', null, 'res_a res_b res_c'],
    ['to the front as a new one', 'res_d', '', 'res_d res_a res_b res_c'],
  ] as const)('moves it %s', async (_where, id, after, expected) => {
    const { ports } = await buildWorld({
      resources: (['res_a', 'res_b', 'res_c'] as const).map((own) => buildResource({ id: own })),
    });
    await ports.catalog.saveDocument({ ...(await ports.catalog.loadDocument()), services: [] });
    const item = buildResource({ id, name: 'Moved' });
    valueOf(await putCatalogItem(ports, { list: 'resources', item, after, isExpected: anything }));
    const { resources } = await ports.catalog.loadDocument();
    expect(resources.map((resource) => resource.id).join(' ')).toBe(expected);
    expect(resources.find((resource) => resource.id === id)?.name).toBe('Moved');
  });

  test('names mistakes by their path inside the item, and what is wrong elsewhere under catalog', async () => {
    const { ports } = await buildWorld({ services: [buildService({ id: 'svc_first' }), buildService()] });
    const wrong = buildService({ durationMinutes: 0, price: { amountMinor: -1, currency: 'SEK' } });
    expect(await putCatalogItem(ports, { list: 'services', item: wrong, after: null, isExpected: anything })).toMatchObject({
      refusal: { code: 'catalog_invalid', details: { errors: [{ path: 'durationMinutes' }, { path: 'price.amountMinor' }] } },
    });
    // What was saved long ago may be a mistake by now.
    await ports.catalog.saveDocument({ services: [buildService({ stepMinutes: 0 })], resources: [buildResource()], codes: [] });
    expect(await putCatalogItem(ports, { list: 'resources', item: bea, after: null, isExpected: anything })).toMatchObject({
      refusal: { details: { errors: [{ path: 'catalog.services.0.stepMinutes' }] } },
    });
  });

  test('asks what is expected of the item as it stands, and saves nothing against it', async () => {
    const { ports } = await buildWorld();
    const seen: unknown[] = [];
    const isExpected = (standing: Resource | null) => {
      seen.push(standing?.name ?? null);
      return { code: 'catalog_changed', details: {} } as const;
    };
    for (const item of [buildResource({ name: 'Other' }), bea]) {
      expect(await putCatalogItem(ports, { list: 'resources', item, after: null, isExpected })).toMatchObject({
        refusal: { code: 'catalog_changed' },
      });
    }
    expect(seen).toEqual(['Anna', null]);
    expect((await ports.catalog.loadDocument()).resources).toEqual([buildResource()]);
  });

  test('of twenty who change different items at once, each finds his change kept', async () => {
    const { ports } = await buildWorld();
    const wishes = Array.from({ length: 20 }, (_, index) => buildResource({ id: `res_${index}`, name: `Person ${index}` }));
    await Promise.all(
      wishes.map(async (item) =>
        valueOf(await putCatalogItem(ports, { list: 'resources', item, after: null, isExpected: anything })),
      ),
    );
    const { resources } = await ports.catalog.loadDocument();
    expect(resources.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(
      [buildResource(), ...wishes].toSorted((a, b) => a.id.localeCompare(b.id)),
    );
  });

  test('whoever changes without a pause makes it a fault that may be tried again', async () => {
    const { ports } = await buildWorld();
    const catalog = { ...ports.catalog, saveDocument: () => Promise.resolve({ kind: 'changed' } as const) };
    await expect(
      putCatalogItem({ ...ports, catalog }, { list: 'resources', item: bea, after: null, isExpected: anything }),
    ).rejects.toMatchObject({ code: 'busy_store', retryable: true });
  });

  test('a catalogue stays small enough to be sent as a whole', async () => {
    const { ports } = await buildWorld({
      services: Array.from({ length: 499 }, (_, index) => buildService({ id: `svc_${index}`, description: 'å'.repeat(1_999) })),
    });
    const long = buildService({ id: 'svc_long', description: 'å'.repeat(4_000) });
    const put = (description: string) =>
      putCatalogItem(ports, { list: 'services', item: { ...long, description }, after: null, isExpected: anything });
    const kept = JSON.stringify(await ports.catalog.loadDocument()).length;
    expect(kept).toBeLessThan(2_000_000);
    expect(await put('å'.repeat(400_000))).toMatchObject({
      refusal: { code: 'catalog_invalid', details: { errors: [{ path: 'catalog' }] } },
    });
    await ports.catalog.saveDocument({
      services: Array.from({ length: 500 }, (_, index) => buildService({ id: `svc_${index}` })),
      resources: [buildResource()],
      codes: [],
    });
    expect(await put('')).toMatchObject({ refusal: { details: { errors: [{ path: 'catalog.services' }] } } });
  });
});

describe('retiring one item', () => {
  const retire = async (
    { ports }: Awaited<ReturnType<typeof buildWorld>>,
    list: 'services' | 'resources' | 'schedules' | 'codes',
    key: string,
  ) => retireCatalogItem(ports, { list, key, isExpected: anything });

  test('leaves it out and can be taken back by putting it again', async () => {
    const world = await buildWorld({ resources: [buildResource(), bea] });
    expect((await retire(world, 'resources', 'res_bea')).ok).toBe(true);
    expect((await retire(world, 'codes', 'TEN')).ok).toBe(true);
    expect(idsOf(await world.ports.catalog.loadDocument())).toBe('svc_cut res_anna');
    valueOf(await putCatalogItem(world.ports, { list: 'resources', item: bea, after: null, isExpected: anything }));
    expect(idsOf(await world.ports.catalog.loadDocument())).toBe('svc_cut res_anna res_bea');
  });

  test('is refused while something names it, which is named in turn', async () => {
    const uses = [{ scheduleId: 'sch_summer', from: null, until: null }] as const;
    const world = await buildWorld({
      services: [buildService({ schedules: uses })],
      resources: [buildResource({ schedules: uses }), bea],
      schedules: [summer],
      codes: [buildCode({ serviceIds: ['svc_cut'] })],
    });
    const user = { service: { list: 'services', id: 'svc_cut', name: 'Cut' }, code: { list: 'codes', id: 'TEN' } };
    const rows = [
      ['services', 'svc_cut', [user.code]],
      ['resources', 'res_anna', [user.service]],
      ['schedules', 'sch_summer', [{ list: 'resources', id: 'res_anna', name: 'Anna' }, user.service]],
    ] as const;
    for (const [list, key, usedBy] of rows) {
      expect(await retire(world, list, key)).toMatchObject({ refusal: { code: 'catalog_item_in_use', details: { usedBy } } });
    }
    expect((await retire(world, 'resources', 'res_bea')).ok).toBe(true);
  });

  test('what is not there is not found, and what is expected is asked', async () => {
    const world = await buildWorld();
    expect(await retire(world, 'services', 'svc_none')).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await retire(world, 'services', 'constructor')).toMatchObject({ refusal: { code: 'not_found' } });
    const isExpected = () => ({ code: 'catalog_changed', details: {} }) as const;
    expect(await retireCatalogItem(world.ports, { list: 'codes', key: 'TEN', isExpected })).toMatchObject({
      refusal: { code: 'catalog_changed' },
    });
    expect(idsOf(await world.ports.catalog.loadDocument())).toBe('svc_cut res_anna TEN');
  });
});

test('a document is saved over the one it was made from, and over no other', async () => {
  const { ports } = await buildWorld();
  const first = await ports.catalog.loadDocument();
  const next = { ...first, resources: [...first.resources, bea] };
  valueOf(await saveCatalog(ports, next, first));
  expect(await saveCatalog(ports, first, first)).toMatchObject({ refusal: { code: 'catalog_changed' } });
  expect(idsOf(await ports.catalog.loadDocument())).toBe('svc_cut res_anna res_bea TEN');
});
