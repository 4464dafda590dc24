/** An amount in a currency's smallest unit: an integer, possibly negative, never a float. */
export type Money = { readonly amountMinor: number; readonly currency: string };

/** Builds a money value. Give an integer of minor units and an ISO 4217 code. */
export const money = (amountMinor: number, currency: string): Money => ({ amountMinor, currency });

/**
 * Splits an integer amount by weights, losing nothing: the parts sum to the amount exactly.
 *
 * Largest remainder: each part gets its floor, and the units left over go to the largest remainders, earlier parts first on a tie.
 * With weights that sum to zero everything goes to the first part. Works for negative amounts by symmetry.
 * Products are exact (BigInt), so any safe integer amount is split right.
 *
 * @see docs/algorithms/money.md
 */
export function allocate(amountMinor: number, weights: readonly number[]): readonly number[] {
  if (weights.length === 0) return [];
  if (amountMinor < 0) return allocate(-amountMinor, weights).map((part) => (part === 0 ? 0 : -part));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map((_, index) => (index === 0 ? amountMinor : 0));
  const shares = weights.map((weight, index) => {
    const product = BigInt(amountMinor) * BigInt(weight);
    return { index, floor: Number(product / BigInt(total)), remainder: product % BigInt(total) };
  });
  const left = amountMinor - shares.reduce((sum, share) => sum + share.floor, 0);
  const byRemainder = shares.toSorted((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  const lucky = new Set(byRemainder.slice(0, left).map((share) => share.index));
  return shares.map((share) => share.floor + (lucky.has(share.index) ? 1 : 0));
}

/**
 * Computes a percentage of an amount of minor units, rounded half away from zero to a whole unit.
 * `percent` may have up to two decimals (12.5 is twelve and a half per cent).
 */
export function computePercentage(amountMinor: number, percent: number): number {
  const basisPoints = BigInt(Math.round(percent * 100));
  const product = BigInt(Math.abs(amountMinor)) * basisPoints;
  const rounded = Number((product + 5_000n) / 10_000n);
  return amountMinor < 0 && rounded !== 0 ? -rounded : rounded;
}
