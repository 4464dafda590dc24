import { migrate } from '../../adapters/postgres/migrate.ts';
import { createStripeClient } from '../../adapters/stripe/create-stripe-client.ts';
import { callStripe } from '../../adapters/stripe/call-stripe.ts';
import { Fault, listWebhookSecrets } from '../../core/index.ts';
import type { KnownPaymentAccount, SecretKeeper, TenantId } from '../../core/index.ts';
import { readConfiguration, requireDatabaseUrl, requireSecret } from '../config.ts';
import type { Configuration } from '../config.ts';
import { checkCalendarAccount, checkCalendars } from './check-calendars.ts';
import { runDoctorPayments } from './doctor-payments.ts';
import { finding } from './finding.ts';
import type { Finding } from './finding.ts';
import { UsageError } from './usage-error.ts';
import { withDirectory } from './with-directory.ts';
import type { Desk } from './with-directory.ts';

/** `holdfast doctor`: looks at everything the service needs and says what to do about what is wrong. Exit code 1 when something is. */
export async function runDoctor(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const [subject, ...rest] = args;
  if (subject === 'payments') return runDoctorPayments(rest, environment);
  if (subject !== undefined) throw new UsageError('doctor takes nothing, or payments.');
  const findings = await examine(readConfiguration(environment));
  for (const { check, state, message } of findings) process.stdout.write(`${state.padEnd(5)} ${check}: ${message}\n`);
  return findings.some(({ state }) => state === 'bad') ? 1 : 0;
}

async function examine(configuration: Configuration): Promise<readonly Finding[]> {
  const calendars = await checkCalendarAccount(configuration);
  const first = [
    attempt('secret', () => requireSecret(configuration), 'is set'),
    checkMail(configuration),
    checkAddress(configuration),
    calendars.found,
  ];
  const database = await checkDatabase(configuration);
  if (database.state === 'bad' || configuration.HOLDFAST_SECRET === undefined) return [...first, database];
  const tenants = await withDirectory(configuration, async ({ directory, openPorts, openSettings }) => {
    const all = await directory.listTenants();
    const findings = await Promise.all(
      all.map(async ({ id, name }) => [
        ...(await checkTenant(configuration, openSettings, id, name)),
        ...(await checkCalendars(calendars.account, `${name} (${id})`, await openPorts(id).catalog.loadCatalog())),
      ]),
    );
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
  openSettings: Desk['openSettings'],
  id: TenantId,
  name: string,
): Promise<readonly Finding[]> {
  const { settings, secrets } = openSettings(id);
  const { accounts, mode } = await settings.loadPayments();
  const check = `${name} (${id})`;
  if (accounts.length === 0) return [finding(check, 'note', 'takes no online payments: holdfast tenant stripe')];
  const findings = await Promise.all(accounts.map((account) => checkAccount(configuration, secrets, check, account)));
  const choice =
    mode === null ? [finding(check, 'note', 'has keys but takes no online payments: holdfast tenant payments TENANT live')] : [];
  return [...findings.flat(), ...choice];
}

async function checkAccount(
  configuration: Configuration,
  secrets: SecretKeeper,
  check: string,
  account: KnownPaymentAccount,
): Promise<readonly Finding[]> {
  const { mode, sealedSecretKey, setup } = account;
  const secretKey = secrets.open(sealedSecretKey);
  const again = 'store them again: holdfast tenant stripe';
  if (secretKey === null)
    return [finding(check, 'bad', `HOLDFAST_SECRET is not the one that its ${mode} Stripe keys were stored with; ${again}`)];
  try {
    const client = createStripeClient({ secretKey, apiBase: configuration.STRIPE_API_BASE });
    await callStripe(() => client.paymentIntents.list({ limit: 1 }));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [finding(check, 'bad', `its ${mode} Stripe keys do not work (${error.message}); ${again}`)];
  }
  return [
    finding(check, 'ok', `its Stripe keys work (${mode})`),
    ...(listWebhookSecrets(account).length === 0
      ? [
          finding(
            check,
            'note',
            `Stripe does not tell of its ${mode} payments (${setup?.webhook.state ?? 'waiting'}): they are found by looking, which takes longer; holdfast tenant payments`,
          ),
        ]
      : []),
    ...(setup?.domains ?? [])
      .filter(({ state }) => state !== 'active' && state !== 'not_reachable')
      .map(({ domainName, state, detail }) =>
        finding(check, 'note', `no Apple Pay or Google Pay on ${domainName} (${state}${detail === null ? '' : `: ${detail}`})`),
      ),
  ];
}
