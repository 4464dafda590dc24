import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { computeTotals } from '../../../core/order/compute-totals.ts';
import { decideCancellation } from '../../../core/order/decide-cancellation.ts';
import { decidePayment } from '../../../core/order/decide-payment.ts';
import { decideRelease } from '../../../core/order/decide-release.ts';
import { computeBalance } from '../../../core/order/ledger.ts';
import type { PaymentChoice } from '../../../core/order/decision.ts';
import type { Order } from '../../../core/order/order.ts';
import type { RefundId } from '../../../core/ids.ts';
import type { ProviderDispute, ProviderPayment, ProviderRefund } from '../../../core/payment/provider-payment.ts';
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
  | { readonly kind: 'dispute'; readonly share: number }
  | { readonly kind: 'decide'; readonly which: number; readonly state: 'won' | 'lost' }
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

const disputeSteps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('dispute' as const), share: fc.integer({ min: 1, max: 100 }) }),
  fc.record({
    kind: fc.constant('decide' as const),
    which: fc.nat(1),
    state: fc.constantFrom('won' as const, 'lost' as const),
  }),
);

type Rules = { readonly captured: number; readonly ours: { readonly id: RefundId; readonly amountMinor: number } | null };

const isOpen = ({ state }: ProviderPayment): boolean => state === 'open' || state === 'requires_action' || state === 'processing';

const computeLeft = (payment: ProviderPayment): number =>
  payment.capturedMinor - payment.refunds.reduce((sum, one) => (one.state === 'failed' ? sum : sum + one.amountMinor), 0);

