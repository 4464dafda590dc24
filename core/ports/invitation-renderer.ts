import type { InvitationEvent } from '../notification/invitation-event.ts';

/** Writes a booking as iCalendar text (RFC 5545). */
export type InvitationRenderer = {
  readonly render: (event: InvitationEvent) => string;
};
