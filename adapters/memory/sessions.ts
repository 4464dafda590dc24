import type { Booking, BookingStore, CancelledSeats, Session, SessionId } from '../../core/index.ts';
import type { MemoryTenant } from './memory-database.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Not withdrawn, or with people in it. */
export const isThere = ({ isWithdrawn, seatsTaken }: Session): boolean => isWithdrawn !== true || seatsTaken > 0;

/** Lists sessions in order of start. */
export const listSessions = (
  tenant: MemoryTenant,
  { serviceId, range, limit }: Parameters<BookingStore['listSessions']>[0],
): readonly Session[] =>
  [...tenant.sessions.values()]
    .filter(isThere)
    .filter((session) => serviceId === null || session.serviceId === serviceId)
    .filter(({ startsAt }) => startsAt >= range.from && startsAt < range.to)
    .toSorted((a, b) => a.startsAt - b.startsAt || compare(a.id, b.id))
    .slice(0, limit)
    .map((session) => countConfirmed(tenant, session));

const isConfirmed = ({ state }: Booking): boolean => state === 'confirmed' || state === 'completed' || state === 'no_show';

/** Counts the confirmed people of a session that is decided by them. */
export function countConfirmed(tenant: MemoryTenant, session: Session): Session {
  if (session.decideAt === undefined) return session;
  const bookings = [...tenant.orders.values()].flatMap((order) => order.bookings.filter(isConfirmed));
  const confirmedSeats = bookings
    .map(({ id }) => tenant.seatClaims.get(id))
    .reduce((sum, seat) => (seat?.sessionIds.includes(session.id) === true ? sum + seat.seats : sum), 0);
  return { ...session, confirmedSeats };
}

/** Cancels a session and gives its teacher and room back. */
export function cancelSession(tenant: MemoryTenant, id: SessionId): Session | null {
  const session = tenant.sessions.get(id);
  if (session === undefined || !isThere(session)) return null;
  const cancelled: Session = Object.freeze({ ...session, isCancelled: true });
  tenant.changes += 1;
  tenant.sessions.set(id, cancelled);
  giveSessionClaimsBack(tenant, session);
  return countConfirmed(tenant, cancelled);
}

/** Frees the teacher and room of a session. */
export function giveSessionClaimsBack(tenant: MemoryTenant, { id, resourceIds }: Session): void {
  for (const resourceId of resourceIds) {
    const left = (tenant.claims.get(resourceId) ?? []).filter(({ holder }) => holder !== id);
    tenant.claims.set(resourceId, left);
  }
}

/** Lists bookings that have seats in cancelled sessions. */
export const listCancelledSeats = (tenant: MemoryTenant, sessionId: SessionId | null, limit: number): readonly CancelledSeats[] =>
  [...tenant.seatClaims]
    .filter(([, { sessionIds }]) =>
      sessionIds.some((id) => (sessionId === null || id === sessionId) && tenant.sessions.get(id)?.isCancelled === true),
    )
    .map(([bookingId, { sessionIds }]) => ({
      bookingId,
      isTooFew: sessionIds.some(
        (id) => (sessionId === null || id === sessionId) && tenant.sessions.get(id)?.decision === 'too_few',
      ),
    }))
    .toSorted((a, b) => compare(a.bookingId, b.bookingId))
    .slice(0, limit);
