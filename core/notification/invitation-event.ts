import type { BookingId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';
import { prepareWriting, writeFact } from './message-facts.ts';
import type { MessageFacts } from './message-facts.ts';

/** A booking as a calendar shows it. */
export type InvitationEvent = {
  readonly bookingId: BookingId;
  readonly sequence: number;
  readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
  readonly startsAt: EpochMillis;
  readonly endsAt: EpochMillis;
  /** The further sessions of a course, in order: each an event of its own. A REQUEST has none. */
  readonly further?: readonly { readonly startsAt: EpochMillis; readonly endsAt: EpochMillis }[] | undefined;
  /** That a PUBLISH takes the events back. */
  readonly isCancelled?: boolean | undefined;
  readonly stampedAt: EpochMillis;
  readonly summary: string;
  readonly description: string;
  readonly location: string | null;
  readonly organizer: { readonly name: string; readonly email: string };
  readonly attendee: { readonly name: string; readonly email: string } | null;
  readonly url: string | null;
};

/**
 * Builds the calendar event of a booking. `PUBLISH` names no attendee: it is a copy for whoever asks (RFC 5546). The sessions of a course are always published, also to be
 * cancelled, since a request or its cancellation may be about one event only (RFC 5546, 3.2.2 and 3.2.5).
 */
export function buildInvitationEvent(
  { business, service, order, booking, resourceNames }: MessageFacts,
  method: InvitationEvent['method'],
  organizerEmail: string,
  stampedAt: EpochMillis,
): InvitationEvent {
  const { labels } = prepareWriting(business).texts;
  const company = resourceNames.length > 0 ? [writeFact(labels.with, resourceNames.join(', '))] : [];
  const further = booking.sessions.slice(1).map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
  const isCourse = further.length > 0;
  const isCopy = isCourse || method === 'PUBLISH' || order.customer === null;
  return {
    bookingId: booking.id,
    sequence: booking.sequence,
    method: isCourse ? 'PUBLISH' : method,
    ...(isCourse ? { further, isCancelled: method === 'CANCEL' } : {}),
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    stampedAt,
    summary: `${service.name}, ${business.name}`,
    description: [writeFact(labels.reference, order.reference), ...company].join('\n'),
    location: service.place,
    organizer: { name: business.name, email: organizerEmail },
    attendee: isCopy ? null : { name: order.customer.name, email: order.customer.email },
    url: null,
  };
}
