import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { addWindow, copyDay, weekdays } from '../../model/hours.ts';
import type { HoursMistake, TypedWeek, Weekday } from '../../model/hours.ts';
import { WindowRows } from './windows-fields.tsx';
import { nameDay, wordHoursMistake } from './words.ts';

type DayProps = {
  readonly id: string;
  readonly weekday: Weekday;
  readonly week: TypedWeek;
  readonly onChange: (week: TypedWeek) => void;
  readonly mistake: HoursMistake | undefined;
};

function Day({ id, weekday, week, onChange, mistake }: DayProps) {
  const windows = week[weekday];
  const rest = weekdays.filter((other) => Number(other) > 1 && Number(other) < 6);
  return (
    <fieldset className="holdfast-day" id={id}>
      <legend>{nameDay(weekday)}</legend>
      <div className="holdfast-day-windows">
        {windows.length === 0 && <span className="holdfast-muted">{__('Closed', 'holdfast-booking')}</span>}
        <WindowRows
          {...{ id, windows }}
          name={nameDay(weekday)}
          isWrong={mistake !== undefined}
          onChange={(changed) => onChange({ ...week, [weekday]: changed })}
        />
        {mistake !== undefined && <p className="holdfast-help holdfast-mistake">{wordHoursMistake(mistake)}</p>}
        <div className="holdfast-row holdfast-row-tight">
          <Button variant="link" onClick={() => onChange(addWindow(week, weekday))}>
            {windows.length === 0 ? __('Add hours', 'holdfast-booking') : __('Add more hours', 'holdfast-booking')}
            <span className="screen-reader-text"> {nameDay(weekday)}</span>
          </Button>
          {weekday === '1' && (
            <Button variant="link" onClick={() => onChange(copyDay(week, '1', rest))}>
              {__('Same until Friday', 'holdfast-booking')}
            </Button>
          )}
        </div>
      </div>
    </fieldset>
  );
}

/** A week's hours: several windows a day, also through the night. */
export function HoursEditor({
  id,
  title,
  week,
  onChange,
  mistakes,
}: {
  readonly id: string;
  readonly title: string;
  readonly week: TypedWeek;
  readonly onChange: (week: TypedWeek) => void;
  readonly mistakes: readonly HoursMistake[];
}) {
  return (
    <fieldset className="holdfast-group holdfast-group-titled" id={id}>
      <legend>{title}</legend>
      {weekdays.map((weekday) => (
        <Day
          key={weekday}
          id={`${id}-${weekday}`}
          {...{ weekday, week, onChange }}
          mistake={mistakes.find((mistake) => mistake.weekday === weekday)}
        />
      ))}
    </fieldset>
  );
}
