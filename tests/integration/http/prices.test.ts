import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hold, testCustomer } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

let harness: ServiceHarness;
const NOW = Date.UTC(2027, 0, 4, 6);
const THURSDAY = '2027-01-14T10:00:00+01:00';
const FRIDAY = '2027-01-15T10:00:00+01:00';

const hours = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [{ fromMinute: 480, toMinute: 1_080 }]]));
const anna = { id: 'res_anna', name: 'Anna', kind: 'staff', timeZone: 'Europe/Stockholm', weeklyHours: hours };
const crowns = (amountMinor: number): Json => ({ amountMinor, currency: 'SEK' });
const common = { timeZone: 'Europe/Stockholm', durationMinutes: 60, stepMinutes: 60, horizonDays: 400, price: crowns(10_000) };
const cut = {
  ...{ ...common, id: 'svc_cut', kind: 'appointment', name: 'Cut' },
  needs: [{ name: 'Stylist', anyOf: ['res_anna', 'res_berit'], visitorMayChoose: true }],
  resourcePrices: [{ resourceId: 'res_anna', adjustment: { kind: 'add', ...crowns(1_500) } }],
  deposit: { amount: { kind: 'percent', percent: 20 }, balance: { due: 'on_site' } },
  tips: { percents: [5, 10] },
};
const tour = {
  ...{ ...common, id: 'svc_tour', kind: 'appointment', name: 'Tour', priceUnit: 'person', maximumPartySize: 6 },
  needs: [{ name: 'Guide', anyOf: ['res_berit'] }],
  personTypes: [
    { id: 'per_adult', name: 'Adult' },
    { id: 'per_child', name: 'Child', adjustment: { kind: 'percent', percent: -50 } },
  ],
  taxClassId: 'tax_low',
};
const document = {
  ...{ resources: [anna, { ...anna, id: 'res_berit', name: 'Berit' }], services: [cut, tour], codes: [] },
  priceRules: [{ id: 'pru_thursday', name: 'Thursdays', when: { weekdays: [4] }, adjustment: { kind: 'percent', percent: 10 } }],
  promotions: [{ id: 'pro_three', name: 'Three or more', offer: { kind: 'several', minimumBookings: 3, percent: 10 } }],
  tax: {
    classes: [
      { id: 'tax_full', name: 'Full', rates: [{ name: 'VAT', percent: 25 }] },
      { id: 'tax_low', name: 'Low', rates: [{ name: 'VAT', percent: 6 }] },
    ],
  },
};

beforeAll(async () => {
  harness = await startServiceHarness({ clock: { now: () => NOW } });
  const saved = await harness.call('PUT', '/v1/admin/catalog', { body: document });
  if (saved.status !== 200) throw new Error(saved.text);
});
afterAll(() => harness.stop());

const ask = (body: Json): Promise<TestAnswer> => harness.call('POST', '/v1/quotes', { body });
const quoteOf = async (body: Json): Promise<Json> => {
  const answer = await ask(body);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body.quote;
};
const amounts = ({ lines }: Json): readonly number[] => lines.map(({ amountMinor }: Json) => amountMinor);

describe('what an owner says of prices', () => {
  test('comes back as it was sent, and is the same when it is sent again', async () => {
    const { body } = await harness.call('GET', '/v1/admin/catalog');
    expect(body.priceRules).toMatchObject(document.priceRules);
    expect(body.promotions).toMatchObject(document.promotions);
    expect(body.tax).toMatchObject(document.tax);
    expect((await harness.call('PUT', '/v1/admin/catalog', { body })).body.version).toBe(body.version);
  });

  test('is refused with its path where it cannot be', async () => {
    const priceRules = [{ ...document.priceRules[0], serviceIds: ['svc_none'] }];
    const refused = await harness.call('PUT', '/v1/admin/catalog', { body: { ...document, priceRules } });
    expect([refused.status, refused.body.code, refused.body.errors]).toMatchObject([
      ...[422, 'catalog_invalid'],
      [{ path: 'priceRules.0.serviceIds' }],
    ]);
    const gone = { ...document, tax: null };
    expect((await harness.call('PUT', '/v1/admin/catalog', { body: gone })).body.errors).toMatchObject([
      { path: 'services.1.taxClassId' },
    ]);
  });
});

