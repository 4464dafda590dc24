import { expect, test } from '@jest/globals';
import type { Booking } from '../../../core/booking/booking.ts';
import type { OrderId } from '../../../core/ids.ts';
import type { Order } from '../../../core/order/order.ts';
import type { SeenTurns } from '../../../core/ports/booking-store.ts';
import { HOUR, MINUTE } from '../../../core/time/instant.ts';
import { buildBooking, buildClaim, buildOrder, buildPayment, fixtureNow } from '../../support/fixtures-core.ts';
import { changeTo, countKinds, loadOrder, makeStale, prepare, race, saveExpired } from './helpers.ts';
import type { BookingSubjectFactory, TenantStores } from './subject.ts';

const query = { serviceId: 'svc_cut', limit: 10, now: fixtureNow } as const;

/** An order with one booking, made so many minutes after `fixtureNow`, that occupies nobody. */
const made = (id: OrderId, minute: number, booking: Partial<Booking> = {}, order: Partial<Order> = {}): Order => {
  const createdAt = fixtureNow + minute * MINUTE;
  return buildOrder({ id, createdAt, bookings: [buildBooking(id, { claims: [], createdAt, ...booking })], ...order });
};

const see = async ({ bookings }: Pick<TenantStores, 'bookings'>, limit = 10): Promise<SeenTurns> => {
  const { mark } = await bookings.listTurns({ ...query, limit });
  return { ...query, limit, mark };
};

const listIds = async ({ bookings }: Pick<TenantStores, 'bookings'>, limit = 10): Promise<readonly string[]> =>
  (await bookings.listTurns({ ...query, limit })).turns.map(({ bookingId }) => bookingId);

