import { mergeFields, textOf } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { FormMistake } from '../form-mistake.ts';
import { findAdjustmentMistakes, keepAdjustment, readAdjustment } from './adjustment.ts';
import type { TypedAdjustment } from './adjustment.ts';
import { findScopeMistakes, readScope, writeScope } from './scope.ts';
import type { TypedScope } from './scope.ts';

/** What a form of prices becomes: the record to be saved, or its mistakes. */
export type WrittenPriceForm =
  { readonly ok: true; readonly record: Fields } | { readonly ok: false; readonly mistakes: readonly FormMistake[] };

/** A price rule as its form shows it. */
export type PriceRuleForm = {
  readonly name: string;
  readonly scope: TypedScope;
  readonly adjustment: TypedAdjustment;
  /** Whether the rules after it do not count any more. */
  readonly isLast: boolean;
};

/** Builds a rule that nobody has filled in yet. */
export const createPriceRule = (id: string): Fields => ({ id, name: '', serviceIds: null, then: 'continue' });

/** Reads a rule into its form; amounts of a new one are in the currency of the business. */
export function readPriceRuleForm(rule: Fields, currency: string, locale: string): PriceRuleForm {
  const adjustment = readAdjustment(rule['adjustment'], currency, locale);
  return {
    name: textOf(rule['name']),
    scope: readScope(rule),
    adjustment: adjustment.kind === 'none' ? { ...adjustment, kind: 'percent_more' } : adjustment,
    isLast: rule['then'] === 'stop',
  };
}

/** Says that a name is missing. */
export const findNameMistakes = (name: string): readonly FormMistake[] =>
  name.trim() === '' ? [{ field: 'name', kind: 'empty' }] : [];

/** Writes a form into its rule: the fields of the form are replaced, all others stay as they came. */
export function writePriceRuleForm(rule: Fields, form: PriceRuleForm): WrittenPriceForm {
  const mistakes = [
    ...findNameMistakes(form.name),
    ...findAdjustmentMistakes(form.adjustment, 'adjustment'),
    ...findScopeMistakes(form.scope),
  ];
  if (mistakes.length > 0) return { ok: false, mistakes };
  const record = {
    ...{ ...rule, name: form.name.trim(), then: form.isLast ? 'stop' : 'continue' },
    ...{ adjustment: keepAdjustment(rule['adjustment'], form.adjustment), ...writeScope(rule, form.scope) },
  };
  return { ok: true, record: mergeFields(record, {}, {}) };
}
