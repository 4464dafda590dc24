import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../../core/errors/fault.ts';
import type { Order } from '../../../../core/order/order.ts';
import { MINUTE } from '../../../../core/time/instant.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { planClassSessions } from '../../../../core/use-cases/plan-class-sessions.ts';
import { recordPaymentEvent } from '../../../../core/use-cases/record-payment-event.ts';
import { startCheckout } from '../../../../core/use-cases/start-checkout.ts';
import { at, buildCode, buildResource, buildService, customer, endOf, NOW, START, valueOf } from '../../../support/build-core.ts';
import {
  book,
  bookingIdOf,
  buildWorld,
  cart,
  countClaims,
  countUses,
  hold,
  item,
  LATER,
  listAlternatives,
  reload,
  startPaying,
  wish,
  withGateway,
} from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';
import { weekly } from '../../../support/weekly.ts';

const care = { id: 'ext_care', name: 'Care', price: { amountMinor: 9_900, currency: 'SEK' }, maximumQuantity: 3 } as const;
const salon = () =>
  buildWorld({
    services: [buildService({ extras: [care] })],
    codes: [buildCode({ maximumRedemptions: 1 }), buildCode({ code: 'FIVE', discount: { kind: 'percent', percent: 5 } })],
  });

describe('changeBooking', () => {
  test('an extra and a code make a new price; taking them away gives the code back', async () => {
    const world = await salon();
    const order = await hold(world);
    const bookingId = bookingIdOf(order);
    const dearer = valueOf(
      await changeBooking(world.ports, { bookingId, extras: [{ extraId: 'ext_care', quantity: 1 }], codes: ['ten'] }),
    );
    expect([dearer.quote.total.amountMinor, countUses(world)]).toEqual([49_410, 1]);
    expect(dearer.lines.map((line) => line.netMinor)).toEqual([40_500, 8_910]);
    expect(await reload(world, order)).toEqual(dearer);
    const back = valueOf(await changeBooking(world.ports, { bookingId, extras: [], codes: [] }));
    expect([back.quote.total.amountMinor, countUses(world), back.lines.length]).toEqual([45_000, 0, 1]);
  });

  test('what is not named stays: the code counts only once for its own order', async () => {
    const world = await salon();
    const order = await hold(world, { codes: ['TEN'] });
    const changed = valueOf(
      await changeBooking(world.ports, { bookingId: bookingIdOf(order), extras: [{ extraId: 'ext_care', quantity: 2 }] }),
    );
    expect([changed.quote.total.amountMinor, countUses(world)]).toEqual([58_320, 1]);
  });

  test('codes are swapped: one released, one reserved', async () => {
    const world = await salon();
    const order = await hold(world, { codes: ['TEN'] });
    const changed = valueOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), codes: ['FIVE'] }));
    expect(changed.redemptions).toEqual([
      { code: 'TEN', state: 'released' },
      { code: 'FIVE', state: 'reserved' },
    ]);
    expect([countUses(world), countUses(world, 'FIVE')]).toEqual([0, 1]);
  });

  test('a new price withdraws the open payment first; the next checkout opens one for the new price', async () => {
    const world = await salon();
    const { order, providerId } = await startPaying(world);
    const bookingId = bookingIdOf(order);
    const changed = valueOf(await changeBooking(world.ports, { bookingId, codes: ['TEN'] }));
    expect((await world.ports.payments.current.fetchPayment(providerId)).state).toBe('cancelled');
    expect([changed.bookings[0]?.state, changed.payments[0]?.state]).toEqual(['held', 'cancelled']);
    const again = valueOf(await startCheckout(world.ports, { bookingId, quoteHash: changed.quote.hash }));
    expect(again.payment?.amountMinor).toBe(40_500);
  });

  test('the same price leaves the payment alone', async () => {
    const world = await salon();
    const { order, providerId } = await startPaying(world);
    const other = { ...customer, email: 'other@mail.example' };
    const changed = valueOf(
      await changeBooking(world.ports, { bookingId: bookingIdOf(order), customer: other, extras: [], codes: [] }),
    );
    expect([changed.customer, changed.bookings[0]?.state]).toEqual([other, 'awaiting_payment']);
    expect((await world.ports.payments.current.fetchPayment(providerId)).state).toBe('open');
  });

  test('money that is moving stops the change', async () => {
    const world = await salon();
    const { order, providerId } = await startPaying(world);
    world.ports.payments.current.startProcessing(providerId);
    expect(endOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), codes: ['TEN'] }))).toBe(
      'payment_in_progress',
    );
    expect(countUses(world)).toBe(0);
  });

  test('money that has arrived confirms instead', async () => {
    const world = await salon();
    const { order, providerId } = await startPaying(world);
    world.ports.payments.current.pay(providerId);
    expect(endOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), codes: ['TEN'] }))).toBe(
      'payment_in_progress',
    );
    expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
    expect(endOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), codes: ['TEN'] }))).toBe('already_paid');
  });

  test('the provider cannot be asked: a fault, and the old price stands', async () => {
    const world = await salon();
    const { order } = await startPaying(world);
    const down = withGateway(world, () => ({
      cancelPayment: async () => {
        throw new Fault('provider_unavailable', 'away', { retryable: true });
      },
    }));
    await expect(changeBooking(down, { bookingId: bookingIdOf(order), codes: ['TEN'] })).rejects.toThrow('away');
    expect((await reload(world, order)).quote.total.amountMinor).toBe(45_000);
  });

  test('a code that only an ended hold keeps is free', async () => {
    const world = await salon();
    await hold(world, { codes: ['TEN'], startsAt: START + 2 * 60 * MINUTE });
    world.ports.clock.advance(5 * MINUTE);
    const order = await hold(world);
    expect(endOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), codes: ['TEN'] }))).toBe('code_used_up');
    world.ports.clock.set(NOW + 10 * MINUTE);
    expect(endOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), codes: ['TEN'] }))).toBe('ok');
  });

  test.each([
    { name: 'an unknown booking', change: { bookingId: 'bkg_none' as const }, code: 'booking_not_found' },
    { name: 'another price than the one agreed to', change: { codes: ['TEN'], quoteHash: '0' }, code: 'quote_changed' },
    { name: 'an unknown code', change: { codes: ['NONE'] }, code: 'code_invalid' },
    { name: 'an unknown extra', change: { extras: [{ extraId: 'ext_none' as const, quantity: 1 }] }, code: 'extra_not_offered' },
  ])('refuses $name: $code', async ({ change, code }) => {
    const world = await salon();
    const order = await hold(world);
    expect(endOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), ...change }))).toBe(code);
    expect(await reload(world, order)).toEqual(order);
  });

  test('refuses after the hold and after the payment', async () => {
    const world = await salon();
    const { order } = await book(world);
    expect(endOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), codes: [] }))).toBe('already_paid');
    const held = await hold(world, { startsAt: START + 2 * 60 * MINUTE });
    world.ports.clock.set(LATER);
    expect(endOf(await changeBooking(world.ports, { bookingId: bookingIdOf(held), codes: ['TEN'] }))).toBe('hold_expired');
  });
});

