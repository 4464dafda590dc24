/** An amount in a currency's smallest unit: an integer, possibly negative, never a float. */
export type Money = { readonly amountMinor: number; readonly currency: string };

/** Builds a money value. Give an integer of minor units and an ISO 4217 code. */
export const money = (amountMinor: number, currency: string): Money => ({ amountMinor, currency });

/**
 * Splits an integer amount by weights, losing nothing: the parts sum to the amount exactly.
 *
 * Largest remainder: each part gets its floor, and the units left over go to the largest remainders, earlier parts first on a tie.
 * With weights that sum to zero everything goes to the first part. Works for negative amounts by symmetry.
 * Products are exact, so any safe integer amount is split right.
 *
 * @see docs/algorithms/money.md
 */
export function allocate(amountMinor: number, weights: readonly number[]): readonly number[] {
  if (weights.length === 0) return [];
  if (amountMinor < 0) return allocate(-amountMinor, weights).map((part) => (part === 0 ? 0 : -part));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map((_, index) => (index === 0 ? amountMinor : 0));
  const shares = weights.map((weight, index) => ({ index, ...divide(amountMinor, weight, total) }));
  let left = amountMinor - shares.reduce((sum, share) => sum + share.floor, 0);
  const parts = shares.map(({ floor }) => floor);
  if (left === 0) return parts;
  for (const { index, floor } of shares.toSorted((a, b) => b.remainder - a.remainder || a.index - b.index)) {
    if (left === 0) break;
    parts[index] = floor + 1;
    left -= 1;
  }
  return parts;
}

/** Divides a product exactly: what comes out, rounded down, and what is left over. */
function divide(amount: number, factor: number, divisor: number): { readonly floor: number; readonly remainder: number } {
  const product = amount * factor;
  if (Number.isSafeInteger(product)) return { floor: Math.floor(product / divisor), remainder: product % divisor };
  const exact = BigInt(amount) * BigInt(factor);
  return { floor: Number(exact / BigInt(divisor)), remainder: Number(exact % BigInt(divisor)) };
}

/** Computes `amount * factor / divisor` exactly, rounded half away from zero to a whole unit: the one rounding rule of all prices. `factor` and `divisor` are not negative. */
export function computeShare(amountMinor: number, factor: number, divisor: number): number {
  const { floor, remainder } = divide(Math.abs(amountMinor), factor, divisor);
  const rounded = remainder * 2 >= divisor ? floor + 1 : floor;
  return amountMinor < 0 && rounded !== 0 ? -rounded : rounded;
}

/**
 * Computes a percentage of an amount of minor units, rounded half away from zero to a whole unit.
 * `percent` may have up to four decimals (12.5 is twelve and a half per cent), and be negative.
 */
export function computePercentage(amountMinor: number, percent: number): number {
  const share = computeShare(amountMinor, Math.round(Math.abs(percent) * 10_000), 1_000_000);
  return percent < 0 && share !== 0 ? -share : share;
}
