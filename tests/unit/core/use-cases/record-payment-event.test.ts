import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../../core/errors/fault.ts';
import { computeTotals } from '../../../../core/order/compute-totals.ts';
import { DAY, HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { deliverEffects } from '../../../../core/use-cases/deliver-effects.ts';
import { doDueWork } from '../../../../core/use-cases/do-due-work.ts';
import { recordPaymentEvent } from '../../../../core/use-cases/record-payment-event.ts';
import { sweepPayments } from '../../../../core/use-cases/sweep-payments.ts';
import { buildCode, endOf, NOW, START, valueOf } from '../../../support/build-core.ts';
import {
  book,
  bookingIdOf,
  buildWorld,
  countClaims,
  countUses,
  findDisagreements,
  hold,
  LATER,
  listEffects,
  reload,
  startPaying,
  withGateway,
} from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';
import { closeForever, payLate } from '../../../support/late-money.ts';

const hear = (world: World, providerId: string, providerEventId: string | null = null, ports = world.ports) =>
  recordPaymentEvent(ports, { key: { provider: 'memory', providerId }, providerEventId });

describe('recordPaymentEvent', () => {
  test('a paid payment confirms its booking, with its effects, once', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world, { codes: ['TEN'] });
    world.ports.payments.current.pay(providerId);
    const recorded = valueOf(await hear(world, providerId, 'evt_1'));
    expect(recorded).toEqual(await reload(world, order));
    expect(recorded.bookings[0]).toMatchObject({ state: 'confirmed', holdExpiresAt: null });
    expect([countClaims(world), countUses(world)]).toEqual([1, 1]);
    expect(listEffects(world)).toEqual(['booking_confirmed', 'owner_booking_confirmed', 'sync_calendar']);
    expect(findDisagreements(world)).toEqual([]);
  });

  test('the same event again, another event, and a look without one change nothing more', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    world.ports.payments.current.pay(providerId);
    const first = valueOf(await hear(world, providerId, 'evt_1'));
    for (const event of ['evt_1', 'evt_2', 'evt_1', null]) expect(endOf(await hear(world, providerId, event))).toBe('ok');
    const { version: _version, ...rest } = await reload(world, order);
    expect(rest).toEqual(Object.fromEntries(Object.entries(first).filter(([key]) => key !== 'version')));
    expect(listEffects(world)).toHaveLength(3);
  });

  test('a repeated event still records what is new at the provider', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    await hear(world, providerId, 'evt_1');
    world.ports.payments.current.pay(providerId);
    await hear(world, providerId, 'evt_1');
    expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
  });

  test('a look that is overtaken looks again: old news never overwrites new', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    let looks = 0;
    const ports = withGateway(world, (gateway) => ({
      fetchPayment: async (id) => {
        looks += 1;
        const old = await gateway.fetchPayment(id);
        if (looks === 1) {
          world.ports.payments.current.pay(providerId);
          await hear(world, providerId);
        }
        return old;
      },
    }));
    world.ports.payments.current.decline(providerId);
    valueOf(await hear(world, providerId, 'evt_old', ports));
    expect(looks).toBe(2);
    expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
  });

  test('a decline leaves the payment open for another card', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    world.ports.payments.current.decline(providerId, 'insufficient_funds');
    await hear(world, providerId);
    expect((await reload(world, order)).payments[0]).toMatchObject({ state: 'created', lastDeclineCode: 'insufficient_funds' });
    world.ports.payments.current.pay(providerId);
    await hear(world, providerId);
    expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
  });

  test('payments that are not ours are not found', async () => {
    const world = await buildWorld();
    expect(endOf(await hear(world, 'pi_foreign', 'evt_1'))).toBe('not_found');
    expect(endOf(await recordPaymentEvent(world.ports, { key: { paymentId: 'pay_none' }, providerEventId: null }))).toBe(
      'not_found',
    );
  });

  test('the provider does not answer: a fault, and nothing is written', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    const before = await reload(world, order);
    world.ports.payments.current.pay(providerId);
    world.ports.payments.current.failNextCalls(1, 'before');
    await expect(hear(world, providerId, 'evt_1')).rejects.toThrow(Fault);
    expect(await reload(world, order)).toEqual(before);
    valueOf(await hear(world, providerId, 'evt_1'));
    expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
  });

  test('an order that is changed at every look is given up with a fault that may be tried again', async () => {
    const world = await buildWorld();
    const { providerId } = await startPaying(world);
    world.ports.payments.current.pay(providerId);
    const bookings = { ...world.ports.bookings, saveOrder: async () => ({ kind: 'version_conflict' as const }) };
    await expect(hear(world, providerId, null, { ...world.ports, bookings })).rejects.toMatchObject({
      code: 'busy_store',
      retryable: true,
    });
  });
});

