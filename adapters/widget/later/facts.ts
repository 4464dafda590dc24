import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { computeLocalTime } from '../display/local-time.ts';
import type { BookingAnswer, WireBooking, WireOrder, WireSpan } from '../wire-types.ts';
import { pressable } from '../view/pressable.ts';
import type { LaterWords } from './later-context.ts';
import { findKinds } from './load-kinds.ts';
import { buildGoogleLink, buildOutlookLink } from './calendar-links.ts';

/** Finds the offer of another time for money that came too late, while it stands. */
export const findOffer = ({ booking, order }: BookingAnswer): WireOrder['lateOffer'] =>
  booking.state === 'expired' && order.lateOffer?.state === 'open' ? order.lateOffer : null;

/** Draws names and values in two columns; rows without a value are left out. */
export const viewFacts = (rows: readonly (readonly [name: string, value: unknown])[]): TemplateResult =>
  html`<div class="hf-facts">
    ${rows
      .filter(([, value]) => value !== null && value !== '')
      .map(
        ([name, value]) =>
          html`<div class="hf-fact"><span class="hf-muted">${name}</span><span class="hf-fact-value">${value}</span></div>`,
      )}
  </div>`;

/** The zone in which a booking's times are said: the place's, or online the customer's. */
export const zoneOf = (booking: WireBooking): string =>
  (booking.place === null && !booking.address ? booking.customerTimeZone : booking.timeZone) || booking.timeZone;

/** "10:30–11:15" */
export const writeTimes = ({ startsAt, endsAt }: WireSpan, timeZone: string, { format }: Pick<LaterWords, 'format'>): string =>
  `${format.time(startsAt, timeZone)}–${format.time(endsAt, timeZone)}`;

/** Writes the day and the times of a booking. */
export function writeBookingTime(booking: WireBooking, words: LaterWords): { readonly day: string; readonly times: string } {
  const timeZone = zoneOf(booking);
  const own = findKinds(words)?.writeTime(booking, timeZone, words);
  if (own) return own;
  return {
    day: words.format.day(computeLocalTime(booking.startsAt, timeZone).date),
    times: writeTimes(booking, timeZone, words),
  };
}

/** Lists what is to tell of a booking that is more than an appointment, where it is, and for how many. */
export const listPlaceFacts = (booking: WireBooking, words: LaterWords): readonly (readonly [name: string, value: unknown])[] => [
  ...(findKinds(words)?.listFacts(booking, zoneOf(booking), words) ?? []),
  [words.texts.where, writePlace(booking, words)],
  [words.texts.people, booking.partySize > 1 ? String(booking.partySize) : null],
];

/** Writes where a booking is; null where the business comes to the customer, whose address is told. */
const writePlace = ({ place, address }: WireBooking, { texts }: LaterWords): string | null =>
  address ? null : (place ?? texts.online);

/** Writes an instant with its day: "Wednesday 13 January, 10:30". */
export const writeInstant = (instant: string, timeZone: string, { format }: LaterWords): string =>
  `${format.day(computeLocalTime(instant, timeZone).date)}, ${format.time(instant, timeZone)}`;

/** Writes with whom a booking is, or null where nobody is named. */
export function writePeople(booking: WireBooking): string | null {
  const people = booking.resources.filter((resource) => resource.kind === 'staff');
  return people.length === 0 ? null : people.map((person) => person.name).join(', ');
}

/** Draws the ways to put a booking into one's own calendar. */
export function viewCalendars(booking: WireBooking, { texts }: LaterWords, download: () => void): TemplateResult {
  const title = booking.serviceName;
  // Such a link holds one time; the file holds all of a course.
  const isOneTime = (booking.sessions?.length ?? 0) < 2;
  const link = (href: string, name: string): TemplateResult =>
    html`<a class="hf-choice" href=${href} target="_blank" rel="noopener noreferrer">${name}</a>`;
  return html`<div class="hf-section">
    <div class="hf-strong">${texts.addToCalendar}</div>
    <div class="hf-choices">
      ${isOneTime ? html`${link(buildGoogleLink(booking, title), 'Google')} ${link(buildOutlookLink(booking, title), 'Outlook')}` : nothing}
      ${pressable(texts.calendarFile, { look: 'hf-choice', press: download })}
    </div>
  </div>`;
}
