import type { BookingStore, EpochMillis, ResourceId, Session, TenantId } from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { findMissingClaim } from './find-taken.ts';
import { lockTravellers } from './lock-travellers.ts';
import { runForOne, runStatement } from './run-statement.ts';
import { runTransaction } from './run-transaction.ts';
import { findKnownSessions } from './statements/find-known-sessions.ts';
import { reviveSessions } from './statements/withdraw-sessions.ts';
import { insertSession, type InsertedSessionRow } from './statements/insert-session.ts';

type SessionWrite = Parameters<BookingStore['insertSessions']>[0][number];
type Known = { readonly serviceId: string; readonly startsAt: EpochMillis };

/** Writes sessions as `BookingStore.insertSessions` promises: each in its own transaction, because one that conflicts must not undo the others. */
export async function insertSessions(
  database: PostgresDatabase,
  tenantId: TenantId,
  sessions: readonly SessionWrite[],
): Promise<{ readonly conflicts: readonly { readonly session: Session; readonly resourceId: ResourceId }[] }> {
  if (sessions.length === 0) return { conflicts: [] };
  // Nearly always all of them exist, and one look saves a transaction for each.
  const wanted = JSON.stringify(sessions.map(({ session }) => session));
  const rows = await runStatement<Known>(database.kysely, findKnownSessions, [tenantId, wanted]);
  const known = new Set(rows.map(nameSession));
  const unknown = sessions.filter(({ session }) => !known.has(nameSession(session)));
  if (unknown.length === 0) return { conflicts: [] };
  const withdrawn = JSON.stringify(unknown.map(({ session }) => session));
  for (const row of await runStatement<Known>(database.kysely, reviveSessions, [tenantId, withdrawn]))
    known.add(nameSession(row));
  const conflicts: { readonly session: Session; readonly resourceId: ResourceId }[] = [];
  for (const write of unknown) {
    if (known.has(nameSession(write.session))) continue;
    const resourceId = await insertOne(database, tenantId, write);
    if (resourceId !== null) conflicts.push({ session: write.session, resourceId });
  }
  return { conflicts };
}

const nameSession = ({ serviceId, startsAt }: Known): string => `${serviceId}@${startsAt}`;

function insertOne(
  database: PostgresDatabase,
  tenantId: TenantId,
  { session, claims }: SessionWrite,
): Promise<ResourceId | null> {
  const wanted = claims.map(({ resourceId, during, place = null, nearby = null }) => ({
    ...{ resourceId, from: during.from, to: during.to },
    ...{ place, nearby },
  }));
  return runTransaction(database, async (runner) => {
    await lockTravellers(runner, tenantId, wanted);
    const parameters = [tenantId, JSON.stringify(session), JSON.stringify(wanted)];
    const written = await runForOne<InsertedSessionRow>(runner, insertSession, parameters);
    const occupied = written.sessions === 0 ? null : findMissingClaim(wanted, written.claims);
    return { keep: occupied === null, value: occupied?.resourceId ?? null };
  });
}
