import { expect, test } from '@jest/globals';
import type { OrderId } from '../../../core/ids.ts';
import type { Claim } from '../../../core/availability/occupancy.ts';
import type { Booking } from '../../../core/booking/booking.ts';
import type { Order } from '../../../core/order/order.ts';
import type { Refund } from '../../../core/payment/payment.ts';
import { DAY, HOUR, MINUTE } from '../../../core/time/instant.ts';
import {
  buildBooking,
  buildClaim,
  buildOrder,
  buildPayment,
  buildRefund,
  buildSeatBooking,
  buildSession,
  fixtureNow,
} from '../../support/fixtures-core.ts';
import { changeTo, loadOrder, makeStale, orderWithClaims, prepare, saveExpired } from './helpers.ts';
import type { BookingSubjectFactory } from './subject.ts';

const startsAt = fixtureNow + 24 * HOUR;
const day = { from: startsAt - 12 * HOUR, to: startsAt + 12 * HOUR };

const describeClaim = ({ resourceId, during }: Claim): string => `${resourceId} ${during.from} ${during.to}`;

/** Cases of reading: what is occupied, what is due, what can be found. */
export function readingCases(factory: BookingSubjectFactory): void {
  test('the newest paid payment of an account is found, whatever came after it unpaid or at another account', async () => {
    const { bookings, otherTenant } = await prepare(factory);
    expect(await bookings.findLastPaidAt('stripe')).toBeNull();
    const payment = (id: OrderId, number: number, changes: object) => ({
      ...buildPayment(id),
      ...{ id: `pay_${number}` as const, providerId: `pi_${number}`, createdAt: number, ...changes },
    });
    const paid = { state: 'paid', provider: 'stripe' };
    await bookings.insertOrder(
      buildOrder({
        payments: [
          payment('ord_1', 10, paid),
          payment('ord_1', 20, paid),
          payment('ord_1', 30, { provider: 'stripe' }),
          payment('ord_1', 40, { state: 'paid', provider: 'stripe_test' }),
        ],
      }),
      [],
    );
    expect(await bookings.findLastPaidAt('stripe')).toBe(20);
    expect(await bookings.findLastPaidAt('stripe_test')).toBe(40);
    expect(await otherTenant.bookings.findLastPaidAt('stripe')).toBeNull();
  });

  test('what owners gave back on their own word is added up: in a currency, since then, without what failed or was owed anyway', async () => {
    const { bookings, otherTenant } = await prepare(factory);
    const refund = (number: number, changes: Partial<Refund>): Refund => ({
      ...buildRefund('ord_1'),
      ...{
        id: `ref_${number}` as const,
        providerId: `re_${number}`,
        reason: 'goodwill',
        amountMinor: number,
        createdAt: 50,
        ...changes,
      },
    });
    const refunds = [
      refund(1, { state: 'succeeded' }),
      refund(2, { state: 'pending' }),
      refund(4, { state: 'failed' }),
      refund(8, { createdAt: 49 }),
      refund(16, { reason: 'cancelled' }),
      refund(32, { state: 'superseded' }),
    ];
    await bookings.insertOrder(buildOrder({ payments: [buildPayment('ord_1')], refunds }), []);
    expect(await bookings.sumGivenBack('SEK', 50)).toBe(3);
    expect(await bookings.sumGivenBack('EUR', 50)).toBe(0);
    expect(await otherTenant.bookings.sumGivenBack('SEK', 0)).toBe(0);
  });

  test('occupancy holds what touches the range, of the resources and the service asked for', async () => {
    const { bookings } = await prepare(factory);
    await bookings.insertOrder(buildOrder(), []);
    await bookings.insertOrder(orderWithClaims('ord_2', [buildClaim('res_anna', startsAt + HOUR)]), []);
    const ask = (from: number, to: number) =>
      bookings.loadOccupancy({
        resourceIds: ['res_anna', 'res_bo'],
        serviceId: 'svc_yoga',
        range: { from, to },
        now: fixtureNow,
      });
    const first = buildClaim('res_anna', startsAt);
    const second = buildClaim('res_anna', startsAt + HOUR);
    const teacher = buildClaim('res_bo', startsAt, 60);
    expect(await ask(day.from, day.to)).toEqual({
      busy: [first, second, teacher],
      sessions: [buildSession()],
      nextEndsAt: buildBooking().holdExpiresAt,
    });
    expect((await ask(startsAt + 40 * MINUTE, startsAt + HOUR)).busy).toEqual([teacher]);
    expect((await ask(startsAt + 39 * MINUTE, startsAt + HOUR + 1)).busy).toEqual([first, second, teacher]);
    expect((await ask(startsAt + 1, day.to)).sessions).toEqual([]);
    expect((await ask(day.from, startsAt)).sessions).toEqual([]);
    expect(await ask(day.to, day.from)).toMatchObject({ busy: [], sessions: [] });
    const none = { resourceIds: [], serviceId: null, range: day, now: fixtureNow };
    expect(await bookings.loadOccupancy(none)).toMatchObject({ busy: [], sessions: [] });
  });

  test('whatever touches a range is found, however long it is and wherever it began, beside overrides upon it; the same resource is asked for once', async () => {
    const { bookings } = await prepare(factory);
    // The teacher of the session that stands already.
    const stands = [buildClaim('res_bo', startsAt, 60)];
    const add = async (claim: Claim, override = false): Promise<void> => {
      const id: OrderId = `ord_${stands.length}`;
      const booking = buildBooking(id, { id: `bkg_${stands.length}`, claims: [claim], override, state: 'confirmed' });
      expect(await bookings.insertOrder(buildOrder({ id, bookings: [booking], redemptions: [] }), [])).toEqual({ kind: 'saved' });
      stands.push(claim);
    };
    // From a minute to weeks, one after the other, some beside the next.
    const lengths = [30, 1, 40 * 24 * 60, 60, 61, 9 * 24 * 60, 5];
    let from = startsAt;
    for (const [index, minutes] of lengths.entries()) {
      await add(buildClaim('res_anna', from, minutes));
      if (index % 2 === 0) await add(buildClaim('res_anna', from - 3 * MINUTE, minutes + 2), true);
      if (index % 3 === 0) await add(buildClaim('res_bo', from + DAY, minutes));
      from += minutes * MINUTE + (index % 2) * HOUR;
    }
    const edges = stands.flatMap(({ during }) => [during.from, during.to]).flatMap((at) => [at - 1, at, at + 1]);
    const resourceIds = ['res_anna', 'res_bo', 'res_anna'] as const;
    for (const start of edges)
      for (const length of [1, HOUR, 20 * DAY]) {
        const range = { from: start, to: start + length };
        const { busy } = await bookings.loadOccupancy({ resourceIds, serviceId: null, range, now: fixtureNow });
        const own = stands.filter(({ during }) => during.from < range.to && during.to > range.from);
        expect(busy.map(describeClaim).toSorted()).toEqual(own.map(describeClaim).toSorted());
      }
  });

  test('claims are listed with what made them: bookings by their number, sessions of classes; stale holds are left out', async () => {
    const { bookings, otherTenant } = await prepare(factory);
    await bookings.insertOrder(buildOrder(), []);
    await bookings.insertOrder(makeStale(orderWithClaims('ord_2', [buildClaim('res_anna', startsAt + HOUR)])), []);
    const ask = ({ listClaims } = bookings, from = day.from) =>
      listClaims({ resourceIds: ['res_bo', 'res_anna'], range: { from, to: day.to }, now: fixtureNow });
    const booking = buildBooking();
    const session = buildSession();
    const { reference } = buildOrder();
    expect(await ask()).toEqual([
      {
        ...buildClaim('res_anna', startsAt),
        by: {
          ...{ kind: 'booking', bookingId: booking.id, reference, serviceId: booking.serviceId, state: booking.state },
          ...{ startsAt: booking.startsAt, endsAt: booking.endsAt },
        },
      },
      {
        ...buildClaim('res_bo', startsAt, 60),
        by: {
          ...{ kind: 'session', sessionId: session.id, serviceId: session.serviceId },
          ...{ startsAt: session.startsAt, endsAt: session.endsAt },
        },
      },
    ]);
    expect(await ask(bookings, startsAt + 40 * MINUTE)).toMatchObject([{ resourceId: 'res_bo' }]);
    expect(await ask(bookings, day.to)).toEqual([]);
    expect(await ask(otherTenant.bookings)).toMatchObject([{ resourceId: 'res_bo', by: { kind: 'session' } }]);
  });

  test('the end of the next hold is told: of any in state held that is not over, whatever it occupies', async () => {
    const { bookings, otherTenant } = await prepare(factory);
    const query = { resourceIds: ['res_anna'], serviceId: null, range: day } as const;
    const ask = async (now: number, { loadOccupancy } = bookings) => (await loadOccupancy({ ...query, now })).nextEndsAt;
    expect(await ask(fixtureNow)).toBeNull();
    const hold = (id: OrderId, minutes: number, changes: Partial<Booking> = {}): Order => {
      const claims = [buildClaim('res_anna', startsAt + minutes * HOUR)];
      return buildOrder({
        ...{
          id,
          bookings: [buildBooking(id, { claims, state: 'held', holdExpiresAt: fixtureNow + minutes * MINUTE, ...changes })],
        },
      });
    };
    for (const order of [hold('ord_1', 30), hold('ord_2', 20), hold('ord_3', 10, { state: 'awaiting_payment' })])
      await bookings.insertOrder(order, []);
    expect(await ask(fixtureNow)).toBe(fixtureNow + 20 * MINUTE);
    expect(await ask(fixtureNow + 20 * MINUTE - 1)).toBe(fixtureNow + 20 * MINUTE);
    expect(await ask(fixtureNow + 20 * MINUTE)).toBe(fixtureNow + 30 * MINUTE);
    expect(await ask(fixtureNow + 30 * MINUTE)).toBeNull();
    expect(await ask(fixtureNow, otherTenant.bookings)).toBeNull();
  });

  test('a hold that is over counts as free only while it is in no payment', async () => {
    const { bookings } = await prepare(factory);
    const session = buildSession();
    const both = (id: OrderId): Order =>
      makeStale(
        buildOrder({ id, bookings: [buildBooking(id, { state: 'held' }), buildSeatBooking(id, session, 5, { id: 'bkg_seat' })] }),
      );
    await bookings.insertOrder(both('ord_1'), []);
    const ask = async (now: number) => {
      const { busy, sessions } = await bookings.loadOccupancy({
        resourceIds: ['res_anna'],
        serviceId: 'svc_yoga',
        range: day,
        now,
      });
      return [busy.length, sessions[0]?.seatsTaken];
    };
    expect(await ask(fixtureNow - MINUTE - 1)).toEqual([1, 5]);
    expect(await ask(fixtureNow - MINUTE)).toEqual([0, 0]);
    const order = await loadOrder(bookings, 'ord_1');
    await bookings.saveOrder(changeTo(order, { ...order, payments: [buildPayment('ord_1', { state: 'cancelled' })] }));
    expect(await ask(fixtureNow)).toEqual([1, 5]);
  });

  test('stale holds are found by the claims, sessions and codes they stand in the way of', async () => {
    const { bookings } = await prepare(factory);
    const session = buildSession();
    await bookings.insertOrder(makeStale(buildOrder({ id: 'ord_claim' })), []);
    await bookings.insertOrder(
      makeStale(buildOrder({ id: 'ord_seat', bookings: [buildSeatBooking('ord_seat', session, 1)] })),
      [],
    );
    const elsewhere = [buildClaim('res_room2', startsAt + 2 * DAY)];
    const redemptions = [{ code: 'ONCE', state: 'reserved' }] as const;
    await bookings.insertOrder(makeStale(orderWithClaims('ord_code', elsewhere, { redemptions })), []);
    await bookings.insertOrder(orderWithClaims('ord_live', [buildClaim('res_bo', fixtureNow)]), []);
    const paying = makeStale(orderWithClaims('ord_paying', [buildClaim('res_bo', fixtureNow + HOUR)]));
    await bookings.insertOrder({ ...paying, payments: [buildPayment('ord_paying')] }, []);
    const nothing = { claims: [], sessionIds: [], codes: [], limits: [], now: fixtureNow };
    expect(await bookings.findStaleHolds(nothing)).toEqual([]);
    expect(await bookings.findStaleHolds({ ...nothing, claims: [buildClaim('res_room1', startsAt + 39 * MINUTE)] })).toEqual([
      'ord_claim',
    ]);
    expect(await bookings.findStaleHolds({ ...nothing, claims: [buildClaim('res_room1', startsAt + 40 * MINUTE)] })).toEqual([]);
    expect(await bookings.findStaleHolds({ ...nothing, claims: [buildClaim('res_bo', fixtureNow, 600)] })).toEqual([]);
    expect(await bookings.findStaleHolds({ ...nothing, sessionIds: [session.id] })).toEqual(['ord_seat']);
    expect(await bookings.findStaleHolds({ ...nothing, codes: ['ONCE'] })).toEqual(['ord_code']);
    const all = {
      claims: [buildClaim('res_anna', startsAt)],
      sessionIds: [session.id],
      codes: ['ONCE'],
      limits: [],
      now: fixtureNow,
    };
    expect(await bookings.findStaleHolds(all)).toEqual(['ord_claim', 'ord_code', 'ord_seat']);
    expect(await bookings.findStaleHolds({ ...all, now: fixtureNow - 2 * MINUTE })).toEqual([]);
    await saveExpired(bookings, await loadOrder(bookings, 'ord_claim'));
    expect(await bookings.findStaleHolds(all)).toEqual(['ord_code', 'ord_seat']);
  });

  test('holds that are over, in payment and in the way are found by what they keep; others are not', async () => {
    const { bookings } = await prepare(factory);
    const session = buildSession();
    const inPayment = async (order: Order, state: 'held' | 'awaiting_payment' | 'confirmed' = 'awaiting_payment') =>
      bookings.insertOrder(
        { ...order, bookings: order.bookings.map((booking) => ({ ...booking, state })), payments: [buildPayment(order.id)] },
        [],
      );
    await inPayment(makeStale(orderWithClaims('ord_claim', [buildClaim('res_anna', startsAt)])));
    await inPayment(makeStale(orderWithClaims('ord_held', [buildClaim('res_anna', startsAt + HOUR)])), 'held');
    await inPayment(makeStale(buildOrder({ id: 'ord_seat', bookings: [buildSeatBooking('ord_seat', session, 2)] })));
    await inPayment(orderWithClaims('ord_live', [buildClaim('res_room1', startsAt)]));
    await inPayment(makeStale(orderWithClaims('ord_done', [buildClaim('res_room1', startsAt + HOUR)])), 'confirmed');
    await bookings.insertOrder(makeStale(orderWithClaims('ord_unpaid', [buildClaim('res_room2', startsAt)])), []);
    const nothing = { claims: [], sessionIds: [], codes: [], limits: [], now: fixtureNow };
    const rooms = (['res_room1', 'res_room2'] as const).map((id) => buildClaim(id, startsAt, 600));
    expect(await bookings.findHoldsInPayment(nothing)).toEqual([]);
    expect(await bookings.findHoldsInPayment({ ...nothing, claims: rooms })).toEqual([]);
    expect(await bookings.findHoldsInPayment({ ...nothing, claims: [buildClaim('res_anna', startsAt)] })).toEqual(['ord_claim']);
    expect(await bookings.findHoldsInPayment({ ...nothing, claims: [buildClaim('res_anna', startsAt, 600)] })).toEqual([
      'ord_claim',
      'ord_held',
    ]);
    expect(await bookings.findHoldsInPayment({ ...nothing, sessionIds: [session.id] })).toEqual(['ord_seat']);
    expect(await bookings.findHoldsInPayment({ ...nothing, sessionIds: [session.id], now: fixtureNow - 2 * MINUTE })).toEqual([]);
  });

  test('due holds come longest over first, those in payment too', async () => {
    const { bookings } = await prepare(factory);
    const hold = (id: OrderId, minutesOver: number | null, state: 'held' | 'awaiting_payment' | 'confirmed' = 'held'): Order => {
      const holdExpiresAt = minutesOver === null ? null : fixtureNow - minutesOver * MINUTE;
      return buildOrder({ id, bookings: [buildBooking(id, { claims: [], state, holdExpiresAt })] });
    };
    await bookings.insertOrder(hold('ord_just', 0), []);
    await bookings.insertOrder(hold('ord_longest', 9), []);
    await bookings.insertOrder(hold('ord_paying', 5, 'awaiting_payment'), []);
    await bookings.insertOrder(hold('ord_live', -1), []);
    await bookings.insertOrder(hold('ord_done', 7, 'confirmed'), []);
    await bookings.insertOrder(hold('ord_endless', null), []);
    expect(await bookings.listDueHolds(fixtureNow, 10, null)).toEqual(['ord_just', 'ord_longest', 'ord_paying']);
    expect(await bookings.listDueHolds(fixtureNow, 2, null)).toEqual(['ord_just', 'ord_longest']);
    expect(await bookings.listDueHolds(fixtureNow, 2, 'ord_longest')).toEqual(['ord_paying']);
    expect(await bookings.listDueHolds(fixtureNow, 2, 'ord_paying')).toEqual([]);
  });

  test('open payments known to the provider are looked at in turn', async () => {
    const { bookings } = await prepare(factory);
    const paying = async (name: string, payment: Parameters<typeof buildPayment>[1]): Promise<void> => {
      const id: OrderId = `ord_${name}`;
      const order = buildOrder({ id, bookings: [buildBooking(id, { claims: [] })], payments: [buildPayment(id, payment)] });
      await bookings.insertOrder(order, []);
    };
    await paying('b', { createdAt: fixtureNow - 2 * MINUTE, state: 'processing' });
    await paying('a', { createdAt: fixtureNow - 3 * MINUTE });
    await paying('c', { createdAt: fixtureNow - MINUTE, state: 'authorized' });
    await paying('new', { createdAt: fixtureNow });
    await paying('unknown', { createdAt: fixtureNow - HOUR, providerId: null });
    await paying('paid', { createdAt: fixtureNow - HOUR, state: 'paid' });
    expect(await bookings.listOpenPayments(fixtureNow, 2)).toEqual(['pay_a', 'pay_b']);
    expect(await bookings.listOpenPayments(fixtureNow, 1)).toEqual(['pay_c']);
    expect(await bookings.listOpenPayments(fixtureNow, 10)).toEqual(['pay_a', 'pay_b', 'pay_c']);
    expect(await bookings.listOpenPayments(fixtureNow - 2 * MINUTE, 10)).toEqual(['pay_a']);
  });

  test('an order is found by its booking and by its payment, ours or the provider’s id', async () => {
    const { bookings } = await prepare(factory);
    const order = buildOrder({ payments: [buildPayment('ord_1')] });
    await bookings.insertOrder(order, []);
    expect(await bookings.findOrderOfBooking('bkg_1')).toEqual(order);
    expect(await bookings.findOrderOfPayment({ paymentId: 'pay_1' })).toEqual(order);
    expect(await bookings.findOrderOfPayment({ provider: 'memory', providerId: 'provider_1' })).toEqual(order);
    expect(await bookings.findOrderOfPayment({ provider: 'another', providerId: 'provider_1' })).toBeNull();
    expect(await bookings.findOrderOfPayment({ paymentId: 'pay_none' })).toBeNull();
    expect(await bookings.findOrderOfBooking('bkg_none')).toBeNull();
    expect(await bookings.loadOrder('ord_none')).toBeNull();
  });

  test('orders are listed by the start of their bookings, each once', async () => {
    const { bookings } = await prepare(factory);
    const at = (id: OrderId, ...hours: readonly number[]): Order => {
      const parts = hours.map((hour) =>
        buildBooking(id, { id: `bkg_${id}_${hour}`, startsAt: startsAt + hour * HOUR, claims: [] }),
      );
      return buildOrder({ id, bookings: parts, lines: [] });
    };
    for (const order of [at('ord_late', 3, 5), at('ord_early', 1, 4), at('ord_outside', 9)])
      await bookings.insertOrder(order, []);
    const range = { from: startsAt + HOUR, to: startsAt + 9 * HOUR };
    const listed = await bookings.listOrders(range, 10);
    expect(listed).toEqual([at('ord_early', 1, 4), at('ord_late', 3, 5)]);
    expect((await bookings.listOrders(range, 1)).map((order) => order.id)).toEqual(['ord_early']);
    expect((await bookings.listOrders({ ...range, from: startsAt + 2 * HOUR }, 10)).map((order) => order.id)).toEqual([
      'ord_late',
      'ord_early',
    ]);
  });

  test('sessions are written once; one whose teacher is occupied is answered and not written', async () => {
    const { bookings, reader } = await prepare(factory);
    const later = buildSession({ id: 'ses_later', startsAt: startsAt + 2 * DAY });
    const same = { ...buildSession({ id: 'ses_again' }), capacity: 3 };
    const clash = buildSession({ id: 'ses_clash', startsAt: startsAt + 30 * MINUTE, resourceIds: ['res_anna', 'res_bo'] });
    const claimsOf = (session: typeof later) =>
      session.resourceIds.map((resourceId) => ({ resourceId, during: { from: session.startsAt, to: session.endsAt } }));
    const writes = [same, clash, later].map((session) => ({ session, claims: claimsOf(session) }));
    const conflicts = [{ session: clash, resourceId: 'res_bo' }];
    expect(await bookings.insertSessions(writes)).toEqual({ conflicts });
    expect(await bookings.insertSessions(writes)).toEqual({ conflicts });
    expect(await bookings.insertSessions([])).toEqual({ conflicts: [] });
    const query = {
      resourceIds: [],
      serviceId: 'svc_yoga',
      range: { from: fixtureNow, to: startsAt + 9 * DAY },
      now: fixtureNow,
    } as const;
    expect((await bookings.loadOccupancy(query)).sessions).toEqual([buildSession(), later]);
    expect([await reader.countActiveClaims('res_bo'), await reader.countActiveClaims('res_anna')]).toEqual([2, 0]);
  });

  test('the waiting list keeps an address once and is taken first come first', async () => {
    const { bookings } = await prepare(factory);
    const entry = (name: string, createdAt: number, localDate = '2030-01-08') =>
      ({
        id: `wle_${name}`,
        serviceId: 'svc_cut',
        localDate,
        partySize: 2,
        email: `${name}@customer.example`,
        createdAt,
      }) as const;
    await bookings.insertWaitingListEntry(entry('second', 2));
    await bookings.insertWaitingListEntry(entry('first', 1));
    await bookings.insertWaitingListEntry({ ...entry('first', 3), id: 'wle_again' });
    await bookings.insertWaitingListEntry({ ...entry('first', 4, '2030-01-09'), id: 'wle_other' });
    expect(await bookings.listWaitingListEntries('svc_yoga', '2030-01-08')).toEqual([]);
    expect(await bookings.listWaitingListEntries('svc_cut', '2030-01-08')).toEqual([entry('first', 1), entry('second', 2)]);
    for (const { id } of await bookings.listWaitingListEntries('svc_cut', '2030-01-08'))
      await bookings.removeWaitingListEntry(id);
    await bookings.removeWaitingListEntry('wle_first');
    expect(await bookings.listWaitingListEntries('svc_cut', '2030-01-08')).toEqual([]);
    expect(await bookings.listWaitingListEntries('svc_cut', '2030-01-09')).toHaveLength(1);
  });
}
