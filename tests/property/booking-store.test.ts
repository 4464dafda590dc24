import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openTenant, createMemoryDatabase } from '../../adapters/memory/memory-database.ts';
import { createMemoryTenantDirectory } from '../../adapters/memory/create-memory-tenant-directory.ts';
import type { Booking } from '../../core/booking/booking.ts';
import type { OrderId, ResourceId } from '../../core/ids.ts';
import type { BookingStore } from '../../core/ports/booking-store.ts';
import { MINUTE } from '../../core/time/instant.ts';
import { changeTo, expire, loadOrder } from '../conformance/booking-store/helpers.ts';
import type { BookingReader, TenantStores } from '../conformance/booking-store/subject.ts';
import { createMemoryReader, openMemoryStores } from '../conformance/memory-subject.ts';
import {
  buildBooking,
  buildBusiness,
  buildCatalogDocument,
  buildClaim,
  buildCode,
  buildOrder,
  buildSession,
  fixtureNow,
} from '../support/fixtures-core.ts';
import { timeOf } from '../support/weekly.ts';

const resources = ['res_anna', 'res_bo', 'res_room1'] as const satisfies readonly ResourceId[];
const sessions = [
  buildSession({ id: 'ses_1', capacity: 5, resourceIds: [] }),
  buildSession({ id: 'ses_2', startsAt: fixtureNow + MINUTE, capacity: 3, resourceIds: [] }),
];

const customerKey = 'code/customer/2f9c/ONCE';

const limits = [
  { key: 'svc_cut/day/2030-01-08', maximum: 2 },
  { key: 'svc_cut/week/2030-01-07', maximum: 3 },
];

// A booking wants up to two resources for a few minutes, and seats in none, one or both sessions.
const wish = fc.record({
  claims: fc.array(fc.tuple(fc.constantFrom(...resources), fc.nat(20), fc.integer({ min: 1, max: 6 })), { maxLength: 2 }),
  sessions: fc.subarray(sessions),
  partySize: fc.integer({ min: 1, max: 4 }),
  limits: fc.uniqueArray(fc.constantFrom(...limits), { maxLength: 2 }),
});
type Wish = typeof wish extends fc.Arbitrary<infer Value> ? Value : never;

const command = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), order: fc.nat(12), wish, uses: fc.nat(2) }),
  fc.record({ kind: fc.constant('move' as const), order: fc.nat(12), wish }),
  fc.record({ kind: fc.constant('expire' as const), order: fc.nat(12) }),
  fc.record({ kind: fc.constant('claimAgain' as const), order: fc.nat(12) }),
);
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

const applyWish = (booking: Booking, { claims, sessions: seated, partySize, limits: uses }: Wish): Booking => ({
  ...booking,
  claims: claims.map(([resourceId, start, length]) => buildClaim(resourceId, fixtureNow + start * MINUTE, length)),
  sessions: seated.map(timeOf),
  partySize,
  limits: uses,
});

/** Whoever takes time again has it: a hold that is over is one no more. */
const revive = (booking: Booking): Booking => ({ ...booking, state: 'held' });

async function run(bookings: BookingStore, step: Command): Promise<void> {
  const id: OrderId = `ord_${step.order}`;
  if (step.kind === 'insert') {
    const uses = step.uses === 1 ? {} : { uses: step.uses };
    const counted = [{ key: customerKey, uses: step.uses, maximum: 2 }];
    const redemptions = step.uses === 0 ? [] : [{ code: 'ONCE', state: 'reserved' as const, ...uses, counted }];
    await bookings.insertOrder(buildOrder({ id, bookings: [applyWish(buildBooking(id), step.wish)], redemptions }), []);
    return;
  }
  if ((await bookings.loadOrder(id)) === null) return;
  const order = await loadOrder(bookings, id);
  const own = order.bookings.map((booking) => booking.id);
  if (step.kind === 'expire') await bookings.saveOrder(changeTo(order, expire(order), { release: own }));
  if (step.kind === 'claimAgain')
    await bookings.saveOrder(changeTo(order, { ...order, bookings: order.bookings.map(revive) }, { claim: own }));
  if (step.kind === 'move') {
    const moved = { ...order, bookings: order.bookings.map((booking) => revive(applyWish(booking, step.wish))) };
    await bookings.saveOrder(changeTo(order, moved, { release: own, claim: own }));
  }
}

async function prepare(): Promise<{ readonly stores: TenantStores; readonly reader: BookingReader }> {
  const database = createMemoryDatabase();
  await createMemoryTenantDirectory(database).createTenant(buildBusiness('ten_a'), 1);
  const stores = openMemoryStores(database, 'ten_a');
  await stores.catalog.saveDocument(buildCatalogDocument({ codes: [buildCode({ maximumRedemptions: 3 })] }));
  await stores.bookings.insertSessions(sessions.map((session) => ({ session, claims: [] })));
  return { stores, reader: createMemoryReader(openTenant(database, 'ten_a')) };
}

async function checkPromises(reader: BookingReader): Promise<void> {
  for (const resourceId of resources) expect(await reader.maxOverlap(resourceId)).toBeLessThanOrEqual(1);
  for (const { id, capacity } of sessions) {
    const seats = await reader.seatsTaken(id);
    expect(seats).toBe(await reader.sumActiveSeats(id));
    expect(seats).toBeGreaterThanOrEqual(0);
    expect(seats).toBeLessThanOrEqual(capacity);
  }
  for (const { key, maximum } of limits) {
    expect(await reader.counted(key)).toBe(await reader.countUses(key));
    expect(await reader.counted(key)).toBeLessThanOrEqual(maximum);
  }
  expect(await reader.redeemed('ONCE')).toBe(await reader.countRedemptions('ONCE'));
  expect(await reader.redeemed('ONCE')).toBeLessThanOrEqual(3);
  expect(await reader.counted(customerKey)).toBe(await reader.countRedemptions('ONCE'));
}

test('whatever is asked, one after the other or all at once: no overlap, no seat, code or booking under a limit too many, no count that is wrong', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), async (commands, atOnce) => {
      const { stores, reader } = await prepare();
      for (let start = 0; start < commands.length; start += atOnce) {
        await Promise.all(commands.slice(start, start + atOnce).map((step) => run(stores.bookings, step)));
        await checkPromises(reader);
      }
    }),
    { numRuns: 150 },
  );
});
