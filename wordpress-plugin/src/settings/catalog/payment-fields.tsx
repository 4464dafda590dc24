import { CheckboxControl, RadioControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { TextField } from '../../components/text-field.tsx';
import type { ServiceForm } from '../../model/service-form.ts';

type Typed = Pick<ServiceForm, 'payment' | 'acceptsDelayed' | 'delayedPaymentDays'>;

/** When customers pay, and whether their payment may take days. */
export function PaymentFields({
  id,
  form,
  change,
  problem,
}: {
  readonly id: string;
  readonly form: Typed;
  readonly change: (changed: Partial<Typed>) => void;
  readonly problem: string | null;
}) {
  return (
    <div className="holdfast-stack">
      <RadioControl
        label={__('When customers pay', 'holdfast-booking')}
        selected={form.payment}
        options={[
          { value: 'online', label: __('Online, when they book', 'holdfast-booking') },
          { value: 'on_site', label: __('At the place, when they come', 'holdfast-booking') },
        ]}
        onChange={(value) => change({ payment: value === 'on_site' ? 'on_site' : 'online' })}
      />
      {form.payment === 'online' && (
        <CheckboxControl
          __nextHasNoMarginBottom
          label={__('Also accept bank payments that take days', 'holdfast-booking')}
          help={__(
            'A debit from a bank account, for example. The time is kept meanwhile; if the money does not come, it is free again.',
            'holdfast-booking',
          )}
          checked={form.acceptsDelayed}
          onChange={(acceptsDelayed) => change({ acceptsDelayed })}
        />
      )}
      {form.payment === 'online' && form.acceptsDelayed && (
        <TextField
          id={id}
          label={__('Days that a time is kept for such a payment', 'holdfast-booking')}
          value={form.delayedPaymentDays}
          onChange={(delayedPaymentDays) => change({ delayedPaymentDays })}
          inputMode="numeric"
          size="short"
          problem={problem}
        />
      )}
    </div>
  );
}
