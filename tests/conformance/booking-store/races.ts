import { expect, test } from '@jest/globals';
import type { OrderId } from '../../../core/ids.ts';
import type { Order } from '../../../core/order/order.ts';
import type { WriteResult } from '../../../core/ports/booking-store.ts';
import { HOUR, MINUTE } from '../../../core/time/instant.ts';
import { buildBooking, buildClaim, buildOrder, buildSeatBooking, buildSession, fixtureNow } from '../../support/fixtures-core.ts';
import { changeTo, countKinds, insertPastStaleHolds, loadOrder, makeStale, orderWithClaims, prepare, race } from './helpers.ts';
import type { BookingSubject, BookingSubjectFactory } from './subject.ts';
import { timeOf } from '../../support/weekly.ts';

const startsAt = fixtureNow + 24 * HOUR;
const callers = 300;
const session = buildSession();
const orderId = (index: number): OrderId => `ord_${index}`;

// Both ways of taking must win the same races: a plain insert, and the use case's loop that first has to release stale holds.
const ways = [
  { name: 'free', prefill: false },
  { name: 'held by a stale hold', prefill: true },
] as const;

const take = (subject: BookingSubject, prefill: boolean, order: Order): Promise<WriteResult> =>
  prefill ? insertPastStaleHolds(subject.bookings, order) : subject.bookings.insertOrder(order, []);

async function fillWithStaleHolds({ bookings }: BookingSubject, orders: readonly Order[]): Promise<void> {
  for (const order of orders) expect(await bookings.insertOrder(makeStale(order), [])).toEqual({ kind: 'saved' });
}