/** What banks have taken back in disputes that stand so. */
const computeContested = ({ disputes }: ProviderPayment, ...states: readonly ProviderDispute['state'][]): number =>
  disputes.reduce((sum, { state, amountMinor }) => (states.includes(state) ? sum + amountMinor : sum), 0);

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
    case 'dispute': {
      const left = computeLeft(payment) - computeContested(payment, 'open', 'lost');
      const amountMinor = Math.ceil((left * step.share) / 100);
      const { disputes } = payment;
      if (disputes.length === 2 || amountMinor <= 0) return payment;
      return { ...payment, disputes: [...disputes, { providerId: `dp_${disputes.length}`, state: 'open', amountMinor }] };
    }
    case 'decide':
      return {
        ...payment,
        disputes: payment.disputes.map((dispute, index) =>
          index === step.which && dispute.state === 'open' ? { ...dispute, state: step.state } : dispute,
        ),
      };
    case 'refund': {
      if (computeContested(payment, 'open', 'lost') > 0) return payment;
      const left = computeLeft(payment);
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

/** Which of the possible ends can be had. */
type World = { readonly [Kind in PaymentChoice['kind']]: boolean };

const worlds = fc.record({ if_free: fc.boolean(), if_alternatives: fc.boolean(), certain: fc.constant(true) });
const freeWorld: World = { if_free: true, if_alternatives: true, certain: true };

type Seen = { readonly order: Order; readonly effects: readonly string[] };

/** What we make of a series of snapshots; a time that must be taken again is free or not. */
function look(order: Order, snapshots: readonly ProviderPayment[], world: World): Seen {
  const paymentId = order.payments[0]?.id ?? 'pay_none';
  return snapshots.reduce<Seen>(
    (seen, snapshot, index) => {
      const choices = valueOf(decidePayment(seen.order, paymentId, snapshot, NOW + 2 * HOUR, countIds(`look${index}x`)));
      const chosen = choices.find(({ kind }) => world[kind])?.decision;
      if (chosen === undefined) throw new Error('nothing could be done');
      return { order: chosen.order, effects: [...seen.effects, ...chosen.effects.map((effect) => effect.key)] };
    },
    { order, effects: [] },
  );
}

function checkSound({ order, effects }: Seen, last: ProviderPayment): void {
  const returned = last.refunds.reduce((sum, one) => (one.state === 'succeeded' ? sum + one.amountMinor : sum), 0);
  expect(computeBalance(order.ledger)).toBe(0);
  expect(computeBalance(order.ledger, 'provider')).toBe(last.capturedMinor - returned - computeContested(last, 'open', 'lost'));
  const totals = computeTotals(order);
  expect(totals).toMatchObject({
    paidMinor: last.capturedMinor,
    refundedMinor: returned + computeContested(last, 'lost'),
    disputedMinor: computeContested(last, 'open'),
  });
  expect(totals.refundedMinor).toBeLessThanOrEqual(totals.paidMinor);
  expect(totals.refundDueMinor).toBeGreaterThanOrEqual(0);
  expect(totals.refundDueMinor + totals.refundedMinor).toBeLessThanOrEqual(totals.paidMinor);
  for (const line of order.lines) expect(computeBalance(order.ledger, `line:${line.id}`)).toBeLessThanOrEqual(0);
  for (const keys of [order.ledger.map((entry) => entry.key), effects]) expect(new Set(keys).size).toBe(keys.length);
}

/** What must be the same whatever was seen before the end. Ids and moments of our own making are left out, and what only the way there called for. */
function summarize({ order, effects }: Seen) {
  const { paidMinor, refundedMinor, refundDueMinor, offeredMinor, disputedMinor } = computeTotals(order);
  const unsent = order.refunds.filter(({ state, providerId }) => state === 'pending' && providerId === null);
  return {
    bookings: order.bookings.map(({ state, holdExpiresAt }) => ({ state, holdExpiresAt })),
    payments: order.payments.map(({ state, capturedMinor, providerId }) => ({ state, capturedMinor, providerId })),
    refunds: order.refunds
      .filter(({ providerId }) => providerId !== null)
      // One that was given up and then failed there has moved nothing: whoever saw it given up calls it so.
      .map(({ state, ...refund }) => ({ ...refund, state: state === 'superseded' ? 'failed' : state }))
      .map(({ state, amountMinor, reason, providerId }) => `${providerId} ${reason} ${amountMinor} ${state}`)
      .toSorted(),
    unsentMinor: unsent.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    offer: order.lateOffer?.state ?? null,
    redemptions: order.redemptions,
    effects: [...new Set(effects.map((key) => key.split('/')[0]))].filter((kind) => !transient.has(kind ?? '')).toSorted(),
    totals: { paidMinor, refundedMinor, refundDueMinor, offeredMinor, disputedMinor },
  };
}

const transient: ReadonlySet<string> = new Set(['refund_payment', 'owner_dispute_opened']);

/** With a failed refund, what is owed depends on what came first: seen at its time it is owed, and a later one by hand may be its second try. */
const hasFailed = (last: ProviderPayment): boolean => last.refunds.some((one) => one.state === 'failed');

const isGone = (payment: ProviderPayment): boolean => computeLeft(payment) - computeContested(payment, 'open', 'lost') <= 0;

function checkConverges(start: Order, snapshots: readonly ProviderPayment[], order: readonly number[], world: World): void {
  const last = snapshots.at(-1);
  if (last === undefined) throw new Error('a walk has a last snapshot');
  const seen = order.map((index) => snapshots[index % snapshots.length] ?? last);
  const wandering = look(start, [...seen, last], world);
  const direct = look(start, [last], world);
  checkSound(wandering, last);
  checkSound(direct, last);
  // Once more, and nothing moves.
  const again = look(wandering.order, [last, last], world);
  expect(again.order).toBe(wandering.order);
  expect(again.effects).toEqual([]);
  const [one, two] = [summarize(wandering), summarize(direct)];
  // Money that was gone when it was first seen pays for nothing; whoever saw it there has given time for it.
  const first = [...seen, last].find(({ capturedMinor }) => capturedMinor > 0);
  if (first !== undefined && isGone(first) !== isGone(last)) return;
  // So does money of which a part went back, for a booking that nobody waits for any more.
  const isExpired = start.bookings.some(({ state }) => state === 'expired');
  if (isExpired && (last.disputes.length > 0 || last.refunds.some(({ refundId }) => refundId === null))) return;
  // An offer ends when a bank takes its money, and does not come back when the bank gives it back: whoever never saw that still offers.
  if (last.disputes.length > 0 && one.offer !== null) return;
  const byHand = last.refunds.filter((refund) => refund.refundId === null);
  // One made by hand that is still on its way, or failed: until it is clear what is left, ours may be planned for a part or for all.
  const isUnclear = byHand.some(({ state }) => state !== 'succeeded');
  const comparable = (end: typeof one) => ({
    ...end,
    ...(isUnclear ? { unsentMinor: null } : {}),
    ...(hasFailed(last) && (byHand.length > 0 || last.disputes.length > 0) ? { totals: null } : {}),
  });
  expect(comparable(one)).toEqual(comparable(two));
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
  const steps = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: paymentSteps },
      { weight: 2, arbitrary: refundSteps },
      { weight: 1, arbitrary: disputeSteps },
    ),
    {
      minLength: 1,
      maxLength: 14,
    },
  );

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
        worlds,
        (walked, seen, captured, world) => {
          const snapshots = walk(report(paying), walked, { captured, ours: null });
          if (snapshots.at(-1)?.state === 'paid') paid += 1;
          checkConverges(order, snapshots, seen, world);
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
      fc.property(
        fc.array(fc.oneof({ weight: 3, arbitrary: refundSteps }, { weight: 1, arbitrary: disputeSteps }), {
          minLength: 1,
          maxLength: 12,
        }),
        orders,
        (walked, seen) => {
          checkConverges(order, walk(report(done, { state: 'paid' }), walked, rules), seen, freeWorld);
        },
      ),
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
        const { order } = look(done, snapshots, freeWorld);
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
