import { fieldsOf, isFields, listOf, numberOf, textOf } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { FormMistake } from '../form-mistake.ts';
import { parsePercent, typePercent } from './percent.ts';

export type TypedRate = { readonly name: string; readonly percent: string; readonly kept: Fields };

/** The taxes on a kind of thing that is sold; none where no tax is due. */
export type TypedTaxClass = {
  readonly id: string;
  readonly name: string;
  readonly rates: readonly TypedRate[];
  readonly kept: Fields;
};

/** How a business deals with taxes, as its form shows it. */
export type TaxForm = {
  /** Whether bills say anything of taxes. */
  readonly isOn: boolean;
  readonly prices: 'include_tax' | 'exclude_tax';
  readonly rounding: 'line' | 'sum';
  readonly classes: readonly TypedTaxClass[];
};

const readRate = (kept: Fields, locale: string): TypedRate => ({
  ...{ name: textOf(kept['name']), percent: typePercent(numberOf(kept['percent']), locale), kept },
});

const readClass = (kept: Fields, locale: string): TypedTaxClass => ({
  ...{ id: textOf(kept['id']), name: textOf(kept['name']), kept },
  rates: listOf(kept['rates'])
    .filter(isFields)
    .map((rate) => readRate(rate, locale)),
});

/** Lists the classes of taxes of a catalogue. */
export const listTaxClasses = (tax: unknown): readonly Fields[] => listOf(fieldsOf(tax)['classes']).filter(isFields);

/** Reads the taxes of a catalogue. */
export const readTaxForm = (tax: unknown, locale: string): TaxForm => ({
  isOn: isFields(tax),
  prices: fieldsOf(tax)['prices'] === 'exclude_tax' ? 'exclude_tax' : 'include_tax',
  rounding: fieldsOf(tax)['rounding'] === 'sum' ? 'sum' : 'line',
  classes: listTaxClasses(tax).map((one) => readClass(one, locale)),
});

/** Finds what is missing, by the paths of the catalogue. */
export function findTaxMistakes({ isOn, classes }: TaxForm): readonly FormMistake[] {
  if (!isOn) return [];
  if (classes.length === 0) return [{ field: 'tax.classes', kind: 'classes' }];
  const nameMistakes = (name: string, path: string): readonly FormMistake[] =>
    name.trim() === '' ? [{ field: `${path}.name`, kind: 'empty' }] : [];
  return classes.flatMap(({ name, rates }, index) => [
    ...nameMistakes(name, `tax.classes.${index}`),
    ...rates.flatMap((rate, place) => {
      const path = `tax.classes.${index}.rates.${place}`;
      const isWrong = parsePercent(rate.percent, 100, 4) === null;
      return [
        ...nameMistakes(rate.name, path),
        ...(isWrong ? [{ field: `${path}.percent`, kind: 'share', to: 100 } as const] : []),
      ];
    }),
  ]);
}

/** Writes the taxes for the catalogue; null where bills say nothing of them. What the form does not know stays. */
export const writeTaxForm = (before: unknown, { isOn, prices, rounding, classes }: TaxForm): Fields | null =>
  isOn
    ? {
        ...{ ...fieldsOf(before), prices, rounding },
        classes: classes.map(({ id, name, rates, kept }) => ({
          ...{ ...kept, id, name: name.trim() },
          rates: rates.map((rate) => ({ ...rate.kept, name: rate.name.trim(), percent: parsePercent(rate.percent, 100, 4) })),
        })),
      }
    : null;

/** Lists the services that name a class, themselves or with an extra: they must name another before it goes. */
export const listTaxClassUsers = (services: readonly Fields[], id: string): readonly Fields[] =>
  services.filter(
    (service) => service['taxClassId'] === id || listOf(service['extras']).some((extra) => fieldsOf(extra)['taxClassId'] === id),
  );
