import { __ } from '@wordpress/i18n';
import { DateInput } from '../../components/date-input.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { TypedWhen } from '../../model/date-rules.ts';
import { weekdays } from '../../model/hours.ts';
import { findWeekday, monthPlaces } from '../../model/recurrence.ts';
import { nameMonthPlace } from './date-words.ts';
import { nameDay } from './words.ts';

type Typing = {
  readonly id: string;
  readonly typed: TypedWhen;
  readonly change: (changed: Partial<TypedWhen>) => void;
};

const whenOptions = (): readonly { readonly value: TypedWhen['when']; readonly label: string }[] => [
  { value: 'dates', label: __('On certain dates', 'holdfast-booking') },
  { value: 'weekly', label: __('Every week, or every few', 'holdfast-booking') },
  { value: 'monthly', label: __('Every month', 'holdfast-booking') },
  { value: 'yearly', label: __('Every year', 'holdfast-booking') },
];

function WeekdayField({ id, typed, change }: Typing) {
  return (
    <SelectField
      id={`${id}-weekday`}
      label={__('Weekday', 'holdfast-booking')}
      value={typed.weekday}
      onChange={(value) => change({ weekday: weekdays.find((weekday) => weekday === value) ?? '1' })}
      options={weekdays.map((value) => ({ value, label: nameDay(value) }))}
    />
  );
}

/** The weekday that is meant follows the first date until somebody chooses another. */
const changeStart = ({ typed, change }: Typing, from: string): void =>
  change(typed.when === 'weekly' ? { from, weekday: findWeekday(from) } : { from });

/** On which dates, or how they recur. */
export function WhenFields(props: Typing) {
  const { id, typed, change } = props;
  return (
    <>
      <SelectField
        id={`${id}-when`}
        label={__('When', 'holdfast-booking')}
        value={typed.when}
        onChange={(value) => change({ when: whenOptions().find((option) => option.value === value)?.value ?? 'dates' })}
        options={whenOptions()}
      />
      <DatesFields {...props} />
    </>
  );
}

function DatesFields(props: Typing) {
  const { id, typed, change } = props;
  return (
    <div className="holdfast-row holdfast-row-bottom">
      {typed.when === 'weekly' && (
        <TextField
          id={`${id}-interval`}
          label={__('Every … weeks', 'holdfast-booking')}
          value={typed.interval}
          onChange={(interval) => change({ interval })}
          inputMode="numeric"
          size="tiny"
        />
      )}
      {typed.when === 'monthly' && (
        <SelectField
          id={`${id}-place`}
          label={__('Which one', 'holdfast-booking')}
          value={String(typed.place)}
          onChange={(value) => change({ place: monthPlaces.find((place) => String(place) === value) ?? 1 })}
          options={monthPlaces.map((place) => ({ value: String(place), label: nameMonthPlace(place) }))}
        />
      )}
      {(typed.when === 'weekly' || typed.when === 'monthly') && <WeekdayField {...props} />}
      <DateInput
        id={`${id}-from`}
        label={
          typed.when === 'dates'
            ? __('First day', 'holdfast-booking')
            : typed.when === 'yearly'
              ? __('The date, in its first year', 'holdfast-booking')
              : __('Starting on', 'holdfast-booking')
        }
        value={typed.from}
        onChange={(from) => changeStart(props, from)}
      />
      {typed.when === 'dates' && (
        <DateInput
          id={`${id}-to`}
          label={__('Last day (if more than one)', 'holdfast-booking')}
          value={typed.to}
          onChange={(to) => change({ to })}
        />
      )}
    </div>
  );
}