describe('money that arrives late', () => {
  test('has its time again when that is still free', async () => {
    const world = await buildWorld();
    const { order } = await payLate(world);
    expect(order.bookings[0]).toMatchObject({ state: 'confirmed', startsAt: START });
    expect(order.redemptions).toEqual([{ code: 'TEN', state: 'used' }]);
    expect([countClaims(world), countUses(world), order.refunds.length]).toEqual([1, 1, 0]);
  });

  test('goes back when somebody else has the time and there is no other, and the customer is told', async () => {
    const world = await buildWorld();
    const { order, providerId } = await payLate(world, async () => {
      await book(world);
      await closeForever(world);
    });
    expect(order.bookings[0]?.state).toBe('expired');
    expect(order.refunds).toMatchObject([{ amountMinor: 40_500, reason: 'late_payment', state: 'pending' }]);
    expect(countClaims(world)).toBe(1);
    await deliverEffects(world.ports, 50);
    const [refund] = (await world.ports.payments.current.fetchPayment(providerId)).refunds;
    world.ports.payments.current.settleRefund(refund?.providerId ?? '', 'succeeded');
    await hear(world, providerId);
    expect(computeTotals(await reload(world, order))).toMatchObject({
      paidMinor: 40_500,
      refundedMinor: 40_500,
      refundDueMinor: 0,
      dueMinor: 0,
    });
    expect(world.ports.notifier.listMessages().map((message) => message.subject)).toContain(
      'Your payment to Salon is on its way back',
    );
    expect(findDisagreements(world)).toEqual([]);
  });

  test('is not kept out by a hold that is over itself', async () => {
    const world = await buildWorld();
    const { order } = await payLate(world, async () => {
      await hold(world);
      world.ports.clock.advance(HOUR);
    });
    expect(order.bookings[0]?.state).toBe('confirmed');
    expect(countClaims(world)).toBe(1);
  });

  test('goes back when its code was used up meanwhile', async () => {
    const world = await buildWorld({ codes: [buildCode({ maximumRedemptions: 1 })] });
    const { order } = await payLate(world, () => book(world, { codes: ['TEN'], startsAt: START + DAY }));
    expect(order.bookings[0]?.state).toBe('expired');
    expect(order.refunds.map((refund) => refund.reason)).toEqual(['late_payment']);
    expect(countUses(world)).toBe(1);
  });

  test('goes back when the booking was cancelled meanwhile', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    const sleepy = withGateway(world, (gateway) => ({
      cancelPayment: gateway.fetchPayment,
      fetchPayment: async (id) => ({ ...(await gateway.fetchPayment(id)), state: 'cancelled' }),
    }));
    valueOf(await cancelBooking(sleepy, bookingIdOf(order), 'customer'));
    world.ports.payments.current.pay(providerId);
    await hear(world, providerId);
    expect((await reload(world, order)).refunds.map((refund) => refund.reason)).toEqual(['late_payment']);
    expect(countClaims(world)).toBe(0);
  });
});

