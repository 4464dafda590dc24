import type { TaxClassId } from '../../ids.ts';

/** One tax. `percent` has up to four decimals: 25, 8.875, 9.975. */
export type TaxRate = { readonly name: string; readonly percent: number };

/** The taxes on a kind of thing that is sold; several rates are each on the price without any tax. None: no tax is due on it. */
export type TaxClass = { readonly id: TaxClassId; readonly name: string; readonly rates: readonly TaxRate[] };

/** How a business deals with taxes. */
export type TaxRules = {
  /** Whether taxes are part of the prices, or come on top. */
  readonly prices: 'include_tax' | 'exclude_tax';
  /** Each line's tax is rounded, or that of all lines of a class together. */
  readonly rounding: 'line' | 'sum';
  /** What is sold without a class of its own belongs to the first. At least one. */
  readonly classes: readonly TaxClass[];
};
