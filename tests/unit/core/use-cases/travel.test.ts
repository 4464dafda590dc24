import { describe, expect, test } from '@jest/globals';
import type { CatalogDocument } from '../../../../core/catalog/catalog.ts';
import type { TravelRules } from '../../../../core/catalog/location.ts';
import { HOUR } from '../../../../core/time/instant.ts';
import { explainTimes } from '../../../../core/use-cases/explain-times.ts';
import { bookByOwner } from '../../../../core/use-cases/book-by-owner.ts';
import { listSlots } from '../../../../core/use-cases/list-slots.ts';
import { placeHold } from '../../../../core/use-cases/place-hold.ts';
import { planClassSessions } from '../../../../core/use-cases/plan-class-sessions.ts';
import { rescheduleBooking } from '../../../../core/use-cases/reschedule-booking.ts';
import { at, buildResource, buildService, customer, endOf, everyDay, hours, valueOf } from '../../../support/build-core.ts';
import { book, bookingIdOf, buildWorld, cart, hold, item } from '../../../support/build-world.ts';
import type { World } from '../../../support/build-world.ts';
import { weekly } from '../../../support/weekly.ts';

const needs = [{ name: 'Stylist', anyOf: ['res_anna'], visitorMayChoose: true }] as const;
const inShop = buildService({ id: 'svc_shop', place: null, locationId: 'loc_shop', needs });
const inStudio = buildService({ id: 'svc_studio', place: null, locationId: 'loc_studio', needs });
const online = buildService({ id: 'svc_online', place: null, needs });
const travel: TravelRules = {
  zones: [
    { id: 'zon_city', name: 'City', minutesWithin: 0 },
    { id: 'zon_north', name: 'North', minutesWithin: 0 },
  ],
  minutes: [
    { from: 'zon_city', to: 'zon_north', minutes: 30 },
    { from: 'zon_north', to: 'zon_city', minutes: 45 },
  ],
  otherwiseMinutes: 0,
};
const locations = [
  { id: 'loc_shop', name: 'Shop', address: 'Storgatan 1', travelZoneId: 'zon_city' },
  { id: 'loc_studio', name: 'Studio', address: 'Norra vägen 2', travelZoneId: 'zon_north' },
] as const;

const build = (changes: Partial<CatalogDocument> = {}): Promise<World> =>
  buildWorld({
    ...{ services: [inShop, inStudio, online], resources: [buildResource({ weeklyHours: everyDay(hours(9, 14)) })], codes: [] },
    ...{ locations, travel },
    ...changes,
  });

/** A wall time of Thursday 14 January 2027 in Stockholm. */
const clock = (time: string): number => at(`2027-01-14T${time}+01:00`);
const day = { from: clock('00:00'), to: clock('23:30') };

async function startsOf({ ports }: World, serviceId: 'svc_shop' | 'svc_studio' | 'svc_online'): Promise<string> {
  const slots = valueOf(await listSlots(ports, { serviceId, range: day, partySize: 1, resourceId: null }));
  return slots.map(({ startsAt }) => new Date(startsAt + HOUR).toISOString().slice(11, 16)).join(' ');
}

