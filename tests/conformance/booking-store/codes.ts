import { expect, test } from '@jest/globals';
import type { OrderId } from '../../../core/ids.ts';
import type { CustomerCount } from '../../../core/order/customer-counts.ts';
import type { Order, Redemption } from '../../../core/order/order.ts';
import { HOUR } from '../../../core/time/instant.ts';
import { buildBooking, buildClaim, buildOrder, fixtureNow } from '../../support/fixtures-core.ts';
import { changeTo, countKinds, loadOrder, makeStale, prepare, race, saveExpired } from './helpers.ts';
import type { BookingSubjectFactory } from './subject.ts';

const EVA_TEN = 'code/customer/2f9c/TEN';
const EVA_FIRST = 'first_visit/customer/2f9c';
const BO_TEN = 'code/customer/77aa/TEN';

const count = (key: string, uses = 1, maximum = 2): CustomerCount => ({ key, uses, maximum });
const reserve = (code: string, rest: Partial<Redemption> = {}): Redemption => ({ code, state: 'reserved', ...rest });

/** An order that occupies nobody and uses codes. */
const withCodes = (id: OrderId, redemptions: readonly Redemption[], order: Partial<Order> = {}): Order =>
  buildOrder({ id, bookings: [buildBooking(id, { claims: [] })], redemptions, ...order });

