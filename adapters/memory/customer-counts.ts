import type { CustomerCount, LimitCount, Taken } from '../../core/index.ts';
import type { MemoryTenant } from './memory-database.ts';

/** Finds the first key, in order, that would count more of a customer than it may. */
export function findReachedCount(tenant: MemoryTenant, counts: readonly CustomerCount[]): Taken | null {
  const reached = counts.find(({ key, uses, maximum }) => uses > 0 && (tenant.customerCounts.get(key) ?? 0) + uses > maximum);
  return reached === undefined ? null : { kind: 'customer', key: reached.key };
}

/** Counts what customers use and give back; `findReachedCount` has said that they may. */
export function countCustomers(tenant: MemoryTenant, counts: readonly CustomerCount[]): void {
  for (const { key, uses } of counts) tenant.customerCounts.set(key, (tenant.customerCounts.get(key) ?? 0) + uses);
}

/** Lists what is counted of a customer by these keys. */
export const listCustomerCounts = (tenant: MemoryTenant, keys: readonly string[]): readonly LimitCount[] =>
  [...new Set(keys)]
    .toSorted()
    .map((key) => ({ key, used: tenant.customerCounts.get(key) ?? 0 }))
    .filter(({ used }) => used > 0);
