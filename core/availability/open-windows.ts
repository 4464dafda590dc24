import type { Resource } from '../catalog/resource.ts';
import { buildDate } from '../time/civil-date.ts';
import type { Interval } from '../time/instant.ts';
import { DAY } from '../time/instant.ts';
import { computeInstant } from '../time/time-zone.ts';
import { compileOpeningHours } from './opening-hours.ts';

/**
 * Computes when a resource is open in a range: its windows of each local date as instants, in order of start.
 *
 * Windows are not joined: an appointment lies inside one of them. They are not cut to the range either; those that touch it are given whole.
 *
 * @see docs/algorithms/availability.md
 */
export function computeOpenWindows(resource: Resource, range: Interval): readonly Interval[] {
  const hours = compileOpeningHours(resource);
  const windows: Interval[] = [];
  // Two days more before: a window may reach into the next day, and the range's ends lie inside local days. Zones differ by a day at most.
  const first = Math.floor(range.from / DAY) - 3;
  const last = Math.floor(range.to / DAY) + 2;
  for (let epochDay = first; epochDay <= last; epochDay += 1) {
    const timeZone = hours.zoneOf(epochDay);
    for (const { fromMinute, toMinute } of hours.windowsOf(epochDay)) {
      const from = computeInstant(buildDate(epochDay), fromMinute, timeZone);
      const to = computeInstant(buildDate(epochDay), toMinute, timeZone);
      // Edges in a gap move forward by the gap ("compatible"), as calendars do: a window that lies wholly in it is open an hour later.
      if (from < to && from < range.to && to > range.from) windows.push({ from, to });
    }
  }
  return windows.toSorted((a, b) => a.from - b.from);
}
