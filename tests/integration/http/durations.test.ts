import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { findSlot, hold, testCustomer } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

let harness: ServiceHarness;
beforeAll(async () => {
  harness = await startServiceHarness();
});
afterAll(() => harness.stop());

const service = 'svc_massage';
const minutesOf = ({ startsAt, endsAt }: Json): number => (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
const chosen = async (daysAhead: number, durationMinutes?: number | null) => ({
  serviceId: service,
  startsAt: (await findSlot(harness, service, daysAhead)).startsAt,
  durationMinutes,
});
const expectPromised = (method: string, path: string, answer: TestAnswer): void => {
  const route = allRoutes.find((candidate) => candidate.method === method && candidate.path === path);
  expect(route?.answer?.safeParse(answer.body).error?.issues ?? []).toEqual([]);
  expect(answer.status).toBe(route?.status);
};

describe('a service in three durations', () => {
  test('is listed with each of them and its price', async () => {
    const { services } = (await harness.call('GET', '/v1/services')).body;
    expect(services.find(({ id }: Json) => id === service)).toMatchObject({
      ...{ durationMinutes: 30, price: { amountMinor: 45_000, currency: 'SEK' } },
      otherDurations: [
        { durationMinutes: 60, price: { amountMinor: 79_000, currency: 'SEK' } },
        { durationMinutes: 90, price: { amountMinor: 109_000, currency: 'SEK' } },
      ],
    });
    expect(services.find(({ id }: Json) => id === 'svc_cut').otherDurations).toEqual([]);
  });

  test('has free times and days for each', async () => {
    const { startsAt } = await findSlot(harness, service, 5);
    const [from, to] = [startsAt, new Date(Date.parse(startsAt) + 5 * 3_600_000).toISOString()];
    for (const [query, minutes] of [
      ['', 30],
      ['&durationMinutes=60', 60],
      ['&durationMinutes=90', 90],
    ] as const) {
      const answer = await harness.call('GET', `/v1/slots?service=${service}&from=${from}&to=${to}${query}`);
      expectPromised('get', '/slots', answer);
      expect(new Set(answer.body.slots.map(minutesOf))).toEqual(new Set([minutes]));
    }
    const date = startsAt.slice(0, 10);
    const next = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    const days = await harness.call('GET', `/v1/days?service=${service}&from=${date}&to=${next}&durationMinutes=90`);
    expectPromised('get', '/days', days);
    expect(days.body.days).toEqual([{ date, available: true }]);
  });

  test('is quoted, held, changed and moved in the chosen one', async () => {
    const quoted = await harness.call('POST', '/v1/quotes', { body: { serviceId: service, durationMinutes: 60 } });
    expectPromised('post', '/quotes', quoted);
    expect([quoted.body.quote.total.amountMinor, quoted.body.quote.items]).toEqual([
      79_000,
      [{ serviceId: service, partySize: 1, durationMinutes: 60, listPriceMinor: 79_000, dueNowMinor: 79_000 }],
    ]);
    const held = await hold(harness, { ...(await chosen(6, 60)), quoteHash: quoted.body.quote.hash });
    expectPromised('post', '/bookings', held);
    expect([minutesOf(held.body.booking), held.body.order.due.amountMinor]).toEqual([60, 79_000]);
    const { id } = held.body.booking;
    const longer = await harness.call('PATCH', `/v1/bookings/${id}`, { body: { durationMinutes: 90 } });
    expectPromised('patch', '/bookings/{id}', longer);
    expect([minutesOf(longer.body.booking), longer.body.quote.total.amountMinor]).toEqual([90, 109_000]);
    const first = await harness.call('PATCH', `/v1/bookings/${id}`, { body: { durationMinutes: null } });
    expect([minutesOf(first.body.booking), first.body.quote.total.amountMinor]).toEqual([30, 45_000]);
  });

  test('is booked by the owner, and keeps its length when it moves', async () => {
    const body = { ...(await chosen(8, 90)), timeZone: 'Europe/Stockholm', customer: testCustomer };
    const booked = await harness.call('POST', '/v1/admin/bookings', { body });
    expectPromised('post', '/admin/bookings', booked);
    const { startsAt } = await findSlot(harness, service, 9);
    const moved = await harness.call('POST', `/v1/bookings/${booked.body.booking.id}/reschedule`, { body: { startsAt } });
    expect([moved.status, minutesOf(moved.body.booking), Date.parse(moved.body.booking.startsAt)]).toEqual([
      ...[200, 90],
      Date.parse(startsAt),
    ]);
  });

  test('shares an order with another service', async () => {
    const cut = { serviceId: 'svc_cut', startsAt: (await findSlot(harness, 'svc_cut', 10)).startsAt };
    const body = { timeZone: 'Europe/Stockholm', bookings: [cut, await chosen(11, 90)] };
    const order = await harness.call('POST', '/v1/orders', { body });
    expectPromised('post', '/orders', order);
    expect(order.body.bookings.map(minutesOf)).toEqual([45, 90]);
    expect(order.body.quote.items.map(({ durationMinutes }: Json) => durationMinutes)).toEqual([45, 90]);
  });

  test('is refused in a fourth, with the field and what to do', async () => {
    const wrong = await chosen(6, 45);
    const zone = { timeZone: 'Europe/Stockholm', customer: testCustomer };
    const answers = await Promise.all([
      harness.call('GET', `/v1/slots?service=${service}&from=2027-01-04&to=2027-01-05&durationMinutes=45`),
      harness.call('GET', `/v1/days?service=${service}&from=2027-01-04&to=2027-01-05&durationMinutes=45`),
      harness.call('POST', '/v1/quotes', { body: { serviceId: service, durationMinutes: 45 } }),
      harness.call('POST', '/v1/quotes', {
        body: { items: [{ serviceId: 'svc_cut' }, { serviceId: service, durationMinutes: 45 }] },
      }),
      hold(harness, wrong),
      harness.call('POST', '/v1/orders', { body: { ...zone, bookings: [wrong] } }),
      harness.call('POST', '/v1/admin/bookings', { body: { ...zone, ...wrong } }),
      harness.call('POST', '/v1/admin/bookings', { body: { ...zone, ...wrong, override: true } }),
    ]);
    expect(answers.map(({ status, body }) => [status, body.code, body.errors?.[0]?.path])).toEqual(
      ['', '', '', 'items.1.', '', 'bookings.0.', '', ''].map((at) => [422, 'duration_not_offered', `${at}durationMinutes`]),
    );
    expect(answers[0]?.body).toMatchObject({ offeredMinutes: [30, 60, 90], detail: expect.stringContaining('Choose one') });
    const odd = await harness.call('GET', `/v1/slots?service=${service}&from=2027-01-04&to=2027-01-05&durationMinutes=soon`);
    expect([odd.status, odd.body.code]).toEqual([422, 'invalid_request']);
  });

  test('is saved as the catalogue came, and a catalogue without a word of it is accepted', async () => {
    const catalog = (await harness.call('GET', '/v1/admin/catalog')).body;
    const services = catalog.services.map(({ otherDurations: _, ...rest }: Json) =>
      rest.id === service ? { ..._, ...rest } : rest,
    );
    const plain = await harness.call('PUT', '/v1/admin/catalog', { body: { ...catalog, services } });
    expect(plain.status).toBe(200);
    const wrong = catalog.services.map((one: Json) =>
      one.id === service ? { ...one, otherDurations: [{ durationMinutes: 30, price: one.price }] } : one,
    );
    const refused = await harness.call('PUT', '/v1/admin/catalog', { body: { ...catalog, services: wrong } });
    expect([
      refused.status,
      refused.body.code,
      JSON.stringify(refused.body).includes('otherDurations.0.durationMinutes'),
    ]).toEqual([...[422, 'catalog_invalid', true]]);
    expect((await harness.call('PUT', '/v1/admin/catalog', { body: catalog })).status).toBe(200);
  });
});

describe('the plain pages', () => {
  const get = async (step: string): Promise<string> => (await fetch(`${harness.url}/v1/plain/site_a/${step}`)).text();

  test('offer each duration with its price, and carry the chosen one to the booking', async () => {
    expect(await get('services')).toContain('30 min, SEK');
    const times = await get(`times?service=${service}&minutes=90`);
    expect(times).toMatch(/<option value="90"\s+selected/);
    expect(times).toMatch(/href="[^"]*details\?[^"]*minutes=90/);
    const startsAt = (await chosen(12)).startsAt;
    const fields = { service, at: startsAt, minutes: '90', name: 'Maria Lind', email: 'maria@example.com', phone: '' };
    const post = (step: string, body: Record<string, string>) =>
      fetch(`${harness.url}/v1/plain/site_a/${step}`, {
        ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams(body), headers: { origin: 'null' } },
      });
    const reviewed = await (await post('review', fields)).text();
    expect(reviewed).toContain('Massage, 1 h 30 min');
    expect(reviewed).toContain('name="minutes" value="90"');
    expect((await post('review', { ...fields, minutes: '45' })).status).toBe(404);
    const quote = /name="quote" value="([^"]+)"/.exec(reviewed)?.[1] ?? '';
    expect((await post('pay', { ...fields, quote, once: 'durations' })).status).toBe(303);
    const from = new Date(Date.parse(startsAt) - 1).toISOString();
    const to = new Date(Date.parse(startsAt) + 1).toISOString();
    const { bookings } = (await harness.call('GET', `/v1/admin/bookings?from=${from}&to=${to}`)).body;
    expect(bookings.map(({ booking }: Json) => minutesOf(booking))).toContain(90);
  });
});
