import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { testCustomer } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';
import { waitFor } from '../../support/wait-for.ts';

const DAYS = 86_400_000;
let harness: ServiceHarness;
let client: pg.Client;

/** A date so many days from now, in UTC. */
const dateIn = (days: number): string => new Date(Date.now() + days * DAYS).toISOString().slice(0, 10);
const run = (days: number, sessions: number) => ({
  ...{ kind: 'recurring', startMinute: 600, startsOn: dateIn(days) },
  rule: `FREQ=WEEKLY;COUNT=${sessions}`,
});

beforeAll(async () => {
  harness = await startServiceHarness();
  client = new pg.Client({ connectionString: harness.connectionString });
  await client.connect();
  const catalog = (await harness.call('GET', '/v1/admin/catalog')).body;
  const yoga = catalog.services.find((service: Json) => service.id === 'svc_yoga');
  const course = {
    ...{ ...yoga, id: 'svc_course', kind: 'course', name: 'Course', timeZone: 'UTC', capacity: 10, needs: [] },
    ...{ price: { amountMinor: 60_000, currency: 'SEK' }, dropIn: { price: { amountMinor: 12_500, currency: 'SEK' } } },
    // The first two are raced for, the third and fourth are walked through, of the fifth a session is cancelled, and the last is shorter.
    sessions: [run(8, 6), run(9, 6), run(10, 3), run(11, 3), run(12, 3), run(13, 2)],
  };
  const saved = await harness.call('PUT', '/v1/admin/catalog', { body: { ...catalog, services: [...catalog.services, course] } });
  expect([saved.status, saved.body.conflicts]).toEqual([200, []]);
});
afterAll(async () => {
  await client.end();
  await harness.stop();
});

const startOf = (days: number, week = 0): string => `${dateIn(days + 7 * week)}T10:00:00Z`;
const book = (startsAt: string, more: Json = {}): Promise<TestAnswer> =>
  harness.call('POST', '/v1/bookings', {
    body: { serviceId: 'svc_course', startsAt, timeZone: 'Europe/Stockholm', customer: testCustomer, ...more },
  });
const seatsOf = async (days: number, sessions: number): Promise<readonly { taken: number; given: number }[]> => {
  const starts = Array.from({ length: sessions }, (_, week) => Date.parse(startOf(days, week)));
  const { rows } = await client.query(
    `select seats_taken as taken, (
       select coalesce(sum(seats), 0)::int from seat_claim
       where seat_claim.tenant_id = class_session.tenant_id and seat_claim.session_id = class_session.session_id and active
     ) as given
     from class_session where tenant_id = 'ten_a' and service_id = 'svc_course' and starts_at = any ($1::bigint[]) order by starts_at`,
    [starts],
  );
  return rows;
};
const expectPromised = (method: string, path: string, answer: TestAnswer): void => {
  const route = allRoutes.find((candidate) => candidate.method === method && candidate.path === path);
  expect(route?.answer?.safeParse(answer.body).error?.issues ?? []).toEqual([]);
  expect([answer.status, answer.body.code]).toEqual([route?.status, undefined]);
};

describe('races for a course', () => {
  test('enrolments in six sessions and drop-ins at once, for ten seats: no session is sold beyond them, and no enrolment stands in part', async () => {
    const answers = await Promise.all(
      Array.from({ length: 90 }, (_, index) =>
        index % 3 === 2 ? book(startOf(8, index % 6), { enrolment: 'drop_in' }) : book(startOf(8)),
      ),
    );
    const held = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(new Set(refused.map(({ status, body }) => `${status} ${body.code}`))).toEqual(new Set(['409 slot_taken']));
    const seats = await seatsOf(8, 6);
    expect(seats).toHaveLength(6);
    for (const { taken, given } of seats) {
      expect(taken).toBe(given);
      expect(taken).toBeLessThanOrEqual(10);
    }
    const whole = held.filter(({ body }) => body.booking.sessions !== undefined);
    expect(whole.every(({ body }) => body.booking.sessions.length === 6)).toBe(true);
    expect(seats.reduce((sum, { taken }) => sum + taken, 0)).toBe(whole.length * 6 + (held.length - whole.length));
    // Somebody is in each session that kept an enrolment out: one of them is full.
    expect(seats.some(({ taken }) => taken === 10)).toBe(true);
    const { rows } = await client.query(
      `select booking_id from booking join seat_claim using (tenant_id, booking_id)
       where tenant_id = 'ten_a' and booking.service_id = 'svc_course' and state = 'held' and active
       group by booking_id, sessions having count(*) <> jsonb_array_length(sessions)`,
    );
    expect(rows).toEqual([]);
  });

  test('60 enrolments of two people for ten seats: five have all six sessions, nobody has one', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => book(startOf(9), { partySize: 2 })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(await seatsOf(9, 6)).toEqual(Array.from({ length: 6 }, () => ({ taken: 10, given: 10 })));
  });
});

