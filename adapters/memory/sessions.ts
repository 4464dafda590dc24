import type { BookingId, BookingStore, Session, SessionId } from '../../core/index.ts';
import type { MemoryTenant } from './memory-database.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Lists sessions in order of start. */
export const listSessions = (
  tenant: MemoryTenant,
  { serviceId, range, limit }: Parameters<BookingStore['listSessions']>[0],
): readonly Session[] =>
  [...tenant.sessions.values()]
    .filter((session) => serviceId === null || session.serviceId === serviceId)
    .filter(({ startsAt }) => startsAt >= range.from && startsAt < range.to)
    .toSorted((a, b) => a.startsAt - b.startsAt || compare(a.id, b.id))
    .slice(0, limit);

/** Cancels a session and gives its teacher and room back. */
export function cancelSession(tenant: MemoryTenant, id: SessionId): Session | null {
  const session = tenant.sessions.get(id);
  if (session === undefined) return null;
  const cancelled: Session = Object.freeze({ ...session, isCancelled: true });
  tenant.changes += 1;
  tenant.sessions.set(id, cancelled);
  for (const resourceId of session.resourceIds) {
    const left = (tenant.claims.get(resourceId) ?? []).filter(({ holder }) => holder !== id);
    tenant.claims.set(resourceId, left);
  }
  return cancelled;
}

/** Lists bookings that have seats in cancelled sessions. */
export const listCancelledSeats = (tenant: MemoryTenant, sessionId: SessionId | null, limit: number): readonly BookingId[] =>
  [...tenant.seatClaims]
    .filter(([, { sessionIds }]) =>
      sessionIds.some((id) => (sessionId === null || id === sessionId) && tenant.sessions.get(id)?.isCancelled === true),
    )
    .map(([bookingId]) => bookingId)
    .toSorted(compare)
    .slice(0, limit);
