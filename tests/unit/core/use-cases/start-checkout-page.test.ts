import { describe, expect, test } from '@jest/globals';
import { Fault } from '../../../../core/errors/fault.ts';
import { DAY, MINUTE } from '../../../../core/time/instant.ts';
import { expireHolds } from '../../../../core/use-cases/expire-holds.ts';
import { recordPaymentEvent } from '../../../../core/use-cases/record-payment-event.ts';
import { startCheckout } from '../../../../core/use-cases/start-checkout.ts';
import { startCheckoutPage } from '../../../../core/use-cases/start-checkout-page.ts';
import { buildService, endOf, NOW, START, valueOf } from '../../../support/build-core.ts';
import {
  bookingIdOf,
  buildWorld,
  findDisagreements,
  hold,
  LATER,
  listEffects,
  noGateways,
  reload,
  withGateway,
} from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';

const addresses = { successUrl: 'https://salon.example/done', cancelUrl: 'https://salon.example/back' };
const checkout = async (world: World) => {
  const order = await hold(world);
  const request = { bookingId: bookingIdOf(order), quoteHash: order.quote.hash };
  return { order, request, start: { ...request, ...addresses } };
};
const showStates = (world: World) => world.ports.payments.current.showBooks().map(({ providerId, state }) => [providerId, state]);

describe('startCheckoutPage', () => {
  test('writes the payment, opens a page at the provider and answers its address, which rests nowhere', async () => {
    const world = await buildWorld();
    const { order, start } = await checkout(world);
    const started = valueOf(await startCheckoutPage(world.ports, start));
    expect(started.url).toBe('https://provider.example/pay/memory_page_1');
    const stored = await reload(world, order);
    expect(stored.payments).toMatchObject([{ providerId: 'memory_page_1', state: 'created', amountMinor: 45_000 }]);
    expect(stored.bookings[0]?.state).toBe('awaiting_payment');
    expect(JSON.stringify([...world.tenant.orders, ...world.tenant.effects])).not.toContain('provider.example');
  });

  test('the provider learns where to send the visitor, and an end that is the same at each repetition and beyond every hold', async () => {
    const world = await buildWorld();
    const { start } = await checkout(world);
    const seen: object[] = [];
    const ports = withGateway(world, (gateway) => ({
      createCheckoutPage: async (asked) => {
        seen.push(asked);
        if (seen.length === 1) throw new Fault('provider_unavailable', 'away', { retryable: true });
        return gateway.createCheckoutPage(asked);
      },
    }));
    await expect(startCheckoutPage(ports, start)).rejects.toThrow(Fault);
    world.ports.clock.advance(4 * MINUTE);
    valueOf(await startCheckoutPage(ports, start));
    expect(seen[0]).toMatchObject({ ...addresses, closesAt: NOW + 60 * MINUTE, allowDelayed: false });
    expect(seen[1]).toEqual(seen[0]);
  });

  test('again: the same page', async () => {
    const world = await buildWorld();
    const { start } = await checkout(world);
    const [first, second] = [await startCheckoutPage(world.ports, start), await startCheckoutPage(world.ports, start)];
    expect(valueOf(second).url).toBe(valueOf(first).url);
    expect(showStates(world)).toEqual([['memory_page_1', 'open']]);
  });

  test('two at once open one page', async () => {
    const world = await buildWorld();
    const { start } = await checkout(world);
    const [one, two] = await Promise.all([startCheckoutPage(world.ports, start), startCheckoutPage(world.ports, start)]);
    expect(valueOf(one).url).toBe(valueOf(two).url);
    expect(showStates(world)).toHaveLength(1);
  });

  test.each(['before', 'after'] as const)('the provider fails %s doing it: the next call has the same page', async (when) => {
    const world = await buildWorld();
    const { order, start } = await checkout(world);
    world.ports.payments.current.failNextCalls(1, when);
    await expect(startCheckoutPage(world.ports, start)).rejects.toThrow(Fault);
    expect((await reload(world, order)).payments).toMatchObject([{ providerId: null, state: 'created' }]);
    valueOf(await startCheckoutPage(world.ports, start));
    expect(showStates(world)).toEqual([['memory_page_1', 'open']]);
  });

  test('the hold ends while the provider opens the page: it is closed there and no address leaves', async () => {
    const world = await buildWorld();
    const { start } = await checkout(world);
    const ports = withGateway(world, (gateway) => ({
      createCheckoutPage: async (asked) => {
        const made = await gateway.createCheckoutPage(asked);
        world.ports.clock.advance(LATER - NOW);
        await expireHolds(world.ports, 10);
        return made;
      },
    }));
    const refused = await startCheckoutPage(ports, start);
    expect(endOf(refused)).toBe('hold_expired');
    expect(JSON.stringify(refused)).not.toContain('provider.example');
    expect(showStates(world)).toEqual([['memory_page_1', 'cancelled']]);
  });

  test('paid on the page meanwhile: the booking is confirmed and no second payment begins', async () => {
    const world = await buildWorld();
    const { order, start } = await checkout(world);
    valueOf(await startCheckoutPage(world.ports, start));
    world.ports.payments.current.pay('memory_page_1');
    expect(endOf(await startCheckoutPage(world.ports, start))).toBe('already_paid');
    expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
    expect(findDisagreements(world)).toEqual([]);
  });

  test('with nothing due there is no page and the booking is confirmed at once', async () => {
    const world = await buildWorld({ services: [buildService({ price: { amountMinor: 0, currency: 'SEK' } })] });
    const { order, start } = await checkout(world);
    const started = valueOf(await startCheckoutPage(world.ports, start));
    expect([started.payment, started.url]).toEqual([null, null]);
    expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
    expect(showStates(world)).toEqual([]);
  });

  test('without a provider account there is no page', async () => {
    const world = await buildWorld();
    const { start } = await checkout(world);
    expect(endOf(await startCheckoutPage({ ...world.ports, payments: noGateways }, start))).toBe('payments_not_configured');
  });

  test('a method that takes days fails: the page is over, the customer is told, and a day is left for another try', async () => {
    const world = await buildWorld({ services: [buildService({ delayedPaymentDays: 5 })] });
    const { order, start } = await checkout(world);
    valueOf(await startCheckoutPage(world.ports, start));
    const look = () =>
      recordPaymentEvent(world.ports, { key: { provider: 'memory', providerId: 'memory_page_1' }, providerEventId: null });
    world.ports.payments.current.startProcessing('memory_page_1');
    valueOf(await look());
    world.ports.payments.current.decline('memory_page_1');
    const failed = valueOf(await look());
    expect(failed.payments).toMatchObject([{ state: 'cancelled' }]);
    expect(failed.bookings[0]?.holdExpiresAt).toBe(Math.min(NOW + DAY, START));
    expect(listEffects(world)).toEqual(['payment_processing', 'payment_failed']);
    expect(valueOf(await startCheckoutPage(world.ports, start)).url).toBe('https://provider.example/pay/memory_page_2');
    expect((await reload(world, order)).payments.map(({ state }) => state)).toEqual(['cancelled', 'created']);
  });

  test('refuses another price than the one that was agreed', async () => {
    const world = await buildWorld();
    const { start } = await checkout(world);
    expect(endOf(await startCheckoutPage(world.ports, { ...start, quoteHash: 'another' }))).toBe('quote_changed');
    expect(showStates(world)).toEqual([]);
  });
});

