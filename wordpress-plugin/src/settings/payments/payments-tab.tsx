import { __ } from '@wordpress/i18n';
import { WhenLoaded } from '../../components/loading.tsx';
import { Section } from '../../components/section.tsx';
import { readPayments } from '../../model/payments.ts';
import type { Payments } from '../../model/payments.ts';
import type { Status } from '../../model/status.ts';
import { useLoaded } from '../../shared/use-loaded.ts';
import type { Loaded } from '../../shared/use-loaded.ts';
import { KeysForm } from './keys-form.tsx';
import { ModeForm, ModeSentence } from './mode-form.tsx';
import { Webhook } from './webhook.tsx';

function ModeSection({ payments, onSaved }: { readonly payments: Payments; readonly onSaved: (answer: unknown) => void }) {
  const hasAccount = payments.accounts.test !== null || payments.accounts.live !== null;
  return (
    <Section title={__('Payments now', 'holdfast-booking')}>
      <ModeSentence mode={payments.mode} />
      {hasAccount ? (
        <ModeForm payments={payments} onSaved={onSaved} />
      ) : (
        <p>
          {__(
            'Payments are taken by your own Stripe account. Begin with the test keys: you can try a whole booking without real money.',
            'holdfast-booking',
          )}
        </p>
      )}
    </Section>
  );
}

/** Whose Stripe account takes the money, and whether for real. */
export function PaymentsTab({ status, webhookUrl }: { readonly status: Loaded<Status>; readonly webhookUrl: string | null }) {
  const loaded = useLoaded('/admin/payments', readPayments);
  const saved = (answer: unknown): void => {
    loaded.set(readPayments(answer));
    status.reload();
  };
  return (
    <WhenLoaded loaded={loaded} label={__('Loading the payment settings…', 'holdfast-booking')}>
      {(payments) => (
        <div className="holdfast-stack">
          <ModeSection payments={payments} onSaved={saved} />
          <Section title={__('Test keys', 'holdfast-booking')}>
            <KeysForm mode="test" account={payments.accounts.test} onSaved={saved} />
          </Section>
          <Section title={__('Live keys', 'holdfast-booking')}>
            <KeysForm mode="live" account={payments.accounts.live} onSaved={saved} />
          </Section>
          <Webhook payments={payments} webhookUrl={webhookUrl} />
        </div>
      )}
    </WhenLoaded>
  );
}
