import { expect, test } from '@jest/globals';
import type { Deposit } from '../../../../core/catalog/prices/service-prices.ts';
import type { TaxRules } from '../../../../core/catalog/prices/tax.ts';
import { START } from '../../../support/build-core.ts';
import { DAY, HOUR } from '../../../../core/time/instant.ts';
import { amountsOf, code, eur, item, price, refusalOf, tax } from '../../../support/price-rows.ts';
import type { PriceRow } from '../../../support/price-rows.ts';

const rates = (...percents: readonly number[]): Partial<TaxRules> => ({
  classes: [{ id: 'tax_full', name: 'Full', rates: percents.map((percent, index) => ({ name: `Tax ${index}`, percent })) }],
});
const taxed = (changes: Partial<TaxRules> = {}) => ({ book: { tax: tax(changes) } });
const onTop = { prices: 'exclude_tax' } as const;
const extra = (amountMinor: number, index = 0) => ({
  id: `ext_${index}` as const,
  name: 'Extra',
  price: eur(amountMinor),
  maximumQuantity: 1,
});
/** Three lines of so much each. */
const three = (amountMinor: number) =>
  item(
    { price: eur(amountMinor), extras: [extra(amountMinor, 1), extra(amountMinor, 2)] },
    { extras: [1, 2].map((index) => ({ extraId: `ext_${index}` as const, quantity: 1 })) },
  );
const mixed: TaxRules['classes'] = [
  { id: 'tax_full', name: 'Full', rates: [{ name: 'VAT', percent: 25 }] },
  { id: 'tax_food', name: 'Food', rates: [{ name: 'VAT', percent: 12 }] },
  { id: 'tax_none', name: 'None', rates: [] },
];

// The rows of "Taxes" in docs/algorithms/pricing.md: the taxes as [base, amount], and the total.
const rows: readonly (PriceRow & { readonly taxes: readonly (readonly [number, number])[]; readonly total: number })[] = [
  { name: '100.00 with 25 % in it', ...taxed(), taxes: [[8_000, 2_000]], total: 10_000 },
  { name: '100.00 and 25 % on top', ...taxed(onTop), taxes: [[10_000, 2_500]], total: 12_500 },
  {
    name: '99.99 with 19 % in it',
    items: [item({ price: eur(9_999) })],
    ...taxed(rates(19)),
    taxes: [[8_403, 1_596]],
    total: 9_999,
  },
  { name: '0.01 with 25 % in it', items: [item({ price: eur(1) })], ...taxed(), taxes: [[1, 0]], total: 1 },
  {
    name: '100.00 and 5 % and 9.975 % on top',
    ...taxed({ ...onTop, ...rates(5, 9.975) }),
    taxes: [
      [10_000, 500],
      [10_000, 998],
    ],
    total: 11_498,
  },
  {
    name: '100.00 with 5 % and 9.975 % in it',
    ...taxed(rates(5, 9.975)),
    taxes: [
      [8_698, 435],
      [8_698, 867],
    ],
    total: 10_000,
  },
  { name: 'three times 0.10 and 25 %, each line', items: [three(10)], ...taxed(onTop), taxes: [[30, 9]], total: 39 },
  {
    name: 'three times 0.10 and 25 %, the sum',
    items: [three(10)],
    ...taxed({ ...onTop, rounding: 'sum' }),
    taxes: [[30, 8]],
    total: 38,
  },
  { name: 'three times 0.03 with 25 % in it, each line', items: [three(3)], ...taxed(), taxes: [[6, 3]], total: 9 },
  {
    name: 'three times 0.03 with 25 % in it, the sum',
    items: [three(3)],
    ...taxed({ rounding: 'sum' }),
    taxes: [[7, 2]],
    total: 9,
  },
  { name: 'after a discount of 10 %', codes: [code('TEN')], ...taxed(), taxes: [[7_200, 1_800]], total: 9_000 },
  {
    name: '25 % on the service, 12 % on an extra of 11.20',
    items: [item({ extras: [{ ...extra(1_120), taxClassId: 'tax_food' }] }, { extras: [{ extraId: 'ext_0', quantity: 1 }] })],
    ...taxed({ classes: mixed }),
    taxes: [
      [8_000, 2_000],
      [1_000, 120],
    ],
    total: 11_120,
  },
  {
    name: 'nothing is due on it',
    items: [item({ taxClassId: 'tax_none' })],
    ...taxed({ classes: mixed }),
    taxes: [],
    total: 10_000,
  },
  { name: 'reverse charge, 25 % in it', isReverseCharge: true, ...taxed(), taxes: [[8_000, 0]], total: 8_000 },
  { name: 'reverse charge, 25 % on top', isReverseCharge: true, ...taxed(onTop), taxes: [[10_000, 0]], total: 10_000 },
  {
    name: 'JPY 1000 with 10 % in it',
    items: [item({ price: { amountMinor: 1_000, currency: 'JPY' } })],
    ...taxed(rates(10)),
    taxes: [[909, 91]],
    total: 1_000,
  },
  {
    name: 'KWD 1.000 and 5 %',
    items: [item({ price: { amountMinor: 1_000, currency: 'KWD' } })],
    ...taxed({ ...onTop, ...rates(5) }),
    taxes: [[1_000, 50]],
    total: 1_050,
  },
];

