import { Button } from '@wordpress/components';
import { useEffect } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Fields } from '../model/fields.ts';
import type { ConfirmedSave } from '../shared/use-confirmed-save.ts';
import { problemOf } from '../shared/use-save.ts';
import { TextField } from './text-field.tsx';

const explain = (sentTo: string | null): string =>
  sentTo === null
    ? __('A code with six digits was mailed to your business.', 'holdfast-booking')
    : /* translators: %s: a mail address of which most is hidden. */
      sprintf(__('A code with six digits was mailed to %s.', 'holdfast-booking'), sentTo);

/** Asks for the code that was mailed before a change that matters is saved. */
export function ConfirmationCode({
  id,
  confirmed,
  body,
}: {
  readonly id: string;
  readonly confirmed: ConfirmedSave;
  /** What is saved, as it stands in the form now. */
  readonly body: () => Fields | null;
}) {
  useEffect(() => document.getElementById(id)?.focus(), [id]);
  const problem = problemOf(confirmed.save);
  const isWrong = problem?.code === 'confirmation_invalid';
  const submit = (action: (sent: Fields) => void): void => {
    const sent = body();
    if (sent !== null) action(sent);
  };
  return (
    <div className="holdfast-confirmation">
      <p className="holdfast-strong">{__('Please confirm that it is you.', 'holdfast-booking')}</p>
      <p>
        {explain(confirmed.sentTo ?? null)}{' '}
        {__('It is valid for ten minutes and only for this change. Nothing is saved before you enter it.', 'holdfast-booking')}
      </p>
      <TextField
        id={id}
        label={__('Code from the mail', 'holdfast-booking')}
        value={confirmed.code}
        onChange={confirmed.setCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        size="short"
        problem={isWrong ? `${problem.title} ${problem.advice}` : null}
      />
      <div className="holdfast-row">
        <Button
          __next40pxDefaultSize
          variant="primary"
          type="submit"
          isBusy={confirmed.save.state.kind === 'saving'}
          aria-disabled={confirmed.save.state.kind === 'saving'}
        >
          {__('Confirm and save', 'holdfast-booking')}
        </Button>
        <Button __next40pxDefaultSize variant="tertiary" onClick={() => submit(confirmed.send)}>
          {__('Mail a new code', 'holdfast-booking')}
        </Button>
        <Button __next40pxDefaultSize variant="tertiary" onClick={confirmed.cancel}>
          {__('Not now', 'holdfast-booking')}
        </Button>
      </div>
    </div>
  );
}
