import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

let harness: ServiceHarness;
const NOW = Date.UTC(2027, 0, 14, 9);

beforeAll(async () => {
  harness = await startServiceHarness({ clock: { now: () => NOW } });
});
afterAll(() => harness.stop());

const open = [{ fromMinute: 550, toMinute: 730 }];
const weekdays = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, open]));
const anna = { id: 'res_anna', name: 'Anna', kind: 'staff', timeZone: 'Europe/Stockholm', weeklyHours: weekdays };
const cut = {
  ...{ id: 'svc_cut', kind: 'appointment', name: 'Cut', timeZone: 'Europe/Stockholm', durationMinutes: 60, stepMinutes: 30 },
  ...{ horizonDays: 30, price: { amountMinor: 10_000, currency: 'SEK' } },
  needs: [{ name: 'Stylist', anyOf: ['res_anna'], visitorMayChoose: true }],
};

const save = (rules: Json): Promise<TestAnswer> =>
  harness.call('PUT', '/v1/admin/catalog', { body: { resources: [anna], services: [{ ...cut, ...rules }], codes: [] } });

async function startsOn(date: string): Promise<string> {
  const query = new URLSearchParams({ service: 'svc_cut', from: `${date}T00:00:00+01:00`, to: `${date}T23:59:59+01:00` });
  const { body } = await harness.call('GET', `/v1/slots?${query.toString()}`);
  return body.slots.map((slot: Json) => String(slot.startsAt).slice(11, 16)).join(' ');
}

describe('rules for starts over HTTP', () => {
  test.each([
    { name: 'none', rules: {}, starts: '08:30 09:00 09:30 10:00' },
    { name: 'start times', rules: { startTimes: [555, 600, 700] }, starts: '08:15 09:00' },
    { name: 'steps from the window', rules: { grid: 'window' }, starts: '08:10 08:40 09:10 09:40 10:10' },
    { name: 'no gaps', rules: { grid: 'window', gaps: 'avoid' }, starts: '08:10 09:10 10:10' },
    { name: 'until a date', rules: { bookableUntil: '2027-01-17' }, starts: '' },
    { name: 'working days', rules: { horizonUnit: 'working_days', horizonDays: 1 }, starts: '' },
    { name: 'more working days', rules: { horizonUnit: 'working_days', horizonDays: 2 }, starts: '08:30 09:00 09:30 10:00' },
  ])('$name', async ({ rules, starts }) => {
    expect((await save(rules)).status).toBe(200);
    expect(await startsOn('2027-01-18')).toBe(starts);
    const kept = await harness.call('GET', '/v1/admin/catalog');
    expect(kept.body.services[0]).toMatchObject(rules);
  });

  test('visitors are told how far ahead to look at most', async () => {
    await save({ horizonUnit: 'working_days', horizonDays: 2 });
    const { body } = await harness.call('GET', '/v1/services');
    expect(body.services[0].horizonDays).toBe(45);
  });

  test.each([
    { rules: { bookableFrom: '2027-02-30' }, path: 'services.0.bookableFrom' },
    { rules: { bookableFrom: '2027-02-02', bookableUntil: '2027-02-01' }, path: 'services.0.bookableUntil' },
    { rules: { startTimes: [1_440] }, path: 'services.0.startTimes.0' },
    { rules: { startTimes: [60], grid: 'window' }, path: 'services.0.grid' },
    { rules: { gaps: 'maybe' }, path: 'services.0.gaps' },
  ])('what cannot be is refused at its place: $path', async ({ rules, path }) => {
    const refused = await save(rules);
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((error: Json) => error.path)).toEqual([path]);
  });
});
