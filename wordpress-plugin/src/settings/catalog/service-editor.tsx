import { __ } from '@wordpress/i18n';
import { readTiers } from '../../model/cancellation.ts';
import { nameOf } from '../../model/catalog-document.ts';
import type { FieldProblem } from '../../model/problem.ts';
import { listServiceCurrencies, readServiceForm, writeServiceForm } from '../../model/service-form.ts';
import type { FormMistake } from '../../model/service-form.ts';
import { readLocale } from '../../shared/language.ts';
import type { EditorProps } from './editing.ts';
import { EditorFrame } from './editor-frame.tsx';
import { serviceFieldId, ServiceFields } from './service-fields.tsx';
import { useRecordForm } from './use-record-form.ts';
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
export function ServiceEditor(props: EditorProps) {
  const { document, record, isNew, after, business, onClose, onReload } = props;
  const { first, form, save, submit, change, problem, isUnsaved } = useRecordForm('services', props, () => {
    const read = readServiceForm(document, record, readLocale());
    // A price is typed and never left at nothing by mistake.
    return isNew && after === null ? { ...read, price: '' } : read;
  });
  const write = (): void => {
    const written = writeServiceForm(document, record, form, __('Staff', 'holdfast-booking'));
    const say = (mistake: FormMistake): FieldProblem => ({ path: mistake.field, message: wordMistake(mistake) });
    submit(written.ok ? written : { ok: false, fields: written.mistakes.map(say) });
  };
  return (
    <EditorFrame
      tab="services"
      title={isNew ? __('New service', 'holdfast-booking') : nameOf(record)}
      {...{ save, isUnsaved, findFieldId, onClose, onReload }}
      onSubmit={write}
    >
      <ServiceFields
        {...{ document, record, isNew, form, change, problem }}
        currencies={listServiceCurrencies(record, business.currency)}
        ownTiers={first.cancellation.kind === 'own' ? readTiers(record['cancellationPolicy']) : []}
      />
    </EditorFrame>
  );
}
