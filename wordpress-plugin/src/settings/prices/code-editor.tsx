import { CheckboxControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import { codeGifts, kindOfGift, listExtras, parseGift, readCodeForm, writeCodeForm } from '../../model/prices/code-form.ts';
import type { CodeForm } from '../../model/prices/code-form.ts';
import { readLocale } from '../../shared/language.ts';
import type { EditorProps } from '../catalog/editing.ts';
import { EditorFrame } from '../catalog/editor-frame.tsx';
import { PriceField } from '../catalog/price-field.tsx';
import { useRecordForm } from '../catalog/use-record-form.ts';
import { GivenField } from './given-fields.tsx';
import { PeriodFields } from './period-fields.tsx';
import { findPriceFieldId, priceFieldId, sayMistakes } from './price-editor.ts';
import { nameGift } from './price-words.ts';
import { ScopeFields } from './scope-fields.tsx';

type Props = {
  readonly document: CatalogDocument;
  readonly form: CodeForm;
  readonly change: (changed: Partial<CodeForm>) => void;
  readonly problem: Problem | null;
};

const findFieldId = findPriceFieldId([
  ...['code', 'discount.extraId', 'discount.quantity', 'discount', 'validFrom', 'validUntil', 'maximumRedemptions'],
  ...['maximumPerCustomer', 'minimumSpendMinor'],
]);

function ExtraFields({ document, form, change, problem }: Props) {
  const extras = listExtras(document.services);
  return (
    <>
      <SelectField
        id={priceFieldId('discount-extraId')}
        label={__('Extra', 'holdfast-booking')}
        value={form.extraId}
        onChange={(extraId) => change({ extraId })}
        options={[
          { value: '', label: __('Choose an extra', 'holdfast-booking') },
          ...extras.map((extra) => ({ value: idOf(extra), label: nameOf(extra) })),
        ]}
        problem={findFieldMessage(problem, 'discount.extraId')}
        help={extras.length === 0 ? __('There are no extras yet. Add them to a service.', 'holdfast-booking') : undefined}
      />
      <TextField
        id={priceFieldId('discount-quantity')}
        label={__('How many', 'holdfast-booking')}
        value={form.quantity}
        onChange={(quantity) => change({ quantity })}
        inputMode="numeric"
        size="short"
        problem={findFieldMessage(problem, 'discount.quantity')}
      />
    </>
  );
}

function GiftFields(props: Props) {
  const { form, change, problem } = props;
  return (
    <div className="holdfast-row holdfast-row-top">
      <SelectField
        id={priceFieldId('gift')}
        label={__('What it gives', 'holdfast-booking')}
        value={form.gift}
        onChange={(gift) => change({ gift: parseGift(gift) })}
        options={codeGifts.map((gift) => ({ value: gift, label: nameGift(gift) }))}
      />
      {form.gift === 'free_extra' ? (
        <ExtraFields {...props} />
      ) : (
        <GivenField
          id={priceFieldId('discount')}
          value={{ ...form.given, kind: kindOfGift(form.gift) }}
          onChange={(given) => change({ given })}
          problem={findFieldMessage(problem, 'discount')}
        />
      )}
    </div>
  );
}

function LimitFields({ form, change, problem }: Props) {
  return (
    <>
      <div className="holdfast-columns">
        <TextField
          id={priceFieldId('maximumRedemptions')}
          label={__('Can be used … times', 'holdfast-booking')}
          value={form.maximumRedemptions}
          onChange={(maximumRedemptions) => change({ maximumRedemptions })}
          inputMode="numeric"
          size="short"
          problem={findFieldMessage(problem, 'maximumRedemptions')}
          help={__('Empty is without a limit.', 'holdfast-booking')}
        />
        <SelectField
          id={priceFieldId('countedPer')}
          label={__('One use is', 'holdfast-booking')}
          value={form.countedPer}
          onChange={(per) => change({ countedPer: per === 'seat' ? 'seat' : 'order' })}
          options={[
            { value: 'order', label: __('an order', 'holdfast-booking') },
            { value: 'seat', label: __('a place that gets cheaper', 'holdfast-booking') },
          ]}
        />
        <TextField
          id={priceFieldId('maximumPerCustomer')}
          label={__('… times for each customer', 'holdfast-booking')}
          value={form.maximumPerCustomer}
          onChange={(maximumPerCustomer) => change({ maximumPerCustomer })}
          inputMode="numeric"
          size="short"
          problem={findFieldMessage(problem, 'maximumPerCustomer')}
          help={__('Customers are known by their e-mail address.', 'holdfast-booking')}
        />
      </div>
      <PriceField
        id={priceFieldId('minimumSpendMinor')}
        label={__('For at least (optional)', 'holdfast-booking')}
        value={form.minimumSpend}
        onChange={(minimumSpend) => change({ minimumSpend })}
        currency={form.given.currency}
        isOptional
        problem={findFieldMessage(problem, 'minimumSpendMinor')}
      />
      <CheckboxControl
        __nextHasNoMarginBottom
        label={__('Only for a first visit', 'holdfast-booking')}
        checked={form.firstVisitOnly}
        onChange={(firstVisitOnly) => change({ firstVisitOnly })}
        help={__('Whoever types an address can learn whether it has booked before.', 'holdfast-booking')}
      />
      <CheckboxControl
        __nextHasNoMarginBottom
        label={__('Counts beside other codes that allow it too', 'holdfast-booking')}
        checked={form.combinable}
        onChange={(combinable) => change({ combinable })}
      />
    </>
  );
}

/** Edits one code. Its other fields stay as they are; its text stays, since it is on cards and in mails. */
export function CodeEditor(props: EditorProps) {
  const { document, record, isNew, business, onClose, onReload } = props;
  const { form, save, submit, change, problem, isUnsaved } = useRecordForm('codes', props, () =>
    readCodeForm(record, business, readLocale()),
  );
  const taken = isNew ? document.codes.map(idOf) : [];
  const fields = { document, form, change, problem };
  return (
    <EditorFrame
      tab="prices"
      title={isNew ? __('New code', 'holdfast-booking') : nameOf(record)}
      {...{ save, isUnsaved, findFieldId, onClose, onReload }}
      onSubmit={() => submit(sayMistakes(writeCodeForm(record, form, business.timeZone, taken)))}
    >
      {isNew && (
        <TextField
          id={priceFieldId('code')}
          label={__('Code', 'holdfast-booking')}
          value={form.code}
          onChange={(code) => change({ code })}
          size="short"
          problem={findFieldMessage(problem, 'code')}
          help={__('Customers may type it in small letters, too. It cannot be changed later.', 'holdfast-booking')}
        />
      )}
      <GiftFields {...fields} />
      <LimitFields {...fields} />
      <PeriodFields idFor={priceFieldId} value={form.period} onChange={(period) => change({ period })} problem={problem} />
      <ScopeFields {...{ document, problem }} idFor={priceFieldId} scope={form.scope} onChange={(scope) => change({ scope })} />
    </EditorFrame>
  );
}
