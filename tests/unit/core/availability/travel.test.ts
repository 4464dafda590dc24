import { describe, expect, test } from '@jest/globals';
import { isInTheWay, listReaches, placeClaim, widenClaims } from '../../../../core/availability/travel.ts';
import type { TravelPlan } from '../../../../core/availability/travel.ts';
import { computeZoneMinutes } from '../../../../core/catalog/travel-minutes.ts';
import type { TravelPlace } from '../../../../core/catalog/travel-minutes.ts';
import type { TravelRules } from '../../../../core/catalog/location.ts';
import { HOUR, MINUTE } from '../../../../core/time/instant.ts';

const rules: TravelRules = {
  zones: [
    { id: 'zon_city', name: 'City', minutesWithin: 10 },
    { id: 'zon_north', name: 'North', minutesWithin: 20 },
    { id: 'zon_south', name: 'South', minutesWithin: 0 },
  ],
  minutes: [
    { from: 'zon_city', to: 'zon_north', minutes: 30 },
    { from: 'zon_south', to: 'zon_city', minutes: 40 },
    { from: 'zon_city', to: 'zon_south', minutes: 0 },
  ],
  otherwiseMinutes: 60,
};
const city: TravelPlace = { key: 'loc_city', zoneId: 'zon_city', isSpot: true };
const square: TravelPlace = { key: 'loc_square', zoneId: 'zon_city', isSpot: true };
const north: TravelPlace = { key: 'loc_north', zoneId: 'zon_north', isSpot: true };
const south: TravelPlace = { key: 'loc_south', zoneId: 'zon_south', isSpot: true };
const nowhere: TravelPlace = { key: 'loc_nowhere', zoneId: null, isSpot: true };

describe('the way from one place to another by zones', () => {
  test.each([
    { way: 'the same location', from: city, to: city, minutes: 0 },
    { way: 'the same location without a zone', from: nowhere, to: nowhere, minutes: 0 },
    { way: 'another one in the zone', from: city, to: square, minutes: 10 },
    { way: 'to a zone that is named', from: city, to: north, minutes: 30 },
    { way: 'back, which is not named', from: north, to: city, minutes: 30 },
    { way: 'there, named apart', from: south, to: city, minutes: 40 },
    { way: 'back, named apart', from: city, to: south, minutes: 0 },
    { way: 'zones not named together', from: north, to: south, minutes: 60 },
    { way: 'a place without a zone', from: city, to: nowhere, minutes: 60 },
  ])('$way: $minutes minutes', ({ from, to, minutes }) => expect(computeZoneMinutes(rules, from, to)).toBe(minutes));
});

const plan: TravelPlan = {
  place: 'loc_a',
  travellers: new Set(['res_anna']),
  ways: [
    { place: 'loc_b', minutesHere: 30, minutesThere: 45 },
    { place: 'loc_c', minutesHere: 30, minutesThere: 45 },
    { place: 'loc_d', minutesHere: 10, minutesThere: 0 },
  ],
};
const noon = Date.UTC(2027, 0, 14, 12);
const claim = { resourceId: 'res_anna', during: { from: noon, to: noon + HOUR } } as const;
const room = { ...claim, resourceId: 'res_room' } as const;

describe('claims of people who travel', () => {
  test('name their place and what they rule out elsewhere; places equally far are told together, rooms stay where they are', () => {
    expect(placeClaim(claim, plan)).toEqual({
      ...claim,
      place: 'loc_a',
      nearby: [
        { places: ['loc_b', 'loc_c'], during: { from: noon - 30 * MINUTE, to: noon + HOUR + 45 * MINUTE } },
        { places: ['loc_d'], during: { from: noon - 10 * MINUTE, to: noon + HOUR } },
      ],
    });
    expect(placeClaim(room, plan)).toEqual(room);
    expect(placeClaim(claim, null)).toEqual(claim);
    expect(placeClaim(claim, { ...plan, ways: [] })).toEqual({ ...claim, place: 'loc_a' });
  });

  test('elsewhere make busy time longer: before it by the way there, after it by the way back', () => {
    const widen = (place: string, resourceId: 'res_anna' | 'res_room' = 'res_anna') =>
      widenClaims([{ ...claim, resourceId, place }], plan).map(({ during, wayTo }) => [
        (noon - during.from) / MINUTE,
        (during.to - noon - HOUR) / MINUTE,
        wayTo === claim.during,
      ]);
    expect([widen('loc_b'), widen('loc_d')]).toEqual([[[45, 30, true]], [[0, 10, true]]]);
    expect([widen('loc_a'), widen('loc_unknown'), widen('loc_b', 'res_room'), widenClaims([claim], plan)]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  test('stand in each other’s way when one of them says so', () => {
    const here = placeClaim(claim, plan);
    const there = (minutes: number) => ({
      resourceId: 'res_anna' as const,
      during: { from: noon + HOUR + minutes * MINUTE, to: noon + 3 * HOUR },
      place: 'loc_b',
    });
    expect([44, 45].map((minutes) => isInTheWay(here, there(minutes)))).toEqual([true, false]);
    expect([44, 45].map((minutes) => isInTheWay(there(minutes), here))).toEqual([true, false]);
    expect(isInTheWay(here, { ...there(0), resourceId: 'res_bo' })).toBe(false);
    expect(isInTheWay(here, { ...there(0), place: 'loc_a' })).toBe(false);
  });

  test('reach as far as the longest way', () => {
    const reaches = listReaches([placeClaim(claim, plan), room]);
    expect(reaches.map(({ resourceId, during }) => [resourceId, (noon - during.from) / MINUTE])).toEqual([
      ['res_anna', 0],
      ['res_anna', 30],
      ['res_anna', 10],
      ['res_room', 0],
    ]);
  });
});
