import type { BookingId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import type { MessageFacts } from './compose-message.ts';

/** A booking as a calendar shows it. */
export type InvitationEvent = {
  readonly bookingId: BookingId;
  readonly sequence: number;
  readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
  readonly startsAt: EpochMillis;
  readonly endsAt: EpochMillis;
  readonly stampedAt: EpochMillis;
  readonly summary: string;
  readonly description: string;
  readonly location: string | null;
  readonly organizer: { readonly name: string; readonly email: string };
  readonly attendee: { readonly name: string; readonly email: string } | null;
  readonly url: string | null;
};

/** Builds the calendar event of a booking. `PUBLISH` names no attendee: it is a copy for whoever asks (RFC 5546). */
export function buildInvitationEvent(
  { business, service, order, booking, resourceNames }: MessageFacts,
  method: InvitationEvent['method'],
  organizerEmail: string,
  stampedAt: EpochMillis,
): InvitationEvent {
  const company = resourceNames.length > 0 ? [`With: ${resourceNames.join(', ')}`] : [];
  const isCopy = method === 'PUBLISH' || order.customer === null;
  return {
    bookingId: booking.id,
    sequence: booking.sequence,
    method,
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    stampedAt,
    summary: `${service.name}, ${business.name}`,
    description: [`Reference: ${order.reference}`, ...company].join('\n'),
    location: service.place,
    organizer: { name: business.name, email: organizerEmail },
    attendee: isCopy ? null : { name: order.customer.name, email: order.customer.email },
    url: null,
  };
}
