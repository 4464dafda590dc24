import { __ } from '@wordpress/i18n';
import { DateInput } from '../../components/date-input.tsx';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { TypedPeriod } from '../../model/prices/period.ts';

/** From when until when orders get it. */
export function PeriodFields({
  idFor,
  value,
  onChange,
  problem,
}: {
  readonly idFor: (field: string) => string;
  readonly value: TypedPeriod;
  readonly onChange: (value: TypedPeriod) => void;
  readonly problem: Problem | null;
}) {
  const [from, until] = [findFieldMessage(problem, 'validFrom'), findFieldMessage(problem, 'validUntil')];
  const mistake = until ?? from;
  return (
    <div>
      <div className="holdfast-row">
        <DateInput
          id={idFor('validFrom')}
          label={__('Booked from (optional)', 'holdfast-booking')}
          value={value.validFrom}
          onChange={(validFrom) => onChange({ ...value, validFrom })}
          aria-invalid={from !== null}
        />
        <DateInput
          id={idFor('validUntil')}
          label={__('Last day (optional)', 'holdfast-booking')}
          value={value.validUntil}
          onChange={(validUntil) => onChange({ ...value, validUntil })}
          aria-invalid={until !== null}
        />
      </div>
      {mistake !== null && <p className="holdfast-help holdfast-mistake">{mistake}</p>}
      <p className="holdfast-help">
        {__('It counts for whoever books on these days, whenever the visit is.', 'holdfast-booking')}
      </p>
    </div>
  );
}
