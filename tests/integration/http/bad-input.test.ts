import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isErrorCode } from '../../../core/index.ts';
import { badPrices, badQuestions } from '../../support/bad-price-rows.ts';
import { findSlot, hold, testCustomer } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, CallOptions, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

let harness: ServiceHarness;
/** Moves the service's clock forward. */
let ahead = 0;

beforeAll(async () => {
  harness = await startServiceHarness({ clock: { now: () => Date.now() + ahead } });
});
afterAll(() => harness.stop());

/** Every refusal has the same form, a code of the catalogue, and says what to do next. */
const expectProblem = (answer: TestAnswer, status: number, code: string): void => {
  expect([answer.status, answer.body?.code]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(isErrorCode(answer.body.code)).toBe(true);
  expect(answer.body).toMatchObject({
    status,
    title: expect.any(String),
    detail: expect.any(String),
    type: `urn:holdfast:error:${code}`,
  });
};

const quote = (body: unknown): [string, string, CallOptions] => ['POST', '/v1/quotes', { body }];
const slots = (query: string): [string, string, CallOptions] => ['GET', `/v1/slots?${query}`, {}];

const rows: readonly (readonly [string, [string, string, CallOptions], number, string])[] = [
  ['unknown address', ['GET', '/v1/nothing', {}], 404, 'not_found'],
  ['address that cannot be decoded', ['GET', '/v1/bookings/%E0%A4%A', {}], 404, 'not_found'],
  ['broken JSON', ['POST', '/v1/quotes', { rawBody: '{"serviceId":' }], 400, 'invalid_json'],
  ['JSON that is no object', ['POST', '/v1/quotes', { rawBody: '"text"' }], 400, 'invalid_json'],
  [
    'text with a zero character',
    ['POST', '/v1/quotes', { rawBody: '{"serviceId":"svc_cut","codes":["a\\u0000b"]}' }],
    400,
    'invalid_json',
  ],
  [
    'half a surrogate pair',
    ['POST', '/v1/quotes', { rawBody: '{"serviceId":"svc_cut","codes":["\\ud800"]}' }],
    400,
    'invalid_json',
  ],
  ['a list instead of an object', ['POST', '/v1/quotes', { rawBody: '[]' }], 422, 'invalid_request'],
  [
    'a form instead of JSON',
    ['POST', '/v1/quotes', { rawBody: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    415,
    'unsupported_media_type',
  ],
  ['oversized body', quote({ serviceId: 'svc_cut', filler: 'x'.repeat(70_000) }), 413, 'body_too_large'],
  ['unknown service', quote({ serviceId: 'svc_none' }), 404, 'service_not_found'],
  ['id of another kind', quote({ serviceId: 'res_asa' }), 422, 'invalid_request'],
  ['service id with a quote in it', quote({ serviceId: "svc_'; drop table booking; --" }), 422, 'invalid_request'],
  ['party of nobody', quote({ serviceId: 'svc_yoga', partySize: 0 }), 422, 'invalid_request'],
  ['party of one and a half', quote({ serviceId: 'svc_yoga', partySize: 1.5 }), 422, 'invalid_request'],
  ['party larger than allowed', quote({ serviceId: 'svc_yoga', partySize: 5 }), 422, 'party_too_large'],
  ['unknown code', quote({ serviceId: 'svc_cut', codes: ['NOPE'] }), 422, 'code_invalid'],
  ['two codes that count alone', quote({ serviceId: 'svc_cut', codes: ['WELCOME10', 'GIFT'] }), 422, 'code_not_applicable'],
  [
    'extra of another service',
    quote({ serviceId: 'svc_beard', extras: [{ extraId: 'ext_wash', quantity: 1 }] }),
    422,
    'extra_not_offered',
  ],
  [
    'too many of an extra',
    quote({ serviceId: 'svc_cut', extras: [{ extraId: 'ext_wash', quantity: 2 }] }),
    422,
    'extra_not_offered',
  ],
  [
    'the same extra twice',
    quote({
      serviceId: 'svc_cut',
      extras: [
        { extraId: 'ext_wash', quantity: 1 },
        { extraId: 'ext_wash', quantity: 1 },
      ],
    }),
    422,
    'extra_not_offered',
  ],
  ['wrong zone', slots('service=svc_cut&from=2027-01-01&to=2027-01-02&timeZone=Mars/Olympus'), 422, 'invalid_time_zone'],
  [
    'offset instead of a zone',
    slots('service=svc_cut&from=2027-01-01&to=2027-01-02&timeZone=%2B02:00'),
    422,
    'invalid_time_zone',
  ],
  ['no range', slots('service=svc_cut'), 422, 'invalid_request'],
  ['date that does not exist', slots('service=svc_cut&from=2027-02-30&to=2027-03-02'), 422, 'invalid_request'],
  ['range that ends before it starts', slots('service=svc_cut&from=2027-02-02&to=2027-02-01'), 422, 'invalid_range'],
  ['range of centuries', slots('service=svc_cut&from=2027-01-01&to=2190-01-01'), 422, 'range_too_long'],
  ['days of centuries', ['GET', '/v1/days?service=svc_cut&from=2027-01-01&to=2190-01-01', {}], 422, 'range_too_long'],
  [
    'person who does not do this',
    slots('service=svc_cut&from=2027-01-01&to=2027-01-02&resource=res_ines'),
    422,
    'resource_not_offered',
  ],
  ['slots of an unknown service', slots('service=svc_none&from=2027-01-01&to=2027-01-02'), 404, 'service_not_found'],
  ['unknown booking', ['GET', '/v1/bookings/bkg_none', {}], 404, 'booking_not_found'],
  ['booking id of another kind', ['GET', '/v1/bookings/ord_1', {}], 404, 'booking_not_found'],
  ['no credential at all', ['GET', '/v1/services', { key: null }], 401, 'unauthorized'],
  ['unknown site', ['GET', '/v1/services?site=site_none', { key: null }], 401, 'unauthorized'],
  ['wrong key', ['GET', '/v1/services', { key: 'hfk_a.000000000000.nonsense' }], 401, 'unauthorized'],
  ['forged manage token', ['GET', '/v1/bookings/bkg_1', { key: 'hfm_dGVuX2E6b3JkXzE6MQ.AAAA' }], 401, 'unauthorized'],
  [
    'foreign origin',
    ['GET', '/v1/services?site=site_a', { key: null, headers: { origin: 'https://evil.example' } }],
    403,
    'origin_not_allowed',
  ],
  [
    'short idempotency key',
    ['POST', '/v1/quotes', { body: { serviceId: 'svc_cut' }, headers: { 'idempotency-key': 'short' } }],
    422,
    'invalid_request',
  ],
  [
    'a past date on the waiting list',
    ['POST', '/v1/waiting-list', { body: { serviceId: 'svc_cut', date: '2020-01-01', email: 'a@example.com' } }],
    422,
    'slot_in_past',
  ],
  [
    'an address that is none',
    ['POST', '/v1/waiting-list', { body: { serviceId: 'svc_cut', date: '2030-01-01', email: 'nobody' } }],
    422,
    'invalid_request',
  ],
  [
    'a catalogue with mistakes',
    [
      'PUT',
      '/v1/admin/catalog',
      {
        body: {
          services: [],
          resources: [
            {
              id: 'res_x',
              name: 'X',
              kind: 'staff',
              timeZone: 'Nowhere/Land',
              weeklyHours: { 1: [{ fromMinute: 600, toMinute: 540 }] },
            },
          ],
        },
      },
    ],
    422,
    'catalog_invalid',
  ],
  [
    'plain HTTP through a proxy',
    ['GET', '/v1/services', { headers: { 'x-forwarded-proto': 'http', 'x-forwarded-for': '203.0.113.7' } }],
    403,
    'https_required',
  ],
  ['webhook of an unknown provider', ['POST', '/webhooks/paypal/site_a', { rawBody: '{}' }], 404, 'not_found'],
  ['webhook for an unknown site', ['POST', '/webhooks/stripe/site_none', { rawBody: '{}' }], 404, 'not_found'],
  [
    'webhook without a signature',
    ['POST', '/webhooks/stripe/site_a', { rawBody: '{"id":"evt_1"}' }],
    400,
    'webhook_signature_invalid',
  ],
  [
    'webhook with a forged signature',
    ['POST', '/webhooks/stripe/site_a', { rawBody: '{"id":"evt_1"}', headers: { 'stripe-signature': 't=1,v1=00' } }],
    400,
    'webhook_signature_invalid',
  ],
];

describe('bad input is a problem with a stable code', () => {
  test.each(rows)('%s', async (_name, [method, path, options], status, code) => {
    expectProblem(await harness.call(method, path, options), status, code);
  });

  test('fields are named by their paths', async () => {
    const answer = await hold(harness, {
      serviceId: 'svc_cut',
      startsAt: 'tomorrow',
      customer: { name: '', email: 'x', phone: 'call me' },
    });
    expectProblem(answer, 422, 'invalid_request');
    expect(answer.body.errors.map((error: Json) => error.path).toSorted()).toEqual([
      'customer.email',
      'customer.name',
      'customer.phone',
      'startsAt',
    ]);
  });

  test('catalogue mistakes are named by their paths', async () => {
    const answer = await harness.call(
      'PUT',
      '/v1/admin/catalog',
      rows.find(([name]) => name === 'a catalogue with mistakes')?.[1][2],
    );
    expect(answer.body.errors.map((error: Json) => error.path)).toEqual(['resources.0.timeZone', 'resources.0.weeklyHours.1.0']);
  });
});

/** Where a refusal says that the mistake is. */
const pathsOf = ({ body }: TestAnswer): readonly string[] => (body.errors ?? [body]).map(({ path }: Json) => path);

describe('a price that cannot be asked for or said', () => {
  test.each(badQuestions)('%s', async (_name, body, code, path) => {
    const answer = await harness.call('POST', '/v1/quotes', { body });
    expectProblem(answer, 422, code);
    expect(pathsOf(answer)).toContain(path);
  });

  test.each(badPrices)('%s in a catalogue', async (_name, changes, code, path) => {
    const { body } = await harness.call('GET', '/v1/admin/catalog');
    const answer = await harness.call('PUT', '/v1/admin/catalog', { body: { ...body, ...changes } });
    expectProblem(answer, 422, code);
    expect(pathsOf(answer)).toContain(path);
    expect((await harness.call('GET', '/v1/admin/catalog')).body.version).toBe(body.version);
  });
});

describe('bad times and prices', () => {
  test('a past slot, a time off the grid, a time at night', async () => {
    expectProblem(await hold(harness, { serviceId: 'svc_cut', startsAt: '2020-01-07T10:00:00Z' }), 422, 'slot_in_past');
    const { startsAt } = await findSlot(harness, 'svc_cut');
    expectProblem(
      await hold(harness, { serviceId: 'svc_cut', startsAt: startsAt.replace(/:\d\d:00Z/, ':07:00Z') }),
      422,
      'slot_not_offered',
    );
    expectProblem(
      await hold(harness, { serviceId: 'svc_cut', startsAt: startsAt.replace(/T\d\d/, 'T01') }),
      422,
      'slot_not_offered',
    );
  });

  test('an altered price changes nothing, a stale one is refused', async () => {
    const { startsAt } = await findSlot(harness, 'svc_cut');
    const held = await hold(harness, {
      serviceId: 'svc_cut',
      startsAt,
      price: { amountMinor: 1, currency: 'SEK' },
      quote: { total: { amountMinor: 1 } },
      amount: 1,
    });
    expect(held.body.quote.total).toEqual({ amountMinor: 45_000, currency: 'SEK' });
    const stale = await hold(harness, {
      serviceId: 'svc_cut',
      startsAt: (await findSlot(harness, 'svc_cut', 7)).startsAt,
      quoteHash: '0000000000000000',
    });
    expectProblem(stale, 409, 'quote_changed');
    expect(stale.body.quote.total.amountMinor).toBe(45_000);
    expectProblem(
      await harness.call('POST', `/v1/bookings/${held.body.booking.id}/checkout`, { body: { quoteHash: '0000000000000000' } }),
      409,
      'quote_changed',
    );
  });

  test('a taken slot names the nearest alternatives', async () => {
    const { startsAt } = await findSlot(harness, 'svc_desk');
    for (let desk = 0; desk < 3; desk += 1) expect((await hold(harness, { serviceId: 'svc_desk', startsAt })).status).toBe(201);
    const lost = await hold(harness, { serviceId: 'svc_desk', startsAt });
    expectProblem(lost, 409, 'slot_taken');
    expect(lost.body.alternatives.length).toBeGreaterThan(2);
    expect(lost.body.alternatives.every((slot: Json) => slot.remaining >= 1 && slot.startsAt !== startsAt)).toBe(true);
  });

  test('paying without a name', async () => {
    const { startsAt } = await findSlot(harness, 'svc_cut');
    const held = await hold(harness, { serviceId: 'svc_cut', startsAt, customer: null });
    expectProblem(
      await harness.call('POST', `/v1/bookings/${held.body.booking.id}/checkout`, { body: {} }),
      422,
      'customer_required',
    );
  });

  test('an expired hold: neither pay nor change, and its time is free for the next', async () => {
    const { startsAt } = await findSlot(harness, 'svc_cut', 9, { resource: 'res_asa' });
    const held = await hold(harness, { serviceId: 'svc_cut', startsAt, resourceId: 'res_asa' });
    const id = held.body.booking.id;
    expectProblem(await hold(harness, { serviceId: 'svc_cut', startsAt, resourceId: 'res_asa' }), 409, 'slot_taken');
    ahead += 11 * 60_000;
    expectProblem(await harness.call('POST', `/v1/bookings/${id}/checkout`, { body: {} }), 409, 'hold_expired');
    expectProblem(await harness.call('PATCH', `/v1/bookings/${id}`, { body: { customer: testCustomer } }), 409, 'hold_expired');
    expect((await hold(harness, { serviceId: 'svc_cut', startsAt, resourceId: 'res_asa' })).status).toBe(201);
  });
});
