import { isId } from '../../core/index.ts';
import type { TenantDirectory, TenantId } from '../../core/index.ts';
import { UsageError } from './usage-error.ts';

/** Reads the id of a tenant that exists, or says how to find one. */
export async function requireTenant(directory: TenantDirectory, id: string | undefined): Promise<TenantId> {
  if (id === undefined || !isId('ten', id) || (await directory.loadTenant(id)) === null) {
    throw new UsageError('Give the id of a tenant; holdfast tenant list shows them.');
  }
  return id;
}
