import type { Resource } from '../catalog/resource.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { DAY, MINUTE } from '../time/instant.ts';
import { compileOpeningHours } from './opening-hours.ts';
import type { OpeningHours } from './opening-hours.ts';
import { checkQuestionRange } from './question-range.ts';
import { computeInstantOf, readZoneClock } from './zone-clock.ts';
import type { ZoneClock } from './zone-clock.ts';

/** Days after 1970-01-01, both included. */
export type EpochDays = { readonly first: number; readonly last: number };

/**
 * The dates whose windows can touch a range. Two days more before: a window may reach into the next day, and the range's ends lie
 * inside local days. Zones differ by a day at most. Throws a RangeError beyond `MAXIMUM_QUESTION_DAYS`.
 */
export function listDatesAround(range: Interval): EpochDays {
  checkQuestionRange(range);
  return { first: Math.floor(range.from / DAY) - 3, last: Math.floor(range.to / DAY) + 2 };
}

/** Calls back with each window of those dates on which this zone's clock counts, as instants. */
export function visitWindows(
  hours: OpeningHours,
  clock: ZoneClock,
  { first, last }: EpochDays,
  visit: (from: EpochMillis, to: EpochMillis) => void,
): void {
  for (let epochDay = first; epochDay <= last; epochDay += 1) {
    if (hours.zoneOf(epochDay) !== clock.timeZone) continue;
    for (const { fromMinute, toMinute } of hours.windowsOf(epochDay)) {
      const from = computeInstantOf(clock, epochDay * DAY + fromMinute * MINUTE);
      const to = computeInstantOf(clock, epochDay * DAY + toMinute * MINUTE);
      // Edges in a gap move forward by the gap ("compatible"), as calendars do: a window that lies wholly in it is open an hour later.
      if (from < to) visit(from, to);
    }
  }
}

/** Lists the zones whose clocks count for a resource on those dates; more than one while it travels. */
export function listZones(hours: OpeningHours, { first, last }: EpochDays): ReadonlySet<string> {
  const zones = new Set<string>();
  let latest: string | null = null;
  for (let epochDay = first; epochDay <= last; epochDay += 1) {
    const zone = hours.zoneOf(epochDay);
    if (zone !== latest) zones.add(zone);
    latest = zone;
  }
  return zones;
}

/**
 * Computes when a resource is open in a range: its windows of each local date as instants, in order of start.
 *
 * Windows are not joined: an appointment lies inside one of them. They are not cut to the range either; those that touch it are given whole.
 *
 * @see docs/algorithms/availability.md
 */
export function computeOpenWindows(resource: Resource, range: Interval): readonly Interval[] {
  const hours = compileOpeningHours(resource);
  const dates = listDatesAround(range);
  const windows: Interval[] = [];
  for (const zone of listZones(hours, dates)) {
    visitWindows(hours, readZoneClock(zone, range), dates, (from, to) => {
      if (from < range.to && to > range.from) windows.push({ from, to });
    });
  }
  return windows.toSorted((a, b) => a.from - b.from);
}
