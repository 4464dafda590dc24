import { isDeepStrictEqual } from 'node:util';
import { describePlaces, describePrices, Fault, listCalendarIds, placeServices, readPriceBook } from '../../core/index.ts';
import type { CatalogDocument, CatalogSaved, CatalogStore, TenantId } from '../../core/index.ts';
import { copyFrozen } from './copy-frozen.ts';
import { openTenant, type MemoryDatabase, type MemoryTenant } from './memory-database.ts';
import { countStaleUses, sumUses } from './read-bookings.ts';
import { keepPriceVersions, openPriceHistory } from './price-history.ts';
import { respond } from './respond.ts';

/** Builds the catalogue store of one tenant in memory. A tenant that does not exist throws `Fault('not_found')`. */
export function createMemoryCatalogStore(database: MemoryDatabase, tenantId: TenantId): CatalogStore {
  const tenant = openTenant(database, tenantId);
  return {
    loadCatalog: () =>
      respond(() => {
        const { business, services, resources, schedules, locations, travel, prices } = requireTenant(tenant);
        return {
          business,
          services: placeServices(services, locations),
          resources,
          schedules,
          ...describePlaces(locations, travel),
          ...prices,
        };
      }),
    loadCodes: (codes, now) =>
      respond(() =>
        listCodes(tenant)
          .filter(({ code }) => codes.includes(code.code))
          .map(({ code, redeemed }) => ({ ...code, redeemed: redeemed - countStaleUses(tenant, code.code, now) })),
      ),
    loadCodeUsage: () =>
      respond(() => {
        const reserved = (code: string): number => sumUses([...tenant.orders.values()], code, 'reserved');
        return new Map(
          listCodes(tenant).map(({ code: { code }, redeemed }) => [
            code,
            { used: redeemed - reserved(code), reserved: reserved(code) },
          ]),
        );
      }),
    loadDocument: () => respond(() => readDocument(requireTenant(tenant))),
    ...openPriceHistory(tenant),
    saveDocument: (document, standing, note) =>
      respond((): CatalogSaved => {
        const known = requireTenant(tenant);
        if (standing !== undefined && !isDeepStrictEqual(standing, readDocument(known))) return { kind: 'changed' };
        const calendarIds = listTaken(database, known, document);
        if (calendarIds.length > 0) return { kind: 'calendars_taken', calendarIds };
        if (note !== undefined) keepPriceVersions(known, readDocument(known), document, note);
        saveDocument(known, copyFrozen(document));
        return { kind: 'saved' };
      }),
  };
}

type KnownTenant = MemoryTenant & { business: NonNullable<MemoryTenant['business']> };

const isKnown = (tenant: MemoryTenant): tenant is KnownTenant => tenant.business !== null;

function requireTenant(tenant: MemoryTenant): KnownTenant {
  if (!isKnown(tenant)) throw new Fault('not_found', 'the tenant does not exist', { retryable: false });
  return tenant;
}

const listCodes = (tenant: MemoryTenant) => [...tenant.codes.values()].filter((known) => !known.retired);

const readDocument = (tenant: KnownTenant): CatalogDocument => ({
  ...{ services: tenant.services, resources: tenant.resources, schedules: tenant.schedules },
  ...describePlaces(tenant.locations, tenant.travel),
  ...tenant.prices,
  codes: listCodes(tenant).map(({ code }) => code),
});

/** Lists the calendars of a document that active resources of other tenants name. */
function listTaken(database: MemoryDatabase, tenant: MemoryTenant, { resources }: CatalogDocument): readonly string[] {
  const others = [...database.tenants.values()].filter((other) => other !== tenant);
  const taken = new Set(others.flatMap((other) => listCalendarIds(other.resources)).map((id) => id.toLowerCase()));
  return listCalendarIds(resources).filter((id) => taken.has(id.toLowerCase()));
}

function saveDocument(tenant: MemoryTenant, document: CatalogDocument): void {
  const { services, resources, codes, schedules = [], locations = [], travel = null } = document;
  tenant.changes += 1;
  tenant.locations = locations;
  tenant.travel = travel;
  tenant.prices = describePrices(readPriceBook(document));
  tenant.services = services;
  tenant.schedules = schedules;
  tenant.resources = resources;
  const before = new Map(tenant.codes);
  tenant.codes.clear();
  for (const code of codes) tenant.codes.set(code.code, { code, redeemed: before.get(code.code)?.redeemed ?? 0, retired: false });
  for (const [name, known] of before) {
    if (!tenant.codes.has(name)) tenant.codes.set(name, { ...known, retired: true });
  }
}
