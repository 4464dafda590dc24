import { describe, expect, test } from '@jest/globals';
import { parseCatalogDocument } from '../../../../adapters/http/schemas/catalog.ts';
import { checkCatalog } from '../../../../core/index.ts';
import { writeDocument } from '../../../../wordpress-plugin/src/model/catalog-document.ts';
import { putRecord } from '../../../../wordpress-plugin/src/model/catalog-edits.ts';
import { readDeposit } from '../../../../wordpress-plugin/src/model/prices/deposit.ts';
import type { TypedDeposit } from '../../../../wordpress-plugin/src/model/prices/deposit.ts';
import { createExtra } from '../../../../wordpress-plugin/src/model/prices/extras.ts';
import {
  createPersonType,
  findNamedPlace,
  findServicePriceMistakes,
  readServicePrices,
  writeServicePrices,
} from '../../../../wordpress-plugin/src/model/prices/service-prices.ts';
import type { TypedServicePrices } from '../../../../wordpress-plugin/src/model/prices/service-prices.ts';
import { catalog, recordOf } from '../catalog-fixture.ts';

const cut = recordOf(catalog, 'svc_cut');
const context = { currency: 'SEK', isPaidOnline: true, choosable: ['res_ada', 'res_bo'] };
const full = {
  ...cut,
  ...{ priceUnit: 'person', minimumPartySize: 1, maximumPartySize: 8, taxClassId: 'tax_full' },
  personTypes: [
    { id: 'per_adult', name: 'Adults', addedLater: 1 },
    { id: 'per_child', name: 'Children', adjustment: { kind: 'percent', percent: -50 }, minimum: 0, maximum: 4 },
  ],
  resourcePrices: [{ resourceId: 'res_bo', adjustment: { kind: 'add', amountMinor: 5_000, currency: 'SEK' }, addedLater: 2 }],
  deposit: {
    ...{ amount: { kind: 'percent', percent: 20 }, minimumMinor: 5_000, mayPayAll: true, addedLater: 3 },
    balance: { due: 'before_start', minutes: 2_880 },
  },
  tips: { percents: [5, 10], mayChooseAmount: false, addedLater: 4 },
  extras: [
    {
      id: 'ext_mask',
      name: 'Mask',
      price: { amountMinor: 10_000, currency: 'SEK', kept: 1 },
      maximumQuantity: 1,
      taxClassId: 'tax_two',
    },
  ],
};

const fieldsOf = (service: object, prices: TypedServicePrices, given = context) =>
  Object.fromEntries(
    Object.entries(writeServicePrices({ ...service }, prices, given)).filter(([, value]) => value !== undefined),
  );
const mistakesOf = (changed: Partial<TypedServicePrices>): readonly string[] =>
  findServicePriceMistakes({ ...readServicePrices(full, 'SEK', 'sv-SE'), ...changed }, context).map(
    ({ field, kind }) => `${field}: ${kind}`,
  );

