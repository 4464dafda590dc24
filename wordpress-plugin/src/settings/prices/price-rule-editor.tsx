import { CheckboxControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { TextField } from '../../components/text-field.tsx';
import { nameOf } from '../../model/catalog-document.ts';
import { findFieldMessage } from '../../model/problem.ts';
import { readPriceRuleForm, writePriceRuleForm } from '../../model/prices/price-rule-form.ts';
import { readLocale } from '../../shared/language.ts';
import type { EditorProps } from '../catalog/editing.ts';
import { EditorFrame } from '../catalog/editor-frame.tsx';
import { useRecordForm } from '../catalog/use-record-form.ts';
import { AdjustmentFields } from './adjustment-fields.tsx';
import { findPriceFieldId, priceFieldId, sayMistakes } from './price-editor.ts';
import { ScopeFields } from './scope-fields.tsx';

const findFieldId = findPriceFieldId(['name', 'adjustment']);

/** Edits one price rule. Its other fields stay as they are. */
export function PriceRuleEditor(props: EditorProps) {
  const { document, record, isNew, business, onClose, onReload } = props;
  const { form, save, submit, change, problem, isUnsaved } = useRecordForm('priceRules', props, () =>
    readPriceRuleForm(record, business.currency, readLocale()),
  );
  const wrong = (field: string): string | null => findFieldMessage(problem, field);
  return (
    <EditorFrame
      tab="prices"
      title={isNew ? __('New price rule', 'holdfast-booking') : nameOf(record)}
      {...{ save, isUnsaved, findFieldId, onClose, onReload }}
      onSubmit={() => submit(sayMistakes(writePriceRuleForm(record, form)))}
    >
      <TextField
        id={priceFieldId('name')}
        label={__('Name', 'holdfast-booking')}
        value={form.name}
        onChange={(name) => change({ name })}
        problem={wrong('name')}
        help={__('Customers read it where the price is explained, such as “Evening”.', 'holdfast-booking')}
      />
      <div className="holdfast-row holdfast-row-top">
        <AdjustmentFields
          id={priceFieldId('adjustment')}
          label={__('The price is', 'holdfast-booking')}
          value={form.adjustment}
          onChange={(adjustment) => change({ adjustment })}
          problem={wrong('adjustment')}
        />
      </div>
      <ScopeFields {...{ document, problem }} idFor={priceFieldId} scope={form.scope} onChange={(scope) => change({ scope })} />
      <CheckboxControl
        __nextHasNoMarginBottom
        label={__('Rules below this one do not count when it does', 'holdfast-booking')}
        checked={form.isLast}
        onChange={(isLast) => change({ isLast })}
        help={__('Otherwise each rule changes what the one above it came to.', 'holdfast-booking')}
      />
    </EditorFrame>
  );
}
