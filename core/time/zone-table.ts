import { Temporal } from 'temporal-polyfill';
import type { EpochMillis } from './instant.ts';

/** A stretch of time in which a zone keeps one offset. Milliseconds; `to` is the instant of the next change. */
export type OffsetSpan = { readonly from: EpochMillis; readonly to: EpochMillis; readonly offset: number };

/**
 * Spans that were looked up, by zone. A zone's rules do not change while the program runs, so this is a table, not a state:
 * the same question gives the same answer with and without it. Each zone's spans are in order and never overlap.
 */
const knownSpans = new Map<string, OffsetSpan[]>();

/** Zones without changes have one span over all the time that Temporal knows. */
const BEGINNING = -8_640_000_000_000_000;
export const END_OF_TIME = 8_640_000_000_000_000;

/** Finds the span of a zone that an instant lies in. Throws a RangeError for an unknown zone. */
export function findSpan(at: EpochMillis, timeZone: string): OffsetSpan {
  const spans = knownSpans.get(timeZone) ?? [];
  const index = findIndex(spans, at);
  const candidate = spans[index];
  if (candidate !== undefined && at >= candidate.from && at < candidate.to) return candidate;
  const span = lookUpSpan(at, timeZone);
  spans.splice(index + 1, 0, span);
  knownSpans.set(timeZone, spans);
  return span;
}

/** The last span that begins at or before an instant and ends after it, else the one before the gap; −1 when there is none. */
function findIndex(spans: readonly OffsetSpan[], at: EpochMillis): number {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span === undefined || at < span.from) high = middle - 1;
    else if (at >= span.to) low = middle + 1;
    else return middle;
  }
  return high;
}

function lookUpSpan(at: EpochMillis, timeZone: string): OffsetSpan {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const next = zoned.getTimeZoneTransition('next');
  // "Previous" is strictly before, so the instant itself is asked for from one nanosecond later.
  const previous = zoned.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  return {
    from: previous?.epochMilliseconds ?? BEGINNING,
    to: next?.epochMilliseconds ?? END_OF_TIME,
    offset: zoned.offsetNanoseconds / 1e6,
  };
}
