import { computeReachDays } from '../catalog/start-rules.ts';
import type { Service } from '../catalog/service.ts';
import { buildDate, countEpochDays } from '../time/civil-date.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { DAY, MINUTE } from '../time/instant.ts';
import { addDays, computeInstant, computeLocalDate } from '../time/time-zone.ts';
import { listZones, visitWindows } from './open-windows.ts';
import { compileOpeningHours } from './opening-hours.ts';
import type { ScheduledResource } from './timetable.ts';
import { readZoneClock } from './zone-clock.ts';

/**
 * Computes from when until when a service can be booked: its notice, its horizon and its fixed dates. Starts lie in it; it is empty when its end is not
 * after its beginning.
 *
 * Working days are looked for in the hours of `resources`, those that the service needs; give them with their timetables for `computeReachDays`.
 *
 * @see docs/algorithms/availability.md
 */
export function computeBookableRange(service: Service, now: EpochMillis, resources: readonly ScheduledResource[]): Interval {
  const { timeZone, bookableFrom, bookableUntil } = service;
  const from = now + service.minimumNoticeMinutes * MINUTE;
  const to =
    service.horizonUnit === 'working_days' ? computeWorkingEnd(service, now, resources) : now + service.horizonDays * DAY;
  return {
    from: bookableFrom === undefined ? from : Math.max(from, computeInstant(bookableFrom, 0, timeZone)),
    to: bookableUntil === undefined ? to : Math.min(to, computeInstant(addDays(bookableUntil, 1), 0, timeZone)),
  };
}

/** Computes when the last working day of a horizon is over, or the last that is looked at. */
function computeWorkingEnd(service: Service, now: EpochMillis, resources: readonly ScheduledResource[]): EpochMillis {
  const { timeZone, horizonDays } = service;
  const today = countEpochDays(computeLocalDate(now, timeZone));
  const last = today + computeReachDays(service);
  const hasOpening = compileOpenings(resources, timeZone, { first: today, last });
  let left = horizonDays;
  let date = today;
  while (left > 0 && date < last) {
    date += 1;
    if (hasOpening(date)) left -= 1;
  }
  return computeInstant(buildDate(date + 1), 0, timeZone);
}

type EpochDays = { readonly first: number; readonly last: number };

/** Compiles the question whether a window of any resource begins on a date of a zone, given in days after 1970-01-01. */
function compileOpenings(resources: readonly ScheduledResource[], timeZone: string, { first, last }: EpochDays) {
  const range = { from: first * DAY, to: last * DAY };
  const own = readZoneClock(timeZone, range);
  const dateOf = (at: EpochMillis): number => Math.floor((at + (own.spans.find(({ to }) => at < to)?.offset ?? 0)) / DAY);
  const opened = resources.map((resource) => {
    const hours = compileOpeningHours(resource);
    const zones = [...listZones(hours, { first: first - MARGIN_DAYS, last: last + MARGIN_DAYS })];
    return { hours, clocks: zones.map((zone) => readZoneClock(zone, range)) };
  });
  return (date: number): boolean =>
    opened.some(({ hours, clocks }) =>
      clocks.some((clock) => {
        let isFound = false;
        visitWindows(hours, clock, { first: date - MARGIN_DAYS, last: date + MARGIN_DAYS }, (from) => {
          isFound ||= dateOf(from) === date;
        });
        return isFound;
      }),
    );
}

/** A window begins on the next date at the latest, and two zones are never on dates more than two apart. */
const MARGIN_DAYS = 3;
