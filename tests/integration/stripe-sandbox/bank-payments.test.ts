import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { validateStripeEvent, validateStripeObject } from '../../support/stripe-schema.ts';
import { runSandbox } from './sandbox-fixture.ts';
import type { RunningSandbox } from './sandbox-fixture.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await runSandbox();
});
afterAll(() => sandbox.stop());

const IBAN = 'DE89370400440532013000';
const create = (currency = 'eur') => sandbox.stripe.paymentIntents.create({ amount: 4500, currency });
const strip = (object: object) => JSON.parse(JSON.stringify(object));

const account = (iban = IBAN, details: Readonly<Record<string, string>> = { name: 'Eva Berg', email: 'eva@mail.example' }) => ({
  'payment_method_data[type]': 'sepa_debit',
  'payment_method_data[sepa_debit][iban]': iban,
  ...Object.fromEntries(Object.entries(details).map(([name, value]) => [`payment_method_data[billing_details][${name}]`, value])),
});
const debit = async (parameters: Record<string, string> = account()) => {
  const { id, client_secret: secret } = await create();
  const sent = { ...parameters, client_secret: secret ?? '', use_stripe_sdk: 'true' };
  return sandbox.browse('POST', `/v1/payment_intents/${id}/confirm`, sent);
};

describe('SEPA Direct Debit', () => {
  test.each([
    ['succeeded', { status: 'succeeded', amount_received: 4500, latest_charge: { status: 'succeeded', captured: true } }],
    ['failed', { status: 'requires_payment_method', amount_received: 0, latest_charge: { status: 'failed' } }],
  ])('it is on its way until the bank says %s', async (outcome, expected) => {
    const { body } = await debit();
    expect(body).toMatchObject({ status: 'processing', next_action: null });
    const moving = await sandbox.stripe.paymentIntents.retrieve(body.id, { expand: ['latest_charge', 'payment_method'] });
    expect(moving).toMatchObject({
      amount_received: 0,
      latest_charge: { status: 'pending', payment_method_details: { type: 'sepa_debit', sepa_debit: { last4: '3000' } } },
      payment_method: { type: 'sepa_debit', sepa_debit: { country: 'DE', bank_code: '37040044', last4: '3000' } },
    });
    expect(validateStripeObject('PaymentIntent', strip(moving))).toEqual([]);
    await expect(sandbox.stripe.paymentIntents.cancel(body.id)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    await sandbox.control('POST', `payment_intents/${body.id}/settle`, { outcome });
    const settled = await sandbox.stripe.paymentIntents.retrieve(body.id, { expand: ['latest_charge'] });
    expect(settled).toMatchObject(expected);
    expect(validateStripeObject('PaymentIntent', strip(settled))).toEqual([]);
  });

  test('it is told as it goes, in Stripe’s shape, and no account number stays', async () => {
    const { body } = await debit();
    await sandbox.control('POST', `payment_intents/${body.id}/settle`, { outcome: 'succeeded' });
    await sandbox.stripe.refunds.create({ payment_intent: body.id });
    const { events } = (await sandbox.control('GET', 'events')).body;
    const types = events.map(({ type }: { readonly type: string }) => type);
    for (const type of ['charge.pending', 'payment_intent.processing', 'charge.succeeded', 'payment_intent.succeeded'])
      expect(types).toContain(type);
    for (const event of events) expect([event.type, ...validateStripeEvent(event)]).toEqual([event.type]);
    expect(JSON.stringify(events)).not.toContain(IBAN);
  });

  test.each([
    ['an IBAN with a wrong digit', account('DE89370400440532013001'), 'sepa_debit[iban]'],
    ['no IBAN', account(''), 'payment_method_data[sepa_debit][iban]'],
    ['no name', account(IBAN, { email: 'eva@mail.example' }), 'billing_details[name]'],
    ['no address for mail', account(IBAN, { name: 'Eva Berg' }), 'billing_details[email]'],
  ])('%s is refused', async (_name, parameters, param) => {
    expect(await debit(parameters)).toMatchObject({ status: 400, body: { error: { type: 'invalid_request_error', param } } });
  });

  test('an IBAN may be written in groups', async () => {
    expect((await debit(account('de89 3704 0044 0532 0130 00'))).body.status).toBe('processing');
  });

  test('without Stripe.js it needs a mandate', async () => {
    const payment_method_data = {
      type: 'sepa_debit' as const,
      sepa_debit: { iban: IBAN },
      billing_details: { name: 'Eva Berg', email: 'eva@mail.example' },
    };
    const parameters = { payment_method_data, return_url: 'https://shop.example/back' };
    const bare = sandbox.stripe.paymentIntents.confirm((await create()).id, parameters);
    await expect(bare).rejects.toMatchObject({ statusCode: 400, param: 'mandate_data', code: 'parameter_missing' });
    const online = { ip_address: '192.0.2.1', user_agent: 'test' };
    const confirmed = await sandbox.stripe.paymentIntents.confirm((await create()).id, {
      ...parameters,
      mandate_data: { customer_acceptance: { type: 'online', online } },
    });
    expect(confirmed.status).toBe('processing');
  });

  test('it is offered in euros, where it is not excluded and nothing is only held', async () => {
    expect((await create('sek')).payment_method_types).toEqual(['card']);
    const make = async (extra: object) =>
      (await sandbox.stripe.paymentIntents.create({ amount: 4500, currency: 'eur', ...extra })).payment_method_types;
    expect(await make({})).toEqual(['card', 'ideal', 'sepa_debit']);
    expect(await make({ excluded_payment_method_types: ['sepa_debit'] })).toEqual(['card', 'ideal']);
    expect(await make({ capture_method: 'manual' })).toEqual(['card']);
  });
});

describe('a redirect in the browser', () => {
  test.each([
    ['succeeded', 'succeeded'],
    ['failed', 'requires_payment_method'],
  ])('goes to the bank and comes back to return_url: %s', async (outcome, status) => {
    const { id, client_secret: secret } = await create();
    const confirmed = await sandbox.browse('POST', `/v1/payment_intents/${id}/confirm`, {
      ...{ 'payment_method_data[type]': 'ideal', client_secret: secret ?? '', use_stripe_sdk: 'true' },
      return_url: 'https://shop.example/back?booking=bkg_1#top',
    });
    expect(confirmed.body).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } });
    const bank = new URL(confirmed.body.next_action.redirect_to_url.url);
    const form = new URLSearchParams({ attempt: bank.searchParams.get('attempt') ?? '', outcome });
    const answer = await fetch(`${bank.origin}${bank.pathname}`, { method: 'POST', body: form, redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? '');
    expect([answer.status, back.origin, back.pathname, back.hash]).toEqual([303, 'https://shop.example', '/back', '#top']);
    expect(Object.fromEntries(back.searchParams)).toEqual({
      booking: 'bkg_1',
      payment_intent: id,
      payment_intent_client_secret: secret,
      redirect_status: outcome,
    });
    // The page that it comes back to reads the payment with what the address says.
    const read = { client_secret: back.searchParams.get('payment_intent_client_secret') ?? '' };
    expect((await sandbox.browse('GET', `/v1/payment_intents/${id}`, read)).body.status).toBe(status);
  });
});
