import { expect, test } from '@jest/globals';
import { findMinimumCharge } from '../../../adapters/stripe/minimum-charges.ts';
import { convertToStripeAmount } from '../../../adapters/stripe/stripe-amount.ts';
import { MINIMUM_CHARGE } from '../../../adapters/stripe-sandbox/currency-limits.ts';

test.each(Object.entries(MINIMUM_CHARGE))('the least in %s is what Stripe refuses less than', (currency, least) => {
  const code = currency.toUpperCase();
  expect(convertToStripeAmount(findMinimumCharge(code), code)).toBe(least);
});

test.each([
  ['EUR', 50],
  ['JPY', 50],
  ['HUF', 17_500],
  ['ISK', 1],
])('in %s it is %i minor units', (currency, least) => {
  expect(findMinimumCharge(currency)).toBe(least);
});
