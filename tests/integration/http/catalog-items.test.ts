import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { connectHarness } from '../../support/bridge.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { CallOptions, Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

let harness: ServiceHarness;

beforeAll(async () => {
  harness = await startServiceHarness();
});
afterAll(() => harness.stop());

const everyDay = { '1': [{ fromMinute: 540, toMinute: 660 }] };
const anna = { id: 'res_anna', name: 'Anna', kind: 'staff', timeZone: 'Europe/Stockholm', weeklyHours: everyDay };
const bea = { ...anna, id: 'res_bea', name: 'Bea' };
const cut = {
  ...{ id: 'svc_cut', kind: 'appointment', name: 'Cut', timeZone: 'Europe/Stockholm', durationMinutes: 60 },
  price: { amountMinor: 10_000, currency: 'SEK' },
  needs: [{ name: 'Stylist', anyOf: ['res_anna'], visitorMayChoose: true }],
};
const shave = { ...cut, id: 'svc_shave', name: 'Shave' };
const summer = { id: 'sch_summer', name: 'Summer', weeklyHours: everyDay };
const weekend = { id: 'pru_weekend', name: 'Weekend', when: { weekdays: [6, 7] }, adjustment: { kind: 'percent', percent: 20 } };
const several = { id: 'pro_several', name: 'Three for two', offer: { kind: 'take_pay', take: 3, pay: 2 } };
const ten = { code: 'TEN', discount: { kind: 'percent', percent: 10 }, validUntil: '2199-01-01T00:00:00Z' };

beforeEach(async () => {
  const prices = { priceRules: [weekend], promotions: [several] };
  const body = { services: [cut, shave], resources: [anna, bea], schedules: [summer], codes: [ten], ...prices };
  expect((await harness.call('PUT', '/v1/admin/catalog', { body })).status).toBe(200);
});

const show = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<TestAnswer> =>
  harness.call('GET', `/v1/admin/${path}`, { headers });
const put = (path: string, body: unknown, options: CallOptions = {}): Promise<TestAnswer> =>
  harness.call('PUT', `/v1/admin/${path}`, { body, ...options });
const match = (answer: TestAnswer): CallOptions => ({ headers: { 'if-match': answer.headers.get('etag') ?? '' } });

const expectPromised = (method: string, path: string, answer: TestAnswer): void => {
  const route = allRoutes.find((candidate) => candidate.method === method && candidate.path === path);
  expect(answer.status).toBe(route?.status);
  expect(route?.answer?.safeParse(answer.body).error?.issues ?? []).toEqual([]);
};

const items = [
  ['services', 'service', 'svc_cut', { ...cut, name: 'Long cut' }],
  ['resources', 'resource', 'res_anna', { ...anna, name: 'Anna-Lena' }],
  ['schedules', 'schedule', 'sch_summer', { ...summer, name: 'High summer' }],
  ['codes', 'code', 'TEN', { ...ten, maximumRedemptions: 5 }],
  ['price-rules', 'priceRule', 'pru_weekend', { ...weekend, name: 'Week-end' }],
  ['promotions', 'promotion', 'pro_several', { ...several, name: '3 for 2' }],
] as const;

