import { expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../../core/time/instant.ts';
import { buildBooking, buildClaim, buildOrder, buildPayment, buildSession, fixtureNow } from '../../support/fixtures-core.ts';
import { changeTo, expire, loadOrder, makeStale, prepare } from './helpers.ts';
import type { BookingSubjectFactory } from './subject.ts';
import { timeOf } from '../../support/weekly.ts';

const startsAt = fixtureNow + 24 * HOUR;
const effect = { orderId: 'ord_1', key: 'told', payload: { kind: 'refund_payment', refundId: 'ref_1' } } as const;
const waiting = {
  id: 'wle_1',
  serviceId: 'svc_cut',
  localDate: '2030-01-08',
  partySize: 1,
  email: 'a@b.example',
  createdAt: 1,
} as const;

/** Cases of two tenants whose data has the very same ids: no method of one reaches the other's. */
export function isolationCases(factory: BookingSubjectFactory): void {
  test('no method sees what the other tenant has', async () => {
    const { bookings, effects, catalog, otherTenant } = await prepare(factory);
    const order = makeStale(buildOrder({ redemptions: [{ code: 'ONCE', state: 'reserved' }] }));
    const paying = buildOrder({
      id: 'ord_2',
      bookings: [buildBooking('ord_2', { claims: [] })],
      payments: [buildPayment('ord_2')],
    });
    await bookings.insertOrder(order, [effect]);
    await bookings.insertOrder(paying, []);
    await bookings.insertWaitingListEntry(waiting);
    const other = otherTenant.bookings;
    expect(await other.loadOrder('ord_1')).toBeNull();
    expect(await other.findOrderOfBooking('bkg_1')).toBeNull();
    expect(await other.findOrderOfPayment({ paymentId: 'pay_2' })).toBeNull();
    expect(await other.findOrderOfPayment({ provider: 'memory', providerId: 'provider_2' })).toBeNull();
    const inTheWay = {
      claims: [buildClaim('res_anna', startsAt)],
      sessionIds: ['ses_yoga'],
      codes: ['ONCE'],
      limits: [],
      now: fixtureNow,
    } as const;
    expect(await bookings.findStaleHolds(inTheWay)).toEqual(['ord_1']);
    expect(await other.findStaleHolds(inTheWay)).toEqual([]);
    expect(await other.listDueHolds(fixtureNow, 10, null)).toEqual([]);
    expect(await other.listOpenPayments(fixtureNow + DAY, 10)).toEqual([]);
    const range = { from: fixtureNow, to: fixtureNow + 9 * DAY };
    expect(await other.listOrders(range, 10)).toEqual([]);
    const query = { resourceIds: ['res_anna'], serviceId: null, range, now: 0 } as const;
    expect((await bookings.loadOccupancy(query)).busy).toHaveLength(1);
    expect((await other.loadOccupancy(query)).busy).toEqual([]);
    expect(await other.listWaitingListEntries('svc_cut', '2030-01-08')).toEqual([]);
    await other.removeWaitingListEntry(waiting.id);
    expect(await bookings.listWaitingListEntries('svc_cut', '2030-01-08')).toEqual([waiting]);
    expect(await otherTenant.effects.leaseEffects(fixtureNow, fixtureNow + MINUTE, 10)).toEqual([]);
    const leased = await effects.leaseEffects(fixtureNow, fixtureNow + MINUTE, 10);
    expect(leased).toHaveLength(1);
    for (const effect of leased) {
      await otherTenant.effects.finishEffect(effect, fixtureNow);
      await otherTenant.effects.retryEffect(effect, fixtureNow, 'internal_error');
      await otherTenant.effects.reopenEffect(effect.key, fixtureNow, 'internal_error');
    }
    expect(await effects.leaseEffects(fixtureNow, fixtureNow + MINUTE, 10)).toEqual([]);
    expect(await effects.leaseEffects(fixtureNow + MINUTE, fixtureNow + HOUR, 10)).toHaveLength(1);
    expect(await catalog.loadCodes(['ONCE'], 0)).toMatchObject([{ redeemed: 1 }]);
    expect(await otherTenant.catalog.loadCodes(['ONCE'], 0)).toMatchObject([{ redeemed: 0 }]);
  });

  test('both take the same times, seats, codes, ids and events, and a change of one leaves the other as it was', async () => {
    const { bookings, otherTenant, reader } = await prepare(factory);
    const session = buildSession({ id: 'ses_small', startsAt: startsAt + 5 * DAY, capacity: 2, resourceIds: [] });
    const order = buildOrder({
      bookings: [
        buildBooking(),
        buildBooking('ord_1', { id: 'bkg_seat', claims: [], sessions: [timeOf(session)], partySize: 2 }),
      ],
      payments: [buildPayment('ord_1')],
      redemptions: [{ code: 'ONCE', state: 'reserved' }],
    });
    const providerEvent = { provider: 'memory', eventId: 'evt_1' };
    for (const tenant of [bookings, otherTenant.bookings]) {
      expect(await tenant.insertSessions([{ session, claims: [] }])).toEqual({ conflicts: [] });
      expect(await tenant.insertOrder(order, [effect])).toEqual({ kind: 'saved' });
      expect(await tenant.saveOrder(changeTo(order, order, { providerEvent }))).toEqual({ kind: 'saved' });
      await tenant.insertWaitingListEntry(waiting);
    }
    const other = await loadOrder(otherTenant.bookings, 'ord_1');
    const release = ['bkg_1', 'bkg_seat'] as const;
    expect(await otherTenant.bookings.saveOrder(changeTo(other, expire(other), { release }))).toEqual({ kind: 'saved' });
    expect(await bookings.loadOrder('ord_1')).toEqual(order);
    expect(await reader.countActiveClaims('res_anna')).toBe(1);
    expect([await reader.seatsTaken(session.id), await reader.redeemed('ONCE')]).toEqual([2, 1]);
  });
}
