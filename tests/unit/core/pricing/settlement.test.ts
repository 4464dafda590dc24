import { describe, expect, test } from '@jest/globals';
import type { CancellationPolicy } from '../../../../core/catalog/cancellation-policy.ts';
import type { SettlementCause } from '../../../../core/pricing/refund-by-policy.ts';
import { computeSettlement } from '../../../../core/pricing/refund-by-policy.ts';
import { HOUR } from '../../../../core/time/instant.ts';

const startsAt = Date.UTC(2027, 0, 14, 9);
const euro = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const [twoDays, oneDay] = [2_880, 1_440];
const all = { minimumNoticeMinutes: twoDays, refundPercent: 100 };
const fee: CancellationPolicy = { tiers: [all, { minimumNoticeMinutes: oneDay, fee: euro(2_000) }] };
const half: CancellationPolicy = { tiers: [all, { minimumNoticeMinutes: oneDay, refundPercent: 50 }] };
const owed = (policy: CancellationPolicy): CancellationPolicy => ({ ...policy, unpaidFee: 'owed' });

type Row = {
  readonly name: string;
  readonly policy: CancellationPolicy;
  readonly hours: number;
  readonly paid: number;
  readonly price?: number;
  readonly tip?: number;
  readonly fees?: number;
  readonly cause?: SettlementCause;
  /** Back, kept, owed. */
  readonly end: readonly [number, number, number];
};