describe.each(items)('one of the %s', (list, field, id, changed) => {
  const path = `${list}/${id}`;
  const name = list === 'price-rules' ? 'priceRules' : list;

  test('is shown, replaced and retired, and each answer is what is documented', async () => {
    const [all, one] = [await show(list), await show(path)];
    expectPromised('get', `/admin/${list}`, all);
    expectPromised('get', `/admin/${list}/{id}`, one);
    expect(one.headers.get('etag')).toBe(`"${one.body.version}"`);
    expect(all.body.versions[id]).toBe(one.body.version);
    expect((await show('catalog')).body.versions[name]).toEqual(all.body.versions);
    expect(all.body[name]).toContainEqual(one.body[field]);

    const replaced = await put(path, changed, match(one));
    expectPromised('put', `/admin/${list}/{id}`, replaced);
    const after = await show(path);
    expect(after.body[field]).toMatchObject(changed);
    expect([replaced.body[field], replaced.body.version]).toEqual([after.body[field], after.body.version]);
    expect(replaced.headers.get('etag')).toBe(after.headers.get('etag'));
    expect(after.headers.get('etag')).not.toBe(one.headers.get('etag'));
    // What was shown can be sent again, and is the same then.
    expect((await put(path, one.body[field])).body.version).toBe(one.body.version);

    const free = list === 'services' ? 'services/svc_shave' : list === 'resources' ? 'resources/res_bea' : path;
    const gone = await harness.call('DELETE', `/v1/admin/${free}`);
    expectPromised('delete', `/admin/${list}/{id}`, gone);
    expect(gone.body).toEqual({ done: true, conflicts: [], outOfRule: [] });
    expect([(await show(free)).body.code, (await harness.call('DELETE', `/v1/admin/${free}`)).status]).toEqual([
      'not_found',
      404,
    ]);
  });

  test('of two who change it, the second is told, and finds the version that stands', async () => {
    const known = await show(path);
    const first = await put(path, changed, match(known));
    const second = await put(path, known.body[field], match(known));
    expect([second.status, second.body.code, second.body.version]).toEqual([412, 'catalog_changed', first.body.version]);
    expect(second.body.detail).toBe('Load it again, make your change there, and save that.');
    const retired = await harness.call('DELETE', `/v1/admin/${path}`, match(known));
    expect([retired.status, retired.body.code]).toEqual([412, 'catalog_changed']);
    expect((await show(path)).body.version).toBe(first.body.version);
    expect((await put(path, known.body[field], match(first))).status).toBe(200);
  });

  test('what is there is not made again, and what is not there is not replaced', async () => {
    const known = await show(path);
    const none = { headers: { 'if-none-match': '*' } };
    expect((await put(path, changed, none)).body.code).toBe('catalog_item_exists');
    expect((await show(path)).body).toEqual(known.body);
    const own = list === 'codes' ? { code: 'NEW' } : { id: `${id}_2` };
    const other = `${list}/${list === 'codes' ? 'NEW' : `${id}_2`}`;
    const missing = await put(other, { ...changed, ...own }, { headers: { 'if-match': '*' } });
    expect([missing.status, missing.body.code]).toEqual([412, 'catalog_changed']);
    expect((await put(other, { ...changed, ...own }, none)).status).toBe(200);
    expect((await put(other, { ...changed, ...own }, none)).status).toBe(412);
  });

  test('under another name than the path’s it is refused, and nothing is overwritten', async () => {
    const before = (await show(list)).body;
    const other = list === 'codes' ? { code: 'OTHER' } : { id: id.replace(/_.*/, '_other') };
    const refused = await put(path, { ...changed, ...other });
    expect([refused.status, refused.body.code]).toEqual([422, 'invalid_request']);
    expect((await show(list)).body).toEqual(before);
  });

  test('who knows the version is answered without the content', async () => {
    const known = await show(path);
    const again = await show(path, { 'if-none-match': known.headers.get('etag') ?? '' });
    expect([again.status, again.text]).toEqual([304, '']);
    expect(again.headers.get('etag')).toBe(known.headers.get('etag'));
    await put(path, changed);
    expect((await show(path, { 'if-none-match': known.headers.get('etag') ?? '' })).status).toBe(200);
  });

  test('only its owner may, with a key that may', async () => {
    const before = await show(path);
    for (const [method, target] of [
      ['GET', list],
      ['GET', path],
      ['PUT', path],
      ['DELETE', path],
    ] as const) {
      const ask = (key: string | null, query = '') =>
        harness.call(method, `/v1/admin/${target}${query}`, { key, ...(method === 'PUT' ? { body: changed } : {}) });
      expect((await ask(harness.a.bookingsKey)).body.code).toBe('forbidden');
      expect((await ask(null, '?site=site_a')).body.code).toBe('unauthorized');
      expect((await ask(null)).status).toBe(401);
    }
    expect((await show(path)).body).toEqual(before.body);
  });
});

