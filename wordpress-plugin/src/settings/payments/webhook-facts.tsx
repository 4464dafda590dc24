import { __, sprintf } from '@wordpress/i18n';
import type { AccountWebhook } from '../../model/payments.ts';

const meanwhile = (): string =>
  __('Until then we ask Stripe ourselves about every open payment, which takes a little longer.', 'holdfast-booking');

function explain({ state, detail }: AccountWebhook): string {
  switch (state) {
    case 'created':
    case 'kept':
      return __('Stripe tells us of payments by itself. It was set up for you, there is nothing to copy.', 'holdfast-booking');
    case 'given':
      return __('Stripe tells us of payments through the webhook endpoint that you have made.', 'holdfast-booking');
    case 'not_reachable':
      return `${__(
        'Stripe cannot reach this website from outside, so it cannot tell us of payments. It is set up by itself once the website has an address on the internet that begins with https.',
        'holdfast-booking',
      )} ${meanwhile()}`;
    case 'permission_missing':
      return `${sprintf(
        /* translators: %s: the name of a permission at Stripe. */
        __(
          'Stripe does not tell us of payments yet: this restricted key may not set that up. Give it “%s” at Stripe and check again; or make the webhook endpoint yourself, as described below.',
          'holdfast-booking',
        ),
        detail ?? '',
      )} ${meanwhile()}`;
    case 'failed':
      return `${
        detail === null
          ? __(
              'Stripe does not tell us of payments yet: it did not answer when that was to be set up. Check again.',
              'holdfast-booking',
            )
          : sprintf(
              /* translators: %s: Stripe's reason, in English. */
              __('Stripe does not tell us of payments yet. It says: %s', 'holdfast-booking'),
              detail,
            )
      } ${meanwhile()}`;
    case 'waiting':
      return `${__('Stripe does not tell us of payments yet. Check again to set it up.', 'holdfast-booking')} ${meanwhile()}`;
  }
}

/** Whether Stripe reports to us, in words, and what to do when it does not. */
export function WebhookFacts({ webhook }: { readonly webhook: AccountWebhook }) {
  const isWell = ['created', 'kept', 'given'].includes(webhook.state);
  return (
    <p className={isWell ? undefined : 'holdfast-mistake'}>
      <strong>{__('Messages:', 'holdfast-booking')}</strong> {explain(webhook)}
    </p>
  );
}
