import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { CalendarEvent, EpochMillis } from '../core/index.ts';
import { computeEventId } from './compute-event-id.ts';
import { buildUnreadable } from './map-google-error.ts';

/** Google refuses longer ones. */
const LONGEST_SUMMARY = 1_000;
const LONGEST_TEXT = 8_000;

/** What the owner may set on our event and keeps through our updates, which replace the whole. */
const ownersChoiceSchema = z.object({
  colorId: z.string().optional().catch(undefined),
  visibility: z.string().optional().catch(undefined),
  reminders: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

const timeSchema = z.object({ dateTime: z.string(), timeZone: z.string().optional() }).nullable().catch(null).default(null);
const eventSchema = z.object({
  id: z.string(),
  etag: z.string(),
  status: z.string().catch('confirmed'),
  summary: z.string().catch(''),
  description: z.string().catch(''),
  location: z.string().catch(''),
  transparency: z.string().optional().catch(undefined),
  start: timeSchema,
  end: timeSchema,
  extendedProperties: z.object({ private: z.record(z.string(), z.string()).catch({}) }).catch({ private: {} }),
});

/** An event of ours as it stands at Google. */
export type StandingEvent = {
  readonly etag: string;
  /** −1 when somebody took our mark away: then anything we have is newer. */
  readonly revision: number;
  readonly isCancelled: boolean;
  readonly ownersChoice: z.infer<typeof ownersChoiceSchema>;
  /** Texts and times, to be compared with those of another. */
  readonly content: string;
};

/** Parses an event of Google; reads only what is used. Throws the retryable fault `provider_unavailable` when it is none. */
export function parseGoogleEvent(body: unknown): StandingEvent {
  const parsed = eventSchema.safeParse(body);
  if (!parsed.success) throw buildUnreadable('an event');
  const { etag, status, extendedProperties } = parsed.data;
  const revision = extendedProperties.private['holdfastRevision'] ?? '';
  return {
    etag,
    revision: /^\d{1,15}$/.test(revision) ? Number(revision) : -1,
    isCancelled: status === 'cancelled',
    ownersChoice: ownersChoiceSchema.parse(body),
    content: describeContent(parsed.data),
  };
}

/** Converts a booking's event to Google's, whole: what an update leaves out is taken away. Nobody is invited, nobody gets mail. */
export function convertToGoogleEvent(event: CalendarEvent) {
  return {
    id: computeEventId(event),
    status: 'confirmed',
    summary: cleanLine(event.summary, LONGEST_SUMMARY),
    description: cleanDescription(event.description),
    location: cleanLine(event.location ?? '', LONGEST_TEXT),
    start: convertToGoogleTime(event.startsAt, event.timeZone),
    end: convertToGoogleTime(event.endsAt, event.timeZone),
    ...(event.isFreeInBetween === true ? { transparency: 'transparent' } : {}),
    extendedProperties: { private: { holdfastBooking: event.bookingId, holdfastRevision: String(event.revision) } },
  };
}

/** Whether an event stands at Google as it is to be. */
export const isStanding = (standing: StandingEvent, event: CalendarEvent): boolean =>
  !standing.isCancelled &&
  standing.revision === event.revision &&
  standing.content === describeContent(convertToGoogleEvent(event));

function convertToGoogleTime(instant: EpochMillis, timeZone: string) {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  return { dateTime: zoned.toString({ timeZoneName: 'never' }), timeZone };
}

type Content = Pick<z.infer<typeof eventSchema>, 'summary' | 'description' | 'location' | 'start' | 'end'> & {
  readonly transparency?: string | undefined;
};

const describeContent = ({ summary, description, location, start, end, transparency }: Content): string =>
  JSON.stringify([summary, description, location, readInstant(start), readInstant(end), transparency === 'transparent']);

/** The same instant is written in many ways; an all-day event has none. */
function readInstant(time: { readonly dateTime: string } | null): EpochMillis | null {
  try {
    return time === null ? null : Temporal.Instant.from(time.dateTime).epochMilliseconds;
  } catch {
    return null;
  }
}

const cleanLine = (text: string, longest: number): string =>
  cut(
    text
      .toWellFormed()
      .replace(/\p{Cc}+/gu, ' ')
      .trim(),
    longest,
  );

/** Google shows descriptions as HTML, so what customers typed must not become a link or a picture. Signs that only look like brackets read well everywhere. */
const cleanDescription = (text: string): string =>
  cut(
    text
      .toWellFormed()
      .replaceAll('\r\n', '\n')
      .replace(/(?!\n)\p{Cc}/gu, ' ')
      .replaceAll('<', '‹')
      .replaceAll('>', '›')
      .trim(),
    LONGEST_TEXT,
  );

const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
