import type { CalendarPart } from '../notification/calendar-part.ts';
import type { EpochMillis } from '../time/instant.ts';

/** A booking as it stands in an owner's calendar. */
export type CalendarEvent = CalendarPart & {
  /** The calendar at its provider, as the owner named or shared it. */
  readonly calendarId: string;
  /** Raised with each change, so that old news never overwrites new: the booking's sequence. */
  readonly revision: number;
  readonly startsAt: EpochMillis;
  readonly endsAt: EpochMillis;
  /** Whether others can have whoever's calendar it is in between: then the event does not make the calendar busy, our own books do. No, when absent. */
  readonly isFreeInBetween?: boolean;
  readonly timeZone: string;
  readonly summary: string;
  readonly description: string;
  readonly location: string | null;
};

/** Which event of which calendar. */
export type CalendarPlace = Pick<CalendarEvent, 'bookingId' | 'part' | 'calendarId'>;

/**
 * Shows bookings in one provider's calendars. Ids of events follow from booking ids and parts (`nameCalendarEvent`), so that repeating a call has no second effect
 * and a lost answer does no harm. Calendars are mirrors: nothing here decides whether a time is free.
 *
 * Throws `Fault`: `provider_unavailable` (retryable: the network, quotas, their faults), `provider_rejected` (not retryable: the
 * calendar is not shared, the key is revoked, the request is wrong).
 */
export type CalendarSink = {
  /** Makes the event stand as given: inserts it, moves it, or brings a deleted one back. An event of a later revision is left alone. */
  readonly putEvent: (event: CalendarEvent) => Promise<void>;
  /** Makes sure that an event of a booking is gone from the calendar. One that is not there is gone. */
  readonly removeEvent: (event: CalendarPlace) => Promise<void>;
};
