import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { addDays, computeLocalDate } from '../../../core/index.ts';
import type { LocalDate } from '../../../core/index.ts';
import { systemClock } from '../../../service/system-ports.ts';
import { connectHarness } from '../../support/bridge.ts';
import { testCustomer } from '../../support/booking-steps.ts';
import { findFreePort } from '../../../service/demo/free-port.ts';
import { call, startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';
import { startServiceProcess } from '../../support/service-process.ts';
import type { ServiceProcess } from '../../support/service-process.ts';
import { solvePuzzle } from '../../support/solve-puzzle.ts';

const limits = { HOLDFAST_VISITOR_HOLDS_FREE: '3', HOLDFAST_VISITOR_HOLDS: '10' };

let harness: ServiceHarness;
let client: pg.Client;
let starts: readonly string[] = [];
let visitors = 0;
let visitor = '';

beforeAll(async () => {
  harness = await startServiceHarness({ environment: limits });
  client = new pg.Client({ connectionString: harness.connectionString });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await harness.stop();
});

/** Each test has days and a visitor of its own. */
beforeEach(async () => {
  visitors += 1;
  visitor = `203.0.113.${visitors}`;
  const today = computeLocalDate(systemClock.now(), 'Europe/Stockholm');
  const slots = await listSlots(addDays(today, 1 + 4 * visitors), 4);
  // A full hour apart: none stands in another's way.
  starts = slots.filter((startsAt) => startsAt.slice(14, 16) === '00');
});
afterEach(async () => {
  await client.query('TRUNCATE visitor_hold');
});

async function listSlots(from: LocalDate, days: number): Promise<readonly string[]> {
  const query = `service=svc_beard&from=${from}&to=${addDays(from, days)}&timeZone=Europe/Stockholm`;
  const answer = await harness.call('GET', `/v1/slots?${query}`);
  return answer.body.slots.map((slot: Json) => slot.startsAt);
}

type Wish = {
  readonly visitor?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly body?: Readonly<Record<string, unknown>>;
};

/** A page's own request, through a proxy that names the visitor. */
const ask = (index: number, wish: Wish = {}): Promise<TestAnswer> =>
  call(wish.url ?? harness.url, '', 'POST', '/v1/bookings?site=site_a', {
    key: null,
    headers: { 'x-forwarded-for': wish.visitor ?? visitor, 'x-forwarded-proto': 'https', ...wish.headers },
    body: { serviceId: 'svc_beard', startsAt: starts[index], timeZone: 'Europe/Stockholm', customer: testCustomer, ...wish.body },
  });

/** Asks, and asks again with the solved puzzle where there is one, as the widget does. */
async function askAndSolve(index: number, wish: Wish = {}): Promise<TestAnswer> {
  const first = await ask(index, wish);
  if (first.status !== 428) return first;
  return ask(index, { ...wish, headers: { ...wish.headers, 'holdfast-proof': await solvePuzzle(first.body.challenge) } });
}

const sayOf = ({ status, body }: TestAnswer): string => (status === 201 ? 'held' : String(body?.code));

async function holdMany(count: number, wish: Wish = {}): Promise<readonly TestAnswer[]> {
  const answers: TestAnswer[] = [];
  for (let index = 0; index < count; index += 1) answers.push(await askAndSolve(index, wish));
  return answers;
}

const act = (answer: TestAnswer, action: string): Promise<TestAnswer> =>
  harness.call('POST', `/v1/bookings/${answer.body.booking.id}/${action}`, { body: {} });

describe('a visitor who takes many times', () => {
  test('is asked for a proof at the fourth; solved, it passes, under the same Idempotency-Key; used again, it does not', async () => {
    expect((await holdMany(3)).map(sayOf)).toEqual(['held', 'held', 'held']);
    const headers = { 'idempotency-key': 'the-fourth-time-of-one-visitor' };
    const asked = await ask(3, { headers });
    expect(asked).toMatchObject({ status: 428, body: { code: 'proof_required', challenge: { bits: 14 } } });
    expect(asked.headers.get('content-type')).toContain('application/problem+json');
    const proof = { 'holdfast-proof': await solvePuzzle(asked.body.challenge) };
    const held = await ask(3, { headers: { ...headers, ...proof } });
    expect(held.status).toBe(201);
    const again = await ask(3, { headers: { ...headers, ...proof } });
    expect([again.status, again.body.booking.id]).toEqual([201, held.body.booking.id]);
    expect(await ask(4, { headers: proof })).toMatchObject({ status: 428, body: { code: 'proof_required' } });
  });

  test('holds ten, is refused the eleventh and told when to come back; others and servers are not', async () => {
    expect((await holdMany(10)).map(sayOf)).toEqual(Array.from({ length: 10 }, () => 'held'));
    const refused = await askAndSolve(10);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_holds' } });
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(600);
    expect((await ask(10, { visitor: '203.0.113.200' })).status).toBe(201);
    const body = { serviceId: 'svc_beard', startsAt: starts[11], timeZone: 'Europe/Stockholm' };
    expect((await harness.call('POST', '/v1/bookings', { body })).status).toBe(201);
  });

  test('cannot take a whole day away from everybody else', async () => {
    const day = computeLocalDate(Date.parse(starts[0] ?? ''), 'Europe/Stockholm');
    const times = await listSlots(day, 1);
    expect(times.length).toBeGreaterThan(10);
    const answers: string[] = [];
    for (const startsAt of [...times, ...times]) answers.push(sayOf(await askAndSolve(0, { body: { startsAt } })));
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(10);
    expect(answers.at(-1)).toBe('too_many_holds');
    const [left] = await listSlots(day, 1);
    expect((await ask(0, { visitor: '203.0.113.201', body: { startsAt: left } })).status).toBe(201);
  });

  test('takes several times with one order as a whole, or none of them', async () => {
    const order = (from: number, count: number, headers: Readonly<Record<string, string>> = {}) =>
      call(harness.url, '', 'POST', '/v1/orders?site=site_a', {
        key: null,
        headers: { 'x-forwarded-for': visitor, 'x-forwarded-proto': 'https', ...headers },
        body: {
          bookings: starts.slice(from, from + count).map((startsAt) => ({ serviceId: 'svc_beard', startsAt })),
          timeZone: 'Europe/Stockholm',
          customer: testCustomer,
        },
      });
    const asked = await order(0, 5);
    expect(asked).toMatchObject({ status: 428, body: { challenge: { bits: 14 } } });
    expect((await client.query('SELECT FROM visitor_hold')).rowCount).toBe(0);
    const held = await order(0, 5, { 'holdfast-proof': await solvePuzzle(asked.body.challenge) });
    expect(held.status).toBe(201);
    expect(await order(5, 6)).toMatchObject({ status: 429, body: { code: 'too_many_holds' } });
    expect(await ask(5)).toMatchObject({ status: 428, body: { challenge: { bits: 15 } } });
  });

  test('has room again for each time that he gives up or books, and is forgotten with it', async () => {
    const answers = await holdMany(3);
    const [first, second] = answers;
    if (first === undefined || second === undefined) throw new Error('nothing was held');
    expect((await act(first, 'cancel')).status).toBe(200);
    const checkout = await act(second, 'checkout');
    await harness.pay(checkout.body.payment.providerId);
    expect((await harness.call('GET', `/v1/bookings/${second.body.booking.id}`)).body.booking.state).toBe('confirmed');
    const { rows } = await client.query('SELECT order_id FROM visitor_hold');
    expect(rows).toEqual([{ order_id: answers[2]?.body.order.id }]);
    expect([sayOf(await ask(3)), sayOf(await ask(4)), sayOf(await ask(5))]).toEqual(['held', 'held', 'proof_required']);
  });

  test('who asks for what is taken or not offered has not taken it', async () => {
    for (let index = 0; index < 6; index += 1)
      expect(sayOf(await ask(0, { body: { startsAt: '2020-01-01T10:00:00Z' } }))).toBe('slot_in_past');
    expect((await client.query('SELECT FROM visitor_hold')).rowCount).toBe(0);
  });

  test('is counted as one with those who come through the site’s bridge in his name, and his address is stored nowhere', async () => {
    await holdMany(3);
    const bridge = await connectHarness(harness, harness.a, { siteUrl: 'https://limits.example' });
    const body = { serviceId: 'svc_beard', startsAt: starts[5], timeZone: 'Europe/Stockholm', customer: testCustomer };
    expect((await bridge.call('POST', '/v1/bookings', { visitor, body })).body.code).toBe('proof_required');
    const { rows } = await client.query('SELECT * FROM visitor_hold');
    expect(rows).toHaveLength(3);
    expect(JSON.stringify(rows)).not.toContain(visitor);
  });

  test('of a burst at once, three are let in', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(index % starts.length)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 428)).toHaveLength(17);
  });
});

