import { expect, test } from '@jest/globals';
import type { CancellationPolicy } from '../../../../core/catalog/cancellation-policy.ts';
import { checkCancellationPolicy } from '../../../../core/catalog/check-cancellation-policy.ts';

const euro = (amountMinor: number, currency = 'EUR') => ({ amountMinor, currency });
const tier = (minimumNoticeMinutes: number, refundPercent: number) => ({ minimumNoticeMinutes, refundPercent });
const feeTier = (minimumNoticeMinutes: number, amountMinor: number) => ({ minimumNoticeMinutes, fee: euro(amountMinor) });
const move = (minimumNoticeMinutes: number, feePercent: number) => ({ minimumNoticeMinutes, feePercent });
/** What comes from outside may be anything. */
const foreign = (text: string): CancellationPolicy => JSON.parse(text);

const rows: readonly (readonly [string, CancellationPolicy, readonly string[]])[] = [
  ['nothing said', { tiers: [] }, []],
  ['shares and fees beside each other', { tiers: [tier(2_880, 100), feeTier(1_440, 2_000), tier(60, 10)] }, []],
  ['tiers in any order', { tiers: [tier(60, 10), tier(2_880, 100)] }, []],
  [
    'all of it',
    { tiers: [tier(0, 100)], noShow: { fee: euro(0) }, reschedule: [move(1, 0), { ...feeTier(0, 5) }], unpaidFee: 'owed' },
    [],
  ],
  ['a notice that is there twice', { tiers: [tier(60, 100), tier(60, 50)] }, ['tiers.1.minimumNoticeMinutes']],
  ['a notice over a year', { tiers: [tier(525_601, 100)] }, ['tiers.0.minimumNoticeMinutes']],
  ['a share above all', { tiers: [tier(60, 100.5)] }, ['tiers.0.refundPercent']],
  ['a share below nothing', { tiers: [], noShow: { refundPercent: -1 } }, ['noShow.refundPercent']],
  ['a fee of another currency', { tiers: [{ minimumNoticeMinutes: 1, fee: euro(5, 'SEK') }] }, ['tiers.0.fee.currency']],
  ['a fee that is a fraction', { tiers: [feeTier(60, 0.5)] }, ['tiers.0.fee.amountMinor']],
  ['a negative fee', { tiers: [], noShow: { fee: euro(-1) } }, ['noShow.fee.amountMinor']],
  ['a longer notice with a smaller share', { tiers: [tier(2_880, 50), tier(60, 100)] }, ['tiers.0.minimumNoticeMinutes']],
  ['a longer notice with a larger fee', { tiers: [feeTier(60, 5), feeTier(2_880, 6)] }, ['tiers.1.minimumNoticeMinutes']],
  [
    'a longer notice that is dearer to move with',
    { tiers: [], reschedule: [move(60, 5), move(120, 6)] },
    ['reschedule.1.minimumNoticeMinutes'],
  ],
  ['a dear move', { tiers: [], reschedule: [move(60, 101)] }, ['reschedule.0.feePercent']],
  [
    'two tiers of moving with the same notice',
    { tiers: [], reschedule: [move(60, 1), move(60, 1)] },
    ['reschedule.1.minimumNoticeMinutes'],
  ],
  ['eleven tiers', { tiers: Array.from({ length: 11 }, (_, index) => tier(index, 50)) }, ['tiers']],
  ['neither share nor fee', foreign('{"tiers":[{"minimumNoticeMinutes":1}]}'), ['tiers.0.refundPercent']],
  [
    'both',
    foreign('{"tiers":[],"noShow":{"refundPercent":5,"fee":{"amountMinor":5,"currency":"EUR"}}}'),
    ['noShow.refundPercent'],
  ],
];

test.each(rows)('%s', (_name, policy, paths) => {
  expect(checkCancellationPolicy(policy, 'EUR').map(({ path }) => path)).toEqual(paths);
});
