import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hold, testCustomer } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

let harness: ServiceHarness;
const NOW = Date.UTC(2027, 0, 4, 6);

const hours = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [{ fromMinute: 480, toMinute: 1_080 }]]));
const anna = { id: 'res_anna', name: 'Anna', kind: 'staff', timeZone: 'Europe/Stockholm', weeklyHours: hours };
const people = [anna, { ...anna, id: 'res_berit', name: 'Berit' }];
const cut = (place: 'shop' | 'studio') => ({
  ...{ id: `svc_${place}`, kind: 'appointment', name: `Cut in the ${place}`, locationId: `loc_${place}` },
  ...{ timeZone: 'Europe/Stockholm', durationMinutes: 60, stepMinutes: 30, horizonDays: 400 },
  price: { amountMinor: 10_000, currency: 'SEK' },
  needs: [{ name: 'Stylist', anyOf: ['res_anna', 'res_berit'], visitorMayChoose: true }],
});
const locations = [
  { id: 'loc_shop', name: 'Shop', address: 'Storgatan 1', travelZoneId: 'zon_city', schedules: [], position: null },
  { id: 'loc_studio', name: 'Studio', address: 'Norra vägen 2', travelZoneId: 'zon_north', schedules: [], position: null },
];
const travel = {
  zones: [
    { id: 'zon_city', name: 'City', minutesWithin: 0, postcodes: [] },
    { id: 'zon_north', name: 'North', minutesWithin: 0, postcodes: [] },
  ],
  minutes: [{ from: 'zon_city', to: 'zon_north', minutes: 30 }],
  otherwiseMinutes: 0,
  positions: [],
};
const document = { resources: people, services: [cut('shop'), cut('studio')], codes: [], locations, travel };

beforeAll(async () => {
  harness = await startServiceHarness({ clock: { now: () => NOW } });
  const saved = await harness.call('PUT', '/v1/admin/catalog', { body: document });
  if (saved.status !== 200) throw new Error(saved.text);
});
afterAll(() => harness.stop());

/** A wall time of a day in January, counted from the 5th, or in the months after it. */
const clock = (day: number, hour: number): string =>
  `${new Date(Date.UTC(2027, 0, 5 + day)).toISOString().slice(0, 10)}T${String(hour).padStart(2, '0')}:00:00+01:00`;
const take = (place: string, startsAt: string, resourceId = 'res_anna'): Promise<TestAnswer> =>
  hold(harness, { serviceId: `svc_${place}`, startsAt, resourceId });
const order = (bookings: readonly Json[]): Promise<TestAnswer> =>
  harness.call('POST', '/v1/orders', { body: { timeZone: 'Europe/Stockholm', customer: testCustomer, bookings } });
const outcomeOf = ({ status, body }: TestAnswer): string => (status === 201 ? 'held' : String(body.code));

describe('locations and ways', () => {
  test('come back as they were sent, one by one too, and say the place of services', async () => {
    const { body } = await harness.call('GET', '/v1/admin/catalog');
    expect([body.locations, body.travel]).toEqual([locations, travel]);
    expect((await harness.call('PUT', '/v1/admin/catalog', { body })).body.version).toBe(body.version);
    const one = await harness.call('GET', '/v1/admin/locations/loc_shop');
    expect(one.body.location).toEqual(locations[0]);
    const moved = { ...locations[0], address: 'Storgatan 9' };
    const put = await harness.call('PUT', '/v1/admin/locations/loc_shop', {
      body: moved,
      headers: { 'if-match': `"${String(one.body.version)}"` },
    });
    expect(put.body.location).toEqual(moved);
    const { services } = (await harness.call('GET', '/v1/services')).body;
    expect(services.map((service: Json) => service.place)).toEqual(['Shop, Storgatan 9', 'Studio, Norra vägen 2']);
    const gone = await harness.call('DELETE', '/v1/admin/locations/loc_shop');
    expect([gone.status, gone.body.code, gone.body.usedBy]).toMatchObject([409, 'catalog_item_in_use', [{ id: 'svc_shop' }]]);
  });

  test('what cannot be is refused with its path', async () => {
    const body = { ...document, locations: [{ ...locations[0], travelZoneId: 'zon_none' }, locations[1]] };
    const refused = await harness.call('PUT', '/v1/admin/catalog', { body });
    expect([refused.status, refused.body.code, refused.body.errors]).toMatchObject([
      ...[422, 'catalog_invalid'],
      [{ path: 'locations.0.travelZoneId' }],
    ]);
  });
});

describe('a stylist of two places, half an hour apart', () => {
  test('is offered where she can be in time', async () => {
    expect(outcomeOf(await take('shop', clock(0, 10)))).toBe('held');
    const { slots } = (
      await harness.call(
        'GET',
        `/v1/slots?service=svc_studio&resource=res_anna&from=${clock(0, 0).replaceAll('+', '%2B')}&to=${clock(0, 23).replaceAll('+', '%2B')}`,
      )
    ).body;
    const starts = slots.map((slot: Json) => new Date(slot.startsAt).toISOString().slice(11, 16));
    expect(starts.slice(0, 3)).toEqual(['07:00', '07:30', '10:30']);
    const late = await take('studio', clock(0, 11));
    expect([late.status, late.body.code]).toEqual([409, 'slot_taken']);
    expect(late.body.alternatives.length).toBeGreaterThan(0);
  });

  test('two visitors at once, one after the other and too far apart: exactly one has her, 50 times, both ways round', async () => {
    for (let round = 1; round <= 50; round += 1) {
      const [here, there] = [() => take('shop', clock(round, 10)), () => take('studio', clock(round, 11))];
      const answers = await Promise.all(round % 2 === 0 ? [here(), there()] : [there(), here()]);
      expect(answers.map(outcomeOf).toSorted()).toEqual(['held', 'slot_taken']);
    }
  });

  test('orders of several visits at once end, each whole or refused, and nobody is too far away', async () => {
    const visits = (index: number) => {
      const [first, second] = index % 2 === 0 ? ['shop', 'studio'] : ['studio', 'shop'];
      const [who, other] = index % 4 < 2 ? ['res_anna', 'res_berit'] : ['res_berit', 'res_anna'];
      return [
        { serviceId: `svc_${first}`, startsAt: clock(60, 10), resourceId: who, partySize: 1 },
        { serviceId: `svc_${second}`, startsAt: clock(60, 11), resourceId: other, partySize: 1 },
      ];
    };
    const answers = await Promise.all(Array.from({ length: 24 }, (_, index) => order(visits(index))));
    const counts = Map.groupBy(answers, outcomeOf);
    expect([...counts.keys()].toSorted()).toEqual(['held', 'slot_taken']);
    // Who is in the shop at ten can be in the shop at eleven: two orders fit when each person stays where she is, never more.
    expect(counts.get('held')?.length).toBeLessThanOrEqual(2);
    const listed = await harness.call(
      'GET',
      `/v1/admin/bookings?from=${clock(60, 0).replaceAll('+', '%2B')}&to=${clock(60, 23).replaceAll('+', '%2B')}`,
    );
    const seen: Json[] = listed.body.bookings.map(({ booking }: Json) => booking);
    for (const id of ['res_anna', 'res_berit']) {
      const places = new Set(
        seen.filter(({ resources }) => resources.some((one: Json) => one.id === id)).map(({ serviceId }) => serviceId),
      );
      expect(places.size).toBeLessThanOrEqual(1);
    }
  });
});
