import { __, sprintf } from '@wordpress/i18n';
import type { PaymentAccount } from '../../model/payments.ts';
import { formatInstant } from '../../shared/language.ts';
import { WalletFacts } from './wallet-facts.tsx';
import { WebhookFacts } from './webhook-facts.tsx';

/** What is stored of an account: whose it is, which key, when it was last checked at Stripe, and what was set up there. */
export function AccountFacts({ account }: { readonly account: PaymentAccount }) {
  const { accountName, secretKeyHint, isRestricted, checkedAt, webhook, domains } = account;
  return (
    <div className="holdfast-account">
      <p className="holdfast-strong">{accountName ?? __('Stripe account', 'holdfast-booking')}</p>
      <p>
        {isRestricted ? __('Restricted key', 'holdfast-booking') : __('Secret key', 'holdfast-booking')}{' '}
        <code dir="ltr">{secretKeyHint}</code>
        {checkedAt !== null && (
          <span className="holdfast-muted">
            {' '}
            {
              /* translators: %s: a date with time. */
              sprintf(__('Checked at Stripe: %s.', 'holdfast-booking'), formatInstant(checkedAt))
            }
          </span>
        )}
      </p>
      <WebhookFacts webhook={webhook} />
      <WalletFacts domains={domains} />
    </div>
  );
}
