import { describe, expect, test } from '@jest/globals';
import { attentionAnswerSchema } from '../../../adapters/http/schemas/money.ts';
import { findAction, readAttention } from '../../../wordpress-plugin/src/model/attention.ts';

const answer = {
  items: [
    {
      kind: 'refund_owed',
      title: 'A refund has failed.',
      advice: 'Give it back again.',
      orderId: 'ord_1',
      bookingId: 'bkg_1',
      reference: 'ABC2345',
      customerName: 'Maria Lind',
      serviceName: 'Haircut',
      startsAt: '2027-01-14T13:30:00Z',
      timeZone: 'Europe/Stockholm',
      amount: { amountMinor: 45_000, currency: 'SEK' },
      until: null,
      payment: { provider: 'stripe_test', providerId: 'pi_1' },
    },
  ],
} as const;

const read = (changed: object) => readAttention({ items: [{ ...answer.items[0], ...changed }] })[0];

describe('the owner’s queue', () => {
  test('is read as the service tells it', () => {
    expect(attentionAnswerSchema.parse(answer)).toEqual(answer);
    const { amount, payment, ...rest } = answer.items[0];
    expect(readAttention(answer)).toEqual([
      { ...rest, ...amount, providerUrl: `https://dashboard.stripe.com/test/payments/${payment.providerId}` },
    ]);
  });

  test.each([null, {}, { items: null }, { items: ['x', 3] }])('%j is an empty one', (told) => {
    expect(readAttention(told)).toEqual([]);
  });

  test.each([
    [{ payment: { provider: 'stripe', providerId: 'pi_2' } }, 'https://dashboard.stripe.com/payments/pi_2'],
    [{ payment: { provider: 'stripe', providerId: 'cs_live_3' } }, 'https://dashboard.stripe.com/search?query=cs_live_3'],
    [{ payment: { provider: 'another', providerId: 'x' } }, null],
    [{ payment: null }, null],
  ])('%j is shown at %s', (changed, expected) => {
    expect(read(changed)?.providerUrl).toBe(expected);
  });

  test.each([
    ['refund_owed', 'bkg_1', 'refund'],
    ['hold_stuck', 'bkg_1', 'release'],
    ['hold_stuck', null, null],
    ['late_payment_offered', 'bkg_1', null],
    ['payment_disputed', 'bkg_1', null],
    ['something_new', 'bkg_1', null],
  ])('about %s of %s can be done: %s', (kind, bookingId, action) => {
    const item = read({ kind, bookingId });
    expect(item === undefined ? 'nothing read' : findAction(item)).toBe(action);
  });
});
