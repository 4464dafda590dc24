import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { findSlot, hold } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { ServiceHarness, TestAnswer } from '../../support/service-harness.ts';

let harness: ServiceHarness;
let client: pg.Client;

beforeAll(async () => {
  harness = await startServiceHarness();
  client = new pg.Client({ connectionString: harness.connectionString });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await harness.stop();
});

const race = (times: number, run: (index: number) => Promise<TestAnswer>): Promise<readonly TestAnswer[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => run(index)));

const countBy = (answers: readonly TestAnswer[]): Record<string, number> =>
  Object.fromEntries(
    Object.entries(Object.groupBy(answers, (answer) => (answer.status === 201 ? 'held' : String(answer.body?.code)))).map(
      ([key, group]) => [key, group?.length ?? 0],
    ),
  );

describe('races through the HTTP interface', () => {
  test('300 callers for one chair: one hold, 299 told so, each with alternatives', async () => {
    const { startsAt } = await findSlot(harness, 'svc_beard', 5, { resource: 'res_jonas' });
    const answers = await race(300, () => hold(harness, { serviceId: 'svc_beard', startsAt, resourceId: 'res_jonas' }));
    expect(countBy(answers)).toEqual({ held: 1, slot_taken: 299 });
    expect(answers.filter((answer) => answer.status === 409).every((answer) => answer.body.alternatives.length > 0)).toBe(true);
  });

  test('100 callers for "anyone": as many holds as there are free people and rooms', async () => {
    const { startsAt, remaining } = await findSlot(harness, 'svc_desk', 6);
    const answers = await race(100, () => hold(harness, { serviceId: 'svc_desk', startsAt }));
    expect(remaining).toBe(3);
    expect(countBy(answers)).toEqual({ held: 3, slot_taken: 97 });
  });

  test('200 parties of one to four for a class of twelve: never over twelve', async () => {
    const { startsAt } = await findSlot(harness, 'svc_yoga');
    const answers = await race(200, (index) => hold(harness, { serviceId: 'svc_yoga', startsAt, partySize: 1 + (index % 4) }));
    const seats = answers
      .filter((answer) => answer.status === 201)
      .reduce((sum, answer) => sum + answer.body.booking.partySize, 0);
    expect(seats).toBe(12);
    const counted = await client.query('select max(seats_taken) as taken from class_session where tenant_id = $1', ['ten_a']);
    expect(Number(counted.rows[0].taken)).toBe(12);
  });

  test('a code with five uses and 40 buyers of different times: five', async () => {
    const today = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    const until = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    const { slots } = (await harness.call('GET', `/v1/slots?service=svc_cut&from=${today}&to=${until}`)).body;
    const answers = await race(40, (index) =>
      hold(harness, { serviceId: 'svc_cut', startsAt: slots[index * 3].startsAt, codes: ['GIFT'] }),
    );
    expect(countBy(answers)).toEqual({ held: 5, code_used_up: 35 });
  });

  test('200 buyers for the last use of a code, with seats enough for all: one has it, and the others hear that it is used up', async () => {
    const body = { code: 'LAST', discount: { kind: 'percent', percent: 50 }, maximumRedemptions: 1 };
    expect((await harness.call('PUT', '/v1/admin/codes/LAST', { body })).status).toBe(200);
    const { startsAt } = await findSlot(harness, 'svc_yoga', 12);
    const answers = await race(200, () => hold(harness, { serviceId: 'svc_yoga', startsAt, codes: ['LAST'] }));
    expect(countBy(answers)).toEqual({ held: 1, code_used_up: 199 });
    expect((await harness.call('GET', '/v1/admin/codes/LAST')).body.code.usage).toEqual({ used: 0, reserved: 1, left: 0 });
  });

  test('nobody is anywhere twice', async () => {
    const overlaps = await client.query(
      `select count(*)::int as n from claim a join claim b on a.tenant_id = b.tenant_id and a.resource_id = b.resource_id and a.during && b.during and a.claim_number < b.claim_number where a.active and b.active`,
    );
    expect(overlaps.rows[0].n).toBe(0);
  });
});
