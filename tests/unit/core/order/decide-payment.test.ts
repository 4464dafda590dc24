import { describe, expect, test } from '@jest/globals';
import { computeTotals } from '../../../../core/order/compute-totals.ts';
import { decideCancellation } from '../../../../core/order/decide-cancellation.ts';
import { decideCorrection } from '../../../../core/order/decide-correction.ts';
import { decidePayment } from '../../../../core/order/decide-payment.ts';
import { decideRelease } from '../../../../core/order/decide-release.ts';
import { computeBalance } from '../../../../core/order/ledger.ts';
import type { OrderDecision, PaymentChoice } from '../../../../core/order/decision.ts';
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
    const [only] = valueOf(decidePayment(twice, 'pay_second', second, NOW, countIds('second')));
    if (only === undefined) throw new Error('nothing was decided');
    const { decision } = only;
    expect(decision.order.bookings[0]?.state).toBe('confirmed');
    expect(decision.order.refunds.map((one) => [one.paymentId, one.amountMinor, one.reason])).toEqual([
      ['pay_second', 45_000, 'duplicate_payment'],
    ]);
    expect(computeTotals(decision.order)).toMatchObject({
      paidMinor: 90_000,
      refundedMinor: 0,
      refundDueMinor: 45_000,
      dueMinor: 0,
    });
  });
});

test('a payment that was never opened at the provider is dropped when another one confirms the order', () => {
  const first = paying.payments[0];
  if (first === undefined) throw new Error('no payment');
  const twice: Order = { ...paying, payments: [first, { ...first, id: 'pay_unopened', providerId: null }] };
  const confirmed = decideOn(twice, report(paying, paid(price))).order;
  expect(confirmed.payments.map(({ id, state }) => [id, state])).toEqual([
    [paymentId, 'paid'],
    ['pay_unopened', 'cancelled'],
  ]);
});

test('money in another currency is not counted in ours', () => {
  expect(decideOn(paying, report(paying, paid(price, { currency: 'JPY' }))).order).toBe(paying);
  // That it was withdrawn is believed all the same: nothing would ever end the hold else.
  const withdrawn = decideOn(paying, report(paying, { state: 'cancelled', currency: 'JPY' })).order;
  expect(withdrawn.payments[0]?.state).toBe('cancelled');
});

test('what came and was given back by hand before we looked pays for nothing', () => {
  const gone = paid(price, { refunds: [refund({ amountMinor: price })] });
  const { order, effects } = decideOn(paying, report(paying, gone));
  expect(order.bookings[0]?.state).toBe('awaiting_payment');
  expect(computeTotals(order)).toMatchObject({ paidMinor: price, refundedMinor: price, refundDueMinor: 0 });
  expect(templates(effects)).not.toContain('booking_confirmed');
  const part = decideOn(paying, report(paying, paid(price, { refunds: [refund({ amountMinor: 500 })] }))).order;
  expect(part.bookings[0]?.state).toBe('confirmed');
});

test('what a confirmed booking lacks since its books were corrected is taken when it comes after all', () => {
  const done = decideOn(paying, report(paying, paid(price))).order;
  const payment = done.payments[0];
  if (payment === undefined) throw new Error('no payment');
  const corrected = decideCorrection({ ...done, version: 7 }, payment, report(paying), NOW).order;
  expect(computeTotals(corrected)).toMatchObject({ paidMinor: 0, dueMinor: price });
  const again = decideOn(corrected, report(paying, paid(price))).order;
  expect(computeTotals(again)).toMatchObject({ paidMinor: price, dueMinor: 0, refundDueMinor: 0 });
  const keys = again.ledger.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(computeBalance(again.ledger)).toBe(0);
});

