import { isId } from '../ids.ts';
import type { CatalogDocument } from './catalog.ts';
import { checkAtCustomer, checkPosition, checkPositions, checkRanges } from './check-at-customer.ts';
import { checkUses } from './check-schedule.ts';
import type { TravelRules } from './location.ts';
import { findDoubled, isWhole, prefix, when } from './mistakes.ts';
import type { Mistakes } from './mistakes.ts';

/** The longest way that can be named: half a day. */
export const MAXIMUM_TRAVEL_MINUTES = 720;

const MAXIMUM = { locations: 50, zones: 50, minutes: 2_500 };

const RULE = `must be 0 to ${MAXIMUM_TRAVEL_MINUTES}`;
const isWay = (minutes: number): boolean => isWhole(minutes, 0, MAXIMUM_TRAVEL_MINUTES);

/** Checks locations, the ways between them, and the services that take place there. */
export function checkPlaces(document: CatalogDocument): Mistakes {
  const { locations = [], travel, schedules = [], services } = document;
  const scheduleIds = new Set<string>(schedules.map(({ id }) => id));
  const zoneIds = new Set<string>((travel?.zones ?? []).map(({ id }) => id));
  const locationIds = new Set<string>(locations.map(({ id }) => id));
  return [
    ...when(locations.length > MAXIMUM.locations, 'locations', `at most ${MAXIMUM.locations} locations`),
    ...findDoubled(
      'locations',
      locations.map(({ id }) => id),
    ),
    ...locations.flatMap(({ id, name, address, travelZoneId = null, schedules: uses = [], position = null }, index) =>
      prefix(`locations.${index}`, [
        ...when(!isId('loc', id), 'id', 'must look like loc_…'),
        ...when(name.trim() === '', 'name', 'must not be empty'),
        ...when(address.trim() === '', 'address', 'must not be empty'),
        ...when(travelZoneId !== null && !zoneIds.has(travelZoneId), 'travelZoneId', `"${travelZoneId}" is not a zone`),
        ...checkUses(uses, scheduleIds),
        ...(position === null ? [] : prefix('position', checkPosition(position))),
      ]),
    ),
    ...(travel === undefined || travel === null ? [] : prefix('travel', checkTravel(travel, zoneIds))),
    ...services.flatMap((service, index) => {
      const { locationId = null, place } = service;
      return prefix(`services.${index}`, [
        ...checkAtCustomer(service, document),
        ...when(locationId !== null && !locationIds.has(locationId), 'locationId', `"${locationId}" is not a location`),
        ...when(locationId !== null && place !== null, 'place', 'must be empty: the location says where it is'),
      ]);
    }),
  ];
}

function checkTravel({ zones, minutes, otherwiseMinutes, positions = [] }: TravelRules, zoneIds: ReadonlySet<string>): Mistakes {
  return [
    ...checkPositions(positions),
    ...when(zones.length > MAXIMUM.zones, 'zones', `at most ${MAXIMUM.zones} zones`),
    ...when(minutes.length > MAXIMUM.minutes, 'minutes', `at most ${MAXIMUM.minutes} ways`),
    ...findDoubled(
      'zones',
      zones.map(({ id }) => id),
    ),
    ...zones.flatMap(({ id, name, minutesWithin, postcodes = [] }, index) => [
      ...prefix(`zones.${index}`, checkRanges(postcodes, 500)),
      ...when(!isId('zon', id), `zones.${index}.id`, 'must look like zon_…'),
      ...when(name.trim() === '', `zones.${index}.name`, 'must not be empty'),
      ...when(!isWay(minutesWithin), `zones.${index}.minutesWithin`, RULE),
    ]),
    ...findDoubled(
      'minutes',
      minutes.map(({ from, to }) => `${from} to ${to}`),
    ),
    ...minutes.flatMap((way, index) => [
      ...(['from', 'to'] as const).flatMap((end) =>
        when(!zoneIds.has(way[end]), `minutes.${index}.${end}`, `"${way[end]}" is not a zone`),
      ),
      ...when(way.from === way.to, `minutes.${index}.to`, 'the way inside a zone is its minutesWithin'),
      ...when(!isWay(way.minutes), `minutes.${index}.minutes`, RULE),
    ]),
    ...when(!isWay(otherwiseMinutes), 'otherwiseMinutes', RULE),
  ];
}
