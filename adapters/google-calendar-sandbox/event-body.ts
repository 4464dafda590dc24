import { z } from 'zod';
import { ApiFault, refuseInvalid } from './api-fault.ts';
import { storedEventSchema } from './sandbox-state.ts';

/** Every field that Google's reference names for an event. */
export const EVENT_FIELDS: readonly string[] =
  `anyoneCanAddSelf attachments attendees attendeesOmitted birthdayProperties colorId conferenceData created creator description end
  endTimeUnspecified etag eventLabelId eventType extendedProperties focusTimeProperties gadget guestsCanInviteOthers guestsCanModify
  guestsCanSeeOtherGuests hangoutLink htmlLink iCalUID id kind location locked organizer originalStartTime outOfOfficeProperties
  privateCopy recurrence recurringEventId reminders sequence source start status summary transparency updated visibility
  workingLocationProperties`.split(/\s+/);

/** Fields that Google sets itself; what a caller sends for them is passed over. */
const READ_ONLY: ReadonlySet<string> = new Set(
  'attendeesOmitted created creator etag hangoutLink htmlLink iCalUID kind locked organizer privateCopy updated sequence'.split(
    ' ',
  ),
);
/** Fields with rules of their own that the sandbox does not have. */
const UNSUPPORTED = 'recurrence recurringEventId originalStartTime conferenceData attachments gadget eventType'.split(' ');

const stored = storedEventSchema.shape;
const writableSchema = z.looseObject({
  id: z.string().optional(),
  status: stored.status.optional(),
  summary: stored.summary,
  description: stored.description,
  location: stored.location,
  start: stored.start.optional(),
  end: stored.end.optional(),
  transparency: stored.transparency,
  attendees: stored.attendees,
  extendedProperties: stored.extendedProperties,
});

/** What a caller may write of an event. */
export type EventBody = z.infer<typeof writableSchema>;

/** Reads JSON from a body. */
export function parseJsonBody(body: string): Readonly<Record<string, unknown>> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(body));
  } catch {
    throw refuseInvalid('Parse Error', 'parseError');
  }
}

/**
 * Parses what a caller sends for an event, and refuses what Google refuses: unknown fields, wrong kinds, properties that are too long.
 *
 * @param isOwner a person may invite; a service account without delegation may not.
 */
export function parseEventBody(sent: Readonly<Record<string, unknown>>, isOwner: boolean): EventBody {
  // Null takes a field away.
  const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null));
  const unknown = Object.keys(given).find((name) => !EVENT_FIELDS.includes(name));
  if (unknown !== undefined) throw refuseInvalid(`Invalid JSON payload received. Unknown name "${unknown}".`, 'badRequest');
  const unsupported = UNSUPPORTED.find((name) => name in given);
  if (unsupported !== undefined) throw refuseInvalid(`The sandbox has no events with ${unsupported}.`);
  const parsed = writableSchema.safeParse(Object.fromEntries(Object.entries(given).filter(([name]) => !READ_ONLY.has(name))));
  if (!parsed.success) throw refuseInvalid(`Invalid value at ${parsed.error.issues[0]?.path.join('.') ?? 'event'}.`);
  if (!isOwner && (parsed.data.attendees ?? []).length > 0) {
    const message = 'Service accounts cannot invite attendees without Domain-Wide Delegation of Authority.';
    throw new ApiFault(403, 'forbiddenForServiceAccounts', message, 'calendar');
  }
  checkLengths(parsed.data);
  return parsed.data;
}

const LONGEST_TEXT = 8_192;
const LONGEST_KEY = 44;
const LONGEST_VALUE = 1_024;

function checkLengths({ summary = '', description = '', location = '', extendedProperties }: EventBody): void {
  const properties = [extendedProperties?.private, extendedProperties?.shared].flatMap((one) => Object.entries(one ?? {}));
  const isTooLong =
    [summary, description, location].some((text) => text.length > LONGEST_TEXT) ||
    properties.some(([key, value]) => key.length > LONGEST_KEY || value.length > LONGEST_VALUE);
  if (isTooLong) throw refuseInvalid('A text of the event is too long.', 'tooLong');
}
