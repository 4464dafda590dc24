import fc from 'fast-check';
import { checkCatalog } from '../../../core/catalog/check-catalog.ts';
import type { CatalogDocument } from '../../../core/catalog/catalog.ts';
import type { TravelRules } from '../../../core/catalog/location.ts';
import type { Resource } from '../../../core/catalog/resource.ts';
import type { Service } from '../../../core/catalog/service.ts';
import type { ResourceId, ServiceId } from '../../../core/ids.ts';
import { buildResource, buildService } from '../build-core.ts';

// Businesses that use any mix of the rules that may be combined, and what people ask of them.

export const people: readonly ResourceId[] = ['res_a', 'res_b', 'res_c', 'res_room'];
export const serviceIds: readonly ServiceId[] = ['svc_one', 'svc_two', 'svc_three'];
/** In zone a, in zone b, in no zone, and where nobody comes to. */
export const postcodes = ['1100', '1200', '1900', '9000'] as const;

const quarters = (least: number, most: number) => fc.integer({ min: least, max: most }).map((count) => count * 15);

const resources = fc.tuple(
  ...people.map((id) =>
    fc
      .record({
        timeZone: fc.constantFrom('Europe/Stockholm', 'Europe/Stockholm', 'Europe/London', 'America/New_York'),
        opens: quarters(0, 32),
        length: quarters(32, 60),
        closedOn: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 1 }),
        perDay: fc.constantFrom(undefined, undefined, undefined, 1, 2),
        perWeek: fc.constantFrom(undefined, undefined, undefined, 2, 3),
      })
      .map(({ timeZone, opens, length, closedOn, perDay, perWeek }): Resource => {
        const window = { fromMinute: opens, toMinute: Math.min(opens + length, 1_425) };
        const days = [1, 2, 3, 4, 5, 6, 7].filter((day) => !closedOn.includes(day));
        const weeklyHours = Object.fromEntries(days.map((day) => [String(day), [window]]));
        const limits = perDay === undefined && perWeek === undefined ? {} : { limits: { perDay, perWeek } };
        return buildResource({ id, timeZone, weeklyHours, kind: id === 'res_room' ? 'room' : 'staff', ...limits });
      }),
  ),
);

const needs = fc.array(
  fc.record({
    name: fc.constant('Need'),
    anyOf: fc.subarray([...people], { minLength: 2 }),
    steps: fc.option(fc.subarray([0, 1, 2], { minLength: 1 }), { nil: undefined }),
    quantity: fc.constantFrom<number | 'all' | undefined>(undefined, undefined, undefined, undefined, 2, 'all'),
    choose: fc.constantFrom<'least_busy' | 'priority' | undefined>(undefined, 'least_busy', 'priority'),
    visitorMayChoose: fc.boolean(),
  }),
  { minLength: 1, maxLength: 2 },
);

const limits = fc.record({
  perDay: fc.constantFrom(undefined, undefined, 1, 2, 3),
  perWeek: fc.constantFrom(undefined, undefined, 2, 4),
  perCustomer: fc.option(fc.record({ maximum: fc.constantFrom(1, 2), per: fc.constantFrom('day', 'week', 'month', 'ever') }), {
    nil: undefined,
    freq: 4,
  }),
});

const shapes = fc.record({
  steps: fc.array(fc.constantFrom(15, 20, 30, 45), { minLength: 2, maxLength: 3 }),
  kind: fc.constantFrom('plain', 'steps', 'steps', 'stay'),
  durationMinutes: fc.constantFrom(15, 30, 60, 90),
  bufferBeforeMinutes: fc.constantFrom(0, 0, 10),
  bufferAfterMinutes: fc.constantFrom(0, 0, 15, 30),
  stepMinutes: fc.constantFrom(15, 30, 60),
  startTimes: fc.option(fc.uniqueArray(quarters(28, 80), { minLength: 1, maxLength: 8 }), { nil: undefined, freq: 5 }),
  minimumNoticeMinutes: fc.constantFrom(0, 0, 0, 4_500),
  unit: fc.constantFrom('day', 'night'),
  startWeekdays: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 3 }), { nil: undefined }),
  closedBetween: fc.constantFrom('refused', 'allowed', undefined),
  where: fc.constantFrom('nowhere', 'loc_a', 'loc_a2', 'loc_b', 'loc_none', 'customer', 'customer'),
});

type Shape = typeof shapes extends fc.Arbitrary<infer Value> ? Value : never;

