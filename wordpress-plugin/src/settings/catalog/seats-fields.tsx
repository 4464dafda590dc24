import { __ } from '@wordpress/i18n';
import { TextField } from '../../components/text-field.tsx';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { ServiceForm } from '../../model/service-form.ts';

/** For how many people a class or course is, and how many it needs. */
export function SeatsFields({
  idFor,
  form,
  change,
  problem,
}: {
  /** The id of a field, by the name that the service uses. */
  readonly idFor: (field: string) => string;
  readonly form: ServiceForm;
  readonly change: (changed: Partial<ServiceForm>) => void;
  readonly problem: Problem | null;
}) {
  const { capacity, minimumToRun, kind } = form;
  return (
    <>
      <div className="holdfast-columns" id={idFor('minimumToRun')}>
        <TextField
          id={idFor('capacity')}
          label={__('Seats', 'holdfast-booking')}
          value={capacity}
          onChange={(changed) => change({ capacity: changed })}
          inputMode="numeric"
          size="short"
          problem={findFieldMessage(problem, 'capacity')}
        />
        <TextField
          id={idFor('minimumToRun-people')}
          label={__('Takes place from so many people (optional)', 'holdfast-booking')}
          value={minimumToRun.people}
          onChange={(people) => change({ minimumToRun: { ...minimumToRun, people } })}
          inputMode="numeric"
          size="short"
          problem={findFieldMessage(problem, 'minimumToRun.people')}
        />
        {minimumToRun.people.trim() !== '' && (
          <TextField
            id={idFor('minimumToRun-hours')}
            label={__('Decided so many hours before', 'holdfast-booking')}
            value={minimumToRun.hours}
            onChange={(hours) => change({ minimumToRun: { ...minimumToRun, hours } })}
            inputMode="numeric"
            size="short"
            problem={findFieldMessage(problem, 'minimumToRun.decidedHoursBefore')}
          />
        )}
      </div>
      {minimumToRun.people.trim() !== '' && (
        <p className="holdfast-help">
          {kind === 'course'
            ? __(
                'With fewer people the whole course is cancelled then, counted to its first session: everybody is told and gets everything back.',
                'holdfast-booking',
              )
            : __('With fewer people it is cancelled then: everybody is told and gets everything back.', 'holdfast-booking')}
        </p>
      )}
    </>
  );
}
