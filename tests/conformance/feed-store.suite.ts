import { describe, expect, test } from '@jest/globals';
import { DAY, HOUR } from '../../core/index.ts';
import type { Booking, CalendarFeed, FeedBooking, FeedQuery, FeedStore, Order, OrderId } from '../../core/index.ts';
import { LONGEST_FED } from '../../core/index.ts';
import {
  buildBooking,
  buildCatalogDocument,
  buildClaim,
  buildClass,
  buildLine,
  buildOrder,
  buildSeatBooking,
  buildSession,
  fixtureNow as now,
} from '../support/fixtures-core.ts';
import { changeTo, loadOrder, prepare } from './booking-store/helpers.ts';
import type { BookingSubject } from './booking-store/subject.ts';

/** What the store is tested with: the stores of two tenants. */
export type FeedSubject = { readonly subject: BookingSubject; readonly store: FeedStore; readonly otherTenant: FeedStore };

const feed: CalendarFeed = {
  ...{ id: 'fed_1', name: 'Phone', resourceId: 'res_anna', detail: 'full', digest: 'a'.repeat(64), createdAt: 5 },
};

/** Checks what `FeedStore` promises. */
export function feedStoreSuite(name: string, factory: () => Promise<FeedSubject>): void {
  const open = async (): Promise<FeedSubject> => {
    const made = await factory();
    await prepare(async () => made.subject);
    return made;
  };
  const query: FeedQuery = {
    ...{ resourceId: null, range: { from: now - 90 * DAY, to: now + 800 * DAY }, cancelledSince: now - 30 * DAY, limit: 100 },
  };
  const write = async ({ subject }: FeedSubject, order: Order): Promise<void> =>
    expect(await subject.bookings.insertOrder(order, [])).toEqual({ kind: 'saved' });
  /** An order with a confirmed half hour of somebody some hours from now. */
  const build = (id: OrderId, hour: number, rest: Partial<Booking> = {}, order: Partial<Order> = {}): Order => {
    const startsAt = now + hour * HOUR;
    const claims = rest.claims ?? [buildClaim('res_anna', startsAt), buildClaim('res_room1', startsAt)];
    const booking = buildBooking(id, {
      startsAt,
      endsAt: startsAt + HOUR / 2,
      state: 'confirmed',
      holdExpiresAt: null,
      claims,
      ...rest,
    });
    return buildOrder({ id, bookings: [booking], ...order });
  };
  const list = async (store: FeedStore, rest: Partial<FeedQuery> = {}): Promise<readonly string[]> =>
    (await store.listFeedBookings({ ...query, ...rest })).map(({ id }) => id);

  describe(`FeedStore: ${name}`, () => {
    test('feeds are added, found, listed from the oldest on and removed, each once', async () => {
      const { store } = await open();
      const later: CalendarFeed = { ...feed, id: 'fed_0', resourceId: null, detail: 'busy', createdAt: 6 };
      await store.insertFeed(later);
      await store.insertFeed(feed);
      await expect(store.insertFeed(feed)).rejects.toThrow();
      expect(await store.listFeeds()).toEqual([feed, later]);
      expect([await store.findFeed('fed_1'), await store.findFeed('fed_2')]).toEqual([feed, null]);
      expect([await store.removeFeed('fed_1'), await store.removeFeed('fed_1')]).toEqual([true, false]);
      expect(await store.listFeeds()).toEqual([later]);
    });

    test('another tenant’s feeds and bookings are not there', async () => {
      const made = await open();
      await made.store.insertFeed(feed);
      await write(made, build('ord_1', 24));
      expect([await made.otherTenant.findFeed('fed_1'), await made.otherTenant.removeFeed('fed_1')]).toEqual([null, false]);
      expect([await made.otherTenant.listFeeds(), await list(made.otherTenant)]).toEqual([[], []]);
      expect(await list(made.store)).toEqual(['bkg_1']);
    });

    test('a booking is told with what a feed says of it', async () => {
      const made = await open();
      const address = { line1: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' };
      const extra = { id: 'lin_x', kind: 'extra', description: 'Hair mask', quantity: 2 } as const;
      const lines = [buildLine('ord_1', { description: 'Cut as sold' }), buildLine('ord_1', extra)];
      const order = build('ord_1', 24, { partySize: 3 }, { lines, addresses: { bkg_1: address } });
      await write(made, order);
      const [told, ...others] = await made.store.listFeedBookings(query);
      const [booking] = order.bookings;
      expect(others).toEqual([]);
      expect(told).toEqual({
        ...{ id: 'bkg_1', serviceId: 'svc_cut', state: 'confirmed', startsAt: booking?.startsAt, endsAt: booking?.endsAt },
        ...{ partySize: 3, sessions: [], resourceIds: ['res_anna'], claims: booking?.claims, sequence: 0, createdAt: now },
        ...{ soldName: null, reference: 'K7QX2M', customerName: 'Åsa Öberg', address },
        extras: [{ quantity: 2, description: 'Hair mask' }],
      } satisfies Partial<Record<keyof FeedBooking, unknown>>);
      expect(JSON.stringify(told)).not.toContain('asa@customer.example');
      await made.subject.catalog.saveDocument(buildCatalogDocument({ services: [buildClass()] }));
      expect((await made.store.listFeedBookings(query))[0]?.soldName).toBe('Cut as sold');
    });

    test.each<readonly [Booking['state'], Partial<Booking>, boolean]>([
      ['held', {}, false],
      ['awaiting_payment', {}, false],
      ['pending_approval', {}, false],
      ['expired', {}, false],
      ['confirmed', { sequence: 4, changedAt: now - 200 * DAY }, true],
      ['completed', {}, true],
      ['no_show', {}, true],
      ['cancelled', {}, false],
      ['cancelled', { sequence: 1 }, false],
      ['cancelled', { sequence: 1, changedAt: now - 30 * DAY }, false],
      ['cancelled', { sequence: 1, changedAt: now - 30 * DAY + 1 }, true],
    ])('a booking that is %s (%j) is told: %s', async (state, rest, isTold) => {
      const made = await open();
      const order = build('ord_1', 24);
      await write(made, order);
      const stored = await loadOrder(made.subject.bookings, 'ord_1');
      const bookings = stored.bookings.map((booking) => ({ ...booking, state, ...rest }));
      expect(await made.subject.bookings.saveOrder(changeTo(stored, { ...stored, bookings }))).toEqual({ kind: 'saved' });
      expect((await loadOrder(made.subject.bookings, 'ord_1')).bookings).toEqual(bookings);
      const told = await made.store.listFeedBookings(query);
      expect(told.map(({ id, changedAt }) => [id, changedAt])).toEqual(isTold ? [['bkg_1', rest.changedAt]] : []);
    });

    test('bookings come in order of start, those that reach into the range too; of too many the last', async () => {
      const made = await open();
      await write(made, build('ord_3', 26));
      await write(made, build('ord_2', 25));
      const from = now - 24 * HOUR;
      await write(made, build('ord_1', -25, { endsAt: from + 1 }));
      await write(made, build('ord_0', -26, { endsAt: from, claims: [buildClaim('res_room2', now - 26 * HOUR)] }));
      await write(made, build('ord_old', 0, { startsAt: from - LONGEST_FED - 1, endsAt: now, claims: [] }));
      const range = { from, to: now + 26 * HOUR };
      expect(await list(made.store, { range })).toEqual(['bkg_1', 'bkg_2']);
      expect(await list(made.store, { range: { ...range, to: range.to + 1 } })).toEqual(['bkg_1', 'bkg_2', 'bkg_3']);
      expect(await list(made.store, { range: { ...range, to: range.to + 1 }, limit: 2 })).toEqual(['bkg_2', 'bkg_3']);
    });

    test('of a resource those are told in which it is named, claimed, or claimed by their session', async () => {
      const made = await open();
      await write(made, build('ord_1', 24));
      await write(made, build('ord_2', 25, { claims: [buildClaim('res_room2', now + 25 * HOUR)], resourceIds: ['res_bo'] }));
      const startsAt = now + 48 * HOUR;
      const session = buildSession({ id: 'ses_room', startsAt, resourceIds: ['res_bo'] });
      const during = { from: startsAt, to: session.endsAt };
      const claims = (['res_bo', 'res_room1'] as const).map((resourceId) => ({ resourceId, during }));
      expect(await made.subject.bookings.insertSessions([{ session, claims }])).toEqual({ conflicts: [] });
      const seat = buildSeatBooking('ord_3', session, 1, { state: 'confirmed', holdExpiresAt: null });
      await write(made, buildOrder({ id: 'ord_3', bookings: [seat] }));
      const of = (resourceId: CalendarFeed['resourceId']) => list(made.store, { resourceId });
      expect(await of('res_anna')).toEqual(['bkg_1']);
      expect(await of('res_bo')).toEqual(['bkg_2', 'bkg_3']);
      expect(await of('res_room1')).toEqual(['bkg_1', 'bkg_3']);
      expect(await of('res_room2')).toEqual(['bkg_2']);
      expect(await of(null)).toEqual(['bkg_1', 'bkg_2', 'bkg_3']);
    });
  });
}
