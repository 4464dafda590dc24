import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { DateInput } from '../../components/date-input.tsx';
import { RemovableList } from '../../components/removable-list.tsx';
import { SearchField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { textOf } from '../../model/fields.ts';
import type { Fields } from '../../model/fields.ts';
import { createSpan, meetsSpan } from '../../model/schedule-uses.ts';
import type { SpanMistake } from '../../model/schedule-uses.ts';
import { listTimeZones } from '../../shared/choices.ts';
import { useDraft } from '../../shared/drafts.tsx';
import { formatDate } from '../../shared/language.ts';

type Props = {
  readonly id: string;
  readonly spans: readonly Fields[];
  readonly onChange: (spans: readonly Fields[]) => void;
  readonly problem: string | null;
};

const wordMistake = (mistake: SpanMistake): string =>
  ({
    unreadable: __('Choose a date first.', 'holdfast-booking'),
    backwards: __('The last day is before the first.', 'holdfast-booking'),
    zone: __('Choose where the clock is another one.', 'holdfast-booking'),
    overlap: __('On some of these days another journey is entered already.', 'holdfast-booking'),
  })[mistake];

const describeSpan = (span: Fields): string => {
  const note = textOf(span['name'], textOf(span['timeZone']).replaceAll('_', ' '));
  const [from, until] = [textOf(span['from']), textOf(span['until'])];
  const dates = from === until ? formatDate(from) : `${formatDate(from)} – ${formatDate(until)}`;
  return note === '' ? dates : `${dates}: ${note}`;
};

/** The dates, the note or zone, and the button that adds them. */
function useSpan({ id, spans, onChange }: Pick<Props, 'id' | 'spans' | 'onChange'>, field: 'name' | 'timeZone') {
  const [typed, setTyped] = useState({ from: '', until: '', note: '' });
  const [mistake, setMistake] = useState<SpanMistake | null>(null);
  useDraft(id, typed.from + typed.until + typed.note !== '');
  const add = (): void => {
    const span = createSpan(typed.from, typed.until);
    if (!span.ok) return setMistake(span.mistake);
    const { from, until } = span;
    if (field === 'timeZone' && typed.note === '') return setMistake('zone');
    if (field === 'timeZone' && meetsSpan(spans, from, until)) return setMistake('overlap');
    setMistake(null);
    const added = [...spans, { from, until, [field]: typed.note.trim() }];
    onChange(added.toSorted((a, b) => (textOf(a['from']) < textOf(b['from']) ? -1 : 1)));
    setTyped({ from: '', until: '', note: '' });
  };
  return { typed, change: (changed: Partial<typeof typed>) => setTyped({ ...typed, ...changed }), mistake, add };
}

function SpanDates({ id, typed, change }: { readonly id: string } & Pick<ReturnType<typeof useSpan>, 'typed' | 'change'>) {
  return (
    <>
      <DateInput
        id={`${id}-from`}
        label={__('First day', 'holdfast-booking')}
        value={typed.from}
        onChange={(from) => change({ from })}
      />
      <DateInput
        id={`${id}-until`}
        label={__('Last day (if more than one)', 'holdfast-booking')}
        value={typed.until}
        onChange={(until) => change({ until })}
      />
    </>
  );
}

function SpanMistakeLine({ mistake, problem }: { readonly mistake: SpanMistake | null; readonly problem: string | null }) {
  if (mistake === null && problem === null) return null;
  return (
    <p className="holdfast-help holdfast-mistake" role="alert">
      {mistake === null ? problem : wordMistake(mistake)}
    </p>
  );
}

/** When a person is away: holidays of their own, illness, training. */
export function TimeOffEditor(props: Props) {
  const { id, spans, onChange, problem } = props;
  const { typed, change, mistake, add } = useSpan(props, 'name');
  return (
    <fieldset className="holdfast-group holdfast-group-titled" id={id}>
      <legend>{__('Time off', 'holdfast-booking')}</legend>
      <RemovableList items={spans} describe={describeSpan} onChange={onChange} />
      <div className="holdfast-row holdfast-row-bottom">
        <SpanDates {...{ id, typed, change }} />
        <div className="holdfast-note">
          <TextField
            id={`${id}-note`}
            label={__('Note (optional)', 'holdfast-booking')}
            value={typed.note}
            onChange={(note) => change({ note })}
            size="short"
          />
        </div>
        <Button __next40pxDefaultSize variant="secondary" onClick={add}>
          {__('Add time off', 'holdfast-booking')}
        </Button>
      </div>
      <SpanMistakeLine {...{ mistake, problem }} />
    </fieldset>
  );
}

/** When a person works where the clock is another one. */
export function TravelEditor(props: Props) {
  const { id, spans, onChange, problem } = props;
  const { typed, change, mistake, add } = useSpan(props, 'timeZone');
  return (
    <fieldset className="holdfast-group" id={id}>
      <legend>{__('Working in another time zone', 'holdfast-booking')}</legend>
      <p className="holdfast-muted">
        {__('On these days the working hours are meant on the clock of that place.', 'holdfast-booking')}
      </p>
      <RemovableList items={spans} describe={describeSpan} onChange={onChange} />
      <div className="holdfast-row holdfast-row-bottom">
        <SpanDates {...{ id, typed, change }} />
        <div className="holdfast-note">
          <SearchField
            id={`${id}-zone`}
            label={__('Time zone there', 'holdfast-booking')}
            value={typed.note}
            onChange={(note) => change({ note })}
            options={listTimeZones(typed.note)}
          />
        </div>
        <Button __next40pxDefaultSize variant="secondary" onClick={add}>
          {__('Add this journey', 'holdfast-booking')}
        </Button>
      </div>
      <SpanMistakeLine {...{ mistake, problem }} />
    </fieldset>
  );
}
