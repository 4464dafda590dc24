import type { FeedCalendar, FeedEvent, FeedWriter } from '../../core/index.ts';
import { foldLine, writeInstant, writeText } from './calendar-lines.ts';
import { checkIcalOptions } from './ical-options.ts';
import type { IcalOptions } from './ical-options.ts';

/**
 * Creates a writer of calendars that others subscribe to: no method, UTC times, the same ids as in invitations, and the wish to be read hourly (RFC 7986).
 *
 * @see docs/algorithms/calendar-feeds.md
 */
export function createIcalFeedWriter(options: IcalOptions): FeedWriter {
  checkIcalOptions(options);
  return { write: (calendar) => writeCalendar(options, calendar) };
}

const writeCalendar = ({ productId, uidDomain }: IcalOptions, { name, events }: FeedCalendar): string =>
  [
    'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n',
    foldLine(`PRODID:${productId}`),
    writeText('NAME', name),
    // Most programs know only the older name of each.
    writeText('X-WR-CALNAME', name),
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n',
    ...events.map((event) => writeEvent(event, uidDomain)),
    'END:VCALENDAR\r\n',
  ].join('');

function writeEvent(event: FeedEvent, uidDomain: string): string {
  const { bookingId, part, isCancelled, isFree } = event;
  return [
    'BEGIN:VEVENT\r\n',
    foldLine(`UID:${bookingId}${part === 0 ? '' : `-${part + 1}`}@${uidDomain}`),
    `SEQUENCE:${event.sequence}\r\n`,
    writeInstant('DTSTAMP', event.stampedAt),
    writeInstant('DTSTART', event.startsAt),
    writeInstant('DTEND', event.endsAt),
    writeText('SUMMARY', event.summary),
    writeText('LOCATION', event.location),
    writeText('DESCRIPTION', event.description),
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}\r\nTRANSP:${isFree ? 'TRANSPARENT' : 'OPAQUE'}\r\nEND:VEVENT\r\n`,
  ].join('');
}
