import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hold } from '../../support/booking-steps.ts';
import { runHoldfast } from '../../support/run-holdfast.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

let harness: ServiceHarness;
const NOW = Date.UTC(2027, 0, 4, 6);
const AT = new Date(NOW).toISOString();
const THURSDAY = '2027-01-14T10:00:00+01:00';
const FRIDAY = '2027-01-15T18:00:00+01:00';

const crowns = (amountMinor: number): Json => ({ amountMinor, currency: 'SEK' });
const common = { timeZone: 'Europe/Stockholm', durationMinutes: 60, horizonDays: 400, price: crowns(10_000) };
const document = {
  resources: [
    {
      id: 'res_anna',
      name: 'Anna',
      kind: 'staff',
      timeZone: 'Europe/Stockholm',
      weeklyHours: { 4: [{ fromMinute: 480, toMinute: 1_080 }] },
    },
  ],
  services: [
    {
      ...{ ...common, id: 'svc_cut', kind: 'appointment', name: 'Cut', tips: { percents: [10] } },
      needs: [{ name: 'Stylist', anyOf: ['res_anna'], visitorMayChoose: true }],
      extras: [{ id: 'ext_care', name: 'Care', price: crowns(2_000), maximumQuantity: 3 }],
      deposit: { amount: { kind: 'percent', percent: 20 }, balance: { due: 'before_start', minutes: 1_440 } },
    },
    {
      ...{ ...common, id: 'svc_tour', kind: 'appointment', name: 'Tour', priceUnit: 'person', maximumPartySize: 6 },
      needs: [{ name: 'Guide', anyOf: ['res_anna'] }],
      cancellationPolicy: { tiers: [{ minimumNoticeMinutes: 60, refundPercent: 100 }] },
      personTypes: [
        { id: 'per_adult', name: 'Adult' },
        { id: 'per_child', name: 'Child', adjustment: { kind: 'percent', percent: -50 } },
      ],
    },
  ],
  codes: [
    { code: 'TEN', discount: { kind: 'percent', percent: 10 } },
    { code: 'MUCH', discount: { kind: 'percent', percent: 10 }, minimumSpendMinor: 90_000 },
  ],
  priceRules: [
    { id: 'pru_thursday', name: 'Thursdays', when: { weekdays: [4] }, adjustment: { kind: 'percent', percent: 10 } },
    { id: 'pru_anna', name: 'With Anna', when: { resourceIds: ['res_anna'] }, adjustment: { kind: 'add', ...crowns(500) } },
  ],
  promotions: [{ id: 'pro_two', name: 'Two or more', offer: { kind: 'several', minimumBookings: 2, percent: 10 } }],
  tax: { classes: [{ id: 'tax_full', name: 'Full', rates: [{ name: 'VAT', percent: 25 }] }] },
};

beforeAll(async () => {
  harness = await startServiceHarness({ clock: { now: () => NOW } });
  const saved = await harness.call('PUT', '/v1/admin/catalog', { body: document });
  if (saved.status !== 200) throw new Error(saved.text);
});
afterAll(() => harness.stop());

const check = (body: Json): Promise<TestAnswer> => harness.call('POST', '/v1/admin/price-check', { body });
const quote = (...args: readonly string[]) => runHoldfast(harness.environment, 'quote', 'ten_a', ...args);
const lines = (text: string): readonly string[] => text.split('\n');

