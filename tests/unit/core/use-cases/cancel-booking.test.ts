import { describe, expect, test } from '@jest/globals';
import { computeTotals } from '../../../../core/order/compute-totals.ts';
import { DAY, HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { deliverEffects } from '../../../../core/use-cases/deliver-effects.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { planClassSessions } from '../../../../core/use-cases/plan-class-sessions.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { startCheckout } from '../../../../core/use-cases/start-checkout.ts';
import { at, buildResource, buildService, endOf, NOW, START, valueOf } from '../../../support/build-core.ts';
import {
  book,
  bookingIdOf,
  buildWorld,
  countClaims,
  countUses,
  findDisagreements,
  listAlternatives,
  hold,
  LATER,
  listEffects,
  reload,
  startPaying,
  wish,
} from '../../../support/build-world.ts';
import { weekly } from '../../../support/weekly.ts';

describe('cancelBooking', () => {
  test('a confirmed booking: time back at once, money by the policy, both told', async () => {
    const world = await buildWorld();
    const { order, providerId } = await book(world);
    world.ports.clock.set(START - 3 * HOUR);
    const cancelled = valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer'));
    expect(computeTotals(cancelled)).toMatchObject({ paidMinor: 45_000, refundedMinor: 0, refundDueMinor: 22_500, dueMinor: 0 });
    expect(countClaims(world)).toBe(0);
    await deliverEffects(world.ports, 50);
    expect((await world.ports.payments.current.fetchPayment(providerId)).refunds.map((refund) => refund.amountMinor)).toEqual([
      22_500,
    ]);
    expect(listEffects(world)).toEqual([
      'booking_confirmed',
      'owner_booking_confirmed',
      'sync_calendar',
      'refund_payment',
      'booking_cancelled',
      'owner_booking_cancelled',
      'notify_waiting_list',
      'sync_calendar',
    ]);
    expect(endOf(await placeHold(world.ports, wish()))).toBe('ok');
  });

  test('twice, and twice at once, is once', async () => {
    const world = await buildWorld();
    const { order } = await book(world);
    const ends = await Promise.all([1, 2, 3].map(() => cancelBooking(world.ports, bookingIdOf(order), 'customer')));
    expect(ends.map(endOf).toSorted()).toEqual(['not_cancellable', 'not_cancellable', 'ok']);
    expect((await reload(world, order)).refunds).toHaveLength(1);
    expect(endOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'))).toBe('not_cancellable');
  });

  test('a hold is given up with its code', async () => {
    const world = await buildWorld();
    const order = await hold(world, { codes: ['TEN'] });
    expect(valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer')).bookings[0]?.state).toBe('cancelled');
    expect([countClaims(world), countUses(world)]).toEqual([0, 0]);
  });

  test('one in payment: withdrawn at the provider first', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    expect(valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer')).bookings[0]?.state).toBe('cancelled');
    expect((await world.ports.payments.current.fetchPayment(providerId)).state).toBe('cancelled');
  });

  test('money that is moving stops it', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    world.ports.payments.current.startProcessing(providerId);
    expect(endOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer'))).toBe('payment_in_progress');
    expect(countClaims(world)).toBe(1);
  });

  test('money that has just arrived: the customer agreed to no fee, so nothing is cancelled before he asks again', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    world.ports.payments.current.pay(providerId);
    expect(endOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer'))).toBe('already_paid');
    expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
    const cancelled = valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer'));
    expect(cancelled.refunds).toMatchObject([{ amountMinor: 45_000, reason: 'cancelled' }]);
    expect(findDisagreements(world)).toEqual([]);
  });

  test('money that has just arrived while the owner cancels goes back as a whole', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    world.ports.payments.current.pay(providerId);
    const cancelled = valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    expect(cancelled.refunds).toMatchObject([{ amountMinor: 45_000, reason: 'cancelled' }]);
    expect(findDisagreements(world)).toEqual([]);
  });

  test.each([
    { name: 'as much as was shown', expected: 22_500, end: 'ok' },
    { name: 'more than was shown', expected: 22_400, end: 'ok' },
    { name: 'less than was shown, since the time for it has passed', expected: 45_000, end: 'refund_changed' },
    { name: 'something, although nothing was paid as far as anybody knew', expected: null, end: 'already_paid' },
  ])('paying back $name: $end', async ({ expected, end }) => {
    const world = await buildWorld();
    const { order } = await book(world);
    world.ports.clock.set(START - 3 * HOUR);
    const outcome = await cancelBooking(
      world.ports,
      bookingIdOf(order),
      'customer',
      expected === null ? null : { refundMinor: expected },
    );
    expect(endOf(outcome)).toBe(end);
    if (!outcome.ok) expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
  });

  test.each([
    { name: 'what was shown to be owed', owedMinor: 22_500, end: 'ok' },
    { name: 'less', owedMinor: 22_499, end: 'refund_changed' },
    { name: 'nothing', owedMinor: undefined, end: 'refund_changed' },
  ])('who agrees to owe $name: $end, and reads what it costs now', async ({ owedMinor, end }) => {
    const { cancellationPolicy } = buildService();
    const terms = { ...cancellationPolicy, unpaidFee: 'owed' as const };
    const world = await buildWorld({ services: [buildService({ payment: 'on_site', cancellationPolicy: terms })] });
    const order = await hold(world);
    valueOf(await startCheckout(world.ports, { bookingId: bookingIdOf(order), quoteHash: null }));
    world.ports.clock.set(START - 3 * HOUR);
    const outcome = await cancelBooking(world.ports, bookingIdOf(order), 'customer', { refundMinor: 0, owedMinor });
    expect(endOf(outcome)).toBe(end);
    if (!outcome.ok) expect(outcome.refusal.details).toMatchObject({ refundMinor: 0, keptMinor: 0, owedMinor: 22_500 });
  });

  test('an unknown booking is not found', async () => {
    const world = await buildWorld();
    expect(endOf(await cancelBooking(world.ports, 'bkg_none', 'owner'))).toBe('booking_not_found');
  });
});

describe('rescheduleBooking', () => {
  const move = (startsAt: number, changes = {}) => ({ startsAt, resourceId: null, by: 'customer' as const, ...changes });

  test('moves to a free time; the old one is free, the payment stays', async () => {
    const world = await buildWorld();
    const { order } = await book(world);
    const moved = valueOf(await rescheduleBooking(world.ports, { bookingId: bookingIdOf(order), ...move(START + DAY) }));
    expect(moved.bookings[0]).toMatchObject({
      state: 'confirmed',
      startsAt: START + DAY,
      sequence: 1,
      wallStart: '2027-01-15T10:00:00',
    });
    expect(await reload(world, order)).toEqual(moved);
    expect([countClaims(world), moved.refunds, world.ports.payments.current.showBooks().length]).toEqual([1, [], 1]);
    expect(endOf(await placeHold(world.ports, wish()))).toBe('ok');
  });

  test('by half an hour: its own time does not stand in its way', async () => {
    const world = await buildWorld();
    const { order } = await book(world);
    const moved = valueOf(await rescheduleBooking(world.ports, { bookingId: bookingIdOf(order), ...move(START + 30 * MINUTE) }));
    expect(moved.bookings[0]?.claims).toEqual([
      { resourceId: 'res_anna', during: { from: START + 30 * MINUTE, to: START + 90 * MINUTE } },
    ]);
    expect(countClaims(world)).toBe(1);
  });

  test('a taken time is refused with others, its own old time among them, and nothing moves', async () => {
    const world = await buildWorld();
    const { order } = await book(world);
    await hold(world, { startsAt: START + 2 * HOUR });
    const refused = await rescheduleBooking(world.ports, { bookingId: bookingIdOf(order), ...move(START + 2 * HOUR) });
    expect(endOf(refused)).toBe('slot_taken');
    expect(listAlternatives(refused).map((start) => (start - START) / HOUR)).toEqual([0, 0.5, 1, 3, 3.5, 4]);
    expect(await reload(world, order)).toEqual(order);
  });

  test('two that want each other’s place at once: nobody loses a time', async () => {
    const world = await buildWorld();
    const one = await book(world);
    const two = await book(world, { startsAt: START + HOUR });
    const ends = await Promise.all([
      rescheduleBooking(world.ports, { bookingId: bookingIdOf(one.order), ...move(START + 3 * HOUR) }),
      rescheduleBooking(world.ports, { bookingId: bookingIdOf(two.order), ...move(START + 3 * HOUR) }),
    ]);
    expect(ends.map(endOf).toSorted()).toEqual(['ok', 'slot_taken']);
    expect(countClaims(world)).toBe(2);
  });

  test('the time of an ended hold is taken', async () => {
    const world = await buildWorld();
    const { order } = await book(world);
    await hold(world, { startsAt: START + 2 * HOUR });
    world.ports.clock.set(LATER);
    expect(endOf(await rescheduleBooking(world.ports, { bookingId: bookingIdOf(order), ...move(START + 2 * HOUR) }))).toBe('ok');
    expect(countClaims(world)).toBe(1);
  });

  test('from class to class: seats move, also those of an ended hold', async () => {
    const yoga = buildService({
      id: 'svc_yoga',
      kind: 'class',
      capacity: 2,
      maximumPartySize: 2,
      sessions: [weekly(4, 1_080)],
    });
    const world = await buildWorld({ services: [yoga] });
    await planClassSessions(world.ports);
    const first = at('2027-01-14T17:00Z');
    const seats = { serviceId: 'svc_yoga', partySize: 2 } as const;
    const { order } = await book(world, { ...seats, startsAt: first });
    await hold(world, { ...seats, startsAt: first + 7 * DAY });
    const request = { bookingId: bookingIdOf(order), ...move(first + 7 * DAY) };
    expect(endOf(await rescheduleBooking(world.ports, request))).toBe('slot_taken');
    world.ports.clock.set(LATER);
    expect(endOf(await rescheduleBooking(world.ports, request))).toBe('ok');
    const taken = [...world.tenant.sessions.values()].map((session) => session.seatsTaken);
    expect(taken.slice(0, 3)).toEqual([0, 2, 0]);
  });

  test('any other person is found when one is lost', async () => {
    const needs = [{ name: 'Stylist', anyOf: ['res_anna', 'res_berit'], visitorMayChoose: true }] as const;
    const world = await buildWorld({
      services: [buildService({ needs })],
      resources: [buildResource(), buildResource({ id: 'res_berit' })],
    });
    const { order } = await book(world);
    const other = await book(world, { startsAt: START + HOUR });
    const ends = await Promise.all(
      [order, other.order].map((one) =>
        rescheduleBooking(world.ports, { bookingId: bookingIdOf(one), ...move(START + 3 * HOUR) }),
      ),
    );
    expect(ends.map(endOf)).toEqual(['ok', 'ok']);
  });

  test.each([
    { name: 'an unknown booking', changes: { bookingId: 'bkg_none' }, now: NOW, code: 'booking_not_found' },
    { name: 'the past', changes: { startsAt: NOW }, now: NOW, code: 'slot_in_past' },
    { name: 'a time that is not offered', changes: { startsAt: START + MINUTE }, now: NOW, code: 'slot_not_offered' },
    { name: 'somebody who does not do it', changes: { resourceId: 'res_none' }, now: NOW, code: 'resource_not_offered' },
    { name: 'a customer when it would cost', changes: {}, now: START - 24 * HOUR + 1, code: 'not_reschedulable' },
    { name: 'nothing for the owner then', changes: { by: 'owner' }, now: START - 24 * HOUR + 1, code: 'ok' },
  ] as const)('refuses $name: $code', async ({ changes, now, code }) => {
    const world = await buildWorld();
    const { order } = await book(world);
    world.ports.clock.set(now);
    expect(endOf(await rescheduleBooking(world.ports, { bookingId: bookingIdOf(order), ...move(START + DAY), ...changes }))).toBe(
      code,
    );
  });
});
