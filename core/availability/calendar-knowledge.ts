import type { Resource, ResourceCalendar } from '../catalog/resource.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { HOUR, MINUTE } from '../time/instant.ts';
import { subtractIntervals } from '../time/subtract-intervals.ts';
import type { Claim } from './occupancy.ts';

/** How old a reading of a calendar may be and still be believed. */
export const MAXIMUM_READING_AGE = 15 * MINUTE;

/** How far ahead of now a reading may be dated and still be believed: the clocks of several services differ a little. */
const MAXIMUM_READING_LEAD = MINUTE;

/** How far ahead of now a reading or its next one may be dated at all. What lies further ahead was written by a clock that was wrong, and holds nothing up. */
export const MAXIMUM_CLOCK_LEAD = HOUR;

/** What a calendar said when it was read last. */
export type CalendarReading = {
  readonly calendarId: string;
  /** When the reading began: whatever was written before it is in it. */
  readonly readAt: EpochMillis;
  /** What was asked about; nothing is known outside of it. */
  readonly range: Interval;
  /** When the calendar is occupied, in order. */
  readonly busy: readonly Interval[];
  /** When it is occupied by what is not only tentative, in order; absent when that is unknown. */
  readonly firm?: readonly Interval[] | undefined;
};

/** What calendars do to resources: time that is taken, and time in which a resource is closed since nothing is known. */
export type CalendarTimes = { readonly busy: readonly Claim[]; readonly closed: readonly Claim[] };

/**
 * Computes what the calendars of resources mean for a range.
 *
 * A reading of at most 15 minutes closes what is busy in it. Of an older one, of one from the future, of none, and outside the range that was read, the owner's choice counts:
 * `closed` closes the resource, `open` leaves what the last reading said. What is only tentative is left open where the owner chose `free` and the reading tells it.
 *
 * @see docs/algorithms/calendars.md
 */
export function computeCalendarTimes(
  resources: readonly Resource[],
  readings: readonly CalendarReading[],
  range: Interval,
  now: EpochMillis,
): CalendarTimes {
  const busy: Claim[] = [];
  const closed: Claim[] = [];
  const claim = (resource: Resource, intervals: readonly Interval[]): readonly Claim[] =>
    intervals.map((during) => ({ resourceId: resource.id, during }));
  for (const resource of resources) {
    const { calendar } = resource;
    if (calendar === null) continue;
    const reading = readings.find(({ calendarId }) => calendarId === calendar.calendarId);
    const isOpen = calendar.whenUnknown === 'open';
    const known = reading !== undefined && isRecent(reading.readAt, now) ? [reading.range] : [];
    if (!isOpen) closed.push(...claim(resource, subtractIntervals([range], known)));
    if (reading !== undefined && (isOpen || known.length > 0)) busy.push(...claim(resource, chooseTimes(calendar, reading)));
  }
  return { busy, closed };
}

/** Where it is not known what is firm, all that is busy may be. */
const chooseTimes = ({ tentative }: ResourceCalendar, { busy, firm }: CalendarReading): readonly Interval[] =>
  tentative === 'free' ? (firm ?? busy) : busy;

/** Computes until when (exclusive) readings are believed as they are at `now`: the next one becomes too old, or is no longer from the future. */
export const computeReadingsEnd = (readings: readonly CalendarReading[], now: EpochMillis): EpochMillis =>
  Math.min(
    ...readings
      .flatMap(({ readAt }) => [readAt - MAXIMUM_READING_LEAD, readAt + MAXIMUM_READING_AGE + 1])
      .filter((changesAt) => changesAt > now),
  );

/** Whether a reading of that moment may still be believed. */
export const isRecent = (readAt: EpochMillis, now: EpochMillis): boolean =>
  now - readAt <= MAXIMUM_READING_AGE && readAt - now <= MAXIMUM_READING_LEAD;
