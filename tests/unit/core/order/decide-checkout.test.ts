import { describe, expect, test } from '@jest/globals';
import { computeExtendedHold, decideCheckout } from '../../../../core/order/decide-checkout.ts';
import { decideRelease } from '../../../../core/order/decide-release.ts';
import { decideRequote } from '../../../../core/order/decide-requote.ts';
import type { Order } from '../../../../core/order/order.ts';
import type { PaymentState } from '../../../../core/payment/payment.ts';
import { HOUR, MINUTE } from '../../../../core/time/instant.ts';
import {
  buildCode,
  buildOrder,
  buildQuote,
  buildService,
  confirmOrder,
  countIds,
  customer,
  endOf,
  NOW,
  START,
  startPaying,
  valueOf,
} from '../../../support/build-core.ts';
import type { BookingState } from '../../../../core/booking/booking.ts';

const free = buildService({ price: { amountMinor: 0, currency: 'SEK' } });
const inState = (order: Order, state: BookingState): Order => ({
  ...order,
  bookings: order.bookings.map((booking) => ({ ...booking, state })),
});
const withPayment = (order: Order, state: PaymentState): Order => ({
  ...order,
  payments: order.payments.map((payment) => ({ ...payment, state })),
});

const online = { provider: 'memory', delayedDays: null };

describe('decideCheckout', () => {
  test('opens one payment over what is due now and keeps the time', () => {
    const order = buildOrder({ code: buildCode() });
    const decided = valueOf(decideCheckout(order, online, NOW + MINUTE, countIds()));
    expect(decided.order.bookings[0]).toMatchObject({ state: 'awaiting_payment', holdExpiresAt: NOW + 11 * MINUTE });
    expect(decided.order.payments).toEqual([
      {
        id: decided.paymentId,
        orderId: order.id,
        provider: 'memory',
        providerId: null,
        state: 'created',
        amountMinor: 40_500,
        currency: 'SEK',
        capturedMinor: 0,
        lastDeclineCode: null,
        delayedDays: null,
        disputes: [],
        ownerToldAt: null,
        createdAt: NOW + MINUTE,
      },
    ]);
    expect([decided.effects, decided.claim, decided.release]).toEqual([[], [], []]);
  });

  test('a second checkout uses the open payment again', () => {
    const once = valueOf(decideCheckout(buildOrder(), online, NOW, countIds('a')));
    const twice = valueOf(decideCheckout(once.order, online, NOW + MINUTE, countIds('b')));
    expect(twice.paymentId).toBe(once.paymentId);
    expect(twice.order.payments).toHaveLength(1);
  });

  test.each(['cancelled', 'paid', 'lost'] as const)('a payment that is %s is not used again', (state) => {
    const again = valueOf(decideCheckout(withPayment(startPaying(buildOrder()), state), online, NOW, countIds('b')));
    expect(again.order.payments.map((payment) => payment.state)).toEqual([state, 'created']);
  });

  test('nothing due: confirmed at once, code used, everybody told', () => {
    const order = buildOrder({ service: buildService(), code: buildCode({ discount: { kind: 'percent', percent: 100 } }) });
    const decided = valueOf(decideCheckout(order, { ...online, provider: null }, NOW, countIds()));
    expect(decided.paymentId).toBeNull();
    expect(decided.order.bookings[0]).toMatchObject({ state: 'confirmed', holdExpiresAt: null });
    expect(decided.order.redemptions).toEqual([{ code: 'TEN', state: 'used' }]);
    expect(decided.order.payments).toEqual([]);
    expect(decided.effects.map((effect) => effect.key.split('/')[0])).toEqual([
      'booking_confirmed',
      'owner_booking_confirmed',
      'sync_calendar',
    ]);
  });

  test.each([
    { name: 'the hold is over', order: buildOrder(), now: NOW + 10 * MINUTE, code: 'hold_expired' },
    { name: 'a millisecond before it is not', order: buildOrder(), now: NOW + 10 * MINUTE - 1, code: 'ok' },
    { name: 'the booking expired', order: inState(buildOrder(), 'expired'), now: NOW, code: 'hold_expired' },
    { name: 'it is confirmed', order: confirmOrder(), now: NOW, code: 'already_paid' },
    { name: 'it was cancelled', order: inState(buildOrder(), 'cancelled'), now: NOW, code: 'illegal_transition' },
    { name: 'it is done', order: inState(buildOrder(), 'completed'), now: NOW, code: 'illegal_transition' },
    { name: 'nobody knows the customer', order: buildOrder({}, null), now: NOW, code: 'customer_required' },
    {
      name: 'nobody knows the customer of a free one',
      order: buildOrder({ service: free }, null),
      now: NOW,
      code: 'customer_required',
    },
  ])('$name: $code', ({ order, now, code }) => {
    expect(endOf(decideCheckout(order, online, now, countIds()))).toBe(code);
  });

  test('no provider, no payment', () => {
    expect(endOf(decideCheckout(buildOrder(), { ...online, provider: null }, NOW, countIds()))).toBe('payments_not_configured');
  });
});

