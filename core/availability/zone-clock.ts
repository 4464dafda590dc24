import { buildDate } from '../time/civil-date.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { DAY, MINUTE } from '../time/instant.ts';
import { computeInstant } from '../time/time-zone.ts';
import type { OffsetSpan } from '../time/zone-table.ts';
import { END_OF_TIME, findSpan } from '../time/zone-table.ts';
import { checkQuestionRange } from './question-range.ts';

/** The offsets of one zone in and around the range of a question, in order and without a hole. */
export type ZoneClock = { readonly timeZone: string; readonly spans: readonly OffsetSpan[] };

/** How far around a range a clock is read: a window's date begins up to three days before the range, and offsets reach a day and a half. */
const MARGIN = 6 * DAY;

/** Reads the clock of a zone for a range. Throws a RangeError for an unknown zone and beyond `MAXIMUM_QUESTION_DAYS`. */
export function readZoneClock(timeZone: string, range: Interval): ZoneClock {
  checkQuestionRange(range);
  const end = Math.min(range.to + MARGIN, END_OF_TIME);
  let span = findSpan(range.from - MARGIN, timeZone);
  const spans = [span];
  while (span.to < end) {
    span = findSpan(span.to, timeZone);
    spans.push(span);
  }
  return { timeZone, spans };
}

/**
 * Computes the instant of a wall time, given in milliseconds after 1970-01-01T00:00 on that clock: the same as `computeInstant`, without a date's name.
 *
 * It lies in the first span that is not over by then. If that span begins only later, the wall time was skipped, and the offset before the gap counts.
 */
export function computeInstantOf({ timeZone, spans }: ZoneClock, wall: number): EpochMillis {
  let before: number | null = null;
  for (const { from, to, offset } of spans) {
    const at = wall - offset;
    if (at < to) return at < from && before !== null ? wall - before : at;
    before = offset;
  }
  // Beyond what was read.
  if (!(Math.abs(wall) < END_OF_TIME - MARGIN)) throw new RangeError('A window lies beyond the end of time.');
  const epochDay = Math.floor(wall / DAY);
  return computeInstant(buildDate(epochDay), (wall - epochDay * DAY) / MINUTE, timeZone);
}
