import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { computeTotals } from '../../../core/order/compute-totals.ts';
import { decideCancellation } from '../../../core/order/decide-cancellation.ts';
import { decidePayment } from '../../../core/order/decide-payment.ts';
import { decideRelease } from '../../../core/order/decide-release.ts';
import { computeBalance } from '../../../core/order/ledger.ts';
import type { Order } from '../../../core/order/order.ts';
import type { RefundId } from '../../../core/ids.ts';
import type { ProviderPayment, ProviderRefund } from '../../../core/payment/provider-payment.ts';
import { HOUR } from '../../../core/time/instant.ts';
import {
  buildCode,
  buildOrder,
  buildService,
  confirmOrder,
  countIds,
  NOW,
  report,
  START,
  startPaying,
  valueOf,
} from '../../support/build-core.ts';

// A provider plays by its own rules; what we see of it are snapshots, any of them, in any order, any number of times.

type Step =
  | { readonly kind: 'decline' | 'ask' | 'process' | 'pay' | 'withdraw' }
  | { readonly kind: 'refund'; readonly share: number; readonly state: 'pending' | 'succeeded'; readonly isOurs: boolean }
  | { readonly kind: 'settle'; readonly which: number; readonly state: 'succeeded' | 'failed' };

const paymentSteps: fc.Arbitrary<Step> = fc.constantFrom<Step>(
  { kind: 'decline' },
  { kind: 'ask' },
  { kind: 'process' },
  { kind: 'pay' },
  { kind: 'pay' },
  { kind: 'withdraw' },
);
const refundSteps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('refund' as const),
    share: fc.integer({ min: 1, max: 100 }),
    state: fc.constantFrom('pending' as const, 'succeeded' as const),
    isOurs: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('settle' as const),
    which: fc.nat(5),
    state: fc.constantFrom('succeeded' as const, 'failed' as const),
  }),
);

type Rules = { readonly captured: number; readonly ours: { readonly id: RefundId; readonly amountMinor: number } | null };

const isOpen = ({ state }: ProviderPayment): boolean => state === 'open' || state === 'requires_action' || state === 'processing';

/** One move of the provider; what its rules forbid leaves it as it is. */
function move(payment: ProviderPayment, step: Step, { captured, ours }: Rules): ProviderPayment {
  switch (step.kind) {
    case 'decline':
      return isOpen(payment) ? { ...payment, state: 'open', declineCode: 'card_declined' } : payment;
    case 'ask':
      return isOpen(payment) ? { ...payment, state: 'requires_action' } : payment;
    case 'process':
      return isOpen(payment) ? { ...payment, state: 'processing' } : payment;
    case 'pay':
      return isOpen(payment) ? { ...payment, state: 'paid', capturedMinor: captured } : payment;
    case 'withdraw':
      return isOpen(payment) ? { ...payment, state: 'cancelled' } : payment;
    case 'refund': {
      const left =
        payment.capturedMinor - payment.refunds.reduce((sum, one) => (one.state === 'failed' ? sum : sum + one.amountMinor), 0);
      const isOurs = step.isOurs && ours !== null && !payment.refunds.some((one) => one.refundId === ours.id);
      const amountMinor = isOurs ? ours.amountMinor : Math.ceil((left * step.share) / 100);
      if (amountMinor <= 0 || amountMinor > left) return payment;
      const made: ProviderRefund = {
        providerId: `re_${payment.refunds.length}`,
        refundId: isOurs ? ours.id : null,
        amountMinor,
        state: step.state,
      };
      return { ...payment, refunds: [...payment.refunds, made] };
    }
    case 'settle': {
      const refunds = payment.refunds.map((one, index): ProviderRefund =>
        index === step.which && one.state !== 'failed' ? { ...one, state: step.state } : one,
      );
      return { ...payment, refunds };
    }
  }
}

/** All snapshots of a walk, the first and the last included. */
const walk = (start: ProviderPayment, steps: readonly Step[], rules: Rules): readonly ProviderPayment[] =>
  steps.reduce<readonly ProviderPayment[]>((seen, step) => [...seen, move(seen.at(-1) ?? start, step, rules)], [start]);