describe('computeExtendedHold', () => {
  const [booking] = buildOrder().bookings;
  if (booking === undefined) throw new Error('no booking');
  test.each([
    { name: 'at once: the hold is long enough already', now: NOW, until: NOW + 10 * MINUTE, changes: {} },
    { name: 'after nine minutes: ten more', now: NOW + 9 * MINUTE, until: NOW + 19 * MINUTE, changes: {} },
    {
      name: 'never past half an hour after the hold',
      now: NOW + 25 * MINUTE,
      until: NOW + 30 * MINUTE,
      changes: { holdExpiresAt: NOW + 28 * MINUTE },
    },
    {
      name: 'never shorter than it was',
      now: NOW + 29 * MINUTE,
      until: NOW + 35 * MINUTE,
      changes: { holdExpiresAt: NOW + 35 * MINUTE },
    },
    { name: 'never past the start', now: NOW + 9 * MINUTE, until: NOW + 12 * MINUTE, changes: { startsAt: NOW + 12 * MINUTE } },
  ])('$name', ({ now, until, changes }) => {
    expect(computeExtendedHold({ ...booking, ...changes }, now)).toBe(until);
  });
});

describe('decideRelease', () => {
  const order = buildOrder({ code: buildCode() });

  test('gives time and code back and tells those who wait', () => {
    const decided = valueOf(decideRelease(order, 'expired', NOW + 10 * MINUTE));
    expect(decided.order.bookings[0]).toMatchObject({ state: 'expired', holdExpiresAt: null });
    expect(decided.order.redemptions).toEqual([{ code: 'TEN', state: 'released' }]);
    expect(decided.release).toEqual([order.bookings[0]?.id]);
    expect(decided.effects.map((effect) => effect.payload)).toEqual([
      { kind: 'notify_waiting_list', serviceId: 'svc_cut', localDate: '2027-01-14' },
    ]);
  });

  test.each([
    { name: 'not over yet', order, event: 'expired', now: NOW + 10 * MINUTE - 1, end: 'illegal_transition' },
    { name: 'given up before it is over', order, event: 'cancelled', now: NOW, end: 'ok' },
    { name: 'in payment', order: startPaying(order), event: 'expired', now: NOW + HOUR, end: 'payment_in_progress' },
    { name: 'given up in payment', order: startPaying(order), event: 'cancelled', now: NOW, end: 'payment_in_progress' },
    {
      name: 'the payment was withdrawn',
      order: withPayment(startPaying(order), 'cancelled'),
      event: 'expired',
      now: NOW + HOUR,
      end: 'ok',
    },
    { name: 'confirmed', order: confirmOrder(), event: 'expired', now: NOW + HOUR, end: 'illegal_transition' },
    { name: 'twice', order: inState(order, 'expired'), event: 'expired', now: NOW + HOUR, end: 'illegal_transition' },
  ] as const)('$name: $end', ({ order: given, event, now, end }) => {
    expect(endOf(decideRelease(given, event, now))).toBe(end);
  });
});

describe('decideRequote', () => {
  const before = buildOrder({ code: buildCode() });
  const five = buildCode({ code: 'FIVE', discount: { kind: 'percent', percent: 5 } });
  const unchanged = ({ bookings: [booking] }: Order) => ({
    bookingId: booking?.id ?? 'bkg_none',
    partySize: 1,
    extras: [],
    time: null,
  });
  const revise = (order: Order, code: typeof five | null, now = NOW) =>
    decideRequote(
      order,
      { quote: buildQuote({ code }), booking: unchanged(order), customer, customerDigest: null, limits: new Map() },
      now,
      countIds('re'),
    );

  test('another code: the old one is released, the new one reserved, the lines are new', () => {
    const decided = valueOf(revise(before, five)).order;
    expect(decided.redemptions).toEqual([
      { code: 'TEN', state: 'released' },
      { code: 'FIVE', state: 'reserved' },
    ]);
    expect(decided.lines.map((line) => line.netMinor)).toEqual([42_750]);
    expect(decided.lines[0]?.id).toBe(before.lines[0]?.id);
  });

  test('back to the first code: reserved again, not twice', () => {
    const back = valueOf(revise(valueOf(revise(before, five)).order, buildCode())).order;
    expect(back.redemptions).toEqual([
      { code: 'TEN', state: 'reserved' },
      { code: 'FIVE', state: 'released' },
    ]);
  });

  test('no code any more', () => {
    expect(valueOf(revise(before, null)).order.redemptions).toEqual([{ code: 'TEN', state: 'released' }]);
  });

  test('the same price with another customer changes nothing else, also while a payment is open', () => {
    const paying = startPaying(before);
    const other = { ...customer, name: 'Eva Berg' };
    const decided = valueOf(
      decideRequote(
        paying,
        { quote: paying.quote, booking: unchanged(paying), customer: other, customerDigest: null, limits: new Map() },
        NOW,
        countIds(),
      ),
    ).order;
    expect(decided).toEqual({ ...paying, customer: other });
  });

  test('after the payment was withdrawn the booking is held again', () => {
    const decided = valueOf(revise(withPayment(startPaying(before), 'cancelled'), five)).order;
    expect(decided.bookings[0]?.state).toBe('held');
    expect(decided.payments).toHaveLength(1);
  });

  test.each([
    { name: 'a payment for the old price is open', order: startPaying(before), now: NOW, end: 'payment_in_progress' },
    { name: 'the hold is over', order: before, now: NOW + 10 * MINUTE, end: 'hold_expired' },
    { name: 'the booking expired', order: inState(before, 'expired'), now: NOW, end: 'hold_expired' },
    { name: 'it is paid', order: confirmOrder(before), now: NOW, end: 'already_paid' },
    { name: 'it was cancelled', order: inState(before, 'cancelled'), now: START, end: 'illegal_transition' },
  ])('$name: $end', ({ order, now, end }) => {
    expect(endOf(revise(order, five, now))).toBe(end);
  });
});
