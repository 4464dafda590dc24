import { buildConnectLink, createGrant } from '../../adapters/http/grant.ts';
import type { Site, TenantDirectory, TenantId } from '../../core/index.ts';
import type { Configuration } from '../config.ts';
import { ConfigurationError } from '../config.ts';
import { systemClock } from '../system-ports.ts';
import { requireTenant } from './require-tenant.ts';
import { UsageError } from './usage-error.ts';
import type { Desk } from './with-directory.ts';

const NOTE = 'The link connects one website with this business, once, within 7 days. Hand it to nobody but its owner.';

/** `holdfast tenant link TENANT`: another link that connects a website. */
export async function createLink(
  { directory }: Desk,
  [tenant]: readonly string[],
  configuration: Configuration,
): Promise<object> {
  const tenantId = await requireTenant(directory, tenant);
  const publicUrl = findPublicUrl(configuration);
  if (publicUrl === null)
    throw new ConfigurationError(
      'Set HOLDFAST_PUBLIC_URL to the address under which the service is reached, for instance https://bookings.example.com',
    );
  return { tenantId, link: await printLink(directory, publicUrl, tenantId), note: NOTE };
}

/** The link for a new business, or what is missing for one. */
export async function offerLink(directory: TenantDirectory, configuration: Configuration, tenantId: TenantId): Promise<object> {
  const publicUrl = findPublicUrl(configuration);
  return publicUrl === null
    ? { link: null, note: `Set HOLDFAST_PUBLIC_URL, then: holdfast tenant link ${tenantId}` }
    : { link: await printLink(directory, publicUrl, tenantId), note: NOTE };
}

/** `holdfast tenant disconnect TENANT SITE`: the website may speak for the business no more. */
export async function disconnectSite({ directory }: Desk, [tenant, siteId]: readonly string[]): Promise<object> {
  const tenantId = await requireTenant(directory, tenant);
  const connected = (await directory.listSites(tenantId)).filter((site) => site.connectedAt !== null);
  const site = connected.find(({ id }) => id === siteId);
  if (site === undefined) throw new UsageError(`Give the id of a connected site: ${describeSites(connected)}.`);
  await directory.disconnectSite(tenantId, site.id, systemClock.now());
  return { tenantId, disconnected: { siteId: site.id, siteUrl: site.siteUrl } };
}

const describeSites = (sites: readonly Site[]): string =>
  sites.length === 0 ? 'this business has none' : sites.map(({ id, siteUrl }) => `${id} (${siteUrl})`).join(', ');

async function printLink(directory: TenantDirectory, publicUrl: string, tenantId: TenantId): Promise<string> {
  const { text, record } = createGrant(tenantId, null, systemClock.now());
  await directory.insertGrant(record);
  return buildConnectLink(publicUrl, text);
}

/** Where people reach the service. Without a public address it is this machine, if the port is known. */
function findPublicUrl({ HOLDFAST_PUBLIC_URL: url, HOLDFAST_HOST: host, HOLDFAST_PORT, PORT }: Configuration): string | null {
  const port = HOLDFAST_PORT ?? PORT ?? 0;
  if (url !== undefined) return url;
  return port !== 0 && (host === 'localhost' || host.startsWith('127.')) ? `http://${host}:${port}` : null;
}
