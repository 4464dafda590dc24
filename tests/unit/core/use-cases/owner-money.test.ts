import { describe, expect, test } from '@jest/globals';
import { computeTotals } from '../../../../core/order/compute-totals.ts';
import { listAttention } from '../../../../core/report/list-attention.ts';
import { HOUR } from '../../../../core/time/instant.ts';
import { bookByOwner } from '../../../../core/use-cases/book-by-owner.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { deliverEffects } from '../../../../core/use-cases/deliver-effects.ts';
import { listSlots } from '../../../../core/use-cases/list-slots.ts';
import { recordOnSite, refundByOwner } from '../../../../core/use-cases/move-money.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { startCheckout } from '../../../../core/use-cases/start-checkout.ts';
import { buildService, customer, endOf, START, valueOf } from '../../../support/build-core.ts';
import {
  book,
  bookingIdOf,
  buildWorld,
  cart,
  countClaims,
  findDisagreements,
  hold,
  item,
  listEffects,
  reload,
  wish,
} from '../../../support/build-world.ts';
import { look } from '../../../support/late-money.ts';

describe('refundByOwner', () => {
  const booked = async () => {
    const world = await buildWorld();
    return { world, ...(await book(world)) };
  };

  test('gives back a part, tells the customer, leaves the booking, and nobody owes it again', async () => {
    const { world, order, providerId } = await booked();
    valueOf(await refundByOwner(world.ports, { orderId: order.id, amountMinor: 12_000, refundId: 'ref_once' }));
    await deliverEffects(world.ports, 50);
    const [refund] = (await world.ports.payments.current.fetchPayment(providerId)).refunds;
    world.ports.payments.current.settleRefund(refund?.providerId ?? '', 'succeeded');
    const after = await look(world, providerId);
    expect(after.bookings[0]?.state).toBe('confirmed');
    expect(computeTotals(after)).toMatchObject({ paidMinor: 45_000, refundedMinor: 12_000, refundDueMinor: 0, dueMinor: 0 });
    expect(listEffects(world)).toContain('payment_refunded');
    expect(findDisagreements(world)).toEqual([]);
  });

  test('repeated with the same id gives back once', async () => {
    const { world, order } = await booked();
    const request = { orderId: order.id, amountMinor: 12_000, refundId: 'ref_once' } as const;
    await Promise.all([1, 2, 3].map(() => refundByOwner(world.ports, request)));
    expect((await reload(world, order)).refunds).toHaveLength(1);
  });

  test.each([
    { amountMinor: 45_000, end: 'ok' },
    { amountMinor: 45_001, end: 'refund_too_large' },
  ])('of 45,000 paid, $amountMinor: $end', async ({ amountMinor, end }) => {
    const { world, order } = await booked();
    expect(endOf(await refundByOwner(world.ports, { orderId: order.id, amountMinor, refundId: 'ref_1' }))).toBe(end);
  });

  test('after all of it has gone nothing is left to give', async () => {
    const { world, order } = await booked();
    valueOf(await refundByOwner(world.ports, { orderId: order.id, amountMinor: 45_000, refundId: 'ref_1' }));
    const more = await refundByOwner(world.ports, { orderId: order.id, amountMinor: 1, refundId: 'ref_2' });
    expect(more).toMatchObject({ refusal: { code: 'refund_too_large', details: { maximumMinor: 0 } } });
  });

  test('a refund that failed is owed, and is what is given back first', async () => {
    const { world, order, providerId } = await booked();
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    await deliverEffects(world.ports, 50);
    const [refund] = (await world.ports.payments.current.fetchPayment(providerId)).refunds;
    world.ports.payments.current.settleRefund(refund?.providerId ?? '', 'failed');
    await look(world, providerId);
    const again = valueOf(await refundByOwner(world.ports, { orderId: order.id, amountMinor: 45_000, refundId: 'ref_again' }));
    expect(computeTotals(again).refundDueMinor).toBe(45_000);
    expect(again.refunds.map(({ state }) => state)).toEqual(['failed', 'pending']);
    expect(findDisagreements(world)).toEqual([]);
  });
});

