import { computePercentage } from '../../money/money.ts';

/**
 * A change of a unit price. `set`: another price. `percent`: so much more, or less when negative; up to two decimals. `add`: an amount more, or less.
 * Amounts are integer minor units, and count only where the price is in their currency.
 */
export type PriceAdjustment =
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'add' | 'set'; readonly amountMinor: number; readonly currency: string };

/** The most that anything costs, in minor units: all that is computed from it stays exact. */
export const MAXIMUM_PRICE_MINOR = 1e12;

/** Computes a unit price after a change: rounded once, half away from zero, and never below nothing. Infinity once it is above `MAXIMUM_PRICE_MINOR`, so that nothing is computed from what is not exact. */
export function adjustPrice(unitMinor: number, adjustment: PriceAdjustment): number {
  if (!(unitMinor <= MAXIMUM_PRICE_MINOR)) return Infinity;
  if (adjustment.kind === 'set') return adjustment.amountMinor;
  const change = adjustment.kind === 'percent' ? computePercentage(unitMinor, adjustment.percent) : adjustment.amountMinor;
  const changed = Math.max(0, unitMinor + change);
  return changed <= MAXIMUM_PRICE_MINOR ? changed : Infinity;
}

/** Whether a change can be made to prices in a currency. */
export const isForCurrency = (adjustment: PriceAdjustment, currency: string): boolean =>
  adjustment.kind === 'percent' || adjustment.currency === currency;