describe('one order, two ways to pay', () => {
  test('a page after the form: the form’s payment is withdrawn before the page opens', async () => {
    const world = await buildWorld();
    const { order, request, start } = await checkout(world);
    valueOf(await startCheckout(world.ports, request));
    const page = valueOf(await startCheckoutPage(world.ports, start));
    expect(page.url).toBe('https://provider.example/pay/memory_page_2');
    expect(showStates(world)).toEqual([
      ['memory_payment_1', 'cancelled'],
      ['memory_page_2', 'open'],
    ]);
    expect((await reload(world, order)).payments.map(({ state }) => state)).toEqual(['cancelled', 'created']);
  });

  test('the form after a page: the page is closed before the form’s payment opens', async () => {
    const world = await buildWorld();
    const { request, start } = await checkout(world);
    valueOf(await startCheckoutPage(world.ports, start));
    const form = valueOf(await startCheckout(world.ports, request));
    expect(form.clientSecret).toBe('memory_payment_2_secret');
    expect(showStates(world)).toEqual([
      ['memory_page_1', 'cancelled'],
      ['memory_payment_2', 'open'],
    ]);
  });

  test('paid in the form at that moment: nothing opens, the booking is confirmed', async () => {
    const world = await buildWorld();
    const { order, request, start } = await checkout(world);
    valueOf(await startCheckout(world.ports, request));
    const ports = withGateway(world, (gateway) => ({
      cancelPayment: async (providerId) => {
        world.ports.payments.current.pay(providerId);
        return gateway.cancelPayment(providerId);
      },
    }));
    expect(endOf(await startCheckoutPage(ports, start))).toBe('payment_in_progress');
    expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
    expect(showStates(world)).toEqual([['memory_payment_1', 'paid']]);
    expect(findDisagreements(world)).toEqual([]);
  });

  test('money on its way from the page: the form is refused, and the money confirms the booking when it comes', async () => {
    const world = await buildWorld();
    const { order, request, start } = await checkout(world);
    valueOf(await startCheckoutPage(world.ports, start));
    world.ports.payments.current.startProcessing('memory_page_1');
    expect(endOf(await startCheckout(world.ports, request))).toBe('payment_in_progress');
    expect(endOf(await startCheckoutPage(world.ports, start))).toBe('payment_in_progress');
    world.ports.payments.current.pay('memory_page_1');
    valueOf(
      await recordPaymentEvent(world.ports, { key: { provider: 'memory', providerId: 'memory_page_1' }, providerEventId: 'e' }),
    );
    expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
  });

  test.each([
    ['the page is slower', true],
    ['the form is slower', false],
  ])('both at once, %s: never two that can be paid, and what stands is what left last', async (_case, isPageSlower) => {
    const world = await buildWorld();
    const { order, request, start } = await checkout(world);
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const slow = withGateway(world, (gateway) => ({
      createCheckoutPage: async (asked) => {
        const made = await gateway.createCheckoutPage(asked);
        if (isPageSlower) await gate;
        return made;
      },
      createPayment: async (asked) => {
        const made = await gateway.createPayment(asked);
        if (!isPageSlower) await gate;
        return made;
      },
    }));
    const slower = isPageSlower ? startCheckoutPage(slow, start) : startCheckout(slow, request);
    await new Promise((resolve) => setImmediate(resolve));
    const faster = isPageSlower ? startCheckout(world.ports, request) : startCheckoutPage(world.ports, start);
    expect((await faster).ok).toBe(true);
    release();
    expect((await slower).ok).toBe(true);
    const open = showStates(world).filter(([, state]) => state === 'open');
    expect(open).toHaveLength(1);
    const standing = (await reload(world, order)).payments.filter(({ state }) => state === 'created');
    expect(standing.map(({ providerId }) => providerId)).toEqual([open[0]?.[0]]);
  });
});
