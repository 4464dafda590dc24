import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import {
  listStripeParameters,
  readStripeFixture,
  validateStripeEvent,
  validateStripeObject,
  validateStripeRequest,
} from '../../support/stripe-schema.ts';
import { PARAMETER_TABLES } from '../../../adapters/stripe-sandbox/parameter-table.ts';
import { runSandbox } from './sandbox-fixture.ts';
import type { RunningSandbox } from './sandbox-fixture.ts';

const START = 1_795_000_000_000;
let sandbox: RunningSandbox;
let passedMillis = 0;
beforeAll(async () => {
  sandbox = await runSandbox({ clock: () => START + passedMillis });
});
afterAll(() => sandbox.stop());

const strip = (object: object) => JSON.parse(JSON.stringify(object));
const now = () => (START + passedMillis) / 1_000;

const build = (extra: Partial<Stripe.Checkout.SessionCreateParams> = {}): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  ui_mode: 'hosted_page',
  line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 4_500, product_data: { name: 'Haircut' } } }],
  success_url: 'https://shop.example/done?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'https://shop.example/back',
  metadata: { of: 'the session' },
  payment_intent_data: { description: 'Haircut, Salon', metadata: { booking_id: 'bkg_1' } },
  ...extra,
});
const create = (extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  sandbox.stripe.checkout.sessions.create(build(extra));
const failure = async (attempt: Promise<unknown>): Promise<Stripe.errors.StripeError> => {
  const error: unknown = await attempt.then(
    () => new Error('was not refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  return error;
};
const look = (id: string) => sandbox.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
const intentOf = ({ payment_intent: intent }: Stripe.Checkout.Session): Stripe.PaymentIntent => {
  if (typeof intent !== 'object' || intent === null) throw new Error('the session has no payment');
  return intent;
};
/** Sends the page's form as a browser without scripts does. */
const send = (url: string | null, fields: Record<string, string>) =>
  fetch(url ?? '', {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ type: 'card', email: 'eva@example.com', name: 'Eva', expiry: '04 / 41', cvc: '123', ...fields }),
  });
const typesOf = async (id: string): Promise<readonly string[]> => {
  const { body } = await sandbox.control('GET', 'events');
  const events: readonly { type: string; data: { object: { id: string } } }[] = body.events;
  for (const event of events.filter(({ type }) => type.startsWith('checkout.'))) expect(validateStripeEvent(event)).toEqual([]);
  return events.filter(({ data }) => data.object.id === id).map(({ type }) => type);
};

describe('Checkout Sessions', () => {
  test('a new one is open, has its page and no payment yet, and is what Stripe’s specification says', async () => {
    const session = await create();
    expect(validateStripeRequest('POST', '/v1/checkout/sessions', build())).toEqual([]);
    expect(validateStripeObject('Session', strip(session))).toEqual([]);
    expect(Object.keys(readStripeFixture('checkout.session')).filter((key) => !(key in session))).toEqual([]);
    expect(session).toMatchObject({
      ...{ status: 'open', payment_status: 'unpaid', payment_intent: null, amount_total: 4_500, currency: 'eur' },
      ...{ payment_method_types: ['card', 'ideal', 'sepa_debit'], expires_at: now() + 86_400, metadata: { of: 'the session' } },
    });
    expect(session.success_url).toBe(`https://shop.example/done?session=${session.id}`);
    expect(session.url).toBe(`${sandbox.url}/c/pay/${session.id}`);
  });

  test('every parameter of Stripe is known by name, here and nowhere else', () => {
    for (const [method, path] of [
      ['POST', '/v1/checkout/sessions'],
      ['GET', '/v1/checkout/sessions'],
    ] as const) {
      const known = Object.keys(PARAMETER_TABLES[`${method} ${path}`]);
      expect(listStripeParameters(method, path).filter((name) => !known.includes(name))).toEqual([]);
      expect(
        known.filter((name) => name !== 'payment_method_types' && !listStripeParameters(method, path).includes(name)),
      ).toEqual([]);
    }
  });

  test.each([
    ['sooner than in half an hour', { expires_at: START / 1_000 + 1_799 }, 'expires_at'],
    ['later than in a day', { expires_at: START / 1_000 + 86_401 }, 'expires_at'],
    ['without a price', { line_items: [{ quantity: 1 }] }, 'line_items[0]'],
    ['without an item', { line_items: [] }, 'line_items'],
    ['without a way back', { success_url: '' }, 'success_url'],
    ['with a way back that is no web address', { success_url: 'javascript:alert(1)' }, 'success_url'],
    ['in a mode that is not played', { mode: 'subscription' as const }, 'mode'],
    ['on a page that is not played', { ui_mode: 'elements' as const }, 'ui_mode'],
  ])('%s: refused', async (_case, extra, param) => {
    const error = await failure(create(extra));
    expect([error.statusCode, error.param]).toEqual([400, param]);
  });

  test('payment_method_types is refused as Stripe does since it was removed', async () => {
    const form = 'payment_method_types[0]=card&mode=payment';
    const { status, body } = await sandbox.call('POST', '/v1/checkout/sessions', form);
    expect([status, body.error.code]).toEqual([400, 'payment_method_types_no_longer_supported']);
  });

  test('the page pays by a plain form: back to the shop, and the payment carries its own metadata', async () => {
    const session = await create();
    const page = await (await fetch(session.url ?? '')).text();
    expect(page).toContain('Haircut');
    expect(page).not.toContain('<script');
    const answer = await send(session.url, { number: '4242 4242 4242 4242' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, session.success_url]);
    const paid = await look(session.id);
    expect(paid).toMatchObject({ status: 'complete', payment_status: 'paid', url: null });
    expect(intentOf(paid)).toMatchObject({ status: 'succeeded', amount_received: 4_500, metadata: { booking_id: 'bkg_1' } });
    expect(intentOf(paid).metadata).not.toHaveProperty('of');
    expect(validateStripeObject('Session', strip(await sandbox.stripe.checkout.sessions.retrieve(session.id)))).toEqual([]);
    expect(await typesOf(session.id)).toEqual(['checkout.session.completed']);
    expect(await (await fetch(session.url ?? '')).text()).toContain('You’re all done here');
    expect((await failure(sandbox.stripe.checkout.sessions.expire(session.id))).statusCode).toBe(400);
  });

  test.each([
    ['a declined card', { number: '4000000000000002' }, 'Your card was declined.'],
    ['a number with a slip', { number: '4242424242424241' }, 'Your card number is incorrect.'],
    ['an expiry that is none', { number: '4242424242424242', expiry: 'soon' }, 'Write the expiry date like 04 / 30.'],
  ])('%s says so, keeps what was typed except the card, and another card pays', async (_case, fields, message) => {
    const session = await create();
    const declined = await send(session.url, fields);
    const page = await declined.text();
    expect(declined.status).toBe(402);
    expect(page).toContain(message.replace("'", '&#39;'));
    expect(page).toContain('eva@example.com');
    expect(page).not.toContain(fields.number);
    expect((await look(session.id)).status).toBe('open');
    expect((await send(session.url, { number: '5555555555554444' })).status).toBe(303);
    expect((await look(session.id)).payment_status).toBe('paid');
  });

  test('a card that asks for authentication leads over the bank’s page, and a failed try leads back to the form', async () => {
    const session = await create();
    const toBank = async (): Promise<string> => {
      const answer = await send(session.url, { number: '4000002500003155' });
      return answer.headers.get('location') ?? '';
    };
    const decide = async (address: string, outcome: string): Promise<string> => {
      const attempt = new URL(address).searchParams.get('attempt') ?? '';
      const body = new URLSearchParams({ attempt, outcome });
      const decided = await fetch(address.split('?')[0] ?? '', { method: 'POST', redirect: 'manual', body });
      const back = await fetch(decided.headers.get('location') ?? '', { redirect: 'manual' });
      return back.headers.get('location') ?? '';
    };
    expect(await decide(await toBank(), 'failed')).toBe(session.url);
    expect(await (await fetch(session.url ?? '')).text()).toContain('unable to authenticate');
    expect(await decide(await toBank(), 'succeeded')).toBe(session.success_url);
    expect((await look(session.id)).payment_status).toBe('paid');
  });

  test.each([
    ['succeeded', 'paid', 'checkout.session.async_payment_succeeded'],
    ['failed', 'unpaid', 'checkout.session.async_payment_failed'],
  ])('a debit that takes days and %s: completed unpaid first, then told', async (outcome, paymentStatus, type) => {
    const session = await create();
    expect((await send(session.url, { type: 'sepa_debit', iban: 'DE89370400440532013000' })).status).toBe(303);
    const waiting = await look(session.id);
    expect(waiting).toMatchObject({ status: 'complete', payment_status: 'unpaid', payment_intent: { status: 'processing' } });
    await sandbox.control('POST', `payment_intents/${intentOf(waiting).id}/settle`, { outcome });
    expect((await look(session.id)).payment_status).toBe(paymentStatus);
    expect(await typesOf(session.id)).toEqual(['checkout.session.completed', type]);
  });

  test('a method that is excluded is not on the page', async () => {
    const session = await create({ excluded_payment_method_types: ['sepa_debit', 'ideal'] });
    expect(session.payment_method_types).toEqual(['card']);
    expect(await (await fetch(session.url ?? '')).text()).not.toContain('SEPA');
    expect((await send(session.url, { type: 'ideal' })).status).toBe(422);
  });

  test('expired by a call: the page is closed, its payment cancelled, and nobody can pay', async () => {
    const session = await create();
    await send(session.url, { number: '4000000000000002' });
    const intent = intentOf(await look(session.id));
    const direct = await failure(sandbox.stripe.paymentIntents.cancel(intent.id));
    expect([direct.statusCode, direct.code]).toEqual([400, 'payment_intent_unexpected_state']);
    const confirmed = await failure(sandbox.stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' }));
    expect(confirmed.code).toBe('payment_intent_unexpected_state');
    const expired = await sandbox.stripe.checkout.sessions.expire(session.id);
    expect(expired).toMatchObject({ status: 'expired', payment_status: 'unpaid', url: null });
    expect(validateStripeObject('Session', strip(expired))).toEqual([]);
    expect(intentOf(await look(session.id))).toMatchObject({ status: 'canceled', cancellation_reason: 'expired' });
    const late = await send(session.url, { number: '4242424242424242' });
    expect([late.status, await late.text()]).toEqual([200, expect.stringContaining('This page has closed')]);
    expect(await typesOf(session.id)).toEqual(['checkout.session.expired']);
  });

  test('its end comes by itself', async () => {
    const session = await create({ expires_at: now() + 1_800 });
    passedMillis += 1_800_000;
    expect((await look(session.id)).status).toBe('expired');
    expect(await typesOf(session.id)).toEqual(['checkout.session.expired']);
  });

  test('sessions are listed by status and by payment', async () => {
    const session = await create();
    await send(session.url, { number: '4242424242424242' });
    const { payment_intent: intent } = await sandbox.stripe.checkout.sessions.retrieve(session.id);
    const byIntent = await sandbox.stripe.checkout.sessions.list({ payment_intent: String(intent) });
    expect(byIntent.data.map(({ id }) => id)).toEqual([session.id]);
    const open = await sandbox.stripe.checkout.sessions.list({ status: 'open', limit: 100 });
    expect(open.data.map(({ status }) => status)).not.toContain('complete');
    expect(validateStripeObject('GET /v1/checkout/sessions', strip(open))).toEqual([]);
  });
});
