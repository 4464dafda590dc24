import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { hold } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

const DAYS = 86_400_000;
/** A working day, so that people work on it. */
const date = ((): string => {
  const day = new Date(Date.now() + 12 * DAYS);
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7));
  return day.toISOString().slice(0, 10);
})();
let harness: ServiceHarness;
let catalog: Json;

const extra = (id: string, more: Json) => ({ id, name: id, price: { amountMinor: 1_000, currency: 'SEK' }, ...more });
const buildHire = (): Json => ({
  ...catalog.services.find(({ id }: Json) => id === 'svc_cut'),
  ...{
    id: 'svc_hire',
    name: 'Guided tour',
    bufferAfterMinutes: 0,
    minimumNoticeMinutes: 0,
    otherDurations: [],
    limits: undefined,
  },
  needs: [{ name: 'Guide', anyOf: ['res_g1', 'res_g2', 'res_g3', 'res_g4'], visitorMayChoose: false }],
  ...{ durationMinutes: 60, stepMinutes: 30, locationId: null, schedules: [] },
  extras: [
    extra('ext_bike', { maximumQuantity: 3, stock: { quantity: 3, per: 'time' } }),
    extra('ext_basket', { maximumQuantity: 5, stock: { quantity: 4, per: 'date' } }),
    extra('ext_longer', { maximumQuantity: 2, durationMinutes: 30 }),
    extra('ext_gone', { stock: { quantity: 0, per: 'total' } }),
  ],
});

beforeAll(async () => {
  harness = await startServiceHarness();
  catalog = (await harness.call('GET', '/v1/admin/catalog')).body;
  const [someone] = catalog.resources;
  const guides = [1, 2, 3, 4].map((index) => ({
    ...{ ...someone, id: `res_g${index}`, name: `Guide ${index}`, calendar: null, timeZone: 'Europe/Stockholm' },
    ...{
      weeklyHours: { 1: [{ fromMinute: 540, toMinute: 780 }] },
      dateOverrides: {},
      schedules: [],
      timeOff: [],
      limits: undefined,
    },
  }));
  const body = { ...catalog, services: [...catalog.services, buildHire()], resources: [...catalog.resources, ...guides] };
  const saved = await harness.call('PUT', '/v1/admin/catalog', { body });
  expect([saved.status, saved.body.code]).toEqual([200, undefined]);
});
afterAll(() => harness.stop());

const ask = (path: string) => harness.call('GET', path);
const listTimes = async (extras: string): Promise<readonly string[]> => {
  const answer = await ask(
    `/v1/slots?service=svc_hire&from=${date}&to=${date}T23:00:00Z&timeZone=Europe/Stockholm&extras=${extras}`,
  );
  expect(answer.body.code).toBeUndefined();
  return answer.body.slots.map(({ localStart }: Json) => localStart.slice(11, 16));
};
const at = (clock: string): string => new Date(`${date}T${clock}:00${offset}`).toISOString();
/** That of Stockholm on the date. */
const offset = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Stockholm', timeZoneName: 'longOffset' })
  .format(new Date(`${date}T12:00:00Z`))
  .slice(-6);
const book = (clock: string, extras: readonly Json[]): Promise<TestAnswer> =>
  hold(harness, { serviceId: 'svc_hire', startsAt: at(clock), extras });
const bikes = (quantity: number) => [{ extraId: 'ext_bike', quantity }];

