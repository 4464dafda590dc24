import type { EpochMillis, Session, SessionId } from '../../core/index.ts';
import type { MemoryTenant } from './memory-database.ts';
import { countConfirmed, giveSessionClaimsBack } from './sessions.ts';

const compare = (a: Session, b: Session): number => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1);

const holdsResources = (tenant: MemoryTenant, { id, resourceIds }: Session): boolean =>
  resourceIds.some((resourceId) => (tenant.claims.get(resourceId) ?? []).some(({ holder }) => holder === id));

/** Lists sessions that still occupy something or somebody. */
export const listStanding = (tenant: MemoryTenant, after: EpochMillis): readonly Session[] =>
  [...tenant.sessions.values()]
    .filter(({ startsAt, isCancelled }) => startsAt > after && isCancelled !== true)
    .filter((session) => session.isWithdrawn !== true || session.seatsTaken > 0 || holdsResources(tenant, session))
    .map((session) => countConfirmed(tenant, session))
    .toSorted(compare);

/** Withdraws sessions, frees what those without people occupy, and answers the others. */
export function withdrawSessions(tenant: MemoryTenant, ids: readonly SessionId[]): readonly Session[] {
  const left: Session[] = [];
  for (const id of ids) {
    const session = tenant.sessions.get(id);
    if (session === undefined || session.isCancelled === true) continue;
    tenant.changes += 1;
    const withdrawn: Session = Object.freeze({ ...session, isWithdrawn: true });
    tenant.sessions.set(id, withdrawn);
    if (session.seatsTaken === 0) giveSessionClaimsBack(tenant, session);
    else left.push(countConfirmed(tenant, withdrawn));
  }
  return left.toSorted(compare);
}

/** Takes a session back that was withdrawn and still has people or its teacher and room; whether it did. */
export function reviveSession(tenant: MemoryTenant, session: Session): boolean {
  if (session.isWithdrawn !== true || !(session.seatsTaken > 0 || holdsResources(tenant, session))) return false;
  const { isWithdrawn: _, ...revived } = session;
  tenant.changes += 1;
  tenant.sessions.set(session.id, Object.freeze(revived));
  return true;
}
