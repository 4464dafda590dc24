import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { SearchField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import { putRecord } from '../../model/catalog-edits.ts';
import type { HoursMistake } from '../../model/hours.ts';
import { createProblem, findFieldMessage } from '../../model/problem.ts';
import { readStaffForm, writeStaffForm } from '../../model/staff-form.ts';
import { listTimeZones } from '../../shared/choices.ts';
import { problemOf, useSave } from '../../shared/use-save.ts';
import { CalendarFields } from './calendar-fields.tsx';
import { ClosedDatesEditor } from './closed-dates-editor.tsx';
import type { EditorProps } from './editing.ts';
import { EditorFrame } from './editor-frame.tsx';
import { HoursEditor } from './hours-editor.tsx';
import { saveCatalog, saySaved } from './save-catalog.ts';
import { wordHoursMistake } from './words.ts';

const idFor = (field: string): string => `holdfast-staff-${field}`;

const findFieldId = (path: string): string | null => {
  const [field, weekday] = path.split('.');
  if (field === 'weeklyHours') return weekday === undefined ? idFor('hours') : `${idFor('hours')}-${weekday}`;
  return field !== undefined && ['name', 'timeZone', 'dateOverrides', 'calendar'].includes(field) ? idFor(field) : null;
};

/** Edits one person. Their other fields stay as they are. */
export function StaffEditor({ record, isNew, after, status, onSaved, onClose }: EditorProps) {
  const [first] = useState(() => readStaffForm(record));
  const [form, setForm] = useState(first);
  const [hours, setHours] = useState<readonly HoursMistake[]>([]);
  const save = useSave();
  const problem = problemOf(save);
  const change = (changed: Partial<typeof form>): void => setForm((old) => ({ ...old, ...changed }));
  const submit = (): void => {
    const written = writeStaffForm(record, form);
    setHours(written.ok ? [] : written.hours);
    if (!written.ok) {
      const name = written.isNameEmpty ? [{ path: 'name', message: __('Enter a name.', 'holdfast-booking') }] : [];
      const windows = written.hours.map((mistake) => ({
        path: `weeklyHours.${mistake.weekday}`,
        message: wordHoursMistake(mistake),
      }));
      save.fail(createProblem(__('It could not be saved yet.', 'holdfast-booking'), [...name, ...windows]));
      return;
    }
    save.run(async () => {
      const saved = await saveCatalog(putRecord('resources', written.record, after), { list: 'resources', id: idOf(record) });
      const message = saySaved(nameOf(written.record), saved.warning);
      onSaved(saved.after, message);
      return message;
    });
  };
  return (
    <EditorFrame
      title={isNew ? __('New person', 'holdfast-booking') : nameOf(record)}
      save={save}
      isUnsaved={isNew || JSON.stringify(form) !== JSON.stringify(first)}
      {...{ findFieldId, onClose }}
      onSubmit={submit}
    >
      <TextField
        id={idFor('name')}
        label={__('Name', 'holdfast-booking')}
        value={form.name}
        onChange={(name) => change({ name })}
        problem={findFieldMessage(problem, 'name')}
        help={__('As customers read it.', 'holdfast-booking')}
      />
      <HoursEditor id={idFor('hours')} week={form.week} onChange={(week) => change({ week })} mistakes={hours} />
      <SearchField
        id={idFor('timeZone')}
        label={__('Time zone', 'holdfast-booking')}
        value={form.timeZone}
        onChange={(timeZone) => change({ timeZone })}
        options={listTimeZones(form.timeZone)}
        problem={findFieldMessage(problem, 'timeZone')}
        help={__('The working hours are meant in it.', 'holdfast-booking')}
      />
      <ClosedDatesEditor
        id={idFor('dateOverrides')}
        dateOverrides={form.dateOverrides}
        onChange={(dateOverrides) => change({ dateOverrides })}
        problem={findFieldMessage(problem, 'dateOverrides')}
      />
      <CalendarFields id={idFor('calendar')} {...{ form, change, status }} problem={findFieldMessage(problem, 'calendar')} />
    </EditorFrame>
  );
}
