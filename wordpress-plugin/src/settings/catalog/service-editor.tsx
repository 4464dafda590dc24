import { __ } from '@wordpress/i18n';
import { nameOf } from '../../model/catalog-document.ts';
import type { FieldProblem } from '../../model/problem.ts';
import { listServiceCurrencies, readServiceForm, writeServiceForm } from '../../model/service-form.ts';
import type { FormMistake } from '../../model/form-mistake.ts';
import { readCountry } from '../../model/holiday-areas.ts';
import { readLocale } from '../../shared/language.ts';
import type { EditorProps } from './editing.ts';
import { EditorFrame } from './editor-frame.tsx';
import { serviceFieldId } from './service-field.tsx';
import { ServiceFields } from './service-fields.tsx';
import { useRecordForm } from './use-record-form.ts';
import { wordMistake } from './words.ts';

const known = [
  ...['name', 'description', 'durationMinutes', 'price', 'place', 'needs', 'stepMinutes', 'bufferBeforeMinutes'],
  ...['bufferAfterMinutes', 'minimumNoticeMinutes', 'horizonDays', 'cancellationPolicy', 'delayedPaymentDays'],
  ...['otherDurations', 'schedules', 'sessions', 'horizonUnit', 'bookableFrom', 'bookableUntil', 'startTimes', 'grid'],
  ...['minimumPartySize', 'maximumPartySize', 'personTypes', 'resourcePrices', 'extras', 'deposit', 'tips', 'taxClassId'],
  ...['locationId', 'capacity', 'steps', 'byDay', 'lateJoining', 'dropIn', 'atCustomer', 'minimumToRun'],
];

/** The element of a field that is inside a list or a group, by the rest of its path. */
const innerFields: Readonly<Record<string, (rest: readonly string[]) => string>> = {
  otherDurations: ([index, part]) => `${index}${part === 'price' ? '-price' : ''}`,
  limits: ([part]) => part ?? '',
  personTypes: ([index, part]) => [index, part].filter((word) => word !== undefined).join('-'),
  extras: ([index, part]) => [index, part].filter((word) => word !== undefined).join('-'),
  deposit: ([part]) => part ?? '',
  tips: () => 'percents',
  cancellationPolicy: ([part, index]) => (part === 'noShow' || index === undefined ? (part ?? '') : `${part}-${index}`),
  steps: ([index, part]) => `${index}-${part === 'name' ? 'name' : 'minutes'}`,
  needs: ([index, part]) => (part === undefined ? `${index}` : `${index}-${part}`),
  byDay: ([part]) => part ?? '',
  minimumToRun: ([part]) => (part === 'decidedHoursBefore' ? 'hours' : (part ?? '')),
  atCustomer: ([group, part]) => (group === 'fee' ? (part === 'zones' ? 'fee' : 'amount') : (areaFields[part ?? ''] ?? '')),
};

const areaFields: Readonly<Record<string, string>> = { postcodes: 'postcodes', from: 'from', kilometres: 'kilometres' };

const findFieldId = (path: string): string | null => {
  const [field = '', ...rest] = path.split('.');
  const inner = rest.length === 0 ? undefined : innerFields[field]?.(rest);
  if (inner !== undefined && inner !== '') return `${serviceFieldId(field)}-${inner}`;
  return known.includes(field) ? serviceFieldId(field) : null;
};

/** Edits one service. Its other fields stay as they are. */
export function ServiceEditor(props: EditorProps) {
  const { document, record, isNew, after, business, onClose, onReload } = props;
  const { form, save, submit, change, problem, isUnsaved } = useRecordForm('services', props, () => {
    const read = readServiceForm(document, record, readLocale(), __('Staff', 'holdfast-booking'));
    // A price is typed and never left at nothing by mistake.
    return isNew && after === null ? { ...read, price: '' } : read;
  });
  const write = (): void => {
    const written = writeServiceForm(document, record, form);
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
        country={readCountry(business.locale) || readCountry(readLocale())}
        currencies={listServiceCurrencies(record, business.currency)}
      />
    </EditorFrame>
  );
}
