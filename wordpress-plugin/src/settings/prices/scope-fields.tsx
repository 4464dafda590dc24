import { CheckboxControl, RadioControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { TextField } from '../../components/text-field.tsx';
import { TimeInput } from '../../components/time-input.tsx';
import { idOf, listChoices, listNeeds, nameOf } from '../../model/catalog-document.ts';
import type { CatalogDocument } from '../../model/catalog-document.ts';
import type { Fields } from '../../model/fields.ts';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { TypedScope } from '../../model/prices/scope.ts';
import { DurationField } from '../catalog/duration-field.tsx';
import { WeekdayChecks } from '../catalog/weekday-checks.tsx';
import { DatesFields } from './dates-fields.tsx';

type Props = {
  readonly document: CatalogDocument;
  readonly idFor: (field: string) => string;
  readonly scope: TypedScope;
  readonly onChange: (scope: TypedScope) => void;
  readonly problem: Problem | null;
};

/** Some of a list, by ticking them. */
export function Checks({
  id,
  label,
  records,
  chosen,
  onChange,
  problem = null,
  help,
}: {
  readonly id: string;
  readonly label: string;
  readonly records: readonly Fields[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly problem?: string | null;
  readonly help?: string;
}) {
  return (
    <fieldset className="holdfast-group" id={id}>
      <legend>{label}</legend>
      <div className="holdfast-checks">
        {records.map((record) => (
          <CheckboxControl
            __nextHasNoMarginBottom
            key={idOf(record)}
            label={nameOf(record)}
            checked={chosen.includes(idOf(record))}
            onChange={(isChosen) => {
              const others = chosen.filter((id) => id !== idOf(record));
              onChange(isChosen ? [...others, idOf(record)] : others);
            }}
          />
        ))}
      </div>
      {help !== undefined && <p className="holdfast-help">{help}</p>}
      {problem !== null && <p className="holdfast-help holdfast-mistake">{problem}</p>}
    </fieldset>
  );
}

function ServicesField({ document, idFor, scope, onChange, problem }: Props) {
  const wrong = findFieldMessage(problem, 'serviceIds');
  return (
    <>
      <RadioControl
        label={__('For which services', 'holdfast-booking')}
        selected={scope.isForAll ? 'all' : 'some'}
        onChange={(value) => onChange({ ...scope, isForAll: value === 'all' })}
        options={[
          { value: 'all', label: __('All services', 'holdfast-booking') },
          { value: 'some', label: __('Only these:', 'holdfast-booking') },
        ]}
      />
      {!scope.isForAll && (
        <Checks
          id={idFor('serviceIds')}
          label={__('Services', 'holdfast-booking')}
          records={document.services}
          chosen={scope.serviceIds}
          onChange={(serviceIds) => onChange({ ...scope, serviceIds })}
          problem={wrong}
        />
      )}
    </>
  );
}

function TimesFields({ idFor, scope, onChange, problem }: Props) {
  const wrongDays = findFieldMessage(problem, 'when.weekdays');
  return (
    <>
      <WeekdayChecks
        id={idFor('when-weekdays')}
        legend={__('On which weekdays', 'holdfast-booking')}
        chosen={scope.weekdays}
        onChange={(weekdays) => onChange({ ...scope, weekdays })}
        problem={wrongDays}
      />
      <div className="holdfast-row holdfast-row-top">
        <TimeInput
          id={idFor('when-times')}
          label={__('Starts from (optional)', 'holdfast-booking')}
          value={scope.from}
          onChange={(from) => onChange({ ...scope, from })}
          problem={findFieldMessage(problem, 'when.times')}
        />
        <TimeInput
          id={idFor('when-times-to')}
          label={__('and before', 'holdfast-booking')}
          value={scope.to}
          onChange={(to) => onChange({ ...scope, to })}
        />
      </div>
    </>
  );
}

type Count = 'minimumPeople' | 'maximumPeople' | 'maximumSeatsLeft' | 'maximumSeatsTaken';

function CountFields({ idFor, scope, onChange, problem }: Props) {
  const field = (count: Count, label: string) => (
    <TextField
      id={idFor(`when-${count}`)}
      label={label}
      value={scope[count]}
      onChange={(text) => onChange({ ...scope, [count]: text })}
      inputMode="numeric"
      size="short"
      problem={findFieldMessage(problem, `when.${count}`)}
    />
  );
  return (
    <>
      <div className="holdfast-columns">
        {field('minimumPeople', __('At least … people', 'holdfast-booking'))}
        {field('maximumPeople', __('At most … people', 'holdfast-booking'))}
      </div>
      <div className="holdfast-columns">
        {field('maximumSeatsLeft', __('The last … seats', 'holdfast-booking'))}
        {field('maximumSeatsTaken', __('While at most … seats are taken', 'holdfast-booking'))}
      </div>
    </>
  );
}

function LeadFields({ idFor, scope, onChange, problem }: Props) {
  return (
    <div className="holdfast-columns">
      <DurationField
        id={idFor('when-minimumLeadMinutes')}
        label={__('Booked at least', 'holdfast-booking')}
        value={scope.minimumLead}
        onChange={(minimumLead) => onChange({ ...scope, minimumLead })}
        problem={findFieldMessage(problem, 'when.minimumLeadMinutes')}
        suffix={__('before', 'holdfast-booking')}
      />
      <DurationField
        id={idFor('when-maximumLeadMinutes')}
        label={__('Booked at most', 'holdfast-booking')}
        value={scope.maximumLead}
        onChange={(maximumLead) => onChange({ ...scope, maximumLead })}
        problem={findFieldMessage(problem, 'when.maximumLeadMinutes')}
        suffix={__('before', 'holdfast-booking')}
      />
    </div>
  );
}

/** Whom visitors may choose by name in some service. */
const listChoosable = ({ resources, services }: CatalogDocument): readonly Fields[] => {
  const ids = new Set(
    services.flatMap((service) =>
      listNeeds(service).flatMap((need) => (need['visitorMayChoose'] === true ? listChoices(need) : [])),
    ),
  );
  return resources.filter((resource) => ids.has(idOf(resource)));
};

const moreFields = [
  ...['minimumLeadMinutes', 'maximumLeadMinutes', 'minimumPeople', 'maximumPeople', 'maximumSeatsLeft', 'maximumSeatsTaken'],
  'resourceIds',
];

const saysMore = (scope: TypedScope): boolean =>
  [scope.minimumLead.amount, scope.maximumLead.amount, scope.minimumPeople, scope.maximumPeople].some((text) => text !== '') ||
  scope.maximumSeatsLeft + scope.maximumSeatsTaken !== '' ||
  scope.resourceIds.length > 0;

/** For what, and when, a price rule, a promotion or a code counts. */
export function ScopeFields(props: Props) {
  const { document, idFor, scope, onChange, problem } = props;
  const [isUsed] = useState(() => saysMore(scope));
  const isWrong = moreFields.some((field) => findFieldMessage(problem, `when.${field}`) !== null);
  const choosable = listChoosable(document);
  return (
    <>
      <ServicesField {...props} />
      <TimesFields {...props} />
      <DatesFields
        id={idFor('when-dates')}
        dates={scope.dates}
        onChange={(dates) => onChange({ ...scope, dates })}
        problem={problem}
      />
      <details className="holdfast-details" open={isUsed || isWrong || undefined}>
        <summary>{__('More conditions: how early, how many people, the last seats', 'holdfast-booking')}</summary>
        <div className="holdfast-stack">
          <LeadFields {...props} />
          <CountFields {...props} />
          {choosable.length > 0 && (
            <Checks
              id={idFor('when-resourceIds')}
              label={__('If the visitor chooses one of these by name', 'holdfast-booking')}
              records={choosable}
              chosen={scope.resourceIds}
              onChange={(resourceIds) => onChange({ ...scope, resourceIds })}
              problem={findFieldMessage(problem, 'when.resourceIds')}
            />
          )}
        </div>
      </details>
      <p className="holdfast-help">{__('Everything that you say here must hold.', 'holdfast-booking')}</p>
    </>
  );
}

/** Finds the field of a path that `ScopeFields` shows; null for others. */
export const findScopeFieldId = (path: string): string | null => {
  if (path === 'serviceIds') return 'serviceIds';
  const [group, field, ...rest] = path.split('.');
  return group === 'when' && field !== undefined ? ['when', field, ...(field === 'dates' ? rest : [])].join('-') : null;
};