describe('a price that is asked about', () => {
  test('is the price that a visitor is told, with every rule, promotion and code', async () => {
    const asked = { serviceId: 'svc_cut', startsAt: THURSDAY, codes: ['ten'], extras: [{ extraId: 'ext_care', quantity: 2 }] };
    const { status, body } = await check(asked);
    expect(status).toBe(200);
    expect(body.quote).toEqual((await harness.call('POST', '/v1/quotes', { body: asked })).body.quote);
    expect([body.refused, body.askedAt, body.timeZone]).toEqual([null, '2027-01-04T06:00:00Z', 'Europe/Stockholm']);
    expect(body.considered).toEqual([
      {
        ...{ kind: 'rule', id: 'pru_thursday', name: 'Thursdays', item: 0, counted: true, code: null },
        message: 'It counts on Thursdays.',
      },
      {
        ...{ kind: 'rule', id: 'pru_anna', name: 'With Anna', item: 0, counted: false, code: 'resourceIds' },
        message: 'It counts where Anna is chosen by name, and nobody was.',
      },
      {
        ...{ kind: 'promotion', id: 'pro_two', name: 'Two or more', item: null, counted: false, code: 'too_few_bookings' },
        message: 'There are too few bookings or places for it in this order.',
      },
      { kind: 'code', id: 'TEN', name: 'TEN', item: null, counted: true, code: null, message: 'It has no conditions.' },
    ]);
  });

  test('is told although a visitor would be refused, and says what he would read', async () => {
    const asked = { serviceId: 'svc_cut', startsAt: THURSDAY, codes: ['MUCH'] };
    const refused = await harness.call('POST', '/v1/quotes', { body: asked });
    const { body } = await check({ ...asked, customer: { isFirstVisit: true } });
    expect([refused.status, body.refused.code]).toEqual([422, refused.body.code]);
    expect(body.refused.details.reason).toBe('minimum_spend');
    expect(body.considered.at(-1).message).toMatch(/must cost SEK.900.00 or more, and costs SEK.110.00.$/);
    expect(body.quote.codes).toEqual([]);
  });

  test('is none where nothing is sold, and nobody but the owner may ask', async () => {
    const items = [
      { serviceId: 'svc_cut' },
      { serviceId: 'svc_tour', partySize: 2, people: [{ personTypeId: 'per_dog', quantity: 2 }] },
    ];
    const none = await check({ items });
    expect([none.status, none.body.code, none.body.item]).toEqual([422, 'person_type_not_offered', 1]);
    const other = await harness.call('POST', '/v1/admin/price-check', {
      key: harness.a.bookingsKey,
      body: { serviceId: 'svc_cut' },
    });
    expect([other.status, other.body.code]).toEqual([403, 'forbidden']);
  });
});

describe('holdfast quote', () => {
  test('prints what it costs, and with --explain what POST /v1/admin/price-check answers', async () => {
    const tour = ['svc_tour', FRIDAY, '--person', 'per_adult=2', '--person', 'per_child'];
    const order = ['svc_cut', THURSDAY, '--resource', 'res_anna', '--extra', 'ext_care=2', '--tip', '10%', ...tour, '--at', AT];
    const told = await quote(...order, '--code', 'ten', '--explain');
    expect([told.code, told.complaints]).toEqual([0, '']);
    const people = [
      { personTypeId: 'per_adult', quantity: 2 },
      { personTypeId: 'per_child', quantity: 1 },
    ];
    const cut = { serviceId: 'svc_cut', startsAt: THURSDAY, resourceId: 'res_anna', tip: { percent: 10 } };
    const items = [
      { ...cut, extras: [{ extraId: 'ext_care', quantity: 2 }] },
      { serviceId: 'svc_tour', startsAt: FRIDAY, partySize: 3, people },
    ];
    const { body } = await check({ items, at: AT, codes: ['TEN'] });
    for (const { message } of body.considered) expect(told.out).toContain(message);
    expect(lines(told.out).filter((line) => /^ {2}(?:Rule|Promotion|Code) /.test(line))).toHaveLength(body.considered.length);
    for (const { explanation } of body.quote.lines) expect(told.out).toContain(explanation);
    expect(told.out).toContain('1. With Anna: a fixed amount more');
    expect(told.out).toContain('online, until Wednesday, 13 January 2027 at 10:00 (Stockholm)');
    expect(told.out).toContain('VAT 25 % of');
    const short = await quote(...order, '--code', 'ten');
    expect(told.out.startsWith(short.out.trimEnd())).toBe(true);
    expect(short.out).not.toContain('Did not count');
  });

  test('ends with 1 where a visitor would be refused, and with 2 for what cannot be asked', async () => {
    const refused = await quote('svc_cut', THURSDAY, '--code', 'MUCH', '--explain');
    expect([refused.code, refused.complaints]).toEqual([1, expect.stringContaining('(code_not_applicable)')]);
    expect(refused.out).toMatch(/^ {2}Code MUCH: What it is for must cost SEK.900.00 or more/m);
    expect((await quote('svc_cut', '--code', 'MUCH')).out).toBe('');
    expect((await quote('svc_none')).complaints).toContain('(service_not_found)');
    const wrong = async (...args: readonly string[]) => {
      const { code, complaints } = await quote(...args);
      return [code, lines(complaints)[0]];
    };
    expect(await wrong('cut')).toEqual([2, expect.stringContaining('Give the id of a service')]);
    expect(await wrong('--tip', '10%', 'svc_cut')).toEqual([2, expect.stringContaining('--tip stands behind the service')]);
    expect(await wrong('svc_cut', '--extra', 'care')).toEqual([2, expect.stringContaining('such as ext_care=2')]);
    expect(await wrong('svc_cut', 'soon')).toEqual([2, expect.stringContaining('"soon" is no instant')]);
    expect(await wrong('svc_cut', '--first-visit', 'maybe')).toEqual([2, expect.stringContaining('takes yes or no')]);
  });
});

