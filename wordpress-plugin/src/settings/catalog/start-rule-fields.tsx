import { CheckboxControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { DateInput } from '../../components/date-input.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { TypedStartRules } from '../../model/start-rules.ts';

type Props = {
  /** Makes the id of a field. */
  readonly idFor: (field: string) => string;
  readonly value: TypedStartRules;
  readonly onChange: (value: TypedStartRules) => void;
  readonly problem: Problem | null;
};

/** From which date until which it can be booked at all. */
export function BookableDates({ idFor, value, onChange, problem }: Props) {
  const mistake = findFieldMessage(problem, 'bookableUntil') ?? findFieldMessage(problem, 'bookableFrom');
  return (
    <div>
      <div className="holdfast-columns">
        <DateInput
          id={idFor('bookableFrom')}
          label={__('First day it takes place (optional)', 'holdfast-booking')}
          value={value.bookableFrom}
          onChange={(bookableFrom) => onChange({ ...value, bookableFrom })}
        />
        <DateInput
          id={idFor('bookableUntil')}
          label={__('Last day it takes place (optional)', 'holdfast-booking')}
          value={value.bookableUntil}
          onChange={(bookableUntil) => onChange({ ...value, bookableUntil })}
          aria-invalid={mistake !== null}
        />
      </div>
      {mistake !== null && <p className="holdfast-help holdfast-mistake">{mistake}</p>}
    </div>
  );
}

/** What a day of the horizon is. */
export function HorizonUnit({ idFor, value, onChange, problem }: Props) {
  return (
    <SelectField
      id={idFor('horizonUnit')}
      label={__('Those days are', 'holdfast-booking')}
      value={value.horizonUnit}
      onChange={(unit) => onChange({ ...value, horizonUnit: unit === 'working_days' ? 'working_days' : 'days' })}
      options={[
        { value: 'days', label: __('all days', 'holdfast-booking') },
        { value: 'working_days', label: __('days on which somebody works', 'holdfast-booking') },
      ]}
      problem={findFieldMessage(problem, 'horizonUnit')}
    />
  );
}

/** At which times an appointment may start, beside its step. */
export function StartFields({ idFor, value, onChange, problem }: Props) {
  return (
    <>
      <div className="holdfast-columns">
        <TextField
          id={idFor('startTimes')}
          label={__('Only at these times (optional)', 'holdfast-booking')}
          value={value.startTimes}
          onChange={(startTimes) => onChange({ ...value, startTimes })}
          problem={findFieldMessage(problem, 'startTimes')}
          help={__('Such as 9:00, 13:30. They count instead of a start every … minutes.', 'holdfast-booking')}
        />
        {value.startTimes.trim() === '' && (
          <SelectField
            id={idFor('grid')}
            label={__('Starts are counted from', 'holdfast-booking')}
            value={value.grid}
            onChange={(grid) => onChange({ ...value, grid: grid === 'window' ? 'window' : 'clock' })}
            options={[
              { value: 'clock', label: __('the full hour', 'holdfast-booking') },
              { value: 'window', label: __('the beginning of the working hours', 'holdfast-booking') },
            ]}
            problem={findFieldMessage(problem, 'grid')}
          />
        )}
      </div>
      <CheckboxControl
        __nextHasNoMarginBottom
        label={__('Leave no gaps that are too short to be booked', 'holdfast-booking')}
        checked={value.avoidsGaps}
        onChange={(avoidsGaps) => onChange({ ...value, avoidsGaps })}
        help={__('Fewer times are offered, and the day fills up without holes.', 'holdfast-booking')}
      />
    </>
  );
}