describe('another person or party', () => {
  const needs = [{ name: 'Stylist', anyOf: ['res_anna', 'res_berit'], visitorMayChoose: true }] as const;
  const session = at('2027-01-14T17:00Z');
  const services = [
    buildService({ needs, priceUnit: 'person', maximumPartySize: 3, minimumNoticeMinutes: 60 }),
    buildService({
      id: 'svc_yoga',
      kind: 'class',
      needs: [],
      capacity: 5,
      maximumPartySize: 4,
      sessions: [weekly(4, 1_080)],
      priceUnit: 'person',
    }),
  ];
  const staffed = async () => {
    const world = await buildWorld({ services, resources: [buildResource(), buildResource({ id: 'res_berit' })] });
    await planClassSessions(world.ports);
    return world;
  };
  const claimsOf = (order: Order) => order.bookings.map(({ claims }) => claims.map(({ resourceId }) => resourceId).join());
  const stateAt = async (world: World, providerId: string) => (await world.ports.payments.current.fetchPayment(providerId)).state;

  test('another person moves the claim; at the same price the open payment stays', async () => {
    const world = await staffed();
    const { order, providerId } = await startPaying(world, { resourceId: 'res_anna' });
    const changed = valueOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), resourceId: 'res_berit' }));
    expect([claimsOf(changed), changed.bookings[0]?.resourceIds]).toEqual([['res_berit'], ['res_berit']]);
    expect([changed.bookings[0]?.state, await stateAt(world, providerId)]).toEqual(['awaiting_payment', 'open']);
    expect(await reload(world, order)).toEqual(changed);
    expect(endOf(await placeHold(world.ports, wish({ resourceId: 'res_anna' })))).toBe('ok');
    expect(endOf(await placeHold(world.ports, wish()))).toBe('slot_taken');
  });

  test('the person that it has already changes nothing', async () => {
    const world = await staffed();
    const order = await hold(world, { resourceId: 'res_anna' });
    const changed = valueOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), resourceId: 'res_anna' }));
    expect(changed.bookings).toEqual(order.bookings);
  });

  test('a person who is taken is refused with other times, and everything is as it was: the payment too', async () => {
    const world = await staffed();
    const { order, providerId } = await startPaying(world, { resourceId: 'res_anna' });
    await hold(world, { resourceId: 'res_berit' });
    const before = await reload(world, order);
    const change = { bookingId: bookingIdOf(order), resourceId: 'res_berit', partySize: 2 } as const;
    const refused = await changeBooking(world.ports, change);
    expect(endOf(refused)).toBe('slot_taken');
    expect(listAlternatives(refused).length).toBeGreaterThan(0);
    expect([await reload(world, order), await stateAt(world, providerId)]).toEqual([before, 'open']);
    world.ports.payments.current.pay(providerId);
    const paid = valueOf(
      await recordPaymentEvent(world.ports, { key: { provider: 'memory', providerId }, providerEventId: null }),
    );
    expect(paid.bookings[0]?.state).toBe('confirmed');
  });

  test('a larger party costs more: the payment is withdrawn, the claim stays', async () => {
    const world = await staffed();
    const { order, providerId } = await startPaying(world);
    const changed = valueOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), partySize: 3 }));
    const price = { listPriceMinor: 45_000, dueNowMinor: 135_000 };
    const items = [{ serviceId: 'svc_cut', partySize: 3, durationMinutes: 60, ...price }];
    expect([changed.quote.total.amountMinor, changed.quote.items]).toEqual([135_000, items]);
    expect([changed.bookings[0]?.partySize, claimsOf(changed)]).toEqual([3, claimsOf(order)]);
    expect(await stateAt(world, providerId)).toBe('cancelled');
  });

  test('seats move with the party, its own not in its way; more than there are is refused', async () => {
    const world = await staffed();
    const order = await hold(world, { serviceId: 'svc_yoga', startsAt: session, partySize: 2 });
    const bookingId = bookingIdOf(order);
    const seats = () => [...world.tenant.sessions.values()].find(({ startsAt }) => startsAt === session)?.seatsTaken;
    expect(endOf(await changeBooking(world.ports, { bookingId, partySize: 4 }))).toBe('ok');
    expect(seats()).toBe(4);
    expect(endOf(await changeBooking(world.ports, { bookingId, partySize: 2 }))).toBe('ok');
    await hold(world, { serviceId: 'svc_yoga', startsAt: session, partySize: 2 });
    const refused = await changeBooking(world.ports, { bookingId, partySize: 4 });
    expect([endOf(refused), seats()]).toEqual(['slot_taken', 4]);
    expect((await reload(world, order)).quote.total.amountMinor).toBe(90_000);
    expect(endOf(await changeBooking(world.ports, { bookingId, partySize: 3 }))).toBe('ok');
    expect(seats()).toBe(5);
  });

  test('what is held already may change although it could not be booked any more', async () => {
    const world = await staffed();
    world.ports.clock.set(START - 65 * MINUTE);
    const order = await hold(world, { resourceId: 'res_anna' });
    world.ports.clock.advance(8 * MINUTE);
    expect(endOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), resourceId: 'res_berit' }))).toBe('ok');
  });

  test('of two who change to the same person at once one has him', async () => {
    const needsThree = [{ name: 'Stylist', anyOf: ['res_anna', 'res_berit', 'res_cleo'], visitorMayChoose: true }] as const;
    const resources = [buildResource(), buildResource({ id: 'res_berit' }), buildResource({ id: 'res_cleo' })];
    const world = await buildWorld({ services: [buildService({ needs: needsThree })], resources });
    const orders = [await hold(world, { resourceId: 'res_anna' }), await hold(world, { resourceId: 'res_berit' })];
    const ends = await Promise.all(
      orders.map((order) => changeBooking(world.ports, { bookingId: bookingIdOf(order), resourceId: 'res_cleo' })),
    );
    expect(ends.map(endOf).toSorted()).toEqual(['ok', 'slot_taken']);
    expect(countClaims(world)).toBe(2);
  });

  test('in an order of several, one booking changes and the price is that of all; its siblings’ time is not free', async () => {
    const world = await staffed();
    const order = valueOf(
      await placeHold(
        world.ports,
        cart([item({ resourceId: 'res_anna' }), item({ resourceId: 'res_berit' })], { codes: ['TEN'] }),
      ),
    );
    const [first, second] = order.bookings;
    const bookingId = second?.id ?? 'bkg_none';
    const changed = valueOf(await changeBooking(world.ports, { bookingId, partySize: 2 }));
    expect(changed.bookings[0]).toEqual(first);
    expect([changed.quote.total.amountMinor, countUses(world)]).toEqual([121_500, 1]);
    expect(changed.lines.map(({ id }) => id)).toEqual(order.lines.map(({ id }) => id));
    const refused = await changeBooking(world.ports, { bookingId, resourceId: 'res_anna' });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'slot_taken', details: { item: 1 } } });
  });

  test('refuses a person who does not do it, and a party that is too large', async () => {
    const world = await staffed();
    const bookingId = bookingIdOf(await hold(world));
    expect(endOf(await changeBooking(world.ports, { bookingId, resourceId: 'res_nobody' }))).toBe('resource_not_offered');
    expect(endOf(await changeBooking(world.ports, { bookingId, partySize: 4 }))).toBe('party_too_large');
  });
});

test('a change under a price that nobody saw is refused before anything is touched: the open payment stays', async () => {
  const world = await buildWorld({ codes: [buildCode()] });
  const { order, providerId } = await startPaying(world);
  const change = { bookingId: bookingIdOf(order), codes: ['TEN'], quoteHash: 'stale' };
  expect(endOf(await changeBooking(world.ports, change))).toBe('quote_changed');
  expect((await world.ports.payments.current.fetchPayment(providerId)).state).toBe('open');
  expect(await reload(world, order)).toEqual(order);
});
