import { describe, expect, test } from '@jest/globals';
import { parseCatalogDocument } from '../../../adapters/http/schemas/catalog.ts';
import { checkCatalog } from '../../../core/index.ts';
import { findRecord, writeDocument } from '../../../wordpress-plugin/src/model/catalog-document.ts';
import type { CatalogDocument } from '../../../wordpress-plugin/src/model/catalog-document.ts';
import {
  listLocationUsers,
  putRecord,
  putTravel,
  restore,
  retireLocation,
} from '../../../wordpress-plugin/src/model/catalog-edits.ts';
import type { Fields } from '../../../wordpress-plugin/src/model/fields.ts';
import { createLocation } from '../../../wordpress-plugin/src/model/new-records.ts';
import {
  findLocationMistakes,
  findTravelMistakes,
  readLocationForm,
  readTravelForm,
  removeZone,
  writeLocationForm,
  writeTravelForm,
} from '../../../wordpress-plugin/src/model/places.ts';
import type { TravelForm } from '../../../wordpress-plugin/src/model/places.ts';
import { readPostcodes, writePostcodes } from '../../../wordpress-plugin/src/model/postcodes.ts';
import { readServiceForm, writeServiceForm } from '../../../wordpress-plugin/src/model/service-form.ts';
import type { ServiceForm } from '../../../wordpress-plugin/src/model/service-form.ts';
import { catalog, recordOf } from './catalog-fixture.ts';

const range = (country: string, from: string, to = from): Fields => ({ country, from, to });
const words = { name: 'name', minutes: 'minutes', line: (number: number) => `line ${number}` };

const travel: TravelForm = {
  zones: [
    { id: 'zon_inside', name: 'Inside', minutesWithin: '10', postcodes: [{ country: 'SE', text: '11, 12' }], kept: {} },
    {
      id: 'zon_outside',
      name: 'Outside',
      minutesWithin: '20',
      postcodes: [{ country: 'SE', text: '13–19' }],
      kept: { later: 1 },
    },
  ],
  ways: [{ from: 'zon_inside', to: 'zon_outside', minutes: '35', kept: {} }],
  otherwiseMinutes: '60',
  positions: 'se 111 20: 59.33, 18.06\n\nGB SW1A 1: 51.5, -0.12',
};

const shop = writeLocationForm(createLocation('loc_shop'), {
  ...{ name: ' Shop ', address: 'Storgatan 1', travelZoneId: 'zon_inside', uses: [], position: '59.3326, 18.0649' },
});

const document: CatalogDocument = putTravel(writeTravelForm(null, travel))(putRecord('locations', shop)(catalog));
const judge = (edited: CatalogDocument): readonly string[] =>
  checkCatalog(parseCatalogDocument(writeDocument(edited))).map(({ path }) => path);

describe('postcodes', () => {
  test.each([
    ['11', [range('SE', '11')]],
    [' 11 , 12;13\n14', [range('SE', '11'), range('SE', '12'), range('SE', '13'), range('SE', '14')]],
    ['10–19', [range('SE', '10', '19')]],
    ['10-19, 752 - 754', [range('SE', '10', '19'), range('SE', '752', '754')]],
    ['111 20 … 111 29', [range('SE', '111 20 … 111 29')]],
    ['', []],
  ] as const)('"%s" are beginnings and ranges', (text, expected) => {
    expect(writePostcodes([{ country: 'SE', text }])).toEqual(expected);
  });

  test('with a hyphen of their own are no range', () => {
    expect(writePostcodes([{ country: 'PL', text: '00-950, 00-950 – 00-999' }])).toEqual([
      range('PL', '00-950'),
      range('PL', '00-950', '00-999'),
    ]);
  });

  test('come back by country as they were', () => {
    const ranges = [range('SE', '11'), range('SE', '13', '19'), range('GB', 'SW1A 1')];
    const rows = readPostcodes(ranges);
    expect(rows).toEqual([
      { country: 'SE', text: '11, 13 – 19' },
      { country: 'GB', text: 'SW1A 1' },
    ]);
    expect(writePostcodes(rows)).toEqual(ranges);
  });
});

