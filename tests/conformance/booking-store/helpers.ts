import { expect } from '@jest/globals';
import type { Claim } from '../../../core/booking/booking.ts';
import type { OrderId } from '../../../core/ids.ts';
import type { Order } from '../../../core/order/order.ts';
import type { BookingStore, OrderChange, WriteResult } from '../../../core/ports/booking-store.ts';
import { MINUTE } from '../../../core/time/instant.ts';
import {
  buildBooking,
  buildCatalogDocument,
  buildCode,
  buildOrder,
  buildSession,
  fixtureNow,
} from '../../support/fixtures-core.ts';
import type { BookingSubject, BookingSubjectFactory, TenantStores } from './subject.ts';

/** Makes a subject whose two tenants sell the same catalogue: a code to use once, one for ten uses, one without limit. */
export async function prepare(factory: BookingSubjectFactory): Promise<BookingSubject> {
  const subject = await factory();
  await prepareTenant(subject);
  await prepareTenant(subject.otherTenant);
  return subject;
}

async function prepareTenant({ catalog, bookings }: TenantStores): Promise<void> {
  const codes = [
    buildCode(),
    buildCode({ code: 'TEN', maximumRedemptions: 10 }),
    buildCode({ code: 'FREE', maximumRedemptions: null }),
  ];
  await catalog.saveDocument(buildCatalogDocument({ codes }));
  const session = buildSession();
  const claims = [{ resourceId: 'res_bo', during: { from: session.startsAt, to: session.endsAt } }] as const;
  expect(await bookings.insertSessions([{ session, claims }])).toEqual({ conflicts: [] });
}

/** An order whose one hold occupies these claims. */
export const orderWithClaims = (id: OrderId, claims: readonly Claim[], overrides: Partial<Order> = {}): Order =>
  buildOrder({ id, bookings: [buildBooking(id, { claims })], ...overrides });

/** The same order with its only booking in a hold that ended a minute before `fixtureNow`. */
export const makeStale = (order: Order): Order => ({
  ...order,
  bookings: order.bookings.map((booking) => ({ ...booking, holdExpiresAt: fixtureNow - MINUTE })),
});

/** A change that writes `next` and nothing else. */
export const changeTo = (previous: Order, next: Order, rest: Partial<OrderChange> = {}): OrderChange => ({
  previous,
  next,
  release: [],
  claim: [],
  effects: [],
  providerEvent: null,
  ...rest,
});

/** Loads an order that must exist. */
export async function loadOrder(bookings: BookingStore, id: OrderId): Promise<Order> {
  const order = await bookings.loadOrder(id);
  if (order === null) throw new Error(`order ${id} is missing`);
  return order;
}

/** The order as the expiry of holds leaves it: bookings expired, reserved codes released. */
export const expire = (order: Order): Order => ({
  ...order,
  bookings: order.bookings.map((booking) => ({ ...booking, state: 'expired', holdExpiresAt: null })),
  redemptions: order.redemptions.map((redemption) =>
    redemption.state === 'reserved' ? { ...redemption, state: 'released' } : redemption,
  ),
});

/** Saves an order as expired, giving back all it holds. */
export async function saveExpired(bookings: BookingStore, order: Order): Promise<WriteResult> {
  return bookings.saveOrder(changeTo(order, expire(order), { release: order.bookings.map((booking) => booking.id) }));
}

/**
 * Takes a time as the use case does: try; if something is taken, release stale holds that stand in the way; try again.
 * "Taken" is believed only from a try that was made after a look that found no stale hold: before, somebody else may just have released one.
 */
export async function insertPastStaleHolds(bookings: BookingStore, order: Order): Promise<WriteResult> {
  let isSwept = false;
  for (;;) {
    const result = await bookings.insertOrder(order, []);
    if (result.kind !== 'taken' || isSwept) return result;
    const stale = await bookings.findStaleHolds({
      claims: order.bookings.flatMap((booking) => booking.claims),
      sessionIds: order.bookings.flatMap(({ sessions }) => sessions.map(({ id }) => id)),
      codes: order.redemptions.map((redemption) => redemption.code),
      limits: order.bookings.flatMap((booking) => booking.limits.map(({ key }) => key)),
      now: fixtureNow,
    });
    isSwept = stale.length === 0;
    for (const id of stale) await saveExpired(bookings, await loadOrder(bookings, id));
  }
}

/** Counts answers by kind. */
export const countKinds = (results: readonly WriteResult[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(results, (result) => result.kind)].map(([kind, group]) => [kind, group.length]));

/** Lets callers race and answers what each was told. */
export const race = <Answer>(count: number, call: (index: number) => Promise<Answer>): Promise<readonly Answer[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => call(index)));
