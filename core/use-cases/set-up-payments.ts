import { findAccount } from '../payment/payment-account.ts';
import type { PaymentMode } from '../payment/payment-account.ts';
import { isSetupDue } from '../payment/is-setup-due.ts';
import type { SettingsPorts } from '../ports/settings-ports.ts';
import { registerDomains } from './register-domains.ts';
import { setUpWebhook } from './set-up-webhook.ts';

/** The ports that setting up payments needs. */
export type SetupPorts = Pick<SettingsPorts, 'settings' | 'clock' | 'secrets' | 'registry' | 'findPlaces'>;

/**
 * Sees to it that the provider tells us of an account's payments, and shows wallets on the business's pages: looks at what is registered with the
 * stored key, makes what is missing and stores how it stands. Safe to repeat, to run twice at once, and to be cut off anywhere. What the
 * provider refuses or does not answer is stored as such, not thrown. `replacedSecretKey` is the key that the stored one has
 * replaced: with it an endpoint at another account of the provider is taken away.
 *
 * @see docs/algorithms/payments.md
 */
export async function setUpPayments(
  ports: SetupPorts,
  mode: PaymentMode,
  replacedSecretKey: string | null = null,
): Promise<void> {
  const [payments, places] = await Promise.all([ports.settings.loadPayments(), ports.findPlaces()]);
  const account = findAccount(payments, mode);
  const secretKey = account === undefined ? null : ports.secrets.open(account.sealedSecretKey);
  if (account === undefined || secretKey === null) return;
  const webhook = await setUpWebhook(ports, { account, secretKey, replacedSecretKey, webhooks: places.webhooks });
  // Somebody else has stored other keys or another endpoint meanwhile, and looks after the rest.
  if (webhook === null) return;
  const domains = await registerDomains(ports, secretKey, places.domains, webhook.isSilent);
  const read = { sealedSecretKey: account.sealedSecretKey, endpointId: webhook.value.endpointId };
  await ports.settings.savePaymentSetup(mode, read, { webhook: webhook.value, domains, lookedAt: ports.clock.now() });
}

/** Sets up again what is due of a business's accounts: an address or a domain is new, something has failed or has to go. Asks nobody when nothing is. */
export async function renewPaymentSetup(ports: SetupPorts): Promise<void> {
  const { accounts } = await ports.settings.loadPayments();
  if (accounts.length === 0) return;
  const places = await ports.findPlaces();
  for (const account of accounts) if (isSetupDue(account, places, ports.clock.now())) await setUpPayments(ports, account.mode);
}
