import { expect, test } from '@jest/globals';
import type { ResourceLimits, ServiceLimits } from '../../../../core/catalog/limits.ts';
import { DAY, HOUR } from '../../../../core/time/instant.ts';
import { bookByOwner } from '../../../../core/use-cases/book-by-owner.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { countStanding, findNewlyLimited } from '../../../../core/use-cases/count-standing.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { saveCatalog } from '../../../../core/use-cases/save-catalog.ts';
import {
  buildResource,
  buildService,
  customer,
  endOf,
  everyDay,
  hours,
  NOW,
  START,
  valueOf,
} from '../../../support/build-core.ts';
import { book, bookingIdOf, buildWorld, hold, item, reload, wish } from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';

const DAY_KEY = 'svc_cut/day/2027-01-14';
const anna = buildResource({ weeklyHours: everyDay(hours(8, 20)) });

const limit = async (
  world: World,
  service: ServiceLimits | undefined,
  resource?: ResourceLimits,
  timeZone = 'Europe/Stockholm',
) =>
  valueOf(
    await saveCatalog(world.ports, {
      services: [buildService({ limits: service, timeZone })],
      resources: [{ ...anna, limits: resource }],
      codes: [],
    }),
  );

const counted = ({ tenant }: World, key: string): number => tenant.limits.get(key)?.bookings.size ?? 0;

const salon = async (): Promise<World> => {
  const world = await buildWorld();
  await limit(world, undefined);
  return world;
};

test('bookings that stood before a limit count from then on, paid, held and put there by the owner; what is over does not', async () => {
  const world = await salon();
  const { order: paid } = await book(world, { startsAt: START });
  const held = await hold(world, { startsAt: START + HOUR });
  const gone = await hold(world, { startsAt: START + 2 * HOUR });
  await cancelBooking(world.ports, bookingIdOf(gone), 'customer');
  const request = {
    orderId: null,
    item: item({ startsAt: START }),
    customer,
    customerTimeZone: 'Europe/Stockholm',
    override: true,
  };
  valueOf(await bookByOwner(world.ports, request));
  await hold(world, { startsAt: START + DAY });
  await limit(world, { perDay: 4 }, { perWeek: 9 });
  expect([counted(world, DAY_KEY), counted(world, 'res_anna/week/2027-01-11')]).toEqual([3, 4]);
  expect(endOf(await placeHold(world.ports, wish({ startsAt: START + 3 * HOUR })))).toBe('ok');
  expect(endOf(await placeHold(world.ports, wish({ startsAt: START + 4 * HOUR })))).toBe('slot_taken');
  for (const order of [paid, held]) await cancelBooking(world.ports, bookingIdOf(order), 'owner');
  expect([counted(world, DAY_KEY), counted(world, 'res_anna/week/2027-01-11')]).toEqual([2, 3]);
});

test('more stand than a new limit allows: all count, nobody loses his time, and nobody else gets one', async () => {
  const world = await salon();
  const orders = [await hold(world, { startsAt: START }), await hold(world, { startsAt: START + HOUR })];
  await limit(world, { perDay: 1 });
  expect(counted(world, DAY_KEY)).toBe(2);
  for (const order of orders) expect((await reload(world, order)).bookings[0]?.state).toBe('held');
  expect(endOf(await placeHold(world.ports, wish({ startsAt: START + 3 * HOUR })))).toBe('slot_taken');
  await cancelBooking(world.ports, bookingIdOf(orders[0] ?? (await hold(world))), 'customer');
  expect(endOf(await placeHold(world.ports, wish({ startsAt: START + 3 * HOUR })))).toBe('slot_taken');
});

test('saving again, or another maximum, counts nothing twice and writes no order; another period or zone counts anew', async () => {
  const world = await salon();
  const order = await hold(world, { startsAt: START });
  await limit(world, { perDay: 3 });
  const { version } = await reload(world, order);
  await limit(world, { perDay: 3 });
  await limit(world, { perDay: 2 });
  expect([counted(world, DAY_KEY), (await reload(world, order)).version]).toEqual([1, version]);
  await limit(world, { perDay: 2, perWeek: 5 });
  expect([counted(world, DAY_KEY), counted(world, 'svc_cut/week/2027-01-11')]).toEqual([1, 1]);
  await limit(world, { perDay: 2 }, undefined, 'Pacific/Kiritimati');
  expect([counted(world, DAY_KEY), (await reload(world, order)).bookings[0]?.limits.length]).toEqual([1, 2]);
  await limit(world, undefined);
  await hold(world, { startsAt: START + HOUR });
  await limit(world, { perDay: 2 });
  expect(counted(world, DAY_KEY)).toBe(2);
});

test('a customer who has booked before is known, also from long ago where he counts for ever', async () => {
  const world = await salon();
  await book(world, { startsAt: START });
  world.ports.clock.set(NOW + 60 * DAY);
  await limit(world, { perCustomer: { maximum: 1, per: 'ever' } });
  const again = { startsAt: START + 70 * DAY };
  expect(endOf(await placeHold(world.ports, wish(again)))).toBe('limit_reached');
  expect(endOf(await placeHold(world.ports, wish({ ...again, customer: { ...customer, email: 'adam@mail.example' } })))).toBe(
    'ok',
  );
});

test('more bookings than are read at a time, many of them at one instant, are all counted', async () => {
  const people = Array.from({ length: 12 }, (_, index) =>
    buildResource({ id: `res_${index}`, weeklyHours: everyDay(hours(8, 20)) }),
  );
  const needs = [{ name: 'Stylist', anyOf: people.map(({ id }) => id), visitorMayChoose: false }];
  const world = await buildWorld();
  const sell = (limits: ServiceLimits | undefined) =>
    saveCatalog(world.ports, {
      services: [buildService({ needs, limits, durationMinutes: 5, stepMinutes: 5 })],
      resources: people,
      codes: [],
    });
  valueOf(await sell(undefined));
  for (let index = 0; index < 60; index += 1) await hold(world, { startsAt: START + Math.floor(index / 12) * HOUR });
  const before = await world.ports.catalog.loadDocument();
  const after = { ...before, services: before.services.map((service) => ({ ...service, limits: { perDay: 99 } })) };
  await countStanding(world.ports, findNewlyLimited(before, after), 5);
  expect(counted(world, DAY_KEY)).toBe(60);
});
