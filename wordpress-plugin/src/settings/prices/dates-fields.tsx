import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { DateInput } from '../../components/date-input.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { TypedDates } from '../../model/prices/scope.ts';
import { readLocale } from '../../shared/language.ts';

type DayProps = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

const listMonths = (): readonly { readonly value: string; readonly label: string }[] =>
  Array.from({ length: 12 }, (_, index) => ({
    value: String(index + 1).padStart(2, '0'),
    label: new Intl.DateTimeFormat(readLocale(), { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, index, 1)),
  }));

/** A day of every year (MM-DD). */
function YearDay({ id, label, value, onChange }: DayProps) {
  const [month = '01', day = ''] = value === '' ? [] : value.split('-');
  const write = (nextMonth: string, nextDay: string): void => onChange(`${nextMonth}-${nextDay.trim().padStart(2, '0')}`);
  return (
    <fieldset className="holdfast-group">
      <legend>{label}</legend>
      <div className="holdfast-row holdfast-row-tight">
        <TextField
          id={id}
          label={__('Day', 'holdfast-booking')}
          isHidden
          value={day === '00' ? '' : day.replace(/^0/, '')}
          onChange={(next) => write(month, next)}
          inputMode="numeric"
          size="tiny"
        />
        <SelectField
          id={`${id}-month`}
          label={__('Month', 'holdfast-booking')}
          isHidden
          value={month}
          onChange={(next) => write(next, day)}
          options={listMonths()}
        />
      </div>
    </fieldset>
  );
}

function DatesRow({
  id,
  dates,
  index,
  problem,
  onChange,
}: {
  readonly id: string;
  readonly dates: TypedDates;
  readonly index: number;
  readonly problem: string | null;
  readonly onChange: (dates: TypedDates | null) => void;
}) {
  const Day = dates.isYearly ? YearDay : DateInput;
  return (
    <li className="holdfast-use" id={id}>
      <SelectField
        id={`${id}-kind`}
        label={__('Dates', 'holdfast-booking')}
        value={dates.isYearly ? 'yearly' : 'once'}
        onChange={(kind) =>
          onChange(kind === 'yearly' ? { isYearly: true, from: '01-01', to: '12-31' } : { isYearly: false, from: '', to: '' })
        }
        options={[
          { value: 'once', label: __('once', 'holdfast-booking') },
          { value: 'yearly', label: __('every year', 'holdfast-booking') },
        ]}
      />
      <Day
        id={`${id}-from`}
        label={__('First day', 'holdfast-booking')}
        value={dates.from}
        onChange={(from) => onChange({ ...dates, from })}
      />
      <Day
        id={`${id}-to`}
        label={dates.isYearly ? __('Last day', 'holdfast-booking') : __('Last day (optional)', 'holdfast-booking')}
        value={dates.to}
        onChange={(to) => onChange({ ...dates, to })}
      />
      <Button
        icon="no-alt"
        /* translators: %d: a number. */
        label={sprintf(__('Remove dates %d', 'holdfast-booking'), index + 1)}
        onClick={() => onChange(null)}
      />
      {problem !== null && <p className="holdfast-help holdfast-mistake">{problem}</p>}
    </li>
  );
}

/** On which dates something counts: seasons, holidays, one week. */
export function DatesFields({
  id,
  dates,
  onChange,
  problem,
}: {
  readonly id: string;
  readonly dates: readonly TypedDates[];
  readonly onChange: (dates: readonly TypedDates[]) => void;
  readonly problem: Problem | null;
}) {
  return (
    <div className="holdfast-stack holdfast-stack-tight" id={id}>
      {dates.length > 0 && (
        <ul className="holdfast-uses">
          {dates.map((one, index) => (
            <DatesRow
              key={index}
              id={`${id}-${index}`}
              dates={one}
              index={index}
              problem={findFieldMessage(problem, `when.dates.${index}`)}
              onChange={(next) => onChange(dates.flatMap((old, at) => (at === index ? (next ?? []) : old)))}
            />
          ))}
        </ul>
      )}
      <div>
        <Button variant="link" onClick={() => onChange([...dates, { isYearly: false, from: '', to: '' }])}>
          {dates.length === 0
            ? __('Only on certain dates or in a season', 'holdfast-booking')
            : __('Add more dates', 'holdfast-booking')}
        </Button>
      </div>
    </div>
  );
}
