import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { readTiers } from '../../model/cancellation.ts';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import { putRecord } from '../../model/catalog-edits.ts';
import { createProblem } from '../../model/problem.ts';
import { listServiceCurrencies, readServiceForm, writeServiceForm } from '../../model/service-form.ts';
import { readLocale } from '../../shared/language.ts';
import { problemOf, useSave } from '../../shared/use-save.ts';
import type { EditorProps } from './editing.ts';
import { EditorFrame } from './editor-frame.tsx';
import { saveCatalog, saySaved } from './save-catalog.ts';
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
];

const findFieldId = (path: string): string | null => {
  const field = path.split('.')[0] ?? '';
  return known.includes(field) ? serviceFieldId(field) : null;
};

/** Edits one service. Its other fields stay as they are. */
export function ServiceEditor({ document, record, isNew, after, business, onSaved, onClose }: EditorProps) {
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
      const about = { list: 'services', id: idOf(record) } as const;
      const saved = await saveCatalog(putRecord('services', written.record, after), about);
      const message = saySaved(nameOf(written.record), saved.warning);
      onSaved(saved.after, message);
      return message;
    });
  };
  return (
    <EditorFrame
      title={isNew ? __('New service', 'holdfast-booking') : nameOf(record)}
      save={save}
      isUnsaved={isNew || JSON.stringify(form) !== JSON.stringify(first)}
      findFieldId={findFieldId}
      onSubmit={submit}
      onClose={onClose}
    >
      <ServiceFields
        {...{ document, record, form }}
        currencies={listServiceCurrencies(record, business.currency)}
        change={(changed) => setForm((old) => ({ ...old, ...changed }))}
        problem={problemOf(save)}
        ownTiers={first.cancellation.kind === 'own' ? readTiers(record['cancellationPolicy']) : []}
      />
    </EditorFrame>
  );
}
