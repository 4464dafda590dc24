import { describe, expect, test } from '@jest/globals';
import type { PriceConditions } from '../../../../core/catalog/prices/price-conditions.ts';
import { money } from '../../../../core/money/money.ts';
import type { Order } from '../../../../core/order/order.ts';
import { DAY, MINUTE } from '../../../../core/time/instant.ts';
import { bookByOwner } from '../../../../core/use-cases/book-by-owner.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { planClassSessions } from '../../../../core/use-cases/plan-class-sessions.ts';
import { quoteBookings } from '../../../../core/use-cases/quote-booking.ts';
import { at, buildResource, buildService, customer, endOf, valueOf } from '../../../support/build-core.ts';
import { bookingIdOf, buildWorld, cart, hold, item, wish } from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';
import { rule } from '../../../support/price-rows.ts';

const startsAt = at('2027-01-14T17:00Z');
const yoga = buildService({
  ...({ id: 'svc_yoga', kind: 'class', name: 'Yoga', timeZone: 'UTC', capacity: 10, maximumPartySize: 10 } as const),
  ...({ priceUnit: 'person', price: money(10_000, 'SEK'), needs: [] } as const),
  sessions: [{ kind: 'recurring', startMinute: 1_020, startsOn: '2027-01-14', rule: 'FREQ=DAILY;COUNT=2' }],
});
const cheaper = (when: PriceConditions) => rule({ when, adjustment: { kind: 'percent', percent: -20 } });

async function studio(when: PriceConditions = { maximumSeatsTaken: 2 }): Promise<World> {
  const world = await buildWorld({ services: [yoga], resources: [buildResource()], codes: [], priceRules: [cheaper(when)] });
  expect(await planClassSessions(world.ports)).toEqual([]);
  return world;
}

const seat = { serviceId: 'svc_yoga', startsAt } as const;
const one = item(seat);
const totalOf = ({ quote }: Order): number => quote.total.amountMinor;
const quoteOne = async ({ ports }: World) => valueOf(await quoteBookings(ports, { items: [one], codes: [] }));

describe('a price by seats', () => {
  test('the first three seats cost less, in the quote as in the hold', async () => {
    const world = await studio();
    const paid: number[][] = [];
    for (let buyer = 0; buyer < 5; buyer += 1) {
      const quote = await quoteOne(world);
      paid.push([quote.total.amountMinor, totalOf(await hold(world, { ...seat, quoteHash: quote.hash }))]);
    }
    expect(paid).toEqual([8_000, 8_000, 8_000, 10_000, 10_000].map((amount) => [amount, amount]));
  });

  test('the last two seats cost less when they are the last, and a party is priced by the seats before it', async () => {
    const world = await studio({ maximumSeatsLeft: 2 });
    expect(totalOf(await hold(world, { ...seat, partySize: 8 }))).toBe(80_000);
    expect(totalOf(await hold(world, { ...seat, partySize: 2 }))).toBe(16_000);
  });

  test('without a start, and of another session, it is the price for that', async () => {
    const world = await studio();
    await hold(world, { ...seat, partySize: 3 });
    const items = [item({ ...seat, startsAt: startsAt + DAY }), { ...one, startsAt: null }, one];
    const quote = valueOf(await quoteBookings(world.ports, { items, codes: [] }));
    expect(quote.lines.map(({ item: of, kind, amountMinor }) => [of, kind, amountMinor])).toEqual([
      [0, 'service', 10_000],
      [0, 'rule', -2_000],
      [1, 'service', 10_000],
      [2, 'service', 10_000],
    ]);
  });

  test('seats of holds that are over count as free, and are given back when the price needs them', async () => {
    const world = await studio();
    await hold(world, { ...seat, partySize: 3 });
    expect((await quoteOne(world)).total.amountMinor).toBe(10_000);
    world.ports.clock.advance(11 * MINUTE);
    const quote = await quoteOne(world);
    expect(quote.total.amountMinor).toBe(8_000);
    expect(totalOf(await hold(world, { ...seat, quoteHash: quote.hash }))).toBe(8_000);
  });

  test('whoever saw the low price and comes too late is shown the other one, and is charged nothing', async () => {
    const world = await studio();
    const { hash } = await quoteOne(world);
    await hold(world, { ...seat, partySize: 3 });
    const late = await placeHold(world.ports, wish({ ...seat, quoteHash: hash }));
    expect(late).toMatchObject({
      refusal: { code: 'quote_changed', details: { quote: { total: { amountMinor: 10_000 } } } },
    });
  });

  test('twelve at once for ten seats: three pay less, seven the price, two find it full', async () => {
    const world = await studio();
    const ends = await Promise.all(Array.from({ length: 12 }, () => placeHold(world.ports, wish(seat))));
    const paid = ends.flatMap((end) => (end.ok ? totalOf(end.value) : []));
    expect(paid.filter((amount) => amount === 8_000)).toHaveLength(3);
    expect(paid.filter((amount) => amount === 10_000)).toHaveLength(7);
    expect(ends.filter(({ ok }) => !ok).map(endOf)).toEqual(['slot_taken', 'slot_taken']);
  });

  test('two seats of one order see the seats that others have', async () => {
    const world = await studio({ maximumSeatsTaken: 0 });
    expect(totalOf(valueOf(await placeHold(world.ports, cart([one, one]))))).toBe(16_000);
    expect(totalOf(valueOf(await placeHold(world.ports, cart([one, one]))))).toBe(20_000);
  });

  test('a change is priced by the seats of the moment of the hold: neither by its own nor by those taken since', async () => {
    const world = await studio();
    const order = await hold(world, { ...seat, partySize: 2 });
    await hold(world, { ...seat, partySize: 4 });
    const changed = valueOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), partySize: 3 }));
    expect(totalOf(changed)).toBe(24_000);
    expect(totalOf(valueOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), codes: [] })))).toBe(24_000);
  });

  test('a rule that came after the hold does not count its own seats', async () => {
    const world = await buildWorld({ services: [yoga], resources: [buildResource()], codes: [] });
    await planClassSessions(world.ports);
    const order = await hold(world, { ...seat, partySize: 3 });
    await world.ports.catalog.saveDocument({
      ...{ services: [yoga], resources: [buildResource()], codes: [], priceRules: [cheaper({ maximumSeatsTaken: 2 })] },
    });
    expect(totalOf(valueOf(await changeBooking(world.ports, { bookingId: bookingIdOf(order), codes: [] })))).toBe(24_000);
  });

  test('a booking of the owner is priced by the same rule', async () => {
    const world = await studio();
    const request = { orderId: null, item: one, customer, customerTimeZone: 'UTC', override: false };
    expect(totalOf(valueOf(await bookByOwner(world.ports, request)))).toBe(8_000);
    await hold(world, { ...seat, partySize: 2 });
    expect(totalOf(valueOf(await bookByOwner(world.ports, request)))).toBe(10_000);
  });
});
