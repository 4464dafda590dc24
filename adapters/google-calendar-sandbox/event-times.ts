import { Temporal } from 'temporal-polyfill';
import { refuseInvalid } from './api-fault.ts';
import type { StoredCalendar, StoredEvent } from './sandbox-state.ts';

/** A half-open interval in epoch milliseconds. */
export type Period = { readonly from: number; readonly to: number };

type EventTime = StoredEvent['start'];

/** Computes when an event takes place; whole days are those of the calendar's zone. */
export const computePeriod = (event: Pick<StoredEvent, 'start' | 'end'>, calendar: StoredCalendar): Period => ({
  from: computeInstant(event.start, calendar),
  to: computeInstant(event.end, calendar),
});

/** Parses a time with an offset, as parameters have it. */
export function parseInstant(text: string, name: string): number {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    throw refuseInvalid(
      `Invalid value for ${name}: it must be an RFC3339 timestamp with a time zone offset.`,
      'invalidParameter',
    );
  }
}

/** Writes an instant as Google does. */
export const formatInstant = (instant: number): string => Temporal.Instant.fromEpochMilliseconds(instant).toString();

/** Refuses times that Google refuses: of two kinds, that cannot be read, without a zone, or that end before they start. */
export function checkTimes(event: Pick<StoredEvent, 'start' | 'end'>, calendar: StoredCalendar): void {
  if (isAllDay(event.start) !== isAllDay(event.end)) {
    throw refuseInvalid('The start and end times must either both be date or both be dateTime.');
  }
  const { from, to } = computePeriod(event, calendar);
  if (to < from || (isAllDay(event.start) && to === from)) {
    throw refuseInvalid('The specified time range is empty.', 'timeRangeEmpty');
  }
}

/** Whether a time is a whole day. */
export const isAllDay = (time: EventTime): boolean => time.date !== undefined;

function computeInstant({ date, dateTime, timeZone }: EventTime, calendar: StoredCalendar): number {
  if ((date === undefined) === (dateTime === undefined)) throw refuseInvalid('Missing or doubled start or end time.', 'required');
  if (timeZone !== undefined) checkZone(timeZone);
  try {
    if (date !== undefined) return Temporal.PlainDate.from(date).toZonedDateTime(calendar.timeZone).epochMilliseconds;
    const text = dateTime ?? '';
    if (/(Z|[+-]\d{2}:\d{2})$/.test(text)) return Temporal.Instant.from(text).epochMilliseconds;
    if (timeZone !== undefined) return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    throw refuseInvalid('Invalid start or end time.');
  }
  throw refuseInvalid('Missing time zone definition for start or end time.');
}

/** Refuses what is not the name of a zone. */
export function checkZone(timeZone: string): void {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
  } catch {
    throw refuseInvalid('Invalid time zone definition.');
  }
}
