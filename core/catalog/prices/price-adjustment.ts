import { computePercentage } from '../../money/money.ts';

/**
 * A change of a unit price. `set`: another price. `percent`: so much more, or less when negative; up to two decimals. `add`: an amount more, or less.
 * Amounts are integer minor units, and count only where the price is in their currency.
 */
export type PriceAdjustment =
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'add' | 'set'; readonly amountMinor: number; readonly currency: string };

/** Computes a unit price after a change: rounded once, half away from zero, and never below nothing. */
export function adjustPrice(unitMinor: number, adjustment: PriceAdjustment): number {
  if (adjustment.kind === 'set') return adjustment.amountMinor;
  const change = adjustment.kind === 'percent' ? computePercentage(unitMinor, adjustment.percent) : adjustment.amountMinor;
  return Math.max(0, unitMinor + change);
}

/** Whether a change can be made to prices in a currency. */
export const isForCurrency = (adjustment: PriceAdjustment, currency: string): boolean =>
  adjustment.kind === 'percent' || adjustment.currency === currency;
