import { expect, test } from '@jest/globals';
import type { OrderId } from '../../../core/ids.ts';
import type { Order } from '../../../core/order/order.ts';
import { HOUR, MINUTE } from '../../../core/time/instant.ts';
import { buildBooking, buildClaim, buildOrder, buildSeatBooking, buildSession, fixtureNow } from '../../support/fixtures-core.ts';
import { changeTo, expire, loadOrder, orderWithClaims, prepare, saveExpired } from './helpers.ts';
import type { BookingSubjectFactory } from './subject.ts';
import { timeOf } from '../../support/weekly.ts';

const startsAt = fixtureNow + 24 * HOUR;
const event = { provider: 'memory', eventId: 'evt_1' };

const withFirstBooking = (order: Order, changes: Partial<Order['bookings'][number]>): Order => ({
  ...order,
  bookings: order.bookings.map((booking, index) => (index === 0 ? { ...booking, ...changes } : booking)),
});

/** Cases of changing an order: versions, events, and time that is given back, taken again or moved. */
export function changingCases(factory: BookingSubjectFactory): void {
  test('whoever has not seen the version that stands writes nothing', async () => {
    const { bookings, effects, reader } = await prepare(factory);
    await bookings.insertOrder(buildOrder(), []);
    const seen = await loadOrder(bookings, 'ord_1');
    expect(await bookings.saveOrder(changeTo(seen, { ...seen, manageVersion: 7 }))).toEqual({ kind: 'saved' });
    const effect = { orderId: seen.id, key: 'late', payload: { kind: 'refund_payment', refundId: 'ref_1' } } as const;
    const late = changeTo(seen, expire(seen), { release: ['bkg_1'], effects: [effect], providerEvent: event });
    expect(await bookings.saveOrder(late)).toEqual({ kind: 'version_conflict' });
    expect(await loadOrder(bookings, 'ord_1')).toEqual({ ...seen, manageVersion: 7, version: seen.version + 1 });
    expect(await reader.countActiveClaims('res_anna')).toBe(1);
    expect(await effects.leaseEffects(fixtureNow, fixtureNow + MINUTE, 10)).toEqual([]);
    const current = await loadOrder(bookings, 'ord_1');
    expect(await bookings.saveOrder(changeTo(current, current, { providerEvent: event }))).toEqual({ kind: 'saved' });
  });

  test('an order that does not exist is a version conflict', async () => {
    const { bookings } = await prepare(factory);
    expect(await bookings.saveOrder(changeTo(buildOrder(), buildOrder()))).toEqual({ kind: 'version_conflict' });
  });

  test('a provider event is recorded once, whichever order it comes with', async () => {
    const { bookings } = await prepare(factory);
    await bookings.insertOrder(buildOrder(), []);
    await bookings.insertOrder(orderWithClaims('ord_2', [buildClaim('res_bo', fixtureNow)]), []);
    const first = await loadOrder(bookings, 'ord_1');
    expect(await bookings.saveOrder(changeTo(first, first, { providerEvent: event }))).toEqual({ kind: 'saved' });
    const again = await loadOrder(bookings, 'ord_1');
    const repeated = changeTo(again, { ...again, manageVersion: 9 }, { providerEvent: event });
    expect(await bookings.saveOrder(repeated)).toEqual({ kind: 'repeated_event' });
    expect(await loadOrder(bookings, 'ord_1')).toEqual(again);
    const other = await loadOrder(bookings, 'ord_2');
    expect(await bookings.saveOrder(changeTo(other, other, { providerEvent: event }))).toEqual({ kind: 'repeated_event' });
    const elsewhere = { ...event, provider: 'another' };
    expect(await bookings.saveOrder(changeTo(other, other, { providerEvent: elsewhere }))).toEqual({ kind: 'saved' });
  });

  test('an event that changes nothing is remembered without a new version, by whoever has seen the one that stands', async () => {
    const { bookings } = await prepare(factory);
    await bookings.insertOrder(buildOrder(), []);
    const seen = await loadOrder(bookings, 'ord_1');
    expect(await bookings.saveOrder(changeTo(seen, seen, { providerEvent: event }))).toEqual({ kind: 'saved' });
    expect(await loadOrder(bookings, 'ord_1')).toEqual(seen);
    expect(await bookings.saveOrder(changeTo(seen, seen, { providerEvent: event }))).toEqual({ kind: 'repeated_event' });
    expect(await bookings.saveOrder(changeTo(seen, { ...seen, manageVersion: 3 }))).toEqual({ kind: 'saved' });
    const later = { ...event, eventId: 'evt_2' };
    expect(await bookings.saveOrder(changeTo(seen, seen, { providerEvent: later }))).toEqual({ kind: 'version_conflict' });
    const current = await loadOrder(bookings, 'ord_1');
    expect(await bookings.saveOrder(changeTo(current, current, { providerEvent: later }))).toEqual({ kind: 'saved' });
  });

  test('released time can be taken by another, and then not taken again', async () => {
    const { bookings, reader } = await prepare(factory);
    await bookings.insertOrder(buildOrder(), []);
    await saveExpired(bookings, await loadOrder(bookings, 'ord_1'));
    expect(await reader.countActiveClaims('res_anna')).toBe(0);
    expect(await bookings.insertOrder(buildOrder({ id: 'ord_2' }), [])).toEqual({ kind: 'saved' });
    const late = await loadOrder(bookings, 'ord_1');
    const confirmed = withFirstBooking(late, { state: 'confirmed' });
    const by = { kind: 'resource', resourceId: 'res_anna', from: late.bookings[0]?.claims[0]?.during.from, bookingId: 'bkg_1' };
    expect(await bookings.saveOrder(changeTo(late, confirmed, { claim: ['bkg_1'] }))).toEqual({ kind: 'taken', by });
    expect(await reader.bookingState('bkg_1')).toBe('expired');
    await saveExpired(bookings, await loadOrder(bookings, 'ord_2'));
    expect(await bookings.saveOrder(changeTo(late, confirmed, { claim: ['bkg_1'] }))).toEqual({ kind: 'saved' });
    expect(await reader.bookingState('bkg_1')).toBe('confirmed');
    expect(await reader.countActiveClaims('res_anna')).toBe(1);
  });

  test('seats are given back once, however often they are released, and can be taken again', async () => {
    const { bookings, reader } = await prepare(factory);
    const session = buildSession();
    await bookings.insertOrder(buildOrder({ bookings: [buildSeatBooking('ord_1', session, 4)] }), []);
    await bookings.insertOrder(buildOrder({ id: 'ord_2', bookings: [buildSeatBooking('ord_2', session, 3)] }), []);
    for (let count = 0; count < 3; count += 1) {
      const order = await loadOrder(bookings, 'ord_1');
      expect(await bookings.saveOrder(changeTo(order, expire(order), { release: ['bkg_1', 'bkg_1'] }))).toEqual({
        kind: 'saved',
      });
    }
    expect([await reader.seatsTaken(session.id), await reader.sumActiveSeats(session.id)]).toEqual([3, 3]);
    const late = await loadOrder(bookings, 'ord_1');
    expect(
      await bookings.saveOrder(changeTo(late, withFirstBooking(late, { state: 'confirmed' }), { claim: ['bkg_1'] })),
    ).toEqual({ kind: 'saved' });
    expect([await reader.seatsTaken(session.id), await reader.sumActiveSeats(session.id)]).toEqual([7, 7]);
  });

  test('a booking that still has its seats or time cannot take them twice', async () => {
    const { bookings, reader } = await prepare(factory);
    const session = buildSession();
    await bookings.insertOrder(buildOrder({ bookings: [buildSeatBooking('ord_1', session, 4)] }), []);
    await bookings.insertOrder(buildOrder({ id: 'ord_2' }), []);
    for (const [id, bookingId] of [
      ['ord_1', 'bkg_1'],
      ['ord_2', 'bkg_2'],
    ] as const) {
      const order = await loadOrder(bookings, id);
      expect(await bookings.saveOrder(changeTo(order, { ...order }, { claim: [bookingId] }))).toMatchObject({ kind: 'taken' });
    }
    expect([await reader.seatsTaken(session.id), await reader.sumActiveSeats(session.id)]).toEqual([4, 4]);
    expect(await reader.countActiveClaims('res_anna')).toBe(1);
  });

  test('a booking moves to a time that overlaps its own', async () => {
    const { bookings, reader } = await prepare(factory);
    await bookings.insertOrder(buildOrder(), []);
    const order = await loadOrder(bookings, 'ord_1');
    const claims = [buildClaim('res_anna', startsAt + 15 * MINUTE), buildClaim('res_room2', startsAt + 15 * MINUTE)];
    const moved = withFirstBooking(order, {
      startsAt: startsAt + 15 * MINUTE,
      endsAt: startsAt + 45 * MINUTE,
      claims,
      sequence: 1,
    });
    expect(await bookings.saveOrder(changeTo(order, moved, { release: ['bkg_1'], claim: ['bkg_1'] }))).toEqual({ kind: 'saved' });
    expect(await loadOrder(bookings, 'ord_1')).toEqual({ ...moved, version: order.version + 1 });
    expect([await reader.countActiveClaims('res_room1'), await reader.countActiveClaims('res_room2')]).toEqual([0, 1]);
    const { busy } = await bookings.loadOccupancy({
      resourceIds: ['res_anna'],
      serviceId: null,
      range: { from: startsAt - HOUR, to: startsAt + 2 * HOUR },
      now: fixtureNow,
    });
    expect(busy).toEqual([claims[0]]);
  });

  test('a move to a taken time leaves the booking where it was', async () => {
    const { bookings, reader } = await prepare(factory);
    await bookings.insertOrder(buildOrder(), []);
    await bookings.insertOrder(orderWithClaims('ord_2', [buildClaim('res_room2', startsAt + HOUR)]), []);
    const order = await loadOrder(bookings, 'ord_1');
    const claims = [buildClaim('res_anna', startsAt + HOUR), buildClaim('res_room2', startsAt + HOUR)];
    const moved = withFirstBooking(order, { startsAt: startsAt + HOUR, endsAt: startsAt + 2 * HOUR, claims });
    const by = { kind: 'resource', resourceId: 'res_room2', from: startsAt + HOUR, bookingId: 'bkg_1' };
    expect(await bookings.saveOrder(changeTo(order, moved, { release: ['bkg_1'], claim: ['bkg_1'] }))).toEqual({
      kind: 'taken',
      by,
    });
    expect(await loadOrder(bookings, 'ord_1')).toEqual(order);
    expect([await reader.countActiveClaims('res_anna'), await reader.countActiveClaims('res_room1')]).toEqual([1, 1]);
  });

  test('a party moves between sessions and changes its size; both counters follow', async () => {
    const { bookings, reader } = await prepare(factory);
    const other = buildSession({ id: 'ses_later', startsAt: startsAt + 48 * HOUR, capacity: 4, resourceIds: [] });
    await bookings.insertSessions([{ session: other, claims: [] }]);
    await bookings.insertOrder(buildOrder({ bookings: [buildSeatBooking('ord_1', buildSession(), 2)] }), []);
    const order = await loadOrder(bookings, 'ord_1');
    const move = { release: ['bkg_1'], claim: ['bkg_1'] } as const;
    const tooMany = withFirstBooking(order, { sessions: [timeOf(other)], partySize: 5 });
    const by = { kind: 'session', sessionId: other.id };
    expect(await bookings.saveOrder(changeTo(order, tooMany, move))).toEqual({ kind: 'taken', by });
    expect([await reader.seatsTaken('ses_yoga'), await reader.seatsTaken(other.id)]).toEqual([2, 0]);
    const fitting = withFirstBooking(order, { sessions: [timeOf(other)], partySize: 4 });
    expect(await bookings.saveOrder(changeTo(order, fitting, move))).toEqual({ kind: 'saved' });
    expect([await reader.seatsTaken('ses_yoga'), await reader.seatsTaken(other.id)]).toEqual([0, 4]);
    expect([await reader.sumActiveSeats('ses_yoga'), await reader.sumActiveSeats(other.id)]).toEqual([0, 4]);
  });

  test('a booking has seats in all its sessions or in none, and gives all of them back at once', async () => {
    const { bookings, reader } = await prepare(factory);
    const later = buildSession({ id: 'ses_later', startsAt: startsAt + 48 * HOUR, capacity: 4, resourceIds: [] });
    await bookings.insertSessions([{ session: later, claims: [] }]);
    const sessions = [timeOf(buildSession()), timeOf(later)];
    const both = (id: OrderId, partySize: number) => [buildSeatBooking(id, buildSession(), partySize, { sessions })];
    const count = async () => [
      [await reader.seatsTaken('ses_yoga'), await reader.seatsTaken('ses_later')],
      [await reader.sumActiveSeats('ses_yoga'), await reader.sumActiveSeats('ses_later')],
    ];
    const by = { kind: 'session', sessionId: 'ses_later' };
    expect(await bookings.insertOrder(buildOrder({ id: 'ord_5', bookings: both('ord_5', 5) }), [])).toEqual({
      kind: 'taken',
      by,
    });
    expect(await count()).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(await bookings.insertOrder(buildOrder({ id: 'ord_3', bookings: both('ord_3', 3) }), [])).toEqual({ kind: 'saved' });
    const order = await loadOrder(bookings, 'ord_3');
    expect(order.bookings[0]?.sessions).toEqual(sessions);
    expect(await count()).toEqual([
      [3, 3],
      [3, 3],
    ]);
    const one = withFirstBooking(order, { sessions: [timeOf(later)], partySize: 4 });
    const move = { release: ['bkg_3'], claim: ['bkg_3'] } as const;
    expect(await bookings.saveOrder(changeTo(order, one, move))).toEqual({ kind: 'saved' });
    expect(await count()).toEqual([
      [0, 4],
      [0, 4],
    ]);
    const moved = await loadOrder(bookings, 'ord_3');
    const back = withFirstBooking(moved, { sessions, partySize: 2 });
    expect(await bookings.saveOrder(changeTo(moved, back, move))).toEqual({ kind: 'saved' });
    expect(await count()).toEqual([
      [2, 2],
      [2, 2],
    ]);
    const last = await loadOrder(bookings, 'ord_3');
    expect(await bookings.saveOrder(changeTo(last, expire(last), { release: ['bkg_3'] }))).toEqual({ kind: 'saved' });
    expect(await count()).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test('a cancelled session takes nobody, gives its teacher back, and keeps its bookings until they are cancelled', async () => {
    const { bookings, reader, otherTenant } = await prepare(factory);
    const taught = buildSession({ id: 'ses_taught', startsAt: startsAt + 72 * HOUR, resourceIds: ['res_bo'] });
    const claims = [buildClaim('res_bo', taught.startsAt, 60)];
    await bookings.insertSessions([{ session: taught, claims }]);
    const before = await reader.countActiveClaims('res_bo');
    await bookings.insertOrder(buildOrder({ bookings: [buildSeatBooking('ord_1', taught, 2)] }), []);
    const range = { from: taught.startsAt, to: taught.startsAt + 1 };
    const list = (serviceId: typeof taught.serviceId | null) => bookings.listSessions({ serviceId, range, limit: 10 });
    const open = { ...taught, seatsTaken: 2 };
    expect([await list(null), await list(taught.serviceId), await list('svc_other')]).toEqual([[open], [open], []]);
    expect([await bookings.cancelSession('ses_none'), await otherTenant.bookings.cancelSession('ses_taught')]).toEqual([
      null,
      null,
    ]);
    expect(await bookings.listCancelledSeats(null, 10)).toEqual([]);
    const cancelled = { ...open, isCancelled: true };
    expect([await bookings.cancelSession('ses_taught'), await bookings.cancelSession('ses_taught')]).toEqual([
      cancelled,
      cancelled,
    ]);
    expect(await list(null)).toEqual([cancelled]);
    const asked = { resourceIds: ['res_bo'], serviceId: taught.serviceId, range, now: fixtureNow } as const;
    expect(await bookings.loadOccupancy(asked)).toMatchObject({ busy: [], sessions: [cancelled] });
    expect(await reader.countActiveClaims('res_bo')).toBe(before - 1);
    const late = buildOrder({ id: 'ord_2', bookings: [buildSeatBooking('ord_2', taught, 1)] });
    expect(await bookings.insertOrder(late, [])).toEqual({ kind: 'taken', by: { kind: 'session', sessionId: 'ses_taught' } });
    // Planning it again leaves it as it is.
    expect(await bookings.insertSessions([{ session: { ...taught, id: 'ses_again' }, claims }])).toEqual({ conflicts: [] });
    expect(await reader.countActiveClaims('res_bo')).toBe(before - 1);
    expect([await bookings.listCancelledSeats(null, 10), await bookings.listCancelledSeats('ses_taught', 10)]).toEqual([
      [{ bookingId: 'bkg_1', isTooFew: false }],
      [{ bookingId: 'bkg_1', isTooFew: false }],
    ]);
    expect([await bookings.listCancelledSeats('ses_yoga', 10), await otherTenant.bookings.listCancelledSeats(null, 10)]).toEqual([
      [],
      [],
    ]);
    const order = await loadOrder(bookings, 'ord_1');
    expect(await bookings.saveOrder(changeTo(order, expire(order), { release: ['bkg_1'] }))).toEqual({ kind: 'saved' });
    expect([await bookings.listCancelledSeats(null, 10), await reader.seatsTaken('ses_taught')]).toEqual([[], 0]);
  });

  test('a booking that comes later takes its time with the change that brings it', async () => {
    const { bookings, reader } = await prepare(factory);
    await bookings.insertOrder(buildOrder(), []);
    const order = await loadOrder(bookings, 'ord_1');
    const added = buildBooking('ord_1', { id: 'bkg_added', claims: [buildClaim('res_room2', startsAt)] });
    const next = { ...order, bookings: [...order.bookings, added] };
    expect(await bookings.saveOrder(changeTo(order, next, { claim: ['bkg_added'] }))).toEqual({ kind: 'saved' });
    expect(await reader.countActiveClaims('res_room2')).toBe(1);
  });

  test('a code is given back once, taken by another, and then missing for the first', async () => {
    const { bookings, reader } = await prepare(factory);
    const redemptions = [{ code: 'ONCE', state: 'reserved' }] as const;
    const elsewhere = orderWithClaims('ord_2', [buildClaim('res_bo', fixtureNow)], { redemptions });
    await bookings.insertOrder(buildOrder({ redemptions }), []);
    await saveExpired(bookings, await loadOrder(bookings, 'ord_1'));
    await saveExpired(bookings, await loadOrder(bookings, 'ord_1'));
    expect(await reader.redeemed('ONCE')).toBe(0);
    expect(await bookings.insertOrder(elsewhere, [])).toEqual({ kind: 'saved' });
    const order = await loadOrder(bookings, 'ord_1');
    const again: Order = { ...order, redemptions: [{ code: 'ONCE', state: 'used' }] };
    expect(await bookings.saveOrder(changeTo(order, again))).toEqual({ kind: 'taken', by: { kind: 'code', code: 'ONCE' } });
    const second = await loadOrder(bookings, 'ord_2');
    await bookings.saveOrder(changeTo(second, { ...second, redemptions: [{ code: 'ONCE', state: 'used' }] }));
    expect([await reader.redeemed('ONCE'), await reader.countRedemptions('ONCE')]).toEqual([1, 1]);
  });

  test('a changed quote swaps its codes: the new one is counted, the old one given back', async () => {
    const { bookings, reader } = await prepare(factory);
    await bookings.insertOrder(buildOrder({ redemptions: [{ code: 'ONCE', state: 'reserved' }] }), []);
    const order = await loadOrder(bookings, 'ord_1');
    const swapped: Order = {
      ...order,
      redemptions: [
        { code: 'ONCE', state: 'released' },
        { code: 'TEN', state: 'reserved' },
      ],
    };
    expect(await bookings.saveOrder(changeTo(order, swapped))).toEqual({ kind: 'saved' });
    expect([await reader.redeemed('ONCE'), await reader.redeemed('TEN')]).toEqual([0, 1]);
  });
}
