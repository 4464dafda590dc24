import { computeExponent } from './currencies.ts';

/** An amount as it was typed: its minor units, or why it cannot be read. */
export type ParsedPrice =
  | { readonly ok: true; readonly amountMinor: number }
  | { readonly ok: false; readonly reason: 'empty' | 'unreadable' | 'too_many_decimals' | 'too_large' };

/** The largest amount that the service takes, in minor units. */
const MAXIMUM_MINOR = 1e11;

// The decimal digits of scripts that people type prices in: Arabic-Indic, Persian, Devanagari, Bengali, full width.
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0xff10];

const toAsciiDigit = (digit: string): string => {
  const point = digit.codePointAt(0) ?? 0;
  const zero = zeros.find((first) => point >= first && point <= first + 9);
  return zero === undefined ? digit : String(point - zero);
};

const isGrouped = (groups: readonly string[]): boolean =>
  groups.every((group, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group));

type Parts = { readonly whole: string; readonly fraction: string };

// "1.234" is 1234 where the currency has two decimals, and 1.234 where it has three.
const groupsOnly = (groups: readonly string[], marks: readonly string[], exponent: number): boolean =>
  new Set(marks).size === 1 && isGrouped(groups) && (marks.length > 1 || (groups.at(-1)?.length === 3 && exponent !== 3));

const isWholePart = (groups: readonly string[], marks: readonly string[]): boolean =>
  groups.length === 1 || (new Set(marks.slice(0, -1)).size === 1 && marks.at(-1) !== marks.at(-2) && isGrouped(groups));

// The last mark divides off the decimals, unless all of them only group thousands.
function splitAtDecimals(text: string, exponent: number): Parts | null {
  const marks = text.match(/[.,]/g) ?? [];
  const groups = text.split(/[.,]/);
  if (marks.length === 0 || groupsOnly(groups, marks, exponent)) return { whole: groups.join(''), fraction: '' };
  const before = groups.slice(0, -1);
  return isWholePart(before, marks) ? { whole: before.join(''), fraction: groups.at(-1) ?? '' } : null;
}

const normalize = (typed: string): string =>
  typed
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .replace(/٫/g, ',')
    .replace(/[\s'’٬]/gu, '');

/**
 * Parses a price in major units as people type it: with a point or a comma, thousands grouped by either, by spaces or apostrophes, in any script's digits.
 *
 * @returns whole minor units of the currency, computed from the digits and never from a float.
 */
export function parsePrice(typed: string, currency: string): ParsedPrice {
  const exponent = computeExponent(currency);
  const text = normalize(typed);
  if (text === '') return { ok: false, reason: 'empty' };
  const parts = /^[\d.,]*\d[\d.,]*$/.test(text) ? splitAtDecimals(text, exponent) : null;
  if (parts === null) return { ok: false, reason: 'unreadable' };
  const fraction = parts.fraction.replace(/0+$/, '');
  if (fraction.length > exponent) return { ok: false, reason: 'too_many_decimals' };
  const digits = (parts.whole + fraction.padEnd(exponent, '0')).replace(/^0+(?=\d)/, '') || '0';
  if (digits.length > 12 || Number(digits) > MAXIMUM_MINOR) return { ok: false, reason: 'too_large' };
  return { ok: true, amountMinor: Number(digits) };
}

/** Says what is wrong with a typed price; null when it can be read. */
export function findPriceMistake(typed: string, currency: string): 'price' | 'decimals' | null {
  const price = parsePrice(typed, currency);
  return price.ok ? null : price.reason === 'too_many_decimals' ? 'decimals' : 'price';
}

const readDecimalMark = (locale: string): string =>
  new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ??
  '.';

/** Writes an amount for a field to type in: major units with the locale's decimal mark, without decimals when they are zero. */
export function formatPriceField(amountMinor: number, currency: string, locale: string): string {
  const exponent = computeExponent(currency);
  const digits = String(amountMinor).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = digits.slice(digits.length - exponent);
  const mark = readDecimalMark(locale) === ',' ? ',' : '.';
  return /^0*$/.test(fraction) ? whole : `${whole}${mark}${fraction}`;
}

/** Writes an amount with its currency, as the locale does. */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  const digits = computeExponent(currency);
  const amount = amountMinor / 10 ** digits;
  try {
    const options = { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
    return new Intl.NumberFormat(locale, options).format(amount);
  } catch {
    // A catalogue may hold a currency word that Intl refuses.
    return `${amount.toFixed(digits)} ${currency}`;
  }
}
