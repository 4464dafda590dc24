import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../../core/errors/fault.ts';
import { MINUTE } from '../../../../core/time/instant.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { startCheckout } from '../../../../core/use-cases/start-checkout.ts';
import { buildCode, buildService, customer, endOf, NOW, START, valueOf } from '../../../support/build-core.ts';
import {
  book,
  bookingIdOf,
  buildWorld,
  countUses,
  hold,
  LATER,
  reload,
  startPaying,
  withGateway,
} from '../../../support/build-world.ts';

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

test('a change under a price that nobody saw is refused before anything is touched: the open payment stays', async () => {
  const world = await buildWorld({ codes: [buildCode()] });
  const { order, providerId } = await startPaying(world);
  const change = { bookingId: bookingIdOf(order), codes: ['TEN'], quoteHash: 'stale' };
  expect(endOf(await changeBooking(world.ports, change))).toBe('quote_changed');
  expect((await world.ports.payments.current.fetchPayment(providerId)).state).toBe('open');
  expect(await reload(world, order)).toEqual(order);
});