type Seen = { readonly order: Order; readonly effects: readonly string[] };

/** What we make of a series of snapshots; a time that must be taken again is free or not. */
function look(order: Order, snapshots: readonly ProviderPayment[], isFree: boolean): Seen {
  const paymentId = order.payments[0]?.id ?? 'pay_none';
  return snapshots.reduce<Seen>(
    (seen, snapshot, index) => {
      const { decision, fallback } = valueOf(
        decidePayment(seen.order, paymentId, snapshot, NOW + 2 * HOUR, countIds(`look${index}x`)),
      );
      const chosen = decision.claim.length > 0 && !isFree && fallback !== null ? fallback : decision;
      return { order: chosen.order, effects: [...seen.effects, ...chosen.effects.map((effect) => effect.key)] };
    },
    { order, effects: [] },
  );
}

function checkSound({ order, effects }: Seen, last: ProviderPayment): void {
  const returned = last.refunds.reduce((sum, one) => (one.state === 'succeeded' ? sum + one.amountMinor : sum), 0);
  expect(computeBalance(order.ledger)).toBe(0);
  expect(computeBalance(order.ledger, 'provider')).toBe(last.capturedMinor - returned);
  const totals = computeTotals(order);
  expect(totals).toMatchObject({ paidMinor: last.capturedMinor, refundedMinor: returned });
  expect(totals.refundedMinor).toBeLessThanOrEqual(totals.paidMinor);
  expect(totals.refundDueMinor).toBeGreaterThanOrEqual(0);
  expect(totals.refundDueMinor + totals.refundedMinor).toBeLessThanOrEqual(totals.paidMinor);
  for (const line of order.lines) expect(computeBalance(order.ledger, `line:${line.id}`)).toBeLessThanOrEqual(0);
  for (const keys of [order.ledger.map((entry) => entry.key), effects]) expect(new Set(keys).size).toBe(keys.length);
}

/** What must be the same whatever was seen before the end. Ids and moments of our own making are left out. */
function summarize({ order, effects }: Seen) {
  const { paidMinor, refundedMinor, refundDueMinor } = computeTotals(order);
  return {
    bookings: order.bookings.map(({ state, holdExpiresAt }) => ({ state, holdExpiresAt })),
    payments: order.payments.map(({ state, capturedMinor, providerId }) => ({ state, capturedMinor, providerId })),
    refunds: order.refunds
      .map(({ state, amountMinor, reason, providerId }) => `${providerId} ${reason} ${amountMinor} ${state}`)
      .toSorted(),
    redemptions: order.redemptions,
    effects: effects.map((key) => key.split('/')[0]).toSorted(),
    totals: { paidMinor, refundedMinor, refundDueMinor },
  };
}

/** With a failed refund made by hand, what is owed depends on what came first: seen at its time it is owed, and a later one may be its second try. */
const hasFailedByHand = (last: ProviderPayment): boolean =>
  last.refunds.some((one) => one.state === 'failed' && one.refundId === null);
const hasFailed = (last: ProviderPayment): boolean => last.refunds.some((one) => one.state === 'failed');

function checkConverges(start: Order, snapshots: readonly ProviderPayment[], order: readonly number[], isFree: boolean): void {
  const last = snapshots.at(-1);
  if (last === undefined) throw new Error('a walk has a last snapshot');
  const seen = order.map((index) => snapshots[index % snapshots.length] ?? last);
  const wandering = look(start, [...seen, last], isFree);
  const direct = look(start, [last], isFree);
  checkSound(wandering, last);
  checkSound(direct, last);
  const [one, two] = [summarize(wandering), summarize(direct)];
  const handMade = last.refunds.filter((refund) => refund.refundId === null).length;
  if (handMade > 0 && (hasFailedByHand(last) || hasFailed(last))) {
    expect({ ...one, totals: null }).toEqual({ ...two, totals: null });
  } else {
    expect(one).toEqual(two);
  }
  // And once more, and then nothing moves.
  const again = look(wandering.order, [last, last], isFree);
  expect(again.order).toBe(wandering.order);
  expect(again.effects).toEqual([]);
}

