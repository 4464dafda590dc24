import { migrate } from '../../adapters/postgres/migrate.ts';
import { createStripeClient } from '../../adapters/stripe/create-stripe-client.ts';
import { callStripe } from '../../adapters/stripe/call-stripe.ts';
import { Fault } from '../../core/index.ts';
import type { TenantDirectory, TenantId } from '../../core/index.ts';
import { readConfiguration, requireDatabaseUrl, requireSecret } from '../config.ts';
import type { Configuration } from '../config.ts';
import { openSecretKey, openWebhookSecret } from '../payment-accounts.ts';
import { withDirectory } from './with-directory.ts';

/** One thing that was looked at. `bad` makes the command fail; `note` is worth knowing. */
type Finding = { readonly check: string; readonly state: 'ok' | 'note' | 'bad'; readonly message: string };

const finding = (check: string, state: Finding['state'], message: string): Finding => ({ check, state, message });

/** `holdfast doctor`: looks at everything the service needs and says what to do about what is wrong. Exit code 1 when something is. */
export async function runDoctor(_args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const findings = await examine(readConfiguration(environment));
  for (const { check, state, message } of findings) process.stdout.write(`${state.padEnd(5)} ${check}: ${message}\n`);
  return findings.some(({ state }) => state === 'bad') ? 1 : 0;
}

async function examine(configuration: Configuration): Promise<readonly Finding[]> {
  const first = [
    attempt('secret', () => requireSecret(configuration), 'is set'),
    checkMail(configuration),
    checkAddress(configuration),
  ];
  const database = await checkDatabase(configuration);
  if (database.state === 'bad') return [...first, database];
  const tenants = await withDirectory(configuration, async ({ directory }) => {
    const all = await directory.listTenants();
    const findings = await Promise.all(all.map(({ id, name }) => checkTenant(configuration, directory, id, name)));
    return findings.length === 0 ? [finding('tenants', 'note', 'there is none yet: holdfast tenant create')] : findings.flat();
  });
  return [...first, database, ...tenants];
}

function attempt(check: string, look: () => unknown, fine: string): Finding {
  try {
    look();
    return finding(check, 'ok', fine);
  } catch (error) {
    return finding(check, 'bad', error instanceof Error ? error.message : String(error));
  }
}

function checkMail({ HOLDFAST_SMTP_URL: smtp, HOLDFAST_MAIL_DIRECTORY: directory }: Configuration): Finding {
  if (smtp !== undefined) return finding('mail', 'ok', 'is sent by SMTP');
  if (directory !== undefined) return finding('mail', 'note', `is only kept in ${directory}; set HOLDFAST_SMTP_URL to send it`);
  return finding('mail', 'bad', 'set HOLDFAST_SMTP_URL');
}

function checkAddress({ HOLDFAST_PUBLIC_URL: url }: Configuration): Finding {
  if (url === undefined)
    return finding('public address', 'note', 'HOLDFAST_PUBLIC_URL is not set; links in mails point to this machine');
  return url.startsWith('https://')
    ? finding('public address', 'ok', url)
    : finding('public address', 'note', `${url} is not https`);
}

async function checkDatabase(configuration: Configuration): Promise<Finding> {
  try {
    await migrate(requireDatabaseUrl(configuration));
    return finding('database', 'ok', 'is reachable and its schema is up to date');
  } catch (error) {
    return finding('database', 'bad', error instanceof Error ? error.message : String(error));
  }
}

async function checkTenant(
  configuration: Configuration,
  directory: TenantDirectory,
  id: TenantId,
  name: string,
): Promise<readonly Finding[]> {
  const check = `${name} (${id})`;
  const account = await directory.loadPaymentAccount(id);
  if (account === null) return [finding(check, 'note', 'takes no online payments: holdfast tenant stripe')];
  try {
    const client = createStripeClient({
      secretKey: openSecretKey(configuration, account),
      apiBase: configuration.STRIPE_API_BASE,
    });
    await callStripe(() => client.paymentIntents.list({ limit: 1 }));
  } catch (error) {
    const reason = error instanceof Fault ? error.message : 'HOLDFAST_SECRET is not the one that the keys were stored with';
    return [finding(check, 'bad', `its Stripe keys do not work (${reason}); store them again: holdfast tenant stripe`)];
  }
  const hasWebhook = openWebhookSecret(configuration, account) !== null;
  return [
    finding(check, 'ok', 'its Stripe keys work'),
    ...(hasWebhook ? [] : [finding(check, 'note', 'has no webhook secret: payments are found by looking, which takes longer')]),
  ];
}
