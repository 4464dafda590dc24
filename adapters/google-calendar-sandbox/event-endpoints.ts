import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ApiFault, refuseInvalid, refuseMissing } from './api-fault.ts';
import { parseEventBody } from './event-body.ts';
import type { EventBody } from './event-body.ts';
import { checkTimes, formatInstant } from './event-times.ts';
import type { SandboxContext } from './sandbox-context.ts';
import { storedEventSchema } from './sandbox-state.ts';
import type { StoredCalendar, StoredEvent } from './sandbox-state.ts';

/** Who writes: the service account over the API, or a person by hand. */
export type Writer = { readonly email: string; readonly isOwner: boolean };

/** An event in its calendar. */
export type EventPlace = { readonly calendar: StoredCalendar; readonly eventId: string };

const ID_SHAPE = /^[a-v0-9]{5,1024}$/;

type Sent = Readonly<Record<string, unknown>>;

/** Inserts an event. An id that was ever used in the calendar is refused with 409, also when its event was deleted. */
export function insertEvent(context: SandboxContext, calendar: StoredCalendar, sent: Sent, writer: Writer): StoredEvent {
  const body = parseEventBody(sent, writer.isOwner);
  const id = body.id ?? randomBytes(13).toString('hex');
  if (!ID_SHAPE.test(id)) throw refuseInvalid('Invalid resource id value.');
  if (calendar.events.has(id)) throw new ApiFault(409, 'duplicate', 'The requested identifier already exists.');
  const created = formatInstant(context.options.clock());
  const person = { email: writer.email };
  const origin = { iCalUID: `${id}@google.com`, creator: person, organizer: { email: calendar.id, self: true }, created };
  return store(context, calendar, { ...body, id }, { ...origin, sequence: 0, status: body.status ?? 'confirmed' });
}

/** Answers an event, also a deleted one. */
export function getEvent({ calendar, eventId }: EventPlace): StoredEvent {
  const found = calendar.events.get(eventId);
  if (found === undefined) throw refuseMissing();
  return found;
}

/** Replaces an event by what is sent; the status stays unless it is sent. */
export function updateEvent(context: SandboxContext, place: EventPlace, sent: Sent, writer: Writer): StoredEvent {
  const before = getEvent(place);
  const body = parseEventBody(sent, writer.isOwner);
  checkSameId(body, before);
  return store(context, place.calendar, { ...body, id: before.id }, keepOrigin(before, body));
}

/** Changes the fields that are sent; private and shared properties are changed one by one. */
export function patchEvent(context: SandboxContext, place: EventPlace, sent: Sent, writer: Writer): StoredEvent {
  const before = getEvent(place);
  const body = parseEventBody(sent, writer.isOwner);
  checkSameId(body, before);
  const removed = new Set(Object.keys(sent).filter((name) => sent[name] === null));
  const left = Object.fromEntries(Object.entries(before).filter(([name]) => !removed.has(name)));
  const extendedProperties = {
    private: { ...before.extendedProperties?.private, ...body.extendedProperties?.private },
    shared: { ...before.extendedProperties?.shared, ...body.extendedProperties?.shared },
  };
  const properties = body.extendedProperties === undefined ? {} : { extendedProperties };
  return store(context, place.calendar, { ...left, ...body, ...properties, id: before.id }, keepOrigin(before, body));
}

/** Deletes an event: it keeps its id, with the status `cancelled`. */
export function deleteEvent(context: SandboxContext, place: EventPlace): void {
  const before = getEvent(place);
  if (before.status === 'cancelled') throw new ApiFault(410, 'deleted', 'Resource has been deleted');
  store(context, place.calendar, before, { status: 'cancelled' });
}

/** Refuses a write that was made for another version of the event. */
export function checkIfMatch({ calendar, eventId }: EventPlace, ifMatch: string | undefined): void {
  const standing = calendar.events.get(eventId);
  if (standing === undefined || ifMatch === undefined || ifMatch === '*' || ifMatch === standing.etag) return;
  throw new ApiFault(412, 'conditionNotMet', 'Precondition Failed');
}

function checkSameId({ id }: EventBody, before: StoredEvent): void {
  if (id !== undefined && id !== before.id) throw refuseInvalid('The id of an event cannot be changed.');
}

const keepOrigin = (before: StoredEvent, body: EventBody) => ({
  iCalUID: before['iCalUID'],
  creator: before['creator'],
  organizer: before['organizer'],
  created: before.created,
  sequence: before.sequence + 1,
  status: body.status ?? before.status,
});

function store(context: SandboxContext, calendar: StoredCalendar, body: Sent, own: Sent): StoredEvent {
  context.state.lastEtag += 1;
  const updated = formatInstant(context.options.clock());
  const etag = `"${String(context.state.lastEtag).padStart(10, '0')}"`;
  const merged = { ...body, ...own, kind: 'calendar#event', etag, updated };
  const parsed = storedEventSchema.safeParse(merged);
  if (!parsed.success) throw refuseInvalid(z.prettifyError(parsed.error), 'required');
  checkTimes(parsed.data, calendar);
  calendar.events.set(parsed.data.id, parsed.data);
  context.changed();
  return parsed.data;
}
