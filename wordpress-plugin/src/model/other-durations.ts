import { parseWhole } from './duration.ts';
import { fieldsOf, isFields, listOf, numberOf } from './fields.ts';
import type { Fields } from './fields.ts';
import type { FormMistake } from './form-mistake.ts';
import { findPriceMistake, formatPriceField, parsePrice } from './money.ts';

/** One more duration as it is typed: minutes, and a price in major units. */
export type TypedChoice = { readonly minutes: string; readonly price: string; readonly kept: Fields };

/** Reads the further durations of a service. */
export const readChoices = (service: Fields, currency: string, locale: string): readonly TypedChoice[] =>
  listOf(service['otherDurations'])
    .filter(isFields)
    .map((kept) => ({
      minutes: String(numberOf(kept['durationMinutes'])),
      price: formatPriceField(numberOf(fieldsOf(kept['price'])['amountMinor']), currency, locale),
      kept,
    }));

const DURATION_BOUNDS = { from: 1, to: 44_640 };

const parseMinutes = (text: string): number | null => parseWhole(text, DURATION_BOUNDS.from, DURATION_BOUNDS.to);

/** Finds what is wrong with further durations: each is one that was not named before it, with a price. */
export function findChoiceMistakes({
  durationMinutes,
  otherDurations,
  currency,
}: {
  readonly durationMinutes: string;
  readonly otherDurations: readonly TypedChoice[];
  readonly currency: string;
}): readonly FormMistake[] {
  const all = [durationMinutes, ...otherDurations.map(({ minutes }) => minutes)].map(parseMinutes);
  return otherDurations.flatMap(({ minutes, price }, index): readonly FormMistake[] => {
    const place = `otherDurations.${index}`;
    const number = parseMinutes(minutes);
    const wrong = findPriceMistake(price, currency);
    return [
      ...(number === null ? [{ field: `${place}.durationMinutes`, kind: 'number', ...DURATION_BOUNDS } as const] : []),
      ...(number !== null && all.indexOf(number) <= index
        ? [{ field: `${place}.durationMinutes`, kind: 'doubled' } as const]
        : []),
      ...(wrong === null ? [] : [{ field: `${place}.price`, kind: wrong }]),
    ];
  });
}

/** Writes further durations; what the form does not show of them stays. */
export const writeChoices = (otherDurations: readonly TypedChoice[], currency: string): readonly Fields[] =>
  otherDurations.map(({ minutes, price, kept }) => {
    const parsed = parsePrice(price, currency);
    return {
      ...kept,
      durationMinutes: parseMinutes(minutes),
      price: { ...fieldsOf(kept['price']), amountMinor: parsed.ok ? parsed.amountMinor : 0, currency },
    };
  });
