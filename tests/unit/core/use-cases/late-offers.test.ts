import { describe, expect, test } from '@jest/globals';
import { computeTotals } from '../../../../core/order/compute-totals.ts';
import type { Order } from '../../../../core/order/order.ts';
import { DAY, HOUR } from '../../../../core/time/instant.ts';
import { bookByOwner } from '../../../../core/use-cases/book-by-owner.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { deliverEffects } from '../../../../core/use-cases/deliver-effects.ts';
import { doDueWork } from '../../../../core/use-cases/do-due-work.ts';
import { endOffers } from '../../../../core/use-cases/end-offers.ts';
import { refundByOwner } from '../../../../core/use-cases/move-money.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { buildCode, buildResource, customer, endOf, START, valueOf } from '../../../support/build-core.ts';
import {
  book,
  bookingIdOf,
  buildWorld,
  countClaims,
  countUses,
  findDisagreements,
  item,
  LATER,
  listEffects,
  reload,
} from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';
import { look, payLate } from '../../../support/late-money.ts';

/** Money came when somebody else had the time: another one is offered. */
async function offered() {
  const world = await buildWorld({ codes: [buildCode({ maximumRedemptions: 1 })] });
  const { order, providerId } = await payLate(world, () => book(world));
  return { world, order, providerId };
}

const choose = (world: World, order: Order, startsAt: number, by: 'customer' | 'owner' = 'customer') =>
  rescheduleBooking(world.ports, { bookingId: bookingIdOf(order), startsAt, resourceId: null, by });

const settle = async (world: World, providerId: string): Promise<Order> => {
  await deliverEffects(world.ports, 50);
  for (const refund of (await world.ports.payments.current.fetchPayment(providerId)).refunds)
    if (refund.state === 'pending') world.ports.payments.current.settleRefund(refund.providerId, 'succeeded');
  return look(world, providerId);
};

describe('a time is not free again', () => {
  test.each([
    {
      name: 'since the owner has put somebody there',
      act: (world: World) =>
        bookByOwner(world.ports, { orderId: null, item: item(), customer, customerTimeZone: 'Europe/Stockholm', override: true }),
    },
    {
      name: 'since the person has that day off by now',
      act: async ({ ports }: World) => {
        const document = await ports.catalog.loadDocument();
        const off = buildResource({ dateOverrides: { '2027-01-14': [] } });
        return ports.catalog.saveDocument({ ...document, resources: [off] });
      },
    },
  ])('$name: another one is offered', async ({ act }) => {
    const world = await buildWorld();
    const { order } = await payLate(world, () => act(world));
    expect(order.bookings[0]?.state).toBe('expired');
    expect(order.lateOffer?.state).toBe('open');
  });
});

