import { __, sprintf } from '@wordpress/i18n';
import { TextField } from '../../components/text-field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { customerPeriods, MAXIMUM_LIMIT, parsePeriod } from '../../model/rule-fields.ts';
import type { CustomerPeriod, TypedCustomerLimit, TypedLimits } from '../../model/rule-fields.ts';

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

const namePeriod = (period: CustomerPeriod): string =>
  ({
    day: __('a day', 'holdfast-booking'),
    week: __('a week', 'holdfast-booking'),
    month: __('a month', 'holdfast-booking'),
    ever: __('ever', 'holdfast-booking'),
  })[period];

/** How many bookings one customer may have. */
export function CustomerLimitFields({
  id,
  value,
  onChange,
  problem,
}: {
  readonly id: string;
  readonly value: TypedCustomerLimit;
  readonly onChange: (value: TypedCustomerLimit) => void;
  readonly problem: string | null;
}) {
  return (
    <div>
      <div className="holdfast-row holdfast-row-bottom">
        <div className="holdfast-note">
          <TextField
            id={id}
            label={__('At most … bookings of one customer', 'holdfast-booking')}
            value={value.maximum}
            onChange={(maximum) => onChange({ ...value, maximum })}
            inputMode="numeric"
            size="short"
          />
        </div>
        <SelectField
          id={`${id}-per`}
          label={__('Counted over', 'holdfast-booking')}
          value={value.per}
          onChange={(per) => onChange({ ...value, per: parsePeriod(per) })}
          options={customerPeriods.map((period) => ({ value: period, label: namePeriod(period) }))}
        />
      </div>
      {problem !== null && <p className="holdfast-help holdfast-mistake">{problem}</p>}
      <p className="holdfast-help">
        {__(
          'Customers are known by their e-mail address. Whoever types an address can learn whether it has used up its bookings.',
          'holdfast-booking',
        )}
      </p>
    </div>
  );
}
