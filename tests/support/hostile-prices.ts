import fc from 'fast-check';
import { hostileValues, spoil } from './hostile-catalogs.ts';
import type { Json } from './hostile-catalogs.ts';

const sek = (amountMinor: number) => ({ amountMinor, currency: 'SEK' });
const week = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [{ fromMinute: 540, toMinute: 1_020 }]]));
const anna = { id: 'res_anna', name: 'Anna', kind: 'staff', timeZone: 'Europe/Stockholm', weeklyHours: week };
const common = {
  ...{ kind: 'appointment', timeZone: 'Europe/Stockholm', horizonDays: 90, taxClassId: 'tax_full' },
  needs: [{ name: 'Staff', anyOf: ['res_anna'], visitorMayChoose: true }],
};

/** A catalogue that is right, with everything in it that prices depend on. */
export const rightPrices: Json = {
  resources: [anna],
  services: [
    {
      ...{
        ...common,
        id: 'svc_tour',
        name: 'Tour',
        durationMinutes: 60,
        price: sek(10_000),
        priceUnit: 'person',
        maximumPartySize: 8,
      },
      extras: [{ id: 'ext_care', name: 'Care', price: sek(2_000), maximumQuantity: 3, taxClassId: 'tax_low' }],
      personTypes: [
        { id: 'per_adult', name: 'Adult' },
        { id: 'per_child', name: 'Child', adjustment: { kind: 'percent', percent: -50 }, maximum: 4 },
      ],
      resourcePrices: [{ resourceId: 'res_anna', adjustment: { kind: 'add', ...sek(1_500) } }],
      deposit: { amount: { kind: 'percent', percent: 20 }, minimumMinor: 500, balance: { due: 'before_start', minutes: 1_440 } },
      tips: { percents: [5, 10], mayChooseAmount: true },
    },
    {
      ...{ ...common, id: 'svc_stay', name: 'Stay', durationMinutes: 1_140, price: sek(50_000), maximumPartySize: 4 },
      byDay: { unit: 'night', fromMinute: 900, toMinute: 600, minimum: 1, maximum: 30 },
      deposit: { amount: { kind: 'fixed', ...sek(5_000) }, balance: { due: 'on_date', date: '2027-01-13' }, mayPayAll: false },
    },
  ],
  priceRules: [
    {
      id: 'pru_week',
      name: 'Week',
      when: { weekdays: [4], minimumLeadMinutes: 60 },
      adjustment: { kind: 'percent', percent: 12.5 },
    },
    {
      ...{ id: 'pru_season', name: 'Season', adjustment: { kind: 'add', ...sek(700) }, then: 'stop' },
      when: {
        dates: [
          { from: '12-15', to: '01-31' },
          { from: '2027-06-01', to: '2027-06-30' },
        ],
        minimumPeople: 1,
        maximumPeople: 6,
      },
    },
    {
      id: 'pru_late',
      name: 'Late',
      serviceIds: ['svc_tour'],
      when: { times: { fromMinute: 1_320, toMinute: 120 } },
      adjustment: { kind: 'set', ...sek(8_000) },
    },
  ],
  promotions: [
    {
      id: 'pro_two',
      name: 'Two',
      offer: { kind: 'take_pay', take: 3, pay: 2 },
      validFrom: '2026-01-01T00:00Z',
      validUntil: '2028-01-01T00:00Z',
    },
    {
      id: 'pro_both',
      name: 'Both',
      offer: { kind: 'bundle', bundledIds: ['svc_tour', 'svc_stay'], discount: { kind: 'fixed', ...sek(1_000) } },
    },
    { id: 'pro_more', name: 'More', offer: { kind: 'several', minimumBookings: 2, percent: 5 } },
  ],
  tax: {
    ...{ prices: 'exclude_tax', rounding: 'sum' },
    classes: [
      {
        id: 'tax_full',
        name: 'Full',
        rates: [
          { name: 'GST', percent: 5 },
          { name: 'QST', percent: 9.975 },
        ],
      },
      { id: 'tax_low', name: 'Low', rates: [{ name: 'VAT', percent: 6 }] },
    ],
  },
  codes: [
    { code: 'TEN', discount: { kind: 'percent', percent: 10 }, combinable: true, minimumSpendMinor: 100 },
    { code: 'OFF', discount: { kind: 'fixed', ...sek(3_000), per: 'booking' }, combinable: true },
    {
      code: 'CARE',
      discount: { kind: 'free_extra', extraId: 'ext_care', quantity: 1 },
      combinable: true,
      serviceIds: ['svc_tour'],
    },
  ],
};

/** A price that somebody asks for, in good faith. */
export const rightQuestion: Json = {
  items: [
    {
      ...{ serviceId: 'svc_tour', partySize: 3, startsAt: '2027-01-14T09:00:00Z', resourceId: 'res_anna', tip: { percent: 10 } },
      people: [
        { personTypeId: 'per_adult', quantity: 2 },
        { personTypeId: 'per_child', quantity: 1 },
      ],
      extras: [{ extraId: 'ext_care', quantity: 2 }],
    },
    { serviceId: 'svc_stay', partySize: 2, days: 3, startsAt: '2027-01-14T14:00:00Z' },
  ],
  codes: ['TEN', 'OFF', 'CARE'],
  isAllPaid: false,
};

/** Amounts, shares, currencies and dates at the edges, beside what nobody wrote in good faith. */
const values: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: hostileValues },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Json>(
      ...[1e11, 1e11 + 1, 1e12, 1e15, Number.MAX_SAFE_INTEGER, -1e11, -100, -100.01, 1_000, 100, 99.9999, 99.99999],
      ...[1.1, 8.29, 8.875, 9.975, 0.0001, 0.00001, 33.333333333, 1, 2, 3, 30, 90, 91],
      ...['SEK', 'EUR', 'JPY', 'KWD', 'sek', 'ZZZ', 'SEKK', '', 'TEN', 'ten ', 'OFF', 'CARE', 'A\u0007B', 'Å'.repeat(41)],
      ...[
        '02-29',
        '02-30',
        '13-01',
        '2027-02-29',
        '2027-06-01',
        '1-1',
        'svc_tour',
        'svc_none',
        'res_none',
        'tax_none',
        'per_child',
      ],
      ...[
        'percent',
        'fixed',
        'set_price',
        'free_extra',
        'per_person',
        'add',
        'set',
        'stop',
        'line',
        'include_tax',
        'on_site',
        'person',
      ],
    ),
  },
  { weight: 2, arbitrary: fc.integer({ min: -1_000, max: 1_000 }).map((hundredths) => hundredths / 100) },
);

/** A catalogue with prices and a question about them: one of both was right, with some places changed or taken away, the other is. */
export const hostilePrices: fc.Arbitrary<{ readonly catalog: Json; readonly question: Json }> = fc.oneof(
  spoil(rightPrices, values, 3).map((catalog) => ({ catalog, question: rightQuestion })),
  spoil(rightQuestion, values, 2).map((question) => ({ catalog: rightPrices, question })),
);
