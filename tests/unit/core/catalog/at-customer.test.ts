import { describe, expect, test } from '@jest/globals';
import {
  computeDistance,
  describeAddress,
  isInRange,
  isWholeAddress,
  normalizePostcode,
} from '../../../../core/catalog/at-customer.ts';
import type { AtCustomer } from '../../../../core/catalog/at-customer.ts';
import type { CatalogDocument } from '../../../../core/catalog/catalog.ts';
import { checkCatalog } from '../../../../core/catalog/check-catalog.ts';
import { buildResource, buildService } from '../../../support/build-core.ts';

describe('a range of postcodes', () => {
  const city = { country: 'SE', from: '111', to: '118' };
  const soho = { country: 'GB', from: 'W1', to: 'W1' };
  test.each([
    { range: city, country: 'SE', postcode: '111 20', isInside: true },
    { range: city, country: 'SE', postcode: '118 99', isInside: true },
    { range: city, country: 'SE', postcode: '119 00', isInside: false },
    { range: city, country: 'SE', postcode: '11', isInside: false },
    { range: city, country: 'FI', postcode: '111 20', isInside: false },
    { range: soho, country: 'GB', postcode: 'w1d 3qu', isInside: true },
    { range: soho, country: 'GB', postcode: 'WC1A 1AA', isInside: false },
  ])('$range.from–$range.to and $country $postcode: $isInside', ({ range, country, postcode, isInside }) =>
    expect(isInRange(range, country, normalizePostcode(postcode))).toBe(isInside),
  );
});

describe('how far two positions are apart', () => {
  const stockholm = { latitude: 59.3293, longitude: 18.0686 };
  test.each([
    { name: 'nowhere', to: stockholm, kilometres: 0 },
    { name: 'Gothenburg', to: { latitude: 57.7089, longitude: 11.9746 }, kilometres: 397 },
    { name: 'the other side of the earth', to: { latitude: -59.3293, longitude: -161.9314 }, kilometres: 20_015 },
  ])('$name: $kilometres km', ({ to, kilometres }) => expect(Math.round(computeDistance(stockholm, to))).toBe(kilometres));

  test('across the date line it is the short way', () =>
    expect(computeDistance({ latitude: 0, longitude: 179.9 }, { latitude: 0, longitude: -179.9 })).toBeCloseTo(22.24, 2));
});

test('an address is written in one line and whole when somebody could find it', () => {
  const address = { line1: 'Odengatan 4', line2: null, postcode: '113 20', city: 'Stockholm', country: 'SE' };
  expect(describeAddress(address)).toBe('Odengatan 4, 113 20 Stockholm, SE');
  expect(describeAddress({ ...address, line2: 'Floor 2' })).toBe('Odengatan 4, Floor 2, 113 20 Stockholm, SE');
  expect([isWholeAddress(address), isWholeAddress({ ...address, line1: ' ' }), isWholeAddress({ ...address, city: '' })]).toEqual(
    [...[true, false], false],
  );
});

const area = { kind: 'postcodes', postcodes: [{ country: 'SE', from: '111', to: '118' }] } as const;
const radius = { kind: 'radius', from: 'loc_shop', kilometres: 10 } as const;
const positions = [{ country: 'SE', postcode: '111', latitude: 59.33, longitude: 18.06 }];
const shop = { id: 'loc_shop', name: 'Shop', address: 'Storgatan 1', position: { latitude: 59.3, longitude: 18 } } as const;
const zones = [{ id: 'zon_city', name: 'City', minutesWithin: 10, postcodes: area.postcodes }] as const;
const travel = { zones, minutes: [], otherwiseMinutes: 30, positions };
const fee = { amountMinor: 20_000, zones: [{ zoneId: 'zon_city', amountMinor: 10_000 }] } as const;
const visit = (atCustomer: AtCustomer) => buildService({ place: null, atCustomer });
const document = (changes: Partial<CatalogDocument>): CatalogDocument => ({
  services: [visit({ area, fee })],
  ...{ resources: [buildResource()], codes: [], locations: [shop], travel },
  ...changes,
});

test('a service at the customer’s has no mistakes, by postcodes and by distance', () => {
  expect(checkCatalog(document({}))).toEqual([]);
  expect(checkCatalog(document({ services: [visit({ area: radius })] }))).toEqual([]);
});

test.each<readonly [string, Partial<CatalogDocument>, string]>([
  ['a place beside it', { services: [{ ...visit({ area }), place: 'Here' }] }, 'services.0.atCustomer.area'],
  ['no postcode', { services: [visit({ area: { ...area, postcodes: [] } })] }, 'services.0.atCustomer.area.postcodes'],
  [
    'a range that ends before it begins',
    { services: [visit({ area: { kind: 'postcodes', postcodes: [{ country: 'SE', from: '118', to: '111' }] } })] },
    'services.0.atCustomer.area.postcodes.0.to',
  ],
  [
    'a country that is none',
    { services: [visit({ area: { kind: 'postcodes', postcodes: [{ country: 'se', from: '1', to: '1' }] } })] },
    'services.0.atCustomer.area.postcodes.0.country',
  ],
  [
    'a distance from nowhere',
    { services: [visit({ area: { ...radius, from: 'loc_gone' } })] },
    'services.0.atCustomer.area.from',
  ],
  [
    'a distance of nothing',
    { services: [visit({ area: { ...radius, kilometres: 0 } })] },
    'services.0.atCustomer.area.kilometres',
  ],
  [
    'a distance without positions',
    { services: [visit({ area: radius })], travel: { ...travel, positions: [] } },
    'services.0.atCustomer.area.kind',
  ],
  [
    'a fee for a zone that is not there',
    { services: [visit({ area, fee: { ...fee, zones: [{ zoneId: 'zon_x', amountMinor: 1 }] } })] },
    'services.0.atCustomer.fee.zones.0.zoneId',
  ],
  [
    'a fee below nothing',
    { services: [visit({ area, fee: { ...fee, amountMinor: -1 } })] },
    'services.0.atCustomer.fee.amountMinor',
  ],
  [
    'a latitude beyond the pole',
    { travel: { ...travel, positions: [{ country: 'SE', postcode: '1', latitude: 91, longitude: 0 }] } },
    'travel.positions.0.latitude',
  ],
])('%s is refused with its place', (_name, changes, path) => {
  expect(checkCatalog(document(changes)).map((mistake) => mistake.path)).toEqual([path]);
});
