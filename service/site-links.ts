import { signManageToken } from '../adapters/http/manage-token.ts';
import type { LinkBuilder, Site, TenantDirectory, TenantId } from '../core/index.ts';

/** Finds the website that mails of a business point to: of those that are connected, the one that was connected last. */
export async function findConnectedSite(directory: TenantDirectory, tenantId: TenantId): Promise<Site | null> {
  const sites = await directory.listSites(tenantId);
  const [newest] = sites.filter(isConnected).toSorted((a, b) => (b.connectedAt ?? 0) - (a.connectedAt ?? 0));
  return newest ?? null;
}

const isConnected = ({ connectedAt, manageUrl }: Site): boolean => connectedAt !== null && manageUrl !== null;

/** What links are made of. `site` is the connected website, if there is one; else the service's own page is meant. */
export type LinkSources = {
  readonly tenantId: TenantId;
  readonly publicUrl: string;
  readonly site: Site | null;
  readonly bookingPageUrl: string | null;
  readonly manageKey: Buffer;
};

/** Builds the links of one business's mails. The customer's token stands in the fragment, which never reaches a server's log. */
export function createLinkBuilder({ tenantId, publicUrl, site, bookingPageUrl, manageKey }: LinkSources): LinkBuilder {
  const managePage = site?.manageUrl ?? `${publicUrl}/manage`;
  return {
    manageUrl: ({ id: orderId, manageVersion, bookings }) =>
      `${managePage}#${signManageToken({ tenantId, orderId, manageVersion }, manageKey)}&${bookings[0]?.id ?? ''}`,
    bookingPageUrl: () => site?.bookingPageUrl ?? bookingPageUrl,
  };
}
