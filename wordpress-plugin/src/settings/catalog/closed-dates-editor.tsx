import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { DateInput } from '../../components/date-input.tsx';
import { closeDates, listDateRuns, openDates } from '../../model/closed-dates.ts';
import type { DateRun, DatesMistake } from '../../model/closed-dates.ts';
import type { Fields } from '../../model/fields.ts';
import { formatClock } from '../../model/hours.ts';
import { useDraft } from '../../shared/drafts.tsx';
import { formatDate } from '../../shared/language.ts';

const wordMistake = (mistake: DatesMistake): string =>
  ({
    unreadable: __('Choose a date first.', 'holdfast-booking'),
    backwards: __('The last day is before the first.', 'holdfast-booking'),
    too_many: __('Close at most a year at once.', 'holdfast-booking'),
  })[mistake];

const describeRun = ({ from, to, windows }: DateRun): string => {
  const dates = from === to ? formatDate(from) : `${formatDate(from)} – ${formatDate(to)}`;
  const hours = windows.map(({ fromMinute, toMinute }) => `${formatClock(fromMinute)}–${formatClock(toMinute)}`);
  return hours.length === 0 ? dates : `${dates}: ${hours.join(', ')}`;
};

function Runs({ dateOverrides, onChange }: { readonly dateOverrides: Fields; readonly onChange: (changed: Fields) => void }) {
  const runs = listDateRuns(dateOverrides);
  if (runs.length === 0) return null;
  return (
    <ul className="holdfast-list holdfast-list-plain">
      {runs.map((run) => (
        <li key={run.from}>
          <span>{describeRun(run)}</span>
          <Button
            icon="no-alt"
            /* translators: %s: a date or two. */
            label={sprintf(__('Remove %s', 'holdfast-booking'), describeRun(run))}
            onClick={() => onChange(openDates(dateOverrides, run))}
          />
        </li>
      ))}
    </ul>
  );
}

/** The dates on which a person does not work, or works other hours (which are shown and kept). */
export function ClosedDatesEditor({
  id,
  dateOverrides,
  onChange,
  problem,
}: {
  readonly id: string;
  readonly dateOverrides: Fields;
  readonly onChange: (changed: Fields) => void;
  readonly problem: string | null;
}) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [mistake, setMistake] = useState<DatesMistake | null>(null);
  useDraft(id, from + to !== '');
  const add = (): void => {
    const closed = closeDates(dateOverrides, from, to);
    setMistake(closed.ok ? null : closed.mistake);
    if (!closed.ok) return;
    onChange(closed.dateOverrides);
    setFrom('');
    setTo('');
  };
  return (
    <fieldset className="holdfast-group holdfast-group-titled" id={id}>
      <legend>{__('Closed dates', 'holdfast-booking')}</legend>
      <Runs dateOverrides={dateOverrides} onChange={onChange} />
      <div className="holdfast-row holdfast-row-bottom">
        <DateInput id={`${id}-from`} label={__('First day', 'holdfast-booking')} value={from} onChange={setFrom} />
        <DateInput id={`${id}-to`} label={__('Last day (if more than one)', 'holdfast-booking')} value={to} onChange={setTo} />
        <Button __next40pxDefaultSize variant="secondary" onClick={add}>
          {__('Close these days', 'holdfast-booking')}
        </Button>
      </div>
      {(mistake !== null || problem !== null) && (
        <p className="holdfast-help holdfast-mistake" role="alert">
          {mistake === null ? problem : wordMistake(mistake)}
        </p>
      )}
    </fieldset>
  );
}