describe('late money', () => {
  const decide = (changes: Partial<ProviderPayment>, now = NOW + HOUR) =>
    valueOf(decidePayment(expired, paymentId, report(paying, changes), now, countIds('late')));
  const choose = (
    kind: PaymentChoice['kind'],
    changes: Partial<ProviderPayment> = paid(price),
    now = NOW + HOUR,
  ): OrderDecision => {
    const found = decide(changes, now).find((choice) => choice.kind === kind);
    if (found === undefined) throw new Error(`there is no choice ${kind}`);
    return found.decision;
  };

  test('first its time again, then the offer of another, last the money back', () => {
    expect(decide(paid(price)).map(({ kind }) => kind)).toEqual(['if_free', 'if_alternatives', 'certain']);
  });

  test('its time again: taken anew, with its code', () => {
    const again = choose('if_free');
    expect(again.claim).toEqual([bookingId]);
    expect(again.order.bookings[0]?.state).toBe('confirmed');
    expect(again.order.redemptions).toEqual([{ code: 'TEN', state: 'used' }]);
  });

  test('the offer: the money waits for a day, the code is kept, customer and owner are told', () => {
    const offered = choose('if_alternatives');
    expect(offered.claim).toEqual([]);
    expect(offered.order.bookings[0]?.state).toBe('expired');
    expect(offered.order.lateOffer).toEqual({ paymentId, amountMinor: price, expiresAt: NOW + 25 * HOUR, state: 'open' });
    expect(offered.order.redemptions).toEqual([{ code: 'TEN', state: 'reserved' }]);
    expect(computeTotals(offered.order)).toMatchObject({ paidMinor: price, offeredMinor: price, refundDueMinor: 0, dueMinor: 0 });
    expect(templates(offered.effects)).toEqual(['payment_late_offer', 'owner_payment_late']);
  });

  test('the money back: nothing is taken, the customer is told', () => {
    const returned = choose('certain');
    expect(returned.claim).toEqual([]);
    expect(returned.order.bookings[0]?.state).toBe('expired');
    expect(returned.order.redemptions).toEqual([{ code: 'TEN', state: 'released' }]);
    expect(returned.order.refunds.map((one) => [one.amountMinor, one.reason])).toEqual([[price, 'late_payment']]);
    expect(templates(returned.effects)).toEqual(['refund_payment', 'payment_refunded_late']);
  });

  test.each([
    {
      name: 'when the start has passed only another time is left, or the money back',
      changes: paid(price),
      now: START,
      kinds: ['if_alternatives', 'certain'],
    },
    { name: 'what is not enough goes back', changes: paid(price - 1), now: NOW + HOUR, kinds: ['certain'] },
    {
      name: 'what went back in part before goes back as a whole',
      changes: paid(price, { refunds: [refund({ amountMinor: 1 })] }),
      now: NOW + HOUR,
      kinds: ['certain'],
    },
  ])('$name', ({ changes, now, kinds }) => {
    expect(decide(changes, now).map(({ kind }) => kind)).toEqual(kinds);
    expect(choose('certain', changes, now).order.refunds[0]?.reason).toBe('late_payment');
  });

  test('what is above the price goes back, whatever becomes of the rest', () => {
    const more = paid(price + 700);
    for (const kind of ['if_free', 'if_alternatives'] as const) {
      const { order } = choose(kind, more);
      expect(order.refunds.map((one) => [one.amountMinor, one.reason])).toEqual([[700, 'amount_differs']]);
      expect(computeBalance(order.ledger)).toBe(0);
    }
  });

  test('what else the provider says is in all ways out', () => {
    const failed = refund({ state: 'failed' });
    const choices = decide(paid(price, { refunds: [failed] }));
    expect(choices.map(({ kind }) => kind)).toEqual(['if_free', 'if_alternatives', 'certain']);
    for (const { decision } of choices) {
      expect(decision.order.refunds).toContainEqual(expect.objectContaining({ providerId: 're_1', state: 'failed' }));
      expect(computeBalance(decision.order.ledger)).toBe(0);
    }
  });

  test('what went back by hand in part before: the rest goes back, nothing twice', () => {
    const { order } = choose('certain', paid(price, { refunds: [refund({})] }));
    expect(order.refunds.map((one) => `${one.providerId} ${one.amountMinor} ${one.state}`)).toEqual([
      'null 40500 superseded',
      're_1 10000 succeeded',
      'null 30500 pending',
    ]);
    expect(computeBalance(order.ledger)).toBe(0);
  });

  test('an offer whose money was touched by hand ends, and the rest goes back', () => {
    const offered = choose('if_alternatives').order;
    const { order } = decideOn(offered, report(paying, paid(price, { refunds: [refund({})] })), NOW + HOUR, countIds('touched'));
    expect(order.lateOffer?.state).toBe('declined');
    expect(order.refunds.map(({ providerId, amountMinor }) => [providerId, amountMinor])).toEqual([
      ['re_1', 10_000],
      [null, price - 10_000],
    ]);
    expect(order.redemptions).toEqual([{ code: 'TEN', state: 'released' }]);
    expect(computeTotals(order)).toMatchObject({ offeredMinor: 0, refundedMinor: 10_000, refundDueMinor: price - 10_000 });
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
