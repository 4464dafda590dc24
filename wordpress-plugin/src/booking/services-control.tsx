import { CheckboxControl, Notice, RadioControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { OfferedService } from './offered-services.ts';

type Props = {
  readonly offered: readonly OfferedService[];
  /** The chosen ids; empty for all. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
};

/** Which services visitors can book here: all of them, also those to come, or some. */
export function ServicesControl({ offered, chosen, onChange }: Props) {
  const [isChoosing, setChoosing] = useState(chosen.length > 0);
  const known = new Set(offered.map(({ id }) => id));
  const gone = chosen.filter((id) => !known.has(id));
  const listed = [...offered, ...gone.map((id) => ({ id, name: __('A service that is no longer offered', 'holdfast-booking') }))];
  const toggle = (id: string, isWanted: boolean): void =>
    // In the order of the catalogue, whatever the order of the clicks.
    onChange(listed.map((service) => service.id).filter((other) => (other === id ? isWanted : chosen.includes(other))));
  return (
    <>
      <RadioControl
        label={__('What can be booked here', 'holdfast-booking')}
        selected={isChoosing ? 'some' : 'all'}
        options={[
          { value: 'all', label: __('Everything, also new services', 'holdfast-booking') },
          { value: 'some', label: __('Only these:', 'holdfast-booking') },
        ]}
        onChange={(value) => {
          setChoosing(value === 'some');
          if (value === 'all') onChange([]);
        }}
      />
      {isChoosing &&
        listed.map(({ id, name }) => (
          <CheckboxControl
            __nextHasNoMarginBottom
            key={id}
            className="holdfast-service-choice"
            label={name}
            checked={chosen.includes(id)}
            onChange={(isWanted) => toggle(id, isWanted)}
          />
        ))}
      {isChoosing && chosen.length === 0 && (
        <Notice status="warning" isDismissible={false}>
          {__('Nothing is chosen, so everything can be booked.', 'holdfast-booking')}
        </Notice>
      )}
    </>
  );
}
