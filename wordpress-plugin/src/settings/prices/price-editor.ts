import type { FormMistake } from '../../model/form-mistake.ts';
import type { WrittenPriceForm } from '../../model/prices/price-rule-form.ts';
import type { Submitted } from '../catalog/use-record-form.ts';
import { wordMistake } from '../catalog/words.ts';
import { findScopeFieldId } from './scope-fields.tsx';

/** Makes the id of a field of the editors for prices. */
export const priceFieldId = (field: string): string => `holdfast-price-${field}`;

/** Finds the element of a path: of its own fields, and of what something is for. */
export const findPriceFieldId =
  (own: readonly string[]) =>
  (path: string): string | null => {
    const field = findScopeFieldId(path) ?? own.find((known) => path === known || path.startsWith(`${known}.`));
    return field === undefined ? null : priceFieldId(field.replaceAll('.', '-'));
  };

/** Words what a form found, for the summary and the fields. */
export const sayMistakes = (written: WrittenPriceForm): Submitted =>
  written.ok
    ? written
    : {
        ok: false,
        fields: written.mistakes.map((mistake: FormMistake) => ({ path: mistake.field, message: wordMistake(mistake) })),
      };
