import type { WireBooking } from '../wire-types.ts';

/** Writes an instant as iCalendar does in UTC: 20270114T093000Z. */
const compact = (instant: string): string => instant.replace(/\.\d+(?=Z$)/, '').replace(/[-:]/g, '');

type CalendarEntry = Pick<WireBooking, 'serviceName' | 'place' | 'startsAt' | 'endsAt'>;

/**
 * Builds the address that adds a booking to Google Calendar.
 * @see https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs/blob/main/services/google.md
 */
export function buildGoogleLink(entry: CalendarEntry, title: string): string {
  const dates = `${compact(entry.startsAt)}/${compact(entry.endsAt)}`;
  const query = new URLSearchParams({
    action: 'TEMPLATE',
    text: title,
    dates,
    ...(entry.place !== null && { location: entry.place }),
  });
  return `https://calendar.google.com/calendar/render?${query}`;
}

/**
 * Builds the address that adds a booking to Outlook on the web.
 * @see https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs/blob/main/services/outlook-web.md
 */
export function buildOutlookLink(entry: CalendarEntry, title: string): string {
  const query = new URLSearchParams({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: title,
    startdt: entry.startsAt,
    enddt: entry.endsAt,
    ...(entry.place !== null && { location: entry.place }),
  });
  return `https://outlook.live.com/calendar/0/action/compose?${query}`;
}
