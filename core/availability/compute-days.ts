import { buildDate, countEpochDays } from '../time/civil-date.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { DAY } from '../time/instant.ts';
import type { LocalDate } from '../time/time-zone.ts';
import { computeBookableRange } from './bookable-range.ts';
import { computeStarts } from './compute-slots.ts';
import type { SlotQuery } from './compute-slots.ts';
import { withoutLimits } from './clear-refused.ts';
import { computeInstantOf, readZoneClock } from './zone-clock.ts';
import type { ZoneClock } from './zone-clock.ts';

/** Why a date has nothing to offer. */
export type DayReason = 'past' | 'too_soon' | 'too_far' | 'closed' | 'full';

/** One date as a month view shows it. */
export type Day = { readonly date: LocalDate; readonly available: boolean; readonly reason: DayReason | null };

/**
 * Computes for each date of `[fromDate, toDate)` in a zone whether a slot starts on it, and if not, why.
 *
 * `closed`: no start even if nobody had booked. `full`: there are starts that may be booked, and all are taken. `past`, `too_soon`, `too_far`: there are
 * starts, but the last of them has passed, or they lie inside the notice or beyond the horizon.
 * Give a query whose range covers those dates in that zone.
 */
export function computeDays(query: SlotQuery, fromDate: LocalDate, toDate: LocalDate, timeZone: string): readonly Day[] {
  const first = countEpochDays(fromDate);
  const last = countEpochDays(toDate) - 1;
  const { from, to } = query.range;
  const clock = readZoneClock(timeZone, { from: Math.min(from, first * DAY), to: Math.max(to, last * DAY) });
  const bounds = computeBookableRange(query.service, query.now, query.resources);
  const free = summarizeDates(computeStarts(query), clock, bounds);
  // The same question as if nobody had booked tells the other reasons from full; notice and horizon are taken away to know them apart.
  const emptied = { busy: [], sessions: query.occupancy.sessions.map((session) => ({ ...session, seatsTaken: 0 })) };
  const unlimited = { ...query.service, ...withoutRules };
  const refused = withoutLimits(query.refused);
  // Dates that are over are past whatever they had; long ago clocks had seconds, and their starts would be many.
  const range = { from: Math.max(from, query.now - 2 * DAY), to };
  const asked = { ...query, occupancy: emptied, refused, service: unlimited, range, now: Math.min(query.now, range.from) };
  const open = summarizeDates(computeStarts(asked), clock, bounds);
  const days: Day[] = [];
  for (let epochDay = first; epochDay <= last; epochDay += 1) {
    const available = free.has(epochDay);
    const ends = computeInstantOf(clock, (epochDay + 1) * DAY);
    const reason = available ? null : explainDate({ now: query.now, bounds, ends }, open.get(epochDay));
    days.push({ date: buildDate(epochDay), available, reason });
  }
  return days;
}

/** A service that can be booked at any time, and in any part of a free stretch. */
const withoutRules = {
  minimumNoticeMinutes: 0,
  horizonDays: 365_000,
  horizonUnit: 'days',
  bookableFrom: undefined,
  bookableUntil: undefined,
  gaps: 'allowed',
} as const;

/** What the starts of one date come to. */
type DateStarts = { readonly last: EpochMillis; readonly isBookable: boolean };
type Summary = { -readonly [Key in keyof DateStarts]: DateStarts[Key] };

/** Sums up starts, which are in order, by the date that a clock shows at them, given in days after 1970-01-01. */
function summarizeDates(starts: readonly EpochMillis[], { spans }: ZoneClock, bounds: Interval): ReadonlyMap<number, DateStarts> {
  const dates = new Map<number, Summary>();
  let index = 0;
  for (const { to, offset } of spans) {
    let date = Number.NaN;
    let summary: Summary | undefined;
    for (let at = starts[index]; at !== undefined && at < to; at = starts[(index += 1)]) {
      const epochDay = Math.floor((at + offset) / DAY);
      // A date that a change of offset divides is taken up again.
      if (epochDay !== date || summary === undefined) {
        summary = dates.get(epochDay) ?? { last: at, isBookable: false };
        dates.set(epochDay, summary);
        date = epochDay;
      }
      summary.last = at;
      summary.isBookable ||= at >= bounds.from && at < bounds.to;
    }
  }
  return dates;
}

type DateEnd = { readonly now: EpochMillis; readonly bounds: Interval; readonly ends: EpochMillis };

/** Explains why a date that would have these starts if nobody had booked has nothing to offer. */
function explainDate({ now, bounds, ends }: DateEnd, starts: DateStarts | undefined): DayReason {
  if (ends <= now) return 'past';
  if (starts === undefined) return 'closed';
  if (starts.isBookable) return 'full';
  if (starts.last < now) return 'past';
  return starts.last < bounds.from ? 'too_soon' : 'too_far';
}
