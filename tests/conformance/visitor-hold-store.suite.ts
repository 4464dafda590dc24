import { describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE, PLACING_MILLIS } from '../../core/index.ts';
import type { BookingState, EpochMillis, Order, OrderId, VisitorHoldStore } from '../../core/index.ts';
import { buildBooking, buildClaim, buildOrder, fixtureNow as now } from '../support/fixtures-core.ts';
import { changeTo, loadOrder, prepare, race } from './booking-store/helpers.ts';
import type { BookingSubject } from './booking-store/subject.ts';

/** What the store is tested with: the stores of two tenants, and how many entries the first one has. */
export type VisitorHoldSubject = {
  readonly subject: BookingSubject;
  readonly store: VisitorHoldStore;
  readonly otherTenant: VisitorHoldStore;
  readonly countEntries: () => Promise<number>;
};

const [anna, boris] = ['a'.repeat(64), 'b'.repeat(64)];

/** Checks what `VisitorHoldStore` promises. */
export function visitorHoldStoreSuite(name: string, factory: () => Promise<VisitorHoldSubject>): void {
  const open = async (): Promise<VisitorHoldSubject> => {
    const made = await factory();
    await prepare(async () => made.subject);
    return made;
  };
  const wish = (orderId: OrderId, allowed: number, rest: { times?: number; at?: EpochMillis; visitor?: string } = {}) => ({
    ...{ visitorDigest: rest.visitor ?? anna, orderId, times: rest.times ?? 1, allowed, now: rest.at ?? now },
  });
  /** An order with holds of Anna's hours from tomorrow on, kept for ten minutes. */
  const buildHolds = (id: OrderId, hours: readonly number[]): Order => {
    const [first, ...rest] = hours.map((hour, index) =>
      buildBooking(id, {
        ...(index === 0 ? {} : { id: `bkg_${id.slice(4)}x${index}` }),
        claims: [buildClaim('res_anna', now + (24 + hour) * HOUR)],
        holdExpiresAt: now + 10 * MINUTE,
      }),
    );
    if (first === undefined) throw new Error('an order has a booking');
    return buildOrder({ id, bookings: [first, ...rest] });
  };
  const take = async ({ subject, store }: VisitorHoldSubject, id: OrderId, hours: readonly number[]): Promise<void> => {
    expect(await store.admit(wish(id, 99, { times: hours.length }))).toEqual({ kind: 'admitted' });
    expect(await subject.bookings.insertOrder(buildHolds(id, hours), [])).toEqual({ kind: 'saved' });
  };
  const move = async ({ subject }: VisitorHoldSubject, id: OrderId, states: readonly BookingState[]): Promise<void> => {
    const order = await loadOrder(subject.bookings, id);
    const bookings = order.bookings.map((booking, index) => ({ ...booking, state: states[index] ?? booking.state }));
    expect(await subject.bookings.saveOrder(changeTo(order, { ...order, bookings }))).toEqual({ kind: 'saved' });
  };
  const countKept = async (store: VisitorHoldStore, at: EpochMillis = now, visitor = anna): Promise<number> => {
    const answer = await store.admit(wish('ord_question', 0, { at, visitor }));
    return answer.kind === 'refused' ? answer.kept : Number.NaN;
  };

  describe(`VisitorHoldStore: ${name}`, () => {
    test('a visitor is let in as often as is allowed, and told when the next of his times runs out', async () => {
      const made = await open();
      await take(made, 'ord_1', [0]);
      await take(made, 'ord_2', [1]);
      expect(await made.store.admit(wish('ord_3', 2))).toEqual({ kind: 'refused', kept: 2, nextEndsAt: now + 10 * MINUTE });
      expect(await made.store.admit(wish('ord_3', 3))).toEqual({ kind: 'admitted' });
      expect(await made.countEntries()).toBe(3);
    });

    test('others, and the same visitor at another business, are counted apart', async () => {
      const made = await open();
      await take(made, 'ord_1', [0]);
      expect(await made.store.admit(wish('ord_2', 1, { visitor: boris }))).toEqual({ kind: 'admitted' });
      expect(await made.otherTenant.admit(wish('ord_1', 1))).toEqual({ kind: 'admitted' });
      expect(await countKept(made.store)).toBe(1);
    });

    test('an order counts as many times as it has, before it is written and after; none of it or all of it is let in', async () => {
      const made = await open();
      expect(await made.store.admit(wish('ord_1', 3, { times: 3 }))).toEqual({ kind: 'admitted' });
      expect(await countKept(made.store)).toBe(3);
      expect(await made.subject.bookings.insertOrder(buildHolds('ord_1', [0, 1, 2]), [])).toEqual({ kind: 'saved' });
      expect(await countKept(made.store)).toBe(3);
      expect(await made.store.admit(wish('ord_2', 4, { times: 2 }))).toMatchObject({ kind: 'refused', kept: 3 });
    });

    test.each<readonly [BookingState, number]>([
      ['awaiting_payment', 1],
      ['confirmed', 0],
      ['cancelled', 0],
      ['expired', 0],
      ['pending_approval', 0],
    ])('a hold that became %s counts %d', async (state, count) => {
      const made = await open();
      await take(made, 'ord_1', [0]);
      await move(made, 'ord_1', [state]);
      expect(await countKept(made.store)).toBe(count);
      // Who it was is forgotten in the very write.
      expect(await made.countEntries()).toBe(count);
    });

    test('of an order of several, each one counts until it ends; the visitor is forgotten with the last', async () => {
      const made = await open();
      await take(made, 'ord_1', [0, 1]);
      await move(made, 'ord_1', ['cancelled', 'held']);
      expect([await countKept(made.store), await made.countEntries()]).toEqual([1, 1]);
      await move(made, 'ord_1', ['cancelled', 'confirmed']);
      expect([await countKept(made.store), await made.countEntries()]).toEqual([0, 0]);
    });

    test('a hold that has run out counts no longer; one in payment does, for an hour at most', async () => {
      const made = await open();
      await take(made, 'ord_1', [0]);
      await take(made, 'ord_2', [1]);
      await move(made, 'ord_2', ['awaiting_payment']);
      expect(await countKept(made.store, now + 10 * MINUTE - 1)).toBe(2);
      expect(await countKept(made.store, now + 10 * MINUTE)).toBe(1);
      expect(await countKept(made.store, now + HOUR - 1)).toBe(1);
      expect(await countKept(made.store, now + HOUR)).toBe(0);
    });

    test('an order that was let in and never came stops to count; one that was withdrawn at once', async () => {
      const made = await open();
      await made.store.admit(wish('ord_1', 9));
      await made.store.admit(wish('ord_2', 9));
      expect(await countKept(made.store, now + PLACING_MILLIS - 1)).toBe(2);
      expect(await countKept(made.store, now + PLACING_MILLIS)).toBe(0);
      await made.store.withdraw('ord_1');
      expect([await countKept(made.store), await made.countEntries()]).toEqual([1, 1]);
    });

    test('an order that was let in stays let in when it is asked for again, and counts once', async () => {
      const made = await open();
      await take(made, 'ord_1', [0]);
      await take(made, 'ord_2', [1]);
      expect(await made.store.admit(wish('ord_1', 0))).toEqual({ kind: 'admitted' });
      expect(await made.store.admit(wish('ord_1', 0, { visitor: boris }))).toEqual({ kind: 'admitted' });
      expect(await countKept(made.store)).toBe(2);
    });

    test('of any number of requests at once, as many are let in as are allowed', async () => {
      const made = await open();
      const answers = await race(60, (index) => made.store.admit(wish(`ord_r${index}`, 10)));
      expect(answers.filter(({ kind }) => kind === 'admitted')).toHaveLength(10);
      expect(await countKept(made.store)).toBe(10);
      const pairs = await race(20, (index) => made.store.admit(wish(`ord_p${index}`, 7, { times: 2, visitor: boris })));
      expect(pairs.filter(({ kind }) => kind === 'admitted')).toHaveLength(3);
    });

    test('what no longer counts is erased, what counts stays, and so does the other tenant’s', async () => {
      const made = await open();
      await take(made, 'ord_1', [0]);
      await made.store.admit(wish('ord_lost', 9));
      await made.store.admit(wish('ord_young', 9, { at: now + MINUTE }));
      await made.otherTenant.admit(wish('ord_1', 9));
      await made.store.prune(now + PLACING_MILLIS);
      expect([await made.countEntries(), await countKept(made.store, now + PLACING_MILLIS)]).toEqual([2, 2]);
      await Promise.all([1, 2, 3, 4].map(() => made.store.prune(now + 10 * MINUTE)));
      expect(await made.countEntries()).toBe(0);
      expect(await countKept(made.otherTenant)).toBe(1);
    });
  });
}
