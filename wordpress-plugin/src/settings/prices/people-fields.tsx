import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { findRecord, nameOf } from '../../model/catalog-document.ts';
import { findFieldMessage, findOwnMessage } from '../../model/problem.ts';
import { createPersonType, findNamedPlace } from '../../model/prices/service-prices.ts';
import type { TypedPersonType, TypedServicePrices } from '../../model/prices/service-prices.ts';
import { isHeld, readPriceContext } from '../../model/service-form.ts';
import { makeId } from '../../shared/make-id.ts';
import { serviceFieldId } from '../catalog/service-field.tsx';
import type { ServiceFieldsProps } from '../catalog/service-field.tsx';
import { AdjustmentFields } from './adjustment-fields.tsx';

type Props = ServiceFieldsProps;

/** Changes what the form says of prices. */
export const changePrices =
  ({ form, change }: Pick<Props, 'form' | 'change'>) =>
  (changed: Partial<TypedServicePrices>): void =>
    change({ prices: { ...form.prices, ...changed } });

/** Whether the price is for a booking or for each person, and how many may come together. */
export function PartyFields(props: Props) {
  const { form, isNew, problem } = props;
  const { prices } = form;
  const set = changePrices(props);
  const number = (field: 'minimumPartySize' | 'maximumPartySize', label: string) => (
    <TextField
      id={serviceFieldId(field)}
      label={label}
      value={prices[field]}
      onChange={(text) => set({ [field]: text })}
      inputMode="numeric"
      size="short"
      problem={findFieldMessage(problem, field)}
    />
  );
  return (
    <div className="holdfast-columns">
      {!(isNew && isHeld(form.kind)) && (
        <SelectField
          id={serviceFieldId('priceUnit')}
          label={__('The price is for', 'holdfast-booking')}
          value={prices.priceUnit}
          onChange={(unit) => set({ priceUnit: unit === 'person' ? 'person' : 'booking' })}
          options={[
            { value: 'booking', label: __('a booking', 'holdfast-booking') },
            { value: 'person', label: __('each person', 'holdfast-booking') },
          ]}
        />
      )}
      {number('minimumPartySize', __('At least … people', 'holdfast-booking'))}
      {number('maximumPartySize', __('At most … people together', 'holdfast-booking'))}
    </div>
  );
}

function PersonTypeRow({
  form,
  problem,
  index,
  type,
  onChange,
}: Props & {
  readonly index: number;
  readonly type: TypedPersonType;
  readonly onChange: (type: TypedPersonType | null) => void;
}) {
  const idOf = (part: string): string => serviceFieldId(`personTypes-${index}-${part}`);
  const wrong = (part: string): string | null => findFieldMessage(problem, `personTypes.${index}.${part}`);
  return (
    <li className="holdfast-use holdfast-row-top" id={serviceFieldId(`personTypes-${index}`)}>
      <TextField
        id={idOf('name')}
        label={__('Who', 'holdfast-booking')}
        value={type.name}
        onChange={(name) => onChange({ ...type, name })}
        size="short"
        problem={wrong('name')}
      />
      <AdjustmentFields
        id={idOf('adjustment')}
        label={__('Pays', 'holdfast-booking')}
        noneLabel={__('the price', 'holdfast-booking')}
        value={{ ...type.adjustment, currency: form.currency }}
        onChange={(adjustment) => onChange({ ...type, adjustment })}
        problem={wrong('adjustment')}
      />
      <TextField
        id={idOf('minimum')}
        label={__('At least', 'holdfast-booking')}
        value={type.minimum}
        onChange={(minimum) => onChange({ ...type, minimum })}
        inputMode="numeric"
        size="tiny"
        problem={wrong('minimum')}
      />
      <TextField
        id={idOf('maximum')}
        label={__('At most', 'holdfast-booking')}
        value={type.maximum}
        onChange={(maximum) => onChange({ ...type, maximum })}
        inputMode="numeric"
        size="tiny"
        problem={wrong('maximum')}
      />
      <Button
        icon="no-alt"
        /* translators: %s: a kind of people, such as children. */
        label={sprintf(__('Remove %s', 'holdfast-booking'), type.name || String(index + 1))}
        onClick={() => onChange(null)}
      />
    </li>
  );
}

/** Kinds of people and what each pays: adults, children. */
export function PersonTypesFields(props: Props) {
  const { form, problem } = props;
  const { personTypes } = form.prices;
  const set = (next: readonly TypedPersonType[]): void => changePrices(props)({ personTypes: next });
  const wrong = findOwnMessage(problem, 'personTypes');
  const create = (name: string): TypedPersonType => ({ ...createPersonType(makeId('per'), form.currency), name });
  return (
    <div id={serviceFieldId('personTypes')} className="holdfast-stack holdfast-stack-tight">
      {personTypes.length > 0 && (
        <ul className="holdfast-uses">
          {personTypes.map((type, index) => (
            <PersonTypeRow
              key={type.id}
              {...props}
              {...{ index, type }}
              onChange={(next) => set(personTypes.flatMap((old, at) => (at === index ? (next ?? []) : old)))}
            />
          ))}
        </ul>
      )}
      {personTypes.length > 0 && (
        <p className="holdfast-help">{__('Without a word everybody is of the first kind.', 'holdfast-booking')}</p>
      )}
      {wrong !== null && <p className="holdfast-help holdfast-mistake">{wrong}</p>}
      <div>
        <Button
          variant="link"
          onClick={() =>
            set(
              personTypes.length === 0
                ? [create(__('Adults', 'holdfast-booking')), create(__('Children', 'holdfast-booking'))]
                : [...personTypes, create('')],
            )
          }
        >
          {personTypes.length === 0
            ? __('Tell kinds of people apart, such as adults and children', 'holdfast-booking')
            : __('Add another kind of people', 'holdfast-booking')}
        </Button>
      </div>
    </div>
  );
}

/** What somebody costs more or less when the visitor chooses them by name. */
export function NamedPricesFields(props: Props) {
  const { document, form, problem } = props;
  const { choosable } = readPriceContext(form);
  const { named } = form.prices;
  if (choosable.length === 0) return null;
  return (
    <fieldset className="holdfast-group" id={serviceFieldId('resourcePrices')}>
      <legend>{__('Chosen by name', 'holdfast-booking')}</legend>
      {choosable.map((id) => {
        const name = nameOf(findRecord(document.resources, id) ?? { name: id });
        const place = findNamedPlace(form.prices, choosable, id);
        const adjustment = named[id] ?? { kind: 'none', value: '', currency: form.currency };
        return (
          <div key={id} className="holdfast-use holdfast-row-top">
            <AdjustmentFields
              id={serviceFieldId(`resourcePrices-${id}`)}
              /* translators: %s: a person. */
              label={sprintf(__('%s costs', 'holdfast-booking'), name)}
              noneLabel={__('the price', 'holdfast-booking')}
              value={{ ...adjustment, currency: form.currency }}
              onChange={(next) => changePrices(props)({ named: { ...named, [id]: next } })}
              problem={place === -1 ? null : findFieldMessage(problem, `resourcePrices.${place}`)}
            />
          </div>
        );
      })}
      <p className="holdfast-help">{__('Whoever takes whoever is free pays the price.', 'holdfast-booking')}</p>
    </fieldset>
  );
}
