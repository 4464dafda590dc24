import type { BookingStore, EpochMillis, Session, SessionDecision, SessionId } from '../../core/index.ts';
import type { MemoryTenant } from './memory-database.ts';
import { isThere, countConfirmed, giveSessionClaimsBack } from './sessions.ts';

/** Whether the moment of a session has come, and nobody has decided about it or cancelled it. */
export const isToDecide = (session: Session, now: EpochMillis): boolean => {
  const { decideAt, decision, isCancelled } = session;
  return decideAt !== undefined && decideAt <= now && decision === undefined && isCancelled !== true && isThere(session);
};

/** Lists sessions that are to be decided: of the first services and moments all. */
export function listUndecided(tenant: MemoryTenant, now: EpochMillis, limit: number): readonly Session[] {
  const due = [...tenant.sessions.values()].filter((session) => isToDecide(session, now));
  const groups = Map.groupBy(
    due.toSorted((a, b) => (a.decideAt ?? 0) - (b.decideAt ?? 0) || (a.serviceId < b.serviceId ? -1 : 1)),
    ({ serviceId, decideAt }) => `${serviceId}@${decideAt}`,
  );
  return [...groups.values()]
    .slice(0, limit)
    .flat()
    .map((session) => countConfirmed(tenant, session))
    .toSorted((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
}

/** Decides about sessions where nothing is decided and nothing cancelled. */
export function decideSessions(tenant: MemoryTenant, ids: readonly SessionId[], decision: SessionDecision): void {
  for (const id of ids) {
    const session = tenant.sessions.get(id);
    if (session === undefined || session.decision !== undefined || session.isCancelled === true) continue;
    const isTooFew = decision === 'too_few';
    tenant.changes += 1;
    tenant.sessions.set(id, Object.freeze({ ...session, decision, ...(isTooFew ? { isCancelled: true } : {}) }));
    if (isTooFew) giveSessionClaimsBack(tenant, session);
  }
}

/** Sets when sessions are decided, but for those that are, or whose moment has come. */
export function scheduleDecisions(
  tenant: MemoryTenant,
  times: Parameters<BookingStore['scheduleDecisions']>[0],
  now: EpochMillis,
): void {
  const wanted = new Map(times.map(({ serviceId, startsAt, decideAt }) => [`${serviceId}@${startsAt}`, decideAt]));
  for (const session of [...tenant.sessions.values()]) {
    const { decideAt: standing = null, ...rest } = session;
    const decideAt = wanted.get(`${session.serviceId}@${session.startsAt}`);
    const isOver = session.decision !== undefined || (standing !== null && standing <= now);
    if (decideAt === undefined || decideAt === standing || isOver) continue;
    tenant.changes += 1;
    tenant.sessions.set(session.id, Object.freeze({ ...rest, ...(decideAt === null ? {} : { decideAt }) }));
  }
}
