import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { addTypedWindow, changeTypedWindow, endsNextDay } from '../../model/hours.ts';
import type { TypedWindow } from '../../model/hours.ts';

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
  name,
  window,
  isWrong,
  onChange,
}: {
  readonly id: string;
  readonly name: string;
  readonly window: TypedWindow;
  readonly isWrong: boolean;
  readonly onChange: (window: TypedWindow | null) => void;
}) {
  /* translators: %s: a weekday, or what the hours are for. */
  const from = sprintf(__('%s, from', 'holdfast-booking'), name);
  /* translators: %s: a weekday, or what the hours are for. */
  const to = sprintf(__('%s, to', 'holdfast-booking'), name);
  return (
    <div className="holdfast-window">
      <TimeInput
        id={id}
        label={from}
        value={window.from}
        isWrong={isWrong}
        onChange={(value) => onChange({ ...window, from: value })}
      />
      <span aria-hidden>–</span>
      <TimeInput
        id={`${id}-to`}
        label={to}
        value={window.to}
        isWrong={isWrong}
        onChange={(value) => onChange({ ...window, to: value })}
      />
      {endsNextDay(window) && <span className="holdfast-muted">{__('next day', 'holdfast-booking')}</span>}
      <Button
        icon="no-alt"
        /* translators: 1: a weekday, or what the hours are for, 2: a time, 3: a time. */
        label={sprintf(__('Remove %1$s, %2$s to %3$s', 'holdfast-booking'), name, window.from, window.to)}
        onClick={() => onChange(null)}
      />
    </div>
  );
}

type Windows = {
  readonly id: string;
  /** What the hours are for, such as a weekday. */
  readonly name: string;
  readonly windows: readonly TypedWindow[];
  readonly isWrong: boolean;
  readonly onChange: (windows: readonly TypedWindow[]) => void;
};

/** The windows of one day, each with its times and a way to remove it. */
export function WindowRows({ id, name, windows, isWrong, onChange }: Windows) {
  return (
    <>
      {windows.map((window, index) => (
        <WindowRow
          key={index}
          id={`${id}-${index}`}
          {...{ name, window, isWrong }}
          onChange={(changed) => onChange(changeTypedWindow(windows, index, changed))}
        />
      ))}
    </>
  );
}

/** The hours of an exception: its windows, and one more. */
export function WindowsFields(props: Windows) {
  const { name, windows, onChange } = props;
  return (
    <div className="holdfast-day-windows">
      <WindowRows {...props} />
      <div>
        <Button variant="link" onClick={() => onChange(addTypedWindow(windows))}>
          {windows.length === 0 ? __('Add hours', 'holdfast-booking') : __('Add more hours', 'holdfast-booking')}
          <span className="screen-reader-text"> {name}</span>
        </Button>
      </div>
    </div>
  );
}
