import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runSandbox } from './sandbox-fixture.ts';
import type { RunningSandbox } from './sandbox-fixture.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  // Cards expire: the clock stands in November 2026.
  sandbox = await runSandbox({ clock: () => 1_794_000_000_000 });
});
afterAll(() => sandbox.stop());

const CARD = {
  'payment_method_data[type]': 'card',
  'payment_method_data[card][exp_month]': '12',
  'payment_method_data[card][cvc]': '123',
};
const create = () =>
  sandbox.stripe.paymentIntents.create({ amount: 4500, currency: 'eur', metadata: { secret: 'ours', evil: '<b>' } });
const confirm = async (number: string, year = '2030') => {
  const intent = await create();
  const card = { 'payment_method_data[card][number]': number, 'payment_method_data[card][exp_year]': year };
  return sandbox.browse('POST', `/v1/payment_intents/${intent.id}/confirm`, {
    ...CARD,
    ...card,
    client_secret: intent.client_secret ?? '',
    use_stripe_sdk: 'true',
  });
};

describe('what a browser may do', () => {
  test('it reads a payment with its client secret, without what is the shop’s own', async () => {
    const intent = await create();
    const seen = await sandbox.browse('GET', `/v1/payment_intents/${intent.id}`, { client_secret: intent.client_secret ?? '' });
    expect(seen.body).toMatchObject({ id: intent.id, amount: 4500, status: 'requires_payment_method' });
    for (const hidden of ['metadata', 'latest_charge', 'customer', 'amount_received'])
      expect(seen.body).not.toHaveProperty(hidden);
    expect(seen.headers.get('access-control-allow-origin')).toBe('*');
    expect((await sandbox.browse('GET', `/v1/payment_intents/${intent.id}`, { client_secret: 'pi_x_secret_y' })).status).toBe(
      400,
    );
    expect((await sandbox.browse('GET', `/v1/payment_intents/${intent.id}`, {})).status).toBe(400);
  });

  test('it pays with a card number, of which four digits stay', async () => {
    const paid = await confirm('4242 4242 4242 4242');
    expect(paid).toMatchObject({ status: 200, body: { status: 'succeeded' } });
    const state =
      JSON.stringify((await sandbox.control('GET', 'payment_intents')).body) +
      JSON.stringify((await sandbox.control('GET', 'events')).body);
    expect(state).not.toContain('4242424242424242');
    expect(state).not.toContain('4242 4242 4242 4242');
  });

  test.each([
    ['4000000000000002', '2030', 402, 'card_declined'],
    ['4242424242424241', '2030', 402, 'incorrect_number'],
    ['4242424242424242', '2020', 402, 'invalid_expiry_year'],
    ['4111111111111111', '2030', 402, 'card_declined'],
  ])('%s, %s: %i %s', async (number, year, status, code) => {
    const answer = await confirm(number, year);
    expect(answer).toMatchObject({ status, body: { error: { type: 'card_error', code } } });
    expect(answer.body.error.payment_intent ?? {}).not.toHaveProperty('metadata');
  });

  test('it may not change the payment, nor create or refund one', async () => {
    const intent = await create();
    const form = { client_secret: intent.client_secret ?? '', capture_method: 'manual' };
    const changed = await sandbox.browse('POST', `/v1/payment_intents/${intent.id}/confirm`, form);
    expect(changed.body.error.code).toBe('parameter_unknown');
    expect((await sandbox.browse('POST', `/v1/payment_intents/${intent.id}`, { amount: '1' })).status).toBe(403);
    expect((await sandbox.browse('POST', '/v1/refunds', { payment_intent: intent.id })).status).toBe(403);
  });

  test('card numbers never travel with a secret key', async () => {
    const form = 'type=card&card[number]=4242424242424242&card[exp_month]=1&card[exp_year]=2030';
    expect((await sandbox.call('POST', '/v1/payment_methods', form)).status).toBe(402);
    const made = await sandbox.browse('POST', '/v1/payment_methods', Object.fromEntries(new URLSearchParams(form)));
    expect(made.body).toMatchObject({ object: 'payment_method', card: { last4: '4242' } });
  });

  test('the overview escapes what it shows and tells no secret', async () => {
    const intent = await create();
    const page = await (await fetch(sandbox.url)).text();
    expect(page).toContain(intent.id);
    expect(page).toContain('&lt;b&gt;');
    expect(page).not.toContain('<b>');
    expect(page).not.toContain(intent.client_secret ?? 'none');
  });

  test('scripts and styles are served with a version that browsers may keep', async () => {
    const script = await fetch(`${sandbox.url}/endive/stripe.js`);
    expect(script.headers.get('content-type')).toContain('javascript');
    expect(await script.text()).toContain('window.Stripe');
    const again = await fetch(`${sandbox.url}/endive/stripe.js`, {
      headers: { 'if-none-match': script.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
    expect((await fetch(`${sandbox.url}/elements/payment`)).headers.get('content-security-policy')).toContain(
      'frame-ancestors *',
    );
    expect((await fetch(`${sandbox.url}/v3/stripe.js`)).status).toBe(404);
  });
});
