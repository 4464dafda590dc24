import { describe, expect, test } from '@jest/globals';
import type { BookingState } from '../../../../core/booking/booking.ts';
import { computeTotals } from '../../../../core/order/compute-totals.ts';
import { computeCancellation, decideCancellation } from '../../../../core/order/decide-cancellation.ts';
import { decideReschedule } from '../../../../core/order/decide-reschedule.ts';
import type { NewTime } from '../../../../core/order/decide-reschedule.ts';
import type { Order } from '../../../../core/order/order.ts';
import { computeBalance } from '../../../../core/order/ledger.ts';
import { HOUR } from '../../../../core/time/instant.ts';
import {
  at,
  buildCode,
  buildOrder,
  buildService,
  confirmOrder,
  countIds,
  decideOn,
  endOf,
  report,
  START,
  valueOf,
} from '../../../support/build-core.ts';

const care = { id: 'ext_care', name: 'Care', price: { amountMinor: 9_900, currency: 'SEK' }, maximumQuantity: 3 } as const;
const plain = confirmOrder();
const withExtra = confirmOrder(
  buildOrder({ service: buildService({ extras: [care] }), extras: [{ extraId: 'ext_care', quantity: 1 }], code: buildCode() }),
);
const [booking] = plain.bookings;
if (booking === undefined) throw new Error('no booking');
const bookingId = booking.id;

describe('decideCancellation', () => {
  test.each([
    { name: 'a customer, three days before', order: plain, by: 'customer', now: '2027-01-11T10:00Z', refund: 45_000, kept: 0 },
    { name: 'a customer, a day before', order: plain, by: 'customer', now: '2027-01-13T09:00Z', refund: 45_000, kept: 0 },
    {
      name: 'a customer, a millisecond less',
      order: plain,
      by: 'customer',
      now: '2027-01-13T09:00:00.001Z',
      refund: 22_500,
      kept: 22_500,
    },
    { name: 'a customer, an hour before', order: plain, by: 'customer', now: '2027-01-14T08:00Z', refund: 0, kept: 45_000 },
    { name: 'the owner, an hour before', order: plain, by: 'owner', now: '2027-01-14T08:00Z', refund: 45_000, kept: 0 },
    { name: 'the owner, after the start', order: plain, by: 'owner', now: '2027-01-14T09:30Z', refund: 45_000, kept: 0 },
    {
      name: 'an extra and a code: half of what was paid',
      order: withExtra,
      by: 'customer',
      now: '2027-01-14T00:00Z',
      refund: 24_705,
      kept: 24_705,
    },
  ] as const)('$name', ({ order, by, now, refund, kept }) => {
    const id = order.bookings[0]?.id ?? bookingId;
    const decided = valueOf(decideCancellation(order, id, by, at(now), countIds('c')));
    expect(decided.order.bookings[0]).toMatchObject({ state: 'cancelled', sequence: 1 });
    expect(decided.release).toEqual([id]);
    expect(decided.order.refunds.map((one) => [one.amountMinor, one.state, one.reason])).toEqual(
      refund === 0 ? [] : [[refund, 'pending', 'cancelled']],
    );
    expect(computeBalance(decided.order.ledger)).toBe(0);
    expect(0 - computeBalance(decided.order.ledger, 'kept')).toBe(kept);
    expect(computeTotals(decided.order)).toMatchObject({
      paidMinor: refund + kept,
      refundedMinor: 0,
      refundDueMinor: refund,
      dueMinor: 0,
    });
    for (const line of order.lines) expect(computeBalance(decided.order.ledger, `line:${line.id}`)).toBe(0);
    const effects = decided.effects.map((effect) => effect.key.split('/')[0]);
    expect(effects).toEqual([
      ...(refund === 0 ? [] : ['refund_payment']),
      'booking_cancelled',
      'owner_booking_cancelled',
      'notify_waiting_list',
      'sync_calendar',
    ]);
    expect(computeCancellation(order, id, by, at(now))).toMatchObject({
      ok: true,
      value: { refundMinor: refund, keptMinor: kept },
    });
  });

  test('what was given back by hand before is not given back again', () => {
    const refunds = [{ providerId: 're_1', refundId: null, amountMinor: 5_000, state: 'succeeded' as const }];
    const order = decideOn(plain, report(plain, { state: 'paid', refunds })).order;
    const decided = valueOf(decideCancellation(order, bookingId, 'owner', START - HOUR, countIds('c')));
    expect(decided.order.refunds.map((one) => one.amountMinor)).toEqual([5_000, 40_000]);
    expect(computeTotals(decided.order)).toMatchObject({ refundedMinor: 5_000, refundDueMinor: 40_000 });
  });

  test('also while the hand-made refund is still under way', () => {
    const refunds = [{ providerId: 're_1', refundId: null, amountMinor: 5_000, state: 'pending' as const }];
    const order = decideOn(plain, report(plain, { state: 'paid', refunds })).order;
    const decided = valueOf(decideCancellation(order, bookingId, 'owner', START - HOUR, countIds('c')));
    expect(decided.order.refunds.map((one) => one.amountMinor)).toEqual([5_000, 40_000]);
    expect(computeTotals(decided.order)).toMatchObject({ refundedMinor: 0, refundDueMinor: 45_000 });
  });

  test('a free booking costs nothing to cancel', () => {
    const free = confirmFree();
    const decided = valueOf(decideCancellation(free, free.bookings[0]?.id ?? bookingId, 'customer', START - 1, countIds('c')));
    expect([decided.order.refunds, decided.order.ledger]).toEqual([[], []]);
  });

  const states: readonly BookingState[] = [
    'held',
    'awaiting_payment',
    'pending_approval',
    'completed',
    'no_show',
    'cancelled',
    'expired',
  ];
  test.each(states)('is refused for a booking that is %s', (state) => {
    const order = { ...plain, bookings: plain.bookings.map((one) => ({ ...one, state })) };
    expect(endOf(decideCancellation(order, bookingId, 'owner', START - HOUR, countIds()))).toBe('not_cancellable');
  });

  test.each([
    { name: 'a customer at the start', by: 'customer', now: START, end: 'not_cancellable' },
    { name: 'a customer a millisecond before', by: 'customer', now: START - 1, end: 'ok' },
  ] as const)('$name: $end', ({ by, now, end }) => {
    expect(endOf(decideCancellation(plain, bookingId, by, now, countIds()))).toBe(end);
  });

  test('a booking of another order is not found', () => {
    expect(endOf(decideCancellation(plain, 'bkg_other', 'owner', START - HOUR, countIds()))).toBe('booking_not_found');
  });
});