describe('Anna works 09–14 and has a cut in the shop from 11 to 12; 30 minutes to the studio, 45 back', () => {
  test.each([
    { serviceId: 'svc_shop', starts: '09:00 09:30 10:00 12:00 12:30 13:00' },
    { serviceId: 'svc_studio', starts: '09:00 12:30 13:00' },
    { serviceId: 'svc_online', starts: '09:00 09:30 10:00 12:00 12:30 13:00' },
  ] as const)('$serviceId: $starts', async ({ serviceId, starts }) => {
    const world = await build();
    await hold(world, { serviceId: 'svc_shop', startsAt: clock('11:00') });
    expect(await startsOf(world, serviceId)).toBe(starts);
  });

  test('a time that she cannot reach is taken, and the nearest that she can are named', async () => {
    const world = await build();
    await hold(world, { serviceId: 'svc_shop', startsAt: clock('11:00') });
    const lost = await placeHold(world.ports, cart([item({ serviceId: 'svc_studio', startsAt: clock('12:00') })]));
    expect(lost.ok ? [] : [lost.refusal.code, lost.refusal.details['alternatives']]).toMatchObject([
      'slot_taken',
      [{ startsAt: clock('09:00') }, { startsAt: clock('12:30') }, { startsAt: clock('13:00') }, {}, {}, {}],
    ]);
    expect(endOf(await placeHold(world.ports, cart([item({ serviceId: 'svc_studio', startsAt: clock('12:30') })])))).toBe('ok');
  });

  test('a hold that is over makes nobody late: the next taker releases it', async () => {
    const world = await build();
    await hold(world, { serviceId: 'svc_shop', startsAt: clock('11:00') });
    world.ports.clock.advance(11 * 60_000);
    expect(await startsOf(world, 'svc_studio')).toMatch(/^09:00 09:30 /);
    await hold(world, { serviceId: 'svc_studio', startsAt: clock('12:00') });
  });

  test('nothing was held by those who have no way, no place, or stay', async () => {
    const world = await build({ travel: null });
    await hold(world, { serviceId: 'svc_shop', startsAt: clock('11:00') });
    expect(await startsOf(world, 'svc_studio')).toBe('09:00 09:30 10:00 12:00 12:30 13:00');
    const desk = await build({ resources: [buildResource({ kind: 'equipment', weeklyHours: everyDay(hours(9, 14)) })] });
    await hold(desk, { serviceId: 'svc_shop', startsAt: clock('11:00') });
    expect(await startsOf(desk, 'svc_studio')).toBe('09:00 09:30 10:00 12:00 12:30 13:00');
  });

  test('the owner is told that it is the way, and from what', async () => {
    const world = await build();
    const { reference } = await hold(world, { serviceId: 'svc_shop', startsAt: clock('11:00') });
    const request = { serviceId: 'svc_studio', partySize: 1, resourceId: null, timeZone: null } as const;
    const explain = async (time: string) => {
      const { starts } = valueOf(await explainTimes(world.ports, { ...request, at: { startsAt: clock(time) } }));
      return starts.flatMap(({ obstacles }) => obstacles).flatMap((found) => ('resources' in found ? found.resources : []));
    };
    expect(await explain('12:00')).toMatchObject([
      { code: 'travel', during: { from: clock('10:15'), to: clock('12:30') }, by: { kind: 'booking', reference } },
    ]);
    expect((await explain('11:30')).map(({ code }) => code)).toEqual(['busy']);
    expect(await explain('12:30')).toEqual([]);
  });

  test('an override stands wherever it is, and visitors still find that she is away', async () => {
    const world = await build();
    await hold(world, { serviceId: 'svc_shop', startsAt: clock('11:00') });
    const override = { item: item({ serviceId: 'svc_studio', startsAt: clock('12:00') }), override: true } as const;
    const request = { orderId: null, customer, customerTimeZone: 'Europe/Stockholm', ...override };
    expect(endOf(await bookByOwner(world.ports, request))).toBe('ok');
    expect(await startsOf(world, 'svc_shop')).toBe('09:00 09:30 10:00');
  });

  test('a booking that moves is not in its own way', async () => {
    const world = await build();
    const { order } = await book(world, { serviceId: 'svc_shop', startsAt: clock('11:00') });
    await hold(world, { serviceId: 'svc_studio', startsAt: clock('12:30') });
    const move = (time: string) =>
      rescheduleBooking(world.ports, {
        ...{ bookingId: bookingIdOf(order), startsAt: clock(time), resourceId: null, by: 'owner' },
      });
    expect(endOf(await move('11:30'))).toBe('slot_taken');
    expect(endOf(await move('10:30'))).toBe('ok');
  });
});

describe('several bookings of one order', () => {
  const both = [
    item({ serviceId: 'svc_shop', startsAt: clock('10:00') }),
    item({ serviceId: 'svc_studio', startsAt: clock('11:00') }),
  ];
  const anyone = [{ name: 'Stylist', anyOf: ['res_anna', 'res_berit'], visitorMayChoose: true }] as const;

  test('one person cannot keep both, two people can', async () => {
    const alone = await build();
    const lost = await placeHold(alone.ports, cart(both));
    expect(lost.ok ? null : [lost.refusal.code, lost.refusal.details['item']]).toEqual(['slot_taken', 1]);
    const together = await build({
      services: [
        { ...inShop, needs: anyone },
        { ...inStudio, needs: anyone },
      ],
      resources: [buildResource(), buildResource({ id: 'res_berit', name: 'Berit' })],
    });
    const { bookings } = valueOf(await placeHold(together.ports, cart(both)));
    expect(bookings.flatMap(({ resourceIds }) => resourceIds).toSorted()).toEqual(['res_anna', 'res_berit']);
  });
});

describe('a location', () => {
  test('is open when its own hours say so, whatever its people and services say', async () => {
    const late = { id: 'sch_late', name: 'Late', weeklyHours: everyDay(hours(11, 13)) } as const;
    const morning = { id: 'sch_morning', name: 'Morning', weeklyHours: everyDay(hours(9, 12)) } as const;
    const uses = (scheduleId: 'sch_late' | 'sch_morning') => [{ scheduleId, from: null, until: null }];
    const world = await build({
      services: [{ ...inShop, schedules: uses('sch_morning') }, { ...inStudio, needs }, online],
      locations: locations.map((location) => ({ ...location, schedules: uses('sch_late') })),
      schedules: [late, morning],
    });
    expect(await startsOf(world, 'svc_shop')).toBe('11:00');
    expect(await startsOf(world, 'svc_studio')).toBe('11:00 11:30 12:00');
    expect(await startsOf(world, 'svc_online')).toBe('09:00 09:30 10:00 10:30 11:00 11:30 12:00 12:30 13:00');
  });

  test('says the place of its services', async () => {
    const { ports } = await build();
    const { services } = await ports.catalog.loadCatalog();
    expect(services.map(({ place }) => place)).toEqual(['Shop, Storgatan 1', 'Studio, Norra vägen 2', null]);
    expect((await ports.catalog.loadDocument()).services.map(({ place }) => place)).toEqual([null, null, null]);
  });

  test('of a class keeps its teacher away from others', async () => {
    const yoga = buildService({
      ...{ id: 'svc_yoga', kind: 'class', place: null, locationId: 'loc_studio', needs, capacity: 5 },
      sessions: [weekly(4, 660)],
    });
    const world = await build({ services: [inShop, inStudio, online, yoga] });
    expect(await planClassSessions(world.ports)).toEqual([]);
    expect(await startsOf(world, 'svc_shop')).toBe('09:00 09:30 13:00');
  });
});
