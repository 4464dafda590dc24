import { countDatesLater } from '../catalog/by-day.ts';
import type { ByDay } from '../catalog/by-day.ts';
import type { Service } from '../catalog/service.ts';
import { buildDate, countEpochDays, countWeekday } from '../time/civil-date.ts';
import type { EpochMillis, Interval } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';
import { computeInstant, computeLocalDate } from '../time/time-zone.ts';
import type { OpeningHours } from './opening-hours.ts';

/** A service as it is for one length: the minimum of its days is what was chosen. */
type Lasting = Pick<Service, 'byDay' | 'timeZone' | 'durationMinutes'>;

/** Computes when an appointment that starts then is over: after its minutes, or for a stay when the wall clock says so, whatever changes of clocks lie in it. */
export function computeEnd({ byDay, timeZone, durationMinutes }: Lasting, startsAt: EpochMillis): EpochMillis {
  if (byDay === undefined) return startsAt + durationMinutes * MINUTE;
  const first = countEpochDays(computeLocalDate(startsAt, timeZone));
  return computeInstant(buildDate(first + countDatesLater(byDay, byDay.minimum)), byDay.toMinute, timeZone);
}

/** Computes the time that an appointment occupies, buffers included. */
export const computeOccupied = (
  service: Lasting & Pick<Service, 'bufferBeforeMinutes' | 'bufferAfterMinutes'>,
  startsAt: EpochMillis,
): Interval => ({
  from: startsAt - service.bufferBeforeMinutes * MINUTE,
  to: computeEnd(service, startsAt) + service.bufferAfterMinutes * MINUTE,
});

/** The start of a stay on a date, given in days after 1970-01-01; null when none begins on it: another weekday, or a date that the zone skipped. */
export function computeStayStart(byDay: ByDay, timeZone: string, epochDay: number): EpochMillis | null {
  if (byDay.startWeekdays?.includes(countWeekday(epochDay)) === false) return null;
  const startsAt = computeInstant(buildDate(epochDay), byDay.fromMinute, timeZone);
  return computeLocalDate(startsAt, timeZone) === buildDate(epochDay) ? startsAt : null;
}

/** Lists the starts of stays in a range, whoever is free, in order. */
export function listStayStarts({ byDay, timeZone }: Lasting, { from, to }: Interval): readonly EpochMillis[] {
  if (byDay === undefined || from >= to) return [];
  const [first, last] = [from, to].map((at) => countEpochDays(computeLocalDate(at, timeZone)));
  const starts: EpochMillis[] = [];
  for (let epochDay = first ?? 0; epochDay <= (last ?? 0); epochDay += 1) {
    const startsAt = computeStayStart(byDay, timeZone, epochDay);
    if (startsAt !== null && startsAt >= from && startsAt < to) starts.push(startsAt);
  }
  return starts;
}

/** Lists the dates of a stay, in days after 1970-01-01: each of its days, or each date on which one of its nights begins. */
export function listStayDates({ byDay, timeZone }: Lasting, startsAt: EpochMillis): readonly number[] {
  const first = countEpochDays(computeLocalDate(startsAt, timeZone));
  return Array.from({ length: byDay?.minimum ?? 0 }, (_, index) => first + index);
}

/**
 * Whether a resource is open for a stay: it has hours on the first and the last of its dates, and on those between where the service wants that. How long it is open on them does not
 * matter; a date that the zone skipped is closed.
 */
export function isOpenForStay(service: Lasting, hours: OpeningHours, startsAt: EpochMillis): boolean {
  return listClosedDates(service, hours, startsAt).length === 0;
}

/** Lists the dates of a stay that keep a resource from taking it. */
export function listClosedDates(service: Lasting, hours: OpeningHours, startsAt: EpochMillis): readonly number[] {
  const dates = listStayDates(service, startsAt);
  const asked = service.byDay?.closedBetween === 'allowed' ? [...new Set([...dates.slice(0, 1), ...dates.slice(-1)])] : dates;
  return asked.filter((epochDay) => hours.windowsOf(epochDay).length === 0 || isSkipped(epochDay, service.timeZone));
}

const isSkipped = (epochDay: number, timeZone: string): boolean => {
  const date = buildDate(epochDay);
  return computeLocalDate(computeInstant(date, 0, timeZone), timeZone) > date;
};
