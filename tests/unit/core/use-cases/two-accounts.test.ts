import { describe, expect, test } from '@jest/globals';
import { createMemoryPaymentGateway, createMemoryPaymentGateways } from '../../../../adapters/memory/create-memory-ports.ts';
import type { MemoryPaymentGateway } from '../../../../adapters/memory/create-memory-ports.ts';
import type { Order } from '../../../../core/order/order.ts';
import type { Ports } from '../../../../core/ports/ports.ts';
import { HOUR } from '../../../../core/time/instant.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { deliverEffects } from '../../../../core/use-cases/deliver-effects.ts';
import { expireHolds } from '../../../../core/use-cases/expire-holds.ts';
import { recordPaymentEvent } from '../../../../core/use-cases/record-payment-event.ts';
import { startCheckout } from '../../../../core/use-cases/start-checkout.ts';
import { sweepPayments } from '../../../../core/use-cases/sweep-payments.ts';
import { endOf, START, valueOf } from '../../../support/build-core.ts';
import { bookingIdOf, buildWorld, countClaims, hold, LATER, reload } from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';

/** A business with an account for tests and one for real money, whose provider ids are the same: each numbers its payments from one. */
type TwoAccounts = {
  readonly world: World;
  readonly test: MemoryPaymentGateway;
  readonly live: MemoryPaymentGateway;
  /** The ports while the account for tests takes payments, after the switch to real money, and after payments were switched off. */
  readonly before: Ports;
  readonly after: Ports;
  readonly off: Ports;
};

async function buildTwoAccounts(): Promise<TwoAccounts> {
  const world = await buildWorld();
  const [live, testing] = [createMemoryPaymentGateway('stripe'), createMemoryPaymentGateway('stripe_test')];
  const after = { ...world.ports, payments: createMemoryPaymentGateways(live, [testing]) };
  return {
    ...{ world, live, test: testing, after },
    before: { ...world.ports, payments: createMemoryPaymentGateways(testing, [live]) },
    off: { ...after, payments: { ...after.payments, current: null } },
  };
}

const request = (order: Order) => ({ bookingId: bookingIdOf(order), quoteHash: null });

/** A hold whose payment was begun in test mode. */
async function beginInTestMode(): Promise<TwoAccounts & { readonly order: Order; readonly providerId: string }> {
  const accounts = await buildTwoAccounts();
  const held = await hold(accounts.world);
  const { order, payment } = valueOf(await startCheckout(accounts.before, request(held)));
  return { ...accounts, order, providerId: payment?.providerId ?? '' };
}

const providersOf = (order: Order): readonly string[] => order.payments.map(({ provider }) => provider);

