import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bookAndPay, findSlot } from '../../support/booking-steps.ts';
import { runHoldfast } from '../../support/run-holdfast.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { Json, ServiceHarness } from '../../support/service-harness.ts';

let harness: ServiceHarness;

beforeAll(async () => {
  harness = await startServiceHarness();
});
afterAll(() => harness.stop());

const ask = async (query: Readonly<Record<string, string>>): Promise<Json> => {
  const answer = await harness.call('GET', `/v1/admin/explain?${new URLSearchParams(query)}`);
  expect(answer.status).toBe(200);
  return answer.body;
};

/** All instants of the rows that are offered. */
const listOffered = ({ starts }: Json, stepMinutes: number): readonly string[] =>
  starts
    .filter(({ offered }: Json) => offered)
    .flatMap(({ from, count }: Json) =>
      Array.from({ length: count }, (_, index) => new Date(Date.parse(from) + index * stepMinutes * 60_000).toISOString()),
    );

describe('why a time is offered or not', () => {
  test('over HTTP the offered starts of a date are those of /slots, and a booked one names the booking that is there', async () => {
    const { startsAt } = await findSlot(harness, 'svc_cut', 2, { resource: 'res_asa' });
    const date = startsAt.slice(0, 10);
    const { held } = await bookAndPay(harness, 'svc_cut', { startsAt, resourceId: 'res_asa' });
    const { reference } = held.body.order;
    const { stepMinutes } = (await harness.call('GET', '/v1/admin/catalog')).body.services.find(
      ({ id }: Json) => id === 'svc_cut',
    );
    for (const resource of [undefined, 'res_asa'] as const) {
      const query = { service: 'svc_cut', ...(resource === undefined ? {} : { resource }) };
      const explained = await ask({ ...query, at: date, timeZone: 'Europe/Stockholm' });
      const range = `from=${date}&to=${new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)}`;
      const search = new URLSearchParams({ ...query, timeZone: 'Europe/Stockholm' });
      const { slots } = (await harness.call('GET', `/v1/slots?${search}&${range}`)).body;
      expect(slots.length).toBeGreaterThan(0);
      const lastEnds = Date.parse(slots.at(-1).endsAt);
      const offered = listOffered(explained, stepMinutes).filter((start) => Date.parse(start) <= lastEnds);
      expect(offered).toEqual(slots.map((slot: Json) => new Date(slot.startsAt).toISOString()));
    }
    const { starts } = await ask({ service: 'svc_cut', at: startsAt, resource: 'res_asa' });
    expect(starts).toHaveLength(1);
    const [{ offered, obstacles }] = starts;
    expect([offered, obstacles[0].code]).toEqual([false, 'nobody_free']);
    expect(obstacles[0].resources).toContainEqual(
      expect.objectContaining({
        resourceId: 'res_asa',
        code: 'busy',
        by: expect.objectContaining({ kind: 'booking', reference }),
      }),
    );
    expect(JSON.stringify(obstacles)).not.toContain('maria');
  });

  test('holdfast explain says the same in words', async () => {
    const { startsAt } = await findSlot(harness, 'svc_cut', 3);
    const date = startsAt.slice(0, 10);
    const { starts } = await ask({ service: 'svc_cut', at: date });
    const told = await runHoldfast(harness.environment, 'explain', 'ten_a', 'svc_cut', date);
    expect([told.code, told.complaints]).toEqual([0, '']);
    const messages = starts.flatMap(({ obstacles }: Json) =>
      obstacles.flatMap(({ message, resources = [] }: Json) => [message, ...resources.map((one: Json) => one.message)]),
    );
    expect(told.out.split('\n').filter((line) => /^ {2}/.test(line) && line !== '  offered')).toHaveLength(messages.length);
    for (const message of messages) expect(told.out).toContain(message);
    expect(told.out.match(/^ {2}offered$/gm)).toHaveLength(starts.filter(({ offered }: Json) => offered).length);
    const one = await runHoldfast(harness.environment, 'explain', 'ten_a', 'svc_cut', startsAt);
    expect(one.out).toMatch(/\n {2}offered\n$/);
  });

  test('days, single sessions of a course and where the customer is can be asked for', async () => {
    const { startsAt } = await findSlot(harness, 'svc_desk_days', 4);
    const days = await runHoldfast(harness.environment, 'explain', 'ten_a', 'svc_desk_days', startsAt, '--days', '11');
    expect([days.code, days.complaints]).toEqual([1, expect.stringContaining('(duration_not_offered)')]);
    const one = await runHoldfast(harness.environment, 'explain', 'ten_a', 'svc_desk_days', startsAt, '--days', '1');
    expect(one.out).toMatch(/\n {2}offered\n$/);
    const cut = await runHoldfast(harness.environment, 'explain', 'ten_a', 'svc_cut', startsAt, '--drop-in');
    expect([cut.code, cut.complaints]).toEqual([1, expect.stringContaining('(drop_in_not_offered)')]);
    const away = await runHoldfast(harness.environment, 'explain', 'ten_a', 'svc_cut', startsAt, '--postcode', '11320');
    expect(away.code).toBe(0);
  });

  test('what cannot be asked is said with what to do', async () => {
    const wrong = async (...args: readonly string[]) => {
      const { code, complaints } = await runHoldfast(harness.environment, 'explain', ...args);
      return [code, complaints.split('\n')[0]];
    };
    expect(await wrong('ten_a', 'svc_cut', 'tomorrow')).toEqual([2, expect.stringContaining('Give a date such as')]);
    expect(await wrong('ten_a', 'cut', '2027-01-14')).toEqual([2, expect.stringContaining('Give the id of a service')]);
    expect(await wrong('ten_none', 'svc_cut', '2027-01-14')).toEqual([2, expect.stringContaining('holdfast tenant list')]);
    expect(await wrong('ten_a', 'svc_none', '2027-01-14')).toEqual([1, expect.stringContaining('(service_not_found)')]);
    const unknown = await harness.call('GET', '/v1/admin/explain?service=svc_cut&at=soon');
    expect([unknown.status, unknown.body.code]).toEqual([422, 'invalid_request']);
  });
});
