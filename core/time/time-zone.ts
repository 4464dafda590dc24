import { Temporal } from 'temporal-polyfill';
import { buildDate, countEpochDays, countWeekday } from './civil-date.ts';
import type { LocalDate } from './civil-date.ts';
import { DAY, HOUR, MINUTE } from './instant.ts';
import type { EpochMillis } from './instant.ts';
import { END_OF_TIME, findSpan } from './zone-table.ts';

export type { LocalDate };

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
  const wall = countEpochDays(date) * DAY + minuteOfDay * MINUTE;
  // Whatever the offset is (at most a day and a half either way), it is that of one of the spans around.
  const first = findSpan(wall - 2 * DAY, timeZone);
  let before = first.offset;
  for (let span = first; ; span = findSpan(span.to, timeZone)) {
    const at = wall - span.offset;
    if (at < span.from) return at + (span.offset - before);
    if (at < span.to) return at;
    before = span.offset;
  }
}

/** Computes the calendar date of an instant in a zone. */
export const computeLocalDate = (at: EpochMillis, timeZone: string): LocalDate =>
  buildDate(Math.floor((at + findSpan(at, timeZone).offset) / DAY));

/** Computes the wall time of an instant in a zone, `YYYY-MM-DDTHH:MM:SS`, as a booking stores it beside the instant. */
export const computeWallTime = (at: EpochMillis, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'second' });

/** Computes the offset of a zone at an instant, in milliseconds east of UTC. */
export const computeOffset = (at: EpochMillis, timeZone: string): number => findSpan(at, timeZone).offset;

/** Computes the instant of the zone's next change of offset strictly after `at`, or null when none is known. */
export function computeNextTransition(at: EpochMillis, timeZone: string): EpochMillis | null {
  const { to } = findSpan(at, timeZone);
  return to === END_OF_TIME ? null : to;
}

/** Computes the ISO weekday (1 = Monday … 7 = Sunday) of a date. */
export const computeWeekday = (date: LocalDate): number => countWeekday(countEpochDays(date));

/** Computes the date that lies a number of days after another. */
export const addDays = (date: LocalDate, days: number): LocalDate => buildDate(countEpochDays(date) + days);

/** Computes how many days lie between two dates (negative when `to` is earlier). */
export const countDays = (from: LocalDate, to: LocalDate): number => countEpochDays(to) - countEpochDays(from);

/** Parses an ISO 8601 instant with an offset or Z; null when it is none. */
export function parseInstant(text: string): EpochMillis | null {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null;
  }
}

/** The years that four digits name, as days after 1970-01-01. */
const FOUR_DIGITS = { first: countEpochDays('0000-01-01'), last: countEpochDays('9999-12-31') };

/** Formats an instant as ISO 8601 in UTC with Z, milliseconds only where there are any. An answer has thousands of them: Temporal alone took longer than all the rest of it. */
export function formatInstant(at: EpochMillis): string {
  const epochDay = Math.floor(at / DAY);
  if (!Number.isInteger(at) || epochDay < FOUR_DIGITS.first || epochDay > FOUR_DIGITS.last)
    return Temporal.Instant.fromEpochMilliseconds(at).toString();
  const rest = at - epochDay * DAY;
  const [hour, minute, second] = [Math.floor(rest / HOUR), Math.floor(rest / MINUTE) % 60, Math.floor(rest / 1_000) % 60];
  const fraction =
    rest % 1_000 === 0
      ? ''
      : `.${String(rest % 1_000)
          .padStart(3, '0')
          .replace(/0+$/, '')}`;
  return `${buildDate(epochDay)}T${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}${fraction}Z`;
}

const twoDigits = (part: number): string => (part < 10 ? `0${part}` : String(part));
