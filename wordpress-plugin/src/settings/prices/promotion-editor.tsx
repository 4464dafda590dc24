import { CheckboxControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { nameOf } from '../../model/catalog-document.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import { parseGivenKind } from '../../model/prices/given.ts';
import { parseOfferKind, readPromotionForm, writePromotionForm } from '../../model/prices/promotion-form.ts';
import type { OfferKind, PromotionForm } from '../../model/prices/promotion-form.ts';
import { readLocale } from '../../shared/language.ts';
import type { EditorProps } from '../catalog/editing.ts';
import { EditorFrame } from '../catalog/editor-frame.tsx';
import { useRecordForm } from '../catalog/use-record-form.ts';
import { PercentField } from './adjustment-fields.tsx';
import { GivenField } from './given-fields.tsx';
import { PeriodFields } from './period-fields.tsx';
import { findPriceFieldId, priceFieldId, sayMistakes } from './price-editor.ts';
import { nameOffer } from './price-words.ts';
import { Checks, ScopeFields } from './scope-fields.tsx';

type Props = {
  readonly document: CatalogDocument;
  readonly form: PromotionForm;
  readonly change: (changed: Partial<PromotionForm>) => void;
  readonly problem: Problem | null;
};

const own = ['take', 'pay', 'minimumBookings', 'percent', 'bundledIds', 'discount'].map((field) => `offer.${field}`);
const findFieldId = findPriceFieldId(['name', ...own, 'validFrom', 'validUntil']);
const offers: readonly OfferKind[] = ['take_pay', 'several', 'bundle'];

function NumberOf({
  field,
  label,
  form,
  change,
  problem,
}: Props & { readonly field: 'take' | 'pay' | 'minimumBookings'; readonly label: string }) {
  return (
    <TextField
      id={priceFieldId(`offer-${field}`)}
      label={label}
      value={form[field]}
      onChange={(text) => change({ [field]: text })}
      inputMode="numeric"
      size="short"
      problem={findFieldMessage(problem, `offer.${field}`)}
    />
  );
}

function BundleFields({ document, form, change, problem }: Props) {
  return (
    <>
      <Checks
        id={priceFieldId('offer-bundledIds')}
        label={__('One booking of each of these', 'holdfast-booking')}
        records={document.services}
        chosen={form.bundledIds}
        onChange={(bundledIds) => change({ bundledIds })}
        problem={findFieldMessage(problem, 'offer.bundledIds')}
      />
      <div className="holdfast-row holdfast-row-top">
        <SelectField
          id={priceFieldId('offer-discount-kind')}
          label={__('Together they cost', 'holdfast-booking')}
          value={form.bundle.kind}
          onChange={(kind) => change({ bundle: { ...form.bundle, kind: parseGivenKind(kind) } })}
          options={[
            { value: 'percent', label: __('per cent less', 'holdfast-booking') },
            { value: 'fixed', label: __('an amount less', 'holdfast-booking') },
            { value: 'set_price', label: __('another price', 'holdfast-booking') },
          ]}
        />
        <GivenField
          id={priceFieldId('offer-discount')}
          value={form.bundle}
          onChange={(bundle) => change({ bundle })}
          problem={findFieldMessage(problem, 'offer.discount')}
        />
      </div>
    </>
  );
}

function OfferFields(props: Props) {
  const { form, change, problem } = props;
  return (
    <>
      <SelectField
        id={priceFieldId('offer-kind')}
        label={__('What customers get', 'holdfast-booking')}
        value={form.offer}
        onChange={(offer) => change({ offer: parseOfferKind(offer) })}
        options={offers.map((offer) => ({ value: offer, label: nameOffer(offer) }))}
        help={
          form.offer === 'take_pay'
            ? __('Of every so many places of one order (people, nights, bookings) the cheapest are free.', 'holdfast-booking')
            : undefined
        }
      />
      {form.offer === 'take_pay' && (
        <div className="holdfast-columns">
          <NumberOf {...props} field="take" label={__('Take', 'holdfast-booking')} />
          <NumberOf {...props} field="pay" label={__('Pay', 'holdfast-booking')} />
        </div>
      )}
      {form.offer === 'several' && (
        <div className="holdfast-columns">
          <NumberOf {...props} field="minimumBookings" label={__('From … bookings on', 'holdfast-booking')} />
          <PercentField
            id={priceFieldId('offer-percent')}
            label={__('Per cent off each', 'holdfast-booking')}
            value={form.percent}
            onChange={(percent) => change({ percent })}
            problem={findFieldMessage(problem, 'offer.percent')}
          />
        </div>
      )}
      {form.offer === 'bundle' && <BundleFields {...props} />}
    </>
  );
}

/** Edits one promotion. Its other fields stay as they are. */
export function PromotionEditor(props: EditorProps) {
  const { document, record, isNew, business, onClose, onReload } = props;
  const { form, save, submit, change, problem, isUnsaved } = useRecordForm('promotions', props, () =>
    readPromotionForm(record, business, readLocale()),
  );
  return (
    <EditorFrame
      tab="prices"
      title={isNew ? __('New promotion', 'holdfast-booking') : nameOf(record)}
      {...{ save, isUnsaved, findFieldId, onClose, onReload }}
      onSubmit={() => submit(sayMistakes(writePromotionForm(record, form, business.timeZone)))}
    >
      <TextField
        id={priceFieldId('name')}
        label={__('Name', 'holdfast-booking')}
        value={form.name}
        onChange={(name) => change({ name })}
        problem={findFieldMessage(problem, 'name')}
        help={__('Customers read it on their bill.', 'holdfast-booking')}
      />
      <OfferFields {...{ document, form, change, problem }} />
      <PeriodFields idFor={priceFieldId} value={form.period} onChange={(period) => change({ period })} problem={problem} />
      <ScopeFields {...{ document, problem }} idFor={priceFieldId} scope={form.scope} onChange={(scope) => change({ scope })} />
      <CheckboxControl
        __nextHasNoMarginBottom
        label={__('Codes count beside it', 'holdfast-booking')}
        checked={form.withCodes}
        onChange={(withCodes) => change({ withCodes })}
        help={__('If not, customers get what is cheaper for them.', 'holdfast-booking')}
      />
      <CheckboxControl
        __nextHasNoMarginBottom
        label={__('Promotions below this one do not count when it does', 'holdfast-booking')}
        checked={form.isLast}
        onChange={(isLast) => change({ isLast })}
      />
    </EditorFrame>
  );
}
