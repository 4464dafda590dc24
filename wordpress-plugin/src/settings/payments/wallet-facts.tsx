import { __, sprintf } from '@wordpress/i18n';
import type { PaymentDomain } from '../../model/payments.ts';

function explain({ state, detail }: PaymentDomain): string {
  switch (state) {
    case 'active':
      return __('offered to those who have them.', 'holdfast-booking');
    case 'inactive':
      return sprintf(
        /* translators: %s: Stripe's reason, in English. */
        __('not offered yet. Stripe says: %s Look at “Payment method domains” at Stripe, then check again.', 'holdfast-booking'),
        detail ?? '',
      );
    case 'not_reachable':
      return __('not offered: that needs an address on the internet that begins with https.', 'holdfast-booking');
    case 'permission_missing':
      return sprintf(
        /* translators: %s: the name of a permission at Stripe. */
        __('not offered: give the restricted key “%s” at Stripe, and check again.', 'holdfast-booking'),
        detail ?? '',
      );
    case 'failed':
      return detail === null
        ? __('not known: Stripe did not answer. Check again.', 'holdfast-booking')
        : sprintf(
            /* translators: %s: Stripe's reason, in English. */
            __('not offered. Stripe says: %s', 'holdfast-booking'),
            detail,
          );
  }
}

/** On which domains Apple Pay and Google Pay are offered, in words. Without them cards work all the same, so nothing of it is a mistake. */
export function WalletFacts({ domains }: { readonly domains: readonly PaymentDomain[] }) {
  if (domains.length === 0) return null;
  return (
    <ul>
      {domains.map((domain) => (
        <li key={domain.domainName}>
          {
            /* translators: %s: a domain such as salon.example. */
            sprintf(__('Apple Pay and Google Pay on %s:', 'holdfast-booking'), domain.domainName)
          }{' '}
          {explain(domain)}
        </li>
      ))}
    </ul>
  );
}
