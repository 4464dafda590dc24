import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { nameOf } from '../../model/catalog-document.ts';
import type { RecordList } from '../../model/catalog-document.ts';
import type { Fields } from '../../model/fields.ts';
import { createProblem } from '../../model/problem.ts';
import type { FieldProblem } from '../../model/problem.ts';
import { problemOf, useSave } from '../../shared/use-save.ts';
import type { EditorProps } from './editing.ts';
import { saveRecord, saySaved } from './save-catalog.ts';

/** What a form becomes: the record to be saved, or what is wrong by the paths of the record. */
export type Submitted =
  { readonly ok: true; readonly record: Fields } | { readonly ok: false; readonly fields: readonly FieldProblem[] };

/** The form of one record of a list: what was typed, and how it is saved. */
export function useRecordForm<Form>(list: RecordList, props: EditorProps, read: () => Form) {
  const { document, isNew, after, onSaved } = props;
  const [first] = useState(read);
  const [form, setForm] = useState(first);
  const save = useSave();
  const submit = (submitted: Submitted): void => {
    if (!submitted.ok) return save.fail(createProblem(__('It could not be saved yet.', 'holdfast-booking'), submitted.fields));
    const { record } = submitted;
    save.run(async () => {
      const saved = await saveRecord({ document, list, record, isNew, after });
      const message = saySaved(nameOf(record), saved.warning);
      onSaved(saved.after, message);
      return message;
    });
  };
  return {
    ...{ first, form, save, submit },
    change: (changed: Partial<Form>): void => setForm((old) => ({ ...old, ...changed })),
    problem: problemOf(save),
    isUnsaved: isNew || JSON.stringify(form) !== JSON.stringify(first),
  };
}
