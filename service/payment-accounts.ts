import { createStripeClient } from '../adapters/stripe/create-stripe-client.ts';
import { createStripePaymentGateway } from '../adapters/stripe/create-stripe-payment-gateway.ts';
import type { PaymentAccountRecord, PaymentGateway, TenantDirectory, TenantId } from '../core/index.ts';
import type { Configuration } from './config.ts';
import { requireSecret } from './config.ts';
import { decryptSecret, deriveKey, encryptSecret } from './secrets.ts';

/** A tenant's Stripe keys in plain text, as they are given and used but never stored. */
export type StripeKeys = { readonly publishableKey: string; readonly secretKey: string; readonly webhookSecret: string | null };

const keyOf = (configuration: Configuration): Buffer => deriveKey(requireSecret(configuration), 'payment accounts');

/** Stores a tenant's Stripe keys, encrypted. */
export async function saveStripeKeys(
  directory: TenantDirectory,
  configuration: Configuration,
  tenantId: TenantId,
  keys: StripeKeys,
): Promise<void> {
  const key = keyOf(configuration);
  await directory.savePaymentAccount({
    tenantId,
    provider: 'stripe',
    publishableKey: keys.publishableKey,
    encryptedSecretKey: encryptSecret(keys.secretKey, key, tenantId),
    encryptedWebhookSecret: keys.webhookSecret === null ? null : encryptSecret(keys.webhookSecret, key, tenantId),
  });
}

/** Builds the gateway of a stored account. */
export function openGateway(configuration: Configuration, account: PaymentAccountRecord): PaymentGateway {
  const client = createStripeClient({ secretKey: openSecretKey(configuration, account), apiBase: configuration.STRIPE_API_BASE });
  return createStripePaymentGateway({
    client,
    publishableKey: account.publishableKey,
    scriptUrl: configuration.STRIPE_SCRIPT_URL,
  });
}

/** The secret key of a stored account. Throws when HOLDFAST_SECRET is not the one it was stored with. */
export const openSecretKey = (configuration: Configuration, account: PaymentAccountRecord): string =>
  decryptSecret(account.encryptedSecretKey, keyOf(configuration), account.tenantId);

/** The secret that the provider signs its webhooks with, or null when none is known. */
export function openWebhookSecret(configuration: Configuration, account: PaymentAccountRecord): string | null {
  const { encryptedWebhookSecret, tenantId } = account;
  return encryptedWebhookSecret === null ? null : decryptSecret(encryptedWebhookSecret, keyOf(configuration), tenantId);
}
