import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import { findFieldMessage, findOwnMessage } from '../../model/problem.ts';
import { createExtra, parseStockPeriod } from '../../model/prices/extras.ts';
import type { TypedExtra } from '../../model/prices/extras.ts';
import { listTaxClasses } from '../../model/prices/tax-form.ts';
import { makeId } from '../../shared/make-id.ts';
import { PriceField } from '../catalog/price-field.tsx';
import { serviceFieldId } from '../catalog/service-field.tsx';
import type { ServiceFieldsProps } from '../catalog/service-field.tsx';
import { changePrices } from './people-fields.tsx';

type Props = ServiceFieldsProps;

type NumberField = 'maximumQuantity' | 'durationMinutes' | 'stock';

type RowProps = Props & {
  readonly index: number;
  readonly extra: TypedExtra;
  readonly onChange: (extra: TypedExtra | null) => void;
};

function ExtraNumbers({ document, form, problem, index, extra, onChange }: RowProps) {
  const idFor = (part: string): string => serviceFieldId(`extras-${index}-${part}`);
  const classes = listTaxClasses(document.rest['tax']);
  const number = (field: NumberField, label: string) => (
    <TextField
      id={idFor(field)}
      label={label}
      value={extra[field]}
      onChange={(text) => onChange({ ...extra, [field]: text })}
      inputMode="numeric"
      size="short"
      problem={findFieldMessage(problem, `extras.${index}.${field}`)}
    />
  );
  return (
    <div className="holdfast-columns">
      {number('maximumQuantity', __('At most … of them', 'holdfast-booking'))}
      {form.kind === 'appointment' && number('durationMinutes', __('Minutes longer (optional)', 'holdfast-booking'))}
      {number('stock', __('In stock (optional)', 'holdfast-booking'))}
      {extra.stock.trim() !== '' && (
        <SelectField
          id={idFor('per')}
          label={__('Counted', 'holdfast-booking')}
          value={extra.per}
          onChange={(per) => onChange({ ...extra, per: parseStockPeriod(per) })}
          options={[
            { value: 'total', label: __('in all', 'holdfast-booking') },
            { value: 'date', label: __('for each day', 'holdfast-booking') },
            { value: 'time', label: __('at the same time', 'holdfast-booking') },
          ]}
        />
      )}
      {classes.length > 1 && (
        <SelectField
          id={idFor('taxClassId')}
          label={__('Taxes', 'holdfast-booking')}
          value={extra.taxClassId}
          onChange={(taxClassId) => onChange({ ...extra, taxClassId })}
          options={[
            { value: '', label: __('those of the service', 'holdfast-booking') },
            ...classes.map((one) => ({ value: idOf(one), label: nameOf(one) })),
          ]}
          problem={findFieldMessage(problem, `extras.${index}.taxClassId`)}
        />
      )}
    </div>
  );
}

function ExtraRow(props: RowProps) {
  const { form, problem, index, extra, onChange } = props;
  const idFor = (part: string): string => serviceFieldId(`extras-${index}-${part}`);
  return (
    <fieldset className="holdfast-group holdfast-inset" id={serviceFieldId(`extras-${index}`)}>
      <legend className="screen-reader-text">
        {
          /* translators: %s: the name of an extra, or its number. */
          sprintf(__('Extra %s', 'holdfast-booking'), extra.name || String(index + 1))
        }
      </legend>
      <div className="holdfast-row holdfast-row-top">
        <TextField
          id={idFor('name')}
          label={__('What', 'holdfast-booking')}
          value={extra.name}
          onChange={(name) => onChange({ ...extra, name })}
          size="short"
          problem={findFieldMessage(problem, `extras.${index}.name`)}
        />
        <PriceField
          id={idFor('price')}
          label={__('Price of one', 'holdfast-booking')}
          value={extra.price}
          onChange={(price) => onChange({ ...extra, price })}
          currency={form.currency}
          problem={findFieldMessage(problem, `extras.${index}.price`)}
        />
        <Button
          icon="no-alt"
          /* translators: %s: the name of an extra. */
          label={sprintf(__('Remove the extra %s', 'holdfast-booking'), extra.name || String(index + 1))}
          onClick={() => onChange(null)}
        />
      </div>
      <ExtraNumbers {...props} />
    </fieldset>
  );
}

/** What can be bought beside a service. */
export function ExtrasFields(props: Props) {
  const { form, problem } = props;
  const { extras } = form.prices;
  const set = (next: readonly TypedExtra[]): void => changePrices(props)({ extras: next });
  const wrong = findOwnMessage(problem, 'extras');
  return (
    <div id={serviceFieldId('extras')} className="holdfast-stack holdfast-stack-tight">
      {extras.map((extra, index) => (
        <ExtraRow
          key={extra.id}
          {...props}
          {...{ index, extra }}
          onChange={(next) => set(extras.flatMap((old, at) => (at === index ? (next ?? []) : old)))}
        />
      ))}
      {wrong !== null && <p className="holdfast-help holdfast-mistake">{wrong}</p>}
      <div>
        <Button variant="link" onClick={() => set([...extras, createExtra(makeId('ext'))])}>
          {extras.length === 0
            ? __('Offer extras: something that is bought beside it', 'holdfast-booking')
            : __('Add another extra', 'holdfast-booking')}
        </Button>
      </div>
    </div>
  );
}
