import type { TaxRate, TaxRules } from '../catalog/prices/tax.ts';
import { allocate, computePercentage, computeShare } from '../money/money.ts';
import type { QuoteTexts } from '../words/quotes.ts';
import type { Good } from './priced-item.ts';
import type { QuotedTax, QuoteLine } from './quote.ts';
import { sum } from './discounts.ts';

/** What taxes do to a price. */
export type Taxed = {
  /** By good: the tax in or on it. */
  readonly taxMinor: readonly number[];
  /** By good: what it costs in the end. */
  readonly netMinor: readonly number[];
  /** Taxes on top of the prices, or out of them where the customer accounts for them himself. */
  readonly lines: readonly QuoteLine[];
  readonly taxes: readonly QuotedTax[];
};

/** A per cent has four decimals: so many of its units are the whole. */
const WHOLE = 1_000_000;

/** The taxes of some goods of one class, by rate, and the same by good. */
type ClassTaxes = { readonly byRate: readonly number[]; readonly byGood: readonly number[] };

/**
 * Computes the taxes on what is left to pay for goods. Each is rounded once: on each good, or on the sum of a class and then spread over its goods by amount. Several rates are each on the price
 * without any tax; those that are in a price are taken out of it together, and spread over the rates. Under reverse charge the customer pays the price without them.
 *
 * @see docs/algorithms/pricing.md
 */
export function computeTaxes(
  goods: readonly Good[],
  leftMinor: readonly number[],
  rules: TaxRules | null,
  { isReverseCharge, texts }: { readonly isReverseCharge: boolean; readonly texts: QuoteTexts },
): Taxed {
  const own = goods.map(() => 0);
  const places = goods.map((good) => findPlace(rules, good));
  const taxes: QuotedTax[] = [];
  const isIncluded = rules?.prices === 'include_tax';
  for (const [place, { rates }] of (rules?.classes ?? []).entries()) {
    const members = listPlaces(places, place);
    if (members.length === 0) continue;
    const amounts = members.map((index) => leftMinor[index] ?? 0);
    const { byRate, byGood } = computeClass(rates, amounts, isIncluded, rules?.rounding ?? 'line');
    for (const [position, index] of members.entries()) own[index] = byGood[position] ?? 0;
    const baseMinor = sum(amounts) - (isIncluded ? sum(byRate) : 0);
    for (const [index, { name, percent }] of rates.entries())
      taxes.push({ name, percent, baseMinor, amountMinor: byRate[index] ?? 0, isIncluded });
  }
  // What a tax does to the price: nothing while it is in it, or is neither in it nor owed.
  const sign = Number(!isIncluded) - Number(isReverseCharge);
  return {
    taxMinor: isReverseCharge ? own.map(() => 0) : own,
    netMinor: leftMinor.map((left, index) => left + sign * (own[index] ?? 0)),
    lines: sign === 0 ? [] : taxes.flatMap((tax) => buildTaxLine(tax, sign, texts)),
    taxes: isReverseCharge ? taxes.map((tax) => ({ ...tax, amountMinor: 0 })) : taxes,
  };
}

/** What names no class, or one that is gone, belongs to the first. */
function findPlace(rules: TaxRules | null, { taxClassId }: Good): number {
  const place = rules?.classes.findIndex(({ id }) => id === taxClassId) ?? -1;
  return Math.max(0, place);
}

const listPlaces = (places: readonly number[], wanted: number): readonly number[] => {
  const found: number[] = [];
  for (const [index, place] of places.entries()) if (place === wanted) found.push(index);
  return found;
};

function computeClass(
  rates: readonly TaxRate[],
  amounts: readonly number[],
  isIncluded: boolean,
  rounding: TaxRules['rounding'],
): ClassTaxes {
  if (rounding === 'sum') {
    const byRate = computeRates(rates, sum(amounts), isIncluded);
    return { byRate, byGood: allocate(sum(byRate), amounts) };
  }
  const byRate = rates.map(() => 0);
  const byGood: number[] = [];
  for (const amount of amounts) {
    const own = computeRates(rates, amount, isIncluded);
    for (const [index, taxMinor] of own.entries()) byRate[index] = (byRate[index] ?? 0) + taxMinor;
    byGood.push(sum(own));
  }
  return { byRate, byGood };
}

function computeRates(rates: readonly TaxRate[], amountMinor: number, isIncluded: boolean): readonly number[] {
  if (!isIncluded) return rates.map(({ percent }) => computePercentage(amountMinor, percent));
  const units = rates.map(({ percent }) => Math.round(percent * 10_000));
  const allUnits = sum(units);
  const taxMinor = computeShare(amountMinor, allUnits, WHOLE + allUnits);
  return rates.length === 1 ? [taxMinor] : allocate(taxMinor, units);
}

function buildTaxLine(
  { name, percent, amountMinor, isIncluded }: QuotedTax,
  sign: number,
  texts: QuoteTexts,
): readonly QuoteLine[] {
  if (amountMinor === 0) return [];
  const amount = sign * amountMinor;
  const explanation = isIncluded ? texts.reverseCharge : texts.taxOf(percent);
  const line = { item: null, kind: 'tax', subject: name, description: `${name} ${percent} %`, quantity: 1 } as const;
  return [{ ...line, unitAmountMinor: amount, amountMinor: amount, explanation }];
}
