import { expect, test } from '@jest/globals';
import type { Order } from '../../../core/order/order.ts';
import { HOUR, MINUTE } from '../../../core/time/instant.ts';
import {
  buildBooking,
  buildClaim,
  buildLine,
  buildOrder,
  buildPayment,
  buildRefund,
  buildSeatBooking,
  buildSession,
  fixtureNow,
} from '../../support/fixtures-core.ts';
import { changeTo, loadOrder, orderWithClaims, prepare } from './helpers.ts';
import type { BookingSubjectFactory } from './subject.ts';

const taken = { kind: 'taken' } as const;
const startsAt = fixtureNow + 24 * HOUR;

/** An order in which every field holds something, and every list has a row. */
export function buildFullOrder(): Order {
  const id = 'ord_full';
  const seat = buildSeatBooking(id, buildSession(), 3, {
    id: 'bkg_seat',
    lineId: 'lin_seat',
    state: 'confirmed',
    holdExpiresAt: null,
  });
  return buildOrder({
    id,
    version: 4,
    manageVersion: 3,
    customer: { name: 'Zoë "Ö" O\'Neil', email: 'zoe@customer.example', phone: '+46 70 1' },
    bookings: [buildBooking(id, { sequence: 2, state: 'awaiting_payment' }), seat],
    lines: [
      buildLine(id),
      buildLine(id, { id: 'lin_seat', bookingId: 'bkg_seat', quantity: 3 }),
      buildLine(id, {
        id: 'lin_fee',
        kind: 'fee',
        bookingId: null,
        description: 'Fee',
        amountMinor: 500,
        discountMinor: 50,
        netMinor: 450,
      }),
    ],
    payments: [
      buildPayment(id, { id: 'pay_old', providerId: null, state: 'cancelled' }),
      buildPayment(id, { state: 'paid', capturedMinor: 45_000, lastDeclineCode: 'insufficient_funds' }),
    ],
    refunds: [buildRefund(id, { state: 'succeeded', providerId: 'provider_refund', reason: 'amount_differs' })],
    redemptions: [
      { code: 'TEN', state: 'used' },
      { code: 'FREE', state: 'released' },
    ],
    ledger: [
      { key: 'captured/provider', account: 'provider', amountMinor: 45_000, recordedAt: fixtureNow },
      { key: 'captured/line', account: 'line:lin_full', amountMinor: -45_000, recordedAt: fixtureNow },
    ],
  });
}

