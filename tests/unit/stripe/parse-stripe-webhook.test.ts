import { describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { Temporal } from 'temporal-polyfill';
import { parseStripeWebhook } from '../../../adapters/stripe/parse-stripe-webhook.ts';
import { readStripeFixture } from '../../support/stripe-schema.ts';

const SECRET = 'whsec_current';
const nowSeconds = (): number => Math.floor(Temporal.Now.instant().epochMilliseconds / 1_000);

const sign = (body: string, secret = SECRET, ageSeconds = 0): string =>
  Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp: nowSeconds() - ageSeconds });

/** An event as an endpoint of our version gets it: Stripe's sample with another object in it. */
const buildEvent = (type: string, object: object): string =>
  JSON.stringify({ ...readStripeFixture('event'), id: 'evt_1', type, data: { object } });

const parse = (body: string, signature = sign(body), secrets: readonly string[] = [SECRET]) =>
  parseStripeWebhook(Buffer.from(body), signature, secrets);

/** The minimum set of events that an endpoint listens to, the sample of the object each carries, and the payment to look up. */
const ours = { payment_intent: 'pi_ours' };
const events: readonly (readonly [type: string, sample: string, changes: object, providerId: string | null])[] = [
  ['payment_intent.succeeded', 'payment_intent', { id: 'pi_ours' }, 'pi_ours'],
  ['payment_intent.payment_failed', 'payment_intent', { id: 'pi_ours' }, 'pi_ours'],
  ['payment_intent.processing', 'payment_intent', { id: 'pi_ours' }, 'pi_ours'],
  ['payment_intent.canceled', 'payment_intent', { id: 'pi_ours' }, 'pi_ours'],
  ['payment_intent.amount_capturable_updated', 'payment_intent', { id: 'pi_ours' }, 'pi_ours'],
  ['payment_intent.requires_action', 'payment_intent', { id: 'pi_ours' }, 'pi_ours'],
  ['setup_intent.succeeded', 'setup_intent', {}, null],
  ['setup_intent.setup_failed', 'setup_intent', {}, null],
  ['charge.refunded', 'charge', ours, 'pi_ours'],
  ['charge.dispute.created', 'dispute', ours, 'pi_ours'],
  ['charge.dispute.closed', 'dispute', ours, 'pi_ours'],
  ['charge.expired', 'charge', ours, 'pi_ours'],
  ['refund.created', 'refund', ours, 'pi_ours'],
  ['refund.updated', 'refund', ours, 'pi_ours'],
  ['refund.failed', 'refund', ours, 'pi_ours'],
  ['checkout.session.completed', 'checkout.session', { id: 'cs_ours', ...ours }, 'cs_ours'],
  ['checkout.session.expired', 'checkout.session', { id: 'cs_ours', payment_intent: null }, 'cs_ours'],
  ['checkout.session.async_payment_succeeded', 'checkout.session', { id: 'cs_ours', ...ours }, 'cs_ours'],
  ['checkout.session.async_payment_failed', 'checkout.session', { id: 'cs_ours', ...ours }, 'cs_ours'],
  ['invoice.paid', 'invoice', {}, null],
  ['invoice.payment_failed', 'invoice', {}, null],
  ['invoice.payment_action_required', 'invoice', {}, null],
  ['customer.subscription.created', 'subscription', {}, null],
  ['customer.subscription.updated', 'subscription', {}, null],
  ['customer.subscription.deleted', 'subscription', {}, null],
  // A charge without a payment intent, and a type of tomorrow.
  ['charge.refunded', 'charge', { payment_intent: null }, null],
  ['a_type.of_tomorrow', 'payout', {}, null],
];

describe('events', () => {
  test.each(events)('%s of a %s', (type, sample, changes, providerId) => {
    const body = buildEvent(type, { ...readStripeFixture(sample), ...changes });
    expect(parse(body)).toMatchObject({ ok: true, value: { eventId: 'evt_1', type, providerId, paymentId: null } });
  });

  test.each([
    ['payment_intent.succeeded', 'payment_intent', false],
    ['charge.refunded', 'charge', false],
    ['checkout.session.completed', 'checkout.session', false],
    ['refund.updated', 'refund', true],
  ])('%s says our own id where it stands', (type, sample, isPart) => {
    const ourOwn = (id: string) => ({ ...readStripeFixture(sample), ...ours, metadata: { holdfast_payment_id: id } });
    expect(parse(buildEvent(type, ourOwn('pay_1')))).toMatchObject({ value: { paymentId: 'pay_1', isPart } });
    expect(parse(buildEvent(type, ourOwn("pay_1' OR 1=1")))).toMatchObject({ value: { paymentId: null } });
    expect(parse(buildEvent(type, ourOwn('bkg_1')))).toMatchObject({ value: { paymentId: null } });
  });

  test.each(['charge.dispute.created', 'charge.dispute.closed', 'refund.failed'])('%s is about a part of a payment', (type) => {
    const sample = readStripeFixture(type.startsWith('refund') ? 'refund' : 'dispute');
    expect(parse(buildEvent(type, { ...sample, ...ours }))).toMatchObject({ value: { providerId: 'pi_ours', isPart: true } });
  });
});

