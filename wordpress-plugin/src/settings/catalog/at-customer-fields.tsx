import { RadioControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { PostcodesFields } from '../../components/postcodes-fields.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { TypedAtCustomer } from '../../model/at-customer.ts';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import { isFields } from '../../model/fields.ts';
import { listZones } from '../../model/places.ts';
import { findFieldMessage } from '../../model/problem.ts';
import { PriceField } from './price-field.tsx';
import type { WhereProps } from './where-fields.tsx';

type Props = WhereProps & { readonly set: (changed: Partial<TypedAtCustomer>) => void };

function RadiusFields({ idFor, document, form, problem, set }: Props) {
  const located = document.locations.filter((location) => isFields(location['position']));
  const wrong = (part: string): string | null => findFieldMessage(problem, `atCustomer.area.${part}`);
  return (
    <>
      <div className="holdfast-columns">
        <SelectField
          id={idFor('atCustomer-from')}
          label={__('Around', 'holdfast-booking')}
          value={form.atCustomer.from}
          onChange={(from) => set({ from })}
          options={[
            { value: '', label: __('Choose a location', 'holdfast-booking') },
            ...located.map((location) => ({ value: idOf(location), label: nameOf(location) })),
          ]}
          problem={wrong('from')}
        />
        <TextField
          id={idFor('atCustomer-kilometres')}
          label={__('Kilometres', 'holdfast-booking')}
          value={form.atCustomer.kilometres}
          onChange={(kilometres) => set({ kilometres })}
          inputMode="decimal"
          size="short"
          problem={wrong('kilometres')}
        />
      </div>
      <p className="holdfast-help">
        {__(
          'As the crow flies. It needs a location with a position, and the positions of postcodes: both are under Places.',
          'holdfast-booking',
        )}
      </p>
      {wrong('kind') !== null && <p className="holdfast-help holdfast-mistake">{wrong('kind')}</p>}
    </>
  );
}

/** What coming costs, and in which travel zones something else. */
function FeeFields({ idFor, document, form, problem, set }: Props) {
  const { atCustomer, currency } = form;
  const zones = listZones(document.rest['travel']);
  const typed = Object.entries(atCustomer.zoneFees).filter(([, text]) => text.trim() !== '');
  const findPlace = (id: string): number => typed.findIndex(([zoneId]) => zoneId === id);
  return (
    <div className="holdfast-columns" id={idFor('atCustomer-fee')}>
      <PriceField
        id={idFor('atCustomer-amount')}
        label={
          zones.length === 0
            ? __('Fee for coming (optional)', 'holdfast-booking')
            : __('Fee outside the zones', 'holdfast-booking')
        }
        value={atCustomer.fee}
        onChange={(fee) => set({ fee })}
        isOptional
        currency={currency}
        problem={findFieldMessage(problem, 'atCustomer.fee.amountMinor')}
      />
      {zones.map((zone) => (
        <PriceField
          key={idOf(zone)}
          id={idFor(`atCustomer-zone-${idOf(zone)}`)}
          /* translators: %s: the name of a travel zone. */
          label={sprintf(__('Fee in %s', 'holdfast-booking'), nameOf(zone))}
          value={atCustomer.zoneFees[idOf(zone)] ?? ''}
          onChange={(text) => set({ zoneFees: { ...atCustomer.zoneFees, [idOf(zone)]: text } })}
          isOptional
          currency={currency}
          problem={findFieldMessage(problem, `atCustomer.fee.zones.${findPlace(idOf(zone))}`)}
        />
      ))}
    </div>
  );
}

/** Where a service comes to, and what coming costs. */
export function AtCustomerFields(props: WhereProps) {
  const { idFor, form, change, problem, country } = props;
  const { atCustomer } = form;
  const set = (changed: Partial<TypedAtCustomer>): void => change({ atCustomer: { ...form.atCustomer, ...changed } });
  return (
    <div className="holdfast-inset holdfast-stack" id={idFor('atCustomer')}>
      <RadioControl
        label={__('Where you come to', 'holdfast-booking')}
        selected={atCustomer.area}
        onChange={(value) => set({ area: value === 'radius' ? 'radius' : 'postcodes' })}
        options={[
          { value: 'postcodes', label: __('Certain postcodes', 'holdfast-booking') },
          { value: 'radius', label: __('So far around a location', 'holdfast-booking') },
        ]}
      />
      {atCustomer.area === 'postcodes' ? (
        <PostcodesFields
          id={idFor('atCustomer-postcodes')}
          rows={atCustomer.postcodes}
          country={country}
          onChange={(postcodes) => set({ postcodes })}
          problem={findFieldMessage(problem, 'atCustomer.area')}
        />
      ) : (
        <RadiusFields {...props} set={set} />
      )}
      <FeeFields {...props} set={set} />
      <p className="holdfast-help">
        {__('How long the way takes follows from the travel zones under Places.', 'holdfast-booking')}
      </p>
    </div>
  );
}
