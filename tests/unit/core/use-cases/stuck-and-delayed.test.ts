import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../../core/errors/fault.ts';
import { listAttention } from '../../../../core/report/list-attention.ts';
import { OWNER_PATIENCE } from '../../../../core/order/decide-tell-owner.ts';
import { DAY, HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { expireHolds } from '../../../../core/use-cases/expire-holds.ts';
import { releaseByHand } from '../../../../core/use-cases/release-by-hand.ts';
import { sweepPayments } from '../../../../core/use-cases/sweep-payments.ts';
import { buildService, endOf, NOW, START, valueOf } from '../../../support/build-core.ts';
import {
  bookingIdOf,
  buildWorld,
  countClaims,
  listEffects,
  noGateways,
  reload,
  startPaying,
  withGateway,
} from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';
import { look } from '../../../support/late-money.ts';

const silent = (world: World) =>
  withGateway(world, () => ({
    cancelPayment: async () => {
      throw new Fault('provider_unavailable', 'silent', { retryable: true });
    },
  }));

describe('a provider that does not answer', () => {
  test('keeps the time; after half an hour the owner is told, once', async () => {
    const world = await buildWorld();
    const { order } = await startPaying(world);
    world.ports.clock.set(NOW + 10 * MINUTE + OWNER_PATIENCE - 1);
    expect(await expireHolds(silent(world), 10)).toMatchObject({ expired: 0, kept: 1 });
    expect(listEffects(world)).toEqual([]);
    world.ports.clock.advance(1);
    for (let round = 0; round < 3; round += 1) await expireHolds(silent(world), 10);
    expect(listEffects(world)).toEqual(['owner_hold_stuck']);
    expect(countClaims(world)).toBe(1);
    const stuck = await reload(world, order);
    expect(stuck.version).toBe(order.version + 1);
    expect(listAttention(stuck, world.ports.clock.now() - OWNER_PATIENCE)).toMatchObject([{ kind: 'hold_stuck' }]);
  });

  test('keys that are gone are as if it were silent', async () => {
    const world = await buildWorld();
    await startPaying(world);
    world.ports.clock.advance(2 * HOUR);
    await expireHolds({ ...world.ports, payments: noGateways }, 10);
    expect(listEffects(world)).toEqual(['owner_hold_stuck']);
    expect(countClaims(world)).toBe(1);
  });

  test('the owner releases the time by hand; what is paid until the provider answers is late money', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    // Not before its end: and until then nobody's payment is touched.
    expect(endOf(await releaseByHand(world.ports, bookingIdOf(order)))).toBe('illegal_transition');
    expect(await world.ports.payments.current.fetchPayment(providerId)).toMatchObject({ state: 'open' });
    world.ports.clock.advance(2 * HOUR);
    const released = valueOf(await releaseByHand(silent(world), bookingIdOf(order)));
    expect(released.bookings[0]?.state).toBe('expired');
    expect(countClaims(world)).toBe(0);
    world.ports.payments.current.pay(providerId);
    expect((await look(world, providerId)).bookings[0]?.state).toBe('confirmed');
  });

  test('… and a payment that nobody waits for any more is withdrawn once it answers', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    world.ports.clock.advance(2 * HOUR);
    valueOf(await releaseByHand(silent(world), bookingIdOf(order)));
    await sweepPayments(world.ports, world.ports.clock.now(), 10);
    expect(await world.ports.payments.current.fetchPayment(providerId)).toMatchObject({ state: 'cancelled' });
    expect((await reload(world, order)).payments[0]?.state).toBe('cancelled');
  });
});

describe('methods that take days', () => {
  const world = () => buildWorld({ services: [buildService({ delayedPaymentDays: 5 })] });

  test('are asked for only where the owner allows them', async () => {
    const requests: boolean[] = [];
    for (const delayedPaymentDays of [null, 5]) {
      const one = await buildWorld({ services: [buildService({ delayedPaymentDays })] });
      const listening = withGateway(one, (gateway) => ({
        createPayment: async (request) => {
          requests.push(request.allowDelayed);
          return gateway.createPayment(request);
        },
      }));
      await startPaying({ ...one, ports: listening });
    }
    expect(requests).toEqual([false, true]);
  });

  test('keep the time for as long as the owner said, and the customer is told', async () => {
    const one = await world();
    const { order, providerId } = await startPaying(one);
    one.ports.payments.current.startProcessing(providerId);
    const moving = await look(one, providerId);
    expect(moving.bookings[0]).toMatchObject({ state: 'awaiting_payment', holdExpiresAt: Math.min(NOW + 5 * DAY, START) });
    expect(listEffects(one)).toEqual(['payment_processing']);
    one.ports.clock.advance(DAY);
    expect(await expireHolds(one.ports, 10)).toMatchObject({ expired: 0 });
    one.ports.payments.current.pay(providerId);
    expect((await look(one, providerId)).bookings[0]?.state).toBe('confirmed');
    expect((await reload(one, order)).refunds).toEqual([]);
  });

  test('that fail leave a day for another try, and the customer is told; then the time is free', async () => {
    const one = await world();
    const { providerId, order } = await startPaying(one);
    one.ports.payments.current.startProcessing(providerId);
    await look(one, providerId);
    one.ports.clock.advance(2 * HOUR);
    one.ports.payments.current.decline(providerId);
    const failed = await look(one, providerId);
    expect(failed.bookings[0]?.holdExpiresAt).toBe(Math.min(NOW + 26 * HOUR, START));
    expect(listEffects(one)).toEqual(['payment_processing', 'payment_failed']);
    one.ports.clock.set(NOW + 26 * HOUR);
    expect(await expireHolds(one.ports, 10)).toMatchObject({ expired: 1 });
    expect((await reload(one, order)).bookings[0]?.state).toBe('expired');
  });

  test('that failed, and are tried anew before that was heard, leave the same day, told once', async () => {
    const one = await world();
    const { providerId, order } = await startPaying(one);
    one.ports.payments.current.startProcessing(providerId);
    await look(one, providerId);
    one.ports.clock.advance(2 * HOUR);
    one.ports.payments.current.decline(providerId);
    one.ports.payments.current.requireAction(providerId);
    expect((await look(one, providerId)).bookings[0]?.holdExpiresAt).toBe(Math.min(NOW + 26 * HOUR, START));
    one.ports.payments.current.decline(providerId);
    await look(one, providerId);
    expect(listEffects(one)).toEqual(['payment_processing', 'payment_failed']);
    one.ports.clock.set(NOW + 26 * HOUR);
    expect(await expireHolds(one.ports, 10)).toMatchObject({ expired: 1 });
    expect((await reload(one, order)).bookings[0]?.state).toBe('expired');
  });
});
