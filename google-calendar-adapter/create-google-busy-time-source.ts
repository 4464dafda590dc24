import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { DAY, Fault, subtractIntervals } from '../core/index.ts';
import type { BusyTimeSource, CalendarBusyTimes, EpochMillis, Interval, UnreadableCalendar } from '../core/index.ts';
import { isCalendarName } from './calendar-name.ts';
import type { GoogleTransport } from './create-google-transport.ts';
import { googleScopes } from './google-scopes.ts';
import { joinIntervals } from './join-intervals.ts';
import { readTentativeTimes } from './read-tentative-times.ts';
import { buildRejected, buildUnreadable, mapCalendarError } from './map-google-error.ts';

/** The most calendars that one question may name. */
const MOST_CALENDARS = 50;
/** Google refuses long ranges without saying where they begin; three months are known to pass. */
const LONGEST_RANGE = 90 * DAY;

const answerSchema = z.object({
  calendars: z.record(
    z.string(),
    z.object({
      busy: z.array(z.object({ start: z.string(), end: z.string() })).default([]),
      errors: z.array(z.object({ reason: z.string().catch('') })).default([]),
    }),
  ),
});

/**
 * Reads busy times of Google calendars that are shared with a service account ("see only free/busy" is enough). Events of ours count like any
 * other. Asks once for each 50 calendars and 90 days; where it is to tell what is firm, also for the events of that calendar ("see all event
 * details"), and without that right tells busy times alone.
 *
 * Throws `Fault`: `provider_unavailable` (retryable), `provider_rejected`. A single calendar that cannot be read is told with the same codes.
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query
 */
export function createGoogleBusyTimeSource({ transport }: { readonly transport: GoogleTransport }): BusyTimeSource {
  return {
    readBusyTimes: async (calendarIds, range, firmOf = []) => {
      const found: CalendarTimes[] = [];
      for (const batch of splitList([...new Set(calendarIds)].filter(isCalendarName))) {
        for (const part of splitRange(range)) {
          const answer = await askFreeBusy(transport, batch, part);
          found.push(...batch.map((calendarId) => ({ calendarId, times: readCalendar(answer, calendarId) })));
        }
      }
      const timesOf = Map.groupBy(found, ({ calendarId }) => calendarId);
      const answers = calendarIds.map((calendarId) =>
        isCalendarName(calendarId)
          ? combineParts(
              calendarId,
              (timesOf.get(calendarId) ?? []).map(({ times }) => times),
              range,
            )
          : { calendarId, fault: buildRejected('a calendar has an id') },
      );
      return withFirmTimes(transport, answers, range, new Set(firmOf));
    },
  };
}

/** Adds what is firm where it is asked for and can be known. Nothing that free/busy tells is opened unless the events say that it is tentative. */
async function withFirmTimes(
  transport: GoogleTransport,
  answers: readonly (CalendarBusyTimes | UnreadableCalendar)[],
  range: Interval,
  firmOf: ReadonlySet<string>,
): Promise<readonly (CalendarBusyTimes | UnreadableCalendar)[]> {
  const told = [...answers];
  try {
    for (const [index, answer] of answers.entries()) {
      if (!firmOf.has(answer.calendarId) || !('busy' in answer)) continue;
      const tentative = await readTentativeTimes(transport, answer.calendarId, range);
      if (tentative !== null) told[index] = { ...answer, firm: subtractIntervals(answer.busy, tentative) };
    }
  } catch (error) {
    // The busy times were read. Of a provider that went away since, no further calendar is asked: each would wait as long.
    if (!(error instanceof Fault)) throw error;
  }
  return told;
}

type Answer = z.infer<typeof answerSchema>;

/** What one answer says of a calendar. */
type CalendarTimes = { readonly calendarId: string; readonly times: readonly Interval[] | Fault };

async function askFreeBusy(transport: GoogleTransport, calendarIds: readonly string[], part: Interval): Promise<Answer> {
  const { body } = await transport.send({
    method: 'POST',
    path: 'freeBusy',
    scope: googleScopes.busyTimes,
    body: {
      timeMin: formatInstant(part.from),
      timeMax: formatInstant(part.to),
      calendarExpansionMax: MOST_CALENDARS,
      items: calendarIds.map((id) => ({ id })),
    },
  });
  const parsed = answerSchema.safeParse(body);
  if (!parsed.success) throw buildUnreadable('a list of busy times');
  return parsed.data;
}

/** The answer is good even when it says of a calendar that it could not be read; such a calendar has no busy times and is not free. */
function readCalendar({ calendars }: Answer, calendarId: string): readonly Interval[] | Fault {
  const calendar = Object.hasOwn(calendars, calendarId) ? calendars[calendarId] : undefined;
  if (calendar === undefined) return buildUnreadable('about the calendar that was asked for');
  const error = calendar.errors[0];
  if (error !== undefined) return mapCalendarError(error.reason);
  return calendar.busy.map(({ start, end }) => ({ from: parseInstant(start), to: parseInstant(end) }));
}

/** A calendar that could not be read in one part of the range is not known. */
function combineParts(calendarId: string, parts: readonly (readonly Interval[] | Fault)[], range: Interval) {
  const fault = parts.find((times) => times instanceof Fault);
  if (fault !== undefined) return { calendarId, fault };
  const times = parts.flatMap((part) => (part instanceof Fault ? [] : part));
  return { calendarId, busy: joinIntervals(times, range) };
}

function splitRange({ from, to }: Interval): readonly Interval[] {
  const count = Math.max(0, Math.ceil((to - from) / LONGEST_RANGE));
  return Array.from({ length: count }, (_, index) => ({
    from: from + index * LONGEST_RANGE,
    to: Math.min(to, from + (index + 1) * LONGEST_RANGE),
  }));
}

const splitList = (list: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(list.length / MOST_CALENDARS) }, (_, index) =>
    list.slice(index * MOST_CALENDARS, (index + 1) * MOST_CALENDARS),
  );

const formatInstant = (instant: EpochMillis): string => Temporal.Instant.fromEpochMilliseconds(instant).toString();

function parseInstant(text: string): EpochMillis {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    throw buildUnreadable('a time');
  }
}