test.each(rows)('$name', ({ taxes, total, ...row }) => {
  const quote = price(row);
  expect((quote.taxes ?? []).map(({ baseMinor, amountMinor }) => [baseMinor, amountMinor])).toEqual(taxes);
  expect(quote.total.amountMinor).toBe(total);
  expect(amountsOf(quote).reduce((sum, amount) => sum + amount, 0)).toBe(total);
  expect(quote.lines.reduce((sum, { netMinor = 0 }) => sum + netMinor, 0)).toBe(total);
});

const onSite = { due: 'on_site' } as const;
const deposit = (changes: Partial<Deposit> = {}): { readonly deposit: Deposit } => ({
  deposit: { amount: { kind: 'percent', percent: 20 }, balance: onSite, mayPayAll: false, ...changes },
});
const amount = (amountMinor: number, kind: 'fixed' | 'per_person' = 'fixed'): Partial<Deposit> => ({
  amount: { kind, ...eur(amountMinor) },
});
const beforeStart = (minutes: number): Partial<Deposit> => ({ balance: { due: 'before_start', minutes } });

// The rows of "Deposit and balance" in docs/algorithms/pricing.md.
test.each([
  { name: 'nothing said', changes: {}, now: 10_000, balance: null },
  { name: '20 %, the rest at the place', changes: deposit(), now: 2_000, balance: { due: 'on_site', at: null } },
  { name: '30.00', changes: deposit(amount(3_000)), now: 3_000, balance: { due: 'on_site', at: null } },
  { name: '300.00: at most the price', changes: deposit(amount(30_000)), now: 10_000, balance: null },
  {
    name: '5 %, at least 15.00',
    changes: deposit({ amount: { kind: 'percent', percent: 5 }, minimumMinor: 1_500 }),
    now: 1_500,
    balance: { due: 'on_site', at: null },
  },
  {
    name: '12.00 per person, two people',
    changes: deposit(amount(1_200, 'per_person')),
    wish: { partySize: 2 },
    now: 2_400,
    balance: { due: 'on_site', at: null },
  },
  {
    name: '20 %, the rest a day before',
    changes: deposit(beforeStart(1_440)),
    now: 2_000,
    balance: { due: 'online', at: START - DAY },
  },
  { name: '20 %, the rest four days before: that is over', changes: deposit(beforeStart(5_760)), now: 10_000, balance: null },
  {
    name: '20 %, the rest on 12 January',
    changes: deposit({ balance: { due: 'on_date', date: '2027-01-12' } }),
    now: 2_000,
    balance: { due: 'online', at: START - 2 * DAY - 10 * HOUR },
  },
  {
    name: '20 % of what a code left',
    changes: deposit(),
    codes: [code('TEN')],
    now: 1_800,
    balance: { due: 'on_site', at: null },
  },
  {
    name: '0.20, below the 0.50 that can be charged',
    changes: deposit(amount(20)),
    smallest: 50,
    now: 50,
    balance: { due: 'on_site', at: null },
  },
  {
    name: '99.80, and a rest that could not be charged online',
    changes: deposit({ ...amount(9_980), ...beforeStart(60) }),
    smallest: 50,
    now: 10_000,
    balance: null,
  },
  {
    name: '0.20 in all, below the 0.50 that can be charged',
    changes: { price: eur(20) },
    smallest: 50,
    now: 0,
    balance: { due: 'on_site', at: null },
  },
  { name: '0.50 in all, exactly that', changes: { price: eur(50) }, smallest: 50, now: 50, balance: null },
  {
    name: '20 %, or all: the customer pays all',
    changes: deposit({ mayPayAll: true }),
    isAllPaid: true,
    now: 10_000,
    balance: null,
  },
  { name: '20 %, not all', changes: deposit(), isAllPaid: true, now: 2_000, balance: { due: 'on_site', at: null } },
  { name: 'at the place', changes: { payment: 'on_site' } as const, now: 0, balance: { due: 'on_site', at: null } },
])('due now: $name', ({ name, changes, wish, codes = [], smallest, isAllPaid, now, balance }) => {
  const quote = price({ name, items: [item(changes, wish)], codes, smallestChargeMinor: smallest, isAllPaid });
  expect([quote.dueNow.amountMinor, quote.balance ?? null]).toEqual([now, balance]);
  expect(quote.dueNow.amountMinor + quote.dueLater.amountMinor).toBe(quote.total.amountMinor);
  expect(quote.items.map(({ dueNowMinor }) => dueNowMinor)).toEqual([now]);
});

