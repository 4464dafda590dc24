import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../../core/errors/fault.ts';
import { DAY, MINUTE } from '../../../../core/time/instant.ts';
import { expireHolds } from '../../../../core/use-cases/expire-holds.ts';
import { startCheckout } from '../../../../core/use-cases/start-checkout.ts';
import { withdrawPayment } from '../../../../core/use-cases/withdraw-payment.ts';
import { NOW, START, valueOf } from '../../../support/build-core.ts';
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
  withGateway,
  noGateways,
} from '../../../support/build-world.ts';

describe('expireHolds', () => {
  test('releases what is over, to the millisecond, with its code', async () => {
    const world = await buildWorld();
    const order = await hold(world, { codes: ['TEN'] });
    world.ports.clock.set(NOW + 10 * MINUTE - 1);
    expect(await expireHolds(world.ports, 10)).toMatchObject({ expired: 0, kept: 0, failures: [] });
    world.ports.clock.set(NOW + 10 * MINUTE);
    expect(await expireHolds(world.ports, 10)).toMatchObject({ expired: 1, kept: 0, failures: [] });
    expect(await expireHolds(world.ports, 10)).toMatchObject({ expired: 0, kept: 0, failures: [] });
    expect((await reload(world, order)).bookings[0]?.state).toBe('expired');
    expect([countClaims(world), countUses(world), listEffects(world)]).toEqual([0, 0, ['notify_waiting_list']]);
  });

  test('a time in payment is withdrawn at the provider first', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    world.ports.clock.set(LATER);
    const claims: number[] = [];
    const ports = withGateway(world, (gateway) => ({
      cancelPayment: async (id) => {
        claims.push(countClaims(world));
        return gateway.cancelPayment(id);
      },
    }));
    expect(await expireHolds(ports, 10)).toMatchObject({ expired: 1, kept: 0, failures: [] });
    expect(claims).toEqual([1]);
    expect((await world.ports.payments.current.fetchPayment(providerId)).state).toBe('cancelled');
    expect((await reload(world, order)).payments[0]?.state).toBe('cancelled');
  });

  test.each([
    { name: 'does not answer', fault: new Fault('provider_unavailable', 'away', { retryable: true }) },
    { name: 'does not understand', fault: new Fault('provider_rejected', 'what?', { retryable: false }) },
  ])('while the provider $name the time stays, and others are not held up', async ({ fault }) => {
    const world = await buildWorld();
    const { order } = await startPaying(world);
    const other = await hold(world, { startsAt: START + DAY });
    world.ports.clock.set(LATER);
    const down = withGateway(world, () => ({
      cancelPayment: async () => {
        throw fault;
      },
    }));
    expect(await expireHolds(down, 10)).toMatchObject({ expired: 1, kept: 1, failures: [] });
    expect((await reload(world, order)).bookings[0]?.state).toBe('awaiting_payment');
    expect((await reload(world, other)).bookings[0]?.state).toBe('expired');
    // Its hold is over all the same: nobody can start to pay for it now.
    await expect(startCheckout(world.ports, { bookingId: bookingIdOf(order), quoteHash: null })).resolves.toMatchObject({
      refusal: { code: 'hold_expired' },
    });
    expect(await expireHolds(world.ports, 10)).toMatchObject({ expired: 1, kept: 0, failures: [] });
  });

  test('an answer that was lost is found at the next sweep', async () => {
    const world = await buildWorld();
    const { order } = await startPaying(world);
    world.ports.clock.set(LATER);
    world.ports.payments.current.failNextCalls(1, 'after');
    expect(await expireHolds(world.ports, 10)).toMatchObject({ expired: 0, kept: 1, failures: [] });
    expect(await expireHolds(world.ports, 10)).toMatchObject({ expired: 1, kept: 0, failures: [] });
    expect((await reload(world, order)).bookings[0]?.state).toBe('expired');
  });

  test('money that is moving keeps the time', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    world.ports.payments.current.startProcessing(providerId);
    world.ports.clock.set(LATER);
    expect(await expireHolds(world.ports, 10)).toMatchObject({ expired: 0, kept: 1, failures: [] });
    expect((await reload(world, order)).payments[0]?.state).toBe('processing');
  });

  test('paid meanwhile: confirmed, not released', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    world.ports.payments.current.pay(providerId);
    world.ports.clock.set(LATER);
    expect((await expireHolds(world.ports, 10)).expired).toBe(0);
    expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
    expect([countClaims(world), findDisagreements(world)]).toEqual([1, []]);
  });

  test('a payment whose provider never answered is dropped with the hold', async () => {
    const world = await buildWorld();
    const held = await hold(world);
    world.ports.payments.current.failNextCalls(1, 'before');
    await expect(startCheckout(world.ports, { bookingId: bookingIdOf(held), quoteHash: null })).rejects.toThrow(Fault);
    world.ports.clock.set(LATER);
    expect(await expireHolds(world.ports, 10)).toMatchObject({ expired: 1, kept: 0, failures: [] });
    expect((await reload(world, held)).payments[0]?.state).toBe('cancelled');
  });

  test('twice at once releases once', async () => {
    const world = await buildWorld();
    await startPaying(world);
    await hold(world, { startsAt: START + DAY });
    world.ports.clock.set(LATER);
    const [one, two] = await Promise.all([expireHolds(world.ports, 10), expireHolds(world.ports, 10)]);
    expect((one?.expired ?? 0) + (two?.expired ?? 0)).toBe(2);
    expect(countClaims(world)).toBe(0);
  });

  test('a mistake of ours is not hidden', async () => {
    const world = await buildWorld();
    await startPaying(world);
    world.ports.clock.set(LATER);
    const broken = withGateway(world, () => ({
      cancelPayment: async () => {
        throw new TypeError('a bug');
      },
    }));
    expect(await expireHolds(broken, 10)).toMatchObject({ kept: 1, failures: [new TypeError('a bug')] });
  });
});

describe('withdrawPayment', () => {
  test('nothing open, nothing to withdraw', async () => {
    const world = await buildWorld();
    const order = await hold(world);
    expect(await withdrawPayment(world.ports, order.id)).toBe(true);
    expect(await withdrawPayment(world.ports, 'ord_none')).toBe(false);
  });

  test('without the provider an open payment stays', async () => {
    const world = await buildWorld();
    const { order } = await startPaying(world);
    expect(await withdrawPayment({ ...world.ports, payments: noGateways }, order.id)).toBe(false);
    expect(await withdrawPayment(world.ports, order.id)).toBe(true);
    expect(
      valueOf(await startCheckout(world.ports, { bookingId: bookingIdOf(order), quoteHash: null })).order.payments,
    ).toHaveLength(2);
  });
});
