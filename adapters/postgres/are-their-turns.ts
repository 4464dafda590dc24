import type { SeenTurns, TenantId } from '../../core/index.ts';
import { runForOne, runStatement, type Runner } from './run-statement.ts';
import { lockTurns, markTurns } from './statements/list-turns.ts';

/** Whether turns are as they were seen; if so they stay until the transaction ends. Locked in order of service, before anything else is. */
export async function areTheirTurns(runner: Runner, tenantId: TenantId, seen: readonly SeenTurns[]): Promise<boolean> {
  for (const { serviceId, limit, now, mark } of seen.toSorted((a, b) => (a.serviceId < b.serviceId ? -1 : 1))) {
    await runStatement(runner, lockTurns, [tenantId, serviceId]);
    const found = await runForOne<{ readonly mark: string }>(runner, markTurns, [tenantId, serviceId, limit, now]);
    if (found.mark !== mark) return false;
  }
  return true;
}
