import { CheckboxControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import type { Fields } from '../../model/fields.ts';
import type { ServiceForm } from '../../model/service-form.ts';

/** Who does a service, and whether visitors choose among them. */
export function StaffChoice({
  id,
  staff,
  form,
  change,
  problem,
}: {
  readonly id: string;
  readonly staff: readonly Fields[];
  readonly form: ServiceForm;
  readonly change: (changed: Partial<ServiceForm>) => void;
  readonly problem: string | null;
}) {
  const toggle = (personId: string, isChosen: boolean): void => {
    const others = form.staffIds.filter((other) => other !== personId);
    change({ staffIds: isChosen ? [...others, personId] : others });
  };
  return (
    <fieldset id={id} className="holdfast-group holdfast-group-titled">
      <legend>{__('Who does it', 'holdfast-booking')}</legend>
      {staff.length === 0 && <p>{__('There is nobody yet. Add a person first.', 'holdfast-booking')}</p>}
      <div className="holdfast-checks">
        {staff.map((person) => (
          <CheckboxControl
            __nextHasNoMarginBottom
            key={idOf(person)}
            label={nameOf(person)}
            checked={form.staffIds.includes(idOf(person))}
            onChange={(isChosen) => toggle(idOf(person), isChosen)}
          />
        ))}
      </div>
      {problem !== null && <p className="holdfast-help holdfast-mistake">{problem}</p>}
      {form.staffIds.length > 1 && (
        <CheckboxControl
          __nextHasNoMarginBottom
          label={__('Visitors may choose the person', 'holdfast-booking')}
          checked={form.visitorMayChoose}
          onChange={(visitorMayChoose) => change({ visitorMayChoose })}
          help={__('Otherwise somebody who is free is chosen for them.', 'holdfast-booking')}
        />
      )}
    </fieldset>
  );
}
