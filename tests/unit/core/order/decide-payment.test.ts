import { describe, expect, test } from '@jest/globals';
import { computeTotals } from '../../../../core/order/compute-totals.ts';
import { decideCancellation } from '../../../../core/order/decide-cancellation.ts';
import { decidePayment } from '../../../../core/order/decide-payment.ts';
import { decideRelease } from '../../../../core/order/decide-release.ts';
import { computeBalance } from '../../../../core/order/ledger.ts';
import type { Order } from '../../../../core/order/order.ts';
import type { ProviderPayment, ProviderRefund } from '../../../../core/payment/provider-payment.ts';
import { HOUR } from '../../../../core/time/instant.ts';
import {
  buildCode,
  buildOrder,
  confirmOrder,
  countIds,
  decideOn,
  endOf,
  NOW,
  report,
  START,
  startPaying,
  valueOf,
} from '../../../support/build-core.ts';

const paying = startPaying(buildOrder({ code: buildCode() }));
const price = 40_500;
const paymentId = paying.payments[0]?.id ?? 'pay_none';
const bookingId = paying.bookings[0]?.id ?? 'bkg_none';

const expired = ((): Order => {
  const payments = paying.payments.map((payment) => ({ ...payment, state: 'cancelled' as const, providerId: 'pi_1' }));
  return valueOf(decideRelease({ ...paying, payments }, 'expired', NOW + HOUR)).order;
})();
const cancelled = { ...expired, bookings: expired.bookings.map((booking) => ({ ...booking, state: 'cancelled' as const })) };

const templates = (effects: readonly { readonly key: string }[]): readonly string[] =>
  effects.map((effect) => effect.key.split('/')[0] ?? '');
const paid = (capturedMinor: number, changes: Partial<ProviderPayment> = {}): Partial<ProviderPayment> => ({
  state: 'paid',
  capturedMinor,
  ...changes,
});
const refund = (changes: Partial<ProviderRefund>): ProviderRefund => ({
  providerId: 're_1',
  refundId: null,
  amountMinor: 10_000,
  state: 'succeeded',
  ...changes,
});

describe('the provider’s word on the payment', () => {
  test.each([
    { name: 'open', changes: {}, state: 'created' },
    { name: 'asks for authentication', changes: { state: 'requires_action' }, state: 'requires_action' },
    { name: 'is moving', changes: { state: 'processing' }, state: 'processing' },
    { name: 'authorized', changes: { state: 'authorized' }, state: 'authorized' },
    { name: 'withdrawn', changes: { state: 'cancelled' }, state: 'cancelled' },
    { name: 'paid', changes: paid(price), state: 'paid' },
  ] as const)('$name', ({ changes, state }) => {
    expect(decideOn(paying, report(paying, changes)).order.payments[0]).toMatchObject({ state, providerId: 'pi_1' });
  });

  test('a decline is an attempt: the payment stays open, its code is known until it is paid', () => {
    const declined = decideOn(paying, report(paying, { declineCode: 'card_declined' })).order;
    expect(declined.payments[0]).toMatchObject({ state: 'created', lastDeclineCode: 'card_declined' });
    expect(declined.bookings[0]?.state).toBe('awaiting_payment');
  });

  test('looking twice at the same facts changes nothing: the same object, no effects', () => {
    for (const changes of [{}, { state: 'processing' as const }, paid(price, { refunds: [refund({})] })]) {
      const once = decideOn(paying, report(paying, changes)).order;
      const twice = decideOn(once, report(paying, changes), NOW + HOUR, countIds('again'));
      expect(twice.order).toBe(once);
      expect([twice.effects, twice.claim, twice.release]).toEqual([[], [], []]);
    }
  });

  test('old news after the end changes nothing', () => {
    const done = decideOn(paying, report(paying, paid(price))).order;
    for (const state of ['open', 'requires_action', 'processing', 'cancelled'] as const) {
      expect(decideOn(done, report(paying, { state })).order).toBe(done);
    }
  });

  test('a payment that is not this order’s is not found', () => {
    expect(endOf(decidePayment(paying, 'pay_other', report(paying), NOW, countIds()))).toBe('not_found');
  });
});