describe('sweepPayments', () => {
  test('finds a payment whose message was lost', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    world.ports.payments.current.pay(providerId);
    expect(await sweepPayments(world.ports, NOW, 10)).toEqual({ payments: 0, failures: [] });
    expect(await sweepPayments(world.ports, NOW + 1, 10)).toEqual({ payments: 1, failures: [] });
    expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
    expect(await sweepPayments(world.ports, NOW + 1, 10)).toEqual({ payments: 0, failures: [] });
  });

  test('one that the provider cannot be asked about does not hold up the next', async () => {
    const world = await buildWorld();
    const first = await startPaying(world);
    const second = await startPaying(world, { startsAt: START + DAY });
    for (const { providerId } of [first, second]) world.ports.payments.current.pay(providerId);
    world.ports.payments.current.failNextCalls(1, 'before');
    expect(await sweepPayments(world.ports, LATER, 10)).toEqual({ payments: 1, failures: [] });
    expect(await sweepPayments(world.ports, LATER, 10)).toEqual({ payments: 1, failures: [] });
  });

  test('a mistake of ours is not hidden', async () => {
    const world = await buildWorld();
    await startPaying(world);
    const broken = withGateway(world, () => ({
      fetchPayment: async () => {
        throw new TypeError('a bug');
      },
    }));
    expect((await sweepPayments(broken, LATER, 10)).failures).toEqual([new TypeError('a bug')]);
  });
});

describe('doDueWork', () => {
  test('asks, ends and delivers in one round', async () => {
    const world = await buildWorld();
    const { providerId } = await startPaying(world);
    await hold(world, { startsAt: START + DAY });
    world.ports.payments.current.pay(providerId);
    world.ports.clock.advance(20 * MINUTE);
    expect(await doDueWork(world.ports, NOW + MINUTE)).toEqual({
      payments: 1,
      differences: [],
      expired: 1,
      kept: 0,
      lapsed: 0,
      ...{ sessionsDecided: 0, sessionsTooFew: 0 },
      bookingsCancelled: 0,
      delivered: 4,
      failed: 0,
      calendarsRead: 0,
      calendarsFailed: 0,
      failures: [],
    });
    expect(await doDueWork(world.ports, NOW + MINUTE)).toEqual({
      payments: 0,
      differences: [],
      expired: 0,
      kept: 0,
      lapsed: 0,
      ...{ sessionsDecided: 0, sessionsTooFew: 0 },
      bookingsCancelled: 0,
      delivered: 0,
      failed: 0,
      calendarsRead: 0,
      calendarsFailed: 0,
      failures: [],
    });
  });

  test('who waits for a mail or a time does not wait for a comparison', async () => {
    const world = await buildWorld();
    await book(world);
    await hold(world, { startsAt: START + DAY });
    world.ports.clock.advance(20 * MINUTE);
    const done: string[] = [];
    const { notifier } = world.ports;
    const ports = withGateway(world, (gateway) => ({
      listPayments: (created) => {
        done.push('compare');
        return gateway.listPayments(created);
      },
    }));
    const send: typeof notifier.send = (message) => {
      done.push('mail');
      return notifier.send(message);
    };
    expect(await doDueWork({ ...ports, notifier: { ...notifier, send } }, 0, NOW - DAY)).toMatchObject({ expired: 1 });
    expect(done).toEqual(['mail', 'mail', 'compare']);
  });

  test('a mistake in one part keeps neither the other orders nor the other parts from running', async () => {
    const world = await buildWorld();
    const { order } = await startPaying(world);
    const other = await hold(world, { startsAt: START + DAY });
    const broken = withGateway(world, () => ({
      cancelPayment: async () => {
        throw new TypeError('a bug');
      },
    }));
    world.ports.clock.advance(40 * MINUTE);
    const done = await doDueWork(broken, 0);
    expect(done).toMatchObject({ expired: 1, kept: 1, failures: [new TypeError('a bug')] });
    // The waiting list, and the owner: his time has been kept for too long.
    expect(done.delivered).toBe(2);
    expect((await reload(world, order)).bookings[0]?.state).toBe('awaiting_payment');
    expect((await reload(world, other)).bookings[0]?.state).toBe('expired');
  });

  test('twice at once does each thing once', async () => {
    const world = await buildWorld();
    const { providerId } = await startPaying(world);
    world.ports.payments.current.pay(providerId);
    await Promise.all([doDueWork(world.ports, LATER), doDueWork(world.ports, LATER)]);
    await doDueWork(world.ports, LATER);
    expect(
      world.ports.notifier
        .listMessages()
        .map((message) => message.key.split('/')[0])
        .toSorted(),
    ).toEqual(['booking_confirmed', 'owner_booking_confirmed']);
  });
});
