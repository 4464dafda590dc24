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

export function sum(amounts: readonly number[]): number {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}

/** Sums amounts of goods by their item. */
export function sumByItem(goods: readonly Good[], amounts: readonly number[]): readonly number[] {
  const sums: number[] = [];
  for (const [index, { item }] of goods.entries()) sums[item] = (sums[item] ?? 0) + (amounts[index] ?? 0);
  return sums;
}

/**
 * Takes a discount off what is left: one line for the whole when all bookings have their part in it, else one for each that has. A discount of nothing is no line.
 */
export function takeOff(
  { leftMinor, lines }: Discounted,
  goods: readonly Good[],
  part: DiscountPart,
  isForWhole: boolean,
): Discounted {
  const { partsMinor } = part;
  const added = [...lines];
  const amounts = isForWhole ? [sum(partsMinor)] : sumByItem(goods, partsMinor);
  for (const [item, amountMinor] of amounts.entries())
    if (amountMinor !== 0) added.push(buildDiscountLine(isForWhole ? null : item, amountMinor, part));
  return { leftMinor: leftMinor.map((left, index) => left - (partsMinor[index] ?? 0)), lines: added };
}

const buildDiscountLine = (item: number | null, amountMinor: number, part: DiscountPart): QuoteLine => ({
  item,
  kind: 'discount',
  subject: part.subject,
  description: part.description,
  quantity: 1,
  unitAmountMinor: -amountMinor,
  amountMinor: -amountMinor,
  explanation: part.explanation,
});
