import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Discount, DiscountCode } from '../../../core/catalog/discount-code.ts';
import type { PriceAdjustment } from '../../../core/catalog/prices/price-adjustment.ts';
import type { PriceRule } from '../../../core/catalog/prices/price-rule.ts';
import type { Promotion } from '../../../core/catalog/prices/promotion.ts';
import type { ChosenPeople, Deposit } from '../../../core/catalog/prices/service-prices.ts';
import type { TaxRules } from '../../../core/catalog/prices/tax.ts';
import type { ServiceId } from '../../../core/ids.ts';
import { buildLines } from '../../../core/order/build-order.ts';
import type { PricedItem, QuoteRequest } from '../../../core/pricing/compute-quote.ts';
import { computeQuote, freezeQuote, payOnSite } from '../../../core/pricing/compute-quote.ts';
import { computeQuoteHash } from '../../../core/pricing/quote-hash.ts';
import type { Quote } from '../../../core/pricing/quote.ts';
import { buildCode, buildService, countIds, NOW, START, valueOf } from '../../support/build-core.ts';

// Any mix of rules, promotions, codes, taxes, deposits and tips, in currencies with no, two and three decimals.

const ids: readonly ServiceId[] = ['svc_one', 'svc_two', 'svc_three'];
const scope = fc.option(fc.subarray([...ids], { minLength: 1 }), { nil: null, freq: 2 });
const share = fc.integer({ min: 1, max: 10_000 }).map((basisPoints) => basisPoints / 100);
const amount = fc.nat(60_000);

const adjustments = (currency: string): fc.Arbitrary<PriceAdjustment> =>
  fc.oneof(
    fc.integer({ min: -100, max: 200 }).map((percent) => ({ kind: 'percent' as const, percent })),
    fc.integer({ min: -60_000, max: 60_000 }).map((amountMinor) => ({ kind: 'add' as const, amountMinor, currency })),
    amount.map((amountMinor) => ({ kind: 'set' as const, amountMinor, currency })),
  );

const rules = (currency: string): fc.Arbitrary<readonly PriceRule[]> =>
  fc
    .array(
      fc.record({
        ...{ id: fc.constant('pru_one' as const), name: fc.constant('Rule'), serviceIds: scope },
        ...{ adjustment: adjustments(currency), then: fc.constantFrom('continue' as const, 'stop' as const) },
        when: fc.constantFrom(undefined, { weekdays: [4] }, { weekdays: [1] }, { minimumPeople: 3 }),
      }),
      { maxLength: 4 },
    )
    .map((some) => some.map((rule, index): PriceRule => ({ ...rule, id: `pru_${index}` })));

const offers = (currency: string): fc.Arbitrary<Promotion['offer']> =>
  fc.oneof(
    fc.tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 3 })).map(([take, pay]) => ({
      ...{ kind: 'take_pay' as const, take, pay: Math.min(pay, take - 1) },
    })),
    share.map((percent) => ({ kind: 'several' as const, minimumBookings: 2, percent })),
    fc.tuple(fc.constantFrom('fixed' as const, 'set_price' as const), amount).map(([kind, amountMinor]) => ({
      ...{ kind: 'bundle' as const, bundledIds: ['svc_one', 'svc_two'] as const, discount: { kind, amountMinor, currency } },
    })),
  );

const promotions = (currency: string): fc.Arbitrary<readonly Promotion[]> =>
  fc
    .array(
      fc.record({
        ...{ id: fc.constant('pro_one' as const), name: fc.constant('Promotion'), serviceIds: scope, offer: offers(currency) },
        ...{ validFrom: fc.constant(null), validUntil: fc.constant(null), withCodes: fc.boolean() },
        then: fc.constantFrom('continue' as const, 'stop' as const),
      }),
      { maxLength: 3 },
    )
    .map((some) => some.map((promotion, index): Promotion => ({ ...promotion, id: `pro_${index}` })));

const discounts = (currency: string): fc.Arbitrary<Discount> =>
  fc.oneof(
    share.map((percent) => ({ kind: 'percent' as const, percent })),
    fc.record({
      ...{
        kind: fc.constant('fixed' as const),
        amountMinor: fc.integer({ min: 1, max: 90_000 }),
        currency: fc.constant(currency),
      },
      per: fc.constantFrom('order' as const, 'booking' as const, undefined),
    }),
    amount.map((amountMinor) => ({ kind: 'set_price' as const, amountMinor, currency })),
    fc.integer({ min: 1, max: 4 }).map((quantity) => ({ kind: 'free_extra' as const, extraId: 'ext_one' as const, quantity })),
  );

