import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { computeTotals } from '../../../core/order/compute-totals.ts';
import { cancelBooking } from '../../../core/use-cases/cancel-booking.ts';
import { changeBooking } from '../../../core/use-cases/change-booking.ts';
import { deliverEffects } from '../../../core/use-cases/deliver-effects.ts';
import { expireHolds } from '../../../core/use-cases/expire-holds.ts';
import { placeHold } from '../../../core/use-cases/place-hold.ts';
import { recordPaymentEvent } from '../../../core/use-cases/record-payment-event.ts';
import { startCheckout } from '../../../core/use-cases/start-checkout.ts';
import { buildResource, buildService, endOf, START } from '../../support/build-core.ts';
import {
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
  wish,
} from '../../support/build-world.ts';
import { interruptAll, runAll } from '../../support/interrupt.ts';

const effectsOfOneBooking = ['booking_confirmed', 'owner_booking_confirmed', 'sync_calendar'];

describe('whoever goes first at each await', () => {
  test('webhook, return page and sweep of one payment: one confirmation with one set of effects', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = await buildWorld();
        const { order, providerId } = await startPaying(world, { codes: ['TEN'] });
        world.ports.payments.current.pay(providerId);
        const ports = interruptAll(world, scheduler);
        const key = { provider: 'memory', providerId };
        const events = ['evt_1', 'evt_1', 'evt_2', null];
        const ends = await runAll(
          scheduler,
          events.map((providerEventId) => () => recordPaymentEvent(ports, { key, providerEventId })),
        );
        expect(ends.map((end) => (end === 'fault' ? end : endOf(end)))).toEqual(['ok', 'ok', 'ok', 'ok']);
        const done = await reload(world, order);
        expect(done.bookings[0]?.state).toBe('confirmed');
        expect(done.ledger.filter((entry) => entry.account === 'provider')).toHaveLength(1);
        expect(listEffects(world)).toEqual(effectsOfOneBooking);
        expect([countUses(world), countClaims(world), findDisagreements(world)]).toEqual([1, 1, []]);
      }),
      { numRuns: 200, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
    );
  }, 60_000);

  test('the hold ends while the money arrives: the time and the money never disagree', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isPaid) => {
        const world = await buildWorld();
        const { order, providerId } = await startPaying(world);
        world.ports.clock.set(LATER);
        const ports = interruptAll(world, scheduler);
        const pay = async (): Promise<void> => {
          await scheduler.schedule(Promise.resolve(), 'customer pays');
          if ((await world.ports.payments.current.fetchPayment(providerId)).state !== 'cancelled')
            world.ports.payments.current.pay(providerId);
        };
        await runAll<unknown>(scheduler, [
          ...(isPaid ? [pay] : []),
          () => expireHolds(ports, 10),
          () => recordPaymentEvent(ports, { key: { provider: 'memory', providerId }, providerEventId: null }),
          () => placeHold(ports, wish()),
        ]);
        await recordPaymentEvent(world.ports, { key: { provider: 'memory', providerId }, providerEventId: null });
        const done = await reload(world, order);
        const captured = (await world.ports.payments.current.fetchPayment(providerId)).capturedMinor;
        const state = done.bookings[0]?.state;
        const { refundDueMinor } = computeTotals(done);
        if (captured > 0) expect(state === 'confirmed' ? 0 : captured).toBe(refundDueMinor);
        else expect(state).not.toBe('confirmed');
        expect(countClaims(world)).toBeLessThanOrEqual(1);
        expect(findDisagreements(world)).toEqual([]);
      }),
      { numRuns: 300, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
    );
  }, 60_000);

  test('checkout, change of price, cancellation and the end of the hold: no payable payment without its time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isOver) => {
        const world = await buildWorld();
        const order = await hold(world);
        const bookingId = bookingIdOf(order);
        const ports = interruptAll(world, scheduler);
        const end = async (): Promise<unknown> => {
          await scheduler.schedule(Promise.resolve(), 'time passes');
          if (isOver) world.ports.clock.set(LATER);
          return isOver ? expireHolds(ports, 10) : cancelBooking(ports, bookingId, 'customer');
        };
        const ends = await runAll<unknown>(scheduler, [
          () => startCheckout(ports, { bookingId, quoteHash: null }),
          () => startCheckout(ports, { bookingId, quoteHash: null }),
          () => changeBooking(ports, { bookingId, codes: ['TEN'] }),
          end,
        ]);
        const done = await reload(world, order);
        const standing = done.bookings[0]?.state === 'held' || done.bookings[0]?.state === 'awaiting_payment';
        const payable = world.ports.payments.current.showBooks().filter((payment) => payment.state === 'open');
        const secrets = ends.slice(0, 2).flatMap((one) => JSON.stringify(one).match(/memory_payment_\d+_secret/g) ?? []);
        // What can still be paid with a secret that left belongs to a time that stands, at its price.
        for (const { providerId, clientSecret, amountMinor } of payable.filter((one) =>
          secrets.includes(one.clientSecret ?? ''),
        )) {
          expect([standing, clientSecret]).toEqual([true, `${providerId}_secret`]);
          expect(amountMinor).toBe(done.quote.dueNow.amountMinor);
        }
        expect(countClaims(world)).toBe(standing ? 1 : 0);
        expect(countUses(world)).toBe(done.redemptions.filter((redemption) => redemption.state !== 'released').length);
      }),
      { numRuns: 300, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
    );
  }, 60_000);

  test('takers of any of two people with one code: never two for one, never a code too often', async () => {
    const needs = [{ name: 'Stylist', anyOf: ['res_anna', 'res_berit'], visitorMayChoose: true }] as const;
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, hasStale) => {
        const world = await buildWorld({
          services: [buildService({ needs })],
          resources: [buildResource(), buildResource({ id: 'res_berit' })],
        });
        if (hasStale) {
          await Promise.all([hold(world, { codes: ['TEN'] }), hold(world)]);
          world.ports.clock.set(LATER);
        }
        const ports = interruptAll(world, scheduler);
        const ends = await runAll(
          scheduler,
          [['TEN'], ['TEN'], [], []].map((codes) => () => placeHold(ports, wish({ codes }))),
        );
        const held = ends.flatMap((end) => (end !== 'fault' && end.ok ? [end.value] : []));
        expect(held).toHaveLength(2);
        expect(held.map((order) => order.bookings[0]?.resourceIds[0]).toSorted()).toEqual(['res_anna', 'res_berit']);
        expect(countUses(world)).toBe(held.filter((order) => order.redemptions.length > 0).length);
        expect(countUses(world)).toBeLessThanOrEqual(1);
        expect(countClaims(world)).toBe(2);
      }),
      { numRuns: 200, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
    );
  }, 60_000);

  test('workers and cancellations: one refund', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = await buildWorld();
        const { order, providerId } = await startPaying(world, { startsAt: START });
        world.ports.payments.current.pay(providerId);
        await recordPaymentEvent(world.ports, { key: { provider: 'memory', providerId }, providerEventId: null });
        const ports = interruptAll(world, scheduler);
        const bookingId = bookingIdOf(order);
        await runAll<unknown>(scheduler, [
          () => cancelBooking(ports, bookingId, 'customer'),
          () => cancelBooking(ports, bookingId, 'owner'),
          () => deliverEffects(ports, 50),
          () => deliverEffects(ports, 50),
        ]);
        world.ports.clock.set(LATER);
        await deliverEffects(world.ports, 50);
        const { refunds } = await world.ports.payments.current.fetchPayment(providerId);
        expect(refunds.map((refund) => refund.amountMinor)).toEqual([45_000]);
        expect(computeTotals(await reload(world, order))).toMatchObject({ paidMinor: 45_000, refundDueMinor: 45_000 });
        expect([countClaims(world), findDisagreements(world)]).toEqual([0, []]);
      }),
      { numRuns: 150, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
    );
  }, 60_000);
});
