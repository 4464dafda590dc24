import { describe, expect, test } from '@jest/globals';
import { convertToStripeAmount, mapStripeAmount } from '../../../adapters/stripe/stripe-amount.ts';

/** ISO 4217 minor units on our side, Stripe's integer on the other. @see https://docs.stripe.com/currencies */
const rows: readonly (readonly [what: string, currency: string, ours: number, theirs: number])[] = [
  ['two decimals', 'EUR', 1_999, 1_999],
  ['two decimals', 'SEK', 45_000, 45_000],
  ['no decimals', 'JPY', 3_000, 3_000],
  ['no decimals', 'VND', 250_000, 250_000],
  ['three decimals, the last a zero', 'KWD', 12_340, 12_340],
  ['three decimals, the last a zero', 'BHD', 10, 10],
  ['no decimals at ISO, two at Stripe', 'ISK', 2_500, 250_000],
  ['no decimals at ISO, two at Stripe', 'UGX', 1, 100],
  ['two decimals at ISO, none at Stripe', 'MGA', 50_000, 500],
  ['two decimals for charges', 'HUF', 100_000, 100_000],
  ['nothing', 'EUR', 0, 0],
];

describe('amounts', () => {
  test.each(rows)('%s: %s', (_what, currency, ours, theirs) => {
    expect(convertToStripeAmount(ours, currency)).toBe(theirs);
    expect(mapStripeAmount(theirs, currency)).toBe(ours);
  });

  test.each([
    ['fils that Stripe does not take', 'KWD', 12_345],
    ['fifths of an ariary', 'MGA', 50_020],
    ['half a cent', 'EUR', 0.5],
    ['more than can be counted', 'ISK', Number.MAX_SAFE_INTEGER],
  ])('%s cannot be charged', (_what, currency, amountMinor) => {
    expect(() => convertToStripeAmount(amountMinor, currency)).toThrow(
      expect.objectContaining({ code: 'invalid_amount', retryable: false }),
    );
  });
});