describe('a payment that was begun before the switch', () => {
  test('goes on at its own account: the same secret again, and nothing is opened at the other', async () => {
    const { order, after, off, live, providerId } = await beginInTestMode();
    for (const ports of [after, off]) {
      const again = valueOf(await startCheckout(ports, request(order)));
      expect([again.payment?.providerId, again.payment?.provider, again.clientSecret]).toEqual([
        providerId,
        'stripe_test',
        `${providerId}_secret`,
      ]);
    }
    expect(live.showBooks()).toEqual([]);
  });

  test('is looked up there: by its message, by the page, and by the sweep', async () => {
    for (const look of ['message', 'page', 'sweep'] as const) {
      const { world, order, after, test: testing, providerId } = await beginInTestMode();
      testing.pay(providerId);
      if (look === 'message')
        valueOf(await recordPaymentEvent(after, { key: { provider: 'stripe_test', providerId }, providerEventId: 'evt_1' }));
      if (look === 'page') await startCheckout(after, request(order));
      if (look === 'sweep') expect(await sweepPayments(after, LATER, 10)).toEqual({ payments: 1, failures: [] });
      expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
    }
  });

  test('is withdrawn there: when the hold ends, when it is given up, and when the price changes', async () => {
    for (const end of ['expiry', 'cancellation', 'change'] as const) {
      const { world, order, after, test: testing } = await beginInTestMode();
      if (end === 'expiry') {
        world.ports.clock.set(LATER);
        expect(await expireHolds(after, 10)).toMatchObject({ expired: 1 });
      }
      if (end === 'cancellation') valueOf(await cancelBooking(after, bookingIdOf(order), 'customer'));
      if (end === 'change') valueOf(await changeBooking(after, { bookingId: bookingIdOf(order), codes: ['TEN'] }));
      expect(testing.showBooks().map(({ state }) => state)).toEqual(['cancelled']);
      if (end !== 'change') continue;
      expect(providersOf(valueOf(await startCheckout(after, request(order))).order)).toEqual(['stripe_test', 'stripe']);
    }
  });

  test('is refunded there', async () => {
    const { order, after, test: testing, live, providerId } = await beginInTestMode();
    testing.pay(providerId);
    valueOf(await recordPaymentEvent(after, { key: { provider: 'stripe_test', providerId }, providerEventId: null }));
    valueOf(await cancelBooking(after, bookingIdOf(order), 'owner'));
    expect((await deliverEffects(after, 50)).failed).toBe(0);
    expect((await testing.fetchPayment(providerId)).refunds.map(({ amountMinor }) => amountMinor)).toEqual([45_000]);
    expect(live.showBooks()).toEqual([]);
  });

  test('stays when its account is gone, with its time and its refund, and goes on when the account is there again', async () => {
    const { world, order, after, before, providerId, test: testing } = await beginInTestMode();
    const gone: Ports = {
      ...after,
      payments: { ...after.payments, find: (name) => (name === 'stripe' ? after.payments.find(name) : null) },
    };
    expect(endOf(await startCheckout(gone, request(order)))).toBe('payments_not_configured');
    expect(endOf(await recordPaymentEvent(gone, { key: { provider: 'stripe_test', providerId }, providerEventId: null }))).toBe(
      'not_found',
    );
    world.ports.clock.set(LATER);
    expect(await expireHolds(gone, 10)).toMatchObject({ expired: 0, kept: 1, failures: [] });
    expect(countClaims(world)).toBe(1);
    testing.pay(providerId);
    valueOf(await recordPaymentEvent(before, { key: { provider: 'stripe_test', providerId }, providerEventId: null }));
    valueOf(await cancelBooking(gone, bookingIdOf(order), 'owner'));
    await deliverEffects(gone, 50);
    expect((await testing.fetchPayment(providerId)).refunds).toEqual([]);
    world.ports.clock.advance(HOUR);
    await deliverEffects(after, 50);
    expect((await testing.fetchPayment(providerId)).refunds).toHaveLength(1);
  });
});

describe('after the switch', () => {
  test('new payments are opened at the new account, and ids that both accounts have given are not mixed up', async () => {
    const { world, order, after, test: testing, live, providerId } = await beginInTestMode();
    const other = await hold(world, { startsAt: START + 2 * HOUR });
    const started = valueOf(await startCheckout(after, request(other)));
    expect([started.payment?.provider, started.payment?.providerId]).toEqual(['stripe', providerId]);
    live.pay(providerId);
    valueOf(await recordPaymentEvent(after, { key: { provider: 'stripe', providerId }, providerEventId: 'evt_1' }));
    expect((await reload(world, other)).bookings[0]?.state).toBe('confirmed');
    expect((await reload(world, order)).bookings[0]?.state).toBe('awaiting_payment');
    testing.pay(providerId);
    // Events are numbered by each account too.
    valueOf(await recordPaymentEvent(after, { key: { provider: 'stripe_test', providerId }, providerEventId: 'evt_1' }));
    expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
  });

  test('to none: a new payment is refused, and the time is kept', async () => {
    const { world, off } = await buildTwoAccounts();
    const order = await hold(world);
    expect(endOf(await startCheckout(off, request(order)))).toBe('payments_not_configured');
    expect((await reload(world, order)).bookings[0]?.state).toBe('held');
  });
});
