import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { addWindow, changeWindow, copyDay, weekdays } from '../../model/hours.ts';
import type { HoursMistake, TypedWeek, TypedWindow, Weekday } from '../../model/hours.ts';
import { nameDay, wordHoursMistake } from './words.ts';

type DayProps = {
  readonly id: string;
  readonly weekday: Weekday;
  readonly week: TypedWeek;
  readonly onChange: (week: TypedWeek) => void;
  readonly mistake: HoursMistake | undefined;
};

function TimeInput({
  id,
  label,
  value,
  onChange,
  isWrong,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isWrong: boolean;
}) {
  return (
    <input
      id={id}
      type="time"
      className="components-text-control__input is-next-40px-default-size holdfast-time"
      aria-label={label}
      aria-invalid={isWrong}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function WindowRow({
  id,
  weekday,
  index,
  window,
  isWrong,
  onChange,
}: {
  readonly id: string;
  readonly weekday: Weekday;
  readonly index: number;
  readonly window: TypedWindow;
  readonly isWrong: boolean;
  readonly onChange: (window: TypedWindow | null) => void;
}) {
  const day = nameDay(weekday);
  /* translators: %s: a weekday. */
  const from = sprintf(__('%s, from', 'holdfast-booking'), day);
  /* translators: %s: a weekday. */
  const to = sprintf(__('%s, to', 'holdfast-booking'), day);
  return (
    <div className="holdfast-window">
      <TimeInput
        id={`${id}-${index}`}
        label={from}
        value={window.from}
        isWrong={isWrong}
        onChange={(value) => onChange({ ...window, from: value })}
      />
      <span aria-hidden>–</span>
      <TimeInput
        id={`${id}-${index}-to`}
        label={to}
        value={window.to}
        isWrong={isWrong}
        onChange={(value) => onChange({ ...window, to: value })}
      />
      <Button
        icon="no-alt"
        /* translators: 1: a weekday, 2: a time, 3: a time. */
        label={sprintf(__('Remove %1$s, %2$s to %3$s', 'holdfast-booking'), day, window.from, window.to)}
        onClick={() => onChange(null)}
      />
    </div>
  );
}

function Day({ id, weekday, week, onChange, mistake }: DayProps) {
  const windows = week[weekday];
  const rest = weekdays.filter((other) => Number(other) > 1 && Number(other) < 6);
  return (
    <fieldset className="holdfast-day" id={id}>
      <legend>{nameDay(weekday)}</legend>
      <div className="holdfast-day-windows">
        {windows.length === 0 && <span className="holdfast-muted">{__('Closed', 'holdfast-booking')}</span>}
        {windows.map((window, index) => (
          <WindowRow
            key={index}
            {...{ id, weekday, index, window }}
            isWrong={mistake !== undefined}
            onChange={(changed) => onChange(changeWindow(week, weekday, index, changed))}
          />
        ))}
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

/** A week's working hours: several windows a day. */
export function HoursEditor({
  id,
  week,
  onChange,
  mistakes,
}: {
  readonly id: string;
  readonly week: TypedWeek;
  readonly onChange: (week: TypedWeek) => void;
  readonly mistakes: readonly HoursMistake[];
}) {
  return (
    <fieldset className="holdfast-group holdfast-group-titled" id={id}>
      <legend>{__('Working hours', 'holdfast-booking')}</legend>
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
