import { describe, expect, test } from '@jest/globals';
import type { CancellationPolicy } from '../../../../core/catalog/cancellation-policy.ts';
import { computeSettlement } from '../../../../core/pricing/refund-by-policy.ts';
import { formatInstant } from '../../../../core/time/time-zone.ts';
import { at } from '../../../support/build-core.ts';

const tiers = [
  { minimumNoticeMinutes: 1_440, refundPercent: 100 },
  { minimumNoticeMinutes: 120, refundPercent: 50 },
];
const startsAt = at('2027-01-14T09:00Z');
/** All of it is paid. */
const settle = (policy: CancellationPolicy, paidMinor: number, start: number, now: number) =>
  computeSettlement(policy, { priceMinor: paidMinor, paidMinor }, 'customer', start, now);

describe('computeSettlement: all until a day before, half until two hours before', () => {
  test.each([
    { name: 'a week before', now: '2027-01-07T09:00Z', paid: 45_000, refund: 45_000, until: '2027-01-13T09:00:00Z' },
    {
      name: 'a day before, to the millisecond',
      now: '2027-01-13T09:00:00.000Z',
      paid: 45_000,
      refund: 45_000,
      until: '2027-01-13T09:00:00Z',
    },
    { name: 'a millisecond later', now: '2027-01-13T09:00:00.001Z', paid: 45_000, refund: 22_500, until: '2027-01-14T07:00:00Z' },
    {
      name: 'two hours before, to the millisecond',
      now: '2027-01-14T07:00:00.000Z',
      paid: 45_000,
      refund: 22_500,
      until: '2027-01-14T07:00:00Z',
    },
    { name: 'a millisecond later: nothing', now: '2027-01-14T07:00:00.001Z', paid: 45_000, refund: 0, until: null },
    { name: 'after the start', now: '2027-01-14T12:00Z', paid: 45_000, refund: 0, until: null },
    {
      name: 'half of an odd amount goes up',
      now: '2027-01-14T00:00Z',
      paid: 3_333,
      refund: 1_667,
      until: '2027-01-14T07:00:00Z',
    },
    { name: 'nothing that could cost anything', now: '2027-01-07T09:00Z', paid: 0, refund: 0, until: null },
  ])('$name', ({ now, paid, refund, until }) => {
    const share = settle({ tiers }, paid, startsAt, at(now));
    expect([share.refundMinor, share.keptMinor]).toEqual([refund, paid - refund]);
    expect(share.until === null ? null : formatInstant(share.until)).toBe(until);
  });

  test('tiers may come in any order', () => {
    const now = at('2027-01-13T12:00Z');
    expect(settle({ tiers: tiers.toReversed() }, 100, startsAt, now)).toEqual(settle({ tiers }, 100, startsAt, now));
  });

  test('no tiers, no refund', () => {
    expect(settle({ tiers: [] }, 100, startsAt, 0)).toEqual({
      ...{ refundMinor: 0, keptMinor: 100 },
      ...{ owedMinor: 0, until: null },
    });
  });

  test.each([
    {
      name: 'the night that loses an hour: ten o’clock the day before is only 23 hours',
      startsAt: '2027-03-28T08:00Z',
      now: '2027-03-27T09:00Z',
      refund: 50,
    },
    { name: '… nine o’clock is 24', startsAt: '2027-03-28T08:00Z', now: '2027-03-27T08:00Z', refund: 100 },
    {
      name: 'the night that gains one: ten o’clock the day before is 25 hours',
      startsAt: '2027-10-31T09:00Z',
      now: '2027-10-30T08:00Z',
      refund: 100,
    },
    { name: '… and eleven is 24', startsAt: '2027-10-31T09:00Z', now: '2027-10-30T09:00:00Z', refund: 100 },
    { name: '… and a moment after eleven is less', startsAt: '2027-10-31T09:00Z', now: '2027-10-30T09:00:00.001Z', refund: 50 },
  ])('notice is time that passes: $name', ({ startsAt: start, now, refund }) => {
    expect(settle({ tiers }, 100, at(start), at(now)).refundMinor).toBe(refund);
  });
});
