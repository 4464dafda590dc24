import { describe, expect, test } from '@jest/globals';
import {
  findCancellationMistakes,
  readCancellation,
  writeCancellation,
} from '../../../wordpress-plugin/src/model/cancellation.ts';
import { parseDuration, parseDurationUnit, parseWhole, typeDuration } from '../../../wordpress-plugin/src/model/duration.ts';
import type { TypedDuration } from '../../../wordpress-plugin/src/model/duration.ts';

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
const fee = (amountMinor: number) => ({ fee: { amountMinor, currency: 'SEK' } });

describe('what it costs to cancel, to stay away and to move', () => {
  test.each([
    ['nothing back', tiers()],
    ['all until a day before', tiers([1_440, 100])],
    ['all until two hours before, half later', tiers([120, 100], [0, 50])],
    ['a third, whenever', tiers([0, 33.3])],
    ['three steps', tiers([2_880, 100], [1_440, 50], [60, 10])],
    ['steps in another order', tiers([60, 10], [2_880, 100])],
    ['a fee that is kept', { tiers: [{ minimumNoticeMinutes: 60, ...fee(10_050) }], addedLater: 1 }],
    ['half for who does not come', { ...tiers([1_440, 100]), noShow: { refundPercent: 50 } }],
    ['a fee for who does not come', { ...tiers(), noShow: fee(20_000) }],
    ['no moving', { ...tiers([1_440, 100]), reschedule: [] }],
    [
      'moving for a share, and later for a fee',
      {
        ...tiers([1_440, 100]),
        reschedule: [
          { minimumNoticeMinutes: 1_440, feePercent: 0 },
          { minimumNoticeMinutes: 60, ...fee(5_000) },
        ],
      },
    ],
  ])('%s goes through the form unchanged', (_name, policy) => {
    const typed = readCancellation(policy, 'sv-SE');
    expect(findCancellationMistakes(typed, 'SEK')).toEqual([]);
    expect(writeCancellation(typed, policy, 'SEK')).toEqual(policy);
    // Said anew it is the same, but for the order of its steps.
    const { addedLater: _, ...said } = { addedLater: 0, ...policy };
    const anew = writeCancellation(typed, null, 'SEK');
    expect({ ...anew, tiers: anew['tiers'] }).toEqual({
      ...said,
      tiers: said.tiers.toSorted((a, b) => b.minimumNoticeMinutes - a.minimumNoticeMinutes),
    });
  });

  test('begins with a day of notice when terms are added to a service without any', () => {
    const typed = { ...readCancellation(tiers(), 'en'), isOn: true };
    expect(writeCancellation(typed, tiers(), 'SEK')).toEqual(tiers([1_440, 100]));
  });

  test('is written as it was typed, fees in the currency of the service', () => {
    const typed = {
      ...readCancellation(tiers(), 'en'),
      isOn: true,
      tiers: [
        { kind: 'share' as const, value: '66,6 %', notice: { amount: '2', unit: 'days' as const } },
        { kind: 'fee' as const, value: '300', notice: { amount: '1', unit: 'hours' as const } },
      ],
      noShow: { kind: 'fee' as const, value: '400' },
      moving: 'never' as const,
    };
    expect(writeCancellation(typed, null, 'JPY')).toEqual({
      tiers: [
        { minimumNoticeMinutes: 2_880, refundPercent: 66.6 },
        { minimumNoticeMinutes: 60, fee: { amountMinor: 300, currency: 'JPY' } },
      ],
      noShow: { fee: { amountMinor: 400, currency: 'JPY' } },
      reschedule: [],
    });
  });

  const day = { amount: '1', unit: 'days' as const };
  const share = (value: string, notice: TypedDuration = day) => ({ kind: 'share' as const, value, notice });
  test.each([
    [{ tiers: [share('101')] }, ['tiers.0: percent']],
    [{ tiers: [share('')] }, ['tiers.0: percent']],
    [{ tiers: [share('-1')] }, ['tiers.0: percent']],
    [{ tiers: [share('50', { amount: 'a day', unit: 'hours' as const })] }, ['tiers.0.minimumNoticeMinutes: number']],
    [{ tiers: [share('50'), share('20')] }, ['tiers.1.minimumNoticeMinutes: notice_doubled']],
    [{ tiers: [{ kind: 'fee' as const, value: 'much', notice: day }] }, ['tiers.0: price']],
    [{ noShow: { kind: 'fee' as const, value: '1,2345' } }, ['noShow: decimals']],
    [{ moving: 'terms' as const, moves: [share('x')] }, ['reschedule.0: percent']],
    [{ moves: [share('x')] }, []],
  ])('%j: what is wrong is found at its path', (changed, expected) => {
    const found = findCancellationMistakes({ ...readCancellation(tiers([60, 50]), 'en'), ...changed }, 'SEK');
    expect(found.map(({ field, kind }) => `${field}: ${kind}`)).toEqual(expected.map((path) => `cancellationPolicy.${path}`));
  });

  test('steps are read from the longest notice to the shortest, and what is no policy gives nothing back', () => {
    expect(readCancellation(tiers([0, 10], [60, 50]), 'en').tiers.map(({ value }) => value)).toEqual(['50', '10']);
    expect(readCancellation(null, 'en')).toMatchObject({ isOn: false, noShow: null, moving: 'like_cancelling' });
  });
});
