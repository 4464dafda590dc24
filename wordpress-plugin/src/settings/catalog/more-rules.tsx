import { __ } from '@wordpress/i18n';
import { findFieldMessage } from '../../model/problem.ts';
import { findUseMistakes } from '../../model/schedule-uses.ts';
import { isHeld } from '../../model/service-form.ts';
import type { TypedStartRules } from '../../model/start-rules.ts';
import { DurationField } from './duration-field.tsx';
import { CustomerLimitFields, LimitFields } from './limit-fields.tsx';
import { Minutes, serviceFieldId } from './service-field.tsx';
import type { ServiceFieldsProps } from './service-field.tsx';
import { BookableDates, HorizonUnit, StartFields } from './start-rule-fields.tsx';
import { UsesEditor } from './uses-editor.tsx';

const timeFields = [
  ...['stepMinutes', 'bufferBeforeMinutes', 'bufferAfterMinutes', 'minimumNoticeMinutes', 'horizonDays', 'limits', 'schedules'],
  ...['horizonUnit', 'bookableFrom', 'bookableUntil', 'startTimes', 'grid', 'gaps'],
];

/** What is seldom changed: when it starts, how far ahead it is booked, how often. */
export function MoreRules(props: ServiceFieldsProps) {
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
          {!isHeld(form.kind) && <HorizonUnit {...rules} />}
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
        {!isHeld(form.kind) && (
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
