import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { computeInstant, Fault, subtractIntervals } from '../core/index.ts';
import type { EpochMillis, Interval } from '../core/index.ts';
import type { GoogleTransport } from './create-google-transport.ts';
import { googleScopes } from './google-scopes.ts';
import { joinIntervals } from './join-intervals.ts';

/** Google's largest page. */
const PAGE = 2_500;
/** How many pages of a calendar are read; of a calendar with more events nothing is known to be tentative. */
const MOST_PAGES = 2;

const timeSchema = z.union([z.object({ dateTime: z.string() }), z.object({ date: z.string() })]);
const eventSchema = z.object({
  status: z.enum(['confirmed', 'tentative']).default('confirmed'),
  transparency: z.string().default('opaque'),
  start: timeSchema,
  end: timeSchema,
  attendees: z.array(z.object({ self: z.boolean().default(false), responseStatus: z.string().default('') })).default([]),
});
const pageSchema = z.object({
  timeZone: z.string(),
  /** With free/busy alone, events come without what is needed here, if at all. */
  accessRole: z.enum(['reader', 'writer', 'owner']),
  nextPageToken: z.string().optional(),
  items: z.array(eventSchema),
});

type GoogleEvent = z.infer<typeof eventSchema>;
type Page = z.infer<typeof pageSchema>;

/**
 * Reads when a calendar holds nothing but what is tentative: an event with that status, or an invitation that was answered “maybe”. Null when
 * that cannot be known: events may not be seen, there are too many, or one of them cannot be read. Throws the retryable fault `provider_unavailable`.
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/list
 */
export async function readTentativeTimes(
  transport: GoogleTransport,
  calendarId: string,
  range: Interval,
): Promise<readonly Interval[] | null> {
  try {
    const tentative: Interval[] = [];
    const firm: Interval[] = [];
    let pageToken: string | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const page = await askForPage(transport, calendarId, range, pageToken);
      if (page === null) return null;
      for (const event of page.items.filter(isOccupying)) {
        (isTentative(event) ? tentative : firm).push(readTimes(event, page.timeZone));
      }
      pageToken = page.nextPageToken;
      if (pageToken === undefined) return subtractIntervals(joinIntervals(tentative, range), joinIntervals(firm, range));
    }
    return null;
  } catch (error) {
    const isPassing = error instanceof Fault && error.retryable;
    if (!isPassing && (error instanceof Fault || error instanceof RangeError)) return null;
    throw error;
  }
}

async function askForPage(
  transport: GoogleTransport,
  calendarId: string,
  { from, to }: Interval,
  pageToken: string | undefined,
): Promise<Page | null> {
  const { body } = await transport.send({
    method: 'GET',
    path: `calendars/${encodeURIComponent(calendarId)}/events`,
    scope: googleScopes.events,
    query: {
      ...{ singleEvents: 'true', maxResults: String(PAGE), timeMin: formatInstant(from), timeMax: formatInstant(to) },
      // Of those invited only the calendar's own answer counts.
      maxAttendees: '1',
      ...(pageToken !== undefined && { pageToken }),
    },
  });
  return pageSchema.safeParse(body).data ?? null;
}

const isOccupying = ({ transparency, attendees }: GoogleEvent): boolean =>
  transparency !== 'transparent' && !hasAnswered(attendees, 'declined');

const isTentative = ({ status, attendees }: GoogleEvent): boolean =>
  status === 'tentative' || hasAnswered(attendees, 'tentative');

const hasAnswered = (attendees: GoogleEvent['attendees'], answer: string): boolean =>
  attendees.some(({ self, responseStatus }) => self && responseStatus === answer);

const readTimes = ({ start, end }: GoogleEvent, timeZone: string): Interval => ({
  from: readInstant(start, timeZone),
  to: readInstant(end, timeZone),
});

/** Whole days are those of the calendar's zone. @throws RangeError for what is no time. */
const readInstant = (time: GoogleEvent['start'], timeZone: string): EpochMillis =>
  'date' in time
    ? computeInstant(Temporal.PlainDate.from(time.date).toString(), 0, timeZone)
    : Temporal.Instant.from(time.dateTime).epochMilliseconds;

const formatInstant = (instant: EpochMillis): string => Temporal.Instant.fromEpochMilliseconds(instant).toString();
