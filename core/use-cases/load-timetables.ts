import { buildTimetables, listHolidayAreas, nameArea } from '../availability/timetable.ts';
import type { ScheduledResource } from '../availability/timetable.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { listNeededResources } from '../catalog/catalog.ts';
import type { Service } from '../catalog/service.ts';
import type { Ports } from '../ports/ports.ts';
import { buildDate } from '../time/civil-date.ts';
import type { Interval } from '../time/instant.ts';
import { DAY } from '../time/instant.ts';

/** How many dates around a range its times may depend on: a local date is never further from the instant's date in UTC, nor does a window reach further. */
const MARGIN_DAYS = 10;

/**
 * Loads the resources that a service needs with their timetables for a range: schedules by name, holidays by area (each area is asked for once), recurring
 * exceptions expanded over the range.
 */
export async function loadTimetables(
  { holidays }: Pick<Ports, 'holidays'>,
  catalog: Catalog,
  service: Service,
  range: Interval,
): Promise<readonly ScheduledResource[]> {
  const resources = listNeededResources(catalog, service);
  const days = { first: Math.floor(range.from / DAY) - MARGIN_DAYS, last: Math.floor(range.to / DAY) + MARGIN_DAYS };
  const found = await Promise.all(
    listHolidayAreas(catalog, service, resources).map(
      async (area) => [nameArea(area), await holidays.listHolidays(area, buildDate(days.first), buildDate(days.last))] as const,
    ),
  );
  return buildTimetables({ catalog, holidays: new Map(found), days }, service, resources);
}
