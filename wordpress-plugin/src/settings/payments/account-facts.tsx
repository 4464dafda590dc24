import { __, sprintf } from '@wordpress/i18n';
import type { PaymentAccount } from '../../model/payments.ts';
import { formatInstant } from '../../shared/language.ts';

/** What is stored of an account: whose it is, which key, and when it was last checked at the provider. */
export function AccountFacts({ account }: { readonly account: PaymentAccount }) {
  const { accountName, secretKeyHint, isRestricted, checkedAt, hasWebhookSecret } = account;
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
      {!hasWebhookSecret && (
        <p className="holdfast-mistake">
          {__('The webhook secret is missing: Stripe’s messages cannot be believed without it.', 'holdfast-booking')}
        </p>
      )}
    </div>
  );
}
