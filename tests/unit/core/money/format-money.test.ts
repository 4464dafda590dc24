import { describe, expect, test } from '@jest/globals';
import { formatMoney } from '../../../../core/money/format-money.ts';

describe('formatMoney', () => {
  test.each([
    { name: 'Swedish crowns', amountMinor: 45_000, currency: 'SEK', locale: 'sv-SE', text: '450,00 kr' },
    { name: 'euros in English', amountMinor: 1_800, currency: 'EUR', locale: 'en-GB', text: '€18.00' },
    { name: 'yen have no decimals', amountMinor: 3_000, currency: 'JPY', locale: 'en-US', text: '¥3,000' },
    { name: 'dinars have three', amountMinor: 1_255, currency: 'KWD', locale: 'en-US', text: 'KWD 1.255' },
    { name: 'forints have two by ISO', amountMinor: 100_050, currency: 'HUF', locale: 'en-US', text: 'HUF 1,000.50' },
    { name: 'one cent', amountMinor: 1, currency: 'EUR', locale: 'en-US', text: '€0.01' },
    { name: 'nothing', amountMinor: 0, currency: 'EUR', locale: 'en-US', text: '€0.00' },
    { name: 'negative', amountMinor: -500, currency: 'EUR', locale: 'en-US', text: '-€5.00' },
    { name: 'large and exact', amountMinor: 99_999_999_999, currency: 'EUR', locale: 'en-US', text: '€999,999,999.99' },
  ])('$name', ({ amountMinor, currency, locale, text }) => {
    expect(formatMoney({ amountMinor, currency }, locale).replaceAll(/\s/gu, ' ')).toBe(text);
  });
});