describe('signatures', () => {
  const body = buildEvent('payment_intent.succeeded', { ...readStripeFixture('payment_intent'), id: 'pi_ours' });
  const refused = { ok: false, refusal: { code: 'webhook_signature_invalid' } };
  const hex = 'a'.repeat(64);

  test('are checked on the bytes as they came: white space and letters of any alphabet are part of them', () => {
    const spaced = `  ${body.replace('"type"', '"note":"Åsa 予約","type"')}\n`;
    expect(parse(spaced)).toMatchObject({ ok: true });
    expect(parse(spaced, sign(spaced.trim()))).toMatchObject(refused);
  });

  test.each([
    ['forged', () => `t=${nowSeconds()},v1=${hex}`],
    ['of another body', () => sign(body.replace('pi_ours', 'pi_other'))],
    ['of another secret', () => sign(body, 'whsec_other')],
    ['older than five minutes', () => sign(body, SECRET, 302)],
    ['with a newer time than was signed', () => sign(body, SECRET, 302).replace(/t=\d+/, `t=${nowSeconds()}`)],
    ['of an old scheme only', () => sign(body).replace('v1=', 'v0=')],
    ['missing', () => ''],
    ['without a time', () => sign(body).replace(/t=\d+,/, '')],
    ['without a value', () => `t=${nowSeconds()},v1`],
    ['with an empty value', () => `t=${nowSeconds()},v1=`],
    ['of the right length in other letters', () => `t=${nowSeconds()},v1=${'é'.repeat(64)}`],
    ['of no shape at all', () => 'Bearer of bad news'],
  ])('%s: refused', (_what, signature) => {
    expect(parse(body, signature())).toMatchObject(refused);
  });

  test('of almost five minutes ago are taken', () => {
    expect(parse(body, sign(body, SECRET, 295))).toMatchObject({ ok: true });
  });

  test('one good signature among several is enough', () => {
    expect(parse(body, `${sign(body)},v1=${hex},v0=${hex}`)).toMatchObject({ ok: true });
  });

  test('during a rotation each secret counts, and the old one no longer after it', () => {
    const [byOld, byNew] = [sign(body, 'whsec_old'), sign(body, 'whsec_new')];
    for (const signature of [byOld, byNew])
      expect(parse(body, signature, ['whsec_new', 'whsec_old'])).toMatchObject({ ok: true });
    expect(parse(body, byOld, ['whsec_new'])).toMatchObject(refused);
  });

  test('without a secret nothing is taken', () => {
    expect(parse(body, sign(body), [])).toMatchObject(refused);
    expect(parse(body, sign(body, ' '), [' '])).toMatchObject(refused);
  });
});

describe('rightly signed, but not an event', () => {
  const thin = {
    id: 'evt_65R9',
    object: 'v2.core.event',
    type: 'v1.payment_intent.succeeded',
    livemode: false,
    created: '2026-11-23T10:00:00.000Z',
    related_object: { id: 'pi_ours', type: 'payment_intent', url: '/v1/payment_intents/pi_ours' },
  };

  test.each([
    ['nothing', '', 'invalid_json'],
    ['no JSON', 'hello', 'invalid_json'],
    ['half of it', '{"id":"evt_1",', 'invalid_json'],
    ['a thin event', JSON.stringify(thin), 'invalid_request'],
    ['null', 'null', 'invalid_request'],
    ['a list', '[]', 'invalid_request'],
    ['another object', '{"object":"payment_intent","id":"pi_ours"}', 'invalid_request'],
    ['an event without a type', '{"object":"event","id":"evt_1"}', 'invalid_request'],
  ])('%s: refused with a code that says so', (_what, body, code) => {
    expect(parse(body)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('an event without an object is heard and leads nowhere', () => {
    expect(parse('{"object":"event","id":"evt_1","type":"payment_intent.succeeded"}')).toMatchObject({
      ok: true,
      value: { providerId: null },
    });
  });
});
