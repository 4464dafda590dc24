import type { BookingId } from '../ids.ts';

/** Which event of a booking is meant. */
export type CalendarPart = {
  readonly bookingId: BookingId;
  /** Which session of a course it shows, counted from 0; missing for the first and for what has only one. */
  readonly part?: number | undefined;
};

/** Names an event by what it shows, the same for ever: the booking, or one further session of it. */
export const nameCalendarEvent = ({ bookingId, part = 0 }: CalendarPart): string =>
  part === 0 ? bookingId : `${bookingId}/${part}`;
