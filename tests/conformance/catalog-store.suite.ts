import { describe, expect, test } from '@jest/globals';
import type { CatalogDocument } from '../../core/catalog/catalog.ts';
import { readPriceBook } from '../../core/catalog/prices/price-book.ts';
import type { TenantId } from '../../core/ids.ts';
import type { CatalogStore } from '../../core/ports/catalog-store.ts';
import {
  buildBusiness,
  buildCatalogDocument,
  buildCode,
  buildOrder,
  buildResource,
  buildService,
  fixtureNow,
} from '../support/fixtures-core.ts';
import { promotion, rule, tax } from '../support/price-rows.ts';
import { loadOrder, race } from './booking-store/helpers.ts';
import type { BookingSubject } from './booking-store/subject.ts';

/** What a catalogue store is tested with: two tenants, and a store of a tenant that does not exist. */
export type CatalogSubject = BookingSubject & { readonly tenantId: TenantId; readonly unknownTenant: CatalogStore };

/** A catalogue whose people have these calendars. */
const withCalendars = (...calendarIds: readonly string[]): CatalogDocument =>
  buildCatalogDocument({
    services: [],
    resources: calendarIds.map((calendarId, index) =>
      buildResource({ id: `res_${index}`, calendar: { calendarId, whenUnknown: 'closed' } }),
    ),
  });