describe('places', () => {
  test('that were typed are taken by the service, and come back as they are', () => {
    expect(judge(document)).toEqual([]);
    expect(shop).toMatchObject({ name: 'Shop', position: { latitude: 59.3326, longitude: 18.0649 } });
    expect(writeLocationForm(shop, readLocationForm(shop))).toEqual(shop);
    const saved = document.rest['travel'];
    expect(writeTravelForm(saved, readTravelForm(saved))).toEqual(saved);
    expect(saved).toMatchObject({
      positions: [
        { country: 'SE', postcode: '111 20' },
        { country: 'GB', postcode: 'SW1A 1' },
      ],
    });
  });

  test('are not said where there are none', () => {
    const none = readTravelForm(null);
    expect(writeTravelForm(null, none)).toBeNull();
    expect(writeTravelForm(undefined, { ...none, otherwiseMinutes: '30' })).toMatchObject({ otherwiseMinutes: 30 });
  });

  test('say what cannot be read', () => {
    expect(findLocationMistakes({ ...readLocationForm(shop), address: ' ', position: 'here' })).toEqual(['address', 'position']);
    const [zone, other] = travel.zones;
    if (zone === undefined || other === undefined) throw new Error('there are two zones');
    const wrong = {
      zones: [{ ...zone, name: ' ', minutesWithin: '' }, other],
      ways: [{ from: zone.id, to: other.id, minutes: '721', kept: {} }],
      ...{ otherwiseMinutes: '-1', positions: 'SE 111 20: 59, 18\nStockholm' },
    };
    expect(findTravelMistakes(wrong, words).map(({ path }) => path)).toEqual([
      ...[
        'travel.zones.0.name',
        'travel.zones.0.minutesWithin',
        'travel.minutes.0.minutes',
        'travel.otherwiseMinutes',
        'travel.positions.1',
      ],
    ]);
    expect(findTravelMistakes(travel, words)).toEqual([]);
  });

  test('a zone goes with the ways from and to it', () => {
    expect(removeZone(travel, 'zon_outside')).toMatchObject({ zones: [{ id: 'zon_inside' }], ways: [] });
  });

  test('a location that is used is known, and one that was retired comes back', () => {
    const used = putRecord('services', { ...recordOf(catalog, 'svc_class'), locationId: 'loc_shop' })(document);
    expect(listLocationUsers(used, 'loc_shop')).toMatchObject([{ id: 'svc_class' }]);
    expect(listLocationUsers(document, 'loc_shop')).toEqual([]);
    const retired = retireLocation('loc_shop')(document);
    expect(findRecord(retired.locations, 'loc_shop')).toBeUndefined();
    expect(restore(document, 'locations', 'loc_shop')(retired)).toEqual(document);
  });
});

describe('a service at the customer’s address', () => {
  const cut = { ...recordOf(catalog, 'svc_cut'), addedLater: 1 };
  const form = readServiceForm(document, cut, 'sv-SE', 'Staff');
  const write = (changed: Partial<ServiceForm['atCustomer']>, service: Fields = cut) =>
    writeServiceForm(document, service, { ...form, atCustomer: { ...form.atCustomer, isOn: true, ...changed } });
  const written = (changed: Partial<ServiceForm['atCustomer']>): Fields => {
    const result = write(changed);
    if (!result.ok) throw new Error(JSON.stringify(result.mistakes));
    return result.record;
  };
  const postcodes = [{ country: 'SE', text: '11, 13 – 19' }];
  const ranges = [range('SE', '11'), range('SE', '13', '19')];

  test.each([
    ['postcodes', { postcodes }, { area: { kind: 'postcodes', postcodes: ranges }, fee: null }],
    [
      'postcodes, with a fee and another one in a zone',
      { postcodes, fee: '100', zoneFees: { zon_inside: '49,50', zon_outside: ' ' } },
      { fee: { amountMinor: 10_000, zones: [{ zoneId: 'zon_inside', amountMinor: 4_950 }] } },
    ],
    [
      'so far around the shop',
      { area: 'radius', from: 'loc_shop', kilometres: '12,5' },
      { area: { kind: 'radius', from: 'loc_shop', kilometres: 12.5 }, fee: null },
    ],
  ] as const)('in %s is one that the service takes, and it comes back as it was', (_name, changed, expected) => {
    const record = written(changed);
    expect(record).toMatchObject({ place: null, atCustomer: expected });
    expect(judge(putRecord('services', record)(document))).toEqual([]);
    const again = readServiceForm(document, record, 'sv-SE', 'Staff');
    expect(writeServiceForm(document, record, again)).toEqual({ ok: true, record });
  });

  test('says what cannot be read, and what the service refuses is at the field it names', () => {
    const result = write({ area: 'radius', kilometres: 'far', fee: 'a lot', zoneFees: { zon_inside: '1,2345' } });
    expect(!result.ok && result.mistakes.map(({ field }) => field)).toEqual([
      ...['atCustomer.area.from', 'atCustomer.area.kilometres'],
      ...['atCustomer.fee.amountMinor', 'atCustomer.fee.zones.0.amountMinor'],
    ]);
    const refused = (changed: Partial<ServiceForm['atCustomer']>): readonly string[] =>
      judge(putRecord('services', written(changed))(document));
    expect(refused({ postcodes: [] })).toEqual(['services.0.atCustomer.area.postcodes']);
    expect(refused({ postcodes: [{ country: '', text: '11' }] })).toEqual(['services.0.atCustomer.area.postcodes.0.country']);
  });

  test('that is not at the customer’s any more says so', () => {
    const record = written({ postcodes });
    const back = readServiceForm(document, record, 'sv-SE', 'Staff');
    const home = writeServiceForm(document, record, { ...back, place: 'Here', atCustomer: { ...back.atCustomer, isOn: false } });
    expect(home.ok && home.record).toMatchObject({ place: 'Here', atCustomer: null });
  });
});
