import { expect, test } from '@jest/globals';
import type { Booking } from '../../../core/booking/booking.ts';
import type { BookingId, OrderId, ResourceId } from '../../../core/ids.ts';
import type { Order } from '../../../core/order/order.ts';
import { HOUR } from '../../../core/time/instant.ts';
import { buildBooking, buildClaim, buildOrder, buildSeatBooking, buildSession, fixtureNow } from '../../support/fixtures-core.ts';
import { changeTo, countKinds, loadOrder, prepare, race, saveExpired } from './helpers.ts';
import type { BookingSubject, BookingSubjectFactory } from './subject.ts';

const startsAt = fixtureNow + 24 * HOUR;
const session = buildSession();
const other = buildSession({ id: 'ses_other', startsAt: startsAt + 48 * HOUR, capacity: 10, resourceIds: [] });
const orderId = (index: number): OrderId => `ord_${index}`;

/** Bookings of one order: each with an id and a line of its own. */
const orderOf = (id: OrderId, bookings: readonly Booking[], overrides: Partial<Order> = {}): Order =>
  buildOrder({
    id,
    bookings: bookings.map((booking, index) => ({
      ...booking,
      id: `${booking.id}_${index}`,
      lineId: `${booking.lineId}_${index}`,
    })),
    lines: [],
    ...overrides,
  });

const claimOf = (id: OrderId, resourceId: ResourceId, at: number): Booking =>
  buildBooking(id, { startsAt: at, claims: [buildClaim(resourceId, at)] });

async function prepareSessions(factory: BookingSubjectFactory): Promise<BookingSubject> {
  const subject = await prepare(factory);
  await subject.bookings.insertSessions([{ session: other, claims: [] }]);
  return subject;
}

