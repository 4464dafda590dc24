import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import type { BookingId } from '../ids.ts';
import { buildInvitationEvent } from '../notification/invitation-event.ts';
import type { Order } from '../order/order.ts';
import type { Ports } from '../ports/ports.ts';
import { collectFacts } from './collect-facts.ts';

/** Writes a confirmed booking as a calendar file. Refuses `booking_not_found`, and `illegal_transition` for one that is not confirmed. */
export async function renderCalendarFile(
  ports: Pick<Ports, 'catalog' | 'clock' | 'invitations' | 'links' | 'notifier'>,
  order: Order,
  bookingId: BookingId,
): Promise<Outcome<string>> {
  const booking = order.bookings.find((candidate) => candidate.id === bookingId);
  if (booking === undefined) return refuse('booking_not_found', { bookingId });
  if (booking.state !== 'confirmed') return refuse('illegal_transition', { state: booking.state, event: 'calendar' });
  const facts = collectFacts(ports, await ports.catalog.loadCatalog(), order, booking, null);
  return accept(ports.invitations.render(buildInvitationEvent(facts, 'PUBLISH', ports.notifier.senderEmail, ports.clock.now())));
}
