import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { allRoutes } from '../../../adapters/http/routes/all-routes.ts';
import { MINUTE } from '../../../core/time/instant.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { ServiceHarness } from '../../support/service-harness.ts';
import { createOffsetClock, listCodeMails, putKeys, keysOf, readCode } from '../../support/settings-steps.ts';
import { otherCode } from '../../support/settings-world.ts';

let harness: ServiceHarness;
let clock: ReturnType<typeof createOffsetClock>;

beforeAll(async () => {
  clock = createOffsetClock();
  harness = await startServiceHarness({ clock });
});
afterAll(() => harness.stop());

const business = {
  name: 'Salon A',
  timeZone: 'Europe/Stockholm',
  locale: 'en-GB',
  currency: 'SEK',
  email: 'owner-a@example.com',
  phone: null,
};

const show = () => harness.call('GET', '/v1/admin/business');
const save = (changes: object, confirmation?: string) =>
  harness.call('PUT', '/v1/admin/business', { body: { ...business, ...changes, confirmation } });

test('the owner sees and changes the business; visitors see what they saw before, and nothing of its currency', async () => {
  const before = await harness.call('GET', '/v1/services');
  expect((await show()).body).toEqual({ business });
  const changes = { name: 'Salong Å', timeZone: 'Europe/Oslo', locale: 'nb-NO', currency: 'NOK', phone: '+47 22 12 34 56' };
  const saved = await save(changes);
  expect(saved).toMatchObject({ status: 200, body: { business: { ...business, ...changes } } });
  for (const [method, answer] of [
    ['put', saved],
    ['get', await show()],
  ] as const) {
    const route = allRoutes.find((candidate) => candidate.method === method && candidate.path === '/admin/business');
    expect(route?.answer?.safeParse(answer.body).success).toBe(true);
    expect(answer.body).toEqual({ business: { ...business, ...changes } });
  }
  const { email } = business;
  const { name, timeZone, locale, phone } = changes;
  const after = await harness.call('GET', '/v1/services');
  expect(after.body).toEqual({ ...before.body, business: { name, timeZone, locale, email, phone } });
  await save({});
});

test.each([
  [{ name: ' ' }, 'name'],
  [{ name: 'two\nlines' }, 'name'],
  [{ locale: 'sv_SE' }, 'locale'],
  [{ currency: 'kr' }, 'currency'],
  [{ currency: 'XXX' }, 'currency'],
  [{ email: 'nobody' }, 'email'],
  [{ phone: 'call me' }, 'phone'],
  [{ currency: undefined }, 'currency'],
])('a mistake is named: %j', async (changes, path) => {
  const refused = await save(changes);
  expect([refused.status, refused.body.code, refused.body.errors[0].path]).toEqual([422, 'invalid_request', path]);
  expect((await show()).body.business).toEqual(business);
});

test('a zone that does not exist has its own code', async () => {
  const refused = await save({ timeZone: 'Mars/Olympus' });
  expect([refused.status, refused.body.code]).toEqual([422, 'invalid_time_zone']);
});

test('another mailbox needs the code that goes to the present one; other fields may change with it', async () => {
  const wish = { email: 'new@example.com', name: 'New' };
  const asked = await save(wish);
  expect(asked).toMatchObject({ status: 403, body: { code: 'confirmation_required', sentTo: 'o…@example.com' } });
  expect((await show()).body.business).toEqual(business);
  const [mail] = await listCodeMails(harness);
  expect(mail?.text).toContain('new@example.com');
  expect(mail?.from.replyTo).toBeNull();
  const code = await readCode(harness);
  expect((await save(wish, otherCode(code))).body.code).toBe('confirmation_invalid');
  expect((await save({ email: 'thief@example.com' }, code)).body.code).toBe('confirmation_invalid');
  expect((await save(wish, code)).body.business).toEqual({ ...business, ...wish });
  // From now on the new mailbox confirms.
  clock.advance(MINUTE);
  expect((await save({})).body.sentTo).toBe('n…@example.com');
  expect((await save({}, await readCode(harness, 'new@example.com'))).body.business).toEqual(business);
});

test('a business without a mailbox is told where to set one; what needs no code still works', async () => {
  const { settings } = harness.service.loadSettings('ten_a');
  await settings.saveBusiness({ ...business, id: 'ten_a', email: null });
  const refused = await save({});
  expect([refused.status, refused.body.code]).toEqual([409, 'confirmation_unavailable']);
  expect(refused.body.detail).toContain('holdfast tenant change');
  const keys = await putKeys(harness, 'test', keysOf(harness.other));
  expect([keys.status, keys.body.code]).toEqual([409, 'confirmation_unavailable']);
  expect((await save({ email: null, name: 'Nameless' })).status).toBe(200);
  expect((await putKeys(harness, 'live', keysOf(harness.live))).status).toBe(200);
  await settings.saveBusiness({ ...business, id: 'ten_a' });
});

test('one business changes only itself', async () => {
  const other = await harness.call('GET', '/v1/admin/business', { key: harness.b.apiKey });
  expect(other.body.business).toEqual({ ...business, name: 'Salon B', email: 'owner-b@example.com' });
});

test('a mailbox that was typed is not looked up at the connect page until a code of it was used', async () => {
  const isFoundBy = async (email: string) =>
    (await harness.service.directory.listTenantsByEmail(email)).some(({ id }) => id === 'ten_a');
  clock.advance(MINUTE);
  await harness.service.loadSettings('ten_a').settings.saveBusiness({ ...business, id: 'ten_a' }, true);
  const wish = { email: 'typed@example.com' };
  await save(wish);
  expect((await save(wish, await readCode(harness))).status).toBe(200);
  expect([await isFoundBy(wish.email), await isFoundBy(business.email)]).toEqual([false, false]);
  clock.advance(MINUTE);
  const keys = await putKeys(harness, 'test', keysOf(harness.other));
  expect([keys.status, keys.body.sentTo]).toEqual([403, 't…@example.com']);
  expect(await isFoundBy(wish.email)).toBe(false);
  const given = { ...keysOf(harness.other), confirmation: await readCode(harness, wish.email) };
  expect((await putKeys(harness, 'test', given)).status).toBe(200);
  expect(await isFoundBy(wish.email)).toBe(true);
});
