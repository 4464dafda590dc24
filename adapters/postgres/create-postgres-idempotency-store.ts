import { sql } from 'kysely';
import type { IdempotencyStore, KnownRequest, TenantId } from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { runStatement } from './run-statement.ts';
import { answerRequest } from './statements/answer-request.ts';
import { beginRequest } from './statements/begin-request.ts';

type BeginRequest = Parameters<IdempotencyStore['begin']>[0];

/** Builds the idempotency store of one tenant on PostgreSQL. Of any number of callers with one key, one is told `new`. */
export function createPostgresIdempotencyStore(database: PostgresDatabase, tenantId: TenantId): IdempotencyStore {
  const { kysely } = database;
  return {
    begin: (request) => begin(database, tenantId, request),
    renew: async (keyDigest, leasedUntil) => {
      await kysely
        .updateTable('idempotency')
        .set({ leased_until: leasedUntil })
        .where('tenant_id', '=', tenantId)
        .where('key_digest', '=', keyDigest)
        .where('sealed_answer', 'is', null)
        .execute();
    },
    answer: async (keyDigest, sealedAnswer, now) => {
      await runStatement(kysely, answerRequest, [tenantId, keyDigest, sealedAnswer, now]);
    },
    forget: async (keyDigest) => {
      await kysely
        .deleteFrom('idempotency')
        .where('tenant_id', '=', tenantId)
        .where('key_digest', '=', keyDigest)
        .where('sealed_answer', 'is', null)
        .execute();
    },
    // A request that was never answered is as old as its lease.
    prune: async (before) => {
      await kysely
        .deleteFrom('idempotency')
        .where('tenant_id', '=', tenantId)
        .where(sql<number>`coalesce(answered_at, leased_until)`, '<', before)
        .execute();
    },
  };
}

async function begin(database: PostgresDatabase, tenantId: TenantId, request: BeginRequest): Promise<KnownRequest> {
  const { keyDigest, fingerprint, leasedUntil, now } = request;
  for (;;) {
    const owned = await runStatement(database.kysely, beginRequest, [tenantId, keyDigest, fingerprint, leasedUntil, now]);
    if (owned.length === 1) return { kind: 'new' };
    const row = await database.kysely
      .selectFrom('idempotency')
      .select(['fingerprint', 'sealed_answer'])
      .where('tenant_id', '=', tenantId)
      .where('key_digest', '=', keyDigest)
      .executeTakeFirst();
    // Forgotten between the two statements: it is new again.
    if (row === undefined) continue;
    if (row.fingerprint !== fingerprint) return { kind: 'different' };
    return row.sealed_answer === null ? { kind: 'running' } : { kind: 'answered', sealedAnswer: row.sealed_answer };
  }
}
