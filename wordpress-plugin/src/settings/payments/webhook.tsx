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
            'The last message from Stripe (%s) was refused, because its signature is not right. Check and save the keys above again; if you have made the webhook endpoint yourself, copy its signing secret there as well.',
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

/** Whether messages of Stripe arrive, and how an owner sets them up by hand where his key may not. */
export function Webhook({ payments, webhookUrl }: { readonly payments: Payments; readonly webhookUrl: string | null }) {
  return (
    <Section title={__('Messages from Stripe', 'holdfast-booking')}>
      <LastWebhook payments={payments} />
      <details>
        <summary>{__('Set them up by hand', 'holdfast-booking')}</summary>
        <p>
          {__(
            'Only where your key may not do it: in Stripe, add this address as a webhook endpoint, choose all events of “Payment Intent”, “Charge”, “Refund” and “Checkout”, and copy the signing secret to the keys above.',
            'holdfast-booking',
          )}{' '}
          <ExternalLink href="https://dashboard.stripe.com/webhooks">{__('Webhooks at Stripe', 'holdfast-booking')}</ExternalLink>
        </p>
        {webhookUrl !== null && <CopyText text={webhookUrl} label={__('Copy the webhook address', 'holdfast-booking')} />}
      </details>
    </Section>
  );
}
