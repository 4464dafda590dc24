import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { readStripeFixture, validateStripeObject, validateStripeRequest } from '../../support/stripe-schema.ts';
import { runSandbox } from './sandbox-fixture.ts';
import type { RunningSandbox } from './sandbox-fixture.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const RETURN_URL = 'https://shop.example/back';
const create = (extra: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  sandbox.stripe.paymentIntents.create({ amount: 4500, currency: 'eur', metadata: { booking_id: 'bkg_1' }, ...extra });
const pay = async (method = 'pm_card_visa', extra: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  sandbox.stripe.paymentIntents.confirm((await create(extra)).id, { payment_method: method, return_url: RETURN_URL });
const failure = async (attempt: Promise<unknown>): Promise<Stripe.errors.StripeError> => {
  const error: unknown = await attempt.then(
    () => new Error('was not refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  return error;
};
const strip = (object: object) => JSON.parse(JSON.stringify(object));

describe('payments', () => {
  test('a created payment has the shape, the keys and the defaults of Stripe', async () => {
    const intent = await create();
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      amount: 4500,
      currency: 'eur',
      metadata: { booking_id: 'bkg_1' },
    });
    expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_\\w{20,}$`));
    expect(intent.payment_method_types).toEqual(['card', 'ideal', 'sepa_debit']);
    expect(validateStripeObject('PaymentIntent', strip(intent))).toEqual([]);
    const missing = Object.keys(readStripeFixture('payment_intent')).filter((key) => !(key in intent));
    expect(missing).toEqual([]);
  });

  test('4242 pays: the charge stands, its refunds are embedded only when asked for', async () => {
    const paid = await pay();
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 4500, last_payment_error: null, next_action: null });
    const plain = await sandbox.stripe.paymentIntents.retrieve(paid.id, { expand: ['latest_charge'] });
    expect(plain.latest_charge).toMatchObject({ object: 'charge', paid: true, captured: true, amount_captured: 4500 });
    expect(plain.latest_charge).not.toHaveProperty('refunds');
    expect(validateStripeObject('PaymentIntent', strip(plain))).toEqual([]);
    await sandbox.stripe.refunds.create({ payment_intent: paid.id, amount: 500 });
    const expanded = await sandbox.stripe.paymentIntents.retrieve(paid.id, {
      expand: ['latest_charge.refunds', 'payment_method'],
    });
    expect(expanded.latest_charge).toMatchObject({ amount_refunded: 500, refunds: { object: 'list', data: [{ amount: 500 }] } });
    expect(expanded.payment_method).toMatchObject({ card: { last4: '4242', brand: 'visa' } });
    expect(validateStripeObject('PaymentIntent', strip(expanded))).toEqual([]);
    const charge = await sandbox.stripe.charges.retrieve(String(paid.latest_charge));
    expect(validateStripeObject('Charge', strip(charge))).toEqual([]);
    expect(Object.keys(readStripeFixture('charge')).filter((key) => !(key in charge))).toEqual(['refunds']);
  });

  test.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
  ])('%s is declined and the payment can be tried again', async (method, code, declineCode) => {
    const intent = await create();
    const error = await failure(
      sandbox.stripe.paymentIntents.confirm(intent.id, { payment_method: method, return_url: RETURN_URL }),
    );
    expect(error).toMatchObject({ type: 'StripeCardError', statusCode: 402, code, decline_code: declineCode });
    expect(error.payment_intent).toMatchObject({ id: intent.id, status: 'requires_payment_method' });
    const after = await sandbox.stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
    expect(after).toMatchObject({
      payment_method: null,
      last_payment_error: { code },
      latest_charge: { status: 'failed', paid: false },
    });
    expect(validateStripeObject('PaymentIntent', strip(after))).toEqual([]);
    const paid = await sandbox.stripe.paymentIntents.confirm(intent.id, {
      payment_method: 'pm_card_visa',
      return_url: RETURN_URL,
    });
    expect(paid.status).toBe('succeeded');
  });

  test('a card that asks for authentication is a step of Stripe.js, or a redirect without it', async () => {
    const redirect = await pay('pm_card_authenticationRequired');
    expect(redirect).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: RETURN_URL } },
    });
    expect(validateStripeObject('PaymentIntent', strip(redirect))).toEqual([]);
    const embedded = await sandbox.stripe.paymentIntents.confirm((await create()).id, {
      payment_method: 'pm_card_authenticationRequired',
      use_stripe_sdk: true,
    });
    expect(embedded.next_action?.type).toBe('use_stripe_sdk');
    const done = await sandbox.control('POST', `payment_intents/${embedded.id}/finish-action`, { outcome: 'succeeded' });
    expect(done.body).toMatchObject({ status: 'succeeded', next_action: null });
    const offSession = sandbox.stripe.paymentIntents.confirm((await create()).id, {
      payment_method: 'pm_card_authenticationRequired',
      off_session: true,
      return_url: RETURN_URL,
    });
    expect(await failure(offSession)).toMatchObject({ statusCode: 402, code: 'authentication_required' });
  });

  test('a failed authentication leaves a reason and lets the buyer try again', async () => {
    const waiting = await pay('pm_card_authenticationRequired');
    await sandbox.control('POST', `payment_intents/${waiting.id}/finish-action`, { outcome: 'failed' });
    const after = await sandbox.stripe.paymentIntents.retrieve(waiting.id);
    expect(after).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
  });

  test.each([
    ['succeeded', 'succeeded', 'succeeded'],
    ['failed', 'failed', 'requires_payment_method'],
  ])('the test bank: %s comes back as redirect_status=%s', async (outcome, redirectStatus, status) => {
    const intent = await create();
    const waiting = await sandbox.stripe.paymentIntents.confirm(intent.id, {
      payment_method_data: { type: 'ideal' },
      return_url: `${RETURN_URL}?order=1`,
    });
    const page = new URL(waiting.next_action?.redirect_to_url?.url ?? '');
    expect(await (await fetch(page)).text()).toContain('Authorise payment');
    const form = new URLSearchParams({ attempt: page.searchParams.get('attempt') ?? '', outcome });
    const answer = await fetch(`${page.origin}${page.pathname}`, { method: 'POST', body: form, redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? '');
    expect(answer.status).toBe(303);
    expect(Object.fromEntries(back.searchParams)).toEqual({
      order: '1',
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: redirectStatus,
    });
    expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
    expect((await fetch(page)).status).toBe(410);
  });

  test('manual capture holds, takes a part, and releases the rest', async () => {
    const held = await pay('pm_card_visa', { capture_method: 'manual' });
    expect(held).toMatchObject({
      status: 'requires_capture',
      amount_capturable: 4500,
      amount_received: 0,
      payment_method_types: ['card'],
    });
    const tooMuch = await failure(sandbox.stripe.paymentIntents.capture(held.id, { amount_to_capture: 9999 }));
    expect(tooMuch).toMatchObject({ code: 'amount_too_large', param: 'amount_to_capture' });
    const taken = await sandbox.stripe.paymentIntents.capture(held.id, { amount_to_capture: 3000 }, {});
    expect(taken).toMatchObject({ status: 'succeeded', amount_received: 3000, amount_capturable: 0 });
    const refund = await sandbox.stripe.refunds.create({ payment_intent: held.id });
    expect(refund.amount).toBe(3000);
    expect(await failure(sandbox.stripe.paymentIntents.capture(held.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
  });

  test('an authorisation that is cancelled or lapses is given back', async () => {
    const held = await pay('pm_card_visa', { capture_method: 'manual' });
    const canceled = await sandbox.stripe.paymentIntents.cancel(held.id, { cancellation_reason: 'requested_by_customer' });
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'requested_by_customer', amount_capturable: 0 });
    expect(await sandbox.stripe.charges.retrieve(String(held.latest_charge))).toMatchObject({ refunded: true, captured: false });
    const lapsing = await pay('pm_card_visa', { capture_method: 'manual' });
    const lapsed = await sandbox.control('POST', `payment_intents/${lapsing.id}/lapse`);
    expect(lapsed.body).toMatchObject({ status: 'canceled', cancellation_reason: 'automatic' });
  });

  test('a payment can be processing and settle later', async () => {
    await sandbox.control('POST', 'next-confirmation', { status: 'processing' });
    const processing = await pay();
    expect(processing.status).toBe('processing');
    expect(await failure(sandbox.stripe.paymentIntents.cancel(processing.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    await sandbox.control('POST', `payment_intents/${processing.id}/settle`, { outcome: 'succeeded' });
    const after = await sandbox.stripe.paymentIntents.retrieve(processing.id, { expand: ['latest_charge'] });
    expect(after).toMatchObject({
      status: 'succeeded',
      amount_received: 4500,
      latest_charge: { captured: true, status: 'succeeded' },
    });
    expect(validateStripeObject('PaymentIntent', strip(after))).toEqual([]);
  });

  test('illegal steps are refused with the payment in the error', async () => {
    const paid = await pay();
    for (const attempt of [
      sandbox.stripe.paymentIntents.confirm(paid.id, { payment_method: 'pm_card_visa', return_url: RETURN_URL }),
      sandbox.stripe.paymentIntents.cancel(paid.id),
      sandbox.stripe.paymentIntents.update(paid.id, { amount: 100 }),
      sandbox.stripe.paymentIntents.confirm((await create()).id, { return_url: RETURN_URL }),
    ]) {
      const error = await failure(attempt);
      expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
      expect(error.payment_intent).toHaveProperty('status');
    }
    const canceled = await sandbox.stripe.paymentIntents.cancel((await create()).id);
    expect(canceled.canceled_at).toBeGreaterThan(1_700_000_000);
    expect(await failure(sandbox.stripe.paymentIntents.cancel(canceled.id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
  });

  test('an update merges metadata, deletes with an empty value, and voids a step under way', async () => {
    const intent = await create({ metadata: { keep: '1', drop: '2' } });
    const updated = await sandbox.stripe.paymentIntents.update(intent.id, { amount: 5000, metadata: { drop: '', add: 3 } });
    expect(updated).toMatchObject({ amount: 5000, metadata: { keep: '1', add: '3' } });
    expect(updated.metadata).not.toHaveProperty('drop');
    expect((await sandbox.stripe.paymentIntents.update(intent.id, { metadata: '' })).metadata).toEqual({});
    const waiting = await pay('pm_card_authenticationRequired');
    const changed = await sandbox.stripe.paymentIntents.update(waiting.id, { amount: 6000 });
    expect(changed).toMatchObject({ status: 'requires_confirmation', next_action: null });
  });

  test('types are limited by currency, redirects, and the lists of the caller', async () => {
    expect((await create({ currency: 'sek' })).payment_method_types).toEqual(['card']);
    expect((await create({ excluded_payment_method_types: ['ideal', 'sepa_debit'] })).payment_method_types).toEqual(['card']);
    expect((await create({ allowed_payment_method_types: ['ideal'] })).payment_method_types).toEqual(['ideal']);
    const never = await create({ automatic_payment_methods: { enabled: true, allow_redirects: 'never' } });
    expect(never.payment_method_types).toEqual(['card', 'sepa_debit']);
    expect((await sandbox.stripe.paymentIntents.confirm(never.id, { payment_method: 'pm_card_visa' })).status).toBe('succeeded');
    expect(await failure(create({ allowed_payment_method_types: ['klarna'] }))).toMatchObject({ statusCode: 400 });
  });

  test('lists page from the newest, by cursor and by time', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.unshift((await create()).id);
    const first = await sandbox.stripe.paymentIntents.list({ limit: 2, created: { gte: 1_700_000_000 } });
    expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first.has_more).toBe(true);
    const second = await sandbox.stripe.paymentIntents.list({ limit: 2, starting_after: ids[1] ?? '' });
    expect(second.data.map(({ id }) => id)).toEqual(ids.slice(2, 4));
    expect(validateStripeObject('GET /v1/payment_intents', strip(second))).toEqual([]);
    expect((await sandbox.stripe.paymentIntents.list({ created: { lt: 1_700_000_000 } })).data).toEqual([]);
    const before = await sandbox.stripe.paymentIntents.list({ limit: 1, ending_before: ids[2] ?? '' });
    expect(before.data.map(({ id }) => id)).toEqual([ids[1]]);
  });

  test('what our tests send is what Stripe takes', () => {
    const good = { amount: 100, currency: 'eur', automatic_payment_methods: { enabled: true }, metadata: { a: 'b' } };
    expect(validateStripeRequest('POST', '/v1/payment_intents', good)).toEqual([]);
    expect(validateStripeRequest('POST', '/v1/payment_intents', { ...good, amount: '100' })).toEqual([]);
    expect(validateStripeRequest('POST', '/v1/payment_intents', { ...good, payment_method_types: ['card'] })).toHaveLength(1);
    expect(
      validateStripeRequest('POST', '/v1/payment_intents', { ...good, automatic_payment_methods: { enable: true } }),
    ).not.toEqual([]);
    expect(validateStripeRequest('POST', '/v1/payment_intents', { currency: 'eur' })).not.toEqual([]);
  });
});