const orders = fc.array(fc.nat(30), { maxLength: 15 });
const price = 40_500;

describe('any order and repetition of what is seen ends as the last alone', () => {
  const paying = startPaying(buildOrder({ code: buildCode() }));
  const stale = {
    ...paying,
    payments: paying.payments.map((payment) => ({ ...payment, state: 'cancelled' as const, providerId: 'pi_1' })),
  };
  const expired = valueOf(decideRelease(stale, 'expired', NOW + HOUR)).order;
  const cancelled = valueOf(decideRelease(stale, 'cancelled', NOW)).order;
  const steps = fc.array(fc.oneof({ weight: 2, arbitrary: paymentSteps }, { weight: 1, arbitrary: refundSteps }), {
    minLength: 1,
    maxLength: 14,
  });

  test.each([
    { name: 'a booking that waits', order: paying },
    { name: 'a booking whose hold is over', order: expired },
    { name: 'a booking that was cancelled', order: cancelled },
  ])('$name', ({ order }) => {
    let paid = 0;
    fc.assert(
      fc.property(
        steps,
        orders,
        fc.constantFrom(price, price, price + 777, price - 777),
        fc.boolean(),
        (walked, seen, captured, isFree) => {
          const snapshots = walk(report(paying), walked, { captured, ours: null });
          if (snapshots.at(-1)?.state === 'paid') paid += 1;
          checkConverges(order, snapshots, seen, isFree);
        },
      ),
      { numRuns: 300, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
    );
    expect(paid).toBeGreaterThan(50);
  });
});

describe('refunds of a cancelled booking, ours and those made by hand', () => {
  const done = confirmOrder(buildOrder({ service: buildService({ price: { amountMinor: price, currency: 'SEK' } }) }));
  const bookingId = done.bookings[0]?.id ?? 'bkg_none';

  test.each([
    { name: 'all of it', now: START - 48 * HOUR },
    { name: 'half of it', now: START - 12 * HOUR },
    { name: 'none of it', now: START - HOUR },
  ])('$name goes back', ({ now }) => {
    const order = valueOf(decideCancellation(done, bookingId, 'customer', now, countIds('cancel'))).order;
    const [planned] = order.refunds;
    const rules: Rules = {
      captured: price,
      ours: planned === undefined ? null : { id: planned.id, amountMinor: planned.amountMinor },
    };
    fc.assert(
      fc.property(fc.array(refundSteps, { minLength: 1, maxLength: 12 }), orders, (walked, seen) => {
        checkConverges(order, walk(report(done, { state: 'paid' }), walked, rules), seen, true);
      }),
      { numRuns: 300, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
    );
  });
});

test('a cancellation never gives back more than was paid, whatever went back by hand before', () => {
  const done = confirmOrder();
  const bookingId = done.bookings[0]?.id ?? 'bkg_none';
  fc.assert(
    fc.property(
      fc.array(refundSteps, { maxLength: 8 }),
      fc.integer({ min: -30, max: 72 }),
      fc.constantFrom('customer' as const, 'owner' as const),
      (walked, hoursBefore, by) => {
        const snapshots = walk(report(done, { state: 'paid' }), walked, { captured: 45_000, ours: null });
        const { order } = look(done, snapshots, true);
        const now = START - hoursBefore * HOUR;
        const outcome = decideCancellation(order, bookingId, by, now, countIds('cancel'));
        if (!outcome.ok) {
          expect(by === 'customer' && now >= START).toBe(true);
          return;
        }
        const next = outcome.value.order;
        expect(computeBalance(next.ledger)).toBe(0);
        const going = next.refunds.reduce((sum, refund) => (refund.state === 'failed' ? sum : sum + refund.amountMinor), 0);
        expect(going).toBeLessThanOrEqual(45_000);
        for (const line of next.lines) expect(computeBalance(next.ledger, `line:${line.id}`)).toBe(0);
      },
    ),
    { numRuns: 300, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
  );
});
