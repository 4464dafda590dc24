import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { createManualClock } from '../../../adapters/memory/create-memory-ports.ts';
import { HOUR } from '../../../core/time/instant.ts';
import { hold } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

/* Pools, groups and steps on a real PostgreSQL through the HTTP interface. Every test has a date of its own. */

const NOW = Date.UTC(2027, 0, 4, 6);
const clock = createManualClock(NOW);
let harness: ServiceHarness;
let client: pg.Client;

const PEOPLE = ['res_anna', 'res_berit', 'res_cia'] as const;
const CHAIRS = ['res_chair1', 'res_chair2', 'res_chair3'] as const;
const weeklyHours = Object.fromEntries(
  ['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [{ fromMinute: 540, toMinute: 1_020 }]]),
);
const base = {
  ...{ kind: 'appointment', timeZone: 'UTC', durationMinutes: 60, stepMinutes: 30, horizonDays: 200, payment: 'on_site' },
  price: { amountMinor: 10_000, currency: 'SEK' },
  cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 0, refundPercent: 100 }] },
};
const steps = [
  { name: 'Colour', durationMinutes: 30 },
  { name: 'Processing', durationMinutes: 20 },
  { name: 'Cut', durationMinutes: 30 },
];
const colour = {
  ...{ ...base, id: 'svc_colour', name: 'Colour and cut', durationMinutes: 80, bufferAfterMinutes: 10, steps },
  needs: [
    { name: 'Stylist', anyOf: ['res_anna'], steps: [0, 2] },
    { name: 'Chair', anyOf: CHAIRS },
  ],
};
const services: readonly Json[] = [
  { ...base, id: 'svc_chair', name: 'Chair', needs: [{ name: 'Chair', anyOf: CHAIRS }] },
  { ...base, id: 'svc_team', name: 'Team', needs: [{ name: 'Team', anyOf: PEOPLE, quantity: 'all' }] },
  { ...base, id: 'svc_person', name: 'Person', needs: [{ name: 'Person', anyOf: PEOPLE, choose: 'priority' }] },
  {
    ...{ ...base, id: 'svc_turn', name: 'Turn' },
    needs: [{ name: 'Person', anyOf: PEOPLE, choose: 'round_robin', weights: { res_cia: 2 } }],
  },
  {
    ...base,
    id: 'svc_brow',
    name: 'Brow',
    durationMinutes: 20,
    stepMinutes: 10,
    needs: [{ name: 'Stylist', anyOf: ['res_anna'] }],
  },
  colour,
];

const sell = (all: readonly Json[]): Promise<TestAnswer> =>
  harness.call('PUT', '/v1/admin/catalog', {
    body: {
      resources: [...PEOPLE, ...CHAIRS].map((id) => ({ id, name: id, kind: 'staff', timeZone: 'UTC', weeklyHours })),
      ...{ services: all, codes: [] },
    },
  });

beforeAll(async () => {
  harness = await startServiceHarness({ clock });
  client = new pg.Client({ connectionString: harness.connectionString });
  await client.connect();
});
beforeEach(async () => {
  clock.set(NOW);
  expect((await sell(services)).status).toBe(200);
});
afterAll(async () => {
  await client.end();
  await harness.stop();
});

const timeOn = (date: string, hour: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + hour * HOUR).toISOString();
const race = (times: number, body: (index: number) => Json): Promise<readonly TestAnswer[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => hold(harness, body(index))));
const countHeld = (answers: readonly TestAnswer[], serviceId: string): number =>
  answers.filter(({ status, body }) => status === 201 && body.booking.serviceId === serviceId).length;

/** What is claimed on a date: how many claims each booking has. */
async function countClaims(date: string): Promise<readonly number[]> {
  const from = Date.parse(`${date}T00:00:00Z`);
  const found = await client.query(
    `SELECT count(*)::integer AS claims FROM claim WHERE tenant_id = 'ten_a' AND active AND booking_id IS NOT NULL AND during && int8range($1, $2) GROUP BY booking_id`,
    [from, from + 24 * HOUR],
  );
  return found.rows.map(({ claims }) => Number(claims));
}

test('60 callers for a pool of three chairs: three', async () => {
  const answers = await race(60, () => ({ serviceId: 'svc_chair', startsAt: timeOn('2027-02-01', 10) }));
  expect(countHeld(answers, 'svc_chair')).toBe(3);
  expect(answers.filter(({ status }) => status === 201 || status === 409)).toHaveLength(60);
  expect(await countClaims('2027-02-01')).toEqual([1, 1, 1]);
});

test('a whole team and its people, raced for at once: all of it or nothing of it', async () => {
  const starts = [10, 10.5, 11] as const;
  const answers = await race(60, (index) => ({
    serviceId: index % 2 === 0 ? 'svc_team' : 'svc_person',
    startsAt: timeOn('2027-02-02', starts[index % 3] ?? 10),
  }));
  const teams = countHeld(answers, 'svc_team');
  const alone = countHeld(answers, 'svc_person');
  expect(answers.filter(({ status }) => status === 201 || status === 409)).toHaveLength(60);
  expect(teams + alone).toBeGreaterThan(0);
  const claims = await countClaims('2027-02-02');
  expect(claims.filter((count) => count === 3)).toHaveLength(teams);
  expect(claims.filter((count) => count === 1)).toHaveLength(alone);
  expect(claims).toHaveLength(teams + alone);
});