test('the documents and the preflight know the header', async () => {
  const preflight = await fetch(`${harness.url}/v1/bookings?site=site_a`, {
    method: 'OPTIONS',
    headers: { origin: 'https://a.example.com', 'access-control-request-method': 'POST' },
  });
  expect(preflight.headers.get('access-control-allow-headers')).toContain('Holdfast-Proof');
  const { paths } = (await harness.call('GET', '/openapi.json')).body;
  expect(paths['/bookings'].post.parameters.map(({ name }: Json) => name)).toContain('Holdfast-Proof');
  expect(paths['/quotes'].post.parameters.map(({ name }: Json) => name)).not.toContain('Holdfast-Proof');
  expect(Object.keys(paths['/bookings'].post.responses)).toEqual(expect.arrayContaining(['428', '429']));
});

describe('two service processes over one database', () => {
  let other: ServiceProcess | null = null;
  afterEach(async () => {
    await other?.kill('SIGKILL');
  });

  test('see the same count, and take a proof once between them', async () => {
    const port = await findFreePort(0);
    const url = `http://127.0.0.1:${port}`;
    other = await startServiceProcess({ ...harness.environment, HOLDFAST_PORT: String(port), HOLDFAST_PUBLIC_URL: url });
    const both = (index: number, wish: Wish = {}) => ask(index, { ...wish, ...(index % 2 === 0 ? {} : { url }) });
    const burst = await Promise.all(Array.from({ length: 12 }, (_, index) => both(index)));
    expect(burst.filter(({ status }) => status === 201)).toHaveLength(3);
    const asked = await ask(12);
    const headers = { 'holdfast-proof': await solvePuzzle(asked.body.challenge) };
    const used = await Promise.all(Array.from({ length: 8 }, (_, index) => both(index + 12, { headers })));
    expect(used.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(used.filter(({ status }) => status === 428)).toHaveLength(7);
  });
});
