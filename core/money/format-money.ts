import { computeCurrencyExponent } from './currency.ts';
import type { Money } from './money.ts';

/** Formats money for people in a locale, exactly: "450 kr", "€18.00", "¥3,000". Whole amounts of two-decimal currencies keep their decimals as the locale does. */
export function formatMoney(amount: Money, locale: string): string {
  const exponent = computeCurrencyExponent(amount.currency);
  const major = amount.amountMinor / 10 ** exponent;
  const formatter = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: amount.currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  return formatter.format(major);
}
