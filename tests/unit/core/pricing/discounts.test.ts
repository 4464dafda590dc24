import { describe, expect, test } from '@jest/globals';
import type { Promotion } from '../../../../core/catalog/prices/promotion.ts';
import { NOW } from '../../../support/build-core.ts';
import { amountsOf, code, eur, explain, item, price, promotion, refusalOf } from '../../../support/price-rows.ts';
import type { PriceRow } from '../../../support/price-rows.ts';

const care = { id: 'ext_care', name: 'Care', price: eur(2_000), maximumQuantity: 5 } as const;
const cut = (wish = {}) => item({ extras: [care] }, wish);
const withCare = (quantity: number) => cut({ extras: [{ extraId: 'ext_care', quantity }] });
const yoga = (partySize: number) => item({ id: 'svc_yoga', name: 'Yoga', price: eur(3_000), priceUnit: 'person' }, { partySize });
const percent = (value: number) => ({ discount: { kind: 'percent', percent: value } }) as const;
const fixed = (amountMinor: number, per?: 'order' | 'booking') =>
  ({ discount: { kind: 'fixed', ...eur(amountMinor), per } }) as const;
const setPrice = (amountMinor: number) => ({ discount: { kind: 'set_price', ...eur(amountMinor) } }) as const;
const free = (quantity: number) => ({ discount: { kind: 'free_extra', extraId: 'ext_care', quantity } }) as const;
const offers = (...promotions: Partial<Promotion>[]) => ({
  book: { promotions: promotions.map((one, index) => promotion({ id: `pro_${index}`, ...one })) },
});
const takePay = (take: number, pay: number) => ({ offer: { kind: 'take_pay', take, pay } }) as const;
const several = (minimumBookings: number, value: number) =>
  ({ offer: { kind: 'several', minimumBookings, percent: value } }) as const;
type Bundle = Extract<Promotion['offer'], { kind: 'bundle' }>['discount'];
const bundle = (discount: Bundle) => ({ offer: { kind: 'bundle', bundledIds: ['svc_cut', 'svc_yoga'], discount } }) as const;

type Row = PriceRow & { readonly discounts: readonly (readonly [number | null, number])[]; readonly total: number };

// The rows of "Codes" in docs/algorithms/pricing.md.
const codes: readonly Row[] = [
  { name: '10 %', codes: [code('TEN')], discounts: [[null, -1_000]], total: 9_000 },
  { name: '10 % with an extra', items: [withCare(1)], codes: [code('TEN')], discounts: [[null, -1_200]], total: 10_800 },
  {
    name: '10 % and 20 %: the second on what the first left, by their text',
    codes: [code('B', percent(20)), code('A')],
    discounts: [
      [null, -1_000],
      [null, -1_800],
    ],
    total: 7_200,
  },
  {
    name: '10.00 and 10 %: shares before amounts',
    codes: [code('A', fixed(1_000)), code('B')],
    discounts: [
      [null, -1_000],
      [null, -1_000],
    ],
    total: 8_000,
  },
  {
    name: '15.00 per order, two bookings',
    items: [cut(), cut()],
    codes: [code('F', fixed(1_500))],
    discounts: [[null, -1_500]],
    total: 18_500,
  },
  {
    name: '15.00 per booking, two bookings',
    items: [cut(), cut()],
    codes: [code('F', fixed(1_500, 'booking'))],
    discounts: [[null, -3_000]],
    total: 17_000,
  },
  {
    name: '200.00 per booking: at most what each costs',
    items: [cut(), yoga(1)],
    codes: [code('F', { ...fixed(20_000, 'booking'), serviceIds: ['svc_yoga'] })],
    discounts: [[1, -3_000]],
    total: 10_000,
  },
  { name: 'set price 80.00', codes: [code('S', setPrice(8_000))], discounts: [[null, -2_000]], total: 8_000 },
  {
    name: 'set price 20.00 each for three',
    items: [yoga(3)],
    codes: [code('S', setPrice(2_000))],
    discounts: [[null, -3_000]],
    total: 6_000,
  },
  {
    name: 'set price 80.00 leaves extras as they are',
    items: [withCare(1)],
    codes: [code('S', setPrice(8_000))],
    discounts: [[null, -2_000]],
    total: 10_000,
  },
  { name: 'set price above the price', codes: [code('S', setPrice(12_000))], discounts: [], total: 10_000 },
  {
    name: 'one free of three extras',
    items: [withCare(3)],
    codes: [code('E', free(1))],
    discounts: [[0, -2_000]],
    total: 14_000,
  },
  { name: 'five free, two chosen', items: [withCare(2)], codes: [code('E', free(5))], discounts: [[0, -4_000]], total: 10_000 },
  {
    name: 'set price, free extra and 50 %',
    items: [withCare(1)],
    codes: [code('C', percent(50)), code('E', free(1)), code('S', setPrice(8_000))],
    discounts: [
      [null, -2_000],
      [0, -2_000],
      [null, -4_000],
    ],
    total: 4_000,
  },
  {
    name: 'at least 120.00, with an extra',
    items: [withCare(1)],
    codes: [code('M', { minimumSpendMinor: 12_000 })],
    discounts: [[null, -1_200]],
    total: 10_800,
  },
  { name: 'Thursdays only', codes: [code('T', { when: { weekdays: [4] } })], discounts: [[null, -1_000]], total: 9_000 },
  {
    name: 'first visit, of somebody new',
    codes: [code('N', { firstVisitOnly: true })],
    customer: { isFirstVisit: true, uses: new Map() },
    discounts: [[null, -1_000]],
    total: 9_000,
  },
  {
    name: 'first visit, before it is known who',
    codes: [code('N', { firstVisitOnly: true })],
    discounts: [[null, -1_000]],
    total: 9_000,
  },
];