/** Cases of writing: what is stored is what was given, and what cannot be written is not. */
export function writingCases(factory: BookingSubjectFactory): void {
  test('an order comes back as it was written, every field of every part', async () => {
    const { bookings, reader } = await prepare(factory);
    const order = buildFullOrder();
    expect(await bookings.insertOrder(order, [])).toEqual({ kind: 'saved' });
    expect(await bookings.loadOrder(order.id)).toEqual(order);
    expect(await reader.ledger(order.id)).toEqual(order.ledger);
    expect(await reader.redeemed('TEN')).toBe(1);
    expect(await reader.redeemed('FREE')).toBe(0);
    expect(await reader.seatsTaken('ses_yoga')).toBe(3);
  });

  test('an order without a customer comes back without one', async () => {
    const { bookings } = await prepare(factory);
    const order = buildOrder({ customer: null, bookings: [buildBooking('ord_1', { extras: [] })] });
    await bookings.insertOrder(order, []);
    expect(await bookings.loadOrder(order.id)).toEqual(order);
  });

  test('what is given or read cannot be used to change what is stored', async () => {
    const { bookings } = await prepare(factory);
    const extras = [{ extraId: 'ext_mask' as const, quantity: 1 }];
    await bookings.insertOrder(buildOrder({ bookings: [buildBooking('ord_1', { extras })] }), []);
    extras.pop();
    expect((await loadOrder(bookings, 'ord_1')).bookings[0]?.extras).toHaveLength(1);
  });

  test('a change of every part is stored, with the version one higher', async () => {
    const { bookings } = await prepare(factory);
    await bookings.insertOrder(buildOrder({ id: 'ord_full', customer: null }), []);
    const previous = await loadOrder(bookings, 'ord_full');
    const full = buildFullOrder();
    const next = { ...full, version: previous.version, bookings: [...full.bookings] };
    expect(await bookings.saveOrder(changeTo(previous, next, { claim: ['bkg_seat'] }))).toEqual({ kind: 'saved' });
    expect(await bookings.loadOrder('ord_full')).toEqual({ ...next, version: previous.version + 1 });
  });

  test('lines that are gone are removed, and those that stay keep their order', async () => {
    const { bookings } = await prepare(factory);
    const lines = ['a', 'b', 'c'].map((name) => buildLine('ord_1', { id: `lin_${name}`, description: name }));
    await bookings.insertOrder(buildOrder({ lines }), []);
    const previous = await loadOrder(bookings, 'ord_1');
    const [first, , third] = previous.lines;
    if (first === undefined || third === undefined) throw new Error('lines are missing');
    const next = { ...previous, lines: [third, buildLine('ord_1', { id: 'lin_d', description: 'd' }), first] };
    await bookings.saveOrder(changeTo(previous, next));
    expect((await loadOrder(bookings, 'ord_1')).lines.map((line) => line.description)).toEqual(['c', 'd', 'a']);
  });

  test('a change that would lose a booking or a ledger entry is refused as a bug, and writes nothing', async () => {
    const { bookings } = await prepare(factory);
    const order = buildFullOrder();
    await bookings.insertOrder(order, []);
    for (const part of ['bookings', 'payments', 'refunds', 'redemptions', 'ledger'] as const) {
      await expect(async () => bookings.saveOrder(changeTo(order, { ...order, [part]: [] }))).rejects.toThrow(/never loses/);
    }
    expect(await bookings.loadOrder(order.id)).toEqual(order);
  });

  test('ledger entries are added once by their key and never changed', async () => {
    const { bookings, reader } = await prepare(factory);
    const order = buildFullOrder();
    await bookings.insertOrder(order, []);
    const changed = order.ledger.map((entry) => ({ ...entry, amountMinor: entry.amountMinor * 2 }));
    const added = { key: 'returned/provider', account: 'provider', amountMinor: -5, recordedAt: fixtureNow } as const;
    const balanced = { key: 'returned/refund_due', account: 'refund_due', amountMinor: 5, recordedAt: fixtureNow } as const;
    await bookings.saveOrder(changeTo(order, { ...order, ledger: [...changed, added, balanced] }));
    const stored = await reader.ledger(order.id);
    expect(stored).toEqual([...order.ledger, added, balanced]);
    expect(stored.reduce((sum, entry) => sum + entry.amountMinor, 0)).toBe(0);
  });

  test('one of two bookings whose time is taken keeps the whole order out, claims, seats, codes and effects', async () => {
    const { bookings, effects, reader } = await prepare(factory);
    await bookings.insertOrder(orderWithClaims('ord_first', [buildClaim('res_room1', startsAt)]), []);
    const order = buildOrder({
      id: 'ord_second',
      bookings: [
        buildBooking('ord_second', {
          claims: [buildClaim('res_anna', startsAt), buildClaim('res_room1', startsAt + 39 * MINUTE)],
        }),
        buildSeatBooking('ord_second', buildSession(), 2, { id: 'bkg_seat' }),
      ],
      redemptions: [{ code: 'TEN', state: 'reserved' }],
    });
    const effect = { orderId: order.id, key: 'made', payload: { kind: 'refund_payment', refundId: 'ref_1' } } as const;
    expect(await bookings.insertOrder(order, [effect])).toEqual({
      ...taken,
      by: { kind: 'resource', resourceId: 'res_room1', from: startsAt + 39 * MINUTE, bookingId: 'bkg_second' },
    });
    expect(await bookings.loadOrder('ord_second')).toBeNull();
    expect(await reader.countActiveClaims('res_anna')).toBe(0);
    expect(await reader.seatsTaken('ses_yoga')).toBe(0);
    expect(await reader.redeemed('TEN')).toBe(0);
    expect(await effects.leaseEffects(fixtureNow, fixtureNow + MINUTE, 10)).toEqual([]);
  });

  test('times that touch do not overlap, and a party of one order can stand in its own way', async () => {
    const { bookings } = await prepare(factory);
    const claims = [buildClaim('res_anna', startsAt), buildClaim('res_anna', startsAt + 40 * MINUTE)];
    expect(await bookings.insertOrder(orderWithClaims('ord_1', claims), [])).toEqual({ kind: 'saved' });
    const own = [buildClaim('res_room1', startsAt), buildClaim('res_room1', startsAt + MINUTE)];
    const by = { kind: 'resource', resourceId: 'res_room1', from: startsAt + MINUTE, bookingId: 'bkg_2' };
    expect(await bookings.insertOrder(orderWithClaims('ord_2', own), [])).toEqual({ ...taken, by });
  });

  test('a full or unknown session and a used-up, retired or unknown code are named', async () => {
    const { bookings, catalog } = await prepare(factory);
    const seat = (id: 'ord_1' | 'ord_2' | 'ord_3', party: number, session = buildSession()): Order =>
      buildOrder({ id, bookings: [buildSeatBooking(id, session, party)] });
    expect(await bookings.insertOrder(seat('ord_1', 48), [])).toEqual({ kind: 'saved' });
    expect(await bookings.insertOrder(seat('ord_2', 3), [])).toEqual({
      ...taken,
      by: { kind: 'session', sessionId: 'ses_yoga' },
    });
    expect(await bookings.insertOrder(seat('ord_2', 2), [])).toEqual({ kind: 'saved' });
    const unknown = seat('ord_3', 1, buildSession({ id: 'ses_none' }));
    expect(await bookings.insertOrder(unknown, [])).toEqual({ ...taken, by: { kind: 'session', sessionId: 'ses_none' } });
    const withCode = (id: 'ord_4' | 'ord_5', code: string): Order =>
      orderWithClaims(id, [buildClaim('res_anna', id === 'ord_4' ? startsAt : startsAt + HOUR)], {
        redemptions: [{ code, state: 'reserved' }],
      });
    expect(await bookings.insertOrder(withCode('ord_4', 'ONCE'), [])).toEqual({ kind: 'saved' });
    for (const code of ['ONCE', 'NONE']) {
      expect(await bookings.insertOrder(withCode('ord_5', code), [])).toEqual({ ...taken, by: { kind: 'code', code } });
    }
    const document = await catalog.loadDocument();
    await catalog.saveDocument({ ...document, codes: document.codes.filter(({ code }) => code !== 'TEN') });
    expect(await bookings.insertOrder(withCode('ord_5', 'TEN'), [])).toEqual({ ...taken, by: { kind: 'code', code: 'TEN' } });
  });

  test('an order that exists already is a version conflict, even though it holds the time itself', async () => {
    const { bookings, reader } = await prepare(factory);
    await bookings.insertOrder(buildOrder(), []);
    expect(await bookings.insertOrder(buildOrder(), [])).toEqual({ kind: 'version_conflict' });
    const elsewhere = orderWithClaims('ord_1', [buildClaim('res_bo', fixtureNow)]);
    expect(await bookings.insertOrder(elsewhere, [])).toEqual({ kind: 'version_conflict' });
    expect(await reader.countActiveClaims('res_bo')).toBe(1);
  });
}