/** Cases of codes with several uses, and of what is counted of customers. */
export function codeCases(factory: BookingSubjectFactory): void {
  test('a redemption of several uses takes them all or none, and comes back as it was written', async () => {
    const { bookings, reader } = await prepare(factory);
    const order = withCodes('ord_1', [reserve('TEN', { uses: 7, counted: [count(EVA_TEN, 7, 9)] }), reserve('FREE')]);
    expect(await bookings.insertOrder(order, [])).toEqual({ kind: 'saved' });
    expect(await bookings.loadOrder('ord_1')).toEqual(order);
    const by = { kind: 'code', code: 'TEN' };
    expect(await bookings.insertOrder(withCodes('ord_2', [reserve('TEN', { uses: 4 })]), [])).toEqual({ kind: 'taken', by });
    expect(await bookings.insertOrder(withCodes('ord_3', [reserve('TEN', { uses: 3 })]), [])).toEqual({ kind: 'saved' });
    expect([await reader.redeemed('TEN'), await reader.countRedemptions('TEN')]).toEqual([10, 10]);
    expect([await reader.redeemed('FREE'), await reader.counted(EVA_TEN)]).toEqual([1, 7]);
  });

  test('a changed order takes more or gives back exactly the difference, and nothing when there is not enough', async () => {
    const { bookings, reader } = await prepare(factory);
    await bookings.insertOrder(withCodes('ord_1', [reserve('TEN', { uses: 4 })]), []);
    await bookings.insertOrder(withCodes('ord_2', [reserve('TEN', { uses: 3 })]), []);
    const change = async (uses: number) => {
      const order = await loadOrder(bookings, 'ord_1');
      return bookings.saveOrder(changeTo(order, { ...order, redemptions: [reserve('TEN', uses === 1 ? {} : { uses })] }));
    };
    const seen: (readonly [string, number])[] = [];
    for (const uses of [7, 8, 2, 1, 7]) seen.push([(await change(uses)).kind, await reader.redeemed('TEN')]);
    expect(seen).toEqual([
      ['saved', 10],
      ['taken', 10],
      ['saved', 5],
      ['saved', 4],
      ['saved', 10],
    ]);
    expect(await saveExpired(bookings, await loadOrder(bookings, 'ord_1'))).toEqual({ kind: 'saved' });
    expect(await saveExpired(bookings, await loadOrder(bookings, 'ord_1'))).toEqual({ kind: 'saved' });
    expect([await reader.redeemed('TEN'), await reader.countRedemptions('TEN')]).toEqual([3, 3]);
  });

  test('what is counted of a customer is refused beyond its maximum, given back with the hold, and moved to another customer', async () => {
    const { bookings, otherTenant, reader } = await prepare(factory);
    const order = (id: OrderId, ...counted: readonly CustomerCount[]) => withCodes(id, [reserve('FREE', { counted })]);
    expect(await bookings.insertOrder(order('ord_1', count(EVA_TEN, 2), count(EVA_FIRST, 1, 1)), [])).toEqual({ kind: 'saved' });
    const second = await bookings.insertOrder(order('ord_2', count(EVA_TEN), count(EVA_FIRST, 1, 1)), []);
    expect(second).toEqual({ kind: 'taken', by: { kind: 'customer', key: EVA_TEN } });
    expect([await bookings.loadOrder('ord_2'), await reader.redeemed('FREE')]).toEqual([null, 1]);
    expect(await otherTenant.bookings.insertOrder(order('ord_2', count(EVA_TEN)), [])).toEqual({ kind: 'saved' });
    const first = await loadOrder(bookings, 'ord_1');
    const moved: Order = { ...first, redemptions: [reserve('FREE', { counted: [count(BO_TEN, 1)] })] };
    expect(await bookings.saveOrder(changeTo(first, moved))).toEqual({ kind: 'saved' });
    expect(await Promise.all([EVA_TEN, EVA_FIRST, BO_TEN].map(reader.counted))).toEqual([0, 0, 1]);
    await saveExpired(bookings, await loadOrder(bookings, 'ord_1'));
    expect([await reader.counted(BO_TEN), await reader.redeemed('FREE')]).toEqual([0, 0]);
    expect(await bookings.insertOrder(order('ord_4', count(EVA_TEN, 2)), [])).toEqual({ kind: 'saved' });
  });

  test('a maximum that was lowered since refuses more, and gives back what was counted under the higher one', async () => {
    const { bookings, reader } = await prepare(factory);
    const order = (id: OrderId, maximum: number) => withCodes(id, [reserve('FREE', { counted: [count(EVA_TEN, 1, maximum)] })]);
    for (const id of ['ord_1', 'ord_2', 'ord_3'] as const) await bookings.insertOrder(order(id, 3), []);
    expect((await bookings.insertOrder(order('ord_4', 1), [])).kind).toBe('taken');
    for (const id of ['ord_1', 'ord_2', 'ord_3'] as const) {
      expect(await saveExpired(bookings, await loadOrder(bookings, id))).toEqual({ kind: 'saved' });
    }
    expect([await reader.counted(EVA_TEN), await bookings.insertOrder(order('ord_4', 1), [])]).toEqual([0, { kind: 'saved' }]);
  });

  test('a customer has visited when a booking of his is confirmed or took place, whatever the letters of his address', async () => {
    const { bookings, otherTenant } = await prepare(factory);
    const customer = { name: 'Eva', email: ' Eva@Example.se', phone: null };
    const ask = () => bookings.findCustomerHistory({ email: 'eva@example.SE ', keys: [EVA_TEN, EVA_FIRST] });
    expect(await ask()).toEqual({ hasVisited: false, counts: [] });
    await bookings.insertOrder(withCodes('ord_1', [reserve('FREE', { counted: [count(EVA_TEN)] })], { customer }), []);
    expect(await ask()).toEqual({ hasVisited: false, counts: [{ key: EVA_TEN, used: 1 }] });
    for (const [state, hasVisited] of [
      ['confirmed', true],
      ['completed', true],
      ['no_show', true],
      ['cancelled', false],
    ] as const) {
      const order = await loadOrder(bookings, 'ord_1');
      const next = { ...order, bookings: order.bookings.map((booking) => ({ ...booking, state, holdExpiresAt: null })) };
      await bookings.saveOrder(changeTo(order, next));
      expect([state, (await ask()).hasVisited]).toEqual([state, hasVisited]);
    }
    expect(await otherTenant.bookings.findCustomerHistory({ email: customer.email, keys: [EVA_TEN] })).toEqual({
      ...{ hasVisited: false, counts: [] },
    });
  });

  test('an ended hold is found by the code that it keeps and by what it counts of a customer, and keeps no use from whoever asks', async () => {
    const { bookings, catalog } = await prepare(factory);
    const order = withCodes('ord_1', [reserve('TEN', { uses: 6, counted: [count(EVA_FIRST, 1, 1)] })]);
    await bookings.insertOrder(makeStale(order), []);
    await bookings.insertOrder(withCodes('ord_2', [reserve('TEN', { uses: 3, counted: [count(BO_TEN)] })]), []);
    const nothing = { claims: [], sessionIds: [], codes: [], limits: [], now: fixtureNow };
    expect(await bookings.findStaleHolds({ ...nothing, codes: ['TEN'] })).toEqual(['ord_1']);
    expect(await bookings.findStaleHolds({ ...nothing, limits: [EVA_FIRST, BO_TEN] })).toEqual(['ord_1']);
    expect(await bookings.findStaleHolds({ ...nothing, limits: [BO_TEN] })).toEqual([]);
    expect(await catalog.loadCodes(['TEN'], fixtureNow)).toMatchObject([{ redeemed: 3 }]);
    expect(await catalog.loadCodes(['TEN'], fixtureNow - HOUR)).toMatchObject([{ redeemed: 9 }]);
  });

  test('the usage of codes tells what was used and what is reserved, of this tenant alone', async () => {
    const { bookings, catalog, otherTenant } = await prepare(factory);
    await bookings.insertOrder(withCodes('ord_1', [reserve('TEN', { uses: 4 }), reserve('FREE')]), []);
    await bookings.insertOrder(withCodes('ord_2', [{ code: 'TEN', state: 'used', uses: 3 }]), []);
    await bookings.insertOrder(withCodes('ord_3', [{ code: 'TEN', state: 'released', uses: 3 }]), []);
    expect(Object.fromEntries(await catalog.loadCodeUsage())).toEqual({
      ONCE: { used: 0, reserved: 0 },
      TEN: { used: 3, reserved: 4 },
      FREE: { used: 0, reserved: 1 },
    });
    expect((await otherTenant.catalog.loadCodeUsage()).get('TEN')).toEqual({ used: 0, reserved: 0 });
  });

  test('200 buyers of the last use of a code, each of another time: one has it, and the others hear of the code', async () => {
    const { bookings, reader } = await prepare(factory);
    const results = await race(200, (index) => {
      const claims = [buildClaim('res_anna', fixtureNow + index * HOUR)];
      const id: OrderId = `ord_${index}`;
      return bookings.insertOrder(
        buildOrder({ id, bookings: [buildBooking(id, { claims })], redemptions: [reserve('ONCE')] }),
        [],
      );
    });
    expect(countKinds(results)).toEqual({ saved: 1, taken: 199 });
    const others = results.filter((result) => result.kind === 'taken');
    expect(others.every(({ by }) => by.kind === 'code' && by.code === 'ONCE')).toBe(true);
    expect([await reader.redeemed('ONCE'), await reader.countRedemptions('ONCE')]).toEqual([1, 1]);
    expect([await reader.countOrders(), await reader.countActiveClaims('res_anna')]).toEqual([1, 1]);
  });

  test('parties of one to four that want the last uses of two codes in any order, one customer among them many times: no use too many, nobody waits in a ring', async () => {
    const { bookings, reader } = await prepare(factory);
    const sizeOf = (index: number): number => 1 + (index % 4);
    const results = await race(120, (index) => {
      const counted = index % 3 === 0 ? [count(EVA_TEN, sizeOf(index), 3)] : [count(BO_TEN, sizeOf(index), 50)];
      const wanted = [
        reserve('TEN', { uses: sizeOf(index), counted }),
        reserve('FREE', { counted: [count(`first_visit/customer/${index % 5}`, 1, 1)] }),
      ];
      return bookings.insertOrder(withCodes(`ord_${index}`, index % 2 === 0 ? wanted : wanted.toReversed()), []);
    });
    const saved = results.flatMap((result, index) => (result.kind === 'saved' ? [index] : []));
    const uses = saved.reduce((sum, index) => sum + sizeOf(index), 0);
    expect(Object.keys(countKinds(results)).toSorted()).toEqual(['saved', 'taken']);
    expect(saved.length).toBeLessThanOrEqual(5);
    expect([await reader.redeemed('TEN'), await reader.countRedemptions('TEN')]).toEqual([uses, uses]);
    expect(await reader.counted(EVA_TEN)).toBeLessThanOrEqual(3);
  });
}
