import { expect, test } from '@jest/globals';
import type { LimitUse } from '../../../core/availability/limit-use.ts';
import type { Booking } from '../../../core/booking/booking.ts';
import type { OrderId } from '../../../core/ids.ts';
import type { Order } from '../../../core/order/order.ts';
import { HOUR, MINUTE } from '../../../core/time/instant.ts';
import { buildBooking, buildClaim, buildOrder, buildPayment, fixtureNow } from '../../support/fixtures-core.ts';
import { changeTo, countKinds, loadOrder, makeStale, prepare, race, saveExpired } from './helpers.ts';
import type { BookingReader, BookingSubjectFactory } from './subject.ts';

const startsAt = fixtureNow + 24 * HOUR;
const DAY_KEY = 'svc_cut/day/2030-01-08';
const NEXT_KEY = 'svc_cut/day/2030-01-09';
const WEEK_KEY = 'svc_cut/week/2030-01-07';
const orderId = (index: number): OrderId => `ord_${index}`;
const use = (key: string, maximum: number | null): LimitUse => ({ key, maximum });
const all = { ranges: [{ from: 'svc_cut/day/2030-01-01', to: 'svc_cut/day/2030-01-31' }], now: fixtureNow };

/** An order with one booking that occupies nobody and is counted. */
const counted = (id: OrderId, limits: readonly LimitUse[], booking: Partial<Booking> = {}, order: Partial<Order> = {}): Order =>
  buildOrder({ id, bookings: [buildBooking(id, { claims: [], limits, ...booking })], ...order });

const move = (before: Order, limits: readonly LimitUse[]): Order => ({
  ...before,
  bookings: before.bookings.map((booking) => ({ ...booking, limits })),
});

async function expectCounted(reader: BookingReader, expected: Readonly<Record<string, number>>): Promise<void> {
  for (const [key, used] of Object.entries(expected))
    expect([key, await reader.counted(key), await reader.countUses(key)]).toEqual([key, used, used]);
}

