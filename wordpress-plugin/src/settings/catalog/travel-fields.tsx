import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { PostcodesFields } from '../../components/postcodes-fields.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { removeZone } from '../../model/places.ts';
import type { TravelForm, TypedWay, TypedZone } from '../../model/places.ts';
import { findFieldMessage, findOwnMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';

/** The id of a field of the rules of travel, by the words of its path. */
export const travelFieldId = (field: string): string => `holdfast-travel-${field}`;

/** One travel zone: its name, the way inside it, and which postcodes lie in it. */
export function ZoneFields({
  zone,
  index,
  problem,
  country,
  setForm,
}: {
  readonly zone: TypedZone;
  readonly index: number;
  readonly problem: Problem | null;
  readonly country: string;
  readonly setForm: (next: (form: TravelForm) => TravelForm) => void;
}) {
  const path = `travel.zones.${index}`;
  const id = travelFieldId(`zones-${index}`);
  const replace = (changed: Partial<TypedZone>): void =>
    setForm((form) => ({ ...form, zones: form.zones.map((old) => (old.id === zone.id ? { ...old, ...changed } : old)) }));
  return (
    <fieldset className="holdfast-inset holdfast-stack" id={id}>
      <legend className="screen-reader-text">
        {
          /* translators: %d: a number. */
          zone.name || sprintf(__('Zone %d', 'holdfast-booking'), index + 1)
        }
      </legend>
      <div className="holdfast-row holdfast-row-top">
        <TextField
          id={`${id}-name`}
          label={__('Zone', 'holdfast-booking')}
          value={zone.name}
          onChange={(name) => replace({ name })}
          size="short"
          problem={findFieldMessage(problem, `${path}.name`)}
        />
        <TextField
          id={`${id}-minutesWithin`}
          label={__('Minutes on the way within it', 'holdfast-booking')}
          value={zone.minutesWithin}
          onChange={(minutesWithin) => replace({ minutesWithin })}
          inputMode="numeric"
          size="short"
          problem={findFieldMessage(problem, `${path}.minutesWithin`)}
        />
        <Button
          icon="no-alt"
          /* translators: %s: the name of a travel zone. */
          label={sprintf(__('Remove the zone %s', 'holdfast-booking'), zone.name || String(index + 1))}
          onClick={() => setForm((form) => removeZone(form, zone.id))}
        />
      </div>
      <PostcodesFields
        id={`${id}-postcodes`}
        rows={zone.postcodes}
        country={country}
        onChange={(postcodes) => replace({ postcodes })}
        problem={findFieldMessage(problem, `${path}.postcodes`)}
      />
    </fieldset>
  );
}

function WayRow({
  form,
  way,
  index,
  problem,
  onChange,
}: {
  readonly form: TravelForm;
  readonly way: TypedWay;
  readonly index: number;
  readonly problem: Problem | null;
  readonly onChange: (way: TypedWay | null) => void;
}) {
  const id = travelFieldId(`minutes-${index}`);
  const options = form.zones.map((zone, at) => ({
    value: zone.id,
    /* translators: %d: a number. */
    label: zone.name || sprintf(__('Zone %d', 'holdfast-booking'), at + 1),
  }));
  const wrong = (part: string): string | null => findFieldMessage(problem, `travel.minutes.${index}.${part}`);
  const doubled = findOwnMessage(problem, `travel.minutes.${index}`);
  return (
    <li className="holdfast-use holdfast-row-top" id={id}>
      <SelectField
        id={`${id}-from`}
        label={__('From', 'holdfast-booking')}
        value={way.from}
        onChange={(from) => onChange({ ...way, from })}
        options={options}
        problem={wrong('from')}
      />
      <SelectField
        id={`${id}-to`}
        label={__('To', 'holdfast-booking')}
        value={way.to}
        onChange={(to) => onChange({ ...way, to })}
        options={options}
        problem={wrong('to') ?? doubled}
      />
      <TextField
        id={`${id}-minutes`}
        label={__('Minutes', 'holdfast-booking')}
        value={way.minutes}
        onChange={(minutes) => onChange({ ...way, minutes })}
        inputMode="numeric"
        size="tiny"
        problem={wrong('minutes')}
      />
      <Button
        icon="no-alt"
        /* translators: %d: a number. */
        label={sprintf(__('Remove way %d', 'holdfast-booking'), index + 1)}
        onClick={() => onChange(null)}
      />
    </li>
  );
}

/** The minutes between zones; the way back is as long unless it is named too. */
export function WaysFields({
  form,
  change,
  problem,
}: {
  readonly form: TravelForm;
  readonly change: (changed: Partial<TravelForm>) => void;
  readonly problem: Problem | null;
}) {
  const { ways, zones } = form;
  const [one, other] = zones;
  const set = (index: number, way: TypedWay | null): void =>
    change({ ways: ways.flatMap((old, at) => (at === index ? (way ?? []) : old)) });
  return (
    <fieldset className="holdfast-group" id={travelFieldId('minutes')}>
      <legend>{__('From one zone to another', 'holdfast-booking')}</legend>
      <ul className="holdfast-uses">
        {ways.map((way, index) => (
          <WayRow key={index} {...{ form, way, index, problem }} onChange={(changed) => set(index, changed)} />
        ))}
      </ul>
      <div>
        <Button
          variant="link"
          onClick={() => change({ ways: [...ways, { from: one?.id ?? '', to: other?.id ?? '', minutes: '', kept: {} }] })}
        >
          {__('Add a way', 'holdfast-booking')}
        </Button>
      </div>
      <p className="holdfast-help">{__('The way back is as long, unless you add it too.', 'holdfast-booking')}</p>
    </fieldset>
  );
}