describe('many at the same moment', () => {
  test('changes of different items all land, over signatures and keys alike', async () => {
    const bridge = await connectHarness(harness, harness.a, { siteUrl: 'https://a.example.com' });
    const people = Array.from({ length: 8 }, (_, index) => ({ ...bea, id: `res_${index}`, name: `Person ${index}` }));
    const answers = await Promise.all(
      people.map((person, index) =>
        index % 2 === 0
          ? put(`resources/${person.id}`, person)
          : bridge.callAsOwner('PUT', `/v1/admin/resources/${person.id}`, { body: person, headers: { 'if-none-match': '*' } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200));
    const { resources } = (await show('resources')).body;
    expect(resources.map(({ id }: Json) => id).toSorted()).toEqual(
      ['res_anna', 'res_bea', ...people.map(({ id }) => id)].toSorted(),
    );
  });

  test('of those who change the same one from the same version, one wins', async () => {
    const known = await show('services/svc_cut');
    const names = Array.from({ length: 8 }, (_, index) => `Cut ${index}`);
    const answers = await Promise.all(names.map((name) => put('services/svc_cut', { ...cut, name }, match(known))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...names.slice(1).map(() => 412)]);
    const winner = answers.find(({ status }) => status === 200);
    expect((await show('services/svc_cut')).body.service.name).toBe(winner?.body.service.name);
  });
});

describe('the whole catalogue', () => {
  test('has a version, which each change of a part moves, and is not replaced by who does not know it', async () => {
    const known = await show('catalog');
    expectPromised('get', '/admin/catalog', known);
    expect(known.headers.get('etag')).toBe(`"${known.body.version}"`);
    await put('services/svc_cut', { ...cut, name: 'Long cut' });
    const lost = await put('catalog', known.body, match(known));
    expect([lost.status, lost.body.code]).toEqual([412, 'catalog_changed']);
    const newest = await show('catalog');
    expect([newest.body.services[0].name, lost.body.version]).toEqual(['Long cut', newest.body.version]);
    const saved = await put('catalog', { ...newest.body, codes: [] }, match(newest));
    expectPromised('put', '/admin/catalog', saved);
    expect((await show('catalog')).body).toMatchObject({ codes: [], version: saved.body.version });
  });

  test('of two who replace it from the same version at once, one wins', async () => {
    const known = await show('catalog');
    const rename = (name: string) =>
      put('catalog', { ...known.body, services: [{ ...known.body.services[0], name }] }, match(known));
    const answers = await Promise.all([rename('One'), rename('Two')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });
});

describe('holidays to choose from', () => {
  test('countries, the regions of one, and what is closed in a year there', async () => {
    const countries = await show('holiday-areas');
    expectPromised('get', '/admin/holiday-areas', countries);
    expect(countries.body.areas).toContainEqual({ country: 'SE', region: null, name: 'Sweden' });
    const regions = (await show('holiday-areas?country=DE')).body.areas;
    expect(regions).toContainEqual(expect.objectContaining({ country: 'DE', region: 'BY' }));
    const holidays = await show('holidays?country=DE&region=BY&year=2027');
    expectPromised('get', '/admin/holidays', holidays);
    expect(holidays.body.holidays).toContainEqual({ date: '2027-01-06', name: 'Epiphany' });
    expect((await show('holidays?country=XX&year=2027')).body.holidays).toEqual([]);
    for (const wrong of ['holidays?country=DE&year=0', 'holidays?country=de&year=2027', 'holiday-areas?country=Germany'])
      expect((await show(wrong)).body.code).toBe('invalid_request');
    expect((await harness.call('GET', '/v1/admin/holiday-areas', { key: harness.a.bookingsKey })).body.code).toBe('forbidden');
  });
});

describe('rules', () => {
  test('mistakes are named by their path inside the item, and the others are not saved either', async () => {
    const refused = await put('services/svc_cut', { ...cut, durationMinutes: 0, needs: [{ name: 'X', anyOf: ['res_none'] }] });
    expect([refused.status, refused.body.code]).toEqual([422, 'catalog_invalid']);
    expect(refused.body.errors.map(({ path }: Json) => path)).toEqual(['durationMinutes', 'needs.0.anyOf']);
    const shape = await put('resources/res_anna', { ...anna, weeklyHours: 'always' });
    expect([shape.body.code, shape.body.errors[0].path]).toEqual(['invalid_request', 'weeklyHours']);
    const area = await put('schedules/sch_summer', { ...summer, holidays: [{ country: 'XX' }] });
    expect(area.body.errors).toMatchObject([{ path: 'holidays.0.country' }]);
  });

  test('what others name stays, and they are named', async () => {
    const refused = await harness.call('DELETE', '/v1/admin/resources/res_anna');
    expect([refused.status, refused.body.code]).toEqual([409, 'catalog_item_in_use']);
    expect(refused.body.usedBy).toEqual([
      { list: 'services', id: 'svc_cut', name: 'Cut' },
      { list: 'services', id: 'svc_shave', name: 'Shave' },
    ]);
  });

  test('a new one is put behind the one that is named', async () => {
    await put('services/svc_wash?after=svc_cut', { ...cut, id: 'svc_wash' });
    expect((await show('services')).body.services.map(({ id }: Json) => id)).toEqual(['svc_cut', 'svc_wash', 'svc_shave']);
  });

  test('one is moved by saving it behind another or at the front; the order is what is shown and saved', async () => {
    const order = async () => (await show('resources')).body.resources.map(({ id }: Json) => id);
    expect(await order()).toEqual(['res_anna', 'res_bea']);
    const known = await show('resources/res_bea');
    const moved = await put('resources/res_bea?after=', known.body.resource, match(known));
    expect([moved.status, moved.body.version]).toEqual([200, known.body.version]);
    expect(await order()).toEqual(['res_bea', 'res_anna']);
    await put('resources/res_bea?after=res_anna', known.body.resource, match(known));
    expect(await order()).toEqual(['res_anna', 'res_bea']);
    // Saved without a place, it stays where it is.
    await put('resources/res_anna', { ...anna, name: 'Anna-Lena' });
    expect(await order()).toEqual(['res_anna', 'res_bea']);
  });

  test('a person with the dates of years fits, a body that nobody needs does not', async () => {
    const dates = Array.from({ length: 1_900 }, (_, index) => new Date(Date.UTC(2027, 0, 1 + index)).toISOString().slice(0, 10));
    const dateOverrides = Object.fromEntries(dates.map((date) => [date, [{ fromMinute: 540, toMinute: 1_020 }]]));
    expect((await put('resources/res_anna', { ...anna, dateOverrides })).status).toBe(200);
    const large = await harness.call('PUT', '/v1/admin/resources/res_anna', { rawBody: `{"x":"${'y'.repeat(600_000)}"}` });
    expect([large.status, large.body.code]).toEqual([413, 'body_too_large']);
  });

  test('a repeat under its key answers the first result; under another condition the key is refused', async () => {
    const known = await show('services/svc_cut');
    const key = randomUUID();
    const save = (condition: string) =>
      put('services/svc_cut', { ...cut, name: 'Once' }, { headers: { 'idempotency-key': key, 'if-match': condition } });
    const tag = known.headers.get('etag') ?? '';
    const [first, again] = [await save(tag), await save(tag)];
    expect([first.status, again.status, again.text]).toEqual([200, 200, first.text]);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect((await save('*')).body.code).toBe('idempotency_key_reused');
    const gone = () => harness.call('DELETE', '/v1/admin/codes/TEN', { headers: { 'idempotency-key': `${key}-gone` } });
    expect([(await gone()).status, (await gone()).status]).toEqual([200, 200]);
  });

  test('a retired service is not offered, and its bookings keep it; put again it is back', async () => {
    expect((await harness.call('DELETE', '/v1/admin/services/svc_shave')).status).toBe(200);
    const offered = async () => (await harness.call('GET', '/v1/services')).body.services.map(({ id }: Json) => id);
    expect(await offered()).toEqual(['svc_cut']);
    await put('services/svc_shave', shave);
    expect(await offered()).toEqual(['svc_cut', 'svc_shave']);
  });

  test('the document of the interface says what each takes and answers', async () => {
    const { paths } = (await harness.call('GET', '/v1/openapi.json', { key: null })).body;
    const { get, put: write, delete: retire } = paths['/admin/services/{id}'];
    const headersOf = (operation: Json) =>
      operation.parameters.filter((one: Json) => one.in === 'header').map((one: Json) => one.name);
    expect(headersOf(get)).toEqual(['If-None-Match']);
    expect(headersOf(write)).toEqual(['If-Match', 'If-None-Match', 'Idempotency-Key']);
    expect(headersOf(retire)).toEqual(['If-Match', 'Idempotency-Key']);
    expect([get.responses['304'], write.responses['412'], retire.responses['409'], write.responses['200'].headers.ETag]).toEqual(
      Array.from({ length: 4 }, () => expect.anything()),
    );
    expect(write.requestBody.content['application/json'].schema.required).toContain('durationMinutes');
    expect(headersOf(paths['/admin/catalog'].put)).toEqual(['If-Match', 'Idempotency-Key']);
  });
});
