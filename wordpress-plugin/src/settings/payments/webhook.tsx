import { ExternalLink, Notice } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { CopyText } from '../../components/copy-text.tsx';
import { Section } from '../../components/section.tsx';
import { isWebhookRefused } from '../../model/payments.ts';
import type { Payments } from '../../model/payments.ts';
import { formatInstant } from '../../shared/language.ts';

function LastWebhook({ payments }: { readonly payments: Payments }) {
  const { lastWebhookAt, lastWebhookRefusedAt } = payments;
  if (isWebhookRefused(payments) && lastWebhookRefusedAt !== null)
    return (
      <Notice status="error" isDismissible={false}>
        {sprintf(
          /* translators: %s: a date with time. */
          __(
            'The last message from Stripe (%s) was refused, because its signature is not right. Copy the signing secret of this address again, and save it with the keys above.',
            'holdfast-booking',
          ),
          formatInstant(lastWebhookRefusedAt),
        )}
      </Notice>
    );
  return (
    <p>
      {lastWebhookAt === null
        ? __('No message from Stripe has arrived yet.', 'holdfast-booking')
        : /* translators: %s: a date with time. */
          sprintf(__('The last message from Stripe arrived: %s.', 'holdfast-booking'), formatInstant(lastWebhookAt))}
    </p>
  );
}

/** The address that Stripe reports to, and whether it does. */
export function Webhook({ payments, webhookUrl }: { readonly payments: Payments; readonly webhookUrl: string | null }) {
  return (
    <Section title={__('Messages from Stripe', 'holdfast-booking')}>
      <p>
        {__(
          'Stripe tells this address when a payment has succeeded or failed. In Stripe, add it as a webhook endpoint, choose all events of “Payment Intent”, “Charge” and “Refund”, and copy the signing secret to the keys above.',
          'holdfast-booking',
        )}{' '}
        <ExternalLink href="https://dashboard.stripe.com/webhooks">{__('Webhooks at Stripe', 'holdfast-booking')}</ExternalLink>
      </p>
      {webhookUrl !== null && <CopyText text={webhookUrl} label={__('Copy the webhook address', 'holdfast-booking')} />}
      <LastWebhook payments={payments} />
    </Section>
  );
}
