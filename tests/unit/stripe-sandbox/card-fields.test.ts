import { describe, expect, test } from '@jest/globals';
import {
  checkCvc,
  checkEmail,
  checkExpiry,
  checkHolder,
  checkIban,
  checkNumber,
  detectBrand,
  formatExpiry,
  formatIban,
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

describe('the form of a direct debit', () => {
  test.each([
    ['de89370400440532013000', 'DE89 3704 0044 0532 0130 00'],
    ['DE89 37', 'DE89 37'],
    ['de-89', 'DE89'],
    ['', ''],
  ])('groups %s as %s', (typed, shown) => {
    expect(formatIban(typed)).toBe(shown);
  });

  test.each([
    ['DE89 3704 0044 0532 0130 00', null],
    ['GB82WEST12345698765432', null],
    ['DE89 3704 0044 0532 0130 01', 'invalid_iban'],
    ['DE89 3704', 'incomplete_iban'],
    ['', 'incomplete_iban'],
  ])('the IBAN %s: %s', (text, code) => {
    expect(checkIban(text)?.code ?? null).toBe(code);
  });

  test('asks for a name and an address for mail', () => {
    expect([checkHolder(' ')?.code, checkHolder('Eva Berg')]).toEqual(['incomplete_name', null]);
    expect(['', 'eva', 'eva@', 'eva@mail.example'].map((text) => checkEmail(text)?.code ?? null)).toEqual([
      'incomplete_email',
      'incomplete_email',
      'incomplete_email',
      null,
    ]);
  });
});
