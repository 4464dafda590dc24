import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readStripeFixture, validateStripeEvent, validateStripeObject } from '../../support/stripe-schema.ts';
import { runReceiver, runSandbox, waitUntil, WEBHOOK_SECRET } from './sandbox-fixture.ts';
import type { RunningSandbox } from './sandbox-fixture.ts';

let sandbox: RunningSandbox;
let receiver: Awaited<ReturnType<typeof runReceiver>>;
beforeAll(async () => {
  receiver = await runReceiver();
  sandbox = await runSandbox({ webhook: { url: receiver.url, secret: WEBHOOK_SECRET } });
});
afterAll(async () => {
  await sandbox.stop();
  await receiver.stop();
});

const pay = async (method = 'pm_card_visa', currency = 'sek') =>
  sandbox.stripe.paymentIntents.create({
    ...{ amount: 4500, currency, confirm: true },
    payment_method: method,
    return_url: 'https://shop.example/back',
  });
const open = async (id: string, extra: object = {}) =>
  (await sandbox.control('POST', 'disputes', { payment_intent: id, ...extra })).body;
const strip = (object: object) => JSON.parse(JSON.stringify(object));
const refund = (id: string) => sandbox.call('POST', '/v1/refunds', `payment_intent=${id}&amount=100`);

/** The types of the events of a dispute, oldest first. */
const typesOf = async (disputeId: string): Promise<readonly string[]> => {
  const { data } = await sandbox.stripe.events.list({ limit: 100 });
  const own = data.filter((event) => 'id' in event.data.object && event.data.object.id === disputeId);
  return own.map(({ type }) => type.replace('charge.dispute.', '')).toReversed();
};

