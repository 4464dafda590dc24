import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CancellationPolicy, Terms } from '../../../core/catalog/cancellation-policy.ts';
import { computeSettlement } from '../../../core/pricing/refund-by-policy.ts';

const startsAt = Date.UTC(2027, 0, 14, 9);
const amounts = fc.nat(1_000_000);
const terms: fc.Arbitrary<Terms> = fc.oneof(
  fc.nat(10_000).map((basisPoints) => ({ refundPercent: basisPoints / 100 })),
  amounts.map((amountMinor) => ({ fee: { amountMinor, currency: 'EUR' } })),
);
const policies: fc.Arbitrary<CancellationPolicy> = fc.record({
  tiers: fc.array(
    fc.tuple(terms, fc.nat(10_000)).map(([own, minimumNoticeMinutes]) => ({ ...own, minimumNoticeMinutes })),
    { maxLength: 5 },
  ),
  noShow: fc.option(terms, { nil: undefined }),
  unpaidFee: fc.constantFrom('owed' as const, undefined),
});
const causes = fc.constantFrom('customer', 'customer', 'owner', 'too_few', 'no_show');
/** A price of a base, a tip and fees, and a part of it that is paid. */
const moneys = fc
  .tuple(amounts, fc.nat(10_000), fc.nat(10_000), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([base, tipMinor, feesMinor, share]) => {
    const priceMinor = base + tipMinor + feesMinor;
    return { priceMinor, tipMinor, feesMinor, paidMinor: Math.round(priceMinor * share) };
  });
const notices = fc.integer({ min: -1_000, max: 700_000_000 });

test('what goes back and what is kept sum to what was paid; nothing is negative, and no fee is above the price', () => {
  fc.assert(
    fc.property(policies, moneys, causes, notices, (policy, money, cause, notice) => {
      const { refundMinor, keptMinor, owedMinor } = computeSettlement(policy, money, cause, startsAt, startsAt - notice);
      expect(refundMinor + keptMinor).toBe(money.paidMinor);
      expect(Math.min(refundMinor, keptMinor, owedMinor)).toBeGreaterThanOrEqual(0);
      expect(keptMinor + owedMinor).toBeLessThanOrEqual(money.priceMinor - money.tipMinor);
      if (policy.unpaidFee === undefined) expect(owedMinor).toBe(0);
    }),
  );
});

test('more notice never costs more', () => {
  fc.assert(
    fc.property(policies, moneys, notices, fc.nat(100_000_000), (policy, money, notice, more) => {
      const late = computeSettlement(policy, money, 'customer', startsAt, startsAt - notice);
      const early = computeSettlement(policy, money, 'customer', startsAt, startsAt - notice - more);
      expect(early.refundMinor).toBeGreaterThanOrEqual(late.refundMinor);
      expect(early.owedMinor).toBeLessThanOrEqual(late.owedMinor);
    }),
  );
});

test('however much of it is paid by then, it costs the same in the end', () => {
  fc.assert(
    fc.property(policies, moneys, causes, notices, (policy, money, cause, notice) => {
      const owing = { ...policy, unpaidFee: 'owed' as const };
      const part = computeSettlement(owing, money, cause, startsAt, startsAt - notice);
      const whole = computeSettlement(owing, { ...money, paidMinor: money.priceMinor }, cause, startsAt, startsAt - notice);
      expect(part.keptMinor + part.owedMinor).toBe(whole.keptMinor);
      expect(part.keptMinor).toBe(Math.min(money.paidMinor, whole.keptMinor));
    }),
  );
});

test('what it costs holds until the moment that is named, and is more from then on', () => {
  fc.assert(
    fc.property(policies, moneys, notices, (policy, money, notice) => {
      const cost = (now: number): number => {
        const { keptMinor, owedMinor } = computeSettlement({ ...policy, unpaidFee: 'owed' }, money, 'customer', startsAt, now);
        return keptMinor + owedMinor;
      };
      const now = startsAt - notice;
      const { until } = computeSettlement(policy, money, 'customer', startsAt, now);
      if (until === null) return;
      expect(cost(until)).toBeLessThanOrEqual(cost(now));
      expect(cost(until + 1)).toBeGreaterThan(cost(now));
    }),
  );
});
