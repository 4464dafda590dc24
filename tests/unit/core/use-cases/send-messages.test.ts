import { describe, expect, test } from '@jest/globals';
import type { BookingId } from '../../../../core/ids.ts';
import { DAY, HOUR } from '../../../../core/time/instant.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { deliverEffects } from '../../../../core/use-cases/deliver-effects.ts';
import { expireHolds } from '../../../../core/use-cases/expire-holds.ts';
import { recordOnSite } from '../../../../core/use-cases/move-money.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { recordPaymentEvent } from '../../../../core/use-cases/record-payment-event.ts';
import { releaseByHand } from '../../../../core/use-cases/release-by-hand.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { startCheckout } from '../../../../core/use-cases/start-checkout.ts';
import { buildCode, buildService, START, valueOf } from '../../../support/build-core.ts';
import type { World } from '../../../support/build-world.ts';
import {
  book,
  bookingIdOf,
  buildWorld,
  cart,
  hold,
  item,
  LATER,
  listEffects,
  startPaying,
  withGateway,
} from '../../../support/build-world.ts';
import { look, payLate } from '../../../support/late-money.ts';

/** Delivers all that waits and answers the templates of the messages that went out, the first first. */
async function deliver(world: World): Promise<readonly string[]> {
  const before = world.ports.notifier.listMessages().length;
  await deliverEffects(world.ports, 50);
  return world.ports.notifier
    .listMessages()
    .slice(before)
    .map(({ key }) => key.split('/')[0] ?? '');
}

const readMails = (world: World, start: string): string =>
  world.ports.notifier
    .listMessages()
    .filter(({ subject }) => subject.startsWith(start))
    .map(({ text }) => text)
    .join('\n---\n')
    .replaceAll(/[^\S\n]+/gu, ' ');

const move = async ({ ports }: World, bookingId: BookingId, hours: number) =>
  valueOf(await rescheduleBooking(ports, { bookingId, startsAt: START + hours * HOUR, resourceId: null, by: 'customer' }));

describe('a message that is not true any more when its turn comes is not sent', () => {
  test('a confirmation of a booking that is cancelled by now', async () => {
    const world = await buildWorld();
    const { order } = await book(world);
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer', { refundMinor: 0 }));
    const sent = await deliver(world);
    expect(sent).not.toContain('booking_confirmed');
    expect(sent).toContain('booking_cancelled');
  });

  test('a move that was followed by another: one message tells the last time', async () => {
    const world = await buildWorld();
    const { order } = await book(world);
    await deliver(world);
    for (const hours of [2, 4]) await move(world, bookingIdOf(order), hours);
    expect(await deliver(world)).toEqual(['booking_rescheduled']);
    expect(readMails(world, 'Moved')).toContain('at 14:00');
  });

  test('a move of a booking that is cancelled by now', async () => {
    const world = await buildWorld();
    const { order } = await book(world);
    await move(world, bookingIdOf(order), 2);
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer', { refundMinor: 0 }));
    expect(await deliver(world)).not.toContain('booking_rescheduled');
  });

  test.each([
    ['declined', async (world: World, id: BookingId) => valueOf(await cancelBooking(world.ports, id, 'customer'))],
    ['over', async (world: World) => world.ports.clock.advance(DAY)],
    ['taken', async (world: World, id: BookingId) => move(world, id, 2)],
  ] as const)('an offer for late money that is %s, to the customer and to the owner', async (_, end) => {
    const world = await buildWorld({ codes: [buildCode({ maximumRedemptions: 1 })] });
    const { order } = await payLate(world, () => book(world));
    await end(world, bookingIdOf(order));
    const sent = await deliver(world);
    expect(listEffects(world)).toEqual(expect.arrayContaining(['payment_late_offer', 'owner_payment_late']));
    expect(sent).not.toContain('payment_late_offer');
    expect(sent).not.toContain('owner_payment_late');
  });

  test('a time that was stuck and is released meanwhile', async () => {
    const world = await buildWorld();
    const { order } = await startPaying(world);
    world.ports.clock.set(LATER + HOUR);
    const silent = withGateway(world, (gateway) => ({ cancelPayment: gateway.fetchPayment }));
    await expireHolds(silent, 10);
    expect(listEffects(world)).toContain('owner_hold_stuck');
    valueOf(await releaseByHand(world.ports, bookingIdOf(order)));
    expect(await deliver(world)).not.toContain('owner_hold_stuck');
  });

  test('money on its way that has arrived or failed; a failure that was followed by money', async () => {
    const world = await buildWorld({ services: [buildService({ delayedPaymentDays: 5 })] });
    const { providerId } = await startPaying(world);
    const see = async (state: 'processing' | 'open'): Promise<void> => {
      const ports = withGateway(world, (gateway) => ({
        fetchPayment: async (id) => ({ ...(await gateway.fetchPayment(id)), state }),
      }));
      valueOf(await recordPaymentEvent(ports, { key: { provider: 'memory', providerId }, providerEventId: null }));
    };
    await see('processing');
    await see('open');
    expect(await deliver(world)).toEqual(['payment_failed']);
    await see('processing');
    await see('open');
    world.ports.payments.current.pay(providerId);
    await look(world, providerId);
    const sent = await deliver(world);
    expect(sent).toContain('booking_confirmed');
    expect(sent).not.toContain('payment_processing');
    expect(sent).not.toContain('payment_failed');
  });

  test('a dispute that is decided by now', async () => {
    const world = await buildWorld();
    const { providerId } = await book(world);
    world.ports.payments.current.openDispute(providerId);
    await look(world, providerId);
    world.ports.payments.current.settleDispute(providerId, 'won');
    await look(world, providerId);
    const sent = await deliver(world);
    expect(sent).not.toContain('owner_dispute_opened');
    expect(sent).toContain('owner_dispute_closed');
  });
});

