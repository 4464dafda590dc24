import { expect, test } from '@jest/globals';
import type { Claim } from '../../../core/availability/occupancy.ts';
import type { Booking } from '../../../core/booking/booking.ts';
import type { OrderId, ResourceId } from '../../../core/ids.ts';
import { HOUR, MINUTE } from '../../../core/time/instant.ts';
import { buildBooking, buildClaim, buildOrder, buildSession, fixtureNow } from '../../support/fixtures-core.ts';
import { changeTo, countKinds, makeStale, orderWithClaims, prepare, race, saveExpired } from './helpers.ts';
import type { BookingSubjectFactory } from './subject.ts';

const start = fixtureNow + 24 * HOUR;
const WAY = 30 * MINUTE;

/** A claim of an hour at a place, half an hour away from the other one. */
function claimAt(place: 'loc_a' | 'loc_b', from: number, resourceId: ResourceId = 'res_anna'): Claim {
  const during = { from, to: from + HOUR };
  const other = place === 'loc_a' ? 'loc_b' : 'loc_a';
  return { resourceId, during, place, nearby: [{ places: [other], during: { from: from - WAY, to: from + HOUR + WAY } }] };
}

const orderAt = (id: OrderId, ...claims: readonly Claim[]) => orderWithClaims(id, claims);
const bookingWith = (id: OrderId, number: number, ...claims: readonly Claim[]): Booking =>
  buildBooking(id, { id: `bkg_${id.slice(4)}_${number}`, lineId: `lin_${id.slice(4)}_${number}`, claims });

