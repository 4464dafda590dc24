import { expect, test } from '@jest/globals';
import type { OrderId } from '../../../core/ids.ts';
import type { Order } from '../../../core/order/order.ts';
import { HOUR } from '../../../core/time/instant.ts';
import { buildOrder, buildSeatBooking, buildSession, fixtureNow } from '../../support/fixtures-core.ts';
import { countKinds, makeStale, prepare, race } from './helpers.ts';
import type { BookingSubjectFactory } from './subject.ts';

const session = buildSession();
const seated = (id: OrderId, seats: number): Order => buildOrder({ id, bookings: [buildSeatBooking(id, session, seats)] });
const between = (least: number, most: number) => [{ sessionId: session.id, least, most }] as const;
const start = { serviceId: session.serviceId, startsAt: session.startsAt };

/** Cases of the seats that a price is decided by. */
export function seatCases(factory: BookingSubjectFactory): void {
  test('seats are told by service and start, those of stale holds left out, of one tenant', async () => {
    const { bookings, otherTenant } = await prepare(factory);
    await bookings.insertOrder(seated('ord_1', 3), []);
    await bookings.insertOrder(makeStale(seated('ord_2', 4)), []);
    const starts = [start, start, { ...start, startsAt: start.startsAt + HOUR }, { ...start, serviceId: 'svc_cut' } as const];
    expect(await bookings.loadSeats({ starts, now: fixtureNow })).toEqual([{ ...session, seatsTaken: 3 }]);
    expect(await bookings.loadSeats({ starts: [], now: fixtureNow })).toEqual([]);
    expect(await otherTenant.bookings.loadSeats({ starts, now: fixtureNow })).toEqual([session]);
    await bookings.withdrawSessions([session.id], fixtureNow);
    expect(await bookings.loadSeats({ starts, now: fixtureNow })).toEqual([]);
  });

  test('an order is written while others have as many seats as it was decided by, both ends included', async () => {
    const { bookings } = await prepare(factory);
    const taken = { kind: 'taken', by: { kind: 'session', sessionId: session.id } };
    expect(await bookings.insertOrder(seated('ord_1', 3), [], [], between(1, 50))).toEqual(taken);
    expect(await bookings.insertOrder(seated('ord_1', 3), [], [], between(0, 0))).toEqual({ kind: 'saved' });
    expect(await bookings.insertOrder(seated('ord_2', 1), [], [], between(0, 2))).toEqual(taken);
    expect(await bookings.insertOrder(seated('ord_2', 1), [], [], between(3, 3))).toEqual({ kind: 'saved' });
    expect(await bookings.insertOrder(seated('ord_3', 47), [], [], between(0, 50))).toEqual(taken);
    expect((await bookings.loadSeats({ starts: [start], now: fixtureNow }))[0]?.seatsTaken).toBe(4);
    expect(await bookings.loadOrder('ord_3')).toBeNull();
  });

  test('60 at once who were shown a price for the first five: five', async () => {
    const { bookings } = await prepare(factory);
    const results = await race(60, (index) => bookings.insertOrder(seated(`ord_${index}`, 1), [], [], between(0, 4)));
    expect(countKinds(results)).toEqual({ saved: 5, taken: 55 });
  });
}
