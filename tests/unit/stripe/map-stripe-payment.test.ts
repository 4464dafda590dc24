import { describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { mapStripePayment, mapStripeRefund } from '../../../adapters/stripe/map-stripe-payment.ts';
import { readStripeFixture } from '../../support/stripe-schema.ts';

/** Stripe's own sample with some fields changed. What the mapper does not read may be anything. */
const buildIntent = (changes: object = {}): Stripe.PaymentIntent =>
  Object.assign(Object.create(null), readStripeFixture('payment_intent'), changes);
const buildRefund = (changes: object = {}): Stripe.Refund =>
  Object.assign(Object.create(null), readStripeFixture('refund'), changes);

describe('a payment intent', () => {
  test('Stripe’s sample becomes a payment that is not ours', () => {
    const sample = buildIntent();
    expect(mapStripePayment(sample, [], [])).toEqual({
      providerId: sample.id,
      state: 'open',
      amountMinor: sample.amount,
      currency: sample.currency.toUpperCase(),
      capturedMinor: 0,
      clientSecret: sample.client_secret,
      pageUrl: null,
      declineCode: null,
      paymentId: null,
      refunds: [],
      disputes: [],
    });
  });

  test.each([
    ['requires_payment_method', 'open'],
    ['requires_confirmation', 'open'],
    ['requires_action', 'requires_action'],
    ['processing', 'processing'],
    ['requires_capture', 'authorized'],
    ['succeeded', 'paid'],
    ['canceled', 'cancelled'],
    ['a_status_of_tomorrow', 'processing'],
  ])('%s is %s', (status, state) => {
    expect(mapStripePayment(buildIntent({ status }), [], []).state).toBe(state);
  });

  test.each([
    ['pay_1a', 'pay_1a'],
    ['ord_1a', null],
    ['pay_; drop table', null],
    ['', null],
    [undefined, null],
  ])('our id in its metadata: %s', (id, paymentId) => {
    expect(
      mapStripePayment(buildIntent({ metadata: id === undefined ? {} : { holdfast_payment_id: id } }), [], []).paymentId,
    ).toBe(paymentId);
  });

  test.each([
    [{ decline_code: 'insufficient_funds', code: 'card_declined' }, 'insufficient_funds'],
    [{ code: 'payment_intent_authentication_failure' }, 'payment_intent_authentication_failure'],
    [{}, null],
    [null, null],
  ])('the reason of a decline: %j', (error, declineCode) => {
    expect(mapStripePayment(buildIntent({ last_payment_error: error }), [], []).declineCode).toBe(declineCode);
  });

  test('amounts are in our minor units, those of its refunds too', () => {
    const intent = buildIntent({ currency: 'isk', amount: 250_000, amount_received: 250_000, status: 'succeeded' });
    const refund = buildRefund({ currency: 'isk', amount: 100_000 });
    expect(mapStripePayment(intent, [refund], [])).toMatchObject({
      currency: 'ISK',
      amountMinor: 2_500,
      capturedMinor: 2_500,
      refunds: [{ amountMinor: 1_000 }],
    });
  });
});

describe('a refund', () => {
  test.each([
    ['pending', 'pending'],
    ['requires_action', 'pending'],
    ['succeeded', 'succeeded'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
    ['a_status_of_tomorrow', 'pending'],
    [null, 'pending'],
  ])('%s is %s', (status, state) => {
    expect(mapStripeRefund(buildRefund({ status })).state).toBe(state);
  });

  test('has our id, or none when it was made by hand', () => {
    expect(mapStripeRefund(buildRefund({ metadata: { holdfast_refund_id: 'ref_7' } })).refundId).toBe('ref_7');
    expect(mapStripeRefund(buildRefund({ metadata: {} })).refundId).toBeNull();
    expect(mapStripeRefund(buildRefund({ metadata: null })).refundId).toBeNull();
  });
});
