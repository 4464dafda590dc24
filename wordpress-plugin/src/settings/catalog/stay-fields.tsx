import { CheckboxControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { TimeInput } from '../../components/time-input.tsx';
import { findFieldMessage, findOwnMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { TypedStay } from '../../model/stay.ts';
import { WeekdayChecks } from './weekday-checks.tsx';

type Props = {
  readonly id: string;
  readonly stay: TypedStay;
  readonly onChange: (stay: TypedStay) => void;
  readonly problem: Problem | null;
};

function StartDays({ id, stay, onChange, problem }: Props) {
  return (
    <WeekdayChecks
      id={`${id}-startWeekdays`}
      legend={__('A stay begins on', 'holdfast-booking')}
      chosen={stay.startWeekdays}
      onChange={(startWeekdays) => onChange({ ...stay, startWeekdays })}
      problem={findFieldMessage(problem, 'byDay.startWeekdays')}
    />
  );
}

/** How a stay is sold: by the day or night, from when until when, how short and how long. */
export function StayFields(props: Props) {
  const { id, stay, onChange, problem } = props;
  const isDay = stay.unit === 'day';
  const wrong = (part: string): string | null => findFieldMessage(problem, `byDay.${part}`);
  const group = findOwnMessage(problem, 'byDay');
  return (
    <fieldset className="holdfast-group holdfast-group-titled" id={id}>
      <legend>{__('How long a stay is', 'holdfast-booking')}</legend>
      <div className="holdfast-columns">
        <SelectField
          id={`${id}-unit`}
          label={__('Sold by the', 'holdfast-booking')}
          value={stay.unit}
          onChange={(value) =>
            // Hours of a usual day, or of a usual night.
            onChange(
              value === 'day'
                ? { ...stay, unit: 'day', from: '09:00', to: '17:00' }
                : { ...stay, unit: 'night', from: '15:00', to: '11:00' },
            )
          }
          options={[
            { value: 'night', label: __('night', 'holdfast-booking') },
            { value: 'day', label: __('day', 'holdfast-booking') },
          ]}
        />
        <TimeInput
          id={`${id}-fromMinute`}
          label={__('It begins at', 'holdfast-booking')}
          value={stay.from}
          onChange={(from) => onChange({ ...stay, from })}
          problem={wrong('fromMinute')}
        />
        <TimeInput
          id={`${id}-toMinute`}
          label={isDay ? __('The last day ends at', 'holdfast-booking') : __('The last morning ends at', 'holdfast-booking')}
          value={stay.to}
          onChange={(to) => onChange({ ...stay, to })}
          problem={wrong('toMinute')}
        />
      </div>
      <div className="holdfast-columns">
        <TextField
          id={`${id}-minimum`}
          label={isDay ? __('At least … days', 'holdfast-booking') : __('At least … nights', 'holdfast-booking')}
          value={stay.minimum}
          onChange={(minimum) => onChange({ ...stay, minimum })}
          inputMode="numeric"
          size="short"
          problem={wrong('minimum')}
        />
        <TextField
          id={`${id}-maximum`}
          label={isDay ? __('At most … days', 'holdfast-booking') : __('At most … nights', 'holdfast-booking')}
          value={stay.maximum}
          onChange={(maximum) => onChange({ ...stay, maximum })}
          inputMode="numeric"
          size="short"
          problem={wrong('maximum')}
        />
      </div>
      <StartDays {...props} />
      <CheckboxControl
        __nextHasNoMarginBottom
        label={__('A stay may go over days that are closed', 'holdfast-booking')}
        checked={stay.allowsClosed}
        onChange={(allowsClosed) => onChange({ ...stay, allowsClosed })}
        help={__('Its first and its last day are open in any case.', 'holdfast-booking')}
      />
      {group !== null && <p className="holdfast-help holdfast-mistake">{group}</p>}
    </fieldset>
  );
}
