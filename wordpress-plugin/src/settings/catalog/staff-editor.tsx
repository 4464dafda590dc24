import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { SearchField, SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { isStaff, nameOf } from '../../model/catalog-document.ts';
import { parseResourceKind, resourceKinds } from '../../model/needs.ts';
import { findFieldMessage } from '../../model/problem.ts';
import type { FieldProblem, Problem } from '../../model/problem.ts';
import { noMistakes } from '../../model/schedule-form.ts';
import type { HoursMistakes } from '../../model/schedule-form.ts';
import { readStaffForm, writeStaffForm } from '../../model/staff-form.ts';
import type { StaffForm, WrittenStaffForm } from '../../model/staff-form.ts';
import { listTimeZones } from '../../shared/choices.ts';
import { CalendarFields } from './calendar-fields.tsx';
import { ClosedDatesEditor } from './closed-dates-editor.tsx';
import type { EditorProps } from './editing.ts';
import { EditorFrame } from './editor-frame.tsx';
import { ExceptionsEditor } from './exceptions-editor.tsx';
import { HolidaysEditor } from './holidays-editor.tsx';
import { HoursEditor } from './hours-editor.tsx';
import { listHoursProblems } from './hours-problems.ts';
import { LimitFields, wordLimitMistake } from './limit-fields.tsx';
import { TimeOffEditor, TravelEditor } from './spans-editor.tsx';
import { useRecordForm } from './use-record-form.ts';
import { UsesEditor } from './uses-editor.tsx';
import { nameResourceKind } from './words.ts';

const idFor = (field: string): string => `holdfast-staff-${field}`;

const findFieldId = (path: string): string | null => {
  const [field = '', part] = path.split('.');
  const name = field === 'weeklyHours' ? 'hours' : field;
  if (['hours', 'holidays', 'schedules'].includes(name)) return part === undefined ? idFor(name) : `${idFor(name)}-${part}`;
  if (field === 'limits' && part !== undefined) return `${idFor(field)}-${part}`;
  return [...dateFields, 'name', 'timeZone', 'timeOff', 'dateOverrides', 'calendar'].includes(name) ? idFor(name) : null;
};

const dateFields = ['holidays', 'exceptions', 'travel', 'limits'];

type PartProps = {
  readonly form: StaffForm;
  readonly change: (changed: Partial<StaffForm>) => void;
  readonly problem: Problem | null;
};

/** What changes the hours on dates of their own and is seldom needed. */
function DateFields({
  form,
  change,
  problem,
  business,
  mistakes,
}: PartProps & Pick<EditorProps, 'business'> & { readonly mistakes: HoursMistakes['holidays'] }) {
  const wrong = (field: string): string | null => findFieldMessage(problem, field);
  const { perDay, perWeek } = form.limits;
  const [isUsed] = useState(
    () => form.holidays.length + form.exceptions.length + form.travel.length > 0 || perDay + perWeek !== '',
  );
  const isWrong = dateFields.some((field) => wrong(field) !== null);
  return (
    <details className="holdfast-details" open={isUsed || isWrong || undefined}>
      <summary>{__('More: public holidays, special dates, other time zones, limits', 'holdfast-booking')}</summary>
      <div className="holdfast-stack">
        <HolidaysEditor
          id={idFor('holidays')}
          rules={form.holidays}
          {...{ business, mistakes }}
          problem={mistakes.length > 0 ? null : wrong('holidays')}
          onChange={(holidays) => change({ holidays })}
        />
        <ExceptionsEditor
          id={idFor('exceptions')}
          exceptions={form.exceptions}
          onChange={(exceptions) => change({ exceptions })}
          problem={wrong('exceptions')}
        />
        <TravelEditor
          id={idFor('travel')}
          spans={form.travel}
          onChange={(travel) => change({ travel })}
          problem={wrong('travel')}
        />
        <LimitFields id={idFor('limits')} value={form.limits} onChange={(limits) => change({ limits })} findMessage={wrong} />
      </div>
    </details>
  );
}

const nothingWrong = { mistakes: noMistakes, uses: [] };

const listProblems = ({ mistakes, uses, limits }: Extract<WrittenStaffForm, { readonly ok: false }>): readonly FieldProblem[] => [
  ...listHoursProblems(mistakes),
  ...uses.map((index) => ({
    path: `schedules.${index}`,
    message: __('A schedule: the last day is before the first.', 'holdfast-booking'),
  })),
  ...limits.map((name) => ({ path: `limits.${name}`, message: wordLimitMistake() })),
];

/** Edits one person, or one room or thing. Their other fields stay as they are. */
export function StaffEditor(props: EditorProps) {
  const { document, record, isNew, status, business, onClose, onReload } = props;
  const { first, form, save, submit, change, problem, isUnsaved } = useRecordForm('resources', props, () =>
    readStaffForm(record),
  );
  const [wrong, setWrong] = useState<{ readonly mistakes: HoursMistakes; readonly uses: readonly number[] }>(nothingWrong);
  const isPerson = isStaff(record);
  const write = (): void => {
    const written = writeStaffForm(record, form);
    setWrong(written.ok ? nothingWrong : written);
    submit(written.ok ? written : { ok: false, fields: listProblems(written) });
  };
  return (
    <EditorFrame
      tab="services"
      title={
        isNew ? (isPerson ? __('New person', 'holdfast-booking') : __('New room or thing', 'holdfast-booking')) : nameOf(record)
      }
      {...{ save, isUnsaved, findFieldId, onClose, onReload }}
      onSubmit={write}
    >
      <TextField
        id={idFor('name')}
        label={__('Name', 'holdfast-booking')}
        value={form.name}
        onChange={(name) => change({ name })}
        problem={findFieldMessage(problem, 'name')}
        help={__('As customers read it.', 'holdfast-booking')}
      />
      {!isPerson && (
        <SelectField
          id={idFor('kind')}
          label={__('What it is', 'holdfast-booking')}
          value={form.kind}
          onChange={(kind) => change({ kind: parseResourceKind(kind) })}
          options={resourceKinds.filter((kind) => kind !== 'staff').map((value) => ({ value, label: nameResourceKind(value) }))}
        />
      )}
      <HoursEditor
        id={idFor('hours')}
        title={isPerson ? __('Working hours', 'holdfast-booking') : __('When it can be used', 'holdfast-booking')}
        week={form.week}
        onChange={(week) => change({ week })}
        mistakes={wrong.mistakes.hours}
      />
      <SearchField
        id={idFor('timeZone')}
        label={__('Time zone', 'holdfast-booking')}
        value={form.timeZone}
        onChange={(timeZone) => change({ timeZone })}
        options={listTimeZones(form.timeZone)}
        problem={findFieldMessage(problem, 'timeZone')}
        help={__('The hours are meant in it.', 'holdfast-booking')}
      />
      <UsesEditor
        id={idFor('schedules')}
        title={__('Schedules', 'holdfast-booking')}
        help={__('While one holds, it counts instead of the hours above. Of several, the first one.', 'holdfast-booking')}
        uses={form.uses}
        schedules={document.schedules}
        mistakes={wrong.uses}
        problem={findFieldMessage(problem, 'schedules')}
        onChange={(uses) => change({ uses })}
      />
      <TimeOffEditor
        id={idFor('timeOff')}
        spans={form.timeOff}
        onChange={(timeOff) => change({ timeOff })}
        problem={findFieldMessage(problem, 'timeOff')}
      />
      {Object.keys(first.dateOverrides).length > 0 && (
        <ClosedDatesEditor
          id={idFor('dateOverrides')}
          dateOverrides={form.dateOverrides}
          onChange={(dateOverrides) => change({ dateOverrides })}
          problem={findFieldMessage(problem, 'dateOverrides')}
        />
      )}
      <DateFields {...{ form, change, problem, business }} mistakes={wrong.mistakes.holidays} />
      <CalendarFields id={idFor('calendar')} {...{ form, change, status }} problem={findFieldMessage(problem, 'calendar')} />
    </EditorFrame>
  );
}
