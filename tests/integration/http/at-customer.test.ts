import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hold } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

let harness: ServiceHarness;
const NOW = Date.UTC(2027, 0, 4, 6);

const hours = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [{ fromMinute: 480, toMinute: 1_080 }]]));
const document = {
  resources: [{ id: 'res_anna', name: 'Anna', kind: 'staff', timeZone: 'Europe/Stockholm', weeklyHours: hours }],
  services: [
    {
      ...{ id: 'svc_home', kind: 'appointment', name: 'Home visit', timeZone: 'Europe/Stockholm', durationMinutes: 60 },
      ...{ stepMinutes: 30, horizonDays: 400, price: { amountMinor: 10_000, currency: 'SEK' } },
      needs: [{ name: 'Stylist', anyOf: ['res_anna'], visitorMayChoose: true }],
      atCustomer: {
        area: { kind: 'postcodes', postcodes: [{ country: 'SE', from: '11', to: '17' }] },
        fee: { amountMinor: 5_000, zones: [{ zoneId: 'zon_city', amountMinor: 2_000 }] },
      },
    },
  ],
  codes: [],
  travel: {
    zones: [
      { id: 'zon_city', name: 'City', minutesWithin: 0, postcodes: [{ country: 'SE', from: '111', to: '118' }] },
      { id: 'zon_north', name: 'North', minutesWithin: 0, postcodes: [{ country: 'SE', from: '16', to: '17' }] },
    ],
    minutes: [{ from: 'zon_city', to: 'zon_north', minutes: 30 }],
    otherwiseMinutes: 0,
  },
};

beforeAll(async () => {
  harness = await startServiceHarness({ clock: { now: () => NOW } });
  const saved = await harness.call('PUT', '/v1/admin/catalog', { body: document });
  if (saved.status !== 200) throw new Error(saved.text);
});
afterAll(() => harness.stop());

const clock = (day: number, hour: number): string =>
  `${new Date(Date.UTC(2027, 0, 5 + day)).toISOString().slice(0, 10)}T${String(hour).padStart(2, '0')}:00:00+01:00`;
const slots = (query = '') => harness.call('GET', `/v1/slots?service=svc_home&from=2027-01-05&to=2027-01-06${query}`);
const refusalOf = ({ status, body }: TestAnswer) => [status, body.code, body.errors?.[0]?.path];
const home = { line1: 'Odengatan 4', line2: null, postcode: '113 20', city: 'Stockholm', country: 'SE' };
const take = (day: number, hour: number, said: Json): Promise<TestAnswer> =>
  hold(harness, { serviceId: 'svc_home', startsAt: clock(day, hour), ...said });

describe('a service at the customer’s address', () => {
  test('says what it asks for, and asks', async () => {
    const { services } = (await harness.call('GET', '/v1/services')).body;
    expect(services[0].atCustomer).toEqual({ countries: ['SE'], fields: ['postcode'] });
    expect(refusalOf(await slots())).toEqual([422, 'address_required', 'postcode']);
    expect(refusalOf(await slots('&postcode=22222'))).toEqual([422, 'outside_area', 'postcode']);
    expect(refusalOf(await slots('&postcode=11320&country=NO'))).toEqual([422, 'outside_area', 'postcode']);
    expect((await slots('&postcode=113%2020')).body.slots.length).toBeGreaterThan(0);
    const days = await harness.call('GET', '/v1/days?service=svc_home&from=2027-01-05&to=2027-01-06');
    expect(refusalOf(days)).toEqual([422, 'address_required', 'postcode']);
    expect(refusalOf(await take(1, 10, {}))).toEqual([422, 'address_required', 'postcode']);
    const explained = await harness.call('GET', '/v1/admin/explain?service=svc_home&at=2027-01-05&postcode=11320');
    expect(explained.status).toBe(200);
  });

  test('its price has the way as a line, by zone', async () => {
    const lines = async (said: Json) => {
      const { body } = await harness.call('POST', '/v1/quotes', { body: { serviceId: 'svc_home', ...said } });
      return body.quote.lines.map(({ kind, subject, amountMinor }: Json) => [kind, subject, amountMinor]);
    };
    expect(await lines({ postcode: '11320' })).toEqual([
      ['service', 'svc_home', 10_000],
      ['travel', 'zon_city', 2_000],
    ]);
    expect((await lines({ address: { postcode: '15000' } }))[1]).toEqual(['travel', 'svc_home', 5_000]);
    const two = {
      items: [
        { serviceId: 'svc_home', postcode: '11320' },
        { serviceId: 'svc_home', postcode: '99999' },
      ],
    };
    const refused = await harness.call('POST', '/v1/quotes', { body: two });
    expect(refusalOf(refused)).toEqual([422, 'outside_area', 'items.1.postcode']);
  });

  test('a hold begins with a postcode, and the rest of the address comes before the payment', async () => {
    const held = await take(1, 10, { postcode: '113 20' });
    expect([held.status, held.body.booking.address, held.body.quote.total.amountMinor]).toEqual([201, undefined, 12_000]);
    const { id } = held.body.booking;
    const headers = { authorization: `Bearer ${held.body.manageToken}` };
    const ask = (method: 'PATCH' | 'POST' | 'GET', path: string, body?: Json) =>
      harness.call(method, `/v1/bookings/${id}${path}`, { headers, ...(body === undefined ? {} : { body }) });
    expect(refusalOf(await ask('POST', '/checkout', {}))).toEqual([422, 'address_required', 'address']);
    const whole = await ask('PATCH', '', { address: home });
    expect([whole.body.booking.address, whole.body.booking.place]).toEqual([home, 'Odengatan 4, 113 20 Stockholm, SE']);
    const north = { ...home, postcode: '164 40', city: 'Kista' };
    expect((await ask('PATCH', '', { address: north })).body.quote.total.amountMinor).toBe(15_000);
    expect(refusalOf(await ask('PATCH', '', { address: { ...home, postcode: '99999' } }))).toEqual([
      422,
      'outside_area',
      'postcode',
    ]);
    expect((await ask('GET', '')).body.booking.address).toEqual(north);
    const broken = await ask('PATCH', '', { address: { ...home, country: 'Sweden' } });
    expect([broken.status, broken.body.code]).toEqual([422, 'invalid_request']);
  });

  test('two customers at once whom she cannot both reach: exactly one has her, 50 times, both ways round', async () => {
    const north = { ...home, postcode: '164 40', city: 'Kista' };
    for (let round = 2; round < 52; round += 1) {
      const [here, there] = [() => take(round, 10, { address: home }), () => take(round, 11, { address: north })];
      const answers = await Promise.all(round % 2 === 0 ? [here(), there()] : [there(), here()]);
      expect(answers.map(({ status, body }) => (status === 201 ? 'held' : body.code)).toSorted()).toEqual(['held', 'slot_taken']);
    }
  });
});
