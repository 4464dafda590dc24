import { expect, test } from '@jest/globals';
import type { NeedChoice } from '../../../../core/catalog/choice.ts';
import type { ResourceId } from '../../../../core/ids.ts';
import type { Order } from '../../../../core/order/order.ts';
import { DAY, HOUR, MINUTE } from '../../../../core/time/instant.ts';
import { bookByOwner } from '../../../../core/use-cases/book-by-owner.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { buildResource, buildService, customer, everyDay, hours, START, valueOf } from '../../../support/build-core.ts';
import { book, bookingIdOf, buildWorld, cart, hold, item } from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';

const people: readonly ResourceId[] = ['res_anna', 'res_berit', 'res_cia'];

/** Three people who take turns; they work from nine to five. */
const salon = (choice: NeedChoice = {}): Promise<World> =>
  buildWorld({
    services: [
      buildService({
        needs: [{ name: 'Stylist', anyOf: people, visitorMayChoose: true, choose: 'round_robin', ...choice }],
        ...{ stepMinutes: 60, payment: 'on_site', holdMinutes: 10 },
      }),
    ],
    resources: people.map((id) => buildResource({ id, name: id, weeklyHours: everyDay(hours(9, 17)) })),
  });

const namesOf = ({ bookings }: Order): readonly string[] =>
  bookings.flatMap(({ resourceIds }) => resourceIds.map((id) => id.slice(4)));
const onDay = (day: number): number => START + day * DAY;

/** Holds a time on that many days after the first; a minute passes before it. */
async function takeDay(world: World, day: number, resourceId: ResourceId | null = null): Promise<Order> {
  world.ports.clock.advance(MINUTE);
  return hold(world, { startsAt: onDay(day), resourceId });
}

test('each gets the next booking in turn, whenever it takes place; whom somebody chose by name has had his turn', async () => {
  const world = await salon();
  const orders = [];
  for (const day of [5, 1, 3]) orders.push(await takeDay(world, day));
  expect(orders.flatMap(namesOf)).toEqual(['anna', 'berit', 'cia']);
  expect(namesOf(await takeDay(world, 2, 'res_anna'))).toEqual(['anna']);
  expect(namesOf(await takeDay(world, 4))).toEqual(['berit']);
});

test('weights: twice as many for one of them', async () => {
  const world = await salon({ weights: { res_cia: 2 } });
  const orders = [];
  for (const day of [0, 1, 2, 3, 4, 5, 6, 7]) orders.push(await takeDay(world, day));
  expect(orders.flatMap(namesOf).toSorted()).toEqual(['anna', 'anna', 'berit', 'berit', 'cia', 'cia', 'cia', 'cia']);
});

test('who is next and not free is passed over, and is the next one after', async () => {
  const world = await salon();
  await takeDay(world, 0);
  await takeDay(world, 1, 'res_berit');
  await takeDay(world, 2, 'res_cia');
  expect(namesOf(await takeDay(world, 1))).toEqual(['anna']);
  expect(namesOf(await takeDay(world, 1))).toEqual(['cia']);
  expect(namesOf(await takeDay(world, 3))).toEqual(['berit']);
});

test('a cancelled booking, and a hold that is over, give the turn back', async () => {
  const world = await salon();
  const { order } = await confirmed(world, 0);
  await takeDay(world, 1);
  valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
  expect(namesOf(await takeDay(world, 2))).toEqual(['anna']);
  // All holds but the booking are over by now.
  world.ports.clock.advance(HOUR);
  expect(namesOf(await takeDay(world, 3))).toEqual(['anna']);
});

async function confirmed(world: World, day: number): Promise<{ readonly order: Order }> {
  world.ports.clock.advance(MINUTE);
  const item_ = item({ startsAt: onDay(day) });
  const wish = { orderId: null, item: item_, customer, customerTimeZone: 'Europe/Stockholm', override: false };
  return { order: valueOf(await bookByOwner(world.ports, wish)) };
}

test('the times of one order go to one after the other, too', async () => {
  const world = await salon();
  const items = [0, 1, 2, 3].map((day) => item({ startsAt: onDay(day) }));
  expect(namesOf(valueOf(await placeHold(world.ports, cart(items))))).toEqual(['anna', 'berit', 'cia', 'anna']);
  expect(namesOf(await takeDay(world, 4))).toEqual(['berit']);
});

test('a booking that moves, or whose person is left open, is not counted against itself', async () => {
  const world = await salon();
  const { order } = await confirmed(world, 0);
  const move = { bookingId: bookingIdOf(order), startsAt: onDay(3), resourceId: null, by: 'owner' } as const;
  expect(namesOf(valueOf(await rescheduleBooking(world.ports, move)))).toEqual(['anna']);
  const held = await takeDay(world, 1, 'res_cia');
  const changed = await changeBooking(world.ports, { bookingId: bookingIdOf(held), resourceId: null });
  expect(namesOf(valueOf(changed))).toEqual(['berit']);
});

test('many who hold at once get one after the other', async () => {
  const world = await salon();
  const days = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const held = await Promise.all(days.map((day) => hold(world, { startsAt: onDay(day) })));
  const names = held.flatMap(namesOf);
  for (const name of ['anna', 'berit', 'cia']) expect(names.filter((one) => one === name)).toHaveLength(3);
});

test('a booking that was paid for has had its turn', async () => {
  const world = await salon();
  await world.ports.catalog.saveDocument({
    ...(await world.ports.catalog.loadDocument()),
    services: (await world.ports.catalog.loadDocument()).services.map((service) => ({ ...service, payment: 'online' as const })),
  });
  const { order } = await book(world, { startsAt: onDay(0) });
  world.ports.clock.advance(HOUR);
  expect([order, await takeDay(world, 1)].flatMap(namesOf)).toEqual(['anna', 'berit']);
});
