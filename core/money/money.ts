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
  const parts: number[] = [];
  const remainders: number[] = [];
  let left = amountMinor;
  for (const weight of weights) {
    const { floor, remainder } = divide(amountMinor, weight, total);
    parts.push(floor);
    remainders.push(remainder);
    left -= floor;
  }
  if (left > 0) for (const index of listLargest(remainders, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/** The places of the largest numbers, earlier ones first on a tie. */
function listLargest(numbers: readonly number[], count: number): readonly number[] {
  const places = numbers.map((_, index) => index).sort((a, b) => (numbers[b] ?? 0) - (numbers[a] ?? 0) || a - b);
  return places.slice(0, count);
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