describe('extras of which there are only so many', () => {
  test('visitors read what is limited and what makes it longer, not how many there are', async () => {
    const answer = await ask('/v1/services');
    const route = allRoutes.find(({ method, path }) => method === 'get' && path === '/services');
    expect(route?.answer?.safeParse(answer.body).error?.issues ?? []).toEqual([]);
    const { extras } = answer.body.services.find(({ id }: Json) => id === 'svc_hire');
    expect(
      extras.map(({ id, maximumQuantity, isLimited, durationMinutes }: Json) => [
        id,
        maximumQuantity,
        isLimited,
        durationMinutes,
      ]),
    ).toEqual([
      ['ext_bike', 3, true, undefined],
      ['ext_basket', 4, true, undefined],
      ['ext_longer', 2, undefined, 30],
    ]);
  });

  test('fifteen at once for three e-bikes and four guides: three, and the others read that none is left', async () => {
    const answers = await Promise.all(Array.from({ length: 15 }, () => book('09:00', bikes(1))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    const refused = answers
      .filter(({ status }) => status !== 201)
      .map(({ status, body }) => [status, body.code, body.extraId, body.left]);
    expect(new Set(refused.map(String))).toEqual(new Set(['409,extra_sold_out,ext_bike,0']));
    expect(answers.find(({ status }) => status === 409)?.body.alternatives.length).toBeGreaterThan(0);
    expect(await listTimes('ext_bike')).toEqual(['10:00', '10:30', '11:00', '11:30', '12:00']);
    expect(await listTimes('ext_longer')).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00', '11:30']);
    expect(await listTimes('ext_bike:2,ext_longer:2')).toEqual(['10:00', '10:30', '11:00']);
    const next = new Date(Date.parse(date) + DAYS).toISOString().slice(0, 10);
    const dates = `/v1/days?service=svc_hire&from=${date}&to=${next}&timeZone=Europe/Stockholm`;
    const isAvailable = async (extras: string): Promise<boolean> =>
      (await ask(`${dates}&extras=${extras}`)).body.days[0].available;
    expect([await isAvailable('ext_bike:3'), await isAvailable('ext_basket:4')]).toEqual([true, true]);
  });

  test('twelve at once who want two of four baskets each, at three times: two', async () => {
    const times = ['10:00', '11:00', '12:00'];
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => book(times[index % 3] ?? '10:00', [{ extraId: 'ext_basket', quantity: 2 }])),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => `${body.code} ${body.left}`))).toEqual(
      new Set(['extra_sold_out 0']),
    );
    expect(await listTimes('ext_basket')).toEqual([]);
    const [first] = answers.filter(({ status }) => status === 201);
    const path = `/v1/bookings/${first?.body.booking.id}`;
    const fewer = await harness.call('PATCH', path, {
      key: first?.body.manageToken,
      body: { extras: [{ extraId: 'ext_basket', quantity: 1 }] },
    });
    expect([fewer.status, fewer.body.booking?.extras]).toEqual([200, [{ extraId: 'ext_basket', quantity: 1 }]]);
    expect((await listTimes('ext_basket')).length).toBeGreaterThan(0);
    const more = await harness.call('PATCH', path, {
      key: first?.body.manageToken,
      body: { extras: [{ extraId: 'ext_basket', quantity: 3 }] },
    });
    expect([more.status, more.body.code, more.body.left]).toEqual([409, 'extra_sold_out', 2]);
  });

  test('the booking is longer by its extras, and says so', async () => {
    const held = await book('10:30', [{ extraId: 'ext_longer', quantity: 2 }]);
    const { startsAt, endsAt } = held.body.booking;
    expect([held.status, Date.parse(endsAt) - Date.parse(startsAt)]).toEqual([201, 2 * 3_600_000]);
    expect(held.body.quote.items[0].extraMinutes).toBe(60);
  });

  test('the owner reads why nothing starts', async () => {
    const answer = await ask(`/v1/admin/explain?service=svc_hire&at=${at('09:00')}&extras=ext_bike`);
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).toContain('"offered":false');
  });
});

test.each([
  ['a quantity of nothing', 'ext_bike:0', 'extra_not_offered'],
  ['more than are sold at once', 'ext_bike:9', 'extra_not_offered'],
  ['the same twice', 'ext_bike,ext_bike', 'extra_not_offered'],
  ['what there is not', 'ext_none', 'extra_not_offered'],
  ['no number', 'ext_bike:x', 'invalid_request'],
  ['less than nothing', 'ext_bike:-1', 'invalid_request'],
  ['no end of digits', `ext_bike:${'9'.repeat(400)}`, 'invalid_request'],
])('times with %s are refused', async (_, extras, code) => {
  const answer = await ask(`/v1/slots?service=svc_hire&from=${date}&to=${date}T23:00:00Z&extras=${extras}`);
  expect([answer.status, answer.body.code, answer.body.errors[0].path]).toEqual([422, code, 'extras']);
});

test.each([
  ['a negative stock', { stock: { quantity: -1, per: 'date' } }, 'stock.quantity'],
  ['a fraction of a stock', { stock: { quantity: 1.5, per: 'date' } }, 'stock.quantity'],
  ['more things than can be told apart', { stock: { quantity: 101, per: 'time' } }, 'stock.quantity'],
  ['another way to count', { stock: { quantity: 1, per: 'week' } }, 'stock.per'],
  ['less than no minutes', { durationMinutes: -5 }, 'durationMinutes'],
  ['more minutes than a day', { durationMinutes: 1_441 }, 'durationMinutes'],
  ['a price beyond all numbers', { price: { amountMinor: 2 ** 53, currency: 'SEK' } }, 'price.amountMinor'],
])('a catalogue with an extra of %s is refused with its place', async (_, changes, path) => {
  const now = (await harness.call('GET', '/v1/admin/catalog')).body;
  const services = now.services.map((service: Json) =>
    service.id === 'svc_hire' ? { ...service, extras: [{ ...service.extras[0], ...changes }] } : service,
  );
  const answer = await harness.call('PUT', '/v1/admin/catalog', { body: { ...now, services } });
  expect(answer.status).toBe(422);
  expect(answer.body.errors.map((error: Json) => error.path).join()).toContain(`extras.0.${path}`);
});