/** Cases of whose turn it is: the newest bookings of a service, and writes that count on them. */
export function turnCases(factory: BookingSubjectFactory): void {
  test('the newest bookings of a service that stand are listed, the oldest first, each with whom it has', async () => {
    const { bookings, otherTenant } = await prepare(factory);
    await bookings.insertOrder(made('ord_2', 2, { resourceIds: ['res_bo', 'res_room1'] }), []);
    await bookings.insertOrder(made('ord_1', 1), []);
    await bookings.insertOrder(made('ord_3', 2, { id: 'bkg_0' }, { lines: [] }), []);
    await bookings.insertOrder(made('ord_4', 3, { serviceId: 'svc_yoga' }), []);
    await otherTenant.bookings.insertOrder(made('ord_5', 4), []);
    const { turns } = await bookings.listTurns(query);
    expect(turns).toEqual([
      { bookingId: 'bkg_1', resourceIds: ['res_anna'], createdAt: fixtureNow + MINUTE },
      { bookingId: 'bkg_0', resourceIds: ['res_anna'], createdAt: fixtureNow + 2 * MINUTE },
      { bookingId: 'bkg_2', resourceIds: ['res_bo', 'res_room1'], createdAt: fixtureNow + 2 * MINUTE },
    ]);
    expect(await listIds({ bookings }, 2)).toEqual(['bkg_0', 'bkg_2']);
    expect(await listIds(otherTenant)).toEqual(['bkg_5']);
  });

  test('what is cancelled or expired is no turn, nor is a hold that is over; one that is in payment is, and what was done', async () => {
    const { bookings } = await prepare(factory);
    const held = made('ord_held', 1);
    await bookings.insertOrder(held, []);
    await bookings.insertOrder(makeStale(made('ord_stale', 2)), []);
    await bookings.insertOrder(makeStale(made('ord_paying', 3, {}, { payments: [buildPayment('ord_paying')] })), []);
    for (const state of ['confirmed', 'completed', 'no_show', 'cancelled', 'expired'] as const)
      await bookings.insertOrder(made(`ord_${state}`, 4, { state, holdExpiresAt: null }), []);
    const standing = ['bkg_completed', 'bkg_confirmed', 'bkg_no_show'];
    expect(await listIds({ bookings })).toEqual(['bkg_held', 'bkg_paying', ...standing]);
    await saveExpired(bookings, await loadOrder(bookings, 'ord_held'));
    expect(await listIds({ bookings })).toEqual(['bkg_paying', ...standing]);
  });

  test('a write that counts on turns is not done once there is another one, or one less; moving one changes nothing', async () => {
    const { bookings, reader } = await prepare(factory);
    const first = await see({ bookings });
    expect(await bookings.insertOrder(made('ord_1', 1), [], [first])).toEqual({ kind: 'saved' });
    const claims = [buildClaim('res_anna', fixtureNow + 24 * HOUR)];
    expect(await bookings.insertOrder(made('ord_2', 2, { claims }), [], [first])).toEqual({ kind: 'turn_passed' });
    expect([await reader.countOrders(), await reader.countActiveClaims('res_anna')]).toEqual([1, 0]);

    const second = await see({ bookings });
    const before = await loadOrder(bookings, 'ord_1');
    const moved = { ...before, bookings: before.bookings.map((booking) => ({ ...booking, resourceIds: ['res_bo'] as const })) };
    expect(await bookings.saveOrder(changeTo(before, moved))).toEqual({ kind: 'saved' });
    expect(await bookings.insertOrder(made('ord_2', 2), [], [second])).toEqual({ kind: 'saved' });

    const third = await see({ bookings });
    await saveExpired(bookings, await loadOrder(bookings, 'ord_2'));
    expect(await bookings.insertOrder(made('ord_3', 3), [], [third])).toEqual({ kind: 'turn_passed' });
    expect((await see({ bookings })).mark).toBe(second.mark);
  });

  test('only as far back as was looked at, and only of that service', async () => {
    const { bookings } = await prepare(factory);
    for (const minute of [1, 2, 3]) await bookings.insertOrder(made(`ord_${minute}`, minute), []);
    const seen = await see({ bookings }, 2);
    await saveExpired(bookings, await loadOrder(bookings, 'ord_1'));
    await bookings.insertOrder(made('ord_yoga', 4, { serviceId: 'svc_yoga' }), []);
    const claims = [buildClaim('res_anna', fixtureNow), buildClaim('res_bo', fixtureNow)];
    expect(await bookings.insertOrder(made('ord_4', 4, { claims }), [], [seen])).toEqual({ kind: 'saved' });
  });

  test('of many writes that saw the same turns one is done, also of those for two services', async () => {
    const { bookings, reader } = await prepare(factory);
    const seen = await see({ bookings });
    const yoga = { ...seen, serviceId: 'svc_yoga' } as const;
    const results = await race(20, (index) => {
      const order = made(`ord_${index}`, 1, index % 2 === 0 ? {} : { serviceId: 'svc_yoga' });
      return bookings.insertOrder(order, [], index % 4 < 2 ? [seen, yoga] : [yoga, seen]);
    });
    expect(countKinds(results)).toEqual({ saved: 1, turn_passed: 19 });
    expect(await reader.countOrders()).toBe(1);
  });

  test('whom a customer had is listed by his address, however it is written: what is confirmed or took place, the latest start first', async () => {
    const { bookings, otherTenant } = await prepare(factory);
    const email = 'eva@customer.example';
    const of = (id: OrderId, state: Booking['state'], hour: number, resourceIds: Booking['resourceIds'], address = email) => {
      const booking = { state, startsAt: fixtureNow + hour * HOUR, endsAt: fixtureNow + (hour + 1) * HOUR, resourceIds };
      return made(id, 1, booking, { customer: { name: 'Eva', email: address, phone: null } });
    };
    await bookings.insertOrder(of('ord_1', 'completed', -48, ['res_anna']), []);
    await bookings.insertOrder(of('ord_2', 'confirmed', 24, ['res_bo', 'res_room1'], 'EVA@customer.example'), []);
    await bookings.insertOrder(of('ord_3', 'no_show', -24, ['res_room2']), []);
    await bookings.insertOrder(of('ord_4', 'cancelled', 48, ['res_room1']), []);
    await bookings.insertOrder(of('ord_5', 'held', 48, ['res_room1']), []);
    await bookings.insertOrder(of('ord_6', 'confirmed', 48, ['res_room1'], 'eva2@customer.example'), []);
    await bookings.insertOrder(made('ord_7', 1, { state: 'confirmed' }, { customer: null }), []);
    await otherTenant.bookings.insertOrder(of('ord_8', 'confirmed', 48, ['res_room1']), []);
    const had = [['res_bo', 'res_room1'], ['res_room2'], ['res_anna']];
    expect(await bookings.listLastWith({ email, limit: 9 })).toEqual(had);
    expect(await bookings.listLastWith({ email: ' Eva@Customer.example ', limit: 2 })).toEqual(had.slice(0, 2));
    expect(await bookings.listLastWith({ email: 'nobody@customer.example', limit: 9 })).toEqual([]);
  });
}
