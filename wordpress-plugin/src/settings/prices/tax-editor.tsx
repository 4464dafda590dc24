import { Button, CheckboxControl, RadioControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SaveRow } from '../../components/save-row.tsx';
import { Section } from '../../components/section.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { nameOf } from '../../model/catalog-document.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import { putTax } from '../../model/catalog-edits.ts';
import { createProblem } from '../../model/problem.ts';
import { findTaxMistakes, listTaxClassUsers, readTaxForm, writeTaxForm } from '../../model/prices/tax-form.ts';
import type { TaxForm, TypedTaxClass } from '../../model/prices/tax-form.ts';
import { formatList, readLocale } from '../../shared/language.ts';
import { makeId } from '../../shared/make-id.ts';
import { ProblemError } from '../../shared/problem-error.ts';
import { useReportUnsaved } from '../../shared/unsaved.tsx';
import { problemOf, useSave } from '../../shared/use-save.ts';
import type { ListsProps } from '../catalog/catalog-lists.tsx';
import { saveCatalog } from '../catalog/save-catalog.ts';
import { wordMistake } from '../catalog/words.ts';
import { TaxClassFields, taxFieldId } from './tax-fields.tsx';

const findFieldId = (path: string): string | null => {
  const [list, ...rest] = path.split('.');
  return list === 'tax' && rest.length > 0 ? taxFieldId(rest.join('-')) : null;
};

/** Saves the taxes, unless somebody else has changed them since they were loaded. */
const saveTax = (document: CatalogDocument, form: TaxForm) => {
  const loaded = document.rest['tax'] ?? null;
  return saveCatalog(
    (newest) => {
      if (JSON.stringify(newest.rest['tax'] ?? null) === JSON.stringify(loaded))
        return putTax(writeTaxForm(loaded, form))(newest);
      throw new ProblemError(
        createProblem(
          __('Somebody else has changed this meanwhile. Load the page again; nothing was saved.', 'holdfast-booking'),
        ),
      );
    },
    { list: 'services', id: '' },
  );
};

function PricesFields({ form, change }: { readonly form: TaxForm; readonly change: (changed: Partial<TaxForm>) => void }) {
  return (
    <>
      <RadioControl
        label={__('The prices that you set', 'holdfast-booking')}
        selected={form.prices}
        onChange={(value) => change({ prices: value === 'exclude_tax' ? 'exclude_tax' : 'include_tax' })}
        options={[
          { value: 'include_tax', label: __('have the taxes in them', 'holdfast-booking') },
          { value: 'exclude_tax', label: __('are without taxes, which come on top', 'holdfast-booking') },
        ]}
      />
      <SelectField
        id={taxFieldId('rounding')}
        label={__('Taxes are rounded', 'holdfast-booking')}
        value={form.rounding}
        onChange={(value) => change({ rounding: value === 'sum' ? 'sum' : 'line' })}
        options={[
          { value: 'line', label: __('on each line of a bill', 'holdfast-booking') },
          { value: 'sum', label: __('on the sum of a class', 'holdfast-booking') },
        ]}
        help={__('Ask your accountant which of them is usual where you are.', 'holdfast-booking')}
      />
    </>
  );
}

/** The taxes of a business. */
export function TaxEditor({ document, onSaved }: Pick<ListsProps, 'document' | 'onSaved'>) {
  const [first] = useState(() => readTaxForm(document.rest['tax'], readLocale()));
  const [form, setForm] = useState(first);
  const save = useSave();
  const problem = problemOf(save);
  const isUnsaved = JSON.stringify(form) !== JSON.stringify(first);
  useReportUnsaved('prices-tax', isUnsaved);
  const change = (changed: Partial<TaxForm>): void => setForm((old) => ({ ...old, ...changed }));
  const createClass = (name: string): TypedTaxClass => ({
    id: makeId('tax'),
    name,
    rates: [{ name: '', percent: '', kept: {} }],
    kept: {},
  });
  const replace = (index: number, next: TypedTaxClass | null): void => {
    const users = next === null ? listTaxClassUsers(document.services, form.classes[index]?.id ?? '') : [];
    if (users.length === 0) return change({ classes: form.classes.flatMap((old, at) => (at === index ? (next ?? []) : old)) });
    const named = formatList(users.map(nameOf));
    /* translators: %s: names of services. */
    const message = sprintf(__('It is used by %s. Choose another class there first.', 'holdfast-booking'), named);
    save.fail(createProblem(__('It could not be removed.', 'holdfast-booking'), [{ path: `tax.classes.${index}`, message }]));
  };
  const submit = (): void => {
    const fields = findTaxMistakes(form).map((mistake) => ({ path: mistake.field, message: wordMistake(mistake) }));
    if (fields.length > 0) return save.fail(createProblem(__('It could not be saved yet.', 'holdfast-booking'), fields));
    save.run(async () => {
      const message = __('The taxes were saved.', 'holdfast-booking');
      onSaved((await saveTax(document, form)).after, message);
      return message;
    });
  };
  return (
    <Section title={__('Taxes', 'holdfast-booking')}>
      <form
        noValidate
        className="holdfast-stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {problem !== null && <ProblemNotice problem={problem} findFieldId={findFieldId} />}
        <CheckboxControl
          __nextHasNoMarginBottom
          label={__('Bills show taxes', 'holdfast-booking')}
          checked={form.isOn}
          onChange={(isOn) =>
            change({ isOn, classes: form.classes.length > 0 ? form.classes : [createClass(__('Standard', 'holdfast-booking'))] })
          }
        />
        {form.isOn && (
          <>
            <PricesFields {...{ form, change }} />
            {form.classes.map((taxClass, index) => (
              <TaxClassFields
                key={taxClass.id}
                {...{ index, taxClass, form, problem }}
                onChange={(next) => replace(index, next)}
              />
            ))}
            <div>
              <Button variant="link" onClick={() => change({ classes: [...form.classes, createClass('')] })}>
                {__('Add a class of taxes, such as a reduced one', 'holdfast-booking')}
              </Button>
            </div>
          </>
        )}
        {(form.isOn || isUnsaved) && <SaveRow save={save} label={__('Save taxes', 'holdfast-booking')} isUnsaved={isUnsaved} />}
      </form>
    </Section>
  );
}