/** Cases of bookings that are counted on limits. */
export function limitCases(factory: BookingSubjectFactory): void {
  test('what a booking is counted on comes back with it, and is told in order of key', async () => {
    const { bookings, otherTenant, reader } = await prepare(factory);
    const order = counted('ord_1', [use(NEXT_KEY, 3), use(WEEK_KEY, 4), use(DAY_KEY, null)]);
    expect(await bookings.insertOrder(order, [])).toEqual({ kind: 'saved' });
    expect(await bookings.loadOrder('ord_1')).toEqual(order);
    await expectCounted(reader, { [DAY_KEY]: 1, [NEXT_KEY]: 1, [WEEK_KEY]: 1 });
    const days = [
      { key: DAY_KEY, used: 1 },
      { key: NEXT_KEY, used: 1 },
    ];
    expect(await bookings.loadLimits(all)).toEqual(days);
    expect(await bookings.loadLimits({ ...all, ranges: [{ from: NEXT_KEY, to: NEXT_KEY }] })).toEqual(days.slice(1));
    const weeks = { from: WEEK_KEY, to: WEEK_KEY };
    expect(await bookings.loadLimits({ ...all, ranges: [...all.ranges, weeks] })).toEqual([...days, { key: WEEK_KEY, used: 1 }]);
    expect(await bookings.loadLimits({ ...all, ranges: [] })).toEqual([]);
    expect(await otherTenant.bookings.loadLimits(all)).toEqual([]);
  });

  test('a booking that counts for several is counted, given back and left out as so many', async () => {
    const { bookings, reader } = await prepare(factory);
    const pieces = (quantity: number, maximum: number | null = 5): LimitUse => ({ key: DAY_KEY, maximum, quantity });
    const order = counted('ord_1', [pieces(3)]);
    expect(await bookings.insertOrder(order, [])).toEqual({ kind: 'saved' });
    expect(await bookings.loadOrder('ord_1')).toEqual(order);
    expect(await bookings.insertOrder(counted('ord_2', [pieces(3)]), [])).toMatchObject({ kind: 'taken', by: { key: DAY_KEY } });
    expect(await bookings.insertOrder(counted('ord_2', [pieces(2)]), [])).toEqual({ kind: 'saved' });
    const next = move(order, [pieces(1)]);
    const moved = await bookings.saveOrder(changeTo(order, next, { release: ['bkg_1'], claim: ['bkg_1'] }));
    expect([moved, await reader.counted(DAY_KEY)]).toEqual([{ kind: 'saved' }, 3]);
    expect(await bookings.insertOrder(makeStale(counted('ord_3', [pieces(2)])), [])).toEqual({ kind: 'saved' });
    expect(await bookings.loadLimits(all)).toEqual([{ key: DAY_KEY, used: 3 }]);
    expect(await saveExpired(bookings, await loadOrder(bookings, 'ord_3'))).toEqual({ kind: 'saved' });
    expect(await saveExpired(bookings, await loadOrder(bookings, 'ord_1'))).toEqual({ kind: 'saved' });
    expect(await reader.counted(DAY_KEY)).toBe(2);
    expect(await bookings.insertOrder(counted('ord_4', [pieces(4, null)]), [])).toEqual({ kind: 'saved' });
    expect(await reader.counted(DAY_KEY)).toBe(6);
  });

  test('40 at once who want two pieces each of nine: four', async () => {
    const { bookings, reader } = await prepare(factory);
    const results = await race(40, (index) =>
      bookings.insertOrder(counted(orderId(index), [{ key: DAY_KEY, maximum: 9, quantity: 2 }]), []),
    );
    expect([countKinds(results), await reader.counted(DAY_KEY)]).toEqual([{ saved: 4, taken: 36 }, 8]);
  });

  test('one key is reached: nothing of the order is written, the first of them in order is named, and who wanted it last', async () => {
    const { bookings, reader } = await prepare(factory);
    await bookings.insertOrder(counted('ord_1', [use(DAY_KEY, 1), use(WEEK_KEY, 1)]), []);
    const claims = [buildClaim('res_anna', startsAt)];
    const wanted = counted('ord_2', [use(WEEK_KEY, 1), use(NEXT_KEY, 1), use(DAY_KEY, 1)], { claims });
    const by = { kind: 'limit', key: DAY_KEY, bookingId: 'bkg_2' };
    expect(await bookings.insertOrder(wanted, [])).toEqual({ kind: 'taken', by });
    expect(await bookings.loadOrder('ord_2')).toBeNull();
    expect([await reader.countActiveClaims('res_anna'), await reader.countOrders()]).toEqual([0, 1]);
    await expectCounted(reader, { [DAY_KEY]: 1, [NEXT_KEY]: 0, [WEEK_KEY]: 1 });
  });

  test('bookings of one order count together', async () => {
    const { bookings, reader } = await prepare(factory);
    const order = (id: OrderId, count: number): Order =>
      buildOrder({
        id,
        lines: [],
        bookings: Array.from({ length: count }, (_, index) => ({
          ...buildBooking(id, { claims: [], limits: [use(DAY_KEY, 3)] }),
          id: `bkg_${id}_${index}`,
        })),
      });
    const by = { kind: 'limit', key: DAY_KEY, bookingId: 'bkg_ord_1_3' };
    expect(await bookings.insertOrder(order('ord_1', 4), [])).toEqual({ kind: 'taken', by });
    expect(await bookings.insertOrder(order('ord_2', 2), [])).toEqual({ kind: 'saved' });
    expect(await bookings.insertOrder(order('ord_3', 2), [])).toMatchObject({ kind: 'taken', by: { bookingId: 'bkg_ord_3_1' } });
    expect(await bookings.insertOrder(order('ord_4', 1), [])).toEqual({ kind: 'saved' });
    await expectCounted(reader, { [DAY_KEY]: 3 });
  });

  test('an override counts and is never refused; whoever comes after it is counted under his own limit', async () => {
    const { bookings, reader } = await prepare(factory);
    expect(await bookings.insertOrder(counted('ord_1', [use(DAY_KEY, 1)]), [])).toEqual({ kind: 'saved' });
    expect(await bookings.insertOrder(counted('ord_2', [use(DAY_KEY, null)]), [])).toEqual({ kind: 'saved' });
    await expectCounted(reader, { [DAY_KEY]: 2 });
    expect(await bookings.insertOrder(counted('ord_3', [use(DAY_KEY, 2)]), [])).toMatchObject({ kind: 'taken' });
    expect(await bookings.insertOrder(counted('ord_3', [use(DAY_KEY, 3)]), [])).toEqual({ kind: 'saved' });
    for (const id of ['ord_1', 'ord_2'] as const) await saveExpired(bookings, await loadOrder(bookings, id));
    await expectCounted(reader, { [DAY_KEY]: 1 });
  });

  test('who gives his time back is counted no longer, once, and again when he takes it again', async () => {
    const { bookings, reader } = await prepare(factory);
    await bookings.insertOrder(counted('ord_1', [use(DAY_KEY, 1), use(WEEK_KEY, 2)]), []);
    const expired = await loadOrder(bookings, 'ord_1');
    expect(await saveExpired(bookings, expired)).toEqual({ kind: 'saved' });
    expect(await saveExpired(bookings, expired)).toEqual({ kind: 'version_conflict' });
    const before = await loadOrder(bookings, 'ord_1');
    expect(await bookings.saveOrder(changeTo(before, { ...before }, { release: ['bkg_1'] }))).toEqual({ kind: 'saved' });
    await expectCounted(reader, { [DAY_KEY]: 0, [WEEK_KEY]: 0 });
    const late = await loadOrder(bookings, 'ord_1');
    const confirmed: Order = { ...late, bookings: late.bookings.map((booking) => ({ ...booking, state: 'confirmed' })) };
    expect(await bookings.saveOrder(changeTo(late, confirmed, { claim: ['bkg_1'] }))).toEqual({ kind: 'saved' });
    await expectCounted(reader, { [DAY_KEY]: 1, [WEEK_KEY]: 1 });
    const again = await loadOrder(bookings, 'ord_1');
    const twice = await bookings.saveOrder(changeTo(again, { ...again }, { claim: ['bkg_1'] }));
    expect(twice).toEqual({ kind: 'taken', by: { kind: 'limit', key: DAY_KEY, bookingId: 'bkg_1' } });
  });

  test('a booking moves from a full day to another and back, and stays where it is when the other is full', async () => {
    const { bookings, reader } = await prepare(factory);
    await bookings.insertOrder(counted('ord_1', [use(DAY_KEY, 1), use(WEEK_KEY, 2)]), []);
    await bookings.insertOrder(counted('ord_2', [use(NEXT_KEY, 1), use(WEEK_KEY, 2)]), []);
    const moveTo = async (id: OrderId, key: string) => {
      const before = await loadOrder(bookings, id);
      const own = before.bookings.map((booking) => booking.id);
      return bookings.saveOrder(changeTo(before, move(before, [use(key, 1), use(WEEK_KEY, 2)]), { release: own, claim: own }));
    };
    expect(await moveTo('ord_1', NEXT_KEY)).toMatchObject({ kind: 'taken', by: { key: NEXT_KEY } });
    expect(await moveTo('ord_1', DAY_KEY)).toEqual({ kind: 'saved' });
    expect(await moveTo('ord_1', 'svc_cut/day/2030-01-10')).toEqual({ kind: 'saved' });
    expect(await moveTo('ord_2', DAY_KEY)).toEqual({ kind: 'saved' });
    await expectCounted(reader, { [DAY_KEY]: 1, [NEXT_KEY]: 0, 'svc_cut/day/2030-01-10': 1, [WEEK_KEY]: 2 });
    expect(await moveTo('ord_2', NEXT_KEY)).toEqual({ kind: 'saved' });
    expect(await moveTo('ord_1', DAY_KEY)).toEqual({ kind: 'saved' });
    await expectCounted(reader, { [DAY_KEY]: 1, [NEXT_KEY]: 1, [WEEK_KEY]: 2 });
  });

  test('holds that are over and unpaid count as free, and are found by the key; those in payment are found as such and count', async () => {
    const { bookings } = await prepare(factory);
    await bookings.insertOrder(makeStale(counted('ord_stale', [use(DAY_KEY, 9)])), []);
    await bookings.insertOrder(
      makeStale(counted('ord_paying', [use(DAY_KEY, 9)], {}, { payments: [buildPayment('ord_paying')] })),
      [],
    );
    await bookings.insertOrder(counted('ord_held', [use(DAY_KEY, 9)]), []);
    expect(await bookings.loadLimits(all)).toEqual([{ key: DAY_KEY, used: 2 }]);
    expect(await bookings.loadLimits({ ...all, now: fixtureNow - 2 * MINUTE })).toEqual([{ key: DAY_KEY, used: 3 }]);
    const inTheWay = { claims: [], sessionIds: [], codes: [], limits: [DAY_KEY], now: fixtureNow };
    expect(await bookings.findStaleHolds(inTheWay)).toEqual(['ord_stale']);
    expect(await bookings.findHoldsInPayment(inTheWay)).toEqual(['ord_paying']);
    expect(await bookings.findStaleHolds({ ...inTheWay, limits: [NEXT_KEY] })).toEqual([]);
    await saveExpired(bookings, await loadOrder(bookings, 'ord_stale'));
    expect(await bookings.findStaleHolds(inTheWay)).toEqual([]);
    expect(await bookings.loadLimits(all)).toEqual([{ key: DAY_KEY, used: 2 }]);
  });

  test('60 at once for a limit of 5 a day and 7 a week, on two days and in either order: 7 hold, 5 at most of each day', async () => {
    const { bookings, reader } = await prepare(factory);
    const results = await race(60, (index) => {
      const limits = [use(index % 2 === 0 ? DAY_KEY : NEXT_KEY, 5), use(WEEK_KEY, 7)];
      return bookings.insertOrder(counted(orderId(index), index % 4 < 2 ? limits : limits.toReversed()), []);
    });
    expect(countKinds(results)).toEqual({ saved: 7, taken: 53 });
    expect(await reader.counted(WEEK_KEY)).toBe(7);
    expect(await reader.countUses(WEEK_KEY)).toBe(7);
    const days = [await reader.counted(DAY_KEY), await reader.counted(NEXT_KEY)];
    expect(days.reduce((sum, used) => sum + used, 0)).toBe(7);
    expect(Math.max(...days)).toBeLessThanOrEqual(5);
  });

  test('bookings that change places between two full days, all at once: nobody waits in a ring, and both stay as they were', async () => {
    const { bookings, reader } = await prepare(factory);
    const keys = [DAY_KEY, NEXT_KEY] as const;
    for (let index = 0; index < 20; index += 1)
      await bookings.insertOrder(counted(orderId(index), [use(keys[index % 2] ?? DAY_KEY, 11), use(WEEK_KEY, 20)]), []);
    const results = await race(20, async (index) => {
      const before = await loadOrder(bookings, orderId(index));
      const own = before.bookings.map((booking) => booking.id);
      const other = keys[(index + 1) % 2] ?? DAY_KEY;
      return bookings.saveOrder(
        changeTo(before, move(before, [use(other, 11), use(WEEK_KEY, 20)]), { release: own, claim: own }),
      );
    });
    expect(results.every(({ kind }) => kind === 'saved' || kind === 'taken')).toBe(true);
    expect(results.some(({ kind }) => kind === 'saved')).toBe(true);
    const days = [await reader.counted(DAY_KEY), await reader.counted(NEXT_KEY)];
    expect(days.reduce((sum, used) => sum + used, 0)).toBe(20);
    expect(Math.max(...days)).toBeLessThanOrEqual(11);
    await expectCounted(reader, { [WEEK_KEY]: 20, [DAY_KEY]: days[0] ?? 0, [NEXT_KEY]: days[1] ?? 0 });
  });
}