describe('what a service says of prices', () => {
  test.each([
    ['everything', full],
    ['nothing', cut],
  ])('that says %s is written as it came when nothing was typed', (_name, service) => {
    const prices = readServicePrices(service, 'SEK', 'sv-SE');
    expect(findServicePriceMistakes(prices, context)).toEqual([]);
    expect({ ...service, ...fieldsOf(service, prices) }).toEqual(service);
  });

  test('as it is typed here is taken by the service', () => {
    const prices: TypedServicePrices = {
      ...readServicePrices(cut, 'SEK', 'sv-SE'),
      ...{ priceUnit: 'person', maximumPartySize: ' 6 ' },
      personTypes: [
        { ...createPersonType('per_adult', 'SEK'), name: ' Adults ' },
        {
          ...createPersonType('per_child', 'SEK'),
          name: 'Children',
          adjustment: { kind: 'set', value: '99,50', currency: 'SEK' },
        },
      ],
      named: { res_ada: { kind: 'percent_more', value: '12,5', currency: 'SEK' } },
      extras: [
        {
          ...createExtra('ext_tea'),
          name: 'Tea',
          price: '25',
          maximumQuantity: '4',
          durationMinutes: '15',
          stock: '3',
          per: 'time',
        },
      ],
      deposit: { ...readDeposit(cut, 'SEK', 'sv-SE'), kind: 'per_person', value: '50', due: 'on_date', date: '2027-06-01' },
      tips: { isOn: true, percents: '5 %, 10; 15', mayChooseAmount: true },
    };
    expect(findServicePriceMistakes(prices, context)).toEqual([]);
    const written = fieldsOf(cut, prices);
    expect(written).toEqual({
      ...{ priceUnit: 'person', minimumPartySize: 1, maximumPartySize: 6 },
      personTypes: [
        { id: 'per_adult', name: 'Adults' },
        { id: 'per_child', name: 'Children', adjustment: { kind: 'set', amountMinor: 9_950, currency: 'SEK' } },
      ],
      resourcePrices: [{ resourceId: 'res_ada', adjustment: { kind: 'percent', percent: 12.5 } }],
      extras: [
        {
          ...{ id: 'ext_tea', name: 'Tea', price: { amountMinor: 2_500, currency: 'SEK' }, maximumQuantity: 4 },
          ...{ durationMinutes: 15, stock: { quantity: 3, per: 'time' } },
        },
      ],
      deposit: {
        ...{ amount: { kind: 'per_person', amountMinor: 5_000, currency: 'SEK' }, mayPayAll: true },
        balance: { due: 'on_date', date: '2027-06-01' },
      },
      tips: { percents: [5, 10, 15], mayChooseAmount: true },
    });
    const document = putRecord('services', { ...cut, ...written })(catalog);
    expect(checkCatalog(parseCatalogDocument(writeDocument(document)))).toEqual([]);
  });

  test('leaves out what the rest of the form has no room for', () => {
    const prices = { ...readServicePrices(full, 'SEK', 'sv-SE'), priceUnit: 'booking' as const };
    const written = fieldsOf(full, prices, { ...context, isPaidOnline: false, choosable: [] });
    expect(written).toMatchObject({ priceUnit: 'booking', personTypes: [], resourcePrices: [] });
    expect(written).not.toHaveProperty('deposit');
    expect(
      findServicePriceMistakes({ ...prices, deposit: { ...prices.deposit, value: '' } }, { ...context, isPaidOnline: false }),
    ).toEqual([]);
  });

  test('follows the service into another currency', () => {
    const prices = readServicePrices(full, 'SEK', 'sv-SE');
    expect(fieldsOf(full, prices, { ...context, currency: 'EUR' })).toMatchObject({
      resourcePrices: [{ resourceId: 'res_bo', adjustment: { kind: 'add', amountMinor: 5_000, currency: 'EUR' } }],
      extras: [{ price: { amountMinor: 10_000, currency: 'EUR' } }],
    });
  });

  test('finds whose price a refusal means', () => {
    const prices = readServicePrices(full, 'SEK', 'sv-SE');
    expect(['res_ada', 'res_bo'].map((id) => findNamedPlace(prices, context.choosable, id))).toEqual([-1, 0]);
  });

  test.each([
    [{ minimumPartySize: '0' }, ['minimumPartySize: number']],
    [{ minimumPartySize: '9' }, ['maximumPartySize: number']],
    [
      { personTypes: [{ ...createPersonType('per_x', 'SEK'), minimum: '3', maximum: '2' }] },
      ['personTypes.0.name: empty', 'personTypes.0.maximum: number'],
    ],
    [{ named: { res_bo: { kind: 'percent_less' as const, value: '101', currency: 'SEK' } } }, ['resourcePrices.0: share']],
    [{ named: { res_gone: { kind: 'set' as const, value: 'x', currency: 'SEK' } } }, []],
    [
      { extras: [{ ...createExtra('ext_x'), maximumQuantity: '', durationMinutes: '1441', stock: '-1' }] },
      [
        ...['extras.0.name: empty', 'extras.0.price: price', 'extras.0.maximumQuantity: number'],
        ...['extras.0.durationMinutes: number', 'extras.0.stock: number'],
      ],
    ],
    [{ tips: { isOn: true, percents: '', mayChooseAmount: false } }, ['tips.percents: percents']],
    [{ tips: { isOn: true, percents: '5, 5', mayChooseAmount: true } }, ['tips.percents: percents']],
    [{ tips: { isOn: true, percents: '5,5 and 7', mayChooseAmount: true } }, ['tips.percents: percents']],
    [{ tips: { isOn: false, percents: 'x', mayChooseAmount: false } }, []],
  ])('%j: what is wrong is found at its path', (changed, expected) => {
    expect(mistakesOf(changed)).toEqual(expected);
  });

  test.each<readonly [Partial<TypedDeposit>, readonly string[]]>([
    [{ value: '100' }, ['deposit.amount: share']],
    [{ value: '' }, ['deposit.amount: share']],
    [{ kind: 'fixed', value: '0' }, ['deposit.amount: amount']],
    [{ kind: 'per_person', value: 'x' }, ['deposit.amount: price']],
    [{ minimum: 'x' }, ['deposit.minimumMinor: price']],
    [{ before: { amount: '', unit: 'days' } }, ['deposit.balance: number']],
    [{ due: 'on_date', date: '' }, ['deposit.balance: date']],
    [{ kind: 'none', value: 'x', date: 'x' }, []],
  ])('a deposit %j is refused: %j', (changed, expected) => {
    const { deposit } = readServicePrices(full, 'SEK', 'sv-SE');
    expect(mistakesOf({ deposit: { ...deposit, ...changed } })).toEqual(expected);
  });
});
