import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { TextField } from '../../components/text-field.tsx';
import { nameOf } from '../../model/catalog-document.ts';
import { findFieldMessage } from '../../model/problem.ts';
import { noMistakes, readScheduleForm, writeScheduleForm } from '../../model/schedule-form.ts';
import type { HoursMistakes } from '../../model/schedule-form.ts';
import type { EditorProps } from './editing.ts';
import { EditorFrame } from './editor-frame.tsx';
import { ExceptionsEditor } from './exceptions-editor.tsx';
import { HolidaysEditor } from './holidays-editor.tsx';
import { HoursEditor } from './hours-editor.tsx';
import { listHoursProblems } from './hours-problems.ts';
import { useRecordForm } from './use-record-form.ts';

const idFor = (field: string): string => `holdfast-schedule-${field}`;

const findFieldId = (path: string): string | null => {
  const [field, part] = path.split('.');
  if (field === 'weeklyHours') return part === undefined ? idFor('hours') : `${idFor('hours')}-${part}`;
  if (field === 'holidays') return part === undefined ? idFor('holidays') : `${idFor('holidays')}-${part}`;
  return field === 'name' || field === 'exceptions' ? idFor(field) : null;
};

/** Edits hours under a name. */
export function ScheduleEditor(props: EditorProps) {
  const { record, isNew, business, onClose, onReload } = props;
  const { form, save, submit, change, problem, isUnsaved } = useRecordForm('schedules', props, () => readScheduleForm(record));
  const [mistakes, setMistakes] = useState<HoursMistakes>(noMistakes);
  const write = (): void => {
    const written = writeScheduleForm(record, form);
    setMistakes(written.ok ? noMistakes : written.mistakes);
    submit(written.ok ? written : { ok: false, fields: listHoursProblems(written.mistakes) });
  };
  return (
    <EditorFrame
      tab="hours"
      title={isNew ? __('New schedule', 'holdfast-booking') : nameOf(record)}
      {...{ save, isUnsaved, findFieldId, onClose, onReload }}
      onSubmit={write}
    >
      <TextField
        id={idFor('name')}
        label={__('Name', 'holdfast-booking')}
        value={form.name}
        onChange={(name) => change({ name })}
        problem={findFieldMessage(problem, 'name')}
        help={__('Only you see it: “Summer”, “Late shift”, “Opening hours”.', 'holdfast-booking')}
      />
      <HoursEditor
        id={idFor('hours')}
        title={__('Weekly hours', 'holdfast-booking')}
        week={form.week}
        onChange={(week) => change({ week })}
        mistakes={mistakes.hours}
      />
      <HolidaysEditor
        id={idFor('holidays')}
        rules={form.holidays}
        business={business}
        mistakes={mistakes.holidays}
        problem={mistakes.holidays.length > 0 ? null : findFieldMessage(problem, 'holidays')}
        onChange={(holidays) => change({ holidays })}
      />
      <ExceptionsEditor
        id={idFor('exceptions')}
        exceptions={form.exceptions}
        onChange={(exceptions) => change({ exceptions })}
        problem={findFieldMessage(problem, 'exceptions')}
      />
    </EditorFrame>
  );
}
