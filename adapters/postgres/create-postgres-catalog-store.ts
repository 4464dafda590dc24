import { isDeepStrictEqual } from 'node:util';
import {
  describePlaces,
  describePrices,
  Fault,
  listAllUnits,
  listCalendarIds,
  placeServices,
  readPriceBook,
} from '../../core/index.ts';
import type {
  Catalog,
  CatalogDocument,
  CatalogPrices,
  CatalogSaved,
  CatalogStore,
  Location,
  TenantId,
  TravelRules,
} from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { keepPriceVersions, openPriceHistory } from './price-history.ts';
import { runStatement } from './run-statement.ts';
import type { Runner } from './run-statement.ts';
import { runTransaction } from './run-transaction.ts';
import { findTakenCalendars, lockCalendars } from './statements/find-taken-calendars.ts';
import { loadCatalog } from './statements/load-catalog.ts';
import { loadCodes, loadCodeUsage } from './statements/load-codes.ts';
import type { CodeRow, CodeUsageRow } from './statements/load-codes.ts';
import {
  addUnits,
  lockTenant,
  replaceCodes,
  replaceLocations,
  replacePrices,
  replaceResources,
  replaceSchedules,
  replaceServices,
  replaceTravel,
} from './statements/save-catalog.ts';

type CatalogRow = Required<Pick<CatalogDocument, 'services' | 'resources' | 'codes' | 'schedules'>> & {
  readonly business: Catalog['business'];
  readonly locations: readonly Location[];
  readonly travel: TravelRules | null;
  /** Null before anything was set up. */
  readonly prices: CatalogPrices | null;
};

/** Builds the catalogue store of one tenant on PostgreSQL. A tenant that does not exist throws `Fault('not_found')`. */
export function createPostgresCatalogStore(database: PostgresDatabase, tenantId: TenantId): CatalogStore {
  const unknownTenant = (): Fault => new Fault('not_found', 'the tenant does not exist', { retryable: false });
  const load = async (runner: Runner): Promise<CatalogRow> => {
    const [row] = await runStatement<CatalogRow>(runner, loadCatalog, [tenantId]);
    if (row === undefined) throw unknownTenant();
    return row;
  };
  return {
    loadCatalog: async () => {
      const { business, services, resources, schedules, locations, travel, prices } = await load(database.kysely);
      return {
        business,
        services: placeServices(services, locations),
        resources,
        schedules,
        ...describePlaces(locations, travel),
        ...prices,
      };
    },
    loadCodes: async (codes, now) => {
      if (codes.length === 0) return [];
      const rows = await runStatement<CodeRow>(database.kysely, loadCodes, [tenantId, codes, now]);
      return rows.map(({ document, redeemed }) => ({ ...document, redeemed }));
    },
    loadCodeUsage: async () => {
      const rows = await runStatement<CodeUsageRow>(database.kysely, loadCodeUsage, [tenantId]);
      return new Map(rows.map(({ code, used, reserved }) => [code, { used, reserved }]));
    },
    loadDocument: async () => readDocument(await load(database.kysely)),
    ...openPriceHistory(database, tenantId),
    saveDocument: (document, standing, note) =>
      runTransaction<CatalogSaved>(database, async (runner) => {
        if ((await runStatement(runner, lockTenant, [tenantId])).length === 0) throw unknownTenant();
        const before = standing === undefined && note === undefined ? null : readDocument(await load(runner));
        if (standing !== undefined && !isDeepStrictEqual(standing, before)) return { keep: false, value: { kind: 'changed' } };
        const taken = await listTaken(runner, tenantId, document);
        if (taken.length > 0) return { keep: false, value: { kind: 'calendars_taken', calendarIds: taken } };
        await runStatement(runner, replaceResources, [tenantId, JSON.stringify(document.resources)]);
        const units = listAllUnits(document.services);
        if (units.length > 0) await runStatement(runner, addUnits, [tenantId, units]);
        await runStatement(runner, replaceServices, [tenantId, JSON.stringify(document.services)]);
        await runStatement(runner, replaceSchedules, [tenantId, JSON.stringify(document.schedules ?? [])]);
        await runStatement(runner, replaceLocations, [tenantId, JSON.stringify(document.locations ?? [])]);
        await runStatement(runner, replaceTravel, [tenantId, writeTravel(document)]);
        await runStatement(runner, replacePrices, [tenantId, JSON.stringify(describePrices(readPriceBook(document)))]);
        await runStatement(runner, replaceCodes, [tenantId, JSON.stringify(document.codes)]);
        if (before !== null && note !== undefined) await keepPriceVersions(runner, tenantId, { before, document, note });
        return { keep: true, value: { kind: 'saved' } };
      }),
  };
}

const readDocument = ({ services, resources, codes, schedules, locations, travel, prices }: CatalogRow): CatalogDocument => ({
  ...{ services, resources, codes, schedules },
  ...describePlaces(locations, travel),
  ...prices,
});

const writeTravel = ({ travel }: CatalogDocument): string | null =>
  travel === undefined || travel === null ? null : JSON.stringify(travel);

/** Lists the calendars of a document that other tenants name; nobody else can take one of the others until the transaction ends. */
async function listTaken(runner: Runner, tenantId: TenantId, { resources }: CatalogDocument): Promise<readonly string[]> {
  const calendarIds = listCalendarIds(resources);
  if (calendarIds.length === 0) return [];
  await runStatement(runner, lockCalendars, [calendarIds]);
  const rows = await runStatement<{ readonly calendarId: string }>(runner, findTakenCalendars, [tenantId, calendarIds]);
  return rows.map(({ calendarId }) => calendarId);
}
