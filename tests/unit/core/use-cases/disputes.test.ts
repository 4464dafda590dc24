import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../../core/errors/fault.ts';
import { computeTotals } from '../../../../core/order/compute-totals.ts';
import { computeBalance } from '../../../../core/order/ledger.ts';
import type { ProviderDispute } from '../../../../core/payment/provider-payment.ts';
import { listAttention } from '../../../../core/report/list-attention.ts';
import { DAY, HOUR } from '../../../../core/time/instant.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { deliverEffects } from '../../../../core/use-cases/deliver-effects.ts';
import { refundByOwner } from '../../../../core/use-cases/move-money.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { endOf, NOW, START, valueOf } from '../../../support/build-core.ts';
import {
  book,
  bookingIdOf,
  buildWorld,
  findDisagreements,
  listEffects,
  reload,
  withGateway,
} from '../../../support/build-world.ts';
import { look } from '../../../support/late-money.ts';

async function disputed(amountMinor?: number) {
  const world = await buildWorld();
  const { providerId } = await book(world);
  world.ports.payments.current.openDispute(providerId, amountMinor);
  return { world, order: await look(world, providerId), providerId, gateway: world.ports.payments.current };
}

describe('a dispute', () => {
  test('freezes the order: the money is with the bank, the owner is told, the time stands', async () => {
    const { world, order } = await disputed();
    expect(order.payments[0]).toMatchObject({ state: 'disputed', disputes: [{ state: 'open', amountMinor: 45_000 }] });
    expect(order.bookings[0]?.state).toBe('confirmed');
    expect(computeTotals(order)).toMatchObject({ paidMinor: 45_000, disputedMinor: 45_000, refundedMinor: 0, dueMinor: 0 });
    expect(endOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer'))).toBe('payment_disputed');
    const move = { bookingId: bookingIdOf(order), startsAt: START + HOUR, resourceId: null, by: 'customer' } as const;
    expect(endOf(await rescheduleBooking(world.ports, move))).toBe('not_reschedulable');
    expect(endOf(await refundByOwner(world.ports, { orderId: order.id, amountMinor: 100, refundId: 'ref_1' }))).toBe(
      'payment_disputed',
    );
    await deliverEffects(world.ports, 50);
    expect(world.ports.notifier.listMessages().map(({ subject }) => subject)).toContain(
      `A payment is disputed: ${order.reference}`,
    );
    expect(listAttention(order, NOW)).toMatchObject([{ kind: 'payment_disputed', amountMinor: 45_000 }]);
    expect(findDisagreements(world)).toEqual([]);
  });

  test('won: as if nothing had been', async () => {
    const { world, order, providerId, gateway } = await disputed();
    gateway.settleDispute(providerId, 'won');
    const after = await look(world, providerId);
    expect(after.payments[0]?.state).toBe('paid');
    expect(computeTotals(after)).toMatchObject({ disputedMinor: 0, refundedMinor: 0, dueMinor: 0 });
    expect(listAttention(after, NOW)).toEqual([]);
    expect(endOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer'))).toBe('ok');
    expect(findDisagreements(world)).toEqual([]);
  });

  test.each([45_000, 10_000])('lost over %i: that has gone back, and is not given back again', async (amountMinor) => {
    const { world, order, providerId, gateway } = await disputed(amountMinor);
    gateway.settleDispute(providerId, 'lost');
    const after = await look(world, providerId);
    expect(after.payments[0]?.state).toBe('lost');
    expect(computeTotals(after)).toMatchObject({ disputedMinor: 0, refundedMinor: amountMinor, dueMinor: 0 });
    expect(listAttention(after, NOW)).toMatchObject([{ kind: 'dispute_lost', amountMinor }]);
    const cancelled = valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    expect(cancelled.refunds.map((refund) => refund.amountMinor)).toEqual(amountMinor === 45_000 ? [] : [35_000]);
    expect(findDisagreements(world)).toEqual([]);
  });

  test('an owner cancels while it is open: his refund waits, and goes once it is won', async () => {
    const { world, order, providerId, gateway } = await disputed();
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    expect((await deliverEffects(world.ports, 50)).failed).toBe(1);
    gateway.settleDispute(providerId, 'won');
    await look(world, providerId);
    world.ports.clock.advance(DAY);
    expect((await deliverEffects(world.ports, 50)).failed).toBe(0);
    expect((await gateway.fetchPayment(providerId)).refunds).toMatchObject([{ amountMinor: 45_000 }]);
  });

  test('… and is given up once it is lost: nobody gets his money twice', async () => {
    const { world, order, providerId, gateway } = await disputed();
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    await deliverEffects(world.ports, 50);
    gateway.settleDispute(providerId, 'lost');
    const after = await look(world, providerId);
    expect(after.refunds).toMatchObject([{ state: 'superseded' }]);
    expect(computeTotals(after)).toMatchObject({ refundDueMinor: 0, refundedMinor: 45_000 });
    world.ports.clock.advance(DAY);
    expect((await deliverEffects(world.ports, 50)).failed).toBe(0);
    expect((await gateway.fetchPayment(providerId)).refunds).toEqual([]);
    expect(findDisagreements(world)).toEqual([]);
  });

  test('first seen when it was decided, or after every look again: the same books, each message once', async () => {
    const { world, order, providerId, gateway } = await disputed();
    for (let times = 0; times < 3; times += 1) await look(world, providerId);
    gateway.settleDispute(providerId, 'lost');
    for (let times = 0; times < 3; times += 1) await look(world, providerId);
    const kinds = listEffects(world).filter((kind) => kind.startsWith('owner_dispute'));
    expect(kinds).toEqual(['owner_dispute_opened', 'owner_dispute_closed']);
    expect((await reload(world, order)).ledger.map(({ key }) => key)).toHaveLength(6);
  });
});

describe('several disputes of a payment', () => {
  test('one was won, then another opens: frozen again, the books are right, and the owner hears of each', async () => {
    const { world, order, providerId, gateway } = await disputed(10_000);
    gateway.settleDispute(providerId, 'won');
    await look(world, providerId);
    gateway.openDispute(providerId, 35_000);
    const after = await look(world, providerId);
    expect(after.payments[0]).toMatchObject({
      state: 'disputed',
      disputes: [
        { state: 'won', amountMinor: 10_000 },
        { state: 'open', amountMinor: 35_000 },
      ],
    });
    expect(computeTotals(after)).toMatchObject({ disputedMinor: 35_000, refundedMinor: 0, dueMinor: 0 });
    expect(endOf(await cancelBooking(world.ports, bookingIdOf(order), 'customer'))).toBe('payment_disputed');
    const kinds = listEffects(world).filter((kind) => kind.startsWith('owner_dispute'));
    expect(kinds).toEqual(['owner_dispute_opened', 'owner_dispute_closed', 'owner_dispute_opened']);
    expect(findDisagreements(world)).toEqual([]);
  });

  test('one is lost, then another opens and is won: disputed meanwhile, lost in the end, and only what is left goes back', async () => {
    const { world, order, providerId, gateway } = await disputed(10_000);
    gateway.settleDispute(providerId, 'lost');
    expect((await look(world, providerId)).payments[0]?.state).toBe('lost');
    gateway.openDispute(providerId, 20_000);
    const open = await look(world, providerId);
    expect(open.payments[0]?.state).toBe('disputed');
    expect(computeTotals(open)).toMatchObject({ disputedMinor: 20_000, refundedMinor: 10_000, dueMinor: 0 });
    gateway.settleDispute(providerId, 'won');
    const after = await look(world, providerId);
    expect(after.payments[0]?.state).toBe('lost');
    expect(computeTotals(after)).toMatchObject({ disputedMinor: 0, refundedMinor: 10_000 });
    const cancelled = valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    expect(cancelled.refunds.map((refund) => refund.amountMinor)).toEqual([35_000]);
    expect(findDisagreements(world)).toEqual([]);
  });

  test('one is open, and is seen next together with another that was lost at once: both are booked, and it stays disputed', async () => {
    const { world, order, providerId, gateway } = await disputed(10_000);
    const [first] = (await gateway.fetchPayment(providerId)).disputes;
    const second = { providerId: 'dp_2', state: 'lost', amountMinor: 35_000 } as const;
    const tell = (disputes: readonly ProviderDispute[]) => ({
      ...world,
      ports: withGateway(world, ({ fetchPayment }) => ({
        fetchPayment: async (id) => ({ ...(await fetchPayment(id)), disputes }),
      })),
    });
    if (first === undefined) throw new Error('it is disputed');
    const both = await look(tell([first, second]), providerId);
    expect(both.payments[0]).toMatchObject({ state: 'disputed', disputes: [first, second] });
    expect(computeTotals(both)).toMatchObject({ disputedMinor: 10_000, refundedMinor: 35_000 });
    expect(computeBalance(both.ledger)).toBe(0);
    expect(computeBalance(both.ledger, 'provider')).toBe(0);
    const won = await look(tell([second, { ...first, state: 'won' }]), providerId);
    expect(won.payments[0]?.state).toBe('lost');
    // A look that is older than what is known takes nothing back, in whatever order it tells them.
    const old = await look(tell([{ ...second, state: 'open' }, first]), providerId);
    expect(old.payments).toEqual(won.payments);
    expect(computeBalance(old.ledger, 'provider')).toBe(10_000);
    const kinds = listEffects(world).filter((kind) => kind.startsWith('owner_dispute'));
    expect(kinds).toEqual(['owner_dispute_opened', 'owner_dispute_closed', 'owner_dispute_closed']);
    await deliverEffects(world.ports, 50);
    const closed = world.ports.notifier
      .listMessages()
      .find(({ subject }) => subject === `A dispute is decided: ${order.reference}`);
    expect(closed?.text).toMatch(/decided for you: .*100.*decided for the customer: .*350/s);
  });
});

describe('a refund made by hand before ours', () => {
  test('makes ours unnecessary: it is given up instead of being tried for ever', async () => {
    const world = await buildWorld();
    const { order, providerId } = await book(world);
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    world.ports.payments.current.refundAtProvider(providerId, 45_000);
    expect((await deliverEffects(world.ports, 50)).failed).toBe(0);
    const after = await reload(world, order);
    expect(after.refunds.map(({ state, reason }) => [state, reason])).toEqual([
      ['superseded', 'cancelled'],
      ['succeeded', 'made_at_provider'],
    ]);
    expect(computeTotals(after)).toMatchObject({ refundedMinor: 45_000, refundDueMinor: 0 });
    expect(findDisagreements(world)).toEqual([]);
  });

  test('of a part: the rest still goes back', async () => {
    const world = await buildWorld();
    const { order, providerId } = await book(world);
    valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    world.ports.payments.current.refundAtProvider(providerId, 15_000);
    await deliverEffects(world.ports, 50);
    await deliverEffects(world.ports, 50);
    const refunds = (await world.ports.payments.current.fetchPayment(providerId)).refunds.map(({ amountMinor }) => amountMinor);
    expect(refunds).toEqual([15_000, 30_000]);
    expect(findDisagreements(world)).toEqual([]);
  });
});

test('a refund that the provider refuses for good has failed: it is owed, and the owner is told', async () => {
  const world = await buildWorld();
  const { order } = await book(world);
  valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
  const refusing = withGateway(world, () => ({
    createRefund: async () => {
      throw new Fault('provider_rejected', 'no', { retryable: false });
    },
  }));
  expect((await deliverEffects(refusing, 50)).failed).toBe(0);
  const after = await reload(world, order);
  expect(after.refunds).toMatchObject([{ state: 'failed' }]);
  expect(computeTotals(after).refundDueMinor).toBe(45_000);
  expect(listEffects(world)).toContain('owner_refund_failed');
  expect(listAttention(after, NOW)).toMatchObject([{ kind: 'refund_owed', amountMinor: 45_000 }]);
  // A worker that died before it could note that it was done: nothing goes out after the owner was told to return it himself.
  for (const { key, payload } of world.tenant.effects.values())
    if (payload.kind === 'refund_payment') await world.ports.effects.reopenEffect(key, 0, 'internal_error');
  await deliverEffects(world.ports, 50);
  expect(world.ports.payments.current.showBooks()[0]?.refunds).toEqual([]);
});
