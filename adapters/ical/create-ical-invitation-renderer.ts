import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { ICalAttendeeData, ICalEventData } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { EpochMillis, InvitationEvent, InvitationRenderer } from '../../core/index.ts';
import { cleanParameter, cleanText, encodeMailAddress } from './calendar-text.ts';

/** Who writes the calendars, and the domain that makes their event ids unique in the world. */
export type IcalOptions = {
  /** A formal public identifier such as `-//Holdfast//Holdfast//EN`. */
  readonly productId: string;
  /** A domain that stays the same for ever: calendars find an event again by `<booking id>@<domain>`. */
  readonly uidDomain: string;
};

const productIdShape = /^-\/\/[^\p{Cc}]+\/\/[^\p{Cc}]+\/\/[A-Z]{2,}$/u;
const domainShape = /^[a-z0-9[\]:._-]+$/i;

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
  if (!productIdShape.test(options.productId)) throw new TypeError('productId must look like -//Company//Product//EN');
  if (!domainShape.test(options.uidDomain)) throw new TypeError('uidDomain must be a host name');
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
  // The library writes the leading hyphen of the product identifier itself.
  const calendar = ical({ prodId: options.productId.slice(1), method: ICalCalendarMethod[event.method] });
  for (const [index, time] of times.entries()) {
    const entry = calendar.createEvent(buildEvent(options, { ...event, ...time }, index === 0 ? '' : `-${index + 1}`));
    if (event.attendee !== null && event.method !== 'PUBLISH') entry.createAttendee(buildAttendee(event, event.attendee));
  }
  // The library leaves out the line end after END:VCALENDAR, which RFC 5545 §3.1 asks for.
  return `${calendar.toString()}\r\n`;
}

function buildEvent({ uidDomain }: IcalOptions, event: InvitationEvent, part: string): ICalEventData {
  const isCancelled = event.method === 'CANCEL' || event.isCancelled === true;
  return {
    id: `${event.bookingId}${part}@${uidDomain}`,
    sequence: event.sequence,
    stamp: toInstant(event.stampedAt),
    start: toInstant(event.startsAt),
    end: toInstant(event.endsAt),
    summary: cleanText(event.summary),
    description: event.description === '' ? null : cleanText(event.description),
    location: event.location === null ? null : cleanText(event.location),
    url: event.url === null ? null : new URL(event.url).href,
    organizer: { name: nameOr(event.organizer), email: encodeMailAddress(event.organizer.email) },
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: isCancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
  };
}

function buildAttendee(event: InvitationEvent, attendee: NonNullable<InvitationEvent['attendee']>): ICalAttendeeData {
  return {
    name: nameOr(attendee),
    email: encodeMailAddress(attendee.email),
    type: ICalAttendeeType.INDIVIDUAL,
    role: ICalAttendeeRole.REQ,
    // A cancelled event asks nobody whether they come.
    status: event.method === 'REQUEST' ? ICalAttendeeStatus.NEEDSACTION : null,
    rsvp: false,
  };
}

/** Calendars show the address of those without a name. */
const nameOr = (person: { readonly name: string; readonly email: string }): string =>
  cleanParameter(person.name) || cleanParameter(person.email);

/** Seconds are the finest that iCalendar knows. */
const toInstant = (at: EpochMillis): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(at);
