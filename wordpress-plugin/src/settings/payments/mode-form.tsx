import { RadioControl } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SaveRow } from '../../components/save-row.tsx';
import type { Payments } from '../../model/payments.ts';
import { readMode } from '../../model/status.ts';
import type { PaymentMode } from '../../model/status.ts';
import { write } from '../../shared/request.ts';
import { useReportUnsaved } from '../../shared/unsaved.tsx';
import { problemOf, useSave } from '../../shared/use-save.ts';

/** Says in one sentence what happens to a visitor who pays now. */
export function ModeSentence({ mode }: { readonly mode: PaymentMode | null }) {
  const sentence = {
    test: __('Test: bookings look paid, but nobody is charged.', 'holdfast-booking'),
    live: __('Live: customers’ cards are charged.', 'holdfast-booking'),
    off: __('Off: services with a price cannot be booked.', 'holdfast-booking'),
  }[mode ?? 'off'];
  return (
    <p className={`holdfast-mode holdfast-mode-${mode ?? 'off'}`}>
      <span>{sentence}</span>
    </p>
  );
}

const saidOf = (mode: PaymentMode | null): string =>
  mode === 'live'
    ? __('Live payments are on: customers’ cards are charged.', 'holdfast-booking')
    : mode === 'test'
      ? __('Test payments are on: nobody is charged.', 'holdfast-booking')
      : __('Payments are off.', 'holdfast-booking');

const listOptions = ({ accounts, mode }: Payments): { readonly label: string; readonly value: string }[] => [
  { value: 'off', label: __('Off – services with a price cannot be booked', 'holdfast-booking') },
  ...(accounts.test !== null || mode === 'test'
    ? [{ value: 'test', label: __('Test – nobody is charged', 'holdfast-booking') }]
    : []),
  ...(accounts.live !== null || mode === 'live'
    ? [{ value: 'live', label: __('Live – customers’ cards are charged', 'holdfast-booking') }]
    : []),
];

const explainSwitch = (from: PaymentMode | null, to: PaymentMode | null): string => {
  if (to === 'live')
    return __(
      'From now on customers’ cards are charged for every booking, and the money goes to your Stripe account.',
      'holdfast-booking',
    );
  if (from === 'live' && to === 'test')
    return __(
      'From now on nobody is charged: whoever books gets the time for nothing, with a card for tests.',
      'holdfast-booking',
    );
  return __('From now on services with a price cannot be booked.', 'holdfast-booking');
};

/** Chooses which account takes payments; what changes real money is said before it is done. */
export function ModeForm({ payments, onSaved }: { readonly payments: Payments; readonly onSaved: (answer: unknown) => void }) {
  const [chosen, setChosen] = useState<PaymentMode | null>(payments.mode);
  const [isAsking, setAsking] = useState(false);
  const save = useSave();
  // The first account that is saved switches payments on.
  useEffect(() => setChosen(payments.mode), [payments.mode]);
  const isUnsaved = chosen !== payments.mode;
  useReportUnsaved('payments-mode', isUnsaved);
  const problem = problemOf(save);
  const send = async (): Promise<string> => {
    onSaved(await write('PUT', '/admin/payments', { mode: chosen }));
    setAsking(false);
    return saidOf(chosen);
  };
  const submit = (): void => {
    const touchesMoney = isUnsaved && (chosen === 'live' || payments.mode === 'live');
    if (touchesMoney) setAsking(true);
    else save.run(send);
  };
  return (
    <form
      className="holdfast-stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {problem !== null && !isAsking && <ProblemNotice problem={problem} />}
      <RadioControl
        label={__('Which payments do you take?', 'holdfast-booking')}
        selected={chosen ?? 'off'}
        options={listOptions(payments)}
        onChange={(value) => setChosen(readMode(value))}
      />
      <SaveRow save={save} label={__('Save', 'holdfast-booking')} isUnsaved={isUnsaved} />
      {isAsking && (
        <ConfirmDialog
          title={
            chosen === 'live' ? __('Take real payments?', 'holdfast-booking') : __('Stop real payments?', 'holdfast-booking')
          }
          confirmLabel={
            chosen === 'live' ? __('Take real payments', 'holdfast-booking') : __('Stop real payments', 'holdfast-booking')
          }
          isDestructive={chosen !== 'live'}
          save={save}
          onConfirm={() => save.run(send)}
          onClose={() => setAsking(false)}
        >
          <p>{explainSwitch(payments.mode, chosen)}</p>
          <p>{__('You can switch back at any time. Bookings that are already paid stay paid.', 'holdfast-booking')}</p>
        </ConfirmDialog>
      )}
    </form>
  );
}