const rows: readonly Row[] = [
  { name: 'fee, three days before', policy: fee, hours: 72, paid: 10_000, end: [10_000, 0, 0] },
  { name: 'fee, 47 hours before', policy: fee, hours: 47, paid: 10_000, end: [8_000, 2_000, 0] },
  { name: 'fee, 23 hours before', policy: fee, hours: 23, paid: 10_000, end: [0, 10_000, 0] },
  { name: 'fee, a deposit, three days before', policy: fee, hours: 72, paid: 2_000, end: [2_000, 0, 0] },
  { name: 'fee, a deposit as large, 47 hours before', policy: fee, hours: 47, paid: 2_000, end: [0, 2_000, 0] },
  { name: 'fee, a smaller deposit: the rest is waived', policy: fee, hours: 47, paid: 1_500, end: [0, 1_500, 0] },
  { name: 'the same where it is owed', policy: owed(fee), hours: 47, paid: 1_500, end: [0, 1_500, 500] },
  { name: 'half, a deposit, 47 hours before: the rest is waived', policy: half, hours: 47, paid: 2_000, end: [0, 2_000, 0] },
  { name: 'the same where what is unpaid is owed', policy: owed(half), hours: 47, paid: 2_000, end: [0, 2_000, 3_000] },
  { name: 'half, more paid than that', policy: half, hours: 47, paid: 6_000, end: [1_000, 5_000, 0] },
  { name: 'half, nothing paid yet', policy: half, hours: 47, paid: 0, end: [0, 0, 0] },
  { name: 'half, nothing paid yet where it is owed', policy: owed(half), hours: 47, paid: 0, end: [0, 0, 5_000] },
  { name: 'where it is owed, three days before', policy: owed(half), hours: 72, paid: 2_000, end: [2_000, 0, 0] },
  { name: 'the owner, an hour before', policy: owed(half), hours: 1, paid: 2_000, cause: 'owner', end: [2_000, 0, 0] },
  { name: 'too few people, an hour before', policy: owed(half), hours: 1, paid: 2_000, cause: 'too_few', end: [2_000, 0, 0] },
  { name: 'a fee above the price of 15.00', policy: fee, hours: 47, paid: 1_500, price: 1_500, end: [0, 1_500, 0] },
  { name: 'half, with a tip of 10.00', policy: half, hours: 47, paid: 11_000, price: 11_000, tip: 1_000, end: [6_000, 5_000, 0] },
  { name: 'too late, with a tip', policy: half, hours: 23, paid: 11_000, price: 11_000, tip: 1_000, end: [1_000, 10_000, 0] },
  {
    name: 'too late, with a tip that is not paid yet',
    policy: owed(half),
    hours: 23,
    paid: 2_000,
    price: 11_000,
    tip: 1_000,
    end: [0, 2_000, 8_000],
  },
  {
    name: 'moved for 15.00 before, three days before',
    policy: half,
    hours: 72,
    paid: 11_500,
    price: 11_500,
    fees: 1_500,
    end: [10_000, 1_500, 0],
  },
  {
    name: 'moved for 15.00 before, 47 hours before',
    policy: half,
    hours: 47,
    paid: 11_500,
    price: 11_500,
    fees: 1_500,
    end: [5_000, 6_500, 0],
  },
  {
    name: 'moved for 15.00 before, the owner cancels',
    policy: half,
    hours: 1,
    paid: 11_500,
    price: 11_500,
    fees: 1_500,
    cause: 'owner',
    end: [11_500, 0, 0],
  },
  { name: 'a free booking', policy: owed(fee), hours: 1, paid: 0, price: 0, end: [0, 0, 0] },
  { name: 'a policy without tiers', policy: { tiers: [] }, hours: 500, paid: 10_000, end: [0, 10_000, 0] },
  { name: 'JPY 3333, half', policy: half, hours: 47, paid: 3_333, price: 3_333, end: [1_667, 1_666, 0] },
  { name: 'JPY 3333, all but JPY 2000', policy: fee, hours: 47, paid: 3_333, price: 3_333, end: [1_333, 2_000, 0] },
  { name: 'KWD 12.255, half', policy: half, hours: 47, paid: 12_255, price: 12_255, end: [6_128, 6_127, 0] },
  { name: 'KWD 12.255, all but KWD 2.000', policy: fee, hours: 47, paid: 12_255, price: 12_255, end: [10_255, 2_000, 0] },
  {
    name: 'more notice that would cost more: the best counts',
    policy: {
      tiers: [
        { minimumNoticeMinutes: twoDays, refundPercent: 50 },
        { minimumNoticeMinutes: oneDay, refundPercent: 100 },
      ],
    },
    hours: 72,
    paid: 10_000,
    end: [10_000, 0, 0],
  },
  { name: 'no-show, nothing said of it', policy: half, hours: -1, paid: 10_000, cause: 'no_show', end: [0, 10_000, 0] },
  {
    name: 'no-show, half back',
    policy: { ...half, noShow: { refundPercent: 50 } },
    hours: -1,
    paid: 10_000,
    cause: 'no_show',
    end: [5_000, 5_000, 0],
  },
  {
    name: 'no-show, 30.00 kept',
    policy: { ...half, noShow: { fee: euro(3_000) } },
    hours: -1,
    paid: 10_000,
    cause: 'no_show',
    end: [7_000, 3_000, 0],
  },
  {
    name: 'no-show, 30.00 kept of a deposit, where it is owed',
    policy: owed({ ...half, noShow: { fee: euro(3_000) } }),
    hours: -1,
    paid: 2_000,
    cause: 'no_show',
    end: [0, 2_000, 1_000],
  },
  {
    name: 'no-show, 30.00 kept and a tip',
    policy: { ...half, noShow: { fee: euro(3_000) } },
    hours: -1,
    paid: 11_000,
    price: 11_000,
    tip: 1_000,
    cause: 'no_show',
    end: [8_000, 3_000, 0],
  },
];

describe('computeSettlement', () => {
  test.each(rows)('$name', ({ policy, hours, paid, price = 10_000, tip, fees, cause = 'customer', end }) => {
    const money = { priceMinor: price, paidMinor: paid, tipMinor: tip, feesMinor: fees };
    const { refundMinor, keptMinor, owedMinor } = computeSettlement(policy, money, cause, startsAt, startsAt - hours * HOUR);
    expect([refundMinor, keptMinor, owedMinor]).toEqual(end);
  });

  test.each([
    { name: 'the tier’s own boundary', policy: fee, hours: 30, until: 24 },
    {
      name: 'the later one of two that cost the same',
      policy: { tiers: [all, { ...all, minimumNoticeMinutes: 60 }] },
      hours: 72,
      until: 1,
    },
    { name: 'never, below the last', policy: fee, hours: 2, until: null },
    { name: 'never, where the tier gives nothing', policy: { tiers: [{ ...all, refundPercent: 0 }] }, hours: 72, until: null },
  ])('says until when that holds: $name', ({ policy, hours, until }) => {
    const money = { priceMinor: 10_000, paidMinor: 10_000 };
    const end = computeSettlement(policy, money, 'customer', startsAt, startsAt - hours * HOUR);
    expect(end.until).toBe(until === null ? null : startsAt - until * HOUR);
  });
});
