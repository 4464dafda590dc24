import { CheckboxControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { idOf, nameOf } from '../../model/catalog-document.ts';
import { findFieldMessage } from '../../model/problem.ts';
import type { TypedTips } from '../../model/prices/service-prices.ts';
import { listTaxClasses } from '../../model/prices/tax-form.ts';
import { serviceFieldId } from '../catalog/service-field.tsx';
import type { ServiceFieldsProps } from '../catalog/service-field.tsx';
import { changePrices } from './people-fields.tsx';

/** What tips customers are offered to give. */
export function TipFields(props: ServiceFieldsProps) {
  const { form, problem } = props;
  const { tips } = form.prices;
  const set = (changed: Partial<TypedTips>): void => changePrices(props)({ tips: { ...tips, ...changed } });
  return (
    <div className="holdfast-stack holdfast-stack-tight" id={serviceFieldId('tips')}>
      <CheckboxControl
        __nextHasNoMarginBottom
        label={__('Ask for a tip', 'holdfast-booking')}
        checked={tips.isOn}
        onChange={(isOn) => set({ isOn })}
      />
      {tips.isOn && (
        <>
          <TextField
            id={serviceFieldId('tips-percents')}
            label={__('Per cents to choose from', 'holdfast-booking')}
            value={tips.percents}
            onChange={(percents) => set({ percents })}
            size="short"
            problem={findFieldMessage(problem, 'tips')}
            help={__('Such as 5, 10, 15.', 'holdfast-booking')}
          />
          <CheckboxControl
            __nextHasNoMarginBottom
            label={__('Customers may type an amount', 'holdfast-booking')}
            checked={tips.mayChooseAmount}
            onChange={(mayChooseAmount) => set({ mayChooseAmount })}
          />
        </>
      )}
    </div>
  );
}

/** The taxes of a service, where there are several classes of them. */
export function TaxClassField(props: ServiceFieldsProps) {
  const { document, form, problem } = props;
  const classes = listTaxClasses(document.rest['tax']);
  const { taxClassId } = form.prices;
  if (classes.length < 2 && taxClassId === '') return null;
  return (
    <SelectField
      id={serviceFieldId('taxClassId')}
      label={__('Taxes', 'holdfast-booking')}
      value={taxClassId || idOf(classes[0] ?? {})}
      onChange={(next) => changePrices(props)({ taxClassId: next === idOf(classes[0] ?? {}) ? '' : next })}
      options={classes.map((one) => ({ value: idOf(one), label: nameOf(one) }))}
      problem={findFieldMessage(problem, 'taxClassId')}
    />
  );
}

const shown = ['personTypes', 'resourcePrices', 'extras', 'tips', 'taxClassId'];

/** Whether something is wrong with what stands under the other prices. */
export const isOtherPriceWrong = ({ problem }: Pick<ServiceFieldsProps, 'problem'>): boolean =>
  shown.some((field) => findFieldMessage(problem, field) !== null);
