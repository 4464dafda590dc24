import { __, sprintf } from '@wordpress/i18n';
import { TextField } from '../../components/text-field.tsx';
import { MAXIMUM_LIMIT } from '../../model/rule-fields.ts';
import type { TypedLimits } from '../../model/rule-fields.ts';

/** Words that a limit is none. */
export const wordLimitMistake = (): string =>
  /* translators: %d: the largest number. */
  sprintf(__('Enter a whole number from 1 to %d, or nothing.', 'holdfast-booking'), MAXIMUM_LIMIT);

/** How many bookings a day and a week take. */
export function LimitFields({
  id,
  value,
  onChange,
  findMessage,
}: {
  readonly id: string;
  readonly value: TypedLimits;
  readonly onChange: (value: TypedLimits) => void;
  readonly findMessage: (field: string) => string | null;
}) {
  return (
    <div className="holdfast-columns">
      <TextField
        id={`${id}-perDay`}
        label={__('At most … bookings a day', 'holdfast-booking')}
        value={value.perDay}
        onChange={(perDay) => onChange({ ...value, perDay })}
        inputMode="numeric"
        size="short"
        problem={findMessage('limits.perDay')}
        help={__('Empty is without a limit.', 'holdfast-booking')}
      />
      <TextField
        id={`${id}-perWeek`}
        label={__('At most … bookings a week', 'holdfast-booking')}
        value={value.perWeek}
        onChange={(perWeek) => onChange({ ...value, perWeek })}
        inputMode="numeric"
        size="short"
        problem={findMessage('limits.perWeek')}
        help={__('From Monday to Sunday.', 'holdfast-booking')}
      />
    </div>
  );
}
