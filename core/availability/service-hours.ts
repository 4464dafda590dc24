import type { DayWindow } from '../catalog/schedule.ts';
import { buildDate } from '../time/civil-date.ts';
import { DAY, MINUTE } from '../time/instant.ts';
import type { EpochMillis } from '../time/instant.ts';
import { computeInstant, computeOffset } from '../time/time-zone.ts';
import { findSpan } from '../time/zone-table.ts';
import { joinWindows } from './day-windows.ts';
import type { ServiceTimetable } from './timetable.ts';

/**
 * Computes when a service may take place around one date of another clock: windows in minutes after that date's midnight, in order, those that touch
 * joined. `windowsOf` gives the service's own windows of a date on its own clock.
 *
 * In one zone, wall times are compared. Between zones the service's windows become instants and are read on the other clock; where that clock shows a time
 * twice and a window begins or ends the second time, it is taken to begin when the hour is over and to end the first time, so that it is never too long.
 */
export function computeServiceWindows(
  { timeZone }: ServiceTimetable,
  windowsOf: (epochDay: number) => readonly DayWindow[],
  epochDay: number,
  clockZone: string,
): readonly DayWindow[] {
  const windows: DayWindow[] = [];
  // A window reaches one date further, the resource's too; two zones are never on dates more than two apart.
  const margin = clockZone === timeZone ? 1 : 3;
  for (let day = epochDay - margin; day <= epochDay + margin; day += 1) {
    for (const window of windowsOf(day)) {
      const shown =
        clockZone === timeZone ? shift(window, day - epochDay) : translate(window, day, timeZone, { epochDay, clockZone });
      if (shown.fromMinute < shown.toMinute && shown.toMinute > 0 && shown.fromMinute < 2 * MINUTES_OF_DAY) windows.push(shown);
    }
  }
  return joinWindows(windows);
}

const MINUTES_OF_DAY = 1_440;

const shift = ({ fromMinute, toMinute }: DayWindow, days: number): DayWindow => ({
  fromMinute: fromMinute + days * MINUTES_OF_DAY,
  toMinute: toMinute + days * MINUTES_OF_DAY,
});

type Clock = { readonly epochDay: number; readonly clockZone: string };

function translate(window: DayWindow, day: number, timeZone: string, { epochDay, clockZone }: Clock): DayWindow {
  const read = (minute: number, edge: 'begin' | 'end'): number =>
    (readWall(computeInstant(buildDate(day), minute, timeZone), clockZone, edge) - epochDay * DAY) / MINUTE;
  return { fromMinute: Math.ceil(read(window.fromMinute, 'begin')), toMinute: Math.floor(read(window.toMinute, 'end')) };
}

/** Reads an instant on a clock, in milliseconds after 1970-01-01T00:00 on it. A wall time means the first of two, see above. */
function readWall(at: EpochMillis, timeZone: string, edge: 'begin' | 'end'): number {
  const { from, offset } = findSpan(at, timeZone);
  const wall = at + offset;
  // No clock is put back by more than a day.
  if (edge === 'end' || at - from > DAY) return wall;
  return Math.max(wall, from + computeOffset(from - 1, timeZone));
}