const codes = (currency: string): fc.Arbitrary<readonly DiscountCode[]> =>
  fc
    .array(
      fc.record({
        discount: discounts(currency),
        serviceIds: scope,
        countedPer: fc.constantFrom('order' as const, 'seat' as const),
      }),
      {
        maxLength: 4,
      },
    )
    .map((some) => some.map((code, index) => buildCode({ code: `CODE${index}`, combinable: true, ...code })));

const taxes: fc.Arbitrary<TaxRules> = fc.record({
  ...{
    prices: fc.constantFrom('include_tax' as const, 'exclude_tax' as const),
    rounding: fc.constantFrom('line' as const, 'sum' as const),
  },
  classes: fc.constantFrom<TaxRules['classes']>(
    [{ id: 'tax_full', name: 'Full', rates: [{ name: 'VAT', percent: 25 }] }],
    [
      {
        id: 'tax_two',
        name: 'Two',
        rates: [
          { name: 'GST', percent: 5 },
          { name: 'QST', percent: 9.975 },
        ],
      },
    ],
    [
      { id: 'tax_full', name: 'Full', rates: [{ name: 'VAT', percent: 19 }] },
      { id: 'tax_low', name: 'Low', rates: [{ name: 'VAT', percent: 7 }] },
    ],
  ),
});

const deposits = (currency: string): fc.Arbitrary<Deposit> =>
  fc.record({
    amount: fc.oneof(
      fc.integer({ min: 1, max: 99 }).map((percent) => ({ kind: 'percent' as const, percent })),
      fc.integer({ min: 1, max: 50_000 }).map((amountMinor) => ({ kind: 'per_person' as const, amountMinor, currency })),
    ),
    balance: fc.constantFrom<Deposit['balance']>(
      { due: 'on_site' },
      { due: 'before_start', minutes: 1_440 },
      { due: 'before_start', minutes: 9_000 },
    ),
    mayPayAll: fc.boolean(),
  });

const personTypes = [
  { id: 'per_adult', name: 'Adult' },
  { id: 'per_child', name: 'Child', adjustment: { kind: 'percent', percent: -33.33 } },
] as const;

const choosePeople = (partySize: number, children: number): readonly ChosenPeople[] => [
  { personTypeId: 'per_adult', quantity: partySize - Math.min(partySize, children) },
  { personTypeId: 'per_child', quantity: Math.min(partySize, children) },
];

const items = (currency: string): fc.Arbitrary<PricedItem> =>
  fc
    .record({
      ...{
        id: fc.constantFrom(...ids),
        price: fc.nat(60_000),
        priceUnit: fc.constantFrom('booking' as const, 'person' as const),
      },
      ...{
        partySize: fc.integer({ min: 1, max: 6 }),
        extra: amount,
        quantity: fc.nat(3),
        deposit: fc.option(deposits(currency), { nil: undefined }),
      },
      ...{ nights: fc.constantFrom(0, 0, 1, 4), children: fc.option(fc.nat(6), { nil: null }), isNamed: fc.boolean() },
      ...{ isLow: fc.boolean(), tip: fc.constantFrom(undefined, { percent: 10 }), way: fc.option(fc.nat(5_000), { nil: null }) },
    })
    .map(({ id, price, priceUnit, partySize, extra, quantity, deposit, isLow, tip, way, nights, children, isNamed }) => ({
      service: buildService({
        ...(nights === 0 ? {} : { byDay: { unit: 'night', fromMinute: 900, toMinute: 600, minimum: nights, maximum: 9 } }),
        ...(children === null || priceUnit === 'booking' ? {} : { personTypes }),
        resourcePrices: [{ resourceId: 'res_anna', adjustment: { kind: 'add', amountMinor: 500, currency } }],
        ...{ id, price: { amountMinor: price, currency }, priceUnit, maximumPartySize: 6, deposit },
        ...{ tips: { percents: [10], mayChooseAmount: false }, taxClassId: isLow ? 'tax_low' : undefined },
        extras: [{ id: 'ext_one', name: 'Extra', price: { amountMinor: extra, currency }, maximumQuantity: 3 }],
      }),
      ...(children === null || priceUnit === 'booking' ? {} : { people: choosePeople(partySize, children) }),
      resourceId: isNamed ? ('res_anna' as const) : null,
      ...{ partySize, startsAt: START, tip, way: way === null ? null : { amountMinor: way, zone: null } },
      extras: quantity === 0 ? [] : [{ extraId: 'ext_one' as const, quantity }],
    }));

