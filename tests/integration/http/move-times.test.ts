import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { bookAndPay, findSlot, hold } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

let harness: ServiceHarness;
beforeAll(async () => {
  harness = await startServiceHarness();
});
afterAll(() => harness.stop());

const service = 'svc_massage';
const minutesOf = ({ startsAt, endsAt }: Json): number => (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
const addDay = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
const expectPromised = (path: string, answer: TestAnswer): void => {
  const route = allRoutes.find((candidate) => candidate.method === 'get' && candidate.path === path);
  expect(route?.answer?.safeParse(answer.body).error?.issues ?? []).toEqual([]);
  expect(answer.status).toBe(200);
};

describe('the times that a booking can move to', () => {
  test('are as long as it is, also when that is not offered any more, and its own time is among them', async () => {
    const { bookingId, startsAt, manageToken } = await bookAndPay(harness, service, { durationMinutes: 90 });
    const catalog = (await harness.call('GET', '/v1/admin/catalog')).body;
    const services = catalog.services.map((one: Json) => (one.id === service ? { ...one, otherDurations: [] } : one));
    expect((await harness.call('PUT', '/v1/admin/catalog', { body: { ...catalog, services } })).status).toBe(200);
    const date = startsAt.slice(0, 10);
    const range = `from=${date}&to=${addDay(date)}`;
    const customer = { key: null, headers: { 'holdfast-token': manageToken } };
    const slots = await harness.call('GET', `/v1/bookings/${bookingId}/slots?${range}`, customer);
    expectPromised('/bookings/{id}/slots', slots);
    expect(new Set(slots.body.slots.map(minutesOf))).toEqual(new Set([90]));
    expect(slots.body.slots.map((slot: Json) => Date.parse(slot.startsAt))).toContain(Date.parse(startsAt));
    const days = await harness.call('GET', `/v1/bookings/${bookingId}/days?${range}`, customer);
    expectPromised('/bookings/{id}/days', days);
    expect(days.body).toMatchObject({ timeZone: 'Europe/Stockholm', days: [{ date, available: true }] });
    // Whoever books anew gets what is offered.
    const offered = await harness.call('GET', `/v1/slots?service=${service}&${range}`);
    expect(new Set(offered.body.slots.map(minutesOf))).toEqual(new Set([30]));
    // And one of them is one to move to.
    const next: Json = slots.body.slots.find((slot: Json) => Date.parse(slot.startsAt) !== Date.parse(startsAt));
    const moved = await harness.call('POST', `/v1/bookings/${bookingId}/reschedule`, {
      ...customer,
      body: { startsAt: next.startsAt },
    });
    expect([moved.status, minutesOf(moved.body.booking)]).toEqual([200, 90]);
    expect((await harness.call('PUT', '/v1/admin/catalog', { body: catalog })).status).toBe(200);
  });

  test('are for whoever holds its link, and for a booking that may move', async () => {
    const { bookingId } = await bookAndPay(harness, 'svc_cut');
    const held = await hold(harness, { serviceId: 'svc_beard', startsAt: (await findSlot(harness, 'svc_beard', 8)).startsAt });
    const other = { key: null, headers: { 'holdfast-token': String(held.body.manageToken) } };
    const ask = (id: string, options: Json): Promise<TestAnswer> =>
      harness.call('GET', `/v1/bookings/${id}/slots?from=2027-01-04&to=2027-01-05`, options);
    const answers = await Promise.all([
      ask(bookingId, other),
      ask(bookingId, { key: null, headers: { 'holdfast-site': 'site_a' } }),
      ask(held.body.booking.id, other),
    ]);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [404, 'booking_not_found'],
      [401, 'unauthorized'],
      [409, 'not_reschedulable'],
    ]);
  });
});