describe('a message that is true is sent', () => {
  test('an offer that is open, to the customer and to the owner', async () => {
    const world = await buildWorld({ codes: [buildCode({ maximumRedemptions: 1 })] });
    await payLate(world, () => book(world));
    expect(await deliver(world)).toEqual(expect.arrayContaining(['payment_late_offer', 'owner_payment_late']));
  });

  test('a time that is stuck', async () => {
    const world = await buildWorld();
    await startPaying(world);
    world.ports.clock.set(LATER + HOUR);
    await expireHolds(
      withGateway(world, (gateway) => ({ cancelPayment: gateway.fetchPayment })),
      10,
    );
    expect(await deliver(world)).toEqual(['owner_hold_stuck']);
  });

  test('a dispute that is open', async () => {
    const world = await buildWorld();
    const { providerId } = await book(world);
    world.ports.payments.current.openDispute(providerId);
    await look(world, providerId);
    expect(await deliver(world)).toContain('owner_dispute_opened');
  });
});

describe('what a cancellation gives back', () => {
  test('of money paid at the place is told as such, to the customer and to the owner', async () => {
    const world = await buildWorld({ services: [buildService({ payment: 'on_site' })] });
    const held = await hold(world);
    const { order } = valueOf(await startCheckout(world.ports, { bookingId: bookingIdOf(held), quoteHash: null }));
    valueOf(await recordOnSite(world.ports, { orderId: order.id, amountMinor: 45_000, key: 'till' }));
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    await deliver(world);
    const mails = readMails(world, 'Cancelled');
    expect(mails).toContain('SEK 450.00 is returned to you at the place.');
    expect(mails).toContain('Please return SEK 450.00 at the place and book it.');
    expect(mails).not.toContain('Nothing is refunded');
  });

  test('through the provider and at the place is told with both parts', async () => {
    const world = await buildWorld({ services: [buildService({ price: { amountMinor: 45_000, currency: 'SEK' } })] });
    const { order } = await book(world);
    valueOf(await recordOnSite(world.ports, { orderId: order.id, amountMinor: 5_000, key: 'till' }));
    const cancelled = valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    await deliver(world);
    // What was above the price is the owner's: only the price is owed back.
    expect(cancelled.refunds.map(({ amountMinor }) => amountMinor)).toEqual([45_000]);
    expect(readMails(world, 'Cancelled')).toContain('Refund: SEK 450.00');
    expect(readMails(world, 'Cancelled')).not.toContain('at the place');
  });

  test('is nothing where nothing was paid', async () => {
    const world = await buildWorld({ services: [buildService({ payment: 'on_site' })] });
    const held = await hold(world);
    const { order } = valueOf(await startCheckout(world.ports, { bookingId: bookingIdOf(held), quoteHash: null }));
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    await deliver(world);
    expect(readMails(world, 'Cancelled')).toContain('Nothing is refunded under the cancellation terms.');
  });
});

test('money that came twice is explained as such, whatever became of the first booking of its order', async () => {
  const world = await buildWorld({ codes: [buildCode({ maximumRedemptions: 1 })] });
  const held = valueOf(await placeHold(world.ports, cart([item(), item({ startsAt: START + HOUR })])));
  const bookingId = bookingIdOf(held);
  const first = valueOf(await startCheckout(world.ports, { bookingId, quoteHash: null })).payment?.providerId ?? '';
  // The provider says that the first can no longer be paid, and is wrong.
  const wrong = withGateway(world, (gateway) => ({
    cancelPayment: gateway.fetchPayment,
    fetchPayment: async (id) => ({ ...(await gateway.fetchPayment(id)), state: 'cancelled' }),
  }));
  valueOf(await changeBooking(wrong, { bookingId, codes: ['TEN'] }));
  const second = valueOf(await startCheckout(world.ports, { bookingId, quoteHash: null })).payment?.providerId ?? '';
  for (const providerId of [second, first]) {
    world.ports.payments.current.pay(providerId);
    await look(world, providerId);
    if (providerId === second) valueOf(await cancelBooking(world.ports, bookingId, 'owner'));
  }
  await deliver(world);
  const mail = readMails(world, 'Your payment to');
  expect(mail).toContain('we received a second payment');
  expect(mail).not.toContain('No booking was made');
  expect(mail).not.toContain('Choose another time');
});
