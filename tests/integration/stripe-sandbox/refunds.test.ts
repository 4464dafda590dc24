import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readStripeFixture, validateStripeObject } from '../../support/stripe-schema.ts';
import { runSandbox } from './sandbox-fixture.ts';
import type { RunningSandbox } from './sandbox-fixture.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const pay = async (): Promise<string> => {
  const intent = await sandbox.stripe.paymentIntents.create({
    amount: 4500,
    currency: 'sek',
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url: 'https://shop.example/back',
  });
  return intent.id;
};
const strip = (object: object) => JSON.parse(JSON.stringify(object));

describe('refunds', () => {
  test('parts sum up to the charge and no further', async () => {
    const id = await pay();
    const part = await sandbox.stripe.refunds.create({
      payment_intent: id,
      amount: 1500,
      reason: 'requested_by_customer',
      metadata: { refund_id: 'ref_1' },
    });
    expect(part).toMatchObject({ amount: 1500, status: 'succeeded', payment_intent: id, metadata: { refund_id: 'ref_1' } });
    expect(validateStripeObject('Refund', strip(part))).toEqual([]);
    expect(validateStripeObject('Refund', { ...strip(part), amount: 'much' })).not.toEqual([]);
    expect(Object.keys(readStripeFixture('refund')).filter((key) => !(key in part))).toEqual([]);
    const tooMuch = await sandbox.call('POST', '/v1/refunds', `payment_intent=${id}&amount=3001`);
    expect(tooMuch).toMatchObject({ status: 400, body: { error: { type: 'invalid_request_error', param: 'amount' } } });
    expect((await sandbox.stripe.refunds.create({ payment_intent: id })).amount).toBe(3000);
    const again = await sandbox.call('POST', '/v1/refunds', `payment_intent=${id}`);
    expect(again).toMatchObject({ status: 400, body: { error: { code: 'charge_already_refunded' } } });
    const list = await sandbox.stripe.refunds.list({ payment_intent: id });
    expect(list.data.map(({ amount }) => amount)).toEqual([3000, 1500]);
    expect(validateStripeObject('GET /v1/refunds', strip(list))).toEqual([]);
    expect(await sandbox.stripe.refunds.retrieve(part.id)).toMatchObject({ id: part.id });
  });

  test('a pending refund settles either way; a failed one is owed again', async () => {
    const id = await pay();
    await sandbox.control('POST', 'next-refund', { status: 'pending' });
    const pending = await sandbox.stripe.refunds.create({ payment_intent: id });
    expect(pending).toMatchObject({ status: 'pending', pending_reason: 'processing' });
    expect(validateStripeObject('Refund', strip(pending))).toEqual([]);
    await sandbox.control('POST', `refunds/${pending.id}/settle`, { outcome: 'failed' });
    const failed = await sandbox.stripe.refunds.retrieve(pending.id, { expand: ['charge'] });
    expect(failed).toMatchObject({ status: 'failed', charge: { amount_refunded: 0, refunded: false } });
    expect(failed).not.toHaveProperty('pending_reason');
    expect(validateStripeObject('Refund', strip(failed))).toEqual([]);
    expect((await sandbox.control('POST', `refunds/${pending.id}/settle`, { outcome: 'succeeded' })).status).toBe(400);
    expect((await sandbox.stripe.refunds.create({ payment_intent: id })).status).toBe('succeeded');
    const types = (await sandbox.stripe.events.list({ types: ['refund.created', 'refund.updated', 'refund.failed'] })).data;
    expect(types.slice(0, 4).map(({ type }) => type)).toEqual([
      'refund.created',
      'refund.failed',
      'refund.updated',
      'refund.created',
    ]);
  });

  test('the next refund can fail at once, and only the next', async () => {
    const id = await pay();
    await sandbox.control('POST', 'next-refund', { status: 'failed' });
    expect((await sandbox.stripe.refunds.create({ payment_intent: id })).status).toBe('failed');
    expect(await sandbox.stripe.refunds.create({ payment_intent: id })).toMatchObject({ status: 'succeeded', amount: 4500 });
  });

  test('a refund from the dashboard carries none of our metadata', async () => {
    const id = await pay();
    const made = await sandbox.control('POST', 'refunds', { payment_intent: id, amount: 700 });
    expect(made.body).toMatchObject({ amount: 700, metadata: {}, payment_intent: id });
    expect((await sandbox.stripe.refunds.list({ payment_intent: id })).data).toHaveLength(1);
    expect((await sandbox.control('GET', 'refunds')).body.refunds.at(-1)).toMatchObject({ id: made.body.id });
  });

  test.each([
    ['nothing to refund named', 'amount=10', 'parameter_missing'],
    ['an unknown payment', 'payment_intent=pi_none', 'resource_missing'],
    ['an amount of zero', 'payment_intent=pi_none&amount=x', 'parameter_invalid_integer'],
  ])('%s is refused', async (_name, form, code) => {
    expect(await sandbox.call('POST', '/v1/refunds', form)).toMatchObject({ status: 400, body: { error: { code } } });
  });

  test('an unpaid payment has nothing to give back', async () => {
    const { id } = await sandbox.stripe.paymentIntents.create({ amount: 4500, currency: 'sek' });
    expect((await sandbox.call('POST', '/v1/refunds', `payment_intent=${id}`)).body.error.payment_intent.id).toBe(id);
  });
});