describe('a session that is cancelled', () => {
  const cancel = (id: string, key?: string | null) =>
    harness.call('POST', `/v1/admin/sessions/${id}/cancel`, { body: {}, ...(key === undefined ? {} : { key }) });

  test('while visitors book it: whoever got in is cancelled, whoever comes later is refused, and no seat is left', async () => {
    const query = `service=svc_course&from=${startOf(12)}&to=${startOf(12, 3)}`;
    const listed = await harness.call('GET', `/v1/admin/sessions?${query}`);
    expectPromised('get', '/admin/sessions', listed);
    const session = listed.body.sessions.find(({ startsAt }: Json) => startsAt === startOf(12, 1));
    expect([session.capacity, session.seatsTaken, session.cancelled]).toEqual([10, 0, false]);
    const racing = Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        index % 2 === 0 ? book(startOf(12)) : book(startOf(12, 1), { enrolment: 'drop_in' }),
      ),
    );
    const ended = await cancel(session.id);
    expectPromised('post', '/admin/sessions/{id}/cancel', ended);
    expect(ended.body.session.cancelled).toBe(true);
    const answers = await racing;
    const held = answers.filter(({ status }) => status === 201).map(({ body }) => body.booking.id);
    const codes = answers.filter(({ status }) => status !== 201).map(({ body }) => body.code);
    expect(codes.filter((code) => code !== 'slot_taken' && code !== 'slot_not_offered')).toEqual([]);
    await waitFor(async () => {
      const { rows } = await client.query(
        `select distinct state from booking where tenant_id = 'ten_a' and booking_id = any ($1)`,
        [held],
      );
      return rows.every(({ state }) => state === 'cancelled') ? true : null;
    });
    expect(await seatsOf(12, 3)).toEqual(Array.from({ length: 3 }, () => ({ taken: 0, given: 0 })));
    expect((await book(startOf(12))).body.code).toBe('slot_not_offered');
  });

  test('no other business sees or cancels it, and no visitor', async () => {
    const query = `from=${startOf(8)}&to=${startOf(8, 6)}`;
    const [session] = (await harness.call('GET', `/v1/admin/sessions?service=svc_course&${query}`)).body.sessions;
    const theirs = await harness.call('GET', `/v1/admin/sessions?${query}`, { key: harness.b.apiKey });
    expect(theirs.body.sessions.map(({ id }: Json) => id)).not.toContain(session.id);
    expect((await cancel(session.id, harness.b.apiKey)).body.code).toBe('session_not_found');
    expect([(await cancel(session.id, null)).status, (await cancel(session.id, harness.a.bookingsKey)).status]).toEqual([
      401, 403,
    ]);
    expect((await cancel('ses_none')).body.code).toBe('session_not_found');
    const after = (await harness.call('GET', `/v1/admin/sessions?service=svc_course&${query}`)).body.sessions;
    expect(after.find(({ id }: Json) => id === session.id).cancelled).toBe(false);
  });
});

