import { RadioControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { SelectField } from '../../components/select-field.tsx';
import { TextAreaField, TextField } from '../../components/text-field.tsx';
import type { Tier } from '../../model/cancellation.ts';
import { idOf, listStaff, nameOf } from '../../model/catalog-document.ts';
import { isFields, listOf } from '../../model/fields.ts';
import { listOtherNeeds } from '../../model/catalog-edits.ts';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import { findUseMistakes } from '../../model/schedule-uses.ts';
import type { ServiceForm } from '../../model/service-form.ts';
import type { TypedStartRules } from '../../model/start-rules.ts';
import { formatList } from '../../shared/language.ts';
import { CancellationFields } from './cancellation-fields.tsx';
import { DurationsEditor } from './durations-editor.tsx';
import { DurationField } from './duration-field.tsx';
import type { EditorProps } from './editing.ts';
import { CustomerLimitFields, LimitFields } from './limit-fields.tsx';
import { PaymentFields } from './payment-fields.tsx';
import { PriceField } from './price-field.tsx';
import { SessionsEditor } from './sessions-editor.tsx';
import { BookableDates, HorizonUnit, StartFields } from './start-rule-fields.tsx';
import { StaffChoice } from './staff-choice.tsx';
import { UsesEditor } from './uses-editor.tsx';

/** The id of a service's field, by the name that the service uses. */
export const serviceFieldId = (field: string): string => `holdfast-service-${field}`;

type Props = Pick<EditorProps, 'document' | 'record' | 'isNew'> & {
  readonly form: ServiceForm;
  readonly change: (changed: Partial<ServiceForm>) => void;
  readonly problem: Problem | null;
  /** In what it can be priced. */
  readonly currencies: readonly string[];
  /** The steps of a policy that has more than the form. */
  readonly ownTiers: readonly Tier[];
};

type NumberField = 'durationMinutes' | 'stepMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes' | 'horizonDays';

function Minutes({
  field,
  label,
  help,
  form,
  change,
  problem,
}: Pick<Props, 'form' | 'change' | 'problem'> & {
  readonly field: NumberField;
  readonly label: string;
  readonly help?: ReactNode;
}) {
  return (
    <TextField
      id={serviceFieldId(field)}
      label={label}
      value={form[field]}
      onChange={(text) => change({ [field]: text })}
      inputMode="numeric"
      size="short"
      problem={findFieldMessage(problem, field)}
      help={help}
    />
  );
}

/** Whether it is made by appointment or held at set times with seats; said once, when it is made. */
function KindField({ form, change }: Pick<Props, 'form' | 'change'>) {
  return (
    <RadioControl
      label={__('What is it?', 'holdfast-booking')}
      selected={form.kind}
      onChange={(kind) => change({ kind })}
      options={[
        { value: 'appointment', label: __('An appointment: visitors choose a free time', 'holdfast-booking') },
        { value: 'class', label: __('A class: held at set times, with seats', 'holdfast-booking') },
      ]}
    />
  );
}

/** Which of the locations of the business it takes place at; nothing where there are none. */
function LocationField({ document, form, change, problem }: Props) {
  const locations = listOf(document.rest['locations']).filter(isFields);
  if (locations.length === 0) return null;
  return (
    <SelectField
      id={serviceFieldId('locationId')}
      label={__('Location', 'holdfast-booking')}
      value={form.locationId}
      onChange={(locationId) => change({ locationId })}
      options={[
        { value: '', label: __('A place of its own', 'holdfast-booking') },
        ...locations.map((location) => ({ value: idOf(location), label: nameOf(location) })),
      ]}
      problem={findFieldMessage(problem, 'locationId')}
    />
  );
}

function BasicFields(props: Props) {
  const { form, change, problem, currencies } = props;
  const wrong = (field: string): string | null => findFieldMessage(problem, field);
  return (
    <>
      {props.isNew && <KindField {...{ form, change }} />}
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
        <Minutes {...props} field="durationMinutes" label={__('Duration in minutes', 'holdfast-booking')} />
        <div>
          <PriceField
            id={serviceFieldId('price')}
            value={form.price}
            onChange={(price) => change({ price })}
            currency={form.currency}
            isPerPerson={props.record['priceUnit'] === 'person' || form.kind !== props.record['kind']}
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
      {form.kind === 'appointment' && <DurationsEditor id={serviceFieldId('otherDurations')} {...{ form, change, problem }} />}
      <LocationField {...props} />
      {form.locationId === '' && (
        <TextField
          id={serviceFieldId('place')}
          label={__('Place', 'holdfast-booking')}
          value={form.place}
          onChange={(place) => change({ place })}
          problem={wrong('place')}
          help={__('The address as customers read it. Leave it empty for what happens online.', 'holdfast-booking')}
        />
      )}
    </>
  );
}

const timeFields = [
  ...['stepMinutes', 'bufferBeforeMinutes', 'bufferAfterMinutes', 'minimumNoticeMinutes', 'horizonDays', 'limits', 'schedules'],
  ...['horizonUnit', 'bookableFrom', 'bookableUntil', 'startTimes', 'grid', 'gaps'],
];

function TimeFields(props: Props) {
  const { form, change, problem } = props;
  const rules = {
    idFor: serviceFieldId,
    value: form.startRules,
    onChange: (startRules: TypedStartRules) => change({ startRules }),
    problem,
  };
  const isWrong = timeFields.some((field) => findFieldMessage(problem, field) !== null);
  return (
    <details className="holdfast-details" open={isWrong || undefined}>
      <summary>{__('More rules: start times, breaks, notice, limits, hours', 'holdfast-booking')}</summary>
      <div className="holdfast-stack">
        <div className="holdfast-columns">
          {form.kind === 'appointment' && (
            <Minutes
              {...props}
              field="stepMinutes"
              label={__('A start every … minutes', 'holdfast-booking')}
              help={__('30 offers 9:00, 9:30, 10:00 …', 'holdfast-booking')}
            />
          )}
          <Minutes {...props} field="bufferBeforeMinutes" label={__('Minutes kept free before', 'holdfast-booking')} />
          <Minutes {...props} field="bufferAfterMinutes" label={__('Minutes kept free after', 'holdfast-booking')} />
        </div>
        <div className="holdfast-columns">
          <DurationField
            id={serviceFieldId('minimumNoticeMinutes')}
            label={__('Booked at the latest', 'holdfast-booking')}
            value={form.minimumNotice}
            onChange={(minimumNotice) => change({ minimumNotice })}
            problem={findFieldMessage(problem, 'minimumNoticeMinutes')}
            suffix={__('before it starts', 'holdfast-booking')}
          />
          <Minutes {...props} field="horizonDays" label={__('Booked at most … days ahead', 'holdfast-booking')} />
          {form.kind === 'appointment' && <HorizonUnit {...rules} />}
        </div>
        <BookableDates {...rules} />
        {form.kind === 'appointment' && <StartFields {...rules} />}
        <LimitFields
          id={serviceFieldId('limits')}
          value={form.limits}
          onChange={(limits) => change({ limits })}
          findMessage={(field) => findFieldMessage(problem, field)}
        />
        <CustomerLimitFields
          id={`${serviceFieldId('limits')}-perCustomer`}
          value={form.customerLimit}
          onChange={(customerLimit) => change({ customerLimit })}
          problem={findFieldMessage(problem, 'limits.perCustomer')}
        />
        {form.kind === 'appointment' && (
          <UsesEditor
            id={serviceFieldId('schedules')}
            title={__('Only inside these hours', 'holdfast-booking')}
            help={__('Without a schedule it is offered whenever somebody works.', 'holdfast-booking')}
            uses={form.uses}
            schedules={props.document.schedules}
            mistakes={findUseMistakes(form.uses)}
            problem={findFieldMessage(problem, 'schedules')}
            onChange={(uses) => change({ uses })}
          />
        )}
      </div>
    </details>
  );
}

/** All fields of a service. */
export function ServiceFields(props: Props) {
  const { document, record, form, change, problem, ownTiers } = props;
  const others = listOtherNeeds(document, record);
  return (
    <>
      <BasicFields {...props} />
      {form.kind !== 'appointment' && (
        <SessionsEditor id={serviceFieldId('sessions')} capacityId={serviceFieldId('capacity')} {...{ form, change, problem }} />
      )}
      <StaffChoice
        id={serviceFieldId('needs')}
        staff={listStaff(document)}
        form={form}
        change={change}
        problem={findFieldMessage(problem, 'needs')}
      />
      {others.length > 0 && (
        <p className="holdfast-help">
          {
            /* translators: %s: names of rooms and the like. */
            sprintf(__('It also needs: %s. That is kept; it is not edited here.', 'holdfast-booking'), formatList(others))
          }
        </p>
      )}
      <PaymentFields
        id={serviceFieldId('delayedPaymentDays')}
        {...{ form, change }}
        problem={findFieldMessage(problem, 'delayedPaymentDays')}
      />
      <TimeFields {...props} />
      <CancellationFields
        id={serviceFieldId('cancellationPolicy')}
        value={form.cancellation}
        onChange={(cancellation) => change({ cancellation })}
        problem={findFieldMessage(problem, 'cancellationPolicy')}
        ownTiers={ownTiers}
      />
    </>
  );
}
