import { createStripeClient } from '../adapters/stripe/create-stripe-client.ts';
import { createStripePaymentGateway } from '../adapters/stripe/create-stripe-payment-gateway.ts';
import { parseStripeWebhook } from '../adapters/stripe/parse-stripe-webhook.ts';
import { stripeAccountNames } from '../adapters/stripe/stripe-account-names.ts';
import type { WebhookParser } from '../adapters/http/dependencies.ts';
import { accept, listWebhookSecrets, refuse } from '../core/index.ts';
import type {
  PaymentAccount,
  PaymentGateway,
  PaymentGateways,
  PaymentKeys,
  PaymentSettings,
  SecretKeeper,
  SettingsPorts,
  TenantId,
} from '../core/index.ts';
import type { Configuration } from './config.ts';
import { systemClock } from './system-ports.ts';
import { createTtlCache } from './ttl-cache.ts';

type Keeping = Pick<SettingsPorts, 'settings' | 'secrets'>;

/** How long accounts may be remembered; a change that another process made takes effect after it. */
const REMEMBERED_MILLIS = 5_000;

/** The gateways of all tenants. */
export type GatewayCache = {
  readonly load: (tenantId: TenantId) => Promise<PaymentGateways>;
  /** Forgets a tenant's gateways, because its accounts have changed. */
  readonly forget: (tenantId: TenantId) => void;
};

/** Creates a short memory of every tenant's gateways. */
export function createGatewayCache(configuration: Configuration, loadSettings: (tenantId: TenantId) => Keeping): GatewayCache {
  const cache = createTtlCache(
    async (tenantId: TenantId) => {
      const { settings, secrets } = loadSettings(tenantId);
      return openGateways(configuration, tenantId, await settings.loadPayments(), secrets);
    },
    REMEMBERED_MILLIS,
    systemClock.now,
  );
  return {
    load: async (tenantId) => {
      const gateways = await cache.load(tenantId);
      // Keys that are missing may be there the next moment: an owner who has just saved them does not wait.
      if (gateways.current === null) cache.forget(tenantId);
      return gateways;
    },
    forget: cache.forget,
  };
}

/** Opens the gateways of a tenant's accounts. One whose keys cannot be read, because the service's secret has changed, is as if it were not there. */
export function openGateways(
  configuration: Configuration,
  tenantId: TenantId,
  settings: PaymentSettings,
  secrets: SecretKeeper,
): PaymentGateways {
  const gateways = new Map(
    settings.accounts.map((account) => [account.provider, openGateway(configuration, tenantId, account, secrets)]),
  );
  const current = settings.accounts.find(({ mode }) => mode === settings.mode);
  const find = (provider: string): PaymentGateway | null => gateways.get(provider) ?? null;
  const all = [...gateways.values()].filter((gateway) => gateway !== null);
  return { current: current === undefined ? null : find(current.provider), all, find };
}

function openGateway(
  configuration: Configuration,
  tenantId: TenantId,
  account: PaymentAccount,
  secrets: SecretKeeper,
): PaymentGateway | null {
  const secretKey = secrets.open(account.sealedSecretKey);
  if (secretKey === null) return null;
  return createStripePaymentGateway({
    provider: account.provider,
    tenantId,
    client: createStripeClient({ secretKey, apiBase: configuration.STRIPE_API_BASE }),
    publishableKey: account.publishableKey,
    scriptUrl: configuration.STRIPE_SCRIPT_URL,
  });
}

/** Reads Stripe's webhooks. */
export type StripeReader = {
  readonly parse: WebhookParser;
  /** Forgets a tenant's accounts, because they have changed. */
  readonly forget: (tenantId: TenantId) => void;
};

/**
 * Creates the reader of Stripe's webhooks: a message belongs to the account whose secret has signed it. Accounts are remembered; a message that fits none of
 * them has them read again.
 */
export function createStripeReader(loadSettings: (tenantId: TenantId) => Keeping): StripeReader {
  const loadAccounts = async (tenantId: TenantId) => (await loadSettings(tenantId).settings.loadPayments()).accounts;
  const remembered = createTtlCache(loadAccounts, REMEMBERED_MILLIS, systemClock.now);
  const parse: WebhookParser = async (tenantId, rawBody, header) => {
    const { secrets } = loadSettings(tenantId);
    const signature = header('stripe-signature') ?? '';
    const news = parseForAccounts(await remembered.load(tenantId), secrets, rawBody, signature);
    if (news.ok || news.refusal.code !== 'webhook_signature_invalid') return news;
    remembered.forget(tenantId);
    return parseForAccounts(await remembered.load(tenantId), secrets, rawBody, signature);
  };
  return { parse, forget: remembered.forget };
}

function parseForAccounts(
  accounts: Awaited<ReturnType<Keeping['settings']['loadPayments']>>['accounts'],
  secrets: SecretKeeper,
  rawBody: Buffer,
  signature: string,
): Awaited<ReturnType<WebhookParser>> {
  for (const account of accounts) {
    const known = listWebhookSecrets(account).flatMap((sealed) => secrets.open(sealed) ?? []);
    const news = parseStripeWebhook(rawBody, signature, known);
    if (news.ok) return accept({ ...news.value, provider: account.provider });
    if (news.refusal.code !== 'webhook_signature_invalid') return news;
  }
  return refuse('webhook_signature_invalid');
}

/**
 * Stores keys that we have made ourselves (demo, examples, tests) without asking the provider, and takes payments with them when the account is
 * new and no other takes any.
 */
export async function storeOwnKeys({ settings, secrets }: Keeping, keys: PaymentKeys): Promise<void> {
  const mode = /^pk_live_/.test(keys.publishableKey) ? 'live' : 'test';
  const before = await settings.loadPayments();
  await settings.savePaymentAccount({
    mode,
    provider: stripeAccountNames[mode],
    publishableKey: keys.publishableKey,
    sealedSecretKey: secrets.seal(keys.secretKey),
    sealedWebhookSecret: keys.webhookSecret === null ? null : secrets.seal(keys.webhookSecret),
    accountName: null,
    checkedAt: null,
  });
  if (before.mode === null && !before.accounts.some((account) => account.mode === mode)) await settings.savePaymentMode(mode);
}
