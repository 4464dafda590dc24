import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createApiKey } from '../../adapters/http/api-key.ts';
import { parseCatalogDocument } from '../../adapters/http/schemas/catalog.ts';
import { isId, isTimeZone, saveCatalog } from '../../core/index.ts';
import type { Scope, TenantDirectory, TenantId } from '../../core/index.ts';
import { readConfiguration } from '../config.ts';
import type { Configuration } from '../config.ts';
import { saveStripeKeys } from '../payment-accounts.ts';
import { randomIds, systemClock } from '../system-ports.ts';
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
  list: async ({ directory }) => ({ tenants: await directory.listTenants() }),
  key: createKey,
  site: createSite,
  stripe: saveStripe,
  catalog: showOrSaveCatalog,
};

/** `holdfast tenant …`: businesses, their keys, sites, payment accounts and catalogues. Prints JSON. */
export async function runTenant(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const [name, ...rest] = args;
  const action = name !== undefined && Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) throw new UsageError('tenant takes create, list, key, site, stripe or catalog.');
  const configuration = readConfiguration(environment);
  const answer = await withDirectory(configuration, (desk) => action(desk, rest, configuration, environment));
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  return 0;
}

async function createTenant({ directory }: Desk, args: readonly string[]): Promise<object> {
  const option = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'time-zone': option, email: option, phone: option, locale: { ...option, default: 'en' } },
  });
  const [name] = positionals;
  const timeZone = values['time-zone'];
  if (name === undefined || name.trim() === '')
    throw new UsageError('Give the name of the business: holdfast tenant create "Salon Åsa" --time-zone Europe/Stockholm');
  if (timeZone === undefined || !isTimeZone(timeZone))
    throw new UsageError('Give --time-zone as an IANA time zone such as Europe/Stockholm.');
  const business = {
    id: randomIds.next('ten'),
    name,
    timeZone,
    locale: values.locale,
    email: values.email ?? null,
    phone: values.phone ?? null,
  };
  await directory.createTenant(business, systemClock.now());
  return { tenant: business };
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

async function createSite({ directory }: Desk, args: readonly string[]): Promise<object> {
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
  return { site };
}

async function saveStripe(
  { directory }: Desk,
  args: readonly string[],
  configuration: Configuration,
  environment: NodeJS.ProcessEnv,
): Promise<object> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'publishable-key': { type: 'string' } },
  });
  const tenantId = await requireTenant(directory, positionals[0]);
  const publishableKey = values['publishable-key'];
  const secretKey = environment['STRIPE_SECRET_KEY'];
  if (publishableKey === undefined || secretKey === undefined) {
    throw new UsageError(
      'Give --publishable-key, and the secret key in STRIPE_SECRET_KEY (so that it does not end in the shell’s history); STRIPE_WEBHOOK_SECRET if there is one.',
    );
  }
  await saveStripeKeys(directory, configuration, tenantId, {
    publishableKey,
    secretKey,
    webhookSecret: environment['STRIPE_WEBHOOK_SECRET'] ?? null,
  });
  return { tenantId, provider: 'stripe', publishableKey, secretKey: `${secretKey.slice(0, 8)}…${secretKey.slice(-4)}` };
}

async function showOrSaveCatalog({ directory, openPorts }: Desk, args: readonly string[]): Promise<object> {
  const [tenant, file] = args;
  const tenantId = await requireTenant(directory, tenant);
  const ports = openPorts(tenantId);
  if (file === undefined) return ports.catalog.loadDocument();
  const saved = await saveCatalog(ports, parseCatalogDocument(JSON.parse(await readFile(file, 'utf8'))));
  if (!saved.ok) throw new UsageError(`The catalogue has mistakes: ${JSON.stringify(saved.refusal.details['errors'], null, 2)}`);
  return { saved: true, conflicts: saved.value.conflicts };
}

async function requireTenant(directory: TenantDirectory, id: string | undefined): Promise<TenantId> {
  if (id === undefined || !isId('ten', id) || (await directory.loadTenant(id)) === null) {
    throw new UsageError('Give the id of a tenant; holdfast tenant list shows them.');
  }
  return id;
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