/** Moves a booking whose price stays. */
const move = (order: Order, time: NewTime, by: 'customer' | 'owner', now: number) =>
  decideReschedule(order, bookingId, time, { by, now, nextId: countIds('m'), repriced: { order, refundMinor: 0 } });

describe('decideReschedule', () => {
  const during = { from: at('2027-01-15T12:00Z'), to: at('2027-01-15T13:00Z') };
  const time = {
    startsAt: during.from,
    endsAt: during.to,
    claims: [{ resourceId: 'res_berit', during }],
    limits: [],
    sessions: [],
    steps: [],
    resourceIds: ['res_berit'],
  } as const;

  test('moves time, claims and wall time; money and price stay', () => {
    const decided = valueOf(move(plain, time, 'customer', START - 48 * HOUR));
    expect(decided.order.bookings[0]).toEqual({
      ...booking,
      startsAt: during.from,
      endsAt: during.to,
      wallStart: '2027-01-15T13:00:00',
      claims: time.claims,
      resourceIds: ['res_berit'],
      sequence: 1,
      changedAt: START - 48 * HOUR,
    });
    expect([decided.release, decided.claim]).toEqual([[bookingId], [bookingId]]);
    expect(decided.order.ledger).toBe(plain.ledger);
    // Those who wait for the old date are told, and the calendars of both people are looked at.
    expect(decided.effects.slice(1).map(({ payload }) => payload)).toEqual([
      { kind: 'notify_waiting_list', serviceId: 'svc_cut', localDate: '2027-01-14' },
      { kind: 'sync_calendar', bookingId, resourceIds: ['res_anna', 'res_berit'] },
    ]);
  });

  test('each move has its own message, and its own look at calendars', () => {
    const once = valueOf(move(plain, time, 'owner', START - HOUR));
    const twice = valueOf(move(once.order, { ...time, startsAt: START }, 'owner', START - HOUR));
    const keys = [...once.effects, ...twice.effects].map((effect) => effect.key);
    expect(new Set(keys).size).toBe(6);
  });

  test.each([
    { name: 'a customer while cancelling is free', by: 'customer', now: START - 24 * HOUR, end: 'ok' },
    { name: 'a customer a millisecond later', by: 'customer', now: START - 24 * HOUR + 1, end: 'not_reschedulable' },
    { name: 'the owner at any time', by: 'owner', now: START + HOUR, end: 'ok' },
  ] as const)('$name: $end', ({ by, now, end }) => {
    expect(endOf(move(plain, time, by, now))).toBe(end);
  });

  test.each(['held', 'expired', 'cancelled', 'completed'] as const)('is refused for a booking that is %s', (state) => {
    const order = { ...plain, bookings: plain.bookings.map((one) => ({ ...one, state })) };
    expect(endOf(move(order, time, 'owner', START - HOUR))).toBe('not_reschedulable');
  });
});

function confirmFree() {
  const order = buildOrder({ service: buildService({ price: { amountMinor: 0, currency: 'SEK' } }) });
  return { ...order, bookings: order.bookings.map((one) => ({ ...one, state: 'confirmed' as const, holdExpiresAt: null })) };
}
