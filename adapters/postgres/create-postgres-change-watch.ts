import type { ChangeWatch, TenantId } from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { runForOne } from './run-statement.ts';
import { lookForChanges, type ChangesRow, type Watched } from './statements/look-for-changes.ts';

/** Between a run of the server and a snapshot; neither has one. */
const SEPARATOR = ' ';

/**
 * Builds the watch of one tenant on PostgreSQL. A mark is a snapshot of the server's transactions: a look costs one statement and waits for nobody.
 *
 * @see docs/decisions/2026-11-24-answers-checked-against-snapshots.md
 */
export function createPostgresChangeWatch(
  { kysely }: PostgresDatabase,
  tenantId: TenantId,
  watched: Watched = 'availability',
): ChangeWatch {
  const statement = lookForChanges(watched);
  return {
    look: async (mark) => {
      const [knownRun, known] = mark?.split(SEPARATOR) ?? [];
      const { run, snapshot, hasChanged } = await runForOne<ChangesRow>(kysely, statement, [tenantId, known ?? null]);
      return { mark: `${run}${SEPARATOR}${snapshot}`, hasChanged: knownRun !== run || hasChanged };
    },
  };
}