test('of several bookings each has its own deposit, and the rest is due at the first date', () => {
  const items = [item(deposit(beforeStart(60))), item(deposit(beforeStart(1_440))), item({ price: eur(5_000) })];
  const quote = price({ name: 'several', items });
  expect(quote.items.map(({ dueNowMinor }) => dueNowMinor)).toEqual([2_000, 2_000, 5_000]);
  expect(quote.balance).toEqual({ due: 'online', at: START - DAY });
  expect(quote.depositChoice).toBeUndefined();
});

test('whoever may pay all is told what the deposit would be', () => {
  const row = { name: 'choice', items: [item(deposit({ mayPayAll: true }))] };
  expect(price(row).depositChoice).toEqual({ depositMinor: 2_000, isAllPaid: false });
  expect(price({ ...row, isAllPaid: true }).depositChoice).toEqual({ depositMinor: 2_000, isAllPaid: true });
});

const tips = { tips: { percents: [10, 15], mayChooseAmount: true } } as const;

// The rows of "Tips" in docs/algorithms/pricing.md.
test.each([
  { name: '10 %', tip: { percent: 10 }, amounts: [10_000, 1_000] },
  { name: '10 % of what a code left', tip: { percent: 10 }, codes: [code('TEN')], amounts: [10_000, -1_000, 900] },
  { name: '7.00', tip: { amountMinor: 700 }, amounts: [10_000, 700] },
  { name: 'none', tip: { amountMinor: 0 }, amounts: [10_000] },
  { name: '10 %, without tax on it', tip: { percent: 10 }, ...taxed(onTop), amounts: [10_000, 1_000, 2_500] },
])('a tip of $name', ({ tip, amounts, ...row }) => {
  expect(amountsOf(price({ ...row, items: [item(tips, { tip })] }))).toEqual(amounts);
});

test.each([
  { name: 'a per cent that is not offered', changes: tips, tip: { percent: 11 } },
  { name: 'where none is offered', changes: {}, tip: { amountMinor: 100 } },
  { name: 'less than nothing', changes: tips, tip: { amountMinor: -1 } },
  { name: 'half a cent', changes: tips, tip: { amountMinor: 0.5 } },
  { name: 'more than ten times the price', changes: tips, tip: { amountMinor: 100_001 } },
])('refuses a tip: $name', ({ name, changes, tip }) => {
  expect(refusalOf({ name, items: [item(changes, { tip })] })).toEqual(['tip_not_offered', null]);
});

test('a tip is due with the rest, and no deposit is for it', () => {
  const quote = price({ name: 'later', items: [item({ ...tips, ...deposit() }, { tip: { percent: 10 } })] });
  expect([quote.dueNow.amountMinor, quote.dueLater.amountMinor]).toEqual([2_000, 9_000]);
});
