import { describe, expect, test } from '@jest/globals';
import { computeTotals } from '../../../../core/order/compute-totals.ts';
import { Fault } from '../../../../core/errors/fault.ts';
import type { Order } from '../../../../core/order/order.ts';
import { listAttention } from '../../../../core/report/list-attention.ts';
import { DAY, HOUR } from '../../../../core/time/instant.ts';
import { deliverEffects } from '../../../../core/use-cases/deliver-effects.ts';
import { reconcilePayments } from '../../../../core/use-cases/reconcile-payments.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { NOW, START, valueOf } from '../../../support/build-core.ts';
import { startCheckout } from '../../../../core/use-cases/start-checkout.ts';
import { startCheckoutPage } from '../../../../core/use-cases/start-checkout-page.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { look } from '../../../support/late-money.ts';
import {
  book,
  bookingIdOf,
  buildWorld,
  findDisagreements,
  hold,
  reload,
  startPaying,
  withGateway,
} from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';

const days = { createdFrom: NOW - DAY, createdUntil: NOW + DAY };
const compare = async ({ ports }: World) =>
  (await reconcilePayments(ports, days)).differences.map(({ kind, repaired }) => [kind, repaired]);

/** Changes our books behind the core's back, as a fault or a restored backup does. */
function falsify({ tenant }: World, order: Order, changes: Partial<Order>): void {
  tenant.orders.set(order.id, { ...order, ...changes });
}

