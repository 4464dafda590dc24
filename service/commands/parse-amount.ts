import { computeCurrencyExponent } from '../../core/index.ts';
import { UsageError } from './usage-error.ts';

/** Parses an amount in major units as it is typed at a terminal, `450`, `450.00` or `-450`, into minor units of a currency; no float comes near it. */
export function parseAmount(typed: string | undefined, currency: string): number {
  const exponent = computeCurrencyExponent(currency);
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d{1,9})(?:\.(\d+))?$/.exec(typed ?? '') ?? [];
  if (whole === '' || fraction.length > exponent) {
    const example = exponent === 0 ? '450' : `450.${'0'.repeat(exponent)}`;
    throw new UsageError(`Give an amount of ${currency} such as ${example}.`);
  }
  const amount = Number(whole + fraction.padEnd(exponent, '0'));
  return sign === '-' && amount > 0 ? -amount : amount;
}
