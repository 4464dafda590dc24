import type { DiscountCode } from '../../core/catalog/discount-code.ts';
import type { PriceAdjustment } from '../../core/catalog/prices/price-adjustment.ts';
import type { PriceBook } from '../../core/catalog/prices/price-book.ts';
import type { PriceConditions } from '../../core/catalog/prices/price-conditions.ts';
import type { PriceRule } from '../../core/catalog/prices/price-rule.ts';
import type { ServiceId } from '../../core/ids.ts';
import type { PricedItem, QuoteRequest } from '../../core/pricing/compute-quote.ts';
import { HOUR } from '../../core/time/instant.ts';
import { buildCode, buildService, START } from '../support/build-core.ts';

const sek = (amountMinor: number) => ({ amountMinor, currency: 'SEK' }) as const;
const percent = (share: number): PriceAdjustment => ({ kind: 'percent', percent: share });

/** Ten lines of an order: five bookings, each of a service of its own with an extra that belongs to another class of tax. */
const items = Array.from({ length: 5 }, (_, index): PricedItem => {
  const extra = { id: 'ext_care', name: 'Care', price: sek(9_900), maximumQuantity: 3, taxClassId: 'tax_low' } as const;
  const service = buildService({ id: `svc_${index}`, price: sek(45_000 + index), extras: [extra], maximumPartySize: 8 });
  const seats = { capacity: 10, taken: 2 * index };
  return { service, partySize: 2, extras: [{ extraId: 'ext_care', quantity: 2 }], startsAt: START + index * HOUR, seats };
});

/** Twenty rules as a business has them: by weekday, time, season, how early, how many, how full, who, and for single services. On this Thursday morning in January two to five count for each booking. */
const rules: readonly (readonly [PriceAdjustment, PriceConditions, (readonly ServiceId[])?])[] = [
  [percent(15), { weekdays: [6, 7] }],
  [percent(-5), { weekdays: [1, 2, 3, 4] }],
  [percent(10), { weekdays: [5], times: { fromMinute: 960, toMinute: 1_320 } }],
  [percent(-10), { times: { fromMinute: 420, toMinute: 600 } }],
  [percent(5), { times: { fromMinute: 660, toMinute: 780 } }],
  [percent(12.5), { times: { fromMinute: 1_080, toMinute: 1_320 } }],
  [percent(20), { dates: [{ from: '06-15', to: '08-15' }] }],
  [percent(25), { dates: [{ from: '12-20', to: '01-06' }] }],
  [percent(8), { dates: [{ from: '2027-03-26', to: '2027-04-05' }] }],
  [percent(-7.5), { dates: [{ from: '01-07', to: '02-28' }] }],
  [percent(-15), { minimumLeadMinutes: 43_200 }],
  [percent(-8), { minimumLeadMinutes: 20_160 }],
  [percent(10), { maximumLeadMinutes: 1_440 }],
  [percent(-10), { minimumPeople: 4 }],
  [percent(-5), { minimumPeople: 6 }],
  [percent(15), { maximumSeatsLeft: 3 }],
  [percent(-10), { maximumSeatsTaken: 2 }],
  [{ kind: 'add', ...sek(5_000) }, { resourceIds: ['res_anna'] }],
  [{ kind: 'add', ...sek(-2_000) }, { weekdays: [4] }, ['svc_1', 'svc_2']],
  [{ kind: 'set', ...sek(39_900) }, { weekdays: [2] }, ['svc_3']],
];

const nameRule = (adjustment: PriceAdjustment, index: number): Omit<PriceRule, 'serviceIds' | 'when'> => ({
  ...{ id: `pru_${index}`, name: `Rule ${index}`, adjustment, then: 'continue' },
});

const priceRules = rules.map(([adjustment, when, serviceIds = null], index): PriceRule => ({
  ...nameRule(adjustment, index),
  ...{ when, serviceIds },
}));

/** Five codes of different kinds that allow each other. */
const codes: readonly DiscountCode[] = [
  buildCode({ code: 'EASTER', combinable: true, discount: { kind: 'percent', percent: 5 } }),
  buildCode({ code: 'FRIENDS', combinable: true, discount: { kind: 'percent', percent: 10 }, serviceIds: ['svc_1', 'svc_3'] }),
  buildCode({ code: 'GIFT', combinable: true, discount: { kind: 'free_extra', extraId: 'ext_care', quantity: 2 } }),
  buildCode({ code: 'WELCOME', combinable: true, discount: { kind: 'fixed', ...sek(10_000) }, minimumSpendMinor: 50_000 }),
  buildCode({ code: 'TRIAL', combinable: true, discount: { kind: 'set_price', ...sek(40_000) }, serviceIds: ['svc_4'] }),
];

const tax: PriceBook['tax'] = {
  ...{ prices: 'include_tax', rounding: 'line' },
  classes: [
    { id: 'tax_full', name: 'Full', rates: [{ name: 'VAT', percent: 25 }] },
    { id: 'tax_low', name: 'Low', rates: [{ name: 'VAT', percent: 12 }] },
  ],
};

/** An order of ten lines under twenty price rules, with five codes and tax. */
export const usualOrder: QuoteRequest = { items, codes, book: { priceRules, promotions: [], tax } };

/** The same where each of the twenty rules changes the price of each booking: the most that such an order can cost to price. */
export const crowdedOrder: QuoteRequest = {
  ...usualOrder,
  book: {
    ...{ promotions: [], tax },
    priceRules: rules.map((_, index): PriceRule => ({
      ...nameRule(percent(index - 9.5), index),
      ...{ when: { weekdays: [4] }, serviceIds: null },
    })),
  },
};