describe('reconcilePayments', () => {
  test('finds nothing where all is well, and says how much it compared', async () => {
    const world = await buildWorld();
    await book(world);
    expect(await reconcilePayments(world.ports, days)).toEqual({ compared: 1, differences: [], silent: [] });
  });

  test('paid, and nobody told us: confirmed', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    world.ports.payments.current.pay(providerId);
    expect(await compare(world)).toEqual([['paid_not_confirmed', true]]);
    expect((await reload(world, order)).bookings[0]?.state).toBe('confirmed');
    expect(await compare(world)).toEqual([]);
  });

  test('confirmed, and the provider never took the money: the books are corrected, the time stays, the owner is told', async () => {
    const world = await buildWorld();
    const { order } = await startPaying(world);
    const other = await book(await buildWorld());
    const wrong = other.order;
    falsify(world, await reload(world, order), {
      bookings: wrong.bookings.map((booking, index) => ({
        ...booking,
        id: order.bookings[index]?.id ?? booking.id,
        orderId: order.id,
      })),
      payments: order.payments.map((payment) => ({ ...payment, state: 'paid', capturedMinor: 45_000 })),
      ledger: [
        { key: 'captured/x/provider', account: 'provider', amountMinor: 45_000, recordedAt: NOW },
        { key: 'captured/x/line', account: `line:${order.lines[0]?.id ?? ''}`, amountMinor: -45_000, recordedAt: NOW },
      ],
    });
    expect(await compare(world)).toEqual([['confirmed_not_paid', true]]);
    const after = await reload(world, order);
    expect(after.bookings[0]?.state).toBe('confirmed');
    expect(computeTotals(after)).toMatchObject({ paidMinor: 0, dueMinor: 45_000 });
    expect(listAttention(after, NOW)).toMatchObject([{ kind: 'payment_missing', amountMinor: 45_000 }]);
    expect((await world.ports.bookings.listOrdersToLookAt(0, 10)).map(({ id }) => id)).toEqual([order.id]);
    expect(findDisagreements(world)).toEqual([]);
    await deliverEffects(world.ports, 10);
    expect(world.ports.notifier.listMessages().map(({ subject }) => subject)).toEqual([
      `A payment that we counted on is not there: ${order.reference}`,
    ]);
    expect(await compare(world)).toEqual([]);
  });

  test.each([
    { kind: 'refunded_there', act: (world: World, id: string) => world.ports.payments.current.refundAtProvider(id, 5_000) },
    { kind: 'dispute_missed', act: (world: World, id: string) => world.ports.payments.current.openDispute(id) },
  ])('$kind: booked as if the message had come', async ({ kind, act }) => {
    const world = await buildWorld();
    const { providerId } = await book(world);
    act(world, providerId);
    expect(await compare(world)).toEqual([[kind, true]]);
    expect(findDisagreements(world)).toEqual([]);
    expect(await compare(world)).toEqual([]);
  });

  test('what became of a refund, or of a dispute, whose later news was lost', async () => {
    const world = await buildWorld();
    const gateway = world.ports.payments.current;
    const [first, second] = [await book(world), await book(world, { startsAt: START + DAY })];
    valueOf(await cancelBooking(world.ports, bookingIdOf(first.order), 'owner'));
    gateway.openDispute(second.providerId);
    await deliverEffects(world.ports, 50);
    await look(world, second.providerId);
    gateway.settleRefund((await gateway.fetchPayment(first.providerId)).refunds[0]?.providerId ?? '', 'succeeded');
    gateway.settleDispute(second.providerId, 'lost');
    expect((await compare(world)).toSorted()).toEqual([
      ['dispute_missed', true],
      ['refunded_there', true],
    ]);
    expect(findDisagreements(world)).toEqual([]);
    expect(await compare(world)).toEqual([]);
  });

  test('another amount than was agreed: it can no longer be paid', async () => {
    const world = await buildWorld();
    const { order } = await startPaying(world);
    falsify(world, order, { payments: order.payments.map((payment) => ({ ...payment, amountMinor: 44_000 })) });
    expect(await compare(world)).toEqual([['amount_differs', true]]);
    expect(world.ports.payments.current.showBooks()).toMatchObject([{ state: 'cancelled' }]);
    expect(await compare(world)).toEqual([]);
  });

  test('a payment with our ids that is in no book of ours is told, not touched', async () => {
    const world = await buildWorld();
    const { order } = await startPaying(world);
    world.tenant.orders.delete(order.id);
    const { differences } = await reconcilePayments(world.ports, days);
    expect(differences).toMatchObject([{ kind: 'unknown_payment', orderId: order.id, repaired: false }]);
    expect(world.ports.payments.current.showBooks()).toMatchObject([{ state: 'open' }]);
  });

  test('a payment that nobody waits for any more is withdrawn', async () => {
    const world = await buildWorld();
    const { order } = await startPaying(world);
    falsify(world, order, { payments: order.payments.map((payment) => ({ ...payment, state: 'cancelled', providerId: null })) });
    expect(await compare(world)).toEqual([['left_open', true]]);
    expect(world.ports.payments.current.showBooks()).toMatchObject([{ state: 'cancelled' }]);
  });

  test.each([
    { kind: 'refunded_there', act: (world: World, id: string) => world.ports.payments.current.refundAtProvider(id, 5_000) },
    { kind: 'dispute_missed', act: (world: World, id: string) => world.ports.payments.current.openDispute(id) },
  ])('$kind, although the payment was made long before the time that is compared', async ({ kind, act }) => {
    const world = await buildWorld();
    const { providerId } = await book(world, { startsAt: START + 20 * DAY });
    world.ports.clock.advance(10 * DAY);
    act(world, providerId);
    const now = world.ports.clock.now();
    const again = () => reconcilePayments(world.ports, { createdFrom: now - 3 * DAY, createdUntil: now + DAY });
    expect((await again()).differences).toMatchObject([{ kind, providerId, repaired: true }]);
    expect(findDisagreements(world)).toEqual([]);
    expect(await again()).toMatchObject({ compared: 1, differences: [] });
  });

  test('what moved and is in no book of ours is nobody’s business', async () => {
    const world = await buildWorld();
    const { order, providerId } = await book(world);
    world.ports.payments.current.openDispute(providerId);
    world.tenant.orders.delete(order.id);
    world.ports.clock.advance(10 * DAY);
    const moved = { createdFrom: NOW - DAY, createdUntil: NOW + DAY };
    const old = withGateway(world, () => ({ listPayments: async () => [] }));
    expect((await reconcilePayments(old, moved)).differences).toEqual([]);
  });

  test('however many are compared, one question is asked of the store and none of the provider; only what differs is loaded', async () => {
    const world = await buildWorld();
    for (const hour of [0, 1, 2]) await book(world, { startsAt: START + hour * HOUR });
    const asked: string[] = [];
    const count = <Port extends object>(port: Port, names: readonly string[]): Port =>
      new Proxy(port, {
        get: (target, name, receiver) => {
          if (names.includes(String(name))) asked.push(String(name));
          return Reflect.get(target, name, receiver);
        },
      });
    const listed = await world.ports.payments.current.listPayments(days);
    const strangers = listed.flatMap((theirs) =>
      Array.from({ length: 50 }, (_, index) => ({ ...theirs, paymentId: `pay_stranger${index}${theirs.paymentId}` as const })),
    );
    const ports = withGateway(world, (gateway) => ({
      listPayments: async () => [...listed, ...strangers],
      fetchPayment: async (id) => {
        asked.push('fetchPayment');
        return gateway.fetchPayment(id);
      },
    }));
    const bookings = count(world.ports.bookings, ['findPayments', 'findOrderOfPayment', 'loadOrder']);
    const { compared, differences } = await reconcilePayments({ ...ports, bookings }, days);
    expect({ compared, unknown: differences.length }).toEqual({ compared: 153, unknown: 150 });
    expect(asked).toEqual(['findPayments']);
  });

  test('a payment that nobody uses, although it has our id, is withdrawn and not taken for money that is missing', async () => {
    const world = await buildWorld();
    const held = await hold(world);
    const request = { bookingId: bookingIdOf(held), quoteHash: null };
    world.ports.payments.current.failNextCalls(1, 'after');
    await expect(startCheckout(world.ports, request)).rejects.toBeInstanceOf(Fault);
    const urls = { successUrl: 'https://salon.example/paid', cancelUrl: 'https://salon.example/back' };
    const page = valueOf(await startCheckoutPage(world.ports, { ...request, ...urls })).payment?.providerId ?? '';
    // While the page waits for its visitor, it is left alone.
    expect(await compare(world)).toEqual([['left_open', true]]);
    world.ports.payments.current.pay(page);
    await look(world, page);
    expect(await compare(world)).toEqual([]);
    expect((await reload(world, held)).bookings[0]?.state).toBe('confirmed');
    expect(world.ports.payments.current.showBooks().map(({ state }) => state)).toEqual(['cancelled', 'paid']);
  });

  test('a payment on a page is compared by either of its ids', async () => {
    const world = await buildWorld();
    const held = await hold(world);
    const request = { bookingId: bookingIdOf(held), quoteHash: null };
    const urls = { successUrl: 'https://salon.example/paid', cancelUrl: 'https://salon.example/back' };
    valueOf(await startCheckoutPage(world.ports, { ...request, ...urls }));
    const byIntent = withGateway(world, (gateway) => ({
      listPayments: async (created) =>
        (await gateway.listPayments(created)).map((theirs) => ({ ...theirs, providerId: 'intent_1' })),
      fetchPayment: (id) => gateway.fetchPayment(id === 'intent_1' ? 'memory_page_1' : id),
    }));
    expect((await reconcilePayments(byIntent, days)).differences).toEqual([]);
    expect(world.ports.payments.current.showBooks()).toMatchObject([{ state: 'open' }]);
  });

  test('of an order whose former payment differs, that one is withdrawn and the one that is being paid is not', async () => {
    const world = await buildWorld();
    const { order, providerId } = await startPaying(world);
    valueOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), codes: ['TEN'] }));
    const next = valueOf(await startCheckout(world.ports, { bookingId: bookingIdOf(order), quoteHash: null }));
    let isOpenAgain = true;
    const ports = withGateway(world, (gateway) => {
      const change = <Told extends { readonly providerId: string; readonly state: string }>(told: Told): Told =>
        told.providerId === providerId ? { ...told, currency: 'EUR', state: isOpenAgain ? 'open' : 'cancelled' } : told;
      return {
        listPayments: async (created) => (await gateway.listPayments(created)).map(change),
        fetchPayment: async (id) => change(await gateway.fetchPayment(id)),
        cancelPayment: async (id) => {
          if (id === providerId) isOpenAgain = false;
          return change(await gateway.cancelPayment(id));
        },
      };
    });
    expect((await reconcilePayments(ports, days)).differences).toMatchObject([
      { kind: 'amount_differs', providerId, repaired: true },
    ]);
    expect((await reload(world, order)).payments.at(-1)).toMatchObject({ id: next.payment?.id, state: 'created' });
    expect((await reconcilePayments(ports, days)).differences).toEqual([]);
  });

  test('one that cannot be asked about is left to a person, and the others are repaired', async () => {
    const world = await buildWorld();
    const [first, second] = [await startPaying(world), await startPaying(world, { startsAt: START + HOUR })];
    for (const { providerId } of [first, second]) world.ports.payments.current.pay(providerId);
    const ports = withGateway(world, (gateway) => ({
      fetchPayment: async (id) => {
        if (id === first.providerId) throw new Fault('provider_rejected', 'resource_missing', { retryable: false });
        return gateway.fetchPayment(id);
      },
    }));
    expect((await reconcilePayments(ports, days)).differences).toMatchObject([
      { kind: 'paid_not_confirmed', providerId: first.providerId, repaired: false },
      { kind: 'paid_not_confirmed', providerId: second.providerId, repaired: true },
    ]);
    expect((await reload(world, second.order)).bookings[0]?.state).toBe('confirmed');
  });

  test('a provider that is silent is named, and nothing is believed', async () => {
    const world = await buildWorld();
    await startPaying(world);
    const silent = withGateway(world, () => ({
      listPayments: async () => {
        throw new Fault('provider_unavailable', 'silent', { retryable: true });
      },
    }));
    expect(await reconcilePayments(silent, days)).toEqual({ compared: 0, differences: [], silent: ['memory'] });
  });
});
