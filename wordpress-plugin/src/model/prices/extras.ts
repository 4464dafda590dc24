import { parseWhole } from '../duration.ts';
import { fieldsOf, isFields, listOf, mergeFields, numberOf, textOf } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { FormMistake } from '../form-mistake.ts';
import { findPriceMistake, formatPriceField, parsePrice } from '../money.ts';

/** What the pieces of an extra are counted over. */
export type StockPeriod = 'time' | 'date' | 'total';

/** Something that is bought beside the service, as its form shows it; what is empty is without. */
export type TypedExtra = {
  readonly id: string;
  readonly name: string;
  readonly price: string;
  readonly maximumQuantity: string;
  readonly durationMinutes: string;
  readonly stock: string;
  readonly per: StockPeriod;
  /** Empty for the class of the service. */
  readonly taxClassId: string;
  readonly kept: Fields;
};

/** Parses what pieces are counted over; in all when it is none. */
export const parseStockPeriod = (value: unknown): StockPeriod => (value === 'time' || value === 'date' ? value : 'total');

/** Builds an extra that nobody has filled in yet. */
export const createExtra = (id: string): TypedExtra => ({
  ...{ id, name: '', price: '', maximumQuantity: '1', durationMinutes: '', stock: '', per: 'total', taxClassId: '', kept: {} },
});

const readExtra = (kept: Fields, currency: string, locale: string): TypedExtra => {
  const stock = fieldsOf(kept['stock']);
  const minutes = numberOf(kept['durationMinutes']);
  return {
    id: textOf(kept['id']),
    name: textOf(kept['name']),
    price: formatPriceField(numberOf(fieldsOf(kept['price'])['amountMinor']), currency, locale),
    maximumQuantity: String(numberOf(kept['maximumQuantity'], 1)),
    durationMinutes: minutes === 0 ? '' : String(minutes),
    stock: isFields(kept['stock']) ? String(numberOf(stock['quantity'])) : '',
    per: parseStockPeriod(stock['per']),
    taxClassId: textOf(kept['taxClassId']),
    kept,
  };
};

/** Reads the extras of a service. */
export const readExtras = (service: Fields, currency: string, locale: string): readonly TypedExtra[] =>
  listOf(service['extras'])
    .filter(isFields)
    .map((extra) => readExtra(extra, currency, locale));

const numbers = [
  ['maximumQuantity', 1, 1_000],
  ['durationMinutes', 0, 1_440],
  ['stock', 0, 1_000_000],
] as const;

/** Finds what is wrong with extras, by the paths of the service. */
export const findExtraMistakes = (extras: readonly TypedExtra[], currency: string): readonly FormMistake[] =>
  extras.flatMap((extra, index): readonly FormMistake[] => {
    const wrong = findPriceMistake(extra.price, currency);
    return [
      ...(extra.name.trim() === '' ? [{ field: `extras.${index}.name`, kind: 'empty' } as const] : []),
      ...(wrong === null ? [] : [{ field: `extras.${index}.price`, kind: wrong }]),
      ...numbers.flatMap(([field, from, to]) =>
        (field !== 'maximumQuantity' && extra[field].trim() === '') || parseWhole(extra[field], from, to) !== null
          ? []
          : [{ field: `extras.${index}.${field}`, kind: 'number', from, to } as const],
      ),
    ];
  });

const describe = ({ durationMinutes, stock, per, taxClassId }: TypedExtra): Fields => ({
  durationMinutes: durationMinutes.trim() === '' ? undefined : Number(durationMinutes),
  stock: stock.trim() === '' ? undefined : { quantity: Number(stock), per },
  taxClassId: taxClassId === '' ? undefined : taxClassId,
});

/** Writes extras; what a form does not know stays. Give what `findExtraMistakes` finds nothing in. */
export const writeExtras = (extras: readonly TypedExtra[], currency: string): readonly Fields[] =>
  extras.map((extra) => {
    const { id, name, kept } = extra;
    const price = parsePrice(extra.price, currency);
    const record = {
      ...{ ...kept, id, name: name.trim(), maximumQuantity: parseWhole(extra.maximumQuantity, 1, 1_000) },
      price: { ...fieldsOf(kept['price']), amountMinor: price.ok ? price.amountMinor : 0, currency },
    };
    return mergeFields(record, describe(readExtra(kept, currency, 'en')), describe(extra));
  });
