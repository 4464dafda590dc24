import { describe, expect, test } from '@jest/globals';
import type { AtCustomer } from '../../../../core/catalog/at-customer.ts';
import type { TravelRules } from '../../../../core/catalog/location.ts';
import { HOUR } from '../../../../core/time/instant.ts';
import { cancelBooking } from '../../../../core/use-cases/cancel-booking.ts';
import { changeBooking } from '../../../../core/use-cases/change-booking.ts';
import { collectFacts } from '../../../../core/use-cases/collect-facts.ts';
import { listSlots } from '../../../../core/use-cases/list-slots.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { quoteBookings } from '../../../../core/use-cases/quote-booking.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { startCheckout } from '../../../../core/use-cases/start-checkout.ts';
import { at, buildCode, buildResource, buildService, endOf, everyDay, hours, valueOf } from '../../../support/build-core.ts';
import { book, bookingIdOf, buildWorld, cart, findDisagreements, hold, item, reload } from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';

const travel: TravelRules = {
  zones: [
    { id: 'zon_city', name: 'City', minutesWithin: 15, postcodes: [{ country: 'SE', from: '111', to: '118' }] },
    { id: 'zon_north', name: 'North', minutesWithin: 0, postcodes: [{ country: 'SE', from: '16', to: '17' }] },
  ],
  minutes: [{ from: 'zon_city', to: 'zon_north', minutes: 30 }],
  otherwiseMinutes: 60,
  positions: [
    { country: 'SE', postcode: '111', latitude: 59.33, longitude: 18.06 },
    { country: 'SE', postcode: '75', latitude: 59.86, longitude: 17.64 },
  ],
};
const shop = {
  id: 'loc_shop',
  name: 'Shop',
  address: 'Storgatan 1',
  travelZoneId: 'zon_city',
  position: { latitude: 59.33, longitude: 18.06 },
} as const;
const postcodes: AtCustomer = {
  area: { kind: 'postcodes', postcodes: [{ country: 'SE', from: '1', to: '1' }] },
  fee: {
    amountMinor: 30_000,
    zones: [
      { zoneId: 'zon_city', amountMinor: 10_000 },
      { zoneId: 'zon_north', amountMinor: 0 },
    ],
  },
};
const home = { line1: 'Odengatan 4', postcode: '113 20', city: 'Stockholm', country: 'SE' };
const north = { line1: 'Torget 1', postcode: '16440', city: 'Kista', country: 'SE' };
const far = { line1: 'Byn 3', postcode: '19300', city: 'Sigtuna', country: 'SE' };

const build = (atCustomer: AtCustomer = postcodes): Promise<World> =>
  buildWorld({
    services: [buildService({ place: null, atCustomer }), buildService({ id: 'svc_shop', place: null, locationId: 'loc_shop' })],
    resources: [buildResource({ weeklyHours: everyDay(hours(9, 14)) })],
    codes: [buildCode()],
    ...{ locations: [shop], travel },
  });
const clock = (time: string): number => at(`2027-01-14T${time}+01:00`);

async function startsFor({ ports }: World, postcode: string): Promise<string> {
  const range = { from: clock('00:00'), to: clock('23:30') };
  const listed = await listSlots(ports, { serviceId: 'svc_cut', range, partySize: 1, resourceId: null, address: { postcode } });
  if (!listed.ok) return listed.refusal.code;
  return listed.value.map(({ startsAt }) => new Date(startsAt + HOUR).toISOString().slice(11, 16)).join(' ');
}

const priceFor = async ({ ports }: World, postcode: string, codes: readonly string[] = []) => {
  const quote = await quoteBookings(ports, {
    items: [{ serviceId: 'svc_cut', partySize: 1, extras: [], address: { postcode } }],
    codes,
  });
  return quote.ok ? quote.value.lines.map(({ kind, amountMinor }) => `${kind} ${amountMinor}`).join(', ') : quote.refusal.code;
};

describe('Anna is in the shop in the city from 11 to 12; 15 minutes inside the city, 30 to the north, 60 elsewhere', () => {
  test.each([
    { where: 'in the city', postcode: '113 20', starts: '09:00 09:30 12:30 13:00', price: 'service 45000, travel 10000' },
    { where: 'in the north', postcode: '164-40', starts: '09:00 09:30 12:30 13:00', price: 'service 45000' },
    { where: 'in no zone', postcode: '19300', starts: '09:00 13:00', price: 'service 45000, travel 30000' },
    { where: 'outside', postcode: '75310', starts: 'outside_area', price: 'outside_area' },
    { where: 'nowhere', postcode: ' ', starts: 'address_required', price: 'address_required' },
  ])('$where: $starts; $price', async ({ postcode, starts, price }) => {
    const world = await build();
    await hold(world, { serviceId: 'svc_shop', startsAt: clock('11:00') });
    expect([await startsFor(world, postcode), await priceFor(world, postcode)]).toEqual([starts, price]);
  });
});

test('by distance: where the postcode is decides, and one that nobody knows is outside', async () => {
  const world = await build({ area: { kind: 'radius', from: 'loc_shop', kilometres: 20 } });
  expect((await startsFor(world, '111 20')).split(' ')).toHaveLength(9);
  expect([await startsFor(world, '753 10'), await startsFor(world, '222 22')]).toEqual(['outside_area', 'outside_area']);
});

