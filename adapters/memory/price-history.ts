import { listMoneyChanges, MAXIMUM_PRICE_VERSIONS } from '../../core/index.ts';
import type { CatalogDocument, CatalogStore, ChangeNote, MoneyChange, PriceVersion } from '../../core/index.ts';
import type { MemoryTenant } from './memory-database.ts';
import { respond } from './respond.ts';

const isOf =
  ({ list, itemId }: Pick<PriceVersion, 'list' | 'itemId'>) =>
  (version: PriceVersion): boolean =>
    version.list === list && version.itemId === itemId;

/** The part of a catalogue store that reads the history of prices. */
export const openPriceHistory = (tenant: MemoryTenant): Pick<CatalogStore, 'listPriceVersions' | 'findPriceVersions'> => ({
  listPriceVersions: ({ itemId, before, limit }) =>
    respond(() =>
      tenant.priceVersions
        .filter((version) => itemId === null || version.itemId === itemId)
        .filter(({ sequence }) => before === null || sequence < before)
        .toReversed()
        .slice(0, limit),
    ),
  findPriceVersions: () =>
    respond(() => new Map(tenant.priceVersions.map(({ list, itemId, version }) => [`${list}/${itemId}`, version]))),
});

/** Keeps what a change of a document changes about money. */
export function keepPriceVersions(tenant: MemoryTenant, before: CatalogDocument, after: CatalogDocument, note: ChangeNote): void {
  const changes = listMoneyChanges(before, after);
  const first = changes.filter((change) => change.before !== null && !tenant.priceVersions.some(isOf(change)));
  for (const change of first) keep(tenant, change, change.before, null);
  for (const change of changes) keep(tenant, change, change.after, note);
  tenant.priceVersions = tenant.priceVersions.slice(-MAXIMUM_PRICE_VERSIONS);
}

function keep(tenant: MemoryTenant, { list, itemId }: MoneyChange, said: PriceVersion['said'], note: ChangeNote | null): void {
  const last = tenant.priceVersions.findLast(isOf({ list, itemId }));
  const version = (last?.version ?? 0) + 1;
  const sequence = (tenant.priceVersions.at(-1)?.sequence ?? 0) + 1;
  const kept = { sequence, list, itemId, version, said, previous: last?.said ?? null, note };
  tenant.priceVersions = [...tenant.priceVersions, kept];
}
