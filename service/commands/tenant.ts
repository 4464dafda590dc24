import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createApiKey } from '../../adapters/http/api-key.ts';
import { parseCatalogDocument } from '../../adapters/http/schemas/catalog.ts';
import { renewPaymentSetup, saveCatalog } from '../../core/index.ts';
import type { Scope, SettingsPorts, TenantId } from '../../core/index.ts';
import { ConfigurationError, readConfiguration } from '../config.ts';
import type { Configuration } from '../config.ts';
import { randomIds, systemClock } from '../system-ports.ts';
import { businessOptions, changeTenant, choosePayments, requireRightBusiness, saveStripe } from './tenant-settings.ts';
import { createLink, disconnectSite, offerLink } from './tenant-connection.ts';
import { requireTenant } from './require-tenant.ts';
import { UsageError } from './usage-error.ts';
import { withDirectory } from './with-directory.ts';
import type { Desk } from './with-directory.ts';

type Action = (
  desk: Desk,
  args: readonly string[],
  configuration: Configuration,
  environment: NodeJS.ProcessEnv,
) => Promise<object>;

const actions: Readonly<Record<string, Action>> = {
  create: createTenant,
  link: createLink,
  disconnect: disconnectSite,
  list: async ({ directory }) => ({ tenants: await directory.listTenants() }),
  key: createKey,
  site: createSite,
  change: withSettings(changeTenant),
  stripe: withSettings(saveStripe),
  payments: withSettings(choosePayments),
  catalog: showOrSaveCatalog,
};

type SettingsAction = (settings: SettingsPorts, args: readonly string[], environment: NodeJS.ProcessEnv) => Promise<object>;

/** An action on the settings of the tenant that comes first. */
function withSettings(act: SettingsAction): Action {
  return async ({ directory, openSettings }, [tenant, ...args], _configuration, environment) => {
    const tenantId = await requireTenant(directory, tenant);
    return { tenantId, ...(await act(openSettings(tenantId), args, environment)) };
  };
}

/** `holdfast tenant …`: businesses, their keys, sites, payment accounts and catalogues. Prints JSON. */
export async function runTenant(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const [name, ...rest] = args;
  const action = name !== undefined && Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined)
    throw new UsageError('tenant takes create, change, list, link, disconnect, key, site, stripe, payments or catalog.');
  const configuration = readConfiguration(environment);
  const answer = await withDirectory(configuration, (desk) => action(desk, rest, configuration, environment));
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  return 0;
}

async function createTenant({ directory }: Desk, args: readonly string[], configuration: Configuration): Promise<object> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: businessOptions });
  const [name] = positionals;
  if (name === undefined || name.trim() === '')
    throw new UsageError('Give the name of the business: holdfast tenant create "Salon Åsa"');
  const business = {
    id: randomIds.next('ten'),
    name,
    timeZone: values['time-zone'] ?? 'UTC',
    locale: values.locale ?? 'en',
    currency: values.currency ?? null,
    email: values.email ?? null,
    phone: values.phone ?? null,
  };
  requireRightBusiness(business);
  const isGuessed = { timeZone: values['time-zone'] === undefined, locale: values.locale === undefined };
  const guessed = (['timeZone', 'locale'] as const).filter((field) => isGuessed[field]);
  await directory.createTenant(business, systemClock.now(), guessed);
  return { tenant: business, ...(await offerLink(directory, configuration, business.id)) };
}

async function createKey({ directory }: Desk, args: readonly string[]): Promise<object> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { name: { type: 'string', default: 'key' }, scopes: { type: 'string', default: 'bookings' } },
  });
  const tenantId = await requireTenant(directory, positionals[0]);
  const scopes = values.scopes.split(',').map(parseScope);
  const key = createApiKey(tenantId, values.name, scopes, systemClock.now());
  await directory.insertApiKey(key.record);
  return { apiKey: key.text, keyId: key.record.keyId, scopes, note: 'It is shown only this once.' };
}

async function createSite({ directory, openSettings }: Desk, args: readonly string[]): Promise<object> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { origins: { type: 'string' } },
  });
  const tenantId = await requireTenant(directory, positionals[0]);
  if (values.origins === undefined)
    throw new UsageError('Give --origins with the addresses of the website, for instance https://example.com');
  const site = { id: randomIds.next('site'), tenantId, allowedOrigins: values.origins.split(',').map(parseOrigin) };
  await directory.saveSite(site);
  await registerOrigins(openSettings, tenantId);
  return { site };
}

/** Wallets are shown only on domains that the payment provider knows. Where the service's secret is not given, the service does it within the hour. */
async function registerOrigins(openSettings: Desk['openSettings'], tenantId: TenantId): Promise<void> {
  try {
    await renewPaymentSetup(openSettings(tenantId));
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
  }
}

async function showOrSaveCatalog({ directory, openPorts }: Desk, args: readonly string[]): Promise<object> {
  const [tenant, file] = args;
  const tenantId = await requireTenant(directory, tenant);
  const ports = openPorts(tenantId);
  if (file === undefined) return ports.catalog.loadDocument();
  const saved = await saveCatalog(ports, parseCatalogDocument(JSON.parse(await readFile(file, 'utf8'))));
  if (!saved.ok) throw new UsageError(`The catalogue has mistakes: ${JSON.stringify(saved.refusal.details['errors'], null, 2)}`);
  return { saved: true, ...saved.value };
}

function parseScope(scope: string): Scope {
  if (scope === 'bookings' || scope === 'admin') return scope;
  throw new UsageError(`"${scope}" is not a scope; there are bookings and admin.`);
}

function parseOrigin(text: string): string {
  const origin = text.trim();
  const isOrigin = URL.canParse(origin) && new URL(origin).origin === origin;
  if (isOrigin || /^http:\/\/(localhost|127\.0\.0\.1):\*$/.test(origin)) return origin;
  throw new UsageError(`"${origin}" is not an origin; write it like https://example.com, without a path.`);
}
