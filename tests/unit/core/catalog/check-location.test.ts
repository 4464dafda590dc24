import { expect, test } from '@jest/globals';
import type { CatalogDocument } from '../../../../core/catalog/catalog.ts';
import { checkCatalog } from '../../../../core/catalog/check-catalog.ts';
import type { Location, TravelRules } from '../../../../core/catalog/location.ts';
import { buildResource, buildService } from '../../../support/build-core.ts';

const shop: Location = { id: 'loc_shop', name: 'Shop', address: 'Storgatan 1', travelZoneId: 'zon_city', schedules: [] };
const rules: TravelRules = {
  zones: [
    { id: 'zon_city', name: 'City', minutesWithin: 10 },
    { id: 'zon_north', name: 'North', minutesWithin: 0 },
  ],
  minutes: [{ from: 'zon_city', to: 'zon_north', minutes: 30 }],
  otherwiseMinutes: 60,
};
const service = buildService({ place: null, locationId: 'loc_shop' });
const document = (changes: Partial<CatalogDocument> = {}): CatalogDocument => ({
  services: [service],
  resources: [buildResource()],
  codes: [],
  locations: [shop],
  travel: rules,
  ...changes,
});
const [city, north] = rules.zones;
if (city === undefined || north === undefined) throw new Error('two zones');

test('a catalogue with places has no mistakes, with ways and without', () => {
  expect(checkCatalog(document())).toEqual([]);
  expect(checkCatalog(document({ locations: [{ ...shop, travelZoneId: null }], travel: null }))).toEqual([]);
});

const many = Array.from({ length: 51 }, (_, index) => ({ ...shop, id: `loc_${index}` as const }));

test.each<readonly [string, Partial<CatalogDocument>, string]>([
  ['a service at a place that is not there', { services: [{ ...service, locationId: 'loc_gone' }] }, 'services.0.locationId'],
  ['a service that says its place too', { services: [{ ...service, place: 'Elsewhere' }] }, 'services.0.place'],
  ['a location without a name', { locations: [{ ...shop, name: ' ' }] }, 'locations.0.name'],
  ['a location without an address', { locations: [{ ...shop, address: '' }] }, 'locations.0.address'],
  ['a location twice', { locations: [shop, shop] }, 'locations.1'],
  ['a location in a zone that is not there', { travel: null }, 'locations.0.travelZoneId'],
  [
    'a location with hours that are not there',
    { locations: [{ ...shop, schedules: [{ scheduleId: 'sch_x', from: null, until: null }] }] },
    'locations.0.schedules.0.scheduleId',
  ],
  ['too many locations', { locations: [shop, ...many] }, 'locations'],
  ['a zone twice', { travel: { ...rules, zones: [city, north, city] } }, 'travel.zones.2'],
  ['a zone without a name', { travel: { ...rules, zones: [city, { ...north, name: '' }] } }, 'travel.zones.1.name'],
  ['a way of thirteen hours', { travel: { ...rules, otherwiseMinutes: 780 } }, 'travel.otherwiseMinutes'],
  ['half a minute', { travel: { ...rules, zones: [{ ...city, minutesWithin: 0.5 }, north] } }, 'travel.zones.0.minutesWithin'],
  [
    'a way of less than nothing',
    { travel: { ...rules, minutes: [{ from: 'zon_city', to: 'zon_north', minutes: -1 }] } },
    'travel.minutes.0.minutes',
  ],
  [
    'a way to a zone that is not there',
    { travel: { ...rules, minutes: [{ from: 'zon_city', to: 'zon_x', minutes: 1 }] } },
    'travel.minutes.0.to',
  ],
  [
    'a way from a zone to itself',
    { travel: { ...rules, minutes: [{ from: 'zon_city', to: 'zon_city', minutes: 1 }] } },
    'travel.minutes.0.to',
  ],
  ['a way twice', { travel: { ...rules, minutes: [...rules.minutes, ...rules.minutes] } }, 'travel.minutes.1'],
])('%s is refused with its place', (_name, changes, path) => {
  expect(checkCatalog(document(changes)).map((mistake) => mistake.path)).toEqual([path]);
});
