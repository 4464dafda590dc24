import type { CalendarEvent, CalendarPlace, CalendarSink } from '../core/index.ts';
import { isCalendarName } from './calendar-name.ts';
import { computeEventId } from './compute-event-id.ts';
import type { GoogleTransport } from './create-google-transport.ts';
import { convertToGoogleEvent, isStanding, parseGoogleEvent } from './google-event.ts';
import type { StandingEvent } from './google-event.ts';
import { googleScopes } from './google-scopes.ts';
import { buildContested, buildRejected } from './map-google-error.ts';

/** How often an event that others change at the same moment is read again. */
const MAXIMUM_ROUNDS = 5;

/**
 * Shows bookings in Google calendars that their owners share with a service account ("make changes to events").
 *
 * Events have ids made from booking ids and carry `holdfastBooking` and `holdfastRevision` as private properties. They invite nobody and
 * send no mail. What the owner sets on them (colour, reminders, visibility) stays.
 *
 * Throws `Fault`: `provider_unavailable` (retryable), `provider_rejected`.
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events
 */
export function createGoogleCalendarSink({ transport }: { readonly transport: GoogleTransport }): CalendarSink {
  return {
    putEvent: (event) => putEvent(transport, event),
    removeEvent: (place) => removeEvent(transport, place),
  };
}

async function putEvent(transport: GoogleTransport, event: CalendarEvent): Promise<void> {
  // The first revision is most likely not there yet, and a later one is.
  let isTaken = event.revision === 0 && !(await insertEvent(transport, event));
  if (event.revision === 0 && !isTaken) return;
  for (let round = 1; round <= MAXIMUM_ROUNDS; round += 1) {
    const standing = await readEvent(transport, event);
    if (standing === null && !isTaken) {
      if (await insertEvent(transport, event)) return;
      isTaken = true;
      continue;
    }
    if (standing !== null && (standing.revision > event.revision || isStanding(standing, event))) return;
    if (await updateEvent(transport, event, standing)) return;
  }
  throw buildContested();
}

/** Answers whether the event was inserted; if not, its id is taken: by an earlier try, an earlier revision, or by one that was deleted. */
async function insertEvent(transport: GoogleTransport, event: CalendarEvent): Promise<boolean> {
  const { status } = await transport.send({
    method: 'POST',
    path: buildEventsPath(event.calendarId),
    scope: googleScopes.events,
    query: { sendUpdates: 'none' },
    body: convertToGoogleEvent(event),
    answers: [409],
  });
  return status !== 409;
}

/** Reads the event, also a deleted one: Google keeps those with the status `cancelled`. */
async function readEvent(transport: GoogleTransport, place: CalendarPlace): Promise<StandingEvent | null> {
  const { status, body } = await transport.send({
    method: 'GET',
    path: buildEventPath(place),
    scope: googleScopes.events,
    answers: [404, 410],
  });
  return status === 404 || status === 410 ? null : parseGoogleEvent(body);
}

/** Answers whether the event was written over the one that was read; if not, somebody else was faster. */
async function updateEvent(transport: GoogleTransport, event: CalendarEvent, standing: StandingEvent | null): Promise<boolean> {
  const { status } = await transport.send({
    method: 'PUT',
    path: buildEventPath(event),
    scope: googleScopes.events,
    query: { sendUpdates: 'none' },
    body: { ...standing?.ownersChoice, ...convertToGoogleEvent(event) },
    ifMatch: standing?.etag,
    answers: [412],
  });
  return status !== 412;
}

async function removeEvent(transport: GoogleTransport, place: CalendarPlace): Promise<void> {
  const { status } = await transport.send({
    method: 'DELETE',
    path: buildEventPath(place),
    scope: googleScopes.events,
    query: { sendUpdates: 'none' },
    answers: [404, 410],
  });
  // A calendar that is no longer shared answers 404 too, and our event may still stand in it.
  if (status === 404) await requireCalendar(transport, place.calendarId);
}

/** Reads as little of the calendar as can be; throws `provider_rejected` when it is not ours to see. */
async function requireCalendar(transport: GoogleTransport, calendarId: string): Promise<void> {
  await transport.send({
    method: 'GET',
    path: buildEventsPath(calendarId),
    scope: googleScopes.events,
    query: { maxResults: '1' },
  });
}

const buildEventPath = (place: CalendarPlace): string => `${buildEventsPath(place.calendarId)}/${computeEventId(place)}`;

function buildEventsPath(calendarId: string): string {
  if (!isCalendarName(calendarId)) throw buildRejected('a calendar has an id');
  return `calendars/${encodeURIComponent(calendarId)}/events`;
}