const requests: fc.Arbitrary<QuoteRequest> = fc.constantFrom('EUR', 'JPY', 'KWD').chain((currency) =>
  fc.record({
    items: fc.array(items(currency), { minLength: 1, maxLength: 4 }),
    codes: codes(currency),
    book: fc.record({ priceRules: rules(currency), promotions: promotions(currency), tax: fc.option(taxes) }),
    ...{ isReverseCharge: fc.boolean(), isAllPaid: fc.boolean(), smallestChargeMinor: fc.constantFrom(0, 50, 300) },
  }),
);

const sum = (amounts: readonly number[]): number => amounts.reduce((total, one) => total + one, 0);
const quote = (request: QuoteRequest): Quote | null => {
  const priced = computeQuote(request, NOW);
  return priced.ok ? priced.value : null;
};
/** Everything that is shown of a price; whom somebody chose is, where it costs something. */
const tell = ({ hash: _hash, expiresAt: _expiresAt, items: priced, ...shown }: Quote): string =>
  JSON.stringify([priced.map(({ resourceId: _resourceId, ...item }) => item), shown]);
/** A code for an extra that was not chosen is refused: such orders say nothing of prices. */
const check = (judge: (priced: Quote, request: QuoteRequest) => void): void =>
  fc.assert(
    fc.property(requests, (request) => {
      const priced = quote(request);
      fc.pre(priced !== null);
      judge(priced, request);
    }),
    { numRuns: 200 },
  );

test('lines, and what is sold with its taxes, sum to the total, which is never below nothing', () => {
  check(({ lines, total, currency }) => {
    expect(sum(lines.map(({ amountMinor }) => amountMinor))).toBe(total.amountMinor);
    expect(sum(lines.map(({ netMinor = 0 }) => netMinor))).toBe(total.amountMinor);
    expect(lines.every(({ amountMinor, unitAmountMinor, quantity }) => amountMinor === unitAmountMinor * quantity)).toBe(true);
    expect(lines.every(({ netMinor = 0, amountMinor }) => netMinor >= 0 && Number.isSafeInteger(amountMinor))).toBe(true);
    expect([total.amountMinor >= 0, total.currency]).toEqual([true, currency]);
  });
});

test('what is due now and later sums to the total, by booking too, and is nothing that cannot be charged', () => {
  check(({ items: priced, total, dueNow, dueLater, balance }, { smallestChargeMinor = 0 }) => {
    expect(dueNow.amountMinor + dueLater.amountMinor).toBe(total.amountMinor);
    expect(sum(priced.map(({ dueNowMinor = 0 }) => dueNowMinor))).toBe(dueNow.amountMinor);
    expect(Math.min(dueNow.amountMinor, dueLater.amountMinor)).toBeGreaterThanOrEqual(0);
    expect((balance === undefined) === (dueLater.amountMinor === 0)).toBe(true);
    const isCharged = dueNow.amountMinor === 0 || dueNow.amountMinor >= Math.min(smallestChargeMinor, total.amountMinor);
    expect(isCharged).toBe(true);
  });
});

test('promotions and codes never raise a price', () => {
  check((priced, request) => {
    const { book = { priceRules: [], promotions: [], tax: null } } = request;
    const dear = quote({ ...request, codes: [], book: { ...book, promotions: [] } });
    expect(priced.total.amountMinor).toBeLessThanOrEqual(dear?.total.amountMinor ?? -1);
    expect(priced.lines.every(({ kind, amountMinor }) => kind !== 'discount' || amountMinor < 0)).toBe(true);
  });
});

test('it does not matter in which order codes are typed', () => {
  check((priced, request) => {
    expect(quote({ ...request, codes: request.codes.toReversed() })).toEqual(priced);
  });
});

