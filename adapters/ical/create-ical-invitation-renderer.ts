import type { InvitationEvent, InvitationRenderer } from '../../core/index.ts';
import { foldLine, writeInstant, writeText } from './calendar-lines.ts';
import { cleanParameter, encodeMailAddress } from './calendar-text.ts';
import { checkIcalOptions } from './ical-options.ts';
import type { IcalOptions } from './ical-options.ts';

/**
 * Creates a renderer of single bookings as iCalendar text: one VEVENT (for a course one for each session, `<booking id>-2` and so on) with UTC times (so no VTIMEZONE is needed), CRLF line ends,
 * lines of at most 75 octets. The same event gives the same text. `REQUEST` needs an attendee; `PUBLISH` never names one (RFC 5546).
 * Replies are not read, so none is asked for (`RSVP=FALSE`).
 *
 * Throws `TypeError` for options or an event that no valid calendar can be made of.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5545
 * @see https://www.rfc-editor.org/rfc/rfc5546#section-3.2
 */
export function createIcalInvitationRenderer(options: IcalOptions): InvitationRenderer {
  checkIcalOptions(options);
  return { render: (event) => renderInvitation(options, event) };
}

function renderInvitation(options: IcalOptions, event: InvitationEvent): string {
  if (event.method === 'REQUEST' && event.attendee === null) throw new TypeError('a REQUEST needs an attendee');
  if (!Number.isInteger(event.sequence) || event.sequence < 0 || event.sequence > 0x7fffffff)
    throw new TypeError('sequence must be an int32');
  const { further = [] } = event;
  if (further.length > 0 && event.method !== 'PUBLISH') throw new TypeError('several events can only be published');
  const times = [{ startsAt: event.startsAt, endsAt: event.endsAt }, ...further];
  if (times.some(({ startsAt, endsAt }) => endsAt < startsAt)) throw new TypeError('an event cannot end before it starts');
  const entries = times.map((time, index) => writeEvent(options, { ...event, ...time }, index === 0 ? '' : `-${index + 1}`));
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:${options.productId}`, `METHOD:${event.method}`].map(foldLine);
  return [...head, ...entries, 'END:VCALENDAR\r\n'].join('');
}

function writeEvent({ uidDomain }: IcalOptions, event: InvitationEvent, part: string): string {
  const isCancelled = event.method === 'CANCEL' || event.isCancelled === true;
  return [
    'BEGIN:VEVENT\r\n',
    foldLine(`UID:${event.bookingId}${part}@${uidDomain}`),
    foldLine(`SEQUENCE:${event.sequence}`),
    writeInstant('DTSTAMP', event.stampedAt),
    writeInstant('DTSTART', event.startsAt),
    writeInstant('DTEND', event.endsAt),
    writeText('SUMMARY', event.summary) || 'SUMMARY:\r\n',
    `TRANSP:${isCancelled ? 'TRANSPARENT' : 'OPAQUE'}\r\n`,
    writeText('LOCATION', event.location),
    writeText('DESCRIPTION', event.description),
    foldLine(`ORGANIZER;CN="${nameOr(event.organizer)}":mailto:${encodeMailAddress(event.organizer.email)}`),
    ...(event.attendee === null || event.method === 'PUBLISH' ? [] : [writeAttendee(event.method, event.attendee)]),
    event.url === null ? '' : foldLine(`URL;VALUE=URI:${new URL(event.url).href}`),
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}\r\n`,
    'END:VEVENT\r\n',
  ].join('');
}

/** A cancelled event asks nobody whether they come. */
function writeAttendee(method: 'REQUEST' | 'CANCEL', attendee: NonNullable<InvitationEvent['attendee']>): string {
  const status = method === 'REQUEST' ? ';PARTSTAT=NEEDS-ACTION' : '';
  return foldLine(
    `ATTENDEE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL${status};RSVP=FALSE;CN="${nameOr(attendee)}":mailto:${encodeMailAddress(attendee.email)}`,
  );
}

/** Calendars show the address of those without a name. */
const nameOr = (person: { readonly name: string; readonly email: string }): string =>
  cleanParameter(person.name) || cleanParameter(person.email);
