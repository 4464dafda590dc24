import { fieldsOf, isFields, numberOf, textOf } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { FormMistake } from '../form-mistake.ts';
import { findPriceMistake, formatPriceField, parsePrice } from '../money.ts';
import { parsePercent, typePercent } from './percent.ts';

/** How a price is changed, as an owner says it. */
export type AdjustmentKind = 'none' | 'percent_more' | 'percent_less' | 'amount_more' | 'amount_less' | 'set';

export const adjustmentKinds: readonly AdjustmentKind[] = ['percent_more', 'percent_less', 'amount_more', 'amount_less', 'set'];

/** A change of a price as its form shows it: a share in per cent, or an amount in major units. */
export type TypedAdjustment = { readonly kind: AdjustmentKind; readonly value: string; readonly currency: string };

/** The highest share that a price can rise by, in per cent. */
const MOST_MORE = 1_000;

/** Parses how a price is changed, as a list gives it. */
export const parseAdjustmentKind = (text: string): AdjustmentKind => adjustmentKinds.find((kind) => kind === text) ?? 'none';

/** Whether a change is a share and no amount. */
export const isShare = (kind: AdjustmentKind): boolean => kind === 'percent_more' || kind === 'percent_less';

/** Names how a price is changed, of the service's words. */
export function findAdjustmentKind(adjustment: Fields): AdjustmentKind {
  if (adjustment['kind'] === 'set') return 'set';
  if (adjustment['kind'] === 'percent') return numberOf(adjustment['percent']) < 0 ? 'percent_less' : 'percent_more';
  return numberOf(adjustment['amountMinor']) < 0 ? 'amount_less' : 'amount_more';
}

/** Reads a change of a price; `none` where there is none. Amounts that name no currency are in the given one. */
export function readAdjustment(value: unknown, currency: string, locale: string): TypedAdjustment {
  if (!isFields(value)) return { kind: 'none', value: '', currency };
  const kind = findAdjustmentKind(value);
  const own = textOf(value['currency'], currency);
  if (isShare(kind)) return { kind, value: typePercent(Math.abs(numberOf(value['percent'])), locale), currency };
  return { kind, value: formatPriceField(Math.abs(numberOf(value['amountMinor'])), own, locale), currency: own };
}

const parseAmount = (typed: string, currency: string): number => {
  const price = parsePrice(typed, currency);
  return price.ok ? price.amountMinor : 0;
};

/** Finds what is wrong with a change: `field` is where it stands. */
export function findAdjustmentMistakes({ kind, value, currency }: TypedAdjustment, field: string): readonly FormMistake[] {
  if (kind === 'none') return [];
  if (isShare(kind)) {
    const to = kind === 'percent_less' ? 100 : MOST_MORE;
    return parsePercent(value, to, 2) === null ? [{ field, kind: 'share', to }] : [];
  }
  const wrong = findPriceMistake(value, currency);
  if (wrong !== null) return [{ field, kind: wrong }];
  return kind === 'set' || parseAmount(value, currency) > 0 ? [] : [{ field, kind: 'amount' }];
}

/** Writes a change of a price; undefined where there is none. Give what `findAdjustmentMistakes` finds nothing in. */
export function writeAdjustment({ kind, value, currency }: TypedAdjustment): Fields | undefined {
  if (kind === 'none') return undefined;
  const sign = kind === 'percent_less' || kind === 'amount_less' ? -1 : 1;
  if (isShare(kind)) return { kind: 'percent', percent: sign * (parsePercent(value, MOST_MORE, 2) ?? 0) };
  return { kind: kind === 'set' ? 'set' : 'add', amountMinor: sign * parseAmount(value, currency), currency };
}

/** The same for a record that names its change: one that says what it said stays as it came. */
export const keepAdjustment = (before: unknown, typed: TypedAdjustment): Fields | undefined => {
  const written = writeAdjustment(typed);
  return JSON.stringify(writeAdjustment(readAdjustment(before, typed.currency, 'en'))) === JSON.stringify(written) &&
    isFields(before)
    ? fieldsOf(before)
    : written;
};
