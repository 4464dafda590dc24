import type { BookingId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';

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

/** Writes a booking as iCalendar text (RFC 5545). */
export type InvitationRenderer = {
  readonly render: (event: InvitationEvent) => string;
};
