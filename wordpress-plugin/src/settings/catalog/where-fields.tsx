import { __ } from '@wordpress/i18n';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import { isHeld } from '../../model/service-form.ts';
import type { ServiceForm } from '../../model/service-form.ts';
import { AtCustomerFields } from './at-customer-fields.tsx';

/** What the fields of a place are told. */
export type WhereProps = {
  /** The id of a field, by the name that the service uses. */
  readonly idFor: (field: string) => string;
  readonly document: CatalogDocument;
  readonly form: ServiceForm;
  readonly change: (changed: Partial<ServiceForm>) => void;
  readonly problem: Problem | null;
  /** Where the business is, as far as its language tells; empty when it does not. */
  readonly country: string;
};

const CUSTOMER = 'customer';

/** Where it takes place: at an address of its own, at a location of the business, or at the customer's. */
export function WhereFields(props: WhereProps) {
  const { idFor, document, form, change, problem } = props;
  const { locations } = document;
  const canCome = !isHeld(form.kind);
  const isAtCustomer = canCome && form.atCustomer.isOn;
  const options = [
    { value: '', label: __('A place of its own, or online', 'holdfast-booking') },
    ...locations.map((location) => ({ value: idOf(location), label: nameOf(location) })),
    ...(canCome ? [{ value: CUSTOMER, label: __('At the customer’s address', 'holdfast-booking') }] : []),
  ];
  const choose = (value: string): void => {
    const isOn = value === CUSTOMER;
    change({ locationId: isOn ? '' : value, atCustomer: { ...form.atCustomer, isOn } });
  };
  return (
    <>
      {options.length > 1 && (
        <SelectField
          id={idFor('locationId')}
          label={__('Where', 'holdfast-booking')}
          value={isAtCustomer ? CUSTOMER : form.locationId}
          onChange={choose}
          options={options}
          problem={findFieldMessage(problem, 'locationId')}
        />
      )}
      {isAtCustomer && <AtCustomerFields {...props} />}
      {!isAtCustomer && form.locationId === '' && (
        <TextField
          id={idFor('place')}
          label={__('Place', 'holdfast-booking')}
          value={form.place}
          onChange={(place) => change({ place })}
          problem={findFieldMessage(problem, 'place')}
          help={__('The address as customers read it. Leave it empty for what happens online.', 'holdfast-booking')}
        />
      )}
    </>
  );
}