describe('a price', () => {
  test('follows the start, the person, the tip and the deposit that were chosen', async () => {
    const plain = await quoteOf({ serviceId: 'svc_cut' });
    expect([amounts(plain), plain.dueNow.amountMinor, plain.taxes]).toMatchObject([[10_000], 2_000, [{ amountMinor: 2_000 }]]);
    const chosen = { serviceId: 'svc_cut', startsAt: THURSDAY, resourceId: 'res_anna', tip: { percent: 10 } };
    const full = await quoteOf(chosen);
    expect([amounts(full), full.total.amountMinor]).toEqual([[11_500, 1_150, 1_265], 13_915]);
    expect((await quoteOf({ ...chosen, isAllPaid: true })).dueNow).toEqual(crowns(13_915));
    expect((await ask({ serviceId: 'svc_tour', tip: { percent: 10 } })).body.code).toBe('tip_not_offered');
  });

  test('follows the kinds of people, with the taxes of its class', async () => {
    const people = [
      { personTypeId: 'per_adult', quantity: 2 },
      { personTypeId: 'per_child', quantity: 1 },
    ];
    const family = await quoteOf({ serviceId: 'svc_tour', partySize: 3, people });
    expect([amounts(family), family.taxes]).toMatchObject([[20_000, 5_000], [{ percent: 6, amountMinor: 1_415 }]]);
    const stranger = await ask({ serviceId: 'svc_tour', partySize: 3, people: [{ personTypeId: 'per_none', quantity: 3 }] });
    expect(stranger.body.code).toBe('person_type_not_offered');
  });

  test('of several bookings gets the promotions', async () => {
    const item = { serviceId: 'svc_cut', partySize: 1, startsAt: FRIDAY };
    const three = await quoteOf({ items: [item, item, item] });
    expect([amounts(three), three.total.amountMinor]).toEqual([[10_000, 10_000, 10_000, -1_000, -1_000, -1_000], 27_000]);
  });
});

describe('the services', () => {
  test('say what they cost at least where that depends on the start, the person or who comes', async () => {
    const { services } = (await harness.call('GET', '/v1/services')).body;
    expect(services).toMatchObject([
      { id: 'svc_cut', price: crowns(10_000), priceFrom: crowns(10_000), isPricedByStart: true },
      { id: 'svc_tour', price: crowns(10_000), priceFrom: crowns(5_000) },
    ]);
    expect(services).toMatchObject([
      { tips: { percents: [5, 10], mayChooseAmount: true } },
      {
        personTypes: [
          { id: 'per_adult', price: crowns(10_000), minimum: 0, usual: 1 },
          { id: 'per_child', price: crowns(5_000), minimum: 0, usual: 0 },
        ],
      },
    ]);
    const other = (await harness.call('GET', '/v1/services', { key: harness.b.bookingsKey })).body.services;
    expect(other.filter((service: Json) => 'priceFrom' in service)).toEqual([]);
  });
});

describe('a hold', () => {
  test('has the price that was shown for its start and person, and keeps it when the rules change, until something else is wished', async () => {
    const wish = { serviceId: 'svc_cut', resourceId: 'res_anna', startsAt: THURSDAY };
    const shown = await quoteOf(wish);
    const untimed = await quoteOf({ serviceId: 'svc_cut' });
    const moved = await hold(harness, { ...wish, quoteHash: untimed.hash });
    expect([moved.status, moved.body.code]).toEqual([409, 'quote_changed']);
    const held = await hold(harness, { ...wish, quoteHash: shown.hash });
    expect([held.status, held.body.quote?.total]).toEqual([201, shown.total]);
    const rule = { ...document.priceRules[0], adjustment: { kind: 'percent', percent: 50 } };
    expect((await harness.call('PUT', '/v1/admin/price-rules/pru_thursday', { body: rule })).status).toBe(200);
    const headers = { authorization: `Bearer ${String(held.body.manageToken)}` };
    const path = `/v1/bookings/${String(held.body.booking.id)}`;
    expect((await harness.call('GET', path, { headers })).body.quote).toEqual(held.body.quote);
    const same = await harness.call('PATCH', path, { headers, body: { customer: testCustomer, quoteHash: shown.hash } });
    expect([same.status, same.body.quote]).toEqual([200, held.body.quote]);
    const tipped = (quoteHash?: string) => harness.call('PATCH', path, { headers, body: { tip: { percent: 10 }, quoteHash } });
    expect((await tipped(shown.hash)).body.code).toBe('quote_changed');
    expect(amounts((await tipped()).body.quote)).toEqual([11_500, 5_750, 1_725]);
  });
});
