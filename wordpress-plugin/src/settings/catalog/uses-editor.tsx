import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { DateInput } from '../../components/date-input.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import type { Fields } from '../../model/fields.ts';
import type { TypedUse } from '../../model/schedule-uses.ts';

function UseRow({
  id,
  use,
  schedules,
  isWrong,
  onChange,
}: {
  readonly id: string;
  readonly use: TypedUse;
  readonly schedules: readonly Fields[];
  readonly isWrong: boolean;
  readonly onChange: (use: TypedUse | null) => void;
}) {
  const chosen = schedules.find((schedule) => idOf(schedule) === use.scheduleId);
  return (
    <li className="holdfast-use" id={id}>
      <SelectField
        id={`${id}-schedule`}
        label={__('Schedule', 'holdfast-booking')}
        value={use.scheduleId}
        onChange={(scheduleId) => onChange({ ...use, scheduleId })}
        options={schedules.map((schedule) => ({ value: idOf(schedule), label: nameOf(schedule) }))}
      />
      <DateInput
        id={`${id}-from`}
        label={__('From (optional)', 'holdfast-booking')}
        value={use.from}
        onChange={(from) => onChange({ ...use, from })}
      />
      <DateInput
        id={`${id}-until`}
        label={__('Last day (optional)', 'holdfast-booking')}
        value={use.until}
        onChange={(until) => onChange({ ...use, until })}
        aria-invalid={isWrong}
      />
      <Button
        icon="no-alt"
        /* translators: %s: the name of a schedule. */
        label={sprintf(__('Remove %s', 'holdfast-booking'), chosen === undefined ? use.scheduleId : nameOf(chosen))}
        onClick={() => onChange(null)}
      />
      {isWrong && <p className="holdfast-help holdfast-mistake">{__('The last day is before the first.', 'holdfast-booking')}</p>}
    </li>
  );
}

/** Which schedules are kept from when until when. */
export function UsesEditor({
  id,
  title,
  help,
  uses,
  schedules,
  mistakes,
  problem = null,
  onChange,
}: {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly uses: readonly TypedUse[];
  readonly schedules: readonly Fields[];
  /** The places of those that end before they begin. */
  readonly mistakes: readonly number[];
  readonly problem?: string | null;
  readonly onChange: (uses: readonly TypedUse[]) => void;
}) {
  const [first] = schedules;
  return (
    <fieldset className="holdfast-group holdfast-group-titled" id={id}>
      <legend>{title}</legend>
      <p className="holdfast-muted">{help}</p>
      {first === undefined && <p>{__('There are no schedules yet. Make one under Hours.', 'holdfast-booking')}</p>}
      {uses.length > 0 && (
        <ul className="holdfast-uses">
          {uses.map((use, index) => (
            <UseRow
              key={index}
              id={`${id}-${index}`}
              {...{ use, schedules }}
              isWrong={mistakes.includes(index)}
              onChange={(changed) => onChange(uses.flatMap((old, at) => (at === index ? (changed ?? []) : old)))}
            />
          ))}
        </ul>
      )}
      {first !== undefined && (
        <div>
          <Button variant="link" onClick={() => onChange([...uses, { scheduleId: idOf(first), from: '', until: '', kept: {} }])}>
            {uses.length === 0 ? __('Choose a schedule', 'holdfast-booking') : __('Add a schedule', 'holdfast-booking')}
            <span className="screen-reader-text"> {title}</span>
          </Button>
        </div>
      )}
      {problem !== null && mistakes.length === 0 && <p className="holdfast-help holdfast-mistake">{problem}</p>}
    </fieldset>
  );
}
