import type { Claim, TenantId } from '../../core/index.ts';
import { runStatement, type Runner } from './run-statement.ts';
import { lockTravellers as lockStatement } from './statements/nearby.ts';

type Wanted = Pick<Claim, 'resourceId'> & { readonly nearby: Claim['nearby'] | null };

/** Whether a write takes somebody's time who must get there from other places. */
export const hasTravellers = (claims: readonly Wanted[]): boolean => claims.some(isTravelling);

/** Locks those who travel until the transaction ends; nothing is asked when nobody does. */
export async function lockTravellers(runner: Runner, tenantId: TenantId, claims: readonly Wanted[]): Promise<void> {
  if (!hasTravellers(claims)) return;
  const ids = [...new Set(claims.filter(isTravelling).map(({ resourceId }) => resourceId))];
  await runStatement(runner, lockStatement, [tenantId, ids]);
}

const isTravelling = ({ nearby }: Wanted): boolean => nearby !== null && nearby !== undefined;
