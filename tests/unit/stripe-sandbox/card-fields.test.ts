import { describe, expect, test } from '@jest/globals';
import {
  checkCvc,
  checkExpiry,
  checkNumber,
  detectBrand,
  formatExpiry,
  formatNumber,
  readExpiry,
} from '../../../adapters/stripe-sandbox/browser/card-fields.js';

const TODAY = { month: 11, year: 2026 };

describe('the card form', () => {
  test.each([
    ['4242424242424242', '4242 4242 4242 4242'],
    ['42424', '4242 4'],
    ['4242 4242 4242 4242 99', '4242 4242 4242 4242'],
    ['378282246310005', '3782 822463 10005'],
    ['37828', '3782 8'],
    ['abc', ''],
  ])('groups %s as %s', (typed, shown) => {
    expect(formatNumber(typed)).toBe(shown);
  });

  test.each([
    ['4', false, '04 / '],
    ['12', false, '12 / '],
    ['12', true, '12'],
    ['1230', false, '12 / 30'],
    ['1', false, '1'],
    ['930', false, '09 / 30'],
  ])('writes expiry %s (deleting: %s) as %s', (typed, isDeleting, shown) => {
    expect(formatExpiry(typed, isDeleting)).toBe(shown);
  });

  test.each([
    [checkNumber('4242 4242'), 'incomplete_number'],
    [checkNumber('4242 4242 4242 4241'), 'invalid_number'],
    [checkNumber('4242 4242 4242 4242'), undefined],
    [checkNumber('3782 822463 10005'), undefined],
    [checkExpiry('1', TODAY), 'incomplete_expiry'],
    [checkExpiry('13 / 30', TODAY), 'incomplete_expiry'],
    [checkExpiry('10 / 26', TODAY), 'invalid_expiry_year_past'],
    [checkExpiry('11 / 26', TODAY), undefined],
    [checkExpiry('11 / 99', TODAY), 'invalid_expiry_year'],
    [checkCvc('12', '4242'), 'incomplete_cvc'],
    [checkCvc('123', '3782'), 'incomplete_cvc'],
    [checkCvc('123', '4242'), undefined],
  ])('%j has the code %s', (error, code) => {
    expect(error?.code).toBe(code);
  });

  test('names brands and reads an expiry', () => {
    expect(['4', '51', '37', '9'].map((digits) => detectBrand(digits)?.name ?? null)).toEqual([
      'Visa',
      'Mastercard',
      'American Express',
      null,
    ]);
    expect(readExpiry('12 / 30')).toEqual({ month: 12, year: 2030 });
  });
});
