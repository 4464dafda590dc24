import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TravelRules } from '../../../core/catalog/location.ts';
import { computeZoneMinutes } from '../../../core/catalog/travel-minutes.ts';
import type { LocationId, ResourceId, ServiceId } from '../../../core/ids.ts';
import { isOverlapping, MINUTE } from '../../../core/time/instant.ts';
import { listSlots } from '../../../core/use-cases/list-slots.ts';
import { placeHold } from '../../../core/use-cases/place-hold.ts';
import { at, buildResource, buildService, endOf, everyDay, hours, valueOf } from '../../support/build-core.ts';
import { buildWorld, cart, item } from '../../support/build-world.ts';
import type { World } from '../../support/build-world.ts';

const zones = ['zon_a', 'zon_b', 'zon_c'] as const;
const locations = [
  { id: 'loc_a', name: 'A', address: 'A 1', travelZoneId: 'zon_a' },
  { id: 'loc_a2', name: 'A2', address: 'A 2', travelZoneId: 'zon_a' },
  { id: 'loc_b', name: 'B', address: 'B 1', travelZoneId: 'zon_b' },
  { id: 'loc_c', name: 'C', address: 'C 1', travelZoneId: 'zon_c' },
  { id: 'loc_d', name: 'D', address: 'D 1', travelZoneId: null },
] as const;
const serviceOf = (id: LocationId): ServiceId => `svc_${id}`;

const minutes = fc.integer({ min: 0, max: 12 }).map((quarters) => quarters * 15);
const travels: fc.Arbitrary<TravelRules> = fc.record({
  zones: fc
    .tuple(minutes, minutes, minutes)
    .map((within) => zones.map((id, index) => ({ id, name: id, minutesWithin: within[index] ?? 0 }))),
  minutes: fc
    .uniqueArray(fc.record({ from: fc.constantFrom(...zones), to: fc.constantFrom(...zones), minutes }), {
      selector: ({ from, to }) => `${from} ${to}`,
    })
    .map((ways) => ways.filter(({ from, to }) => from !== to)),
  otherwiseMinutes: minutes,
});
const wishes = fc.array(
  fc.record({
    place: fc.constantFrom(...locations),
    half: fc.integer({ min: 0, max: 15 }),
    who: fc.constantFrom<ResourceId | null>(null, 'res_anna', 'res_berit'),
  }),
  { minLength: 4, maxLength: 10 },
);

const midnight = at('2027-01-14T00:00+01:00');
const range = { from: midnight, to: midnight + 24 * 60 * MINUTE };
const startOf = (half: number): number => midnight + (9 * 60 + half * 30) * MINUTE;

const build = (travel: TravelRules): Promise<World> =>
  buildWorld({
    ...{ locations, travel, codes: [] },
    services: locations.map(({ id }) =>
      buildService({
        ...{ id: serviceOf(id), place: null, locationId: id, bufferAfterMinutes: id === 'loc_c' ? 15 : 0 },
        needs: [{ name: 'Stylist', anyOf: ['res_anna', 'res_berit'], visitorMayChoose: true }],
      }),
    ),
    resources: [
      buildResource({ weeklyHours: everyDay(hours(9, 17)) }),
      buildResource({ id: 'res_berit', weeklyHours: everyDay(hours(9, 17)) }),
    ],
  });

type Visit = {
  readonly resourceId: ResourceId;
  readonly from: number;
  readonly to: number;
  readonly place: (typeof locations)[number];
};

const listVisits = ({ tenant }: World): readonly Visit[] =>
  [...tenant.orders.values()].flatMap(({ bookings }) =>
    bookings.flatMap(({ serviceId, claims }) =>
      claims.flatMap(({ resourceId, during }) =>
        locations.filter(({ id }) => serviceOf(id) === serviceId).map((place) => ({ resourceId, ...during, place })),
      ),
    ),
  );

/** Whether one person can make both visits, by the plain words of the rule. */
function isPossible(travel: TravelRules, one: Visit, other: Visit): boolean {
  if (isOverlapping(one, other)) return false;
  const [first, second] = one.from < other.from ? [one, other] : [other, one];
  const placeOf = ({ place }: Visit) => ({ key: place.id, zoneId: place.travelZoneId, isSpot: true });
  return first.to + computeZoneMinutes(travel, placeOf(first), placeOf(second)) * MINUTE <= second.from;
}

test('slots are exactly the times that somebody can reach and leave in time; they can be held, and no others', async () => {
  let [held, refused] = [0, 0];
  const play = async (
    travel: TravelRules,
    wanted: readonly { place: (typeof locations)[number]; half: number; who: ResourceId | null }[],
  ) => {
    const world = await build(travel);
    for (const { place, half, who } of wanted) {
      const serviceId = serviceOf(place.id);
      const slots = valueOf(await listSlots(world.ports, { serviceId, range, partySize: 1, resourceId: who }));
      const visits = listVisits(world);
      const buffer = place.id === 'loc_c' ? 15 : 0;
      const canGo = (resourceId: ResourceId, from: number): boolean => {
        const visit = { resourceId, from, to: from + (60 + buffer) * MINUTE, place };
        return visits.every((other) => other.resourceId !== resourceId || isPossible(travel, visit, other));
      };
      const people = (['res_anna', 'res_berit'] as const).filter((id) => who === null || id === who);
      const expected = Array.from({ length: 15 }, (_, index) => startOf(index)).filter((from) =>
        people.some((id) => canGo(id, from)),
      );
      expect(slots.map(({ startsAt }) => startsAt)).toEqual(expected);
      const startsAt = startOf(Math.min(half, 14));
      const end = endOf(await placeHold(world.ports, cart([item({ serviceId, startsAt, resourceId: who })])));
      expect(end).toBe(expected.includes(startsAt) ? 'ok' : 'slot_taken');
      if (end === 'ok') held += 1;
      else refused += 1;
    }
    const visits = listVisits(world);
    const broken = visits.flatMap((one, index) =>
      visits.slice(0, index).filter((other) => other.resourceId === one.resourceId && !isPossible(travel, one, other)),
    );
    expect(broken).toEqual([]);
  };
  await fc.assert(fc.asyncProperty(travels, wishes, play), { numRuns: 60 });
  expect(held).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(20);
});
