import { CheckboxControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { TypedCourse } from '../../model/course.ts';
import { findFieldMessage } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import { PriceField } from './price-field.tsx';

type Props = {
  /** The id of a field, by the name that the service uses. */
  readonly idFor: (field: string) => string;
  readonly course: TypedCourse;
  readonly currency: string;
  readonly onChange: (course: TypedCourse) => void;
  readonly problem: Problem | null;
};

function LateFields({ idFor, course, onChange, problem }: Props) {
  return (
    <div className="holdfast-columns" id={idFor('lateJoining')}>
      <TextField
        id={idFor('lateJoining-untilSession')}
        label={__('At the latest with session', 'holdfast-booking')}
        value={course.untilSession}
        onChange={(untilSession) => onChange({ ...course, untilSession })}
        inputMode="numeric"
        size="short"
        problem={findFieldMessage(problem, 'lateJoining')}
      />
      <SelectField
        id={idFor('lateJoining-price')}
        label={__('Who joins late pays', 'holdfast-booking')}
        value={course.latePrice}
        onChange={(value) => onChange({ ...course, latePrice: value === 'full' ? 'full' : 'per_session' })}
        options={[
          { value: 'per_session', label: __('for the sessions that are left', 'holdfast-booking') },
          { value: 'full', label: __('the whole price', 'holdfast-booking') },
        ]}
      />
    </div>
  );
}

/** What only a course has: joining when it has begun, and single sessions. */
export function CourseFields(props: Props) {
  const { idFor, course, currency, onChange, problem } = props;
  return (
    <fieldset className="holdfast-group holdfast-group-titled">
      <legend>{__('Joining late, and single sessions', 'holdfast-booking')}</legend>
      <CheckboxControl
        __nextHasNoMarginBottom
        label={__('It can still be joined when it has begun', 'holdfast-booking')}
        checked={course.canJoinLate}
        onChange={(canJoinLate) => onChange({ ...course, canJoinLate })}
      />
      {course.canJoinLate && <LateFields {...props} />}
      <CheckboxControl
        __nextHasNoMarginBottom
        label={__('Single sessions are sold too', 'holdfast-booking')}
        checked={course.hasDropIn}
        onChange={(hasDropIn) => onChange({ ...course, hasDropIn })}
      />
      {course.hasDropIn && (
        <PriceField
          id={idFor('dropIn')}
          label={__('Price of a single session', 'holdfast-booking')}
          value={course.dropInPrice}
          onChange={(dropInPrice) => onChange({ ...course, dropInPrice })}
          currency={currency}
          isPerPerson
          problem={findFieldMessage(problem, 'dropIn')}
        />
      )}
    </fieldset>
  );
}