const describeLength = (shape: Shape): Partial<Service> => {
  const { kind, steps, durationMinutes, unit, startWeekdays, closedBetween, startTimes } = shape;
  if (kind === 'plain') return { durationMinutes, startTimes };
  if (kind === 'steps') {
    const named = steps.map((minutes, index) => ({ name: `Step ${index}`, durationMinutes: minutes }));
    return { steps: named, durationMinutes: steps.reduce((sum, minutes) => sum + minutes, 0), startTimes };
  }
  const [fromMinute, toMinute] = unit === 'day' ? [540, 1_020] : [900, 660];
  return {
    durationMinutes: unit === 'day' ? 480 : 1_200,
    byDay: { unit, fromMinute, toMinute, minimum: 1, maximum: 3, startWeekdays, closedBetween },
  };
};

const describePlace = ({ where }: Shape): Partial<Service> => {
  if (where === 'nowhere') return {};
  if (where !== 'customer') return { place: null, locationId: where };
  const area = { kind: 'postcodes', postcodes: [{ country: 'SE', from: '1', to: '1' }] } as const;
  return { place: null, atCustomer: { area } };
};

const services = fc.tuple(
  ...serviceIds.map((id) =>
    fc.record({ shape: shapes, needs, limits }).map(({ shape, needs: wanted, limits: own }): Service => {
      const { bufferBeforeMinutes, bufferAfterMinutes, stepMinutes, minimumNoticeMinutes, kind } = shape;
      const all = kind === 'steps' ? wanted : wanted.map(({ steps: _none, ...need }) => need);
      // Who may be chosen is one person: more cannot be asked for.
      const chosen = all.map((need, index) =>
        index > 0 || need.quantity !== undefined ? { ...need, visitorMayChoose: false } : need,
      );
      return buildService({
        ...{ id, bufferBeforeMinutes, bufferAfterMinutes, stepMinutes, minimumNoticeMinutes, needs: chosen, horizonDays: 120 },
        ...describeLength(shape),
        ...describePlace(shape),
        ...(Object.values(own).every((one) => one === undefined) ? {} : { limits: own }),
      });
    }),
  ),
);

const minutes = quarters(0, 6);
const travels: fc.Arbitrary<TravelRules> = fc.record({
  zones: fc.tuple(minutes, minutes).map(([a, b]) => [
    { id: 'zon_a' as const, name: 'A', minutesWithin: a, postcodes: [{ country: 'SE', from: '11', to: '11' }] },
    { id: 'zon_b' as const, name: 'B', minutesWithin: b, postcodes: [{ country: 'SE', from: '12', to: '12' }] },
  ]),
  minutes: fc.subarray([
    { from: 'zon_a' as const, to: 'zon_b' as const, minutes: 45 },
    { from: 'zon_b' as const, to: 'zon_a' as const, minutes: 15 },
  ]),
  otherwiseMinutes: minutes,
});

const locations = [
  { id: 'loc_a', name: 'A', address: 'A 1', travelZoneId: 'zon_a' },
  { id: 'loc_a2', name: 'A2', address: 'A 2', travelZoneId: 'zon_a' },
  { id: 'loc_b', name: 'B', address: 'B 1', travelZoneId: 'zon_b' },
  { id: 'loc_none', name: 'None', address: 'N 1', travelZoneId: null },
] as const;

/** Businesses that the catalogue's own check lets through. */
export const businesses: fc.Arbitrary<CatalogDocument> = fc
  .record({ services, resources, travel: fc.option(travels, { freq: 4 }) })
  .map(({ travel, ...sold }): CatalogDocument => ({
    ...sold,
    travel,
    locations: travel === null ? locations.map((one) => ({ ...one, travelZoneId: null })) : locations,
    codes: [],
  }))
  .filter((document) => checkCatalog(document).length === 0);

/** What somebody asks for: a start that is offered, one that somebody else has begun with, or any; some give up a booking before. */
export const wishes = fc.array(
  fc.record({
    serviceId: fc.constantFrom(...serviceIds),
    pick: fc.nat(1_000),
    wants: fc.constantFrom('offered', 'offered', 'offered', 'taken', 'taken', 'any'),
    wantsSomebody: fc.constantFrom(false, false, true),
    asksAboutDate: fc.constantFrom(false, false, false, false, true),
    days: fc.integer({ min: 1, max: 3 }),
    postcode: fc.constantFrom('1100', '1100', '1200', '1200', '1900', '9000'),
    email: fc.constantFrom('eva@mail.example', 'eva@mail.example', 'per@mail.example'),
    givesUp: fc.constantFrom(false, false, false, true),
  }),
  { minLength: 5, maxLength: 9 },
);

export type Wish = (typeof wishes extends fc.Arbitrary<infer Value> ? Value : never)[number];
