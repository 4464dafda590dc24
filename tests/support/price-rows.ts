import type { DiscountCode } from '../../core/catalog/discount-code.ts';
import { emptyPriceBook } from '../../core/catalog/prices/price-book.ts';
import type { PriceBook } from '../../core/catalog/prices/price-book.ts';
import type { PriceRule } from '../../core/catalog/prices/price-rule.ts';
import type { Promotion } from '../../core/catalog/prices/promotion.ts';
import type { TaxRules } from '../../core/catalog/prices/tax.ts';
import type { Service } from '../../core/catalog/service.ts';
import { computeQuote } from '../../core/pricing/compute-quote.ts';
import type { PricedItem, QuoteRequest } from '../../core/pricing/compute-quote.ts';
import type { PriceReason } from '../../core/pricing/price-reason.ts';
import type { Quote } from '../../core/pricing/quote.ts';
import { buildCode, buildService, endOf, NOW, START, valueOf } from './build-core.ts';

// What the tables of docs/algorithms/pricing.md are written with: EUR 100.00 for one, on Thursday, 14 January 2027, 10:00 in Stockholm, three days ahead.

export const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' }) as const;

export const sell = (changes: Partial<Service> = {}): Service =>
  buildService({ price: eur(10_000), maximumPartySize: 10, ...changes });

export const item = (changes: Partial<Service> = {}, wish: Partial<PricedItem> = {}): PricedItem => ({
  ...{ service: sell(changes), partySize: 1, extras: [], startsAt: START },
  ...wish,
});

export const rule = (changes: Partial<PriceRule> = {}): PriceRule => ({
  ...{ id: 'pru_one', name: 'Rule', serviceIds: null, adjustment: { kind: 'percent', percent: 10 }, then: 'continue' },
  ...changes,
});

export const promotion = (changes: Partial<Promotion> = {}): Promotion => ({
  ...{ id: 'pro_one', name: 'Promotion', serviceIds: null, validFrom: null, validUntil: null, withCodes: true, then: 'continue' },
  offer: { kind: 'take_pay', take: 2, pay: 1 },
  ...changes,
});

export const code = (text: string, changes: Partial<DiscountCode> = {}): DiscountCode =>
  buildCode({ code: text, combinable: true, ...changes });

export const tax = (changes: Partial<TaxRules> = {}): TaxRules => ({
  ...{
    prices: 'include_tax',
    rounding: 'line',
    classes: [{ id: 'tax_full', name: 'Full', rates: [{ name: 'VAT', percent: 25 }] }],
  },
  ...changes,
});

/** One row of a table: what is bought under what rules. */
export type PriceRow = Omit<Partial<QuoteRequest>, 'book'> & { readonly name: string; readonly book?: Partial<PriceBook> };

const requestOf = ({ name: _name, book, ...request }: PriceRow): QuoteRequest => ({
  ...{ items: [item()], codes: [], ...request },
  book: { ...emptyPriceBook, ...book },
});

export const price = (row: PriceRow): Quote => valueOf(computeQuote(requestOf(row), NOW));

/** How a row is refused. */
export function refusalOf(row: PriceRow): readonly unknown[] {
  const outcome = computeQuote(requestOf(row), NOW);
  return [endOf(outcome), outcome.ok ? null : (outcome.refusal.details['reason'] ?? null)];
}

/** Why rules, promotions and codes counted or not. */
export function explain(row: PriceRow): readonly PriceReason[] {
  const trace: PriceReason[] = [];
  computeQuote(requestOf(row), NOW, trace);
  return trace;
}

/** The amounts of a price's lines, in order. */
export const amountsOf = ({ lines }: Quote): readonly number[] => lines.map(({ amountMinor }) => amountMinor);
