import { __ } from '@wordpress/i18n';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { parseDurationUnit } from '../../model/duration.ts';
import type { TypedDuration } from '../../model/duration.ts';

/** A length of time: a number, its unit, and what it is counted to. */
export function DurationField({
  id,
  label,
  value,
  onChange,
  problem = null,
  suffix,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: TypedDuration;
  readonly onChange: (value: TypedDuration) => void;
  readonly problem?: string | null;
  readonly suffix: string;
}) {
  return (
    <fieldset className="holdfast-group">
      <legend>{label}</legend>
      <div className="holdfast-row holdfast-row-tight">
        <TextField
          id={id}
          label={label}
          isHidden
          value={value.amount}
          onChange={(amount) => onChange({ ...value, amount })}
          inputMode="numeric"
          size="tiny"
        />
        <SelectField
          id={`${id}-unit`}
          label={__('Unit', 'holdfast-booking')}
          isHidden
          value={value.unit}
          onChange={(unit) => onChange({ ...value, unit: parseDurationUnit(unit) })}
          options={[
            { value: 'minutes', label: __('minutes', 'holdfast-booking') },
            { value: 'hours', label: __('hours', 'holdfast-booking') },
            { value: 'days', label: __('days', 'holdfast-booking') },
          ]}
        />
        <span>{suffix}</span>
      </div>
      {problem !== null && <p className="holdfast-help holdfast-mistake">{problem}</p>}
    </fieldset>
  );
}
