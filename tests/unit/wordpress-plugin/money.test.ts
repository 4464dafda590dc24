import { describe, expect, test } from '@jest/globals';
import { computeCurrencyExponent, isCurrency } from '../../../core/index.ts';
import { computeExponent, currencyCodes } from '../../../wordpress-plugin/src/model/currencies.ts';
import { formatMoney, formatPriceField, parsePrice } from '../../../wordpress-plugin/src/model/money.ts';

const plain = (text: string): string => text.replace(/\s/gu, ' ');

describe('a typed price', () => {
  test.each([
    ['450', 'SEK', 45_000],
    ['450,5', 'SEK', 45_050],
    ['450.50', 'SEK', 45_050],
    ['0', 'SEK', 0],
    ['0,00', 'EUR', 0],
    [',5', 'EUR', 50],
    ['0007', 'EUR', 700],
    [' 1 234,50 ', 'SEK', 123_450],
    ['1\u00a0234,50', 'SEK', 123_450],
    ["1'234.50", 'CHF', 123_450],
    ['1’234.50', 'CHF', 123_450],
    ['1,234.50', 'USD', 123_450],
    ['1.234,50', 'EUR', 123_450],
    ['1.234.567', 'EUR', 123_456_700],
    ['1.234', 'EUR', 123_400],
    ['1,234', 'USD', 123_400],
    ['1.234', 'KWD', 1_234],
    ['1,234.500', 'KWD', 1_234_500],
    ['3000', 'JPY', 3_000],
    ['3,000', 'JPY', 3_000],
    ['3000.00', 'JPY', 3_000],
    ['4.50000', 'EUR', 450],
    ['٤٥٠', 'AED', 45_000],
    ['٤٥٠٫٥', 'AED', 45_050],
    ['۴۵۰', 'EUR', 45_000],
    ['19.99', 'EUR', 1_999],
    ['1000000000', 'EUR', 100_000_000_000],
  ])('"%s" in %s is %i', (typed, currency, amountMinor) => {
    expect(parsePrice(typed, currency)).toEqual({ ok: true, amountMinor });
  });

  test.each([
    ['', 'EUR', 'empty'],
    ['   ', 'EUR', 'empty'],
    ['free', 'EUR', 'unreadable'],
    ['-5', 'EUR', 'unreadable'],
    ['1e3', 'EUR', 'unreadable'],
    ['.', 'EUR', 'unreadable'],
    ['1.2.3', 'EUR', 'unreadable'],
    ['12.345.1', 'EUR', 'unreadable'],
    ['1,2,3.50', 'EUR', 'unreadable'],
    ['1.234,567.89', 'EUR', 'unreadable'],
    ['4.505', 'KWD', undefined],
    ['4.5051', 'KWD', 'too_many_decimals'],
    ['4,5051', 'EUR', 'too_many_decimals'],
    ['4.5', 'JPY', 'too_many_decimals'],
    ['1000000000.01', 'EUR', 'too_large'],
    ['99999999999999999999', 'EUR', 'too_large'],
  ])('"%s" in %s is refused: %s', (typed, currency, reason) => {
    const parsed = parsePrice(typed, currency);
    expect(parsed.ok ? undefined : parsed.reason).toBe(reason);
  });

  test.each([
    [45_000, 'SEK', 'sv-SE', '450'],
    [45_050, 'SEK', 'sv-SE', '450,50'],
    [45_050, 'SEK', 'en-GB', '450.50'],
    [5, 'EUR', 'en-GB', '0.05'],
    [3_000, 'JPY', 'en-US', '3000'],
    [1_234_500, 'KWD', 'en-US', '1234.500'],
    [45_050, 'AED', 'ar-EG', '450.50'],
  ])('%i %s is put into the field as a person of %s would type it', (amountMinor, currency, locale, expected) => {
    const typed = formatPriceField(amountMinor, currency, locale);
    expect(typed).toBe(expected);
    expect(parsePrice(typed, currency)).toEqual({ ok: true, amountMinor });
  });

  test('what stands in the field is read as the same amount, in every currency and with either decimal mark', () => {
    const amounts = [0, 1, 9, 10, 99, 100, 101, 999, 1_000, 1_001, 12_345, 123_456, 1_234_567, 99_999_999_999];
    const wrong = currencyCodes.flatMap((currency) =>
      ['en-US', 'de-DE'].flatMap((locale) =>
        amounts.filter((amountMinor) => {
          const parsed = parsePrice(formatPriceField(amountMinor, currency, locale), currency);
          return !parsed.ok || parsed.amountMinor !== amountMinor;
        }),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

test('an amount is shown with its currency, and a word that is no currency shows all the same', () => {
  expect(plain(formatMoney(49_550, 'SEK', 'sv-SE'))).toBe('495,50 kr');
  expect(plain(formatMoney(3_500, 'KWD', 'en-US'))).toBe('KWD 3.500');
  expect(formatMoney(1_250, 'no currency', 'en-US')).toBe('12.50 no currency');
});

test('the currencies and their decimals are those of the core', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c))).filter(isCurrency);
  expect(currencyCodes).toEqual(codes);
  expect(codes.filter((code) => computeExponent(code) !== computeCurrencyExponent(code))).toEqual([]);
});
