import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { readTiers } from '../../model/cancellation.ts';
import { nameOf } from '../../model/catalog-document.ts';
import { createProblem } from '../../model/problem.ts';
import { listServiceCurrencies, readServiceForm, writeServiceForm } from '../../model/service-form.ts';
import { readLocale } from '../../shared/language.ts';
import { problemOf, useSave } from '../../shared/use-save.ts';
import type { EditorProps } from './editing.ts';
import { EditorFrame } from './editor-frame.tsx';
import { saveRecord, saySaved } from './save-catalog.ts';
import { serviceFieldId, ServiceFields } from './service-fields.tsx';
import { wordMistake } from './words.ts';

const known = [
  'name',
  'description',
  'durationMinutes',
  'price',
  'place',
  'needs',
  'stepMinutes',
  'bufferBeforeMinutes',
  'bufferAfterMinutes',
  'minimumNoticeMinutes',
  'horizonDays',
  'cancellationPolicy',
  'delayedPaymentDays',
  'otherDurations',
  'schedules',
  'sessions',
  'horizonUnit',
  'bookableFrom',
  'bookableUntil',
  'startTimes',
  'grid',
  'locationId',
  'capacity',
];

const findFieldId = (path: string): string | null => {
  const [field = '', index, part] = path.split('.');
  if (field === 'otherDurations' && index !== undefined)
    return `${serviceFieldId(field)}-${index}${part === 'price' ? '-price' : ''}`;
  if (field === 'limits' && index !== undefined) return `${serviceFieldId(field)}-${index}`;
  return known.includes(field) ? serviceFieldId(field) : null;
};

/** Edits one service. Its other fields stay as they are. */
export function ServiceEditor({ document, record, isNew, after, business, onSaved, onClose, onReload }: EditorProps) {
  const [first] = useState(() => readServiceForm(document, record, readLocale()));
  // A price is typed and never left at nothing by mistake.
  const [form, setForm] = useState(isNew && after === null ? { ...first, price: '' } : first);
  const save = useSave();
  const submit = (): void => {
    const written = writeServiceForm(document, record, form, __('Staff', 'holdfast-booking'));
    if (!written.ok) {
      const fields = written.mistakes.map((mistake) => ({ path: mistake.field, message: wordMistake(mistake) }));
      save.fail(createProblem(__('It could not be saved yet.', 'holdfast-booking'), fields));
      return;
    }
    save.run(async () => {
      const saved = await saveRecord({ document, list: 'services', record: written.record, isNew, after });
      const message = saySaved(nameOf(written.record), saved.warning);
      onSaved(saved.after, message);
      return message;
    });
  };
  return (
    <EditorFrame
      tab="services"
      title={isNew ? __('New service', 'holdfast-booking') : nameOf(record)}
      save={save}
      isUnsaved={isNew || JSON.stringify(form) !== JSON.stringify(first)}
      findFieldId={findFieldId}
      onSubmit={submit}
      {...{ onClose, onReload }}
    >
      <ServiceFields
        {...{ document, record, isNew, form }}
        currencies={listServiceCurrencies(record, business.currency)}
        change={(changed) => setForm((old) => ({ ...old, ...changed }))}
        problem={problemOf(save)}
        ownTiers={first.cancellation.kind === 'own' ? readTiers(record['cancellationPolicy']) : []}
      />
    </EditorFrame>
  );
}