describe('disputes', () => {
  test('a dispute has the shape of Stripe, takes the money, and marks the charge', async () => {
    const { id } = await pay();
    const made = await open(id, { amount: 3000, reason: 'product_not_received' });
    expect(made).toMatchObject({ amount: 3000, reason: 'product_not_received', status: 'needs_response', payment_intent: id });
    const dispute = await sandbox.stripe.disputes.retrieve(made.id);
    expect(validateStripeObject('Dispute', strip(dispute))).toEqual([]);
    expect(validateStripeObject('Dispute', { ...strip(dispute), amount: 'much' })).not.toEqual([]);
    expect(Object.keys(readStripeFixture('dispute')).filter((key) => !(key in dispute))).toEqual([]);
    const evidence = Object.keys(Object(readStripeFixture('dispute')['evidence']));
    expect(evidence.filter((key) => !(key in dispute.evidence))).toEqual([]);
    expect(dispute).toMatchObject({
      is_charge_refundable: false,
      network_reason_code: '13.1',
      payment_method_details: { type: 'card', card: { brand: 'visa', case_type: 'chargeback' } },
      balance_transactions: [{ object: 'balance_transaction', amount: -3000, net: -3000, source: made.id }],
    });
    const intent = await sandbox.stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 4500, latest_charge: { disputed: true } });
    expect(await typesOf(made.id)).toEqual(['created', 'funds_withdrawn']);
  });

  test('a dispute is found by its payment, by its charge, and with both expanded', async () => {
    const { id, latest_charge: charge } = await pay();
    const { id: disputeId } = await open(id);
    await open((await pay()).id);
    for (const filter of [{ payment_intent: id }, { charge: String(charge) }]) {
      const list = await sandbox.stripe.disputes.list(filter);
      expect(list.data.map((dispute) => dispute.id)).toEqual([disputeId]);
      expect(validateStripeObject('GET /v1/disputes', strip(list))).toEqual([]);
    }
    const expanded = await sandbox.stripe.disputes.retrieve(disputeId, { expand: ['charge', 'payment_intent'] });
    expect(expanded).toMatchObject({ charge: { id: charge, object: 'charge' }, payment_intent: { id } });
    expect(validateStripeObject('Dispute', strip(expanded))).toEqual([]);
    expect((await sandbox.stripe.disputes.list({ limit: 1 })).has_more).toBe(true);
    expect((await sandbox.call('GET', '/v1/disputes/dp_none')).body.error.code).toBe('resource_missing');
  });

  test.each([
    ['won', ['updated', 'closed', 'funds_reinstated'], [-4500, 4500], 200],
    ['lost', ['updated', 'closed'], [-4500], 400],
  ] as const)('%s: the events tell it, the money moves, and refunds follow it', async (outcome, types, amounts, status) => {
    const { id } = await pay();
    const { id: disputeId } = await open(id);
    expect(await refund(id)).toMatchObject({
      status: 400,
      body: { error: { type: 'invalid_request_error', code: 'charge_disputed' } },
    });
    const settled = await sandbox.control('POST', `disputes/${disputeId}/settle`, { outcome });
    expect(settled.body).toMatchObject({ id: disputeId, status: outcome, is_charge_refundable: outcome === 'won' });
    expect(settled.body.balance_transactions.map(({ amount }: { readonly amount: number }) => amount)).toEqual(amounts);
    expect(validateStripeObject('Dispute', settled.body)).toEqual([]);
    expect(await typesOf(disputeId)).toEqual(['created', 'funds_withdrawn', ...types]);
    expect((await refund(id)).status).toBe(status);
    expect((await sandbox.control('POST', `disputes/${disputeId}/settle`, { outcome })).status).toBe(400);
  });

  test('the card 0259 is paid, then disputed as fraudulent; also when it is captured later', async () => {
    const paid = await pay('pm_card_createDispute');
    expect(paid.status).toBe('succeeded');
    const { data } = await sandbox.stripe.disputes.list({ payment_intent: paid.id });
    expect(data).toMatchObject([{ reason: 'fraudulent', amount: 4500, status: 'needs_response' }]);
    const number = await sandbox.stripe.paymentIntents.create({ amount: 4500, currency: 'sek' });
    const card = { number: '4000000000000259', exp_month: '12', exp_year: '2048', cvc: '123' };
    const form = Object.entries(card).map(([name, value]) => [`payment_method_data[card][${name}]`, value]);
    const confirmed = await sandbox.browse('POST', `/v1/payment_intents/${number.id}/confirm`, {
      ...Object.fromEntries(form),
      ...{ 'payment_method_data[type]': 'card', client_secret: number.client_secret ?? '', use_stripe_sdk: 'true' },
    });
    expect(confirmed.body.status).toBe('succeeded');
    expect((await sandbox.stripe.disputes.list({ payment_intent: number.id })).data).toHaveLength(1);
    const held = await sandbox.stripe.paymentIntents.create({
      ...{ amount: 4500, currency: 'sek', confirm: true, capture_method: 'manual' },
      payment_method: 'pm_card_createDispute',
      return_url: 'https://shop.example/back',
    });
    expect((await sandbox.stripe.disputes.list({ payment_intent: held.id })).data).toEqual([]);
    await sandbox.stripe.paymentIntents.capture(held.id, { amount_to_capture: 3000 });
    expect((await sandbox.stripe.disputes.list({ payment_intent: held.id })).data).toMatchObject([{ amount: 3000 }]);
  });

  test('evidence decides as in Stripe’s test mode; other evidence leaves it under review', async () => {
    const submit = async (text: string, isSubmitted = true) => {
      const { id } = await open((await pay()).id);
      return sandbox.stripe.disputes.update(id, {
        evidence: { uncategorized_text: text },
        submit: isSubmitted,
        metadata: { seen: 'yes' },
      });
    };
    expect(await submit('winning_evidence')).toMatchObject({ status: 'won', metadata: { seen: 'yes' } });
    expect(await submit('losing_evidence')).toMatchObject({ status: 'lost' });
    const staged = await submit('He was here.', false);
    expect(staged).toMatchObject({ status: 'needs_response', evidence: { uncategorized_text: 'He was here.' } });
    const waiting = await submit('He was here.');
    expect(waiting).toMatchObject({ status: 'under_review', evidence_details: { has_evidence: true, submission_count: 1 } });
    expect(validateStripeObject('Dispute', strip(waiting))).toEqual([]);
  });

  test('an inquiry takes no money and leaves refunds free, until it escalates', async () => {
    const { id } = await pay();
    const inquiry = await open(id, { inquiry: true });
    expect(inquiry).toMatchObject({ status: 'warning_needs_response', balance_transactions: [], is_charge_refundable: true });
    expect(validateStripeObject('Dispute', inquiry)).toEqual([]);
    expect((await refund(id)).status).toBe(200);
    expect((await sandbox.control('POST', `disputes/${inquiry.id}/settle`, { outcome: 'lost' })).status).toBe(400);
    const escalated = await sandbox.control('POST', `disputes/${inquiry.id}/escalate`);
    expect(escalated.body).toMatchObject({ status: 'needs_response', balance_transactions: [{ amount: -4500 }] });
    expect((await refund(id)).body.error.code).toBe('charge_disputed');
    expect(await typesOf(inquiry.id)).toEqual(['created', 'updated', 'funds_withdrawn']);
    const other = await open((await pay()).id, { inquiry: true });
    const closed = await sandbox.control('POST', `disputes/${other.id}/settle`, { outcome: 'won' });
    expect(closed.body).toMatchObject({ status: 'warning_closed', balance_transactions: [] });
  });

  test('parts of a payment are disputed one by one; what was won back may be disputed again, what is lost may not', async () => {
    const { id } = await pay();
    const attempt = async (amount: number) => (await sandbox.control('POST', 'disputes', { payment_intent: id, amount })).status;
    const first = await open(id, { amount: 1000 });
    const second = await open(id, { amount: 2000 });
    expect(await attempt(1501)).toBe(400);
    await sandbox.control('POST', `disputes/${first.id}/settle`, { outcome: 'won' });
    expect((await refund(id)).body.error.code).toBe('charge_disputed');
    await sandbox.control('POST', `disputes/${second.id}/settle`, { outcome: 'lost' });
    expect(await attempt(2501)).toBe(400);
    const third = await open(id, { amount: 2500 });
    const { data } = await sandbox.stripe.disputes.list({ payment_intent: id });
    expect(data.map((dispute) => dispute.id)).toEqual([third.id, second.id, first.id]);
  });

  test('nothing is disputed twice, beyond what is left, unpaid, or authorised at the bank', async () => {
    const { id } = await pay();
    await sandbox.stripe.refunds.create({ payment_intent: id, amount: 1500 });
    const attempt = async (payment: string, extra: object = {}) =>
      (await sandbox.control('POST', 'disputes', { payment_intent: payment, ...extra })).status;
    expect(await attempt(id, { amount: 3001 })).toBe(400);
    expect(await attempt(id, { reason: 'because' })).toBe(400);
    expect(await open(id)).toMatchObject({ amount: 3000 });
    expect(await attempt(id)).toBe(400);
    expect(await attempt((await sandbox.stripe.paymentIntents.create({ amount: 900, currency: 'sek' })).id)).toBe(400);
    expect(await attempt('pi_none')).toBe(404);
    const ideal = await sandbox.stripe.paymentIntents.create({
      ...{ amount: 900, currency: 'eur', confirm: true },
      payment_method_data: { type: 'ideal' },
      return_url: 'https://shop.example/back',
    });
    await sandbox.control('POST', `payment_intents/${ideal.id}/finish-action`, { outcome: 'succeeded' });
    expect(await attempt(ideal.id)).toBe(400);
  });

  test('every event of all this is signed and shaped like Stripe', async () => {
    const count = async () => (await sandbox.control('GET', 'events')).body.events.length;
    await waitUntil(async () => receiver.received.length === (await count()));
    const told = receiver.received.filter(({ body }) => body.includes('charge.dispute.'));
    for (const { body, signature } of told) {
      const event = sandbox.stripe.webhooks.constructEvent(body, signature, WEBHOOK_SECRET);
      expect([event.type, ...validateStripeEvent(JSON.parse(body))]).toEqual([event.type]);
    }
    const kinds = ['closed', 'created', 'funds_reinstated', 'funds_withdrawn', 'updated'].map((kind) => `charge.dispute.${kind}`);
    expect([...new Set(told.map(({ body }): string => JSON.parse(body).type))].toSorted()).toEqual(kinds);
  });
});
