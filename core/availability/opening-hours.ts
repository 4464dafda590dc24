import type { DayWindow, Resource } from '../catalog/resource.ts';
import { countEpochDays, countWeekday } from '../time/civil-date.ts';

/** When one resource is open by local date; compiled once for a question, then asked for many dates. */
export type OpeningHours = {
  /** The IANA zone whose wall clock counts on a date, given in days after 1970-01-01. */
  readonly zoneOf: (epochDay: number) => string;
  /** The windows of a date on that clock, in order; `toMinute` may lie past 1440, on the next day. */
  readonly windowsOf: (epochDay: number) => readonly DayWindow[];
};

/** Compiles a resource's hours: a date's override replaces its weekly hours. @see docs/algorithms/availability.md */
export function compileOpeningHours({ timeZone, weeklyHours, dateOverrides }: Resource): OpeningHours {
  const byWeekday = Array.from({ length: 8 }, (_, weekday) => weeklyHours[String(weekday)] ?? []);
  // By number, so that a question for a year spells no dates.
  const byDate = new Map(Object.entries(dateOverrides).map(([date, windows]) => [countEpochDays(date), windows]));
  return {
    zoneOf: () => timeZone,
    windowsOf: (epochDay) => byDate.get(epochDay) ?? byWeekday[countWeekday(epochDay)] ?? [],
  };
}
