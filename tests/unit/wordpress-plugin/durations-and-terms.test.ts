import { describe, expect, test } from '@jest/globals';
import { readCancellation, readTiers, writeCancellation } from '../../../wordpress-plugin/src/model/cancellation.ts';
import { parseDuration, parseDurationUnit, parseWhole, typeDuration } from '../../../wordpress-plugin/src/model/duration.ts';

describe('a length of time', () => {
  test.each([
    [0, '0', 'hours'],
    [45, '45', 'minutes'],
    [60, '1', 'hours'],
    [90, '90', 'minutes'],
    [1_440, '1', 'days'],
    [2_160, '36', 'hours'],
    [525_600, '365', 'days'],
  ] as const)('of %i minutes is typed as %s %s, and read back', (minutes, amount, unit) => {
    expect(typeDuration(minutes)).toEqual({ amount, unit });
    expect(parseDuration({ amount, unit })).toBe(minutes);
  });

  test.each(['', '1.5', '-1', 'two', '366'])('"%s" days is none', (amount) => {
    expect(parseDuration({ amount, unit: 'days' })).toBeNull();
  });

  test('an unknown unit is hours', () => {
    expect(['minutes', 'hours', 'days', 'years'].map(parseDurationUnit)).toEqual(['minutes', 'hours', 'days', 'hours']);
  });

  test('a number has its bounds', () => {
    expect([' 5 ', '0', '6', '', '5.0'].map((text) => parseWhole(text, 1, 5))).toEqual([5, null, null, null, null]);
  });
});

const tiers = (...list: readonly (readonly [number, number])[]) => ({
  tiers: list.map(([minimumNoticeMinutes, refundPercent]) => ({ minimumNoticeMinutes, refundPercent })),
});

describe('what is given back on a cancellation', () => {
  test.each([
    ['nothing', tiers(), 'nothing'],
    ['all until a day before', tiers([1_440, 100]), 'notice'],
    ['all until two hours before, half later', tiers([120, 100], [0, 50]), 'notice'],
    ['a third, whenever', tiers([0, 33.3]), 'notice'],
    ['three steps', tiers([2_880, 100], [1_440, 50], [60, 10]), 'own'],
    ['two steps, and nothing at the end', tiers([2_880, 100], [1_440, 50]), 'own'],
  ] as const)('%s goes through the form unchanged', (_name, policy, kind) => {
    const typed = readCancellation(policy);
    expect(typed.kind).toBe(kind);
    expect(writeCancellation(typed, policy)).toEqual(policy);
  });

  test('begins with a day of notice when terms are added to a service without any', () => {
    const typed = { ...readCancellation(tiers()), kind: 'notice' as const };
    expect(writeCancellation(typed, null)).toEqual(tiers([1_440, 100]));
  });

  test('a share after the notice counts only when there is one', () => {
    const typed = { ...readCancellation(tiers([1_440, 100])), percentAfter: '25' };
    expect(writeCancellation(typed, null)).toEqual(tiers([1_440, 100], [0, 25]));
    const always = { ...typed, notice: { amount: '0', unit: 'hours' as const } };
    expect(writeCancellation(always, null)).toEqual(tiers([0, 100]));
  });

  test.each([
    { percentBefore: '101' },
    { percentBefore: '' },
    { percentAfter: '-1' },
    { notice: { amount: 'a day', unit: 'hours' as const } },
  ])('%j cannot be saved', (wrong) => {
    expect(writeCancellation({ ...readCancellation(tiers([60, 50])), ...wrong }, null)).toBeNull();
  });

  test('tiers are read from the longest notice to the shortest, and what is no policy has none', () => {
    expect(readTiers(tiers([0, 10], [60, 50])).map((tier) => tier.minimumNoticeMinutes)).toEqual([60, 0]);
    expect(readTiers(null)).toEqual([]);
  });
});