/** Cases of orders with several bookings. */
export function cartCases(factory: BookingSubjectFactory): void {
  test('every booking of an order comes back with its own extras, claims and seats, in the order in which they were chosen', async () => {
    const { bookings, reader } = await prepareSessions(factory);
    const order = orderOf('ord_1', [
      buildSeatBooking('ord_1', other, 3, { extras: [] }),
      buildBooking('ord_1', { claims: [buildClaim('res_anna', startsAt), buildClaim('res_room1', startsAt)] }),
      { ...claimOf('ord_1', 'res_room2', startsAt), extras: [{ extraId: 'ext_mask', quantity: 2 }] },
      buildSeatBooking('ord_1', session, 2),
    ]);
    expect(await bookings.insertOrder(order, [])).toEqual({ kind: 'saved' });
    expect(await bookings.loadOrder('ord_1')).toEqual(order);
    expect(await bookings.findOrderOfBooking('bkg_1_2')).toEqual(order);
    expect([await reader.seatsTaken(session.id), await reader.seatsTaken(other.id)]).toEqual([2, 3]);
  });

  test.each([
    { name: 'the session', full: 'session', by: { kind: 'session', sessionId: 'ses_other' } },
    { name: 'the room', full: 'room', by: { kind: 'resource', resourceId: 'res_room1', from: startsAt, bookingId: 'bkg_2_1' } },
    { name: 'the code', full: 'code', by: { kind: 'code', code: 'ONCE' } },
  ] as const)(
    'two sessions, a person with a room, and a code: $name is taken, so nothing of it is written',
    async ({ full, by }) => {
      const { bookings, reader } = await prepareSessions(factory);
      const redemptions = [{ code: 'ONCE', state: 'reserved' }] as const;
      const first = {
        session: [buildSeatBooking('ord_1', other, 9)],
        room: [claimOf('ord_1', 'res_room1', startsAt)],
        code: [claimOf('ord_1', 'res_bo', startsAt - 9 * HOUR)],
      }[full];
      await bookings.insertOrder(orderOf('ord_1', first, full === 'code' ? { redemptions } : {}), []);
      const order = orderOf(
        'ord_2',
        [
          buildSeatBooking('ord_2', session, 2),
          buildBooking('ord_2', { claims: [buildClaim('res_anna', startsAt), buildClaim('res_room1', startsAt)] }),
          buildSeatBooking('ord_2', other, 2),
        ],
        { redemptions },
      );
      expect(await bookings.insertOrder(order, [])).toEqual({ kind: 'taken', by });
      expect(await bookings.loadOrder('ord_2')).toBeNull();
      expect([await reader.countActiveClaims('res_anna'), await reader.countOrders()]).toEqual([0, 1]);
      expect(await reader.seatsTaken(session.id)).toBe(0);
      expect(await reader.redeemed('ONCE')).toBe(full === 'code' ? 1 : 0);
    },
  );

  test('orders that want the same two people at the same two times, in opposite orders: one has all, nobody waits in a ring', async () => {
    const { bookings, reader } = await prepareSessions(factory);
    const results = await race(120, (index) => {
      const id = orderId(index);
      const wanted = [
        claimOf(id, 'res_anna', startsAt),
        claimOf(id, 'res_room1', startsAt + HOUR),
        claimOf(id, 'res_anna', startsAt + HOUR),
        claimOf(id, 'res_room2', startsAt),
      ];
      return bookings.insertOrder(orderOf(id, index % 2 === 0 ? wanted : wanted.toReversed()), []);
    });
    expect(countKinds(results)).toEqual({ saved: 1, taken: 119 });
    for (const resourceId of ['res_anna', 'res_room1', 'res_room2'] as const) expect(await reader.maxOverlap(resourceId)).toBe(1);
    expect([await reader.countActiveClaims('res_anna'), await reader.countOrders()]).toEqual([2, 1]);
  });

  test('orders for seats in two sessions, in opposite orders: both are filled to the last seat and no further', async () => {
    const { bookings, reader } = await prepareSessions(factory);
    const results = await race(40, (index) => {
      const id = orderId(index);
      const wanted = [buildSeatBooking(id, session, 1), buildSeatBooking(id, other, 1)];
      return bookings.insertOrder(orderOf(id, index % 2 === 0 ? wanted : wanted.toReversed()), []);
    });
    expect(countKinds(results)).toEqual({ saved: 10, taken: 30 });
    for (const id of [session.id, other.id])
      expect([await reader.seatsTaken(id), await reader.sumActiveSeats(id)]).toEqual([10, 10]);
  });

  test('two bookings in one session count together', async () => {
    const { bookings, reader } = await prepareSessions(factory);
    const seats = (id: OrderId, ...parties: readonly number[]) =>
      orderOf(
        id,
        parties.map((size) => buildSeatBooking(id, other, size)),
      );
    const full = { kind: 'taken', by: { kind: 'session', sessionId: 'ses_other' } };
    expect(await bookings.insertOrder(seats('ord_1', 4, 7), [])).toEqual(full);
    expect(await bookings.insertOrder(seats('ord_2', 4, 6), [])).toEqual({ kind: 'saved' });
    expect(await reader.seatsTaken(other.id)).toBe(10);
    await saveExpired(bookings, await loadOrder(bookings, 'ord_2'));
    expect([await reader.seatsTaken(other.id), await reader.sumActiveSeats(other.id)]).toEqual([0, 0]);
  });

  test('a session changes its party, and a person another, in the write that changes the order; the other bookings keep theirs', async () => {
    const { bookings, reader } = await prepareSessions(factory);
    const order = orderOf('ord_1', [buildSeatBooking('ord_1', other, 4), claimOf('ord_1', 'res_anna', startsAt)]);
    await bookings.insertOrder(order, []);
    const change = (id: BookingId, changes: Partial<Booking>, before: Order) =>
      bookings.saveOrder(
        changeTo(
          before,
          { ...before, bookings: before.bookings.map((booking) => (booking.id === id ? { ...booking, ...changes } : booking)) },
          { release: [id], claim: [id] },
        ),
      );
    expect(await change('bkg_1_0', { partySize: 10 }, await loadOrder(bookings, 'ord_1'))).toEqual({ kind: 'saved' });
    expect(await change('bkg_1_0', { partySize: 11 }, await loadOrder(bookings, 'ord_1'))).toMatchObject({ kind: 'taken' });
    expect([await reader.seatsTaken(other.id), await reader.sumActiveSeats(other.id)]).toEqual([10, 10]);
    const claims = [buildClaim('res_bo', startsAt - 9 * HOUR)];
    expect(await change('bkg_1_1', { claims }, await loadOrder(bookings, 'ord_1'))).toEqual({ kind: 'saved' });
    expect(await reader.countActiveClaims('res_anna')).toBe(0);
    expect((await loadOrder(bookings, 'ord_1')).version).toBe(3);
  });
}
