import { describe, expect, test } from '@jest/globals';
import { allocate, computePercentage, money } from '../../../../core/money/money.ts';

describe('allocate', () => {
  test.each([
    { name: 'EUR 10.00 in three', amount: 1_000, weights: [1, 1, 1], parts: [334, 333, 333] },
    { name: 'JPY 100 in three', amount: 100, weights: [1, 1, 1], parts: [34, 33, 33] },
    { name: 'KWD 1.000 by 1 : 2', amount: 1_000, weights: [1, 2], parts: [333, 667] },
    { name: 'the largest remainder wins', amount: 5, weights: [3, 3, 4], parts: [2, 1, 2] },
    { name: 'earlier parts win a tie', amount: 2, weights: [1, 1, 1, 1], parts: [1, 1, 0, 0] },
    { name: 'weight nothing gets nothing', amount: 7, weights: [0, 5, 0, 2], parts: [0, 5, 0, 2] },
    { name: 'no weight at all: the first', amount: 9, weights: [0, 0], parts: [9, 0] },
    { name: 'nothing to split', amount: 0, weights: [3, 4], parts: [0, 0] },
    { name: 'nobody to give to', amount: 5, weights: [], parts: [] },
    { name: 'negative by symmetry', amount: -1_000, weights: [1, 1, 1], parts: [-334, -333, -333] },
    { name: 'negative without -0', amount: -1, weights: [1, 1], parts: [-1, 0] },
    {
      name: 'beyond what floats can multiply',
      amount: 9_007_199_254_740_991,
      weights: [9_007_199_254_740_990, 1],
      parts: [9_007_199_254_740_990, 1],
    },
  ])('$name', ({ amount, weights, parts }) => {
    expect(allocate(amount, weights)).toEqual(parts);
  });
});

describe('computePercentage', () => {
  test.each([
    { name: '10 % of SEK 450.00', amount: 45_000, percent: 10, result: 4_500 },
    { name: 'half goes up', amount: 5, percent: 50, result: 3 },
    { name: 'below half goes down', amount: 4_999, percent: 0.5, result: 25 },
    { name: 'JPY 105 at 10 %', amount: 105, percent: 10, result: 11 },
    { name: 'JPY 104 at 10 %', amount: 104, percent: 10, result: 10 },
    { name: 'KWD 1.255 at 50 %', amount: 1_255, percent: 50, result: 628 },
    { name: 'two decimals', amount: 10_000, percent: 12.35, result: 1_235 },
    { name: 'a third', amount: 100, percent: 33.33, result: 33 },
    { name: 'all', amount: 999, percent: 100, result: 999 },
    { name: 'none', amount: 999, percent: 0, result: 0 },
    { name: 'half away from zero when negative', amount: -5, percent: 50, result: -3 },
    { name: 'no -0', amount: -1, percent: 10, result: 0 },
    { name: 'beyond what floats can multiply', amount: 9_007_199_254_740_991, percent: 99.99, result: 9_006_298_534_815_517 },
  ])('$name', ({ amount, percent, result }) => {
    expect(computePercentage(amount, percent)).toBe(result);
  });
});

test('money is the two given values', () => {
  expect(money(5, 'EUR')).toEqual({ amountMinor: 5, currency: 'EUR' });
});
