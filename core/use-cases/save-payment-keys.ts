import type { Outcome } from '../errors/refusal.ts';
import { accept, refuse } from '../errors/refusal.ts';
import { maskKey } from '../payment/mask-key.ts';
import { findAccount } from '../payment/payment-account.ts';
import type { PaymentAccount, PaymentKeys, PaymentMode } from '../payment/payment-account.ts';
import type { CheckedKeys } from '../ports/payment-account-checker.ts';
import type { SettingsPorts } from '../ports/settings-ports.ts';
import { beginChange, finishChange } from './confirm-change.ts';
import type { WantedChange } from './confirm-change.ts';
import { setUpPayments } from './set-up-payments.ts';

/**
 * Who changes settings. An `owner` comes over the network, with a login or a key that may be in wrong hands, and so needs a second factor for
 * what moves money or closes him out. An `operator` has the service's own command line and with it everything already.
 */
export type ChangedBy = 'owner' | 'operator';

/** Keys as they are given: what is missing stays as it is stored; a webhook secret of null is forgotten, and an endpoint of ours made instead. */
export type KeysChange = {
  readonly mode: PaymentMode;
  readonly publishableKey: string;
  readonly secretKey?: string | undefined;
  readonly webhookSecret?: string | null | undefined;
  /** The code from the mail, if there is one. */
  readonly confirmation: string | null;
  readonly by: ChangedBy;
};

/**
 * Stores the keys of one account, sealed, once the provider has accepted them. Replacing keys needs a code from the business's mailbox; the first ones
 * of an account do not, nor does a webhook secret where there was none. Then what belongs to them is set up at the provider: its messages, and
 * wallets on the business's pages. How far that went is stored too, and refuses nothing.
 *
 * Refuses `payment_keys_invalid`, `confirmation_required`, `confirmation_invalid`, `confirmation_unavailable`, `rate_limited`;
 * throws the faults of provider and notifier. What is refused changes nothing.
 *
 * @see docs/algorithms/payments.md
 */
export async function savePaymentKeys(ports: SettingsPorts, change: KeysChange): Promise<Outcome<PaymentAccount>> {
  const [business, settings] = await Promise.all([ports.settings.loadBusiness(), ports.settings.loadPayments()]);
  const known = findAccount(settings, change.mode);
  const other = settings.accounts.find(({ mode }) => mode !== change.mode);
  const keys = completeKeys(ports, change, known, other);
  if (!keys.ok) return keys;
  const wanted = change.by === 'operator' ? null : describeReplacement(ports, change.mode, known, keys.value);
  // A code is tried before the provider is asked, so that nobody who guesses makes us ask it; and it is used up only after, so that a
  // provider which is silent at the moment does not cost a code.
  const begun = await beginChange(ports, business, wanted, change.confirmation);
  if (!begun.ok) return begun;
  const checked = await ports.checker.checkKeys(change.mode, keys.value, business.currency);
  if (!checked.ok) return checked;
  const finished = await finishChange(ports, business, begun.value);
  if (!finished.ok) return finished;
  const account = sealAccount(ports, change.mode, keys.value, checked.value);
  await ports.settings.savePaymentAccount(account);
  const replaced = known === undefined ? null : ports.secrets.open(known.sealedSecretKey);
  await setUpPayments(ports, change.mode, replaced === keys.value.secretKey ? null : replaced);
  return accept(account);
}

const sealAccount = (
  { secrets, clock }: SettingsPorts,
  mode: PaymentMode,
  { publishableKey, secretKey, webhookSecret }: PaymentKeys,
  { provider, accountName }: CheckedKeys,
): PaymentAccount => ({
  ...{ mode, provider, publishableKey, accountName },
  sealedSecretKey: secrets.seal(secretKey),
  sealedWebhookSecret: webhookSecret === null ? null : secrets.seal(webhookSecret),
  checkedAt: clock.now(),
});

/** Fills in what is stored for what was not given, and checks what can be seen without the provider. */
function completeKeys(
  ports: SettingsPorts,
  change: KeysChange,
  known: PaymentAccount | undefined,
  other: PaymentAccount | undefined,
): Outcome<PaymentKeys> {
  const secretKey = change.secretKey ?? (known === undefined ? null : ports.secrets.open(known.sealedSecretKey));
  if (secretKey === null) {
    const message = known === undefined ? 'is missing' : 'can no longer be read as it is stored; enter it again';
    return refuse('payment_keys_invalid', { reason: 'missing', errors: [{ path: 'secretKey', message }] });
  }
  const webhookSecret = change.webhookSecret === undefined ? openWebhookSecret(ports, known) : change.webhookSecret;
  // By its secret a message is told to be of one account; with the same for both it would be taken for the other's.
  if (webhookSecret !== null && webhookSecret === openWebhookSecret(ports, other)) {
    const message = 'is that of your other account; each webhook endpoint at the provider has its own';
    return refuse('payment_keys_invalid', { reason: 'used_by_other_account', errors: [{ path: 'webhookSecret', message }] });
  }
  return accept({ publishableKey: change.publishableKey, secretKey, webhookSecret });
}

const openWebhookSecret = ({ secrets }: SettingsPorts, known: PaymentAccount | undefined): string | null =>
  known === undefined || known.sealedWebhookSecret === null ? null : secrets.open(known.sealedWebhookSecret);

/** Describes what would be replaced, or null when nothing is: there is no account yet, or all stays but a webhook secret that comes new. */
function describeReplacement(
  ports: SettingsPorts,
  mode: PaymentMode,
  known: PaymentAccount | undefined,
  keys: PaymentKeys,
): WantedChange | null {
  if (known === undefined) return null;
  const isSameKey = known.publishableKey === keys.publishableKey;
  const isSameSecret = ports.secrets.open(known.sealedSecretKey) === keys.secretKey;
  const isSameWebhook = known.sealedWebhookSecret === null || openWebhookSecret(ports, known) === keys.webhookSecret;
  if (isSameKey && isSameSecret && isSameWebhook) return null;
  const words = [
    ...(isSameKey ? [] : [`Publishable key: ${maskKey(keys.publishableKey)} instead of ${maskKey(known.publishableKey)}`]),
    ...(isSameSecret ? [] : [`Secret key: ${maskKey(keys.secretKey)}`]),
    ...(isSameWebhook ? [] : [`Webhook secret: ${keys.webhookSecret === null ? 'removed' : maskKey(keys.webhookSecret)}`]),
  ];
  const account = mode === 'live' ? 'that takes real payments' : 'for tests';
  return {
    action: `payment_keys_${mode}`,
    parts: [keys.publishableKey, keys.secretKey, keys.webhookSecret ?? ''],
    words: [`Other keys for the payment account ${account}.`, ...words],
  };
}
