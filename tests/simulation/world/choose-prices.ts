import type { CatalogDocument, DiscountCode, Service } from '../../../core/index.ts';
import type { Random } from '../random.ts';

/** What a shop sets up about prices, beside those of its services. */
export type ShopPrices = {
  readonly document: Pick<CatalogDocument, 'priceRules' | 'promotions' | 'tax'>;
  readonly ofCut: Partial<Service>;
  readonly codes: readonly DiscountCode[];
  /** Codes that are counted by the seat. */
  readonly seatCodes: readonly string[];
};

/** A shop whose prices are those of its services. */
export const plainPrices: ShopPrices = { document: {}, ofCut: {}, codes: [], seatCodes: [] };

const sek = (amountMinor: number) => ({ amountMinor, currency: 'SEK' }) as const;

/** Throws what prices depend on in a few shops: the first seats, how long before, several bookings, taxes, deposits, tips, and a code with few uses that each seat counts as one of. */
export function choosePrices(random: Random): ShopPrices {
  const deposit: Service['deposit'] = {
    amount: random.pick([{ kind: 'percent', percent: 20 } as const, { kind: 'fixed', ...sek(10_000) } as const]),
    balance: random.pick([{ due: 'on_site' } as const, { due: 'before_start', minutes: 2_880 } as const]),
    mayPayAll: random.chance(0.5),
  };
  return {
    document: {
      priceRules: [
        {
          ...{ id: 'pru_first', name: 'First seats', serviceIds: ['svc_yoga'], then: 'continue' },
          ...{ when: { maximumSeatsTaken: random.between(0, 1) }, adjustment: { kind: 'percent', percent: -33.33 } },
        },
        {
          ...{ id: 'pru_late', name: 'Last minute', serviceIds: null, then: 'continue' },
          ...{ when: { maximumLeadMinutes: random.between(1, 3) * 1_440 }, adjustment: { kind: 'add', ...sek(1_111) } },
        },
      ],
      promotions: [
        {
          ...{ id: 'pro_two', name: 'Two together', serviceIds: null, validFrom: null, validUntil: null, withCodes: true },
          ...{ offer: { kind: 'several', minimumBookings: 2, percent: 7.5 }, then: 'continue' },
        },
      ],
      tax: {
        ...{ prices: random.pick(['include_tax', 'exclude_tax']), rounding: random.pick(['line', 'sum']) },
        classes: [{ id: 'tax_full', name: 'Full', rates: [{ name: 'VAT', percent: 25 }] }],
      },
    },
    ofCut: {
      ...(random.chance(0.5) ? { deposit } : {}),
      tips: { percents: [10], mayChooseAmount: false },
    },
    codes: [
      {
        ...{ code: 'SEAT', discount: { kind: 'percent', percent: 15 }, serviceIds: ['svc_yoga'], countedPer: 'seat' },
        ...{ maximumRedemptions: random.between(1, 3), validFrom: null, validUntil: null },
      },
    ],
    seatCodes: ['SEAT'],
  };
}
