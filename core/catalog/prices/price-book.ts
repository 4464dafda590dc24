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
