import { listMoneyChanges, MAXIMUM_PRICE_VERSIONS } from '../../core/index.ts';
import type { CatalogDocument, CatalogStore, ChangeAuthor, ChangeNote, PriceVersion, TenantId } from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { runStatement } from './run-statement.ts';
import type { Runner } from './run-statement.ts';
import {
  dropOldVersions,
  findPriceVersions,
  keepFirstVersions,
  keepVersions,
  listPriceVersions,
} from './statements/price-versions.ts';

type VersionRow = Omit<PriceVersion, 'note'> & { readonly at: number | null; readonly by: ChangeAuthor | null };
type NewestRow = { readonly list: string; readonly itemId: string; readonly version: number };

/** The part of a catalogue store that reads the history of prices. */
export const openPriceHistory = (
  { kysely }: PostgresDatabase,
  tenantId: TenantId,
): Pick<CatalogStore, 'listPriceVersions' | 'findPriceVersions'> => ({
  listPriceVersions: async ({ itemId, before, limit }) => {
    const rows = await runStatement<VersionRow>(kysely, listPriceVersions, [tenantId, itemId, before, limit]);
    return rows.map(({ at, by, ...version }) => ({ ...version, note: at === null || by === null ? null : { at, by } }));
  },
  findPriceVersions: async () => {
    const rows = await runStatement<NewestRow>(kysely, findPriceVersions, [tenantId]);
    return new Map(rows.map(({ list, itemId, version }) => [`${list}/${itemId}`, version]));
  },
});

/** Keeps what a change of a document changes about money; the tenant's row must be locked. */
export async function keepPriceVersions(
  runner: Runner,
  tenantId: TenantId,
  { before, document, note }: { readonly before: CatalogDocument; readonly document: CatalogDocument; readonly note: ChangeNote },
): Promise<void> {
  const changes = listMoneyChanges(before, document);
  if (changes.length === 0) return;
  const written = JSON.stringify(changes);
  await runStatement(runner, keepFirstVersions, [tenantId, written]);
  await runStatement(runner, keepVersions, [tenantId, written, note.at, JSON.stringify(note.by)]);
  await runStatement(runner, dropOldVersions, [tenantId, MAXIMUM_PRICE_VERSIONS]);
}