test('in the step in which she is not needed others book the stylist, and a change of the service changes no booking', async () => {
  const [startsAt, between] = [timeOn('2027-02-03', 10), timeOn('2027-02-03', 10.5)];
  const held = await hold(harness, { serviceId: 'svc_colour', startsAt });
  expect(held.status).toBe(201);
  const { id } = held.body.booking;
  const booked = [
    { name: 'Colour', startsAt: '2027-02-03T10:00:00Z', endsAt: '2027-02-03T10:30:00Z' },
    { name: 'Processing', startsAt: '2027-02-03T10:30:00Z', endsAt: '2027-02-03T10:50:00Z' },
    { name: 'Cut', startsAt: '2027-02-03T10:50:00Z', endsAt: '2027-02-03T11:20:00Z' },
  ];
  expect(held.body.booking).toMatchObject({ steps: booked, resources: [{ id: 'res_anna' }, { id: 'res_chair1' }] });
  expect(await countClaims('2027-02-03')).toEqual([3]);

  const slots = await harness.call('GET', '/v1/slots?service=svc_brow&from=2027-02-03&to=2027-02-04&timeZone=UTC');
  const starts: readonly string[] = slots.body.slots.map((slot: { startsAt: string }) => slot.startsAt.slice(11, 16));
  expect(starts.filter((start) => start > '09:30' && start < '11:40')).toEqual(['09:40', '10:30', '11:30']);
  expect((await hold(harness, { serviceId: 'svc_brow', startsAt: between })).status).toBe(201);
  expect((await hold(harness, { serviceId: 'svc_brow', startsAt: between })).status).toBe(409);

  const other = { ...colour, steps: steps.map((step) => ({ ...step, name: 'Other' })) };
  expect((await sell([...services.slice(0, -1), other])).status).toBe(200);
  const headers = { authorization: `Bearer ${held.body.manageToken}` };
  const read = await harness.call('GET', `/v1/bookings/${id}`, { headers });
  expect(read.body.booking.steps).toEqual(booked);
  const listed = await harness.call('GET', '/v1/services');
  expect(listed.body.services.find((service: Json) => service['id'] === 'svc_colour').steps).toEqual(other.steps);
});

test('a booking with steps moves within its own time and keeps one claim for each part', async () => {
  const { body } = await hold(harness, { serviceId: 'svc_colour', startsAt: timeOn('2027-02-04', 10) });
  const headers = { authorization: `Bearer ${body.manageToken}` };
  const paid = await harness.call('POST', `/v1/bookings/${body.booking.id}/checkout`, { headers, body: {} });
  expect(paid.status).toBe(200);
  const moved = await harness.call('POST', `/v1/bookings/${body.booking.id}/reschedule`, {
    headers,
    body: { startsAt: timeOn('2027-02-04', 10.5) },
  });
  expect(moved.status).toBe(200);
  expect(moved.body.booking.steps[2]).toEqual({ name: 'Cut', startsAt: '2027-02-04T11:20:00Z', endsAt: '2027-02-04T11:50:00Z' });
  expect(await countClaims('2027-02-04')).toEqual([3]);
});

test('people take turns, also when twelve visitors book at once; a cancelled booking gives the turn back', async () => {
  const startsAt = (index: number): string => timeOn('2027-02-08', 10 + 24 * index);
  const answers = await race(12, (index) => ({ serviceId: 'svc_turn', startsAt: startsAt(index) }));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 201));
  const whose = ({ body }: TestAnswer): string => body.booking.resources[0].id;
  const counts = PEOPLE.map((id) => answers.filter((answer) => whose(answer) === id).length);
  expect(counts).toEqual([3, 3, 6]);

  const [first] = answers.filter((answer) => whose(answer) === 'res_berit');
  const headers = { authorization: `Bearer ${first?.body.manageToken}` };
  const cancelled = await harness.call('POST', `/v1/bookings/${first?.body.booking.id}/cancel`, { headers, body: {} });
  expect(cancelled.status).toBe(200);
  expect(whose(await hold(harness, { serviceId: 'svc_turn', startsAt: startsAt(12) }))).toBe('res_berit');
});

test('what cannot be is refused with its path', async () => {
  const wrong = { ...colour, durationMinutes: 90, needs: [{ name: 'Team', anyOf: PEOPLE, quantity: 4, weights: { res_x: 2 } }] };
  const refused = await sell([...services.slice(0, -1), wrong]);
  expect(refused.status).toBe(422);
  expect(JSON.stringify(refused.body)).toContain('services.5.needs.0.quantity');
  expect(JSON.stringify(refused.body)).toContain('services.5.needs.0.weights.res_x');
  expect(JSON.stringify(refused.body)).toContain('services.5.durationMinutes');
});
