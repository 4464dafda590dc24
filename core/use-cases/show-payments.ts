import { maskKey } from '../payment/mask-key.ts';
import { findAccount, listWebhookSecrets } from '../payment/payment-account.ts';
import type { KnownPaymentAccount, PaymentMode, PaymentSettings } from '../payment/payment-account.ts';
import type { PaymentDomain } from '../payment/payment-setup.ts';
import { showWebhook } from '../payment/shown-webhook.ts';
import type { ShownWebhook } from '../payment/shown-webhook.ts';
import type { SettingsPorts } from '../ports/settings-ports.ts';
import type { EpochMillis } from '../time/instant.ts';
import { MINUTE } from '../time/instant.ts';

/** An account as its owner sees it: never a secret, only enough to recognise it. */
export type ShownAccount = {
  readonly publishableKey: string;
  readonly secretKeyHint: string;
  /** Whether the secret key is one with limited permissions. */
  readonly restricted: boolean;
  /** Whether a message of the provider can be known to be genuine. */
  readonly hasWebhookSecret: boolean;
  readonly webhook: ShownWebhook;
  readonly domains: readonly PaymentDomain[];
  readonly accountName: string | null;
  readonly checkedAt: EpochMillis | null;
  /** Whether the service can still open the keys; not when its own secret has changed since they were stored. */
  readonly isReadable: boolean;
};

/** How a tenant takes payments, as its owner sees it. */
export type ShownPayments = {
  readonly mode: PaymentMode | null;
  readonly accounts: Readonly<Record<PaymentMode, ShownAccount | null>>;
  /** Of the account that takes payments; without one, of both. */
  readonly lastWebhookAt: EpochMillis | null;
  /** When a message was refused last, as far as that says something about the keys that are stored now. */
  readonly lastWebhookRefusedAt: EpochMillis | null;
};

/** Shows how a business takes payments, its keys masked. */
export async function showPayments(ports: Pick<SettingsPorts, 'settings' | 'secrets'>): Promise<ShownPayments> {
  const settings = await ports.settings.loadPayments();
  const show = (mode: PaymentMode): ShownAccount | null => {
    const account = findAccount(settings, mode);
    return account === undefined ? null : showAccount(ports, account);
  };
  return {
    mode: settings.mode,
    accounts: { test: show('test'), live: show('live') },
    lastWebhookAt: computeLastWebhook(settings),
    lastWebhookRefusedAt: computeLastRefusal(settings),
  };
}

function showAccount({ secrets }: Pick<SettingsPorts, 'secrets'>, account: KnownPaymentAccount): ShownAccount {
  const { publishableKey, accountName, checkedAt } = account;
  const secretKey = secrets.open(account.sealedSecretKey);
  return {
    ...{ publishableKey, accountName, checkedAt },
    secretKeyHint: maskKey(secretKey ?? ''),
    restricted: secretKey?.startsWith('rk_') ?? false,
    hasWebhookSecret: listWebhookSecrets(account).length > 0,
    webhook: showWebhook(account),
    domains: account.setup?.domains ?? [],
    isReadable: secretKey !== null,
  };
}

function computeLastWebhook(settings: PaymentSettings): EpochMillis | null {
  const heard = settings.accounts
    .filter(({ mode }) => settings.mode === null || mode === settings.mode)
    .flatMap(({ lastWebhookAt }) => lastWebhookAt ?? []);
  return heard.length === 0 ? null : Math.max(...heard);
}

/**
 * What was refused before keys were stored says nothing about them. Nor does what was on its way at that moment: looking at keys
 * makes the provider send messages, which come before the secret that fits them is stored, and come again later.
 */
function computeLastRefusal({ accounts, lastWebhookRefusedAt }: PaymentSettings): EpochMillis | null {
  const storedAt = Math.max(0, ...accounts.flatMap(({ checkedAt }) => checkedAt ?? []));
  return lastWebhookRefusedAt === null || lastWebhookRefusedAt < storedAt + MINUTE ? null : lastWebhookRefusedAt;
}
