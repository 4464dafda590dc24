import { __ } from '@wordpress/i18n';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import { findLocationMistakes, listZones, readLocationForm, writeLocationForm } from '../../model/places.ts';
import { findFieldMessage } from '../../model/problem.ts';
import { findUseMistakes } from '../../model/schedule-uses.ts';
import type { EditorProps } from './editing.ts';
import { EditorFrame } from './editor-frame.tsx';
import { useRecordForm } from './use-record-form.ts';
import { UsesEditor } from './uses-editor.tsx';

const idFor = (field: string): string => `holdfast-location-${field}`;

const findFieldId = (path: string): string | null => {
  const [field = '', part] = path.split('.');
  if (field === 'schedules' && part !== undefined) return `${idFor(field)}-${part}`;
  return ['name', 'address', 'travelZoneId', 'schedules', 'position'].includes(field) ? idFor(field) : null;
};

const wordMistake = (path: string): string =>
  path === 'name'
    ? __('Enter a name.', 'holdfast-booking')
    : path === 'address'
      ? __('Enter the address.', 'holdfast-booking')
      : path === 'position'
        ? __('Enter two numbers as maps give them, such as 59.3326, 18.0649.', 'holdfast-booking')
        : __('The last day is before the first.', 'holdfast-booking');

/** Edits one location. Its other fields stay as they are. */
export function LocationEditor(props: EditorProps) {
  const { document, record, isNew, onClose, onReload } = props;
  const { form, save, submit, change, problem, isUnsaved } = useRecordForm('locations', props, () => readLocationForm(record));
  const zones = listZones(document.rest['travel']);
  const wrong = (field: string): string | null => findFieldMessage(problem, field);
  const write = (): void => {
    const fields = findLocationMistakes(form).map((path) => ({ path, message: wordMistake(path) }));
    submit(fields.length > 0 ? { ok: false, fields } : { ok: true, record: writeLocationForm(record, form) });
  };
  return (
    <EditorFrame
      tab="places"
      title={isNew ? __('New location', 'holdfast-booking') : nameOf(record)}
      {...{ save, isUnsaved, findFieldId, onClose, onReload }}
      onSubmit={write}
    >
      <TextField
        id={idFor('name')}
        label={__('Name', 'holdfast-booking')}
        value={form.name}
        onChange={(name) => change({ name })}
        problem={wrong('name')}
      />
      <TextField
        id={idFor('address')}
        label={__('Address', 'holdfast-booking')}
        value={form.address}
        onChange={(address) => change({ address })}
        problem={wrong('address')}
        help={__('In one line, as customers read it.', 'holdfast-booking')}
      />
      {zones.length > 0 && (
        <SelectField
          id={idFor('travelZoneId')}
          label={__('Travel zone', 'holdfast-booking')}
          value={form.travelZoneId}
          onChange={(travelZoneId) => change({ travelZoneId })}
          options={[
            { value: '', label: __('In none', 'holdfast-booking') },
            ...zones.map((zone) => ({ value: idOf(zone), label: nameOf(zone) })),
          ]}
          problem={wrong('travelZoneId')}
          help={__('The way to other places is measured from it.', 'holdfast-booking')}
        />
      )}
      <TextField
        id={idFor('position')}
        dir="ltr"
        label={__('Position (optional)', 'holdfast-booking')}
        value={form.position}
        onChange={(position) => change({ position })}
        placeholder="59.3326, 18.0649"
        size="short"
        problem={wrong('position')}
        help={__('Only for services that come to whoever lives so far from here.', 'holdfast-booking')}
      />
      <UsesEditor
        id={idFor('schedules')}
        title={__('Opening hours', 'holdfast-booking')}
        help={__('Nothing begins or ends here outside them. Without a schedule it is always open.', 'holdfast-booking')}
        uses={form.uses}
        schedules={document.schedules}
        mistakes={findUseMistakes(form.uses)}
        problem={wrong('schedules')}
        onChange={(uses) => change({ uses })}
      />
    </EditorFrame>
  );
}