/** Cases of people who travel between places. */
export function placeCases(factory: BookingSubjectFactory): void {
  test.each([
    { name: 'elsewhere, right after', claim: claimAt('loc_b', start + HOUR), isFree: false },
    { name: 'elsewhere, a minute too soon', claim: claimAt('loc_b', start + HOUR + WAY - MINUTE), isFree: false },
    { name: 'elsewhere, when the way is behind her', claim: claimAt('loc_b', start + HOUR + WAY), isFree: true },
    { name: 'elsewhere, too late to be back', claim: claimAt('loc_b', start - HOUR - WAY + MINUTE), isFree: false },
    { name: 'elsewhere, in time to be back', claim: claimAt('loc_b', start - HOUR - WAY), isFree: true },
    { name: 'at the same place, right after', claim: claimAt('loc_a', start + HOUR), isFree: true },
    { name: 'somebody else elsewhere', claim: claimAt('loc_b', start + HOUR, 'res_bo'), isFree: true },
    { name: 'wherever, right after', claim: buildClaim('res_anna', start + HOUR), isFree: true },
  ])('Anna is taken at one place; $name: free is $isFree', async ({ claim, isFree }) => {
    const { bookings, reader } = await prepare(factory);
    expect(await bookings.insertOrder(orderAt('ord_1', claimAt('loc_a', start)), [])).toEqual({ kind: 'saved' });
    const second = await bookings.insertOrder(orderAt('ord_2', claim), []);
    const by = { kind: 'resource', resourceId: 'res_anna', from: claim.during.from, bookingId: 'bkg_2' };
    expect(second).toEqual(isFree ? { kind: 'saved' } : { kind: 'taken', by });
    expect(await reader.countOrders()).toBe(isFree ? 2 : 1);
  });

  test('what is too far away counts no longer once it is given back, and never when it guards nothing', async () => {
    const { bookings } = await prepare(factory);
    const [first, second] = [orderAt('ord_1', claimAt('loc_a', start)), orderAt('ord_2', claimAt('loc_b', start + HOUR))];
    const override = { ...first, bookings: first.bookings.map((booking) => ({ ...booking, override: true })) };
    expect(await bookings.insertOrder({ ...override, id: 'ord_1' }, [])).toEqual({ kind: 'saved' });
    expect(await bookings.insertOrder(second, [])).toEqual({ kind: 'saved' });
    const third = orderAt('ord_3', claimAt('loc_a', start + 2 * HOUR));
    expect((await bookings.insertOrder(third, [])).kind).toBe('taken');
    await saveExpired(bookings, second);
    expect(await bookings.insertOrder(third, [])).toEqual({ kind: 'saved' });
  });

  test('two bookings of one order that are too far apart: nothing is written, and the later one is named', async () => {
    const { bookings, reader } = await prepare(factory);
    const parts = [bookingWith('ord_1', 0, claimAt('loc_b', start + HOUR)), bookingWith('ord_1', 1, claimAt('loc_a', start))];
    const by = { kind: 'resource', resourceId: 'res_anna', from: start + HOUR, bookingId: 'bkg_1_0' };
    expect(await bookings.insertOrder(buildOrder({ bookings: parts, lines: [] }), [])).toEqual({ kind: 'taken', by });
    expect(await reader.countActiveClaims('res_anna')).toBe(0);
    const apart = [
      bookingWith('ord_1', 0, claimAt('loc_b', start + HOUR + WAY)),
      bookingWith('ord_1', 1, claimAt('loc_a', start)),
    ];
    expect(await bookings.insertOrder(buildOrder({ bookings: apart, lines: [] }), [])).toEqual({ kind: 'saved' });
  });

  test('one booking that takes somebody twice needs no way in between, at customers who are apart', async () => {
    const { bookings, reader } = await prepare(factory);
    const visit = (from: number): Claim => {
      const { during, ...claim } = claimAt('loc_a', from);
      return { ...claim, during, nearby: [{ places: ['loc_a'], during: { from: from - WAY, to: from + HOUR + WAY } }] };
    };
    const parts = [visit(start), visit(start + HOUR + WAY / 2)];
    expect(await bookings.insertOrder(orderAt('ord_1', ...parts), [])).toEqual({ kind: 'saved' });
    expect(await reader.countActiveClaims('res_anna')).toBe(2);
    const later = parts.map(({ during }) => visit(during.from + 24 * HOUR));
    const two = later.map((claim, index) => bookingWith('ord_2', index, claim));
    const by = { kind: 'resource', resourceId: 'res_anna', from: later[1]?.during.from, bookingId: 'bkg_2_1' };
    expect(await bookings.insertOrder(buildOrder({ id: 'ord_2', bookings: two, lines: [] }), [])).toEqual({ kind: 'taken', by });
  });

  test('a booking that moves to another place is not in its own way, but in that of others', async () => {
    const { bookings } = await prepare(factory);
    const order = orderAt('ord_1', claimAt('loc_a', start));
    await bookings.insertOrder(order, []);
    await bookings.insertOrder(orderAt('ord_2', claimAt('loc_a', start + 4 * HOUR)), []);
    const moveTo = (claim: Claim) => {
      const next = { ...order, bookings: order.bookings.map((booking) => ({ ...booking, claims: [claim] })) };
      return bookings.saveOrder(changeTo(order, next, { release: ['bkg_1'], claim: ['bkg_1'] }));
    };
    expect((await moveTo(claimAt('loc_b', start + 3 * HOUR - MINUTE))).kind).toBe('taken');
    expect(await moveTo(claimAt('loc_b', start + 10 * MINUTE))).toEqual({ kind: 'saved' });
    expect((await bookings.loadOrder('ord_1'))?.bookings[0]?.claims).toEqual([claimAt('loc_b', start + 10 * MINUTE)]);
  });

  test('a class whose teacher cannot get there is a conflict', async () => {
    const { bookings } = await prepare(factory);
    const session = buildSession({ id: 'ses_far', startsAt: start + 5 * HOUR, resourceIds: ['res_anna'] });
    await bookings.insertOrder(orderAt('ord_1', claimAt('loc_a', start + 4 * HOUR)), []);
    const conflict = { session, resourceId: 'res_anna' };
    expect(await bookings.insertSessions([{ session, claims: [claimAt('loc_b', start + 5 * HOUR)] }])).toEqual({
      conflicts: [conflict],
    });
    expect(await bookings.insertSessions([{ session, claims: [claimAt('loc_a', start + 5 * HOUR)] }])).toEqual({ conflicts: [] });
    expect((await bookings.insertOrder(orderAt('ord_2', claimAt('loc_b', start + 6 * HOUR)), [])).kind).toBe('taken');
  });

  test('what is tied to a place is told with it when asked for, stale holds left out', async () => {
    const { bookings } = await prepare(factory);
    await bookings.insertOrder(orderAt('ord_1', claimAt('loc_a', start), buildClaim('res_room1', start)), []);
    await bookings.insertOrder(makeStale(orderAt('ord_2', claimAt('loc_b', start + 5 * HOUR))), []);
    const range = { from: start - HOUR, to: start + 24 * HOUR };
    const query = { resourceIds: ['res_anna', 'res_room1'], serviceId: null, range, now: fixtureNow } as const;
    const found = await bookings.loadOccupancy({ ...query, withPlaces: true });
    const during = { from: start, to: start + HOUR };
    expect(found.placed).toEqual([{ resourceId: 'res_anna', during, place: 'loc_a' }]);
    expect(found.busy).toContainEqual({ resourceId: 'res_anna', during });
    const plain = await bookings.loadOccupancy(query);
    expect([plain.placed, plain.busy]).toEqual([undefined, found.busy]);
  });

  test('of two at once, at two places too far apart, exactly one has her: 50 times, both ways round, with rooms in any order', async () => {
    const { bookings } = await prepare(factory);
    for (let round = 0; round < 50; round += 1) {
      const day = start + round * 24 * HOUR;
      const [here, there] = [claimAt('loc_a', day), claimAt('loc_b', day + HOUR)];
      const wanted = round % 2 === 0 ? [here, there] : [there, here];
      const others = [buildClaim('res_room1', day), buildClaim('res_room2', day)];
      const results = await race(2, (index) => {
        const claims = [wanted[index], others[index], claimAt('loc_a', day + 6 * HOUR + index * HOUR, 'res_bo')];
        return bookings.insertOrder(
          orderAt(`ord_${round}_${index}`, ...claims.flatMap((claim) => claim ?? []).toSorted(() => (index === 0 ? 1 : -1))),
          [],
        );
      });
      expect(countKinds(results)).toEqual({ saved: 1, taken: 1 });
    }
  });

  test('many orders of several visits at once wait for each other, never in a ring, and nobody is too far away', async () => {
    const { bookings } = await prepare(factory);
    const people = ['res_anna', 'res_bo'] as const;
    const results = await race(40, (index) => {
      const id: OrderId = `ord_${index}`;
      const visits = [0, 1].map((number) => {
        const who = people[(index + number) % 2] ?? 'res_anna';
        return bookingWith(id, number, claimAt(index % 4 < 2 ? 'loc_a' : 'loc_b', start + (48 + number * 5) * HOUR, who));
      });
      return bookings.insertOrder(buildOrder({ id, bookings: visits, lines: [] }), []);
    });
    // Of each of the two ways round one can stand: they need different people at different hours.
    expect(countKinds(results)).toEqual({ saved: 2, taken: 38 });
  });

  test('addresses stand with the order that has some, come back and change', async () => {
    const { bookings } = await prepare(factory);
    const home = { line1: 'Odengatan 4', postcode: '113 20', city: 'Stockholm', country: 'SE' };
    const order = { ...orderAt('ord_1', claimAt('loc_a', start)), addresses: { bkg_1: home } };
    expect(await bookings.insertOrder(order, [])).toEqual({ kind: 'saved' });
    await bookings.insertOrder(orderAt('ord_2', claimAt('loc_a', start + HOUR)), []);
    expect(await bookings.loadOrder('ord_1')).toEqual(order);
    expect(Object.hasOwn((await bookings.loadOrder('ord_2')) ?? {}, 'addresses')).toBe(false);
    const moved = { ...order, addresses: { bkg_1: { ...home, line2: 'Floor 2' } } };
    expect(await bookings.saveOrder(changeTo(order, moved))).toEqual({ kind: 'saved' });
    expect((await bookings.findOrderOfBooking('bkg_1'))?.addresses).toEqual(moved.addresses);
  });
}