const listChanges = async (query = ''): Promise<Json> => (await harness.call('GET', `/v1/admin/price-history${query}`)).body;

describe('the history of prices', () => {
  const rule = (percent: number) => ({ ...document.priceRules[0], adjustment: { kind: 'percent', percent } });
  const put = (percent: number): Promise<TestAnswer> =>
    harness.call('PUT', '/v1/admin/price-rules/pru_thursday', { body: rule(percent) });

  test('tells what was changed, when and by whom, the newest first and in pages', async () => {
    expect((await put(20)).status).toBe(200);
    expect((await put(20)).status).toBe(200);
    const { changes, next } = await listChanges('?item=pru_thursday');
    expect(next).toBeNull();
    expect(changes.map(({ version, message }: Json) => [version, message])).toEqual([
      [2, 'adjustment: percent 10 → percent 20.'],
      [1, expect.stringMatching(/^Begun: /)],
    ]);
    expect(changes[0]).toMatchObject({
      ...{ list: 'priceRules', itemId: 'pru_thursday', at: '2027-01-04T06:00:00Z', by: { kind: 'key' } },
      changed: [{ field: 'adjustment', from: { percent: 10 }, to: { percent: 20 } }],
    });
    const first = await listChanges('?limit=2');
    const second = await listChanges(`?limit=2&before=${first.next}`);
    const all = (await listChanges()).changes;
    expect([...first.changes, ...second.changes]).toEqual(all.slice(0, 4));
    expect((await check({ serviceId: 'svc_cut' })).body.versions).toMatchObject({
      'priceRules/pru_thursday': 2,
      'services/svc_cut': 2,
    });
    const other = await harness.call('GET', '/v1/admin/price-history', { key: harness.a.bookingsKey });
    expect(other.body.code).toBe('forbidden');
  });

  test('what was booked before a change keeps its price, its policy and what it was moved for', async () => {
    await put(10);
    const catalog = (await harness.call('GET', '/v1/admin/catalog')).body;
    const asked = { serviceId: 'svc_tour', startsAt: THURSDAY };
    const old = (await harness.call('POST', '/v1/quotes', { body: asked })).body.quote;
    const held = await hold(harness, asked);
    const bookingPath = `/v1/bookings/${held.body.booking.id}`;
    const { payment } = (await harness.call('POST', `${bookingPath}/checkout`, { body: {} })).body;
    await harness.pay(payment.providerId);
    const tour = catalog.services.find(({ id }: Json) => id === 'svc_tour');
    const dearer = { ...tour, price: crowns(50_000), cancellationPolicy: { tiers: [] } };
    expect((await harness.call('PUT', '/v1/admin/services/svc_tour', { body: dearer })).status).toBe(200);
    expect((await put(90)).status).toBe(200);
    expect((await harness.call('POST', '/v1/quotes', { body: asked })).body.quote.total).toEqual(crowns(95_000));
    const read = async (): Promise<Json> => (await harness.call('GET', bookingPath)).body;
    expect((await read()).quote.total).toEqual(old.total);
    const moved = await harness.call('POST', `${bookingPath}/reschedule`, { body: { startsAt: '2027-01-21T10:00:00+01:00' } });
    expect([moved.status, (await read()).quote.total]).toEqual([200, old.total]);
    const cancelled = await harness.call('POST', `${bookingPath}/cancel`, { body: {} });
    expect([cancelled.status, cancelled.body.refund?.amount]).toEqual([200, old.total]);
  });
});
