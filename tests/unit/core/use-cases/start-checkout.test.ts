import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../../core/errors/fault.ts';
import { MINUTE } from '../../../../core/time/instant.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { expireHolds } from '../../../../core/use-cases/expire-holds.ts';
import { startCheckout } from '../../../../core/use-cases/start-checkout.ts';
import { buildCode, buildService, endOf, NOW, valueOf } from '../../../support/build-core.ts';
import {
  bookingIdOf,
  buildWorld,
  countClaims,
  findDisagreements,
  hold,
  LATER,
  listEffects,
  reload,
  withGateway,
  noGateways,
} from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';

const checkout = async (world: World, ports = world.ports) => {
  const order = await hold(world);
  return { order, request: { bookingId: bookingIdOf(order), quoteHash: order.quote.hash }, ports };
};

describe('startCheckout', () => {
  test('writes the payment, opens it at the provider and answers its secret', async () => {
    const world = await buildWorld();
    const { order, request } = await checkout(world);
    const started = valueOf(await startCheckout(world.ports, request));
    expect(started.clientSecret).toBe('memory_payment_1_secret');
    const stored = await reload(world, order);
    expect(stored.payments).toMatchObject([{ providerId: 'memory_payment_1', state: 'created', amountMinor: 45_000 }]);
    expect(stored.bookings[0]?.state).toBe('awaiting_payment');
    expect(JSON.stringify([...world.tenant.orders, ...world.tenant.effects])).not.toContain('secret');
  });

  test('again: the same payment, nothing new at the provider', async () => {
    const world = await buildWorld();
    const { request } = await checkout(world);
    const first = valueOf(await startCheckout(world.ports, request));
    const second = valueOf(await startCheckout(world.ports, request));
    expect([second.payment?.id, second.clientSecret]).toEqual([first.payment?.id, first.clientSecret]);
    expect(world.ports.payments.current.showBooks()).toHaveLength(1);
  });

  test('two at once open one payment', async () => {
    const world = await buildWorld();
    const { request } = await checkout(world);
    const [one, two] = await Promise.all([startCheckout(world.ports, request), startCheckout(world.ports, request)]);
    expect(valueOf(one).payment?.id).toBe(valueOf(two).payment?.id);
    expect(world.ports.payments.current.showBooks()).toHaveLength(1);
  });

  test.each(['before', 'after'] as const)('the provider fails %s doing it: the next call has the same payment', async (when) => {
    const world = await buildWorld();
    const { order, request } = await checkout(world);
    world.ports.payments.current.failNextCalls(1, when);
    await expect(startCheckout(world.ports, request)).rejects.toThrow(Fault);
    const [written] = (await reload(world, order)).payments;
    expect(written).toMatchObject({ providerId: null, state: 'created' });
    const started = valueOf(await startCheckout(world.ports, request));
    expect(started.payment?.id).toBe(written?.id);
    expect(world.ports.payments.current.showBooks()).toHaveLength(1);
  });

  test('the payment row stands before the provider is asked, the provider’s id before the secret leaves', async () => {
    const world = await buildWorld();
    const { order, request } = await checkout(world);
    const seen: (string | null | undefined)[] = [];
    const ports = withGateway(world, (gateway) => ({
      createPayment: async (asked) => {
        const [payment] = (await reload(world, order)).payments;
        seen.push(payment?.id === asked.paymentId ? payment.providerId : undefined);
        return gateway.createPayment(asked);
      },
      fetchPayment: async (providerId) => {
        seen.push((await reload(world, order)).payments[0]?.providerId);
        return gateway.fetchPayment(providerId);
      },
    }));
    const started = valueOf(await startCheckout(ports, request));
    expect(seen).toEqual([null]);
    expect(started.clientSecret).not.toBeNull();
    expect((await reload(world, started.order)).payments).toMatchObject([{ providerId: 'memory_payment_1' }]);
  });

  test('no secret leaves when the provider’s id cannot be stored', async () => {
    const world = await buildWorld();
    const { request } = await checkout(world);
    let saves = 0;
    const bookings = {
      ...world.ports.bookings,
      saveOrder: async (change: Parameters<typeof world.ports.bookings.saveOrder>[0]) => {
        saves += 1;
        if (saves > 1) throw new Fault('busy_store', 'the database is away', { retryable: true });
        return world.ports.bookings.saveOrder(change);
      },
    };
    await expect(startCheckout({ ...world.ports, bookings }, request)).rejects.toThrow('the database is away');
    expect(saves).toBe(2);
    const again = valueOf(await startCheckout(world.ports, request));
    expect([again.clientSecret, world.ports.payments.current.showBooks().length]).toEqual(['memory_payment_1_secret', 1]);
  });

  test('the hold ends while the provider opens the payment: it is withdrawn there and no secret leaves', async () => {
    const world = await buildWorld();
    const { order, request } = await checkout(world);
    const ports = withGateway(world, (gateway) => ({
      createPayment: async (asked) => {
        const opened = await gateway.createPayment(asked);
        world.ports.clock.set(LATER);
        await expireHolds(world.ports, 10);
        return opened;
      },
    }));
    const refused = await startCheckout(ports, request);
    expect(endOf(refused)).toBe('hold_expired');
    expect(JSON.stringify(refused)).not.toContain('secret');
    expect(world.ports.payments.current.showBooks().map((payment) => payment.state)).toEqual(['cancelled']);
    expect((await reload(world, order)).bookings[0]?.state).toBe('expired');
    expect(countClaims(world)).toBe(0);
  });

  test('the price changes while the provider opens the payment: the old one is withdrawn', async () => {
    const world = await buildWorld();
    const { order, request } = await checkout(world);
    let isFirst = true;
    const ports = withGateway(world, (gateway) => ({
      createPayment: async (asked) => {
        const opened = await gateway.createPayment(asked);
        if (isFirst) await changeBooking(world.ports, { bookingId: request.bookingId, codes: ['TEN'] });
        isFirst = false;
        return opened;
      },
    }));
    expect(endOf(await startCheckout(ports, request))).toBe('quote_changed');
    expect(world.ports.payments.current.showBooks().map((payment) => payment.state)).toEqual(['cancelled']);
    const started = valueOf(await startCheckout(world.ports, { ...request, quoteHash: null }));
    expect(started.payment?.amountMinor).toBe(40_500);
    expect((await reload(world, order)).payments.map((payment) => payment.state)).toEqual(['cancelled', 'created']);
  });

  test('a payment that somebody withdrew at the provider is replaced while the time is held', async () => {
    const world = await buildWorld();
    const { request } = await checkout(world);
    const first = valueOf(await startCheckout(world.ports, request));
    world.ports.payments.current.cancelAtProvider(first.payment?.providerId ?? '');
    const second = valueOf(await startCheckout(world.ports, request));
    expect(second.payment?.id).not.toBe(first.payment?.id);
    expect(second.clientSecret).toBe('memory_payment_2_secret');
  });

  test('a payment that is paid meanwhile confirms instead', async () => {
    const world = await buildWorld();
    const { order, request } = await checkout(world);
    const started = valueOf(await startCheckout(world.ports, request));
    world.ports.payments.current.pay(started.payment?.providerId ?? '');
    expect(endOf(await startCheckout(world.ports, request))).toBe('already_paid');
    expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
    expect(endOf(await startCheckout(world.ports, request))).toBe('already_paid');
    expect(findDisagreements(world)).toEqual([]);
  });

  test('nothing due: confirmed without the provider', async () => {
    const world = await buildWorld({ codes: [buildCode({ discount: { kind: 'percent', percent: 100 } })] });
    const order = await hold(world, { codes: ['TEN'] });
    const started = valueOf(
      await startCheckout({ ...world.ports, payments: noGateways }, { bookingId: bookingIdOf(order), quoteHash: null }),
    );
    expect([started.payment, started.clientSecret, started.order.bookings[0]?.state]).toEqual([null, null, 'confirmed']);
    expect(listEffects(world)).toEqual(['booking_confirmed', 'owner_booking_confirmed', 'sync_calendar']);
  });

  test.each([
    { name: 'another price', changes: { quoteHash: '0' }, code: 'quote_changed' },
    { name: 'an unknown booking', changes: { bookingId: 'bkg_none' }, code: 'booking_not_found' },
  ] as const)('refuses $name', async ({ changes, code }) => {
    const world = await buildWorld();
    const { request } = await checkout(world);
    expect(endOf(await startCheckout(world.ports, { ...request, ...changes }))).toBe(code);
    expect(world.ports.payments.current.showBooks()).toEqual([]);
  });

  test('refuses without a customer, after the hold, and without a provider', async () => {
    const world = await buildWorld();
    const bare = await hold(world, { customer: null });
    const request = { bookingId: bookingIdOf(bare), quoteHash: null };
    expect(endOf(await startCheckout(world.ports, request))).toBe('customer_required');
    valueOf(
      await changeBooking(world.ports, {
        bookingId: request.bookingId,
        customer: { name: 'Eva', email: 'e@x.example', phone: null },
      }),
    );
    expect(endOf(await startCheckout({ ...world.ports, payments: noGateways }, request))).toBe('payments_not_configured');
    world.ports.clock.set(NOW + 10 * MINUTE);
    expect(endOf(await startCheckout(world.ports, request))).toBe('hold_expired');
  });

  test('the description at the provider names service, business and reference, and nobody', async () => {
    const world = await buildWorld({ services: [buildService({ name: 'Long cut' })] });
    const { request, order } = await checkout(world);
    const descriptions: string[] = [];
    const ports = withGateway(world, (gateway) => ({
      createPayment: async (asked) => {
        descriptions.push(JSON.stringify(asked));
        return gateway.createPayment(asked);
      },
    }));
    valueOf(await startCheckout(ports, request));
    expect(descriptions[0]).toContain(`Long cut, Salon, ${order.reference}`);
    expect(descriptions[0]).not.toMatch(/Eva|mail\.example/);
  });
});
