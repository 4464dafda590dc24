import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ServiceFieldsProps } from '../catalog/service-field.tsx';
import { ExtrasFields } from './extras-fields.tsx';
import { NamedPricesFields, PersonTypesFields } from './people-fields.tsx';
import { isOtherPriceWrong, TaxClassField, TipFields } from './tip-fields.tsx';

/** What changes what a service costs, beside its price: who comes, who is chosen, what is bought with it. */
export function MorePrices(props: ServiceFieldsProps) {
  const { form } = props;
  const [isUsed] = useState(() => {
    const { personTypes, named, extras, tips } = form.prices;
    return personTypes.length > 0 || Object.keys(named).length > 0 || extras.length > 0 || tips.isOn;
  });
  return (
    <details className="holdfast-details" open={isUsed || isOtherPriceWrong(props) || undefined}>
      <summary>{__('More prices: kinds of people, extras, tips', 'holdfast-booking')}</summary>
      <div className="holdfast-stack">
        {form.prices.priceUnit === 'person' && <PersonTypesFields {...props} />}
        <NamedPricesFields {...props} />
        <ExtrasFields {...props} />
        <TipFields {...props} />
        <TaxClassField {...props} />
      </div>
    </details>
  );
}
