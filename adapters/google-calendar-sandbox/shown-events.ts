import { Temporal } from 'temporal-polyfill';
import { computePeriod, isAllDay } from './event-times.ts';
import type { StoredCalendar, StoredEvent } from './sandbox-state.ts';

/** The language of the page. */
export const LOCALE = 'en-GB';

/** An event as the page shows it: in the page's zone, with the calendar it stands in. */
export type ShownEvent = {
  readonly event: StoredEvent;
  readonly calendar: StoredCalendar;
  readonly start: Temporal.ZonedDateTime;
  readonly end: Temporal.ZonedDateTime;
};

/** Lists the standing events of calendars that touch a month of a zone, in order of start. */
export const listShownEvents = (
  calendars: readonly StoredCalendar[],
  month: Temporal.PlainYearMonth,
  timeZone: string,
): readonly ShownEvent[] => {
  const to = findStart(month.add({ months: 1 }), timeZone);
  const from = findStart(month, timeZone);
  return listEvents(calendars, timeZone).filter(({ start, end }) => start.epochMilliseconds < to && end.epochMilliseconds > from);
};

/** Lists the first standing events that begin after a month of a zone, in order of start. */
export const listLaterEvents = (
  calendars: readonly StoredCalendar[],
  month: Temporal.PlainYearMonth,
  timeZone: string,
  limit: number,
): readonly ShownEvent[] => {
  const from = findStart(month.add({ months: 1 }), timeZone);
  return listEvents(calendars, timeZone)
    .filter(({ start }) => start.epochMilliseconds >= from)
    .slice(0, limit);
};

const findStart = (month: Temporal.PlainYearMonth, timeZone: string): number =>
  month.toPlainDate({ day: 1 }).toZonedDateTime(timeZone).epochMilliseconds;

function listEvents(calendars: readonly StoredCalendar[], timeZone: string): readonly ShownEvent[] {
  const show = (instant: number) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  return calendars
    .flatMap((calendar) => [...calendar.events.values()].map((event) => ({ event, calendar })))
    .filter(({ event }) => event.status !== 'cancelled')
    .map(({ event, calendar }) => ({ event, calendar, period: computePeriod(event, calendar) }))
    .toSorted((a, b) => a.period.from - b.period.from || a.period.to - b.period.to)
    .map(({ event, calendar, period }) => ({ event, calendar, start: show(period.from), end: show(period.to) }));
}

/** Whether an event touches a day of the page's zone. */
export function isOnDay({ start, end }: ShownEvent, day: Temporal.PlainDate): boolean {
  const from = day.toZonedDateTime(start.timeZoneId).epochMilliseconds;
  const to = day.add({ days: 1 }).toZonedDateTime(start.timeZoneId).epochMilliseconds;
  return start.epochMilliseconds < to && end.epochMilliseconds > from;
}

/** Whether it is the event of a booking, and not one that a person wrote. */
export const isBooking = ({ event }: ShownEvent): boolean => event.extendedProperties?.private?.['holdfastBooking'] !== undefined;

/** Writes the time of a day, `09:30`. */
export const formatTime = (time: Temporal.ZonedDateTime): string => time.toPlainTime().toString({ smallestUnit: 'minute' });

/** Writes a day of a list, `Thu, 4 Jul 2030`. */
export const formatDay = (day: Temporal.PlainDate): string =>
  day.toLocaleString(LOCALE, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });

/** Writes the hours of an event, with its last day where that is another than the first. */
export function formatHours({ event, start, end }: ShownEvent): string {
  const lastDay = isAllDay(event.end) ? end.toPlainDate().subtract({ days: 1 }) : end.toPlainDate();
  const isOneDay = start.toPlainDate().equals(lastDay);
  if (isAllDay(event.start)) return isOneDay ? 'All day' : `Until ${formatDay(lastDay)}`;
  return `${formatTime(start)} – ${isOneDay ? '' : `${formatDay(lastDay)}, `}${formatTime(end)}`;
}
