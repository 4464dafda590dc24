import type { PriceRule } from './price-rule.ts';
import type { Promotion } from './promotion.ts';
import type { TaxRules } from './tax.ts';

/** What a business has set up about prices beside those of its services. */
export type PriceBook = {
  readonly priceRules: readonly PriceRule[];
  readonly promotions: readonly Promotion[];
  /** Null: bills say nothing of taxes. */
  readonly tax: TaxRules | null;
};

/** Nothing set up. */
export const emptyPriceBook: PriceBook = { priceRules: [], promotions: [], tax: null };

/** What a catalogue says of prices; each is absent when there is nothing of it. */
export type CatalogPrices = { readonly [Part in keyof PriceBook]?: PriceBook[Part] | undefined };

/** Reads what a catalogue says of prices. */
export const readPriceBook = ({ priceRules = [], promotions = [], tax = null }: CatalogPrices): PriceBook => ({
  ...{ priceRules, promotions, tax },
});

/** What a catalogue says of prices; what is empty is left out. */
export const describePrices = ({ priceRules, promotions, tax }: PriceBook): CatalogPrices => ({
  ...(priceRules.length > 0 ? { priceRules } : {}),
  ...(promotions.length > 0 ? { promotions } : {}),
  ...(tax === null ? {} : { tax }),
});
