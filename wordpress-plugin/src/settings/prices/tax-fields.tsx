import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { TextField } from '../../components/text-field.tsx';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { TaxForm, TypedRate, TypedTaxClass } from '../../model/prices/tax-form.ts';
import { PercentField } from './adjustment-fields.tsx';

/** Makes the id of a field of the taxes. */
export const taxFieldId = (field: string): string => `holdfast-tax-${field}`;

function RateRow({
  path,
  rate,
  problem,
  onChange,
}: {
  readonly path: string;
  readonly rate: TypedRate;
  readonly problem: Problem | null;
  readonly onChange: (rate: TypedRate | null) => void;
}) {
  const id = taxFieldId(path.replaceAll('.', '-'));
  return (
    <li className="holdfast-use holdfast-row-top">
      <TextField
        id={`${id}-name`}
        label={__('Tax', 'holdfast-booking')}
        value={rate.name}
        onChange={(name) => onChange({ ...rate, name })}
        size="short"
        problem={findFieldMessage(problem, `tax.${path}.name`)}
      />
      <PercentField
        id={`${id}-percent`}
        value={rate.percent}
        onChange={(percent) => onChange({ ...rate, percent })}
        problem={findFieldMessage(problem, `tax.${path}.percent`)}
      />
      <Button
        icon="no-alt"
        /* translators: %s: the name of a tax. */
        label={sprintf(__('Remove the tax %s', 'holdfast-booking'), rate.name || '…')}
        onClick={() => onChange(null)}
      />
    </li>
  );
}

/** One class of taxes: its name and its rates. */
export function TaxClassFields({
  index,
  taxClass,
  form,
  problem,
  onChange,
}: {
  readonly index: number;
  readonly taxClass: TypedTaxClass;
  readonly form: TaxForm;
  readonly problem: Problem | null;
  /** Null takes it out. */
  readonly onChange: (taxClass: TypedTaxClass | null) => void;
}) {
  const { name, rates } = taxClass;
  const path = `classes.${index}`;
  const setRates = (next: readonly TypedRate[]): void => onChange({ ...taxClass, rates: next });
  return (
    <fieldset className="holdfast-group holdfast-inset" id={taxFieldId(`classes-${index}`)}>
      <legend className="screen-reader-text">
        {
          /* translators: %d: a number. */
          sprintf(__('Class of taxes %d', 'holdfast-booking'), index + 1)
        }
      </legend>
      <div className="holdfast-row holdfast-row-top">
        <TextField
          id={taxFieldId(`classes-${index}-name`)}
          label={__('Name of the class', 'holdfast-booking')}
          value={name}
          onChange={(next) => onChange({ ...taxClass, name: next })}
          size="short"
          problem={findFieldMessage(problem, `tax.${path}.name`)}
          help={
            index === 0 && form.classes.length > 1 ? __('Counts for whatever names no class.', 'holdfast-booking') : undefined
          }
        />
        {form.classes.length > 1 && (
          <Button
            icon="no-alt"
            /* translators: %s: the name of a class of taxes. */
            label={sprintf(__('Remove the class %s', 'holdfast-booking'), name || '…')}
            onClick={() => onChange(null)}
          />
        )}
      </div>
      {rates.length === 0 && <p className="holdfast-muted">{__('No tax is due on it.', 'holdfast-booking')}</p>}
      <ul className="holdfast-uses">
        {rates.map((rate, place) => (
          <RateRow
            key={place}
            path={`${path}.rates.${place}`}
            {...{ rate, problem }}
            onChange={(next) => setRates(rates.flatMap((old, at) => (at === place ? (next ?? []) : old)))}
          />
        ))}
      </ul>
      {rates.length < 5 && (
        <div>
          <Button variant="link" onClick={() => setRates([...rates, { name: '', percent: '', kept: {} }])}>
            {rates.length === 0 ? __('Add a tax', 'holdfast-booking') : __('Add another tax', 'holdfast-booking')}
            <span className="screen-reader-text"> {name}</span>
          </Button>
        </div>
      )}
    </fieldset>
  );
}
