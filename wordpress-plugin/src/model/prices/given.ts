import { numberOf, textOf } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { FormMistake } from '../form-mistake.ts';
import { findPriceMistake, formatPriceField, parsePrice } from '../money.ts';
import { parsePercent, typePercent } from './percent.ts';

/** What a discount takes off, as its form shows it: a share, an amount, or all but a price. */
export type TypedGiven = { readonly kind: GivenKind; readonly value: string; readonly currency: string };

export type GivenKind = 'percent' | 'fixed' | 'set_price';

/** Parses the kind of a discount; a share when it is none of the others. */
export const parseGivenKind = (value: unknown): GivenKind => (value === 'fixed' || value === 'set_price' ? value : 'percent');

/** Reads what a discount takes off; amounts that name no currency are in the given one. */
export function readGiven(discount: Fields, currency: string, locale: string): TypedGiven {
  const kind = parseGivenKind(discount['kind']);
  const own = textOf(discount['currency'], currency);
  const percent = discount['percent'];
  if (kind === 'percent') return { kind, value: typeof percent === 'number' ? typePercent(percent, locale) : '', currency: own };
  return { kind, value: formatPriceField(numberOf(discount['amountMinor']), own, locale), currency: own };
}

/** Finds what is wrong with it: `field` is where it stands. */
export function findGivenMistakes({ kind, value, currency }: TypedGiven, field: string): readonly FormMistake[] {
  if (kind === 'percent') return parsePercent(value, 100, 4) === null ? [{ field, kind: 'share', to: 100 }] : [];
  const wrong = findPriceMistake(value, currency);
  if (wrong !== null) return [{ field, kind: wrong }];
  const price = parsePrice(value, currency);
  return kind === 'fixed' && price.ok && price.amountMinor === 0 ? [{ field, kind: 'amount' }] : [];
}

/** Writes what a discount takes off. Give what `findGivenMistakes` finds nothing in. */
export function writeGiven({ kind, value, currency }: TypedGiven): Fields {
  if (kind === 'percent') return { kind, percent: parsePercent(value, 100, 4) };
  const price = parsePrice(value, currency);
  return { kind, amountMinor: price.ok ? price.amountMinor : 0, currency };
}