describe('the way of a course', () => {
  test('shown, quoted, held, changed, paid, moved and cancelled', async () => {
    const services = await harness.call('GET', '/v1/services');
    expectPromised('get', '/services', services);
    const shown = services.body.services.find(({ id }: Json) => id === 'svc_course');
    expect([shown.kind, shown.dropIn]).toEqual(['course', { price: { amountMinor: 12_500, currency: 'SEK' } }]);
    expect(services.body.services.find(({ id }: Json) => id === 'svc_cut').dropIn).toBe(null);

    const range = `service=svc_course&from=${dateIn(10)}&to=${dateIn(12)}&timeZone=UTC`;
    const slots = await harness.call('GET', `/v1/slots?${range}`);
    expectPromised('get', '/slots', slots);
    expect(slots.body.slots.map(({ startsAt, remaining, sessions }: Json) => [startsAt, remaining, sessions.length])).toEqual([
      [startOf(10), 10, 3],
      [startOf(11), 10, 3],
    ]);
    expect(slots.body.slots[0].sessions[2]).toEqual({ startsAt: startOf(10, 2), endsAt: `${dateIn(24)}T11:00:00Z` });
    const single = await harness.call('GET', `/v1/slots?${range}&enrolment=drop_in`);
    expect(single.body.slots.map(({ sessions }: Json) => sessions)).toEqual([undefined, undefined]);
    const days = await harness.call('GET', `/v1/days?service=svc_course&from=${dateIn(17)}&to=${dateIn(18)}&timeZone=UTC`);
    expect(days.body.days[0]).toMatchObject({ available: false, reason: 'closed' });
    const drop = await harness.call(
      'GET',
      `/v1/days?service=svc_course&from=${dateIn(17)}&to=${dateIn(18)}&timeZone=UTC&enrolment=drop_in`,
    );
    expect(drop.body.days[0].available).toBe(true);
    const why = await harness.call('GET', `/v1/admin/explain?service=svc_course&at=${startOf(10, 1)}`);
    expect(why.body.starts[0]).toMatchObject({ offered: false, obstacles: [{ code: 'not_first_session' }] });

    const quoted = await harness.call('POST', '/v1/quotes', {
      body: { serviceId: 'svc_course', partySize: 2, startsAt: startOf(10) },
    });
    expectPromised('post', '/quotes', quoted);
    const held = await book(startOf(10), { partySize: 2, quoteHash: quoted.body.quote.hash });
    expectPromised('post', '/bookings', held);
    expect(held.body.booking.sessions).toEqual(slots.body.slots[0].sessions);
    const path = `/v1/bookings/${held.body.booking.id}`;
    const token = { key: held.body.manageToken };
    const dropped = await harness.call('PATCH', path, { ...token, body: { enrolment: 'drop_in' } });
    expectPromised('patch', '/bookings/{id}', dropped);
    expect([dropped.body.quote.total.amountMinor, dropped.body.quote.items[0].enrolment, await seatsOf(10, 3)]).toEqual([
      25_000,
      'drop_in',
      [2, 0, 0].map((seats) => ({ taken: seats, given: seats })),
    ]);
    const back = await harness.call('PATCH', path, { ...token, body: { enrolment: 'course', partySize: 1 } });
    expect([back.body.quote.total.amountMinor, back.body.booking.sessions.length]).toEqual([60_000, 3]);

    const checkout = await harness.call('POST', `${path}/checkout`, { ...token, body: {} });
    expect(await harness.pay(checkout.body.payment.providerId)).toBe('succeeded');
    await waitFor(async () => ((await harness.call('GET', path, token)).body.booking.state === 'confirmed' ? true : null));
    const file = await harness.call('GET', `${path}/calendar.ics`, token);
    expect([file.status, file.text.match(/BEGIN:VEVENT/g)?.length, new Set(file.text.match(/UID:.*/g)).size]).toEqual([
      200, 3, 3,
    ]);

    // It moves to a run with as many sessions: days and slots say so alike.
    const around = `from=${dateIn(10)}&to=${dateIn(14)}&timeZone=UTC`;
    const open = await harness.call('GET', `${path}/days?${around}`, token);
    expectPromised('get', '/bookings/{id}/days', open);
    const there = await harness.call('GET', `${path}/slots?${around}`, token);
    expect(there.body.slots.map(({ startsAt }: Json) => startsAt)).toEqual([startOf(10), startOf(11)]);
    expect(open.body.days.map(({ available }: Json) => available)).toEqual([true, true, false, false]);
    const shorter = await harness.call('GET', `${path}/days?from=${dateIn(12)}&to=${dateIn(14)}&timeZone=UTC`, token);
    expect(shorter.body.nextAvailableDate).toBeNull();

    const moved = await harness.call('POST', `${path}/reschedule`, { ...token, body: { startsAt: startOf(11) } });
    expectPromised('post', '/bookings/{id}/reschedule', moved);
    expect(moved.body.booking.sessions.map(({ startsAt }: Json) => startsAt)).toEqual([0, 1, 2].map((week) => startOf(11, week)));
    const later = await harness.call('POST', `${path}/reschedule`, { ...token, body: { startsAt: startOf(10, 1) } });
    expect([later.status, later.body.code]).toEqual([422, 'slot_not_offered']);
    const [left, taken] = [await seatsOf(10, 3), await seatsOf(11, 3)];
    expect([left, taken]).toEqual([0, 1].map((seats) => Array.from({ length: 3 }, () => ({ taken: seats, given: seats }))));
    await harness.call('POST', `${path}/cancel`, { ...token, body: {} });
    expect(await seatsOf(11, 3)).toEqual(Array.from({ length: 3 }, () => ({ taken: 0, given: 0 })));
  });

  test('what is no course is not dropped in to', async () => {
    const refused = await harness.call('GET', `/v1/slots?service=svc_yoga&from=${dateIn(8)}&to=${dateIn(9)}&enrolment=drop_in`);
    expect([refused.status, refused.body.code]).toEqual([422, 'drop_in_not_offered']);
  });
});
