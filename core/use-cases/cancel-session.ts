import type { Session } from '../catalog/session.ts';
import { Fault } from '../errors/fault.ts';
import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { SessionId } from '../ids.ts';
import type { Ports } from '../ports/ports.ts';
import { cancelBooking } from './cancel-booking.ts';
import type { ConfirmerPorts } from './record-payment-event.ts';

/** What became of the bookings of cancelled sessions. Those that could not be cancelled now are looked at again with the due work. */
export type ClearedSeats = { readonly bookingsCancelled: number; readonly failures: readonly unknown[] };

/** A session that is cancelled, and how many of its bookings could not be cancelled yet. */
export type CancelledSession = { readonly session: Session; readonly bookingsLeft: number };

/** How many bookings of a session one question looks at. */
const PAGE = 200;

/**
 * Cancels a session on the owner's word: it takes nobody any more, its teacher and room are free, and its bookings are cancelled one after the other, with everything that was paid on its way back and
 * a message to each customer; an enrolment in a course goes as a whole. Each cancellation is a write of its own: what a crash leaves, the due work finds again. Doing it twice changes nothing.
 * Refuses `session_not_found`.
 */
export async function cancelSession(ports: ConfirmerPorts, id: SessionId): Promise<Outcome<CancelledSession>> {
  const cancelled = await ports.bookings.cancelSession(id);
  if (cancelled === null) return refuse('session_not_found');
  await clearCancelledSessions(ports, id, PAGE);
  const left = await ports.bookings.listCancelledSeats(id, PAGE);
  return accept({ session: cancelled, bookingsLeft: left.length });
}

/** Cancels bookings that still have seats in cancelled sessions, of one session or of all. Safe to run twice at once. */
export async function clearCancelledSessions(ports: ConfirmerPorts, id: SessionId | null, limit: number): Promise<ClearedSeats> {
  let bookingsCancelled = 0;
  const failures: unknown[] = [];
  for (const { bookingId, isTooFew } of await ports.bookings.listCancelledSeats(id, limit)) {
    try {
      const ended = await cancelBooking(ports, bookingId, isTooFew ? 'too_few' : 'owner');
      if (ended.ok) bookingsCancelled += 1;
    } catch (error) {
      // A provider that does not answer is asked again in the next round.
      if (!(error instanceof Fault)) failures.push(error);
    }
  }
  return { bookingsCancelled, failures };
}

/** The most sessions that one answer holds. */
const MAXIMUM_SESSIONS = 500;

/** Lists the sessions of a service, or of all, that start in a range, with their seats. Refuses `invalid_range`. */
export async function listSessions(
  ports: Pick<Ports, 'bookings'>,
  { serviceId, range }: Omit<Parameters<Ports['bookings']['listSessions']>[0], 'limit'>,
): Promise<Outcome<readonly Session[]>> {
  if (range.from >= range.to) return refuse('invalid_range', { path: 'to' });
  return accept(await ports.bookings.listSessions({ serviceId, range, limit: MAXIMUM_SESSIONS }));
}
