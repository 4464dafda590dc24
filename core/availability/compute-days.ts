import type { EpochMillis } from '../time/instant.ts';
import { addDays, computeInstant, computeLocalDate } from '../time/time-zone.ts';
import type { LocalDate } from '../time/time-zone.ts';
import { computeBookableRange, computeSlots } from './compute-slots.ts';
import type { SlotQuery } from './compute-slots.ts';
import type { Slot } from './slot.ts';

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
  const free = groupByDate(computeSlots(query), timeZone);
  // The same question as if nobody had booked tells the other reasons from full; notice and horizon are taken away to know them apart.
  const emptied = { busy: [], sessions: query.occupancy.sessions.map((session) => ({ ...session, seatsTaken: 0 })) };
  const unlimited = { ...query.service, minimumNoticeMinutes: 0, horizonDays: 36_500 };
  const now = Math.min(query.now, query.range.from);
  const open = groupByDate(computeSlots({ ...query, occupancy: emptied, service: unlimited, now }), timeZone);
  const days: Day[] = [];
  for (let date = fromDate; date < toDate; date = addDays(date, 1)) {
    const available = free.has(date);
    const starts = (open.get(date) ?? []).map((slot) => slot.startsAt);
    days.push({ date, available, reason: available ? null : explainDate(query, computeInstant(date, 1440, timeZone), starts) });
  }
  return days;
}

const groupByDate = (slots: readonly Slot[], timeZone: string): ReadonlyMap<LocalDate, readonly Slot[]> =>
  Map.groupBy(slots, (slot) => computeLocalDate(slot.startsAt, timeZone));

/** Explains why a date that ends at `ends` and would have these starts if nobody had booked has nothing to offer. */
function explainDate({ service, now }: SlotQuery, ends: EpochMillis, starts: readonly EpochMillis[]): DayReason {
  const bounds = computeBookableRange(service, now);
  const last = starts.at(-1);
  if (ends <= now) return 'past';
  if (last === undefined) return 'closed';
  if (starts.some((start) => start >= bounds.from && start < bounds.to)) return 'full';
  if (last < now) return 'past';
  return last < bounds.from ? 'too_soon' : 'too_far';
}
