import type { PostalPlace } from '../catalog/at-customer.ts';
import type { TaxRules } from '../catalog/prices/tax.ts';
import type { ServiceId, TaxClassId } from '../ids.ts';
import type { EpochMillis } from '../time/instant.ts';

/** Something that is sold, as far as taxes go. */
export type TaxedItem = {
  readonly serviceId: ServiceId;
  /** The classes of the service and its chosen extras; missing for the first of the rules. */
  readonly taxClassIds: readonly (TaxClassId | undefined)[];
  /** Where it takes place, when that is at the customer's; null at the business's own place. */
  readonly place: PostalPlace | null;
  readonly startsAt: EpochMillis | null;
};

/** What taxes are asked for: what the business has set up, and what is sold in one order. */
export type TaxQuestion = { readonly rules: TaxRules | null; readonly items: readonly TaxedItem[] };

/** Knows which taxes are due. */
export type TaxSource = {
  /**
   * Tells the rates of an order; null when bills say nothing of taxes. Only rates: amounts are computed from them by the one rule of docs/algorithms/pricing.md, so that lines sum to the total whatever it answers,
   * and are frozen with the price. Classes keep their ids. The same question is answered alike.
   *
   * Asked with every price: it answers from what it holds, and never asks over a network.
   */
  readonly findTaxRules: (question: TaxQuestion) => TaxRules | null;
};

/** The rates that the business has set up, whoever buys what. */
export const fixedTaxes: TaxSource = { findTaxRules: ({ rules }) => rules };
