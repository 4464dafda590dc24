import type { Business } from '../../core/index.ts';
import { copyFrozen } from './copy-frozen.ts';
import type { MemoryTenant } from './memory-database.ts';

/** Whether two e-mail addresses name one mailbox: the case of their letters does not matter. */
export const isSameEmail = (a: string | null, b: string | null): boolean => a?.toLowerCase() === b?.toLowerCase();

/**
 * Replaces what is known of a business; what is changed is no guess any more. Its e-mail address is proven afterwards if it was and stays
 * the same, or if `isEmailProven` says so.
 */
export function replaceBusiness(tenant: MemoryTenant, before: Business, next: Business, isEmailProven: boolean): void {
  for (const field of tenant.guessed) if (next[field] !== before[field]) tenant.guessed.delete(field);
  tenant.emailProven = isEmailProven || (tenant.emailProven && isSameEmail(before.email, next.email));
  tenant.business = copyFrozen(next);
  tenant.changes += 1;
}
