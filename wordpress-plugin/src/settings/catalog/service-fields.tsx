import { RadioControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { SelectField } from '../../components/select-field.tsx';
import { TextAreaField, TextField } from '../../components/text-field.tsx';
import { suggestNeeds } from '../../model/needs.ts';
import { findFieldMessage } from '../../model/problem.ts';
import { hasOwnLength, isHeld } from '../../model/service-form.ts';
import type { ServiceKind } from '../../model/service-form.ts';
import { DepositFields } from '../prices/deposit-fields.tsx';
import { MorePrices } from '../prices/more-prices.tsx';
import { PartyFields } from '../prices/people-fields.tsx';
import { CancellationFields } from './cancellation-fields.tsx';
import { CourseFields } from './course-fields.tsx';
import { DurationsEditor } from './durations-editor.tsx';
import { MoreRules } from './more-rules.tsx';
import { NeedsEditor } from './needs-editor.tsx';
import { PaymentFields } from './payment-fields.tsx';
import { PriceField } from './price-field.tsx';
import { Minutes, serviceFieldId } from './service-field.tsx';
import type { ServiceFieldsProps } from './service-field.tsx';
import { SessionsEditor } from './sessions-editor.tsx';
import { StayFields } from './stay-fields.tsx';
import { StepsEditor } from './steps-editor.tsx';
import { WhereFields } from './where-fields.tsx';
import { nameResourceKind } from './words.ts';

type Props = ServiceFieldsProps;

const kinds: readonly ServiceKind[] = ['appointment', 'stay', 'class', 'course'];

/** Whether it is made by appointment or held at set times with seats; said once, when it is made. */
function KindField({ document, form, change }: Pick<Props, 'document' | 'form' | 'change'>) {
  const choose = (value: string): void => {
    const kind = kinds.find((known) => known === value) ?? 'appointment';
    const isOther = (kind === 'stay') !== (form.kind === 'stay');
    const prices = isHeld(kind) ? { prices: { ...form.prices, priceUnit: 'person' as const } } : {};
    change({ kind, ...prices, ...(isOther ? { needs: suggestNeeds(document, kind, nameResourceKind), steps: [] } : {}) });
  };
  return (
    <RadioControl
      label={__('What is it?', 'holdfast-booking')}
      selected={form.kind}
      onChange={choose}
      options={[
        { value: 'appointment', label: __('An appointment: visitors choose a free time', 'holdfast-booking') },
        { value: 'stay', label: __('A stay: sold by the day or night', 'holdfast-booking') },
        { value: 'class', label: __('A class: held at set times, with seats', 'holdfast-booking') },
        { value: 'course', label: __('A course: several sessions, booked as a whole', 'holdfast-booking') },
      ]}
    />
  );
}

function BasicFields(props: Props) {
  const { form, change, problem, currencies } = props;
  const wrong = (field: string): string | null => findFieldMessage(problem, field);
  return (
    <>
      {props.isNew && <KindField {...props} />}
      <TextField
        id={serviceFieldId('name')}
        label={__('Name', 'holdfast-booking')}
        value={form.name}
        onChange={(name) => change({ name })}
        problem={wrong('name')}
      />
      <TextAreaField
        id={serviceFieldId('description')}
        label={__('Description', 'holdfast-booking')}
        value={form.description}
        onChange={(description) => change({ description })}
        problem={wrong('description')}
        help={__('One or two sentences that help to choose.', 'holdfast-booking')}
      />
      <div className="holdfast-columns">
        {hasOwnLength(form) && (
          <Minutes {...props} field="durationMinutes" label={__('Duration in minutes', 'holdfast-booking')} />
        )}
        <div>
          <PriceField
            id={serviceFieldId('price')}
            value={form.price}
            onChange={(price) => change({ price })}
            currency={form.currency}
            isPerPerson={form.prices.priceUnit === 'person'}
            per={form.kind === 'stay' ? form.stay.unit : null}
            problem={wrong('price')}
          />
        </div>
        {currencies.length > 1 && (
          <SelectField
            id={serviceFieldId('currency')}
            label={__('Currency', 'holdfast-booking')}
            value={form.currency}
            onChange={(currency) => change({ currency })}
            options={currencies.map((value) => ({ value, label: value }))}
            help={__('Your business sells in another currency than this service did.', 'holdfast-booking')}
          />
        )}
      </div>
      {form.kind === 'stay' && (
        <StayFields id={serviceFieldId('byDay')} stay={form.stay} onChange={(stay) => change({ stay })} problem={problem} />
      )}
      {form.kind === 'appointment' && (form.steps.length === 0 || form.otherDurations.length > 0) && (
        <DurationsEditor id={serviceFieldId('otherDurations')} {...{ form, change, problem }} />
      )}
      {form.kind === 'appointment' && <StepsEditor id={serviceFieldId('steps')} {...{ form, change, problem }} />}
      <PartyFields {...props} />
      <WhereFields idFor={serviceFieldId} {...props} />
    </>
  );
}

/** All fields of a service. */
export function ServiceFields(props: Props) {
  const { document, form, change, problem } = props;
  return (
    <>
      <BasicFields {...props} />
      {isHeld(form.kind) && (
        <SessionsEditor id={serviceFieldId('sessions')} idFor={serviceFieldId} {...{ form, change, problem }} />
      )}
      {form.kind === 'course' && (
        <CourseFields
          idFor={serviceFieldId}
          course={form.course}
          currency={form.currency}
          onChange={(course) => change({ course })}
          problem={problem}
        />
      )}
      <NeedsEditor id={serviceFieldId('needs')} {...{ document, form, change, problem }} />
      <PaymentFields
        id={serviceFieldId('delayedPaymentDays')}
        {...{ form, change }}
        problem={findFieldMessage(problem, 'delayedPaymentDays')}
      />
      {form.payment === 'online' && <DepositFields {...props} />}
      <MorePrices {...props} />
      <MoreRules {...props} />
      <CancellationFields
        id={serviceFieldId('cancellationPolicy')}
        value={form.cancellation}
        onChange={(cancellation) => change({ cancellation })}
        currency={form.currency}
        problem={problem}
      />
    </>
  );
}
