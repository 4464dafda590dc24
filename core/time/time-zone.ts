import { Temporal } from 'temporal-polyfill';
import type { EpochMillis } from './instant.ts';

/** A calendar date without a zone, `YYYY-MM-DD`. */
export type LocalDate = string;

/** Whether a word names an IANA time zone (offsets such as +02:00 are refused: they do not know about DST). */
export function isTimeZone(timeZone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/.test(timeZone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** Whether a word is a real calendar date `YYYY-MM-DD` in the years 1900–2200. */
export function isLocalDate(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false;
  try {
    const { year } = Temporal.PlainDate.from(date, { overflow: 'reject' });
    return year >= 1900 && year <= 2200;
  } catch {
    return false;
  }
}

/** Computes the instant of a wall time given as minutes after a date's midnight (1440 = next midnight). A time in a gap moves forward by the gap, a doubled one is the first. */
export function computeInstant(date: LocalDate, minuteOfDay: number, timeZone: string): EpochMillis {
  const day = Temporal.PlainDate.from(date).add({ days: Math.floor(minuteOfDay / 1440) });
  const rest = minuteOfDay % 1440;
  const wall = day.toPlainDateTime({ hour: Math.floor(rest / 60), minute: rest % 60 });
  return wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/**
 * Computes the instant of the edge of a wall-clock window. Unlike `computeInstant`, a time in a gap is the moment at which the clock jumps over it,
 * so that a window of times which never come is empty instead of moved to times that nobody named.
 */
export function computeEdge(date: LocalDate, minuteOfDay: number, timeZone: string): EpochMillis {
  const at = computeInstant(date, minuteOfDay, timeZone);
  const wall = Temporal.PlainDateTime.from(computeWallTime(at, timeZone));
  const asked = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes: minuteOfDay });
  if (wall.equals(asked)) return at;
  // Moved forward by the gap: the jump is the last transition up to there.
  const jump = Temporal.Instant.fromEpochMilliseconds(at + 1).toZonedDateTimeISO(timeZone).getTimeZoneTransition('previous');
  return jump === null ? at : jump.epochMilliseconds;
}

/** Computes the calendar date of an instant in a zone. */
export const computeLocalDate = (at: EpochMillis, timeZone: string): LocalDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** Computes the wall time of an instant in a zone, `YYYY-MM-DDTHH:MM:SS`, as a booking stores it beside the instant. */
export const computeWallTime = (at: EpochMillis, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'second' });

/** Computes the offset of a zone at an instant, in milliseconds east of UTC. */
export const computeOffset = (at: EpochMillis, timeZone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6;

/** Computes the instant of the zone's next change of offset strictly after `at`, or null when none is known. */
export function computeNextTransition(at: EpochMillis, timeZone: string): EpochMillis | null {
  const next = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).getTimeZoneTransition('next');
  return next === null ? null : next.epochMilliseconds;
}

/** Computes the ISO weekday (1 = Monday … 7 = Sunday) of a date. */
export const computeWeekday = (date: LocalDate): number => Temporal.PlainDate.from(date).dayOfWeek;

/** Computes the date that lies a number of days after another. */
export const addDays = (date: LocalDate, days: number): LocalDate => Temporal.PlainDate.from(date).add({ days }).toString();

/** Computes how many days lie between two dates (negative when `to` is earlier). */
export const countDays = (from: LocalDate, to: LocalDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

/** Parses an ISO 8601 instant with an offset or Z; null when it is none. */
export function parseInstant(text: string): EpochMillis | null {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null;
  }
}

/** Formats an instant as ISO 8601 in UTC with Z, milliseconds only where there are any. */
export const formatInstant = (at: EpochMillis): string => Temporal.Instant.fromEpochMilliseconds(at).toString();