/** Cases of many callers at once. */
export function raceCases(factory: BookingSubjectFactory): void {
  test.each(ways)('300 callers for one slot that is $name: one has it, 299 are refused', async ({ prefill }) => {
    const subject = await prepare(factory);
    if (prefill)
      await fillWithStaleHolds(subject, [orderWithClaims('ord_stale', [buildClaim('res_anna', startsAt - 10 * MINUTE)])]);
    const claims = [buildClaim('res_anna', startsAt)];
    const results = await race(callers, (index) => take(subject, prefill, orderWithClaims(orderId(index), claims)));
    expect(countKinds(results)).toEqual({ saved: 1, taken: callers - 1 });
    const by = { kind: 'resource', resourceId: 'res_anna' };
    expect(results.filter((result) => result.kind === 'taken').every((result) => result.by.kind === by.kind)).toBe(true);
    expect([await subject.reader.countActiveClaims('res_anna'), await subject.reader.maxOverlap('res_anna')]).toEqual([1, 1]);
    expect(await subject.reader.countOrders()).toBe(prefill ? 2 : 1);
  });

  // Promised: seats only become fewer during the run (stale holds are released before anybody is told "taken"), so whoever was refused
  // would not fit at the end either.
  test.each(ways)(
    '300 parties of 1–4 for 50 seats that are $name: never over 50, nobody refused who would fit',
    async ({ prefill }) => {
      const subject = await prepare(factory);
      if (prefill) {
        const stale = Array.from({ length: 5 }, (_, index): OrderId => `ord_stale${index}`);
        await fillWithStaleHolds(
          subject,
          stale.map((id) => buildOrder({ id, bookings: [buildSeatBooking(id, session, 10)] })),
        );
      }
      const sizeOf = (index: number): number => 1 + (index % 4);
      const results = await race(callers, (index) => {
        const id = orderId(index);
        return take(subject, prefill, buildOrder({ id, bookings: [buildSeatBooking(id, session, sizeOf(index))] }));
      });
      const sold = results.reduce((sum, result, index) => (result.kind === 'saved' ? sum + sizeOf(index) : sum), 0);
      const refused = results.flatMap((result, index) => (result.kind === 'taken' ? [sizeOf(index)] : []));
      expect(refused.length + (countKinds(results)['saved'] ?? 0)).toBe(callers);
      expect(sold).toBeLessThanOrEqual(session.capacity);
      expect([await subject.reader.seatsTaken(session.id), await subject.reader.sumActiveSeats(session.id)]).toEqual([
        sold,
        sold,
      ]);
      expect(Math.min(...refused)).toBeGreaterThan(session.capacity - sold);
    },
  );

  test.each(ways)('staff and room taken in opposite orders, $name: one winner, nobody waits in a ring', async ({ prefill }) => {
    const subject = await prepare(factory);
    if (prefill) {
      const stale = [
        orderWithClaims('ord_stale1', [buildClaim('res_anna', startsAt - 20 * MINUTE)]),
        orderWithClaims('ord_stale2', [buildClaim('res_room1', startsAt + 20 * MINUTE)]),
      ];
      await fillWithStaleHolds(subject, stale);
    }
    const claims = [buildClaim('res_anna', startsAt), buildClaim('res_room1', startsAt)];
    const results = await race(100, (index) =>
      take(subject, prefill, orderWithClaims(orderId(index), index % 2 === 0 ? claims : claims.toReversed())),
    );
    expect(countKinds(results)).toEqual({ saved: 1, taken: 99 });
    for (const resourceId of ['res_anna', 'res_room1'] as const) {
      expect([await subject.reader.countActiveClaims(resourceId), await subject.reader.maxOverlap(resourceId)]).toEqual([1, 1]);
    }
  });

  test.each(ways)('300 callers for a code with one use that is $name: one has it', async ({ prefill }) => {
    const subject = await prepare(factory);
    const redemptions = [{ code: 'ONCE', state: 'reserved' }] as const;
    if (prefill)
      await fillWithStaleHolds(subject, [orderWithClaims('ord_stale', [buildClaim('res_room2', startsAt)], { redemptions })]);
    const results = await race(callers, (index) => {
      const own = [buildClaim('res_anna', startsAt + index * HOUR)];
      return take(subject, prefill, orderWithClaims(orderId(index), own, { redemptions }));
    });
    expect(countKinds(results)).toEqual({ saved: 1, taken: callers - 1 });
    expect([await subject.reader.redeemed('ONCE'), await subject.reader.countRedemptions('ONCE')]).toEqual([1, 1]);
    expect(await subject.reader.countActiveClaims('res_anna')).toBe(1);
  });

  test('claims, seats and codes wanted together in every order end without a ring', async () => {
    const { bookings, reader } = await prepare(factory);
    const results = await race(120, (index) => {
      const id = orderId(index);
      const slot = buildBooking(id, { claims: [buildClaim('res_anna', startsAt + (index % 6) * HOUR)] });
      const seat = buildSeatBooking(id, session, 1 + (index % 3), { id: `bkg_seat${index}` });
      const codes = [
        { code: 'TEN', state: 'reserved' },
        { code: 'FREE', state: 'reserved' },
      ] as const;
      const isTurned = index % 2 === 0;
      return bookings.insertOrder(
        buildOrder({ id, bookings: isTurned ? [seat, slot] : [slot, seat], redemptions: isTurned ? codes : codes.toReversed() }),
        [],
      );
    });
    expect(countKinds(results)).toEqual({ saved: 6, taken: 114 });
    expect([await reader.countActiveClaims('res_anna'), await reader.maxOverlap('res_anna')]).toEqual([6, 1]);
    expect(await reader.seatsTaken(session.id)).toBe(await reader.sumActiveSeats(session.id));
    expect([await reader.redeemed('TEN'), await reader.redeemed('FREE')]).toEqual([6, 6]);
  });

  test('parties that swap sessions at the same moment neither lose a seat nor wait in a ring', async () => {
    const { bookings, reader } = await prepare(factory);
    const other = buildSession({ id: 'ses_other', startsAt: startsAt + 48 * HOUR, resourceIds: [] });
    await bookings.insertSessions([{ session: other, claims: [] }]);
    const homeOf = (index: number) => (index % 2 === 0 ? session : other);
    await race(40, (index) =>
      bookings.insertOrder(
        buildOrder({ id: orderId(index), bookings: [buildSeatBooking(orderId(index), homeOf(index), 1)] }),
        [],
      ),
    );
    const results = await race(40, async (index) => {
      const order = await loadOrder(bookings, orderId(index));
      const moved = {
        ...order,
        bookings: order.bookings.map((booking) => ({ ...booking, sessions: [timeOf(homeOf(index + 1))] })),
      };
      return bookings.saveOrder(changeTo(order, moved, { release: [`bkg_${index}`], claim: [`bkg_${index}`] }));
    });
    expect(countKinds(results)).toEqual({ saved: 40 });
    for (const id of [session.id, other.id])
      expect([await reader.seatsTaken(id), await reader.sumActiveSeats(id)]).toEqual([20, 20]);
  });

  test('of parties that want several sessions in every order, each has seats in all of its own, and none is sold beyond its seats', async () => {
    const { bookings, reader } = await prepare(factory);
    const run = Array.from({ length: 6 }, (_, index) =>
      buildSession({ id: `ses_run${index}`, startsAt: startsAt + (index + 1) * 24 * HOUR, capacity: 10, resourceIds: [] }),
    );
    await bookings.insertSessions(run.map((one) => ({ session: one, claims: [] })));
    // Some want the whole run, from either end; the others one session of it.
    const wishOf = (index: number) => {
      if (index % 3 === 2) return run.slice(index % 6, (index % 6) + 1);
      return index % 3 === 0 ? run : run.toReversed();
    };
    const results = await race(60, (index) => {
      const booking = buildSeatBooking(orderId(index), session, 1, { sessions: wishOf(index).map(timeOf) });
      return bookings.insertOrder(buildOrder({ id: orderId(index), bookings: [booking] }), []);
    });
    const has = await Promise.all(results.map(async (_, index) => (await bookings.loadOrder(orderId(index))) !== null));
    expect(has).toEqual(results.map(({ kind }) => kind === 'saved'));
    for (const [index, { id }] of run.entries()) {
      const meant = results.filter(({ kind }, order) => kind === 'saved' && wishOf(order).some((one) => one.id === id)).length;
      expect([index, await reader.seatsTaken(id), await reader.sumActiveSeats(id)]).toEqual([index, meant, meant]);
      expect(meant).toBeLessThanOrEqual(10);
    }
    // The whole run is full as soon as one session is: somebody was refused, and somebody was let in.
    expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(['saved', 'taken']));
  });

  test('of many changes of one version, and of many records of one event, one is saved', async () => {
    const { bookings } = await prepare(factory);
    await bookings.insertOrder(buildOrder(), []);
    const order = await loadOrder(bookings, 'ord_1');
    const changes = await race(50, (index) => bookings.saveOrder(changeTo(order, { ...order, manageVersion: index })));
    expect(countKinds(changes)).toEqual({ saved: 1, version_conflict: 49 });
    const orders = await race(30, async (index) => {
      await bookings.insertOrder(orderWithClaims(`ord_e${index}`, [buildClaim('res_room2', fixtureNow + index * HOUR)]), []);
      return loadOrder(bookings, `ord_e${index}`);
    });
    const providerEvent = { provider: 'memory', eventId: 'evt_1' };
    const events = await Promise.all(orders.map((each) => bookings.saveOrder(changeTo(each, each, { providerEvent }))));
    expect(countKinds(events)).toEqual({ saved: 1, repeated_event: 29 });
  });

  test('the same order sent many times at once is written once, and the others are told that it exists', async () => {
    const { bookings, reader } = await prepare(factory);
    const twins = [
      orderWithClaims('ord_one', [buildClaim('res_anna', startsAt)]),
      orderWithClaims('ord_two', [buildClaim('res_room1', startsAt), buildClaim('res_room2', startsAt)]),
      buildOrder({ id: 'ord_seat', bookings: [buildSeatBooking('ord_seat', session, 2)] }),
    ];
    for (const order of twins) {
      const results = await race(30, () => bookings.insertOrder(order, []));
      expect(countKinds(results)).toEqual({ saved: 1, version_conflict: 29 });
    }
    expect([await reader.seatsTaken(session.id), await reader.sumActiveSeats(session.id)]).toEqual([2, 2]);
    expect(await reader.countActiveClaims('res_room2')).toBe(1);
  });

  test('a class planned by many at once is planned once, without a conflict', async () => {
    const { bookings, reader } = await prepare(factory);
    const plans = await race(20, (index) => {
      const planned = buildSession({ id: `ses_p${index}`, startsAt: startsAt + 72 * HOUR });
      return bookings.insertSessions([{ session: planned, claims: [buildClaim('res_bo', planned.startsAt, 60)] }]);
    });
    expect(plans.flatMap((plan) => plan.conflicts)).toEqual([]);
    expect(await reader.countActiveClaims('res_bo')).toBe(2);
  });
}
