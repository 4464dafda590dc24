import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { findSlot, testCustomer } from '../../support/booking-steps.ts';
import { call, startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

let harness: ServiceHarness;
let client: pg.Client;
let starts: readonly string[] = [];
let visitors = 0;
let visitor = '';

const PAST = '2020-01-01T00:00:00Z';
const FUTURE = '2199-01-01T00:00:00Z';
const percent = { discount: { kind: 'percent', percent: 10 } };

beforeAll(async () => {
  harness = await startServiceHarness({ environment: { HOLDFAST_VISITOR_CODES: '5' } });
  client = new pg.Client({ connectionString: harness.connectionString });
  await client.connect();
  const { startsAt } = await findSlot(harness, 'svc_cut', 6);
  const from = startsAt.slice(0, 10);
  const until = new Date(Date.parse(from) + 40 * 86_400_000).toISOString().slice(0, 10);
  const { slots } = (await harness.call('GET', `/v1/slots?service=svc_cut&from=${from}&to=${until}`)).body;
  // Two hours apart: none stands in another's way.
  const times = slots.map((slot: Json) => Date.parse(slot.startsAt));
  starts = times
    .filter((time: number, index: number) => time % 7_200_000 === 0 && times.indexOf(time) === index)
    .map((time: number) => new Date(time).toISOString());
});
afterAll(async () => {
  await client.end();
  await harness.stop();
});

/** Each test has a visitor of its own. */
beforeEach(() => {
  visitors += 1;
  visitor = `203.0.113.${visitors}`;
});

const next = (): string => {
  const [first = '', ...rest] = starts;
  starts = rest;
  return first;
};

const save = async (code: string, fields: Readonly<Record<string, unknown>> = {}): Promise<void> => {
  const saved = await harness.call('PUT', `/v1/admin/codes/${code}`, { body: { code, ...percent, ...fields } });
  expect(saved.status).toBe(200);
};
const show = (code: string): Promise<TestAnswer> => harness.call('GET', `/v1/admin/codes/${code}`);

/** Asks as a page does, through a proxy that names the visitor. */
const ask = (method: string, path: string, body: unknown, token: string | null = null): Promise<TestAnswer> =>
  call(harness.url, '', method, `${path}?site=site_a`, {
    key: token,
    headers: { 'x-forwarded-for': visitor, 'x-forwarded-proto': 'https' },
    body,
  });
const quote = (...codes: readonly string[]) => ask('POST', '/v1/quotes', { serviceId: 'svc_cut', codes });
const hold = (codes: readonly string[], rest: Readonly<Record<string, unknown>> = {}) =>
  ask('POST', '/v1/bookings', { serviceId: 'svc_cut', startsAt: next(), timeZone: 'Europe/Stockholm', codes, ...rest });
const change = ({ body }: TestAnswer, fields: unknown) =>
  ask('PATCH', `/v1/bookings/${body.booking.id}`, fields, body.manageToken);
const sayOf = ({ status, body }: TestAnswer): string =>
  status < 300 ? 'ok' : [body.code, body.reason].filter(Boolean).join(' ');
const somebody = () => ({ ...testCustomer, email: `${randomUUID()}@example.com` });

/** Pays a held booking. */
async function pay({ body }: TestAnswer): Promise<void> {
  const checkout = await harness.call('POST', `/v1/bookings/${body.booking.id}/checkout`, { body: {} });
  await harness.pay(checkout.body.payment.providerId);
  await harness.call('GET', `/v1/bookings/${body.booking.id}`);
}

describe('what owners read of their codes', () => {
  test('is how often each was used, is reserved and is left; it is no part of the version, and what was read can be sent back', async () => {
    await save('COUNTED', { maximumRedemptions: 5 });
    const before = await show('COUNTED');
    expect(before.body.code.usage).toEqual({ used: 0, reserved: 0, left: 5 });
    await pay(await hold(['counted'], { customer: somebody() }));
    await hold(['COUNTED'], { customer: somebody() });
    const after = await show('COUNTED');
    expect(after.body.code.usage).toEqual({ used: 1, reserved: 1, left: 3 });
    expect([after.body.version, after.headers.get('etag')]).toEqual([before.body.version, before.headers.get('etag')]);
    const list = await harness.call('GET', '/v1/admin/codes');
    expect(list.body.codes.find((code: Json) => code.code === 'COUNTED').usage).toEqual(after.body.code.usage);
    const headers = { 'if-match': after.headers.get('etag') ?? '' };
    const sent = await harness.call('PUT', '/v1/admin/codes/COUNTED', { body: after.body.code, headers });
    expect([sent.status, sent.body.version, sent.body.code.usage]).toEqual([200, after.body.version, after.body.code.usage]);
    await save('COUNTED', { maximumRedemptions: null });
    expect((await show('COUNTED')).body.code.usage).toEqual({ used: 1, reserved: 1, left: null });
  });
});

describe('codes and their customers', () => {
  test('one that each may use once counts before it is known who books, and is refused when he says it, until it is taken away', async () => {
    await save('ONCE_EACH', { maximumPerCustomer: 1 });
    const customer = somebody();
    expect(sayOf(await hold(['ONCE_EACH'], { customer }))).toBe('ok');
    expect(sayOf(await hold(['ONCE_EACH'], { customer }))).toBe('code_not_applicable customer_limit');
    const held = await hold(['ONCE_EACH']);
    expect(held.body.quote.codes).toEqual([{ code: 'ONCE_EACH', uses: 1, maximumPerCustomer: 1 }]);
    const refused = await change(held, { customer });
    expect(refused.body).toMatchObject({
      code: 'code_not_applicable',
      reason: 'customer_limit',
      detail: expect.stringContaining('go on without it'),
    });
    expect(sayOf(await change(held, { customer, codes: [] }))).toBe('ok');
    expect((await show('ONCE_EACH')).body.code.usage).toMatchObject({ reserved: 1 });
  });

  test('one for a first visit is for whoever has no booking yet, and for one order of his at a time', async () => {
    await save('WELCOME', { firstVisitOnly: true });
    const customer = somebody();
    const answers = await Promise.all(Array.from({ length: 4 }, () => hold(['WELCOME'], { customer })));
    expect(answers.map(sayOf).toSorted()).toEqual([...Array.from({ length: 3 }, () => 'code_not_applicable first_visit'), 'ok']);
    const regular = somebody();
    await pay(await hold([], { customer: regular }));
    expect(sayOf(await hold(['WELCOME'], { customer: { ...regular, email: regular.email.toUpperCase() } }))).toBe(
      'code_not_applicable first_visit',
    );
  });

  test('one that is counted by the seat takes a use for each', async () => {
    const { startsAt } = await findSlot(harness, 'svc_yoga', 5, { atLeast: 5 });
    await save('SEATS', { countedPer: 'seat', maximumRedemptions: 4 });
    const held = await hold(['SEATS'], { serviceId: 'svc_yoga', startsAt, partySize: 3 });
    expect((await show('SEATS')).body.code.usage).toEqual({ used: 0, reserved: 3, left: 1 });
    const refused = await ask('POST', '/v1/quotes', { serviceId: 'svc_yoga', startsAt, partySize: 2, codes: ['SEATS'] });
    expect(refused.body).toMatchObject({ code: 'code_used_up', left: 1 });
    expect(sayOf(await change(held, { partySize: 4 }))).toBe('ok');
    expect((await show('SEATS')).body.code.usage).toEqual({ used: 0, reserved: 4, left: 0 });
  });
});

describe('codes and strangers', () => {
  test('misspelt, not begun and ended read alike', async () => {
    await save('SOON', { validFrom: FUTURE });
    await save('OVER', { validUntil: PAST });
    const answers = [await quote('NEVER_WAS'), await quote('SOON'), await quote('OVER')];
    const [first] = answers.map(({ text }) => text);
    expect(answers.map(({ status, text }) => [status, text])).toEqual([first, first, first].map((text) => [422, text]));
    expect(first).toContain('code_invalid');
  });

  test('whoever tries many is told to wait, in every way to type one, whether or not the next is right; he can go on without', async () => {
    await save('RIGHT');
    const held = await hold(['RIGHT']);
    for (let index = 0; index < 5; index += 1) expect(sayOf(await quote(`GUESS${index}`))).toBe('code_invalid');
    const told = await quote('RIGHT');
    expect([told.status, told.body.code]).toEqual([429, 'too_many_codes']);
    expect(told.body.retryAfterSeconds).toBeGreaterThan(0);
    expect(told.headers.get('retry-after')).toBe(String(told.body.retryAfterSeconds));
    expect(told.text).toBe((await quote('GUESS9')).text);
    expect(sayOf(await hold(['RIGHT']))).toBe('too_many_codes');
    expect(sayOf(await change(held, { codes: ['RIGHT'] }))).toBe('too_many_codes');
    expect([sayOf(await quote()), sayOf(await hold([])), sayOf(await change(held, { codes: [] }))]).toEqual(['ok', 'ok', 'ok']);
    visitor = '203.0.113.200';
    expect(sayOf(await quote('RIGHT'))).toBe('ok');
  });

  test('one code that is typed wrong and asked for again and again is one try', async () => {
    await save('RIGHT');
    for (let index = 0; index < 8; index += 1) expect(sayOf(await quote('WRIGHT'))).toBe('code_invalid');
    expect(sayOf(await quote('RIGHT'))).toBe('ok');
  });
});

test('a code that only an ended hold keeps is told to be free', async () => {
  await save('LAST', { maximumRedemptions: 1 });
  const held = await hold(['LAST']);
  expect(sayOf(await quote('LAST'))).toBe('code_used_up');
  await client.query('UPDATE booking SET hold_expires_at = 1 WHERE booking_id = $1', [held.body.booking.id]);
  expect(sayOf(await quote('LAST'))).toBe('ok');
  expect(sayOf(await hold(['LAST']))).toBe('ok');
});