// The rows of "Promotions" in docs/algorithms/pricing.md.
const promotions: readonly Row[] = [
  { name: 'two for one, alone', ...offers(takePay(2, 1)), discounts: [], total: 10_000 },
  { name: 'two for one, three people', items: [yoga(3)], ...offers(takePay(2, 1)), discounts: [[0, -3_000]], total: 6_000 },
  { name: 'two for one, four people', items: [yoga(4)], ...offers(takePay(2, 1)), discounts: [[0, -6_000]], total: 6_000 },
  {
    name: 'three for two, two bookings and a person: the cheapest is free',
    items: [cut(), cut(), yoga(1)],
    ...offers(takePay(3, 2)),
    discounts: [[2, -3_000]],
    total: 20_000,
  },
  {
    name: 'three for two of six: the two cheapest',
    items: [cut(), cut(), yoga(4)],
    ...offers(takePay(3, 2)),
    discounts: [[2, -6_000]],
    total: 26_000,
  },
  {
    name: 'three bookings or more, 10 % off each',
    items: [cut(), cut(), yoga(1)],
    ...offers(several(3, 10)),
    discounts: [
      [0, -1_000],
      [1, -1_000],
      [2, -300],
    ],
    total: 20_700,
  },
  { name: 'three bookings or more, two', items: [cut(), cut()], ...offers(several(3, 10)), discounts: [], total: 20_000 },
  {
    name: 'together 110.00',
    items: [cut(), yoga(1)],
    ...offers(bundle({ kind: 'set_price', ...eur(11_000) })),
    discounts: [
      [0, -1_538],
      [1, -462],
    ],
    total: 11_000,
  },
  {
    name: 'together 13.00 less, twice, and one alone',
    items: [cut(), yoga(1), cut(), yoga(1), yoga(1)],
    ...offers(bundle({ kind: 'fixed', ...eur(1_300) })),
    discounts: [
      [0, -1_000],
      [1, -300],
      [2, -1_000],
      [3, -300],
    ],
    total: 26_400,
  },
  {
    name: 'together 10 % less',
    items: [cut(), yoga(1)],
    ...offers(bundle({ kind: 'percent', percent: 10 })),
    discounts: [
      [0, -1_000],
      [1, -300],
    ],
    total: 11_700,
  },
  {
    name: 'two for one, then 10 % off two bookings, on what is left',
    items: [yoga(2), yoga(1)],
    ...offers(takePay(2, 1), several(2, 10)),
    discounts: [
      [0, -3_000],
      [0, -300],
      [1, -300],
    ],
    total: 5_400,
  },
  {
    name: 'two for one as the last, then 10 %',
    items: [yoga(2), yoga(1)],
    ...offers({ ...takePay(2, 1), then: 'stop' }, several(2, 10)),
    discounts: [[0, -3_000]],
    total: 6_000,
  },
  { name: 'ended a moment ago', items: [yoga(2)], ...offers({ ...takePay(2, 1), validUntil: NOW }), discounts: [], total: 6_000 },
  {
    name: 'two for one, and a code of 10 % beside it',
    items: [yoga(2)],
    ...offers(takePay(2, 1)),
    codes: [code('TEN')],
    discounts: [
      [0, -3_000],
      [null, -300],
    ],
    total: 2_700,
  },
  {
    name: 'two for one without codes, and a code of 60 %: the code is better',
    items: [yoga(2)],
    ...offers({ ...takePay(2, 1), withCodes: false }),
    codes: [code('C', percent(60))],
    discounts: [[null, -3_600]],
    total: 2_400,
  },
];

test.each([...codes, ...promotions])('$name', ({ discounts, total, ...row }) => {
  const quote = price(row);
  const lines = quote.lines.filter(({ kind }) => kind === 'discount');
  expect(lines.map(({ item: of, amountMinor }) => [of, amountMinor])).toEqual(discounts);
  expect(quote.total.amountMinor).toBe(total);
  expect(lines.every(({ explanation }) => explanation !== '')).toBe(true);
});