describe('money that arrives', () => {
  test.each([
    {
      name: 'the price, for a booking that waits',
      order: paying,
      captured: price,
      booking: 'confirmed',
      refunds: [],
      told: ['booking_confirmed', 'owner_booking_confirmed', 'sync_calendar'],
    },
    {
      name: 'the price, for one that is still held',
      order: { ...paying, bookings: paying.bookings.map((one) => ({ ...one, state: 'held' as const })) },
      captured: price,
      booking: 'confirmed',
      refunds: [],
      told: ['booking_confirmed', 'owner_booking_confirmed', 'sync_calendar'],
    },
    {
      name: 'more than the price',
      order: paying,
      captured: price + 500,
      booking: 'confirmed',
      refunds: [[500, 'amount_differs']],
      told: ['booking_confirmed', 'owner_booking_confirmed', 'sync_calendar', 'refund_payment'],
    },
    {
      name: 'less than the price',
      order: paying,
      captured: price - 1,
      booking: 'awaiting_payment',
      refunds: [[price - 1, 'amount_differs']],
      told: ['refund_payment', 'payment_refunded_late'],
    },
    {
      name: 'for a booking that was cancelled',
      order: cancelled,
      captured: price,
      booking: 'cancelled',
      refunds: [[price, 'late_payment']],
      told: ['refund_payment', 'payment_refunded_late'],
    },
    {
      name: 'after the hold ended: the time is taken again',
      order: expired,
      captured: price,
      booking: 'confirmed',
      refunds: [],
      told: ['booking_confirmed', 'owner_booking_confirmed', 'sync_calendar'],
    },
  ])('$name', ({ order, captured, booking, refunds, told }) => {
    const decided = decideOn(order, report(paying, paid(captured)));
    expect(decided.order.bookings[0]?.state).toBe(booking);
    expect(decided.order.refunds.map((one) => [one.amountMinor, one.reason])).toEqual(refunds);
    expect(templates(decided.effects)).toEqual(told);
    expect(computeBalance(decided.order.ledger)).toBe(0);
    expect(computeBalance(decided.order.ledger, 'provider')).toBe(captured);
    const returned = decided.order.refunds.reduce((sum, one) => sum + one.amountMinor, 0);
    expect(computeTotals(decided.order)).toMatchObject({ paidMinor: captured, refundedMinor: 0, refundDueMinor: returned });
  });

  test('a confirmed booking has used its code, and each line its part of the money', () => {
    const { order } = decideOn(paying, report(paying, paid(price)));
    expect(order.redemptions).toEqual([{ code: 'TEN', state: 'used' }]);
    for (const line of order.lines) expect(computeBalance(order.ledger, `line:${line.id}`)).toBe(-line.netMinor);
  });

  test('an order that still waits for its money owes all of it', () => {
    expect(computeTotals(decideOn(paying, report(paying, paid(price - 1))).order).dueMinor).toBe(price);
  });

  test('money that comes in parts goes back in parts: half a price never buys a booking', () => {
    const half = decideOn(paying, report(paying, paid(20_000))).order;
    const rest = decideOn(half, report(paying, paid(price)), NOW, countIds('rest')).order;
    expect(rest.bookings[0]?.state).toBe('awaiting_payment');
    expect(rest.refunds.map((one) => one.amountMinor)).toEqual([20_000, 20_500]);
    expect(computeTotals(rest)).toMatchObject({ paidMinor: price, refundDueMinor: price });
  });

  test('a second payment of a confirmed order goes back', () => {
    const done = confirmOrder();
    const first = done.payments[0];
    if (first === undefined) throw new Error('no payment');
    const twice: Order = {
      ...done,
      payments: [...done.payments, { ...first, id: 'pay_second', providerId: 'pi_2', state: 'created', capturedMinor: 0 }],
    };
    const second = { ...report(done, paid(45_000)), providerId: 'pi_2' };
    const { decision } = valueOf(decidePayment(twice, 'pay_second', second, NOW, countIds('second')));
    expect(decision.order.bookings[0]?.state).toBe('confirmed');
    expect(decision.order.refunds.map((one) => [one.paymentId, one.amountMinor, one.reason])).toEqual([
      ['pay_second', 45_000, 'duplicate_payment'],
    ]);
    expect(computeTotals(decision.order)).toEqual({ paidMinor: 90_000, refundedMinor: 0, refundDueMinor: 45_000, dueMinor: 0 });
  });
});

describe('late money', () => {
  const late = valueOf(decidePayment(expired, paymentId, report(paying, paid(price)), NOW + HOUR, countIds('late')));

  test('takes its time again, with the money back as the way out when it is gone', () => {
    expect(late.decision.claim).toEqual([bookingId]);
    expect(late.decision.order.redemptions).toEqual([{ code: 'TEN', state: 'used' }]);
    expect(late.fallback?.claim).toEqual([]);
    expect(late.fallback?.order.bookings[0]?.state).toBe('expired');
    expect(late.fallback?.order.redemptions).toEqual([{ code: 'TEN', state: 'released' }]);
    expect(late.fallback?.order.refunds.map((one) => [one.amountMinor, one.reason])).toEqual([[price, 'late_payment']]);
    expect(templates(late.fallback?.effects ?? [])).toEqual(['refund_payment', 'payment_refunded_late']);
  });

  test.each([
    { name: 'the start has passed', changes: paid(price), now: START },
    { name: 'it is not enough', changes: paid(price - 1), now: NOW + HOUR },
  ])('goes back at once when $name', ({ changes, now }) => {
    const decided = valueOf(decidePayment(expired, paymentId, report(paying, changes), now, countIds('late')));
    expect(decided.fallback).toBeNull();
    expect(decided.decision.claim).toEqual([]);
    expect(decided.decision.order.refunds.map((one) => one.reason)).toEqual(['late_payment']);
  });

  test('what else the provider says is in both ways out', () => {
    const both = valueOf(
      decidePayment(expired, paymentId, report(paying, paid(price, { refunds: [refund({})] })), NOW + HOUR, countIds('late')),
    );
    expect(both.decision.order.refunds.map((one) => one.providerId)).toEqual(['re_1']);
    expect(both.fallback?.order.refunds.map((one) => one.providerId)).toEqual([null, 're_1']);
    expect(computeBalance(both.fallback?.order.ledger ?? [])).toBe(0);
  });
});