describe('an offer for money that came too late', () => {
  test('is made when the time is gone and there are others: the money waits, nothing is booked, everybody is told', async () => {
    const { world, order } = await offered();
    expect(order.bookings[0]?.state).toBe('expired');
    expect(order.lateOffer).toMatchObject({ state: 'open', amountMinor: 40_500, expiresAt: LATER + DAY });
    expect(order.refunds).toEqual([]);
    expect([countClaims(world), countUses(world)]).toEqual([1, 1]);
    await deliverEffects(world.ports, 50);
    expect(world.ports.notifier.listMessages().map(({ subject }) => subject)).toEqual(
      expect.arrayContaining([
        'Choose another time at Salon, or have your money back',
        `Money came too late: ${order.reference}`,
      ]),
    );
    expect(findDisagreements(world)).toEqual([]);
  });

  test('is taken up with another time: confirmed there at the price that was paid, its code used once', async () => {
    const { world, order } = await offered();
    const taken = valueOf(await choose(world, order, START + 2 * HOUR));
    expect(taken.bookings[0]).toMatchObject({ state: 'confirmed', startsAt: START + 2 * HOUR, holdExpiresAt: null, sequence: 1 });
    expect(taken.lateOffer?.state).toBe('taken');
    expect(computeTotals(taken)).toMatchObject({ paidMinor: 40_500, offeredMinor: 0, refundDueMinor: 0, dueMinor: 0 });
    expect(taken.redemptions).toEqual([{ code: 'TEN', state: 'used' }]);
    expect([countClaims(world), countUses(world)]).toEqual([2, 1]);
    await deliverEffects(world.ports, 50);
    expect(world.ports.notifier.listMessages().filter(({ subject }) => subject.startsWith('Confirmed'))).toHaveLength(2);
    expect(findDisagreements(world)).toEqual([]);
  });

  test('is not taken with a time that somebody has, and stands', async () => {
    const { world, order } = await offered();
    expect(endOf(await choose(world, order, START))).toBe('slot_taken');
    expect((await reload(world, order)).lateOffer?.state).toBe('open');
  });

  test('is declined: all of it goes back, the code is free again', async () => {
    const { world, order, providerId } = await offered();
    const declined = valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer'));
    expect(declined.lateOffer?.state).toBe('declined');
    expect(declined.refunds).toMatchObject([{ amountMinor: 40_500, reason: 'late_payment', state: 'pending' }]);
    expect(countUses(world)).toBe(0);
    expect(endOf(await choose(world, order, START + 2 * HOUR))).toBe('not_reschedulable');
    expect(computeTotals(await settle(world, providerId))).toMatchObject({
      refundedMinor: 40_500,
      refundDueMinor: 0,
      offeredMinor: 0,
    });
    expect(findDisagreements(world)).toEqual([]);
  });

  test('lapses after a day by itself, once, however often it is looked at', async () => {
    const { world, order, providerId } = await offered();
    world.ports.clock.set(LATER + DAY - 1);
    expect(await endOffers(world.ports, 10)).toEqual({ lapsed: 0, failures: [] });
    world.ports.clock.set(LATER + DAY);
    expect(endOf(await choose(world, order, START + DAY + 2 * HOUR))).toBe('offer_ended');
    const rounds = await Promise.all([doDueWork(world.ports, 0), doDueWork(world.ports, 0)]);
    expect(rounds.map(({ lapsed }) => lapsed).toSorted()).toContain(1);
    const after = await settle(world, providerId);
    expect(after.lateOffer?.state).toBe('lapsed');
    expect(after.refunds).toHaveLength(1);
    expect(computeTotals(after)).toMatchObject({ refundedMinor: 40_500, offeredMinor: 0 });
    expect(listEffects(world).filter((kind) => kind === 'payment_refunded_late')).toHaveLength(1);
  });

  test('taken and declined at the same moment: one of them, and no money twice', async () => {
    const { world, order, providerId } = await offered();
    const ends = await Promise.all([
      choose(world, order, START + 2 * HOUR),
      cancelBooking(world.ports, bookingIdOf(order), 'customer'),
    ]);
    const after = await settle(world, providerId);
    expect(ends.some(({ ok }) => ok)).toBe(true);
    expect(computeTotals(after).offeredMinor).toBe(0);
    expect(findDisagreements(world)).toEqual([]);
    if (after.bookings[0]?.state === 'confirmed') expect(after.refunds).toEqual([]);
    else expect(after.refunds).toMatchObject([{ state: 'succeeded', amountMinor: 40_500 }]);
  });

  test('ends when the owner gives a part of it back: nobody has time and money', async () => {
    const { world, order, providerId } = await offered();
    valueOf(await refundByOwner(world.ports, { orderId: order.id, amountMinor: 500, refundId: 'ref_owner' }));
    expect(endOf(await choose(world, order, START + 2 * HOUR))).toBe('not_reschedulable');
    const after = await settle(world, providerId);
    expect(after.lateOffer?.state).toBe('declined');
    expect(computeTotals(after)).toMatchObject({ refundedMinor: 40_500, refundDueMinor: 0, offeredMinor: 0 });
    expect(findDisagreements(world)).toEqual([]);
  });

  test('ends when its money is touched at the provider: the rest goes back too', async () => {
    const { world, providerId } = await offered();
    world.ports.payments.current.refundAtProvider(providerId, 500);
    await look(world, providerId);
    const after = await settle(world, providerId);
    expect(after.lateOffer?.state).toBe('declined');
    expect(computeTotals(after)).toMatchObject({ refundedMinor: 40_500, refundDueMinor: 0, offeredMinor: 0 });
    expect(findDisagreements(world)).toEqual([]);
  });
});