// The rows of "Codes that do not count" in docs/algorithms/pricing.md.
describe('a code is refused', () => {
  const gone = { isFirstVisit: false, uses: new Map([['X', 2]]) };

  test.each([
    {
      name: 'of another currency',
      codes: [code('X', { discount: { kind: 'fixed', amountMinor: 1, currency: 'SEK' } })],
      reason: 'currency',
    },
    { name: 'for another service', codes: [code('X', { serviceIds: ['svc_yoga'] })], reason: 'services' },
    { name: 'for Mondays', codes: [code('X', { when: { weekdays: [1] } })], reason: 'weekdays' },
    { name: 'for at least 100.01', codes: [code('X', { minimumSpendMinor: 10_001 })], reason: 'minimum_spend' },
    { name: 'for first visits', codes: [code('X', { firstVisitOnly: true })], customer: gone, reason: 'first_visit' },
    { name: 'used twice of twice', codes: [code('X', { maximumPerCustomer: 2 })], customer: gone, reason: 'customer_limit' },
    { name: 'for an extra that was not chosen', items: [cut()], codes: [code('X', free(1))], reason: 'extra_not_chosen' },
    { name: 'beside another, alone', codes: [code('A'), code('X', { combinable: false })], reason: 'not_combinable' },
    {
      name: 'as the sixth',
      codes: ['A', 'B', 'C', 'D', 'E', 'F'].map((text) => code(text, percent(1))),
      reason: 'not_combinable',
    },
    {
      name: 'of 40 % beside two for one, which allows none and is better',
      items: [yoga(2)],
      ...offers({ ...takePay(2, 1), withCodes: false }),
      codes: [code('X', percent(40))],
      reason: 'better_offer',
    },
  ])('$name', ({ reason, ...row }) => {
    expect(refusalOf(row)).toEqual(['code_not_applicable', reason]);
  });

  test('before and after its time like one that does not exist', () => {
    expect(refusalOf({ name: 'early', codes: [code('X', { validFrom: NOW + 1 })] })).toEqual(['code_invalid', null]);
    expect(refusalOf({ name: 'late', codes: [code('X', { validUntil: NOW })] })).toEqual(['code_invalid', null]);
  });
});

test('a code that is counted by the seat reserves one use for each that it makes cheaper', () => {
  const row = { name: 'seats', items: [yoga(3), cut()], codes: [code('S', { countedPer: 'seat', serviceIds: ['svc_yoga'] })] };
  expect(price(row).codes).toEqual([{ code: 'S', uses: 3 }]);
  expect(price({ name: 'order', items: [yoga(3)], codes: [code('O')] }).codes).toEqual([{ code: 'O', uses: 1 }]);
});

test('the order in which codes are typed does not matter', () => {
  const all = [code('A', fixed(777)), code('B', percent(33.33)), code('C', setPrice(2_222)), code('D', percent(5))];
  const one = price({ name: 'one', items: [yoga(3), withCare(2)], codes: all });
  const other = price({ name: 'other', items: [yoga(3), withCare(2)], codes: all.toReversed() });
  expect(other).toEqual(one);
});

test('each promotion and code says whether it counted, and why', () => {
  const row = { name: 'why', items: [yoga(2)], ...offers(takePay(2, 1), several(2, 10)), codes: [code('TEN')] };
  expect(explain(row).map(({ kind, obstacle, changeMinor }) => [kind, obstacle, changeMinor])).toEqual([
    ['promotion', null, -3_000],
    ['promotion', 'too_few_bookings', 0],
    ['code', null, -300],
  ]);
});

test('of promotions and codes that exclude each other those that lose say to what', () => {
  const alone = offers({ ...takePay(2, 1), withCodes: false }, several(2, 10));
  const tell = (value: number) =>
    explain({ name: 'why', items: [yoga(2)], ...alone, codes: [code('A', percent(value))] }).map(
      ({ kind, obstacle, changeMinor }) => [...[kind, obstacle, changeMinor]],
    );
  expect(tell(60)).toEqual([
    ['promotion', 'codes_cheaper', 0],
    ['promotion', 'too_few_bookings', 0],
    ['code', null, -3_600],
  ]);
  expect(tell(40)).toEqual([
    ['promotion', null, -3_000],
    ['promotion', 'too_few_bookings', 0],
    ['code', 'better_offer', 0],
  ]);
});

test('the lines of what is sold carry every discount', () => {
  const quote = price({ name: 'lines', items: [withCare(1), yoga(2)], ...offers(takePay(2, 1)), codes: [code('TEN')] });
  expect(amountsOf(quote)).toEqual([10_000, 2_000, 6_000, -3_000, -1_500]);
  expect(quote.lines.slice(0, 3).map(({ discountMinor, netMinor }) => [discountMinor, netMinor])).toEqual([
    [1_000, 9_000],
    [200, 1_800],
    [3_300, 2_700],
  ]);
});
