import type { ChangeWatch, TenantId } from '../../core/index.ts';
import { openTenant, type MemoryDatabase } from './memory-database.ts';
import { respond } from './respond.ts';

/** Builds the watch of one tenant in memory; a mark is how many writes there were. */
export function createMemoryChangeWatch(database: MemoryDatabase, tenantId: TenantId): ChangeWatch {
  const tenant = openTenant(database, tenantId);
  return {
    look: (known) =>
      respond(() => {
        const mark = String(tenant.changes);
        return { mark, hasChanged: known !== mark };
      }),
  };
}