test('taxes that are in a price change nothing of it, and with what they are on they are what is sold', () => {
  check(({ taxes: named = [], lines, total }, request) => {
    const tax = request.book?.tax;
    if (tax === null || tax === undefined || request.isReverseCharge === true) return;
    const soldMinor = sum(lines.flatMap(({ kind, netMinor = 0 }) => (kind === 'tip' ? [] : netMinor)));
    expect(sum(lines.map(({ taxMinor = 0 }) => taxMinor))).toBe(sum(named.map(({ amountMinor }) => amountMinor)));
    if (tax.classes.length === 1) {
      const [first] = named;
      if (first !== undefined) expect(first.baseMinor + sum(named.map(({ amountMinor }) => amountMinor))).toBe(soldMinor);
    }
    const plain = quote({ ...request, book: { priceRules: [], promotions: [], ...request.book, tax: null } });
    if (tax.prices === 'include_tax') expect(total.amountMinor).toBe(plain?.total.amountMinor);
    else expect(total.amountMinor).toBeGreaterThanOrEqual(plain?.total.amountMinor ?? 0);
  });
});

test('the lines of the order cost what the bill says, each at least nothing', () => {
  check((priced, request) => {
    const bookingIds = request.items.map((_, index) => `bkg_${index}` as const);
    const lines = buildLines(priced, bookingIds, countIds());
    expect(sum(lines.map(({ netMinor }) => netMinor))).toBe(priced.total.amountMinor);
    expect(lines.filter(({ kind }) => kind === 'booking').map(({ bookingId }) => bookingId)).toEqual(bookingIds);
    expect(lines.every(({ netMinor, discountMinor }) => netMinor >= 0 && discountMinor >= 0)).toBe(true);
  });
});

test('each tax is what its rate makes of what it is on, to half a unit for each line', () => {
  check(({ taxes: named = [], lines, isReverseCharge }) => {
    if (isReverseCharge === true) return;
    for (const { percent, baseMinor, amountMinor } of named)
      expect(Math.abs(amountMinor - (baseMinor * percent) / 100)).toBeLessThanOrEqual((lines.length + 1) * 1.5);
  });
});

test('discounts of lines are what the discounts of the bill take off, and none is above what it is for', () => {
  check(({ lines }) => {
    const billedMinor = sum(lines.flatMap(({ kind, amountMinor }) => (kind === 'discount' ? -amountMinor : [])));
    expect(sum(lines.map(({ discountMinor = 0 }) => discountMinor))).toBe(billedMinor);
    expect(lines.every(({ discountMinor = 0 }) => discountMinor >= 0)).toBe(true);
  });
});

test('a code is reserved once, or for each place, only if it takes something off', () => {
  check(({ codes: reserved = [], lines }, request) => {
    const told = new Set(lines.flatMap(({ kind, subject }) => (kind === 'discount' ? subject : [])));
    expect(reserved.every(({ code, uses }) => told.has(code) && Number.isInteger(uses) && uses >= 1)).toBe(true);
    const people = sum(request.items.map(({ partySize, service }) => partySize * (service.byDay?.minimum ?? 1)));
    expect(reserved.every(({ uses }) => uses <= Math.max(1, people))).toBe(true);
  });
});

test('a frozen price is the same to the unit and has the same hash, and so has one that was kept as JSON', () => {
  check((priced) => {
    const frozen = freezeQuote(priced);
    const { expiresAt: _expiresAt, ...shown } = priced;
    expect(frozen).toEqual(shown);
    expect(computeQuoteHash(frozen)).toBe(priced.hash);
    expect(computeQuoteHash(JSON.parse(JSON.stringify(frozen)) as Quote)).toBe(priced.hash);
  });
});

test('the hash is another one as soon as anything that is shown is', () => {
  fc.assert(
    fc.property(requests, requests, (one, two) => {
      const [first, second] = [quote(one), quote(two)];
      fc.pre(first !== null && second !== null);
      expect(first.hash === second.hash).toBe(tell(first) === tell(second));
    }),
  );
});

test('what is paid at the place costs the same', () => {
  check((priced) => {
    const later = payOnSite(priced);
    expect([later.total, later.lines, later.dueNow.amountMinor]).toEqual([priced.total, priced.lines, 0]);
    expect(later.dueLater).toEqual(priced.total);
  });
});

test('the same request has the same price and the same hash', () => {
  check((priced, request) => {
    expect(valueOf(computeQuote(request, NOW))).toEqual(priced);
  });
});
