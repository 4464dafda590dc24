import type { Good } from './priced-item.ts';
import type { QuoteLine } from './quote.ts';

/** What is left to pay for each good, in their order, and the lines of what made it less. */
export type Discounted = { readonly leftMinor: readonly number[]; readonly lines: readonly QuoteLine[] };

/** What one discount takes off each good, and how it reads. */
export type DiscountPart = {
  readonly subject: string;
  readonly description: string;
  readonly explanation: string;
  /** By good, none above what is left of it. */
  readonly partsMinor: readonly number[];
};

export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/**
 * Takes a discount off what is left: one line for the whole when all bookings have their part in it, else one for each that has. A discount of nothing is no line.
 */
export function takeOff(
  { leftMinor, lines }: Discounted,
  goods: readonly Good[],
  { partsMinor, ...words }: DiscountPart,
  isForWhole: boolean,
): Discounted {
  const byItem = new Map<number | null, number>();
  for (const [index, { item }] of goods.entries()) {
    const key = isForWhole ? null : item;
    byItem.set(key, (byItem.get(key) ?? 0) + (partsMinor[index] ?? 0));
  }
  const added = [...byItem].flatMap(([item, amountMinor]): QuoteLine[] => {
    if (amountMinor === 0) return [];
    return [{ item, kind: 'discount', ...words, quantity: 1, unitAmountMinor: -amountMinor, amountMinor: -amountMinor }];
  });
  return { leftMinor: leftMinor.map((left, index) => left - (partsMinor[index] ?? 0)), lines: [...lines, ...added] };
}
