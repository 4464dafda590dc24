import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness } from '../../support/service-harness.ts';

let harness: ServiceHarness;
const NOW = Date.UTC(2026, 9, 20, 6);

beforeAll(async () => {
  harness = await startServiceHarness({ clock: { now: () => NOW } });
  const night = [{ fromMinute: 60, toMinute: 240 }];
  const anna = { id: 'res_anna', name: 'Anna', kind: 'staff', timeZone: 'Europe/Stockholm', weeklyHours: { '7': night } };
  const watch = {
    ...{
      id: 'svc_watch',
      kind: 'appointment',
      name: 'Watch',
      timeZone: 'Europe/Stockholm',
      durationMinutes: 30,
      stepMinutes: 30,
    },
    ...{ horizonDays: 30, price: { amountMinor: 10_000, currency: 'SEK' } },
    needs: [{ name: 'Watch', anyOf: ['res_anna'], visitorMayChoose: true }],
  };
  await harness.call('PUT', '/v1/admin/catalog', { body: { resources: [anna], services: [watch], codes: [] } });
});
afterAll(() => harness.stop());

const listStarts = async (from = '2026-10-25', timeZone = 'Europe/Stockholm'): Promise<readonly string[]> => {
  const query = new URLSearchParams({ service: 'svc_watch', from, to: '2026-10-26', timeZone });
  const { body } = await harness.call('GET', `/v1/slots?${query.toString()}`);
  return body.slots.map((slot: Json) => `${String(slot.startsAt)} ${String(slot.localStart)}`);
};

test('an hour that comes twice is offered twice, each time with its own instant and offset, and each can be held', async () => {
  expect(await listStarts()).toEqual([
    '2026-10-24T23:00:00Z 2026-10-25T01:00:00+02:00',
    '2026-10-24T23:30:00Z 2026-10-25T01:30:00+02:00',
    '2026-10-25T00:00:00Z 2026-10-25T02:00:00+02:00',
    '2026-10-25T00:30:00Z 2026-10-25T02:30:00+02:00',
    '2026-10-25T01:00:00Z 2026-10-25T02:00:00+01:00',
    '2026-10-25T01:30:00Z 2026-10-25T02:30:00+01:00',
    '2026-10-25T02:00:00Z 2026-10-25T03:00:00+01:00',
    '2026-10-25T02:30:00Z 2026-10-25T03:30:00+01:00',
  ]);
  // The clock of the reader's zone is told, where he asks for it.
  expect((await listStarts('2026-10-24', 'America/New_York'))[0]).toBe('2026-10-24T23:00:00Z 2026-10-24T19:00:00-04:00');
  for (const startsAt of ['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00']) {
    const body = { serviceId: 'svc_watch', startsAt, timeZone: 'Europe/Stockholm' };
    const held = await harness.call('POST', '/v1/bookings', { body });
    expect([held.status, Date.parse(held.body.booking.startsAt)]).toEqual([201, Date.parse(startsAt)]);
  }
  expect((await listStarts()).filter((line) => line.includes(' 2026-10-25T02:30'))).toEqual([]);
  expect(await listStarts()).toHaveLength(6);
});
