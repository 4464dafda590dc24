import type { KnownPaymentAccount } from './payment-account.ts';
import type { AccountWebhook, WebhookState } from './payment-setup.ts';

/** How the provider comes to tell of an account's payments, without what is secret; `waiting` until somebody has looked. */
export type ShownWebhook = Pick<AccountWebhook, 'url' | 'apiVersion' | 'detail'> & { readonly state: WebhookState | 'waiting' };

/** Shows an account's webhook. */
export function showWebhook({ sealedWebhookSecret, setup }: KnownPaymentAccount): ShownWebhook {
  if (setup !== null) {
    const { state, url, apiVersion, detail } = setup.webhook;
    return { state, url, apiVersion, detail };
  }
  return { state: sealedWebhookSecret === null ? 'waiting' : 'given', url: null, apiVersion: null, detail: null };
}