describe('money at the place', () => {
  const onSite = async () => {
    const world = await buildWorld({ services: [buildService({ payment: 'on_site' })] });
    const held = await hold(world);
    const { order } = valueOf(await startCheckout(world.ports, { bookingId: bookingIdOf(held), quoteHash: null }));
    return { world, order };
  };

  test('a service that is paid there is confirmed without a payment, and says what is due there', async () => {
    const { order } = await onSite();
    expect(order.bookings[0]?.state).toBe('confirmed');
    expect(order.payments).toEqual([]);
    expect(order.quote).toMatchObject({ dueNow: { amountMinor: 0 }, dueLater: { amountMinor: 45_000 } });
    expect(computeTotals(order)).toMatchObject({ dueMinor: 0, dueOnSiteMinor: 45_000 });
  });

  test('what is paid there is booked once, and nothing is due any more', async () => {
    const { world, order } = await onSite();
    const request = { orderId: order.id, amountMinor: 45_000, key: 'till-1' };
    valueOf(await recordOnSite(world.ports, request));
    const after = valueOf(await recordOnSite(world.ports, request));
    expect(computeTotals(after)).toMatchObject({ paidMinor: 45_000, dueOnSiteMinor: 0 });
    expect(findDisagreements(world)).toEqual([]);
  });

  test('of two bookings one of which is cancelled, it pays for the one that stands, and goes back with it', async () => {
    const world = await buildWorld({ services: [buildService({ payment: 'on_site' })] });
    const held = valueOf(await placeHold(world.ports, cart([item(), item({ startsAt: START + 2 * HOUR })])));
    const { order } = valueOf(await startCheckout(world.ports, { bookingId: bookingIdOf(held), quoteHash: null }));
    const [first, second] = order.bookings;
    valueOf(await cancelBooking(world.ports, first?.id ?? 'bkg_none', 'owner'));
    const paid = valueOf(await recordOnSite(world.ports, { orderId: order.id, amountMinor: 45_000, key: 'till-1' }));
    expect(computeTotals(paid)).toMatchObject({ dueOnSiteMinor: 0 });
    const gone = valueOf(await cancelBooking(world.ports, second?.id ?? 'bkg_none', 'owner'));
    expect(computeTotals(gone)).toMatchObject({ refundDueMinor: 45_000 });
  });

  test('cannot be booked on an order without a time', async () => {
    const { world, order } = await onSite();
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    expect(endOf(await recordOnSite(world.ports, { orderId: order.id, amountMinor: 100, key: 'till-1' }))).toBe(
      'not_payable_on_site',
    );
  });

  test('a cancellation owes it back by hand; more than that cannot be given back', async () => {
    const { world, order } = await onSite();
    valueOf(await recordOnSite(world.ports, { orderId: order.id, amountMinor: 45_000, key: 'till-1' }));
    const cancelled = valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    expect(cancelled.refunds).toEqual([]);
    expect(computeTotals(cancelled).refundDueMinor).toBe(45_000);
    expect(listAttention(cancelled, 0)).toMatchObject([{ kind: 'return_by_hand', amountMinor: 45_000 }]);
    expect(await world.ports.bookings.listOrdersToLookAt(0, 10)).toHaveLength(1);
    const back = (amountMinor: number) => recordOnSite(world.ports, { orderId: order.id, amountMinor, key: 'till-2' });
    expect(endOf(await back(-45_001))).toBe('refund_too_large');
    expect(computeTotals(valueOf(await back(-45_000)))).toMatchObject({ paidMinor: 0, refundDueMinor: 0 });
    expect(await world.ports.bookings.listOrdersToLookAt(0, 10)).toEqual([]);
  });

  test('a refund that failed may be given back there too', async () => {
    const world = await buildWorld();
    const { order, providerId } = await book(world);
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    await deliverEffects(world.ports, 50);
    const [refund] = (await world.ports.payments.current.fetchPayment(providerId)).refunds;
    world.ports.payments.current.settleRefund(refund?.providerId ?? '', 'failed');
    expect(listAttention(await look(world, providerId), 0)).toMatchObject([{ kind: 'refund_owed' }]);
    const after = valueOf(await recordOnSite(world.ports, { orderId: order.id, amountMinor: -45_000, key: 'till-3' }));
    expect(listAttention(after, 0)).toEqual([]);
    expect(findDisagreements(world)).toEqual([]);
  });
});

describe('bookByOwner', () => {
  const request = (changes: Partial<Parameters<typeof bookByOwner>[1]> = {}): Parameters<typeof bookByOwner>[1] => ({
    orderId: null,
    item: item(),
    customer,
    customerTimeZone: 'Europe/Stockholm',
    override: false,
    ...changes,
  });

  test('a free time is confirmed at once, to be paid at the place', async () => {
    const world = await buildWorld();
    const order = valueOf(await bookByOwner(world.ports, request()));
    expect(order.bookings[0]).toMatchObject({ state: 'confirmed', override: false });
    expect(computeTotals(order)).toMatchObject({ dueMinor: 0, dueOnSiteMinor: 45_000 });
    expect(endOf(await placeHold(world.ports, wish()))).toBe('slot_taken');
  });

  test('a taken one is refused without the word override, and stands beside the other with it', async () => {
    const world = await buildWorld();
    const { order: first } = await book(world);
    expect(endOf(await bookByOwner(world.ports, request()))).toBe('slot_taken');
    const order = valueOf(await bookByOwner(world.ports, request({ override: true })));
    expect(order.bookings[0]).toMatchObject({ state: 'confirmed', override: true, resourceIds: ['res_anna'] });
    expect(countClaims(world)).toBe(2);
    // Its own time goes, the other's stays.
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    expect(countClaims(world)).toBe(1);
    expect((await reload(world, first)).bookings[0]?.state).toBe('confirmed');
  });

  test('an override that is moved to a free time guards it like any other', async () => {
    const world = await buildWorld();
    const order = valueOf(await bookByOwner(world.ports, request({ override: true })));
    const move = { bookingId: bookingIdOf(order), startsAt: START + 2 * HOUR, resourceId: null, by: 'customer' } as const;
    expect(valueOf(await rescheduleBooking(world.ports, move)).bookings[0]).toMatchObject({ override: false });
    const claims = world.tenant.claims.get('res_anna') ?? [];
    expect(claims.map(({ exclusive }) => exclusive)).toEqual([true]);
  });

  test('visitors find the time of an override occupied', async () => {
    const world = await buildWorld();
    valueOf(await bookByOwner(world.ports, request({ override: true })));
    const range = { from: START, to: START + HOUR };
    const slots = valueOf(await listSlots(world.ports, { serviceId: 'svc_cut', range, partySize: 1, resourceId: null }));
    expect(slots.filter(({ startsAt }) => startsAt === START)).toEqual([]);
    expect(endOf(await placeHold(world.ports, wish()))).toBe('slot_taken');
  });

  test('repeated with the same id it is one booking', async () => {
    const world = await buildWorld();
    for (const override of [true, true]) valueOf(await bookByOwner(world.ports, request({ orderId: 'ord_mine', override })));
    expect(world.tenant.orders.size).toBe(1);
    expect(listEffects(world).filter((kind) => kind === 'booking_confirmed')).toHaveLength(1);
  });
});
