import { CheckboxControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { weekdays } from '../../model/hours.ts';
import type { Weekday } from '../../model/hours.ts';
import { nameDay } from './words.ts';

/** Weekdays to choose from; none is any. */
export function WeekdayChecks({
  id,
  legend,
  chosen,
  onChange,
  problem,
}: {
  readonly id: string;
  readonly legend: string;
  readonly chosen: readonly Weekday[];
  readonly onChange: (chosen: readonly Weekday[]) => void;
  readonly problem: string | null;
}) {
  return (
    <fieldset className="holdfast-group" id={id}>
      <legend>{legend}</legend>
      <div className="holdfast-checks holdfast-checks-days">
        {weekdays.map((weekday) => (
          <CheckboxControl
            __nextHasNoMarginBottom
            key={weekday}
            label={nameDay(weekday)}
            checked={chosen.includes(weekday)}
            onChange={(isChosen) => onChange(weekdays.filter((day) => (day === weekday ? isChosen : chosen.includes(day))))}
          />
        ))}
      </div>
      <p className="holdfast-help">{__('Choose none for any day.', 'holdfast-booking')}</p>
      {problem !== null && <p className="holdfast-help holdfast-mistake">{problem}</p>}
    </fieldset>
  );
}
