import type { EffectStore, LeasedEffect, TenantId } from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { runForOne, runStatement } from './run-statement.ts';
import { countOverdueEffects } from './statements/count-overdue-effects.ts';
import { leaseEffects } from './statements/lease-effects.ts';

/** Builds the effect store of one tenant on PostgreSQL. Workers that lease at the same moment get different effects. */
export function createPostgresEffectStore(database: PostgresDatabase, tenantId: TenantId): EffectStore {
  const { kysely } = database;
  return {
    leaseEffects: (now, leasedUntil, limit) =>
      runStatement<LeasedEffect>(kysely, leaseEffects, [tenantId, now, leasedUntil, limit]),
    finishEffect: async ({ key, leasedUntil }, now) => {
      await kysely
        .updateTable('effect')
        .set({ state: 'done', leased_until: null, finished_at: now })
        .where('tenant_id', '=', tenantId)
        .where('key', '=', key)
        .where('leased_until', '=', leasedUntil)
        .execute();
    },
    retryEffect: async ({ key, leasedUntil }, retryAt, errorCode) => {
      await kysely
        .updateTable('effect')
        .set({ leased_until: null, retry_at: retryAt, last_error_code: errorCode })
        .where('tenant_id', '=', tenantId)
        .where('key', '=', key)
        .where('leased_until', '=', leasedUntil)
        .execute();
    },
    reopenEffect: async (key, retryAt, errorCode) => {
      await kysely
        .updateTable('effect')
        .set({ state: 'pending', leased_until: null, finished_at: null, retry_at: retryAt, last_error_code: errorCode })
        .where('tenant_id', '=', tenantId)
        .where('key', '=', key)
        .execute();
    },
    countOverdue: async (dueBy, attempts) => {
      const row = await runForOne<{ readonly overdue: number }>(kysely, countOverdueEffects, [tenantId, dueBy, attempts]);
      return row.overdue;
    },
  };
}
