import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { DateInput } from '../../components/date-input.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { createException, emptyException } from '../../model/date-rules.ts';
import type { ExceptionMistake, TypedException } from '../../model/date-rules.ts';
import type { Fields } from '../../model/fields.ts';
import { weekdays } from '../../model/hours.ts';
import { findWeekday, monthPlaces } from '../../model/recurrence.ts';
import { describeException, nameChange, nameMonthPlace, wordExceptionMistake } from './date-words.ts';
import { WindowsFields } from './windows-fields.tsx';
import { nameDay } from './words.ts';

type Typing = {
  readonly id: string;
  readonly typed: TypedException;
  readonly change: (changed: Partial<TypedException>) => void;
};

function ExceptionList({
  exceptions,
  onChange,
}: {
  readonly exceptions: readonly Fields[];
  readonly onChange: (exceptions: readonly Fields[]) => void;
}) {
  if (exceptions.length === 0) return null;
  return (
    <ul className="holdfast-list holdfast-list-plain">
      {exceptions.map((exception, index) => (
        <li key={index}>
          <span>{describeException(exception)}</span>
          <Button
            icon="no-alt"
            /* translators: %s: dates and what is on them. */
            label={sprintf(__('Remove %s', 'holdfast-booking'), describeException(exception))}
            onClick={() => onChange(exceptions.filter((_, at) => at !== index))}
          />
        </li>
      ))}
    </ul>
  );
}

const whenOptions = (): readonly { readonly value: TypedException['when']; readonly label: string }[] => [
  { value: 'dates', label: __('On certain dates', 'holdfast-booking') },
  { value: 'weekly', label: __('Every week, or every few', 'holdfast-booking') },
  { value: 'monthly', label: __('Every month', 'holdfast-booking') },
  { value: 'yearly', label: __('Every year', 'holdfast-booking') },
];

function Weekday({ id, typed, change }: Typing) {
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

function WhenFields(props: Typing) {
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
      {(typed.when === 'weekly' || typed.when === 'monthly') && <Weekday {...props} />}
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

function ChangeFields({ id, typed, change }: Typing) {
  return (
    <>
      <div className="holdfast-row holdfast-row-bottom">
        <SelectField
          id={`${id}-change`}
          label={__('What is then', 'holdfast-booking')}
          value={typed.change}
          onChange={(value) => change({ change: value === 'hours' || value === 'extra' ? value : 'closed' })}
          options={(['closed', 'hours', 'extra'] as const).map((value) => ({ value, label: nameChange(value) }))}
        />
        <div className="holdfast-note">
          <TextField
            id={`${id}-name`}
            label={__('Name (optional)', 'holdfast-booking')}
            value={typed.name}
            onChange={(name) => change({ name })}
            size="short"
          />
        </div>
      </div>
      {typed.change !== 'closed' && (
        <WindowsFields
          id={`${id}-hours`}
          name={nameChange(typed.change)}
          windows={typed.windows}
          isWrong={false}
          onChange={(windows) => change({ windows })}
        />
      )}
    </>
  );
}

/** Dates on which the usual hours do not hold: what there is in words, and one more. */
export function ExceptionsEditor({
  id,
  exceptions,
  onChange,
  problem,
}: {
  readonly id: string;
  readonly exceptions: readonly Fields[];
  readonly onChange: (exceptions: readonly Fields[]) => void;
  readonly problem: string | null;
}) {
  const [typed, setTyped] = useState<TypedException | null>(null);
  const [mistake, setMistake] = useState<ExceptionMistake | null>(null);
  const add = (): void => {
    if (typed === null) return;
    const created = createException(typed);
    if (!created.ok) return setMistake(created.mistake);
    onChange([...exceptions, created.exception]);
    setMistake(null);
    setTyped(null);
  };
  const give = (next: TypedException | null): void => {
    setMistake(null);
    setTyped(next);
  };
  return (
    <fieldset className="holdfast-group holdfast-group-titled" id={id}>
      <legend>{__('Special dates', 'holdfast-booking')}</legend>
      <ExceptionList {...{ exceptions, onChange }} />
      {typed === null ? (
        <div>
          <Button variant="link" onClick={() => give(emptyException)}>
            {__('Add a special date', 'holdfast-booking')}
          </Button>
        </div>
      ) : (
        <div className="holdfast-inset holdfast-stack">
          <SelectField
            id={`${id}-when`}
            label={__('When', 'holdfast-booking')}
            value={typed.when}
            onChange={(value) =>
              give({ ...typed, when: whenOptions().find((option) => option.value === value)?.value ?? 'dates' })
            }
            options={whenOptions()}
          />
          <WhenFields {...{ id, typed }} change={(changed) => setTyped({ ...typed, ...changed })} />
          <ChangeFields {...{ id, typed }} change={(changed) => setTyped({ ...typed, ...changed })} />
          {mistake !== null && (
            <p className="holdfast-mistake" role="alert">
              {wordExceptionMistake(mistake)}
            </p>
          )}
          <div className="holdfast-row">
            <Button __next40pxDefaultSize variant="secondary" onClick={add}>
              {__('Add to the list', 'holdfast-booking')}
            </Button>
            <Button __next40pxDefaultSize variant="tertiary" onClick={() => give(null)}>
              {__('Cancel', 'holdfast-booking')}
            </Button>
          </div>
        </div>
      )}
      {problem !== null && <p className="holdfast-help holdfast-mistake">{problem}</p>}
    </fieldset>
  );
}
