import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { testCustomer } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';
import { waitFor } from '../../support/wait-for.ts';

const HOURS = 3_600_000;
let harness: ServiceHarness;
/** Moves the service's clock forward. */
let ahead = 0;

/** Ten o'clock in so many days from now, in UTC. */
const startIn = (days: number): string => `${new Date(Date.now() + days * 24 * HOURS).toISOString().slice(0, 10)}T10:00:00Z`;
const once = (days: number) => ({ kind: 'dates', startMinute: 600, dates: [startIn(days).slice(0, 10)] });

beforeAll(async () => {
  harness = await startServiceHarness({ clock: { now: () => Date.now() + ahead } });
  const catalog = (await harness.call('GET', '/v1/admin/catalog')).body;
  const yoga = catalog.services.find((service: Json) => service.id === 'svc_yoga');
  const small = {
    ...{ ...yoga, id: 'svc_small', name: 'Small class', timeZone: 'UTC', capacity: 10, needs: [], sessions: [once(8), once(9)] },
    minimumToRun: { people: 2, decidedHoursBefore: 24 },
  };
  const saved = await harness.call('PUT', '/v1/admin/catalog', { body: { ...catalog, services: [...catalog.services, small] } });
  expect([saved.status, saved.body.conflicts]).toEqual([200, []]);
});
afterAll(() => harness.stop());

const expectPromised = (method: string, path: string, answer: TestAnswer): void => {
  const route = allRoutes.find((candidate) => candidate.method === method && candidate.path === path);
  expect(route?.answer?.safeParse(answer.body).error?.issues ?? []).toEqual([]);
  expect([answer.status, answer.body.code]).toEqual([route?.status, undefined]);
};
const dates = `from=${startIn(8)}&to=${startIn(10)}`;
const listSlots = async (): Promise<Json[]> => {
  const answer = await harness.call('GET', `/v1/slots?service=svc_small&${dates}&timeZone=UTC`);
  expectPromised('get', '/slots', answer);
  return answer.body.slots.map(({ startsAt, missingToRun }: Json) => [startsAt, missingToRun]);
};
const listSessions = async (): Promise<Json[]> => {
  const answer = await harness.call('GET', `/v1/admin/sessions?service=svc_small&${dates}`);
  expectPromised('get', '/admin/sessions', answer);
  return answer.body.sessions;
};

/** Books a seat and pays for it. */
async function book(startsAt: string): Promise<{ readonly path: string; readonly key: string }> {
  const body = { serviceId: 'svc_small', startsAt, timeZone: 'UTC', customer: testCustomer };
  const held = await harness.call('POST', '/v1/bookings', { body });
  expect(held.status).toBe(201);
  const booked = { path: `/v1/bookings/${held.body.booking.id}`, key: held.body.manageToken };
  const checkout = await harness.call('POST', `${booked.path}/checkout`, { key: booked.key, body: {} });
  expect(await harness.pay(checkout.body.payment.providerId)).toBe('succeeded');
  await waitFor(async () => (await look(booked)).booking.state === 'confirmed');
  return booked;
}
const look = async ({ path, key }: { readonly path: string; readonly key: string }): Promise<Json> =>
  (await harness.call('GET', path, { key })).body;

describe('a class that needs two people', () => {
  test('with one of two it is cancelled a day before, and he has his money back; with two it runs', async () => {
    const [few, enough] = [startIn(8), startIn(9)];
    const services = await harness.call('GET', '/v1/services');
    expectPromised('get', '/services', services);
    expect(services.body.services.find(({ id }: Json) => id === 'svc_small').minimumToRun).toBe(2);
    const alone = await book(few);
    const [one, two] = [await book(enough), await book(enough)];
    expect(await listSlots()).toEqual([
      [few, 1],
      [enough, undefined],
    ]);
    const page = await harness.call('GET', `/v1/plain/site_a/times?service=svc_small&from=${few.slice(0, 10)}`, { key: null });
    expect(page.text).toContain('Runs with 1 more person');
    expect(await listSessions()).toMatchObject([
      { confirmedSeats: 1, cancelled: false, decidesAt: startIn(7) },
      { confirmedSeats: 2, cancelled: false },
    ]);

    ahead = Date.parse(few) - 24 * HOURS - Date.now();
    await waitFor(async () => (await listSessions())[0].decision === 'too_few');
    const ended = await waitFor(async () => {
      const looked = await look(alone);
      return looked.order.refunds[0]?.state === 'succeeded' ? looked : null;
    });
    expect([ended.booking.state, ended.order.refunds[0].amount]).toEqual(['cancelled', ended.order.paid]);
    const mails = await waitFor(async () => {
      const sent = (await harness.mails.list()).filter(({ subject }) => subject.startsWith('Does not take place'));
      return sent.length === 2 ? sent : null;
    });
    expect(mails.map(({ to }) => to.email)).toContain(testCustomer.email);
    expect(await listSlots()).toEqual([[enough, undefined]]);
    const why = await harness.call('GET', `/v1/admin/explain?service=svc_small&at=${few}`);
    expect(why.body.starts[0]).toMatchObject({ offered: false, obstacles: [{ code: 'too_few_people' }] });

    ahead = Date.parse(enough) - 24 * HOURS - Date.now();
    await waitFor(async () => (await listSessions())[1].decision === 'runs');
    expect([(await look(one)).booking.state, (await look(two)).booking.state]).toEqual(['confirmed', 'confirmed']);
    expect((await listSessions()).map(({ cancelled }) => cancelled)).toEqual([true, false]);
  });

  test('what an owner asks for is checked, each field by its name', async () => {
    const item = await harness.call('GET', '/v1/admin/services/svc_small');
    const wrong = { ...item.body.service, minimumToRun: { people: 11, decidedHoursBefore: 0 } };
    const refused = await harness.call('PUT', '/v1/admin/services/svc_small', {
      body: wrong,
      headers: { 'if-match': item.headers.get('etag') ?? '' },
    });
    expect([refused.status, refused.body.code]).toEqual([422, 'catalog_invalid']);
    expect(refused.body.errors.map(({ path }: Json) => path.split('minimumToRun.')[1])).toEqual(['people', 'decidedHoursBefore']);
  });
});