describe('refunds', () => {
  const done = decideOn(paying, report(paying, paid(price))).order;
  const withdrawn = valueOf(decideCancellation(done, bookingId, 'owner', NOW, countIds('cancel'))).order;
  const ours = withdrawn.refunds[0]?.id ?? 'ref_none';
  const look = (order: Order, refunds: readonly ProviderRefund[], series: string) =>
    decideOn(order, report(paying, paid(price, { refunds })), NOW + HOUR, countIds(series));

  test('ours: pending, then returned for certain', () => {
    const pending = look(withdrawn, [refund({ refundId: ours, amountMinor: price, state: 'pending' })], 'a').order;
    expect(pending.refunds).toMatchObject([{ id: ours, state: 'pending', providerId: 're_1' }]);
    expect(computeTotals(pending)).toMatchObject({ refundedMinor: 0, refundDueMinor: price });
    const returned = look(pending, [refund({ refundId: ours, amountMinor: price })], 'b').order;
    expect(returned.refunds).toMatchObject([{ id: ours, state: 'succeeded' }]);
    expect(computeTotals(returned)).toMatchObject({ refundedMinor: price, refundDueMinor: 0 });
  });

  test.each([
    { name: 'straight away', path: ['failed'] },
    { name: 'after it had succeeded', path: ['succeeded', 'failed'] },
    { name: 'and old news do not bring it back', path: ['succeeded', 'failed', 'succeeded', 'pending', 'failed'] },
  ] as const)('ours fails $name: owed again, the owner is told once', ({ path }) => {
    const steps = path.reduce<{ order: Order; told: readonly string[] }>(
      ({ order, told }, state, index) => {
        const next = look(order, [refund({ refundId: ours, amountMinor: price, state })], `step${index}`);
        return { order: next.order, told: [...told, ...templates(next.effects)] };
      },
      { order: withdrawn, told: [] },
    );
    expect(steps.told).toEqual(['owner_refund_failed']);
    expect(computeTotals(steps.order)).toMatchObject({ refundedMinor: 0, refundDueMinor: price });
    const keys = steps.order.ledger.map((entry) => entry.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('made at the provider: known from then on, counted once', () => {
    const found = look(done, [refund({})], 'a');
    expect(found.order.refunds).toMatchObject([
      { providerId: 're_1', reason: 'made_at_provider', state: 'succeeded', amountMinor: 10_000 },
    ]);
    expect(computeTotals(found.order)).toMatchObject({ paidMinor: price, refundedMinor: 10_000, refundDueMinor: 0, dueMinor: 0 });
    expect(found.effects).toEqual([]);
    expect(found.order.bookings[0]?.state).toBe('confirmed');
  });

  test.each([
    { name: 'in one look', path: [['failed']] },
    { name: 'after it had succeeded', path: [['succeeded'], ['failed']] },
    { name: 'after it was pending', path: [['pending'], ['failed']] },
  ] as const)('one made at the provider fails $name: owed to the customer all the same', ({ path }) => {
    const order = path.reduce(
      (before: Order, states, index) =>
        look(
          before,
          states.map((state) => refund({ state })),
          `s${index}`,
        ).order,
      done,
    );
    expect(computeTotals(order)).toMatchObject({ refundedMinor: 0, refundDueMinor: 10_000 });
    expect(computeBalance(order.ledger)).toBe(0);
  });

  test('made at the provider while ours is under way: each takes its own part', () => {
    const half = valueOf(decideCancellation(done, bookingId, 'customer', START - HOUR * 3, countIds('half'))).order;
    const halfId = half.refunds[0]?.id ?? 'ref_none';
    const both = [refund({ providerId: 're_hand', amountMinor: 20_250 }), refund({ refundId: halfId, amountMinor: 20_250 })];
    const order = look(look(half, both.slice(0, 1), 'a').order, both, 'b').order;
    expect(computeTotals(order)).toMatchObject({ refundedMinor: price, refundDueMinor: 0 });
    expect(computeBalance(order.ledger, 'kept')).toBe(0);
  });

  test('made at the provider instead of ours: nothing is owed any more', () => {
    const order = look(withdrawn, [refund({ amountMinor: price })], 'a').order;
    expect(computeTotals(order)).toMatchObject({ refundedMinor: price, refundDueMinor: 0 });
    expect(computeBalance(order.ledger, 'kept')).toBe(0);
  });
});