test('a code makes the cut cheaper, not the way', async () => {
  const world = await build();
  expect(await priceFor(world, '11320', ['TEN'])).toBe('service 45000, travel 10000, discount -4500');
  const order = await hold(world, { startsAt: clock('10:00'), address: home, codes: ['TEN'] });
  expect(
    order.lines.map(({ kind, amountMinor, discountMinor, netMinor }) => [kind, amountMinor, discountMinor, netMinor]),
  ).toEqual([
    ['booking', 45_000, 4_500, 40_500],
    ['fee', 10_000, 0, 10_000],
  ]);
});

describe('the address', () => {
  test('stays with the order, tells where to come, and is not in claims or effects', async () => {
    const world = await build();
    const { order } = await book(world, { startsAt: clock('10:00'), address: home });
    expect(order.addresses).toEqual({ [bookingIdOf(order)]: home });
    const [booking] = order.bookings;
    if (booking === undefined) throw new Error('no booking');
    const facts = collectFacts(world.ports, await world.ports.catalog.loadCatalog(), order, booking, null);
    expect(facts.service.place).toBe('Odengatan 4, 113 20 Stockholm, SE');
    expect(JSON.stringify([booking, [...world.tenant.effects.values()]])).not.toMatch(/Odengatan|113 20/);
    expect(findDisagreements(world)).toEqual([]);
  });

  test('may be a postcode until the payment', async () => {
    const world = await build();
    const order = await hold(world, { startsAt: clock('10:00'), address: { postcode: '113 20' } });
    const bookingId = bookingIdOf(order);
    expect(endOf(await startCheckout(world.ports, { bookingId, quoteHash: null }))).toBe('address_required');
    valueOf(await changeBooking(world.ports, { bookingId, address: home }));
    expect((await reload(world, order)).bookings[0]?.claims).toEqual(order.bookings[0]?.claims);
    expect(endOf(await startCheckout(world.ports, { bookingId, quoteHash: null }))).toBe('ok');
  });

  test('changes with its price and its way, or not at all', async () => {
    const world = await build();
    await hold(world, { serviceId: 'svc_shop', startsAt: clock('12:00') });
    const order = await hold(world, { startsAt: clock('10:30'), address: home });
    const bookingId = bookingIdOf(order);
    expect(endOf(await changeBooking(world.ports, { bookingId, address: { ...home, postcode: '75310' } }))).toBe('outside_area');
    expect(endOf(await changeBooking(world.ports, { bookingId, address: far }))).toBe('slot_taken');
    expect(await reload(world, order)).toEqual(order);
    const moved = valueOf(await changeBooking(world.ports, { bookingId, address: north }));
    expect([moved.quote.total.amountMinor, moved.lines.map(({ kind }) => kind)]).toEqual([45_000, ['booking']]);
    expect([moved.addresses?.[bookingId], moved.bookings[0]?.claims[0]?.place]).toEqual([north, 'zon_north']);
  });

  test('stays when the booking moves, and its way is kept', async () => {
    const world = await build();
    const { order } = await book(world, { startsAt: clock('10:00'), address: far });
    await hold(world, { serviceId: 'svc_shop', startsAt: clock('12:30') });
    const move = (time: string) =>
      rescheduleBooking(world.ports, { bookingId: bookingIdOf(order), startsAt: clock(time), resourceId: null, by: 'owner' });
    expect(endOf(await move('11:00'))).toBe('slot_taken');
    const moved = valueOf(await move('10:30'));
    expect([moved.addresses, moved.bookings[0]?.claims[0]?.place]).toEqual([order.addresses, 'elsewhere']);
  });

  test('is part of the money that goes back', async () => {
    const world = await build();
    const { order } = await book(world, { startsAt: clock('10:00'), address: home });
    const cancelled = valueOf(await cancelBooking(world.ports, bookingIdOf(order), 'owner'));
    expect(cancelled.refunds.map(({ amountMinor }) => amountMinor)).toEqual([55_000]);
    expect(findDisagreements(world)).toEqual([]);
  });
});

test('two customers in one zone are two places, also in one order', async () => {
  const world = await build();
  const both = (second: string) => [
    item({ startsAt: clock('09:00'), address: home }),
    item({ startsAt: clock(second), address: { ...home, line1: 'Odengatan 6' } }),
  ];
  expect(endOf(await placeHold(world.ports, cart(both('10:00'))))).toBe('slot_taken');
  const order = valueOf(await placeHold(world.ports, cart(both('10:30'))));
  expect(Object.values(order.addresses ?? {}).map((address) => address?.line1)).toEqual(['Odengatan 4', 'Odengatan 6']);
});

test('somebody who is free in between stays at the customer’s: only what is his at the same moment is in a booking’s own way', async () => {
  const steps = [
    { name: 'Colour', durationMinutes: 20 },
    { name: 'Wait', durationMinutes: 10 },
    { name: 'Cut', durationMinutes: 30 },
  ];
  const inAll = { name: 'Stylist', anyOf: ['res_anna'], steps: [0, 2], visitorMayChoose: true } as const;
  const [first, last] = [[0], [2]].map((own) => ({ ...inAll, steps: own, visitorMayChoose: false }));
  const both = [first ?? inAll, last ?? inAll];
  for (const needs of [[inAll], both]) {
    const world = await buildWorld({
      services: [buildService({ place: null, atCustomer: postcodes, steps, needs })],
      resources: [buildResource({ weeklyHours: everyDay(hours(9, 14)) })],
      ...{ locations: [shop], travel },
    });
    const order = valueOf(await placeHold(world.ports, cart([item({ startsAt: clock('10:00'), address: home })])));
    expect(order.bookings[0]?.claims.map(({ during }) => during.from)).toEqual([clock('10:00'), clock('10:30')]);
  }
});
