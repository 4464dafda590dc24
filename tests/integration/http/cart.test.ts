import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { findSlot, hold, testCustomer } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { CallOptions, Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';
import { waitFor } from '../../support/wait-for.ts';
import { weekly } from '../../support/weekly.ts';

let harness: ServiceHarness;
let client: pg.Client;

beforeAll(async () => {
  harness = await startServiceHarness();
  client = new pg.Client({ connectionString: harness.connectionString });
  await client.connect();
  // A class of twenty that is sold in the salon's currency.
  const catalog = (await harness.call('GET', '/v1/admin/catalog')).body;
  const yoga = catalog.services.find((service: Json) => service.id === 'svc_yoga');
  const course = {
    ...yoga,
    ...{ id: 'svc_course', name: 'Course', capacity: 20, price: { amountMinor: 20_000, currency: 'SEK' } },
    sessions: [weekly([2, 4], 720)],
  };
  const saved = await harness.call('PUT', '/v1/admin/catalog', { body: { ...catalog, services: [...catalog.services, course] } });
  expect([saved.status, saved.body.conflicts]).toEqual([200, []]);
});
afterAll(async () => {
  await client.end();
  await harness.stop();
});

const order = (bookings: readonly Json[], body: Json = {}, options: CallOptions = {}): Promise<TestAnswer> =>
  harness.call('POST', '/v1/orders', {
    ...options,
    body: { timeZone: 'Europe/Stockholm', customer: testCustomer, bookings, ...body },
  });

const expectPromised = (method: string, path: string, answer: TestAnswer): void => {
  const route = allRoutes.find((candidate) => candidate.method === method && candidate.path === path);
  expect(route?.answer?.safeParse(answer.body).error?.issues ?? []).toEqual([]);
  expect([answer.status, answer.body.code]).toEqual([route?.status, undefined]);
};

const countBy = (answers: readonly TestAnswer[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(answers, (answer) => (answer.status === 201 ? 'held' : String(answer.body?.code)))].map(([key, group]) => [
      key,
      group.length,
    ]),
  );

const statesOf = (answer: TestAnswer): readonly string[] => answer.body.bookings.map((booking: Json) => booking.state);

/** A cut with anybody and an extra, a course for two, and a beard: three services in one currency, on days to come. */
async function threeWishes(daysAhead: number): Promise<readonly Json[]> {
  const [cut, course, beard] = await Promise.all([
    findSlot(harness, 'svc_cut', daysAhead),
    findSlot(harness, 'svc_course', daysAhead),
    findSlot(harness, 'svc_beard', daysAhead + 1),
  ]);
  return [
    { serviceId: 'svc_cut', startsAt: cut.startsAt, extras: [{ extraId: 'ext_balm', quantity: 1 }] },
    { serviceId: 'svc_course', startsAt: course.startsAt, partySize: 2 },
    { serviceId: 'svc_beard', startsAt: beard.startsAt },
  ];
}

describe('the way of an order of several bookings', () => {
  test('quoted, held, paid through one of them, confirmed, told, and one of them cancelled for its own money', async () => {
    const bookings = await threeWishes(6);
    const items = bookings.map(({ serviceId, partySize, extras }) => ({ serviceId, partySize, extras }));
    const quoted = await harness.call('POST', '/v1/quotes', { body: { items, codes: ['welcome10'] } });
    expectPromised('post', '/quotes', quoted);
    const held = await order(bookings, { codes: ['welcome10'], quoteHash: quoted.body.quote.hash });
    expectPromised('post', '/orders', held);
    const { expiresAt: _expiresAt, ...promised } = quoted.body.quote;
    expect(held.body.quote).toEqual(promised);
    expect(held.body.quote.items.map((item: Json) => item.serviceId)).toEqual(['svc_cut', 'svc_course', 'svc_beard']);
    expect(statesOf(held)).toEqual(['held', 'held', 'held']);
    expect(new Set(held.body.bookings.map((booking: Json) => booking.holdExpiresAt))).toEqual(new Set([held.body.expiresAt]));
    expect(held.body.bookings.map((booking: Json) => booking.extras.length)).toEqual([1, 0, 0]);

    const [first, second, third] = held.body.bookings.map((booking: Json) => booking.id);
    const token = { key: held.body.manageToken };
    const checkout = await harness.call('POST', `/v1/bookings/${second}/checkout`, { ...token, body: {} });
    expectPromised('post', '/bookings/{id}/checkout', checkout);
    expect(checkout.body.payment.amount).toEqual(held.body.quote.total);
    expect(await harness.pay(checkout.body.payment.providerId)).toBe('succeeded');
    await waitFor(async () => {
      const { rows } = await client.query('select distinct state from booking where order_id = $1', [held.body.order.id]);
      return rows.length === 1 && rows[0].state === 'confirmed' ? true : null;
    });
    const shown = await harness.call('GET', `/v1/bookings/${third}`, token);
    expectPromised('get', '/bookings/{id}', shown);
    expect(shown.body.booking.id).toBe(third);
    expect(statesOf(shown)).toEqual(['confirmed', 'confirmed', 'confirmed']);

    const netOf = (id: string): number =>
      shown.body.order.lines.reduce((sum: number, line: Json) => (line.bookingId === id ? sum + line.net.amountMinor : sum), 0);
    expect(netOf(first) + netOf(second) + netOf(third)).toBe(held.body.quote.total.amountMinor);
    const cancelled = await harness.call('POST', `/v1/bookings/${first}/cancel`, { ...token, body: {} });
    expectPromised('post', '/bookings/{id}/cancel', cancelled);
    expect(statesOf(cancelled)).toEqual(['cancelled', 'confirmed', 'confirmed']);
    expect(cancelled.body.refund.amount.amountMinor).toBe(netOf(first));
    const file = await harness.call('GET', `/v1/bookings/${second}/calendar.ics`, token);
    expect([file.status, file.text.match(/BEGIN:VEVENT/g)?.length]).toEqual([200, 1]);
    const ledger = (await harness.call('GET', `/v1/bookings/${third}`)).body.order.ledger;
    expect(ledger.reduce((sum: number, entry: Json) => sum + entry.amountMinor, 0)).toBe(0);
  });

  test('given up before the payment: all its times and its code are free again', async () => {
    const bookings = await threeWishes(9);
    const held = await order(bookings, { codes: ['GIFT'] });
    const taken = () =>
      client.query(
        `select (select count(*)::int from claim join booking using (tenant_id, booking_id) where order_id = $1 and active) as claims,
          (select count(*)::int from seat_claim join booking using (tenant_id, booking_id) where order_id = $1 and active) as seats,
          (select redeemed from discount_code where tenant_id = 'ten_a' and code = 'GIFT') as uses`,
        [held.body.order.id],
      );
    const before = (await taken()).rows[0];
    expect([before.seats, before.uses]).toEqual([1, 1]);
    expect(before.claims).toBeGreaterThan(1);
    await harness.call('POST', `/v1/bookings/${held.body.bookings[1].id}/cancel`, { body: {} });
    expect((await taken()).rows[0]).toEqual({ claims: 0, seats: 0, uses: 0 });
  });

  test('one of its bookings is changed before the payment: another person, another party, one price for all', async () => {
    const { startsAt, resourceIds } = await findSlot(harness, 'svc_beard', 10, { atLeast: 2 });
    const course = await findSlot(harness, 'svc_course', 10);
    const [one, other] = resourceIds;
    const held = await order([
      { serviceId: 'svc_beard', startsAt, resourceId: one },
      { serviceId: 'svc_course', startsAt: course.startsAt, partySize: 1 },
    ]);
    const [beard, seat] = held.body.bookings.map((booking: Json) => booking.id);
    const moved = await harness.call('PATCH', `/v1/bookings/${beard}`, { body: { resourceId: other } });
    expectPromised('patch', '/bookings/{id}', moved);
    expect(moved.body.booking.resources.map((resource: Json) => resource.id)).toContain(other);
    expect(moved.body.quote.hash).toBe(held.body.quote.hash);
    const larger = await harness.call('PATCH', `/v1/bookings/${seat}`, { body: { partySize: 3 } });
    const perSeat = held.body.quote.lines.find((line: Json) => line.item === 1).unitAmountMinor;
    expect(larger.body.quote.total.amountMinor).toBe(held.body.quote.total.amountMinor + 2 * perSeat);
    expect((await hold(harness, { serviceId: 'svc_beard', startsAt, resourceId: other })).body.code).toBe('slot_taken');
    expect((await hold(harness, { serviceId: 'svc_beard', startsAt, resourceId: one })).status).toBe(201);
    const back = await harness.call('PATCH', `/v1/bookings/${beard}`, { body: { resourceId: one } });
    expect([back.status, back.body.code, back.body.item]).toEqual([409, 'slot_taken', 0]);
    expect(back.body.alternatives.length).toBeGreaterThan(0);
  });

  test('a repeat under its Idempotency-Key answers the same order; twenty at once are one', async () => {
    const bookings = await threeWishes(12);
    const headers = { headers: { 'idempotency-key': randomUUID() } };
    const answers = await Promise.all(Array.from({ length: 20 }, () => order(bookings, {}, headers)));
    const ids = answers.filter(({ status }) => status === 201).map((answer) => answer.body.order.id);
    expect(new Set(ids).size).toBe(1);
    expect((await order(bookings, {}, headers)).body.order.id).toBe(ids[0]);
  });

  test('what is wrong with one of them is named by its place', async () => {
    const [cut, course] = await threeWishes(13);
    const early = await order([cut, { ...course, startsAt: '2020-01-01T10:00:00Z' }]);
    expect([early.status, early.body.code, early.body.item, early.body.errors[0].path]).toEqual([
      422,
      'slot_in_past',
      1,
      'bookings.1.startsAt',
    ]);
    const many = await order([cut, { ...course, partySize: 5 }]);
    expect([many.status, many.body.code, many.body.item]).toEqual([422, 'party_too_large', 1]);
    const { startsAt } = await findSlot(harness, 'svc_yoga', 13);
    const euros = await order([cut, { serviceId: 'svc_yoga', startsAt }]);
    expect([euros.status, euros.body.code, euros.body.item]).toEqual([422, 'currency_mismatch', 1]);
    for (const bad of [[], Array.from({ length: 11 }, () => cut), [{ ...cut, serviceId: 'cut' }]])
      expect((await order(bad)).body.code).toBe('invalid_request');
    const both = await harness.call('POST', '/v1/quotes', { body: { serviceId: 'svc_cut', items: [{ serviceId: 'svc_cut' }] } });
    const none = await harness.call('POST', '/v1/quotes', { body: {} });
    expect([both.body.code, none.body.code]).toEqual(['invalid_request', 'invalid_request']);
  });

  test('a time whose hold is over and whose payment nobody can ask about: taken, with when to come back', async () => {
    const { startsAt } = await findSlot(harness, 'svc_beard', 14, { resource: 'res_jonas' });
    const wanted = { serviceId: 'svc_beard', startsAt, resourceId: 'res_jonas' };
    const held = await hold(harness, wanted);
    await harness.call('POST', `/v1/bookings/${held.body.booking.id}/checkout`, { body: {} });
    await client.query(`update payment set provider = 'gone' where order_id = $1`, [held.body.order.id]);
    await client.query('update booking set hold_expires_at = 1 where booking_id = $1', [held.body.booking.id]);
    const refused = await order([wanted]);
    expect([refused.status, refused.body.code, refused.body.retryAfterSeconds]).toEqual([409, 'slot_taken', 30]);
    expect(refused.headers.get('retry-after')).toBe('30');
    await client.query(`update payment set provider = 'stripe_test' where order_id = $1`, [held.body.order.id]);
    expect((await order([wanted])).status).toBe(201);
  });
});

describe('races of orders', () => {
  const seatsOf = async (starts: readonly string[]): Promise<readonly Json[]> => {
    const { rows } = await client.query(
      `select seats_taken as taken,
         (select sum(seats)::int from seat_claim where seat_claim.session_id = class_session.session_id and active) as given
       from class_session where tenant_id = 'ten_a' and service_id = 'svc_course' and starts_at = any ($1::bigint[])`,
      [starts.map((start) => Date.parse(start))],
    );
    return rows;
  };
  const full = { taken: 20, given: 20 };
  const seat = (startsAt: string) => ({ serviceId: 'svc_course', startsAt });
  let courses: readonly string[];

  beforeAll(async () => {
    const { startsAt } = await findSlot(harness, 'svc_course', 20);
    const to = new Date(Date.parse(startsAt) + 28 * 86_400_000).toISOString();
    const { slots } = (await harness.call('GET', `/v1/slots?service=svc_course&from=${startsAt}&to=${to}`)).body;
    courses = slots.filter((slot: Json) => slot.remaining === 20).map((slot: Json) => slot.startsAt);
  });

  test('60 orders of two for twenty places: ten have both, nobody has one', async () => {
    const [one = ''] = courses;
    const answers = await Promise.all(Array.from({ length: 60 }, () => order([seat(one), seat(one)])));
    expect(countBy(answers)).toEqual({ held: 10, slot_taken: 50 });
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused.every(({ body }) => body.alternatives.length > 0 && [0, 1].includes(body.item))).toBe(true);
    expect(await seatsOf([one])).toEqual([full]);
  });

  test('60 orders of a place in each of two courses, in opposite orders: twenty have both, and every place is given once', async () => {
    const [, one = '', two = ''] = courses;
    const wanted = [seat(one), seat(two)];
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => order(index % 2 === 0 ? wanted : wanted.toReversed())),
    );
    expect(countBy(answers)).toEqual({ held: 20, slot_taken: 40 });
    expect(await seatsOf([one, two])).toEqual([full, full]);
  });

  test('40 orders of two times with anybody at once, where two rooms are: one has both', async () => {
    const { startsAt } = await findSlot(harness, 'svc_beard', 22, { atLeast: 2 });
    const wish = { serviceId: 'svc_beard', startsAt };
    const answers = await Promise.all(Array.from({ length: 40 }, () => order([wish, wish])));
    expect(countBy(answers)).toEqual({ held: 1, slot_taken: 39 });
    const held = answers.find(({ status }) => status === 201);
    const people = held?.body.bookings.flatMap((booking: Json) => booking.resources.map((resource: Json) => resource.id));
    expect(new Set(people).size).toBe(4);
  });

  test('a course and a time that only one can have: whoever loses the time has no place either', async () => {
    const { startsAt } = await findSlot(harness, 'svc_beard', 24, { resource: 'res_jonas' });
    const [, , , course = ''] = courses;
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => {
        const wanted = [seat(course), { serviceId: 'svc_beard', startsAt, resourceId: 'res_jonas' }];
        return order(index % 2 === 0 ? wanted : wanted.toReversed());
      }),
    );
    expect(countBy(answers)).toEqual({ held: 1, slot_taken: 39 });
    expect(await seatsOf([course])).toEqual([{ taken: 1, given: 1 }]);
  });

  test('nobody is anywhere twice, and no order stands in part', async () => {
    const overlaps = await client.query(
      `select count(*)::int as n from claim a join claim b on a.tenant_id = b.tenant_id and a.resource_id = b.resource_id and a.during && b.during and a.claim_number < b.claim_number where a.active and b.active`,
    );
    const parts = await client.query(
      `select count(*)::int as n from (
         select order_id from booking where tenant_id = 'ten_a' group by order_id having count(distinct state) > 1 and bool_or(state = 'held')
       ) as mixed`,
    );
    expect([overlaps.rows[0].n, parts.rows[0].n]).toEqual([0, 0]);
  });
});
