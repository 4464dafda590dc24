import { CheckboxControl, RadioControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { CopyText } from '../../components/copy-text.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { StaffForm } from '../../model/staff-form.ts';
import type { CalendarHealth, Status } from '../../model/status.ts';
import { formatInstant } from '../../shared/language.ts';

/** Says how a calendar is doing. */
export function CalendarState({ health }: { readonly health: CalendarHealth }) {
  if (health.state === 'failing')
    return (
      <span className="holdfast-mistake">
        {__('The calendar cannot be read. Share it as described, then check again under Connection.', 'holdfast-booking')}
      </span>
    );
  if (health.state === 'waiting' || health.readAt === null)
    return <span>{__('The calendar has not been read yet.', 'holdfast-booking')}</span>;
  return (
    <span>
      {
        /* translators: %s: a date with time. */
        sprintf(__('The calendar was last read: %s.', 'holdfast-booking'), formatInstant(health.readAt))
      }
    </span>
  );
}

function Share({ account }: { readonly account: string | null }) {
  if (account === null)
    return (
      <p className="holdfast-help">
        {__('Your booking service has no Google account set up yet. Ask whoever runs it.', 'holdfast-booking')}
      </p>
    );
  return (
    <>
      <p className="holdfast-help">
        {__(
          'In Google Calendar, open “Settings and sharing” of this calendar and share it with the following address, with the right to change events:',
          'holdfast-booking',
        )}
      </p>
      <CopyText text={account} label={__('Copy the address to share with', 'holdfast-booking')} />
    </>
  );
}

/** The Google calendar of a person: busy there is busy here, and bookings are written into it. */
export function CalendarFields({
  id,
  form,
  change,
  problem,
  status,
}: {
  readonly id: string;
  readonly form: StaffForm;
  readonly change: (changed: Partial<StaffForm>) => void;
  readonly problem: string | null;
  readonly status: Status | null;
}) {
  const health = status?.calendars.find(({ calendarId }) => calendarId === form.calendarId.trim());
  const hasCalendar = form.calendarId.trim() !== '';
  return (
    <fieldset className="holdfast-group holdfast-group-titled">
      <legend>{__('Google Calendar', 'holdfast-booking')}</legend>
      <TextField
        id={id}
        dir="ltr"
        label={__('Address of the calendar', 'holdfast-booking')}
        value={form.calendarId}
        onChange={(calendarId) => change({ calendarId })}
        placeholder="name@gmail.com"
        problem={problem}
        help={
          health === undefined
            ? __('What is busy there cannot be booked, and bookings appear in it. Leave it empty for none.', 'holdfast-booking')
            : undefined
        }
      />
      {health !== undefined && (
        <p className="holdfast-help">
          <CalendarState health={health} />
        </p>
      )}
      {hasCalendar && health?.state !== 'ok' && <Share account={status?.serviceAccountEmail ?? null} />}
      {hasCalendar && (
        <CheckboxControl
          __nextHasNoMarginBottom
          label={__('Times that are only tentative there can be booked', 'holdfast-booking')}
          checked={form.tentative === 'free'}
          onChange={(isFree) => change({ tentative: isFree ? 'free' : 'busy' })}
          help={__('Otherwise what is marked “maybe” is busy, like everything else.', 'holdfast-booking')}
        />
      )}
      {hasCalendar && (
        <RadioControl
          label={__('While the calendar cannot be read', 'holdfast-booking')}
          selected={form.whenUnknown}
          options={[
            { value: 'closed', label: __('offer no times (nobody is booked twice)', 'holdfast-booking') },
            { value: 'open', label: __('offer times all the same', 'holdfast-booking') },
          ]}
          onChange={(value) => change({ whenUnknown: value === 'open' ? 'open' : 'closed' })}
        />
      )}
    </fieldset>
  );
}
