import type { Resource } from '../catalog/resource.ts';
import type { Interval } from '../time/instant.ts';
import { addDays, computeInstant, computeLocalDate, computeWeekday } from '../time/time-zone.ts';

/**
 * Computes when a resource is open in a range: its windows of each local date as instants, in order of start.
 *
 * A date's override replaces its weekly hours. Windows are not joined: an appointment lies inside one of them.
 * They are not cut to the range either; those that touch it are given whole.
 *
 * @see docs/algorithms/availability.md
 */
export function computeOpenWindows(resource: Resource, range: Interval): readonly Interval[] {
  const windows: Interval[] = [];
  // One day more on each side: a window may end at the next midnight, and the range's ends lie inside local days.
  const last = addDays(computeLocalDate(range.to, resource.timeZone), 1);
  let date = addDays(computeLocalDate(range.from, resource.timeZone), -1);
  for (; date <= last; date = addDays(date, 1)) {
    for (const { fromMinute, toMinute } of listDayWindows(resource, date)) {
      const from = computeInstant(date, fromMinute, resource.timeZone);
      const to = computeInstant(date, toMinute, resource.timeZone);
      // Edges in a gap move forward by the gap ("compatible"), as calendars do: a window that lies wholly in it is open an hour later.
      if (from < to && from < range.to && to > range.from) windows.push({ from, to });
    }
  }
  return windows.toSorted((a, b) => a.from - b.from);
}

/** Lists the windows of one date in minutes after midnight: the date's override, else its weekday's hours. */
export const listDayWindows = (resource: Resource, date: string) =>
  resource.dateOverrides[date] ?? resource.weeklyHours[String(computeWeekday(date))] ?? [];
