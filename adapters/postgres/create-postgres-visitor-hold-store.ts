import { PLACING_MILLIS, VISITOR_WINDOW_MILLIS } from '../../core/index.ts';
import type { Admission, HoldWish, TenantId, VisitorHoldStore } from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { runForOne, runStatement } from './run-statement.ts';
import { runTransaction } from './run-transaction.ts';
import { admitVisitor, lockVisitor, pruneVisitors, withdrawVisitor } from './statements/visitor-holds.ts';
import type { AdmittedRow } from './statements/visitor-holds.ts';

/** Builds the store of one tenant's visitors on PostgreSQL; several processes over one database see the same counts. */
export function createPostgresVisitorHoldStore(database: PostgresDatabase, tenantId: TenantId): VisitorHoldStore {
  return {
    admit: (wish) => admit(database, tenantId, wish),
    withdraw: async (orderId) => void (await runStatement(database.kysely, withdrawVisitor, [tenantId, orderId])),
    prune: async (now) => {
      const since = [now - VISITOR_WINDOW_MILLIS, now - PLACING_MILLIS];
      await runStatement(database.kysely, pruneVisitors, [tenantId, now, ...since]);
    },
  };
}

function admit(database: PostgresDatabase, tenantId: TenantId, wish: HoldWish): Promise<Admission> {
  const { visitorDigest, orderId, times, allowed, now } = wish;
  const since = [now - VISITOR_WINDOW_MILLIS, now - PLACING_MILLIS];
  return runTransaction<Admission>(database, async (runner) => {
    await runStatement(runner, lockVisitor, [tenantId, visitorDigest]);
    const parameters = [tenantId, visitorDigest, now, ...since, orderId, times, allowed];
    const { isAdmitted, kept, endsAt } = await runForOne<AdmittedRow>(runner, admitVisitor, parameters);
    const value: Admission = isAdmitted ? { kind: 'admitted' } : { kind: 'refused', kept, nextEndsAt: endsAt ?? now };
    return { keep: true, value };
  });
}
