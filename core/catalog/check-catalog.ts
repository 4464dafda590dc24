import { isId } from '../ids.ts';
import { isTimeZone } from '../time/time-zone.ts';
import type { CatalogDocument } from './catalog.ts';
import { checkLimits } from './check-limits.ts';
import { checkPlaces } from './check-location.ts';
import { checkPrices } from './check-prices.ts';
import { checkResourceHours, checkSchedule, checkUses } from './check-schedule.ts';
import { checkService } from './check-service.ts';
import { findDoubled, prefix, when } from './mistakes.ts';
import type { CatalogMistake, Mistakes } from './mistakes.ts';
import type { Resource } from './resource.ts';

export type { CatalogMistake };

/** How many of each a catalogue may hold. */
const MAXIMUM = { services: 500, resources: 500, schedules: 200, codes: 5_000 };

/**
 * Checks what the shape of a catalogue cannot say: ids, references, zones, windows, amounts and limits. Answers every mistake with its path.
 * A document without mistakes can be sold from.
 */
export function checkCatalog(document: CatalogDocument): readonly CatalogMistake[] {
  const resourceIds = new Set<string>(document.resources.map((resource) => resource.id));
  const { schedules = [] } = document;
  const scheduleIds = new Set<string>(schedules.map((schedule) => schedule.id));
  return [
    ...checkCount('services', document.services),
    ...checkCount('resources', document.resources),
    ...checkCount('schedules', schedules),
    ...checkCount('codes', document.codes),
    ...findDoubled(
      'schedules',
      schedules.map((schedule) => schedule.id),
    ),
    ...schedules.flatMap((schedule, index) => prefix(`schedules.${index}`, checkSchedule(schedule))),
    ...findDoubled(
      'resources',
      document.resources.map((resource) => resource.id),
    ),
    ...findDoubled(
      'services',
      document.services.map((service) => service.id),
    ),
    ...findDoubled(
      'codes',
      document.codes.map((code) => code.code),
    ),
    ...document.resources.flatMap((resource, index) => prefix(`resources.${index}`, checkResource(resource, scheduleIds))),
    ...document.services.flatMap((service, index) => prefix(`services.${index}`, checkService(service, resourceIds))),
    ...document.services.flatMap(({ schedules: uses = [], kind }, index) =>
      prefix(`services.${index}`, [
        ...checkUses(uses, scheduleIds),
        ...when(
          kind !== 'appointment' && uses.length > 0,
          'schedules',
          'a class or course is held at its sessions and has no schedule',
        ),
      ]),
    ),
    ...checkPlaces(document),
    ...checkPrices(document),
  ];
}

const checkCount = (list: keyof typeof MAXIMUM, items: readonly unknown[]): Mistakes =>
  when(items.length > MAXIMUM[list], list, `at most ${MAXIMUM[list]} ${list}`);

const checkResource = (resource: Resource, scheduleIds: ReadonlySet<string>): Mistakes => [
  ...when(!isId('res', resource.id), 'id', 'must look like res_…'),
  ...when(!isTimeZone(resource.timeZone), 'timeZone', `"${resource.timeZone}" is not an IANA time zone`),
  ...checkResourceHours(resource, scheduleIds),
  ...checkLimits(resource),
  ...when(
    resource.calendar !== null && !/^[^\s\p{Cc}]{1,500}$/u.test(resource.calendar.calendarId),
    'calendar.calendarId',
    'must be the calendar’s id as its own settings show it, often an e-mail address',
  ),
];