/** Checks what `CatalogStore` promises. */
export function catalogStoreSuite(name: string, factory: () => Promise<CatalogSubject>): void {
  describe(`CatalogStore: ${name}`, () => {
    test('a new tenant sells nothing', async () => {
      const { catalog, tenantId } = await factory();
      expect(await catalog.loadCatalog()).toEqual({
        business: buildBusiness(tenantId),
        services: [],
        resources: [],
        schedules: [],
      });
      expect(await catalog.loadDocument()).toEqual({ services: [], resources: [], codes: [], schedules: [] });
    });

    test('a catalogue comes back as it was saved, in the same order, to its tenant only', async () => {
      const { catalog, otherTenant, tenantId } = await factory();
      const document = buildCatalogDocument({
        codes: [buildCode(), buildCode({ code: 'ALWAYS', maximumRedemptions: null, validUntil: fixtureNow })],
      });
      await catalog.saveDocument(document);
      const { services, resources, schedules } = document;
      expect(await catalog.loadDocument()).toEqual(document);
      expect(await catalog.loadCatalog()).toEqual({ business: buildBusiness(tenantId), services, resources, schedules });
      expect(await otherTenant.catalog.loadDocument()).toEqual({ services: [], resources: [], codes: [], schedules: [] });
      expect(await otherTenant.catalog.loadCodes(['ONCE'], fixtureNow)).toEqual([]);
      const turned = {
        services: services.toReversed(),
        resources: resources.toReversed(),
        codes: document.codes.toReversed(),
        schedules: schedules?.toReversed() ?? [],
      };
      await catalog.saveDocument(turned);
      expect(await catalog.loadDocument()).toEqual(turned);
    });

    test('a document without schedules retires those that were there, and they can come back', async () => {
      const { catalog } = await factory();
      const document = buildCatalogDocument();
      const { services, resources, codes } = document;
      await catalog.saveDocument(document);
      await catalog.saveDocument({ services, resources, codes });
      expect((await catalog.loadDocument()).schedules).toEqual([]);
      expect((await catalog.loadCatalog()).schedules).toEqual([]);
      await catalog.saveDocument(document);
      expect(await catalog.loadDocument()).toEqual(document);
    });

    test('places and ways come back as they were saved; a location says the place of its services, to those who book alone', async () => {
      const { catalog, otherTenant } = await factory();
      const location = { id: 'loc_shop', name: 'Shop', address: 'Storgatan 1', travelZoneId: 'zon_city', schedules: [] } as const;
      const zones = [{ id: 'zon_city', name: 'City', minutesWithin: 5 }] as const;
      const document = buildCatalogDocument({
        services: [buildService({ place: null, locationId: 'loc_shop' })],
        locations: [location, { ...location, id: 'loc_studio' }],
        travel: { zones, minutes: [], otherwiseMinutes: 45 },
      });
      await catalog.saveDocument(document);
      expect(await catalog.loadDocument()).toEqual(document);
      const loaded = await catalog.loadCatalog();
      expect([loaded.locations, loaded.travel]).toEqual([document.locations, document.travel]);
      expect(loaded.services.map(({ place }) => place)).toEqual(['Shop, Storgatan 1']);
      expect((await otherTenant.catalog.loadCatalog()).locations).toBeUndefined();
      const { locations: _gone, travel: _none, ...rest } = document;
      await catalog.saveDocument({ ...rest, services: [] });
      const emptied = await catalog.loadDocument();
      expect([emptied.locations, emptied.travel]).toEqual([undefined, undefined]);
    });

    test('price rules, promotions and taxes come back as they were saved, in their order, and go when they are left out', async () => {
      const { catalog, otherTenant } = await factory();
      const weekend = rule({ id: 'pru_weekend', when: { weekdays: [6, 7], dates: [{ from: '06-01', to: '08-31' }] } });
      const document = buildCatalogDocument({
        ...{ priceRules: [rule({ id: 'pru_z' }), weekend], promotions: [promotion({ validUntil: fixtureNow })], tax: tax() },
      });
      await catalog.saveDocument(document);
      expect(await catalog.loadDocument()).toEqual(document);
      const { priceRules, promotions, tax: taxes, ...rest } = document;
      const empty = { priceRules: [], promotions: [], tax: null };
      expect(readPriceBook(await catalog.loadCatalog())).toEqual({ priceRules, promotions, tax: taxes });
      expect(readPriceBook(await otherTenant.catalog.loadCatalog())).toEqual(empty);
      await catalog.saveDocument(rest);
      expect(await catalog.loadDocument()).toEqual(rest);
    });

    test('codes are found by name, with how often they were redeemed', async () => {
      const { catalog } = await factory();
      await catalog.saveDocument(buildCatalogDocument());
      expect(await catalog.loadCodes([], fixtureNow)).toEqual([]);
      expect(await catalog.loadCodes(['ONCE', 'NONE', 'once'], fixtureNow)).toEqual([{ ...buildCode(), redeemed: 0 }]);
    });

    test('what is missing is retired: bookings keep it, and it can come back', async () => {
      const { catalog, bookings } = await factory();
      const document = buildCatalogDocument();
      await catalog.saveDocument(document);
      const order = buildOrder({ redemptions: [{ code: 'ONCE', state: 'reserved' }] });
      await bookings.insertOrder(order, []);
      await catalog.saveDocument({
        services: [buildService({ id: 'svc_new' })],
        resources: [buildResource({ id: 'res_new' })],
        codes: [],
      });
      expect(await loadOrder(bookings, 'ord_1')).toEqual(order);
      expect((await catalog.loadCatalog()).services.map((service) => service.id)).toEqual(['svc_new']);
      expect(await catalog.loadCodes(['ONCE'], fixtureNow)).toEqual([]);
      await catalog.saveDocument(document);
      expect(await catalog.loadDocument()).toEqual(document);
      expect(await catalog.loadCodes(['ONCE'], fixtureNow)).toEqual([{ ...buildCode(), redeemed: 1 }]);
    });

    test('a code whose maximum is lowered below its uses keeps its count and gives no further use', async () => {
      const { catalog, bookings } = await factory();
      const save = (maximumRedemptions: number | null) =>
        catalog.saveDocument(buildCatalogDocument({ codes: [buildCode({ maximumRedemptions })] }));
      const order = (index: number) => {
        const redemptions = [{ code: 'ONCE', state: 'reserved' }] as const;
        return buildOrder({ id: `ord_${index}`, bookings: [], lines: [], redemptions });
      };
      await save(null);
      for (const index of [1, 2, 3]) expect(await bookings.insertOrder(order(index), [])).toEqual({ kind: 'saved' });
      await save(2);
      expect(await catalog.loadCodes(['ONCE'], fixtureNow)).toMatchObject([{ redeemed: 3, maximumRedemptions: 2 }]);
      const release = (index: number) => ({ ...order(index), redemptions: [{ code: 'ONCE', state: 'released' as const }] });
      for (const [index, kind] of [
        [1, 'taken'],
        [2, 'saved'],
      ] as const) {
        const previous = order(index);
        await bookings.saveOrder({ previous, next: release(index), release: [], claim: [], effects: [], providerEvent: null });
        expect(await bookings.insertOrder(order(index + 10), [])).toMatchObject({ kind });
      }
      expect(await catalog.loadCodes(['ONCE'], fixtureNow)).toMatchObject([{ redeemed: 2 }]);
    });

    test('saving many times at once leaves one of the documents, whole', async () => {
      const { catalog } = await factory();
      const documents = [1, 2, 3, 4].map((count) => {
        const { resources, ...rest } = buildCatalogDocument();
        return { ...rest, resources: count % 2 === 0 ? resources.slice(0, count) : resources.slice(0, count).toReversed() };
      });
      await race(12, (index) => catalog.saveDocument(documents[index % 4] ?? buildCatalogDocument()));
      expect(documents).toContainEqual(await catalog.loadDocument());
    });

    test('a document that is no longer there is not replaced', async () => {
      const { catalog, otherTenant } = await factory();
      const empty = await catalog.loadDocument();
      const first = buildCatalogDocument({ codes: [buildCode(), buildCode({ code: 'ALWAYS', validUntil: fixtureNow })] });
      expect(await catalog.saveDocument(first, empty)).toEqual({ kind: 'saved' });
      expect(await catalog.saveDocument(buildCatalogDocument({ codes: [] }), empty)).toEqual({ kind: 'changed' });
      const standing = await catalog.loadDocument();
      expect(standing).toEqual(first);
      await otherTenant.catalog.saveDocument(buildCatalogDocument({ codes: [] }));
      const turned = { ...first, resources: first.resources.toReversed() };
      expect(await catalog.saveDocument(turned, standing)).toEqual({ kind: 'saved' });
      expect(await catalog.saveDocument(first, standing)).toEqual({ kind: 'changed' });
      expect(await catalog.loadDocument()).toEqual(turned);
    });

    test('of many who replace the same document at once, one does', async () => {
      const { catalog } = await factory();
      const standing = await catalog.loadDocument();
      const kinds = await race(12, async (index) => {
        const document = buildCatalogDocument({ resources: [], services: [], codes: [buildCode({ code: `CODE_${index}` })] });
        return (await catalog.saveDocument(document, standing)).kind;
      });
      expect(kinds.toSorted()).toEqual([...Array.from({ length: 11 }, () => 'changed'), 'saved']);
    });

    test('a calendar that another tenant names is not given, however it is written, and nothing is saved', async () => {
      const { catalog, otherTenant, tenantId } = await factory();
      const [anna, bo, shared] = [`Anna@${tenantId}.example`, `bo@${tenantId}.example`, `room@${tenantId}.example`];
      const document = withCalendars(anna, bo, anna);
      expect(await catalog.saveDocument(document)).toEqual({ kind: 'saved' });
      const before = buildCatalogDocument();
      expect(await otherTenant.catalog.saveDocument(before)).toEqual({ kind: 'saved' });
      const wanted = withCalendars(shared, bo.toUpperCase(), anna.toLowerCase(), anna.toLowerCase());
      expect(await otherTenant.catalog.saveDocument(wanted)).toEqual({
        kind: 'calendars_taken',
        calendarIds: [bo.toUpperCase(), anna.toLowerCase()],
      });
      expect(await otherTenant.catalog.loadDocument()).toEqual(before);
      // Whoever names it keeps it, and what was refused with it stays free.
      expect(await catalog.saveDocument(document)).toEqual({ kind: 'saved' });
      expect(await catalog.saveDocument(withCalendars(anna, shared))).toEqual({ kind: 'saved' });
    });

    test('a calendar is free when the resource that names it is retired or names another', async () => {
      const { catalog, otherTenant, tenantId } = await factory();
      const [anna, bo] = [`anna@${tenantId}.example`, `bo@${tenantId}.example`];
      await catalog.saveDocument(withCalendars(anna, bo));
      await catalog.saveDocument(withCalendars(bo));
      expect(await otherTenant.catalog.saveDocument(withCalendars(anna))).toEqual({ kind: 'saved' });
      expect(await otherTenant.catalog.saveDocument(withCalendars(anna, bo))).toMatchObject({ calendarIds: [bo] });
      await catalog.saveDocument(withCalendars());
      expect(await otherTenant.catalog.saveDocument(withCalendars(anna, bo))).toEqual({ kind: 'saved' });
      expect(await catalog.saveDocument(withCalendars(bo))).toEqual({ kind: 'calendars_taken', calendarIds: [bo] });
    });

    test('of two tenants who name the same calendars at the same moment, one gets them all', async () => {
      const { catalog, otherTenant, tenantId } = await factory();
      for (let round = 0; round < 10; round += 1) {
        const names = [1, 2, 3].map((number) => `calendar-${round}-${number}@${tenantId}.example`);
        const [mine, theirs] = [withCalendars(...names), withCalendars(...names.toReversed())];
        const kinds = await race(12, async (index) => {
          const isMine = (index + round) % 2 === 0;
          return [isMine, (await (isMine ? catalog.saveDocument(mine) : otherTenant.catalog.saveDocument(theirs))).kind];
        });
        const winner = kinds.find(([, kind]) => kind === 'saved')?.[0];
        expect(kinds.filter(([isMine, kind]) => (kind === 'saved') !== (isMine === winner))).toEqual([]);
      }
    });

    test('what changes about money is kept as versions with when and by whom, and nothing else is', async () => {
      const { catalog, otherTenant } = await factory();
      const note = { at: fixtureNow, by: { kind: 'administrator', id: '7', siteId: 'site_a' } } as const;
      const service = buildService();
      const document = buildCatalogDocument({ services: [service], codes: [] });
      // Saved without a note, as before changes were noted.
      await catalog.saveDocument(document);
      await catalog.saveDocument({ ...document, services: [{ ...service, name: 'Another name' }] }, undefined, note);
      expect(await catalog.listPriceVersions({ itemId: null, before: null, limit: 9 })).toEqual([]);
      const dearer = { ...service, price: { ...service.price, amountMinor: 99_900 } };
      await catalog.saveDocument({ ...document, services: [dearer] }, undefined, note);
      const rule = {
        id: 'pru_a',
        name: 'A',
        serviceIds: null,
        adjustment: { kind: 'percent', percent: 5 },
        then: 'stop',
      } as const;
      const priceRules = [rule, { ...rule, id: 'pru_b' } as const];
      const ruled = { ...document, services: [dearer], priceRules };
      await catalog.saveDocument(ruled, undefined, { ...note, at: fixtureNow + 1 });
      await catalog.saveDocument({ ...ruled, services: [], priceRules: priceRules.toReversed() }, undefined, note);
      const versions = await catalog.listPriceVersions({ itemId: null, before: null, limit: 20 });
      expect(versions.map(({ list, itemId, version }) => `${list}/${itemId} ${version}`)).toEqual([
        ...[`services/${service.id} 3`, 'priceRules/order 2'],
        ...['priceRules/order 1', 'priceRules/pru_b 1', 'priceRules/pru_a 1'],
        ...[`services/${service.id} 2`, `services/${service.id} 1`],
      ]);
      const [retired, order, , , , second, first] = versions;
      expect([retired?.said, retired?.previous]).toEqual([null, second?.said]);
      expect([order?.said, order?.previous]).toEqual([{ order: ['pru_b', 'pru_a'] }, { order: ['pru_a', 'pru_b'] }]);
      expect(second).toMatchObject({ said: { price: dearer.price }, previous: { price: service.price }, note });
      expect([first?.note, first?.previous]).toEqual([null, null]);
      const page = await catalog.listPriceVersions({ itemId: null, before: versions[1]?.sequence ?? 0, limit: 2 });
      expect(page).toEqual(versions.slice(2, 4));
      expect(await catalog.listPriceVersions({ itemId: service.id, before: null, limit: 1 })).toEqual([retired]);
      expect(await catalog.findPriceVersions()).toEqual(
        new Map([
          ...[['priceRules/order', 2] as const, ['priceRules/pru_a', 1] as const, ['priceRules/pru_b', 1] as const],
          [`services/${service.id}`, 3],
        ]),
      );
      expect(await otherTenant.catalog.listPriceVersions({ itemId: null, before: null, limit: 9 })).toEqual([]);
    });

    test('a change that is not saved leaves no version, and of many at once each has its own', async () => {
      const { catalog } = await factory();
      const note = { at: fixtureNow, by: { kind: 'operator' } } as const;
      const empty = await catalog.loadDocument();
      const save = (percent: number, standing?: CatalogDocument) =>
        catalog.saveDocument(
          buildCatalogDocument({ codes: [buildCode({ discount: { kind: 'percent', percent } })] }),
          standing,
          note,
        );
      await save(1);
      expect(await save(2, empty)).toEqual({ kind: 'changed' });
      await race(6, (index) => save(index + 10));
      const versions = await catalog.listPriceVersions({ itemId: 'ONCE', before: null, limit: 20 });
      expect(versions.map(({ version }) => version)).toEqual([7, 6, 5, 4, 3, 2, 1]);
      expect(new Set(versions.map(({ said }) => JSON.stringify(said))).size).toBe(7);
    });

    test('a tenant that does not exist is a fault', async () => {
      const { unknownTenant } = await factory();
      const fault = { name: 'Fault', code: 'not_found', retryable: false };
      await expect(unknownTenant.loadCatalog()).rejects.toMatchObject(fault);
      await expect(unknownTenant.loadDocument()).rejects.toMatchObject(fault);
      await expect(unknownTenant.saveDocument(buildCatalogDocument())).rejects.toMatchObject(fault);
    });
  });
}
