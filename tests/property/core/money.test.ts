import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allocate, computePercentage } from '../../../core/money/money.ts';

const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 12 });
const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);

describe('allocate', () => {
  test('loses nothing, gives everybody his share to within one unit, and nobody of the other sign', () => {
    fc.assert(
      fc.property(amounts, weights, (amount, shares) => {
        const parts = allocate(amount, shares);
        expect(parts).toHaveLength(shares.length);
        expect(sum(parts)).toBe(amount);
        expect(parts.every((part) => Number.isInteger(part) && !Object.is(part, -0) && part * Math.sign(amount) >= 0)).toBe(true);
        const total = sum(shares);
        if (total === 0) return;
        // Exact: |part · total − amount · weight| < total.
        for (const [index, part] of parts.entries()) {
          const off = BigInt(part) * BigInt(total) - BigInt(amount) * BigInt(shares[index] ?? 0);
          expect(off < BigInt(total) && off > -BigInt(total)).toBe(true);
        }
      }),
    );
  });

  test('more weight never gets less', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), weights, (amount, shares) => {
        const parts = allocate(amount, shares);
        if (sum(shares) === 0) return;
        for (const [one, weight] of shares.entries()) {
          for (const [two, other] of shares.entries())
            if (weight > other) expect(parts[one]).toBeGreaterThanOrEqual(parts[two] ?? 0);
        }
      }),
    );
  });

  test('is the same upside down', () => {
    fc.assert(
      fc.property(amounts, weights, (amount, shares) => {
        expect(allocate(-amount, shares).map((part) => 0 - part)).toEqual(allocate(amount, shares));
      }),
    );
  });
});

describe('computePercentage', () => {
  const percents = fc.integer({ min: 0, max: 10_000 }).map((basisPoints) => ({ basisPoints, percent: basisPoints / 100 }));

  test('is the nearest whole unit, halves away from zero', () => {
    fc.assert(
      fc.property(amounts, percents, (amount, { basisPoints, percent }) => {
        const off = 2n * (BigInt(computePercentage(amount, percent)) * 10_000n - BigInt(amount) * BigInt(basisPoints));
        const away = amount < 0 ? -off : off;
        expect(away <= 10_000n && away > -10_000n).toBe(true);
      }),
    );
  });

  test('never gives more than the whole', () => {
    fc.assert(
      fc.property(fc.nat(), percents, (amount, { percent }) => {
        const part = computePercentage(amount, percent);
        expect(part >= 0 && part <= amount).toBe(true);
      }),
    );
  });
});
