import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { bookAndPay, findSlot, hold } from '../../support/booking-steps.ts';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { ServiceHarness } from '../../support/service-harness.ts';

let harness: ServiceHarness;

beforeAll(async () => {
  harness = await startServiceHarness();
});
afterAll(() => harness.stop());

describe('Idempotency-Key', () => {
  const headers = (key: string) => ({ headers: { 'idempotency-key': key } });

  /** As after a crash between the work and its answer. */
  const forgetAnswers = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: harness.connectionString });
    await client.connect();
    await client.query('delete from idempotency');
    await client.end();
  };

  test('a repeat answers the first result and holds nothing twice; another body under the key is refused', async () => {
    const { startsAt } = await findSlot(harness, 'svc_desk', 8);
    const key = randomUUID();
    const first = await hold(harness, { serviceId: 'svc_desk', startsAt }, headers(key));
    const second = await hold(harness, { serviceId: 'svc_desk', startsAt }, headers(key));
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.text).toBe(first.text);
    const other = await hold(harness, { serviceId: 'svc_desk', startsAt, partySize: 2 }, headers(key));
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  test('twenty at once under one key are one hold', async () => {
    const { startsAt } = await findSlot(harness, 'svc_desk', 9);
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => hold(harness, { serviceId: 'svc_desk', startsAt }, headers(key))),
    );
    const held = answers.filter((answer) => answer.status === 201);
    expect(new Set(held.map((answer) => answer.body.booking.id)).size).toBe(1);
    expect(
      answers.filter((answer) => answer.status !== 201).every((answer) => answer.body.code === 'idempotency_key_in_use'),
    ).toBe(true);
  });

  test('the same key of two businesses are two requests', async () => {
    const { startsAt } = await findSlot(harness, 'svc_desk', 10);
    const key = randomUUID();
    const a = await hold(harness, { serviceId: 'svc_desk', startsAt }, headers(key));
    const b = await hold(harness, { serviceId: 'svc_desk', startsAt }, { ...headers(key), key: harness.b.apiKey });
    expect([a.status, b.status]).toEqual([201, 201]);
    expect(a.body.booking.id).not.toBe(b.body.booking.id);
  });

  test('the answer of a cancellation or a move was lost in a crash: the repeat answers what stands', async () => {
    const { bookingId } = await bookAndPay(harness, 'svc_beard');
    const { startsAt } = await findSlot(harness, 'svc_beard', 13);
    const [moveKey, cancelKey] = [randomUUID(), randomUUID()];
    const move = () => harness.call('POST', `/v1/bookings/${bookingId}/reschedule`, { body: { startsAt }, ...headers(moveKey) });
    const moved = await move();
    await forgetAnswers();
    expect((await move()).body.booking).toEqual(moved.body.booking);
    const cancel = () => harness.call('POST', `/v1/bookings/${bookingId}/cancel`, { body: {}, ...headers(cancelKey) });
    const cancelled = await cancel();
    await forgetAnswers();
    const again = await cancel();
    expect([again.status, again.body.booking.state, again.body.refund.id]).toEqual([200, 'cancelled', cancelled.body.refund.id]);
    expect(again.body.order.refunds).toHaveLength(1);
  });

  test('a hold that is over is not answered as if it stood, and another wish under the key is another hold', async () => {
    const { startsAt } = await findSlot(harness, 'svc_desk', 11);
    const key = randomUUID();
    const held = await hold(harness, { serviceId: 'svc_desk', startsAt }, headers(key));
    await harness.call('POST', `/v1/bookings/${held.body.booking.id}/cancel`, { body: {} });
    await forgetAnswers();
    const repeated = await hold(harness, { serviceId: 'svc_desk', startsAt }, headers(key));
    expect([repeated.status, repeated.body.code]).toEqual([409, 'hold_expired']);
    await forgetAnswers();
    const other = await hold(
      harness,
      { serviceId: 'svc_desk', startsAt: (await findSlot(harness, 'svc_desk', 12)).startsAt },
      headers(key),
    );
    expect(other.status).toBe(201);
    expect(other.body.booking.id).not.toBe(held.body.booking.id);
  });

  test('what rests in the database is sealed: neither token nor client secret in plain text', async () => {
    const { startsAt } = await findSlot(harness, 'svc_cut', 11);
    const held = await hold(harness, { serviceId: 'svc_cut', startsAt }, headers(randomUUID()));
    const checkout = await harness.call('POST', `/v1/bookings/${held.body.booking.id}/checkout`, {
      body: {},
      ...headers(randomUUID()),
    });
    const client = new pg.Client({ connectionString: harness.connectionString });
    await client.connect();
    const tables = await client.query(`select table_name from information_schema.tables where table_schema = 'public'`);
    for (const { table_name: table } of tables.rows) {
      const rows = await client.query(`select row_to_json(t)::text as text from ${table} t`);
      const text = rows.rows.map((row) => row.text).join('\n');
      for (const secret of [
        held.body.manageToken,
        checkout.body.clientSecret,
        harness.sandbox.secretKey,
        harness.webhookSecret,
        harness.a.apiKey,
      ])
        expect(text.includes(secret)).toBe(false);
    }
    await client.end();
  });
});
