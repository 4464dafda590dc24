import type { Request } from 'express';
import type { KeyId, Outcome, Scope, Site, TenantId } from '../../core/index.ts';
import { accept, isId, refuse } from '../../core/index.ts';
import { isApiKey, verifyApiKey } from './api-key.ts';
import type { HttpDependencies } from './dependencies.ts';
import { isManageToken, parseManageToken } from './manage-token.ts';
import type { ManageClaim } from './manage-token.ts';
import { isOriginAllowed } from './origins.ts';

/** A connected site that speaks for somebody, with the key it signed with. */
export type Bridge = { readonly site: Site; readonly keyId: KeyId };

/**
 * Who asks: a server with a key, an administrator of a connected site, a customer with the link to an order, a visitor of a site, or a connected
 * site itself. All of them belong to one tenant. `address` is that of the person, also when a site forwards: limits count it.
 */
export type Principal = Asking & { readonly address: string };

type Asking =
  | { readonly kind: 'server'; readonly tenantId: TenantId; readonly keyId: string; readonly scopes: readonly Scope[] }
  | { readonly kind: 'administrator'; readonly tenantId: TenantId; readonly bridge: Bridge; readonly actorId: string }
  | { readonly kind: 'customer'; readonly tenantId: TenantId; readonly claim: ManageClaim }
  | { readonly kind: 'visitor'; readonly tenantId: TenantId; readonly site: Site }
  | { readonly kind: 'site'; readonly tenantId: TenantId; readonly bridge: Bridge };

/** Whether somebody runs the business, and so sees and may do everything of it; for a server its scopes still count. */
export const isOwner = ({ kind }: Pick<Principal, 'kind'>): boolean => kind === 'server' || kind === 'administrator';

/** Finds out who asks. Refuses `unauthorized` without any credential or with a wrong one, `origin_not_allowed` for a page that may not. */
export async function findPrincipal(dependencies: HttpDependencies, request: Request): Promise<Outcome<Principal>> {
  const credential = readBearer(request);
  const address = request.ip ?? '';
  if (credential !== null && isApiKey(credential)) {
    const record = await verifyApiKey(dependencies.directory, credential);
    if (record === null) return refuse('unauthorized');
    return accept({ kind: 'server', tenantId: record.tenantId, keyId: record.keyId, scopes: record.scopes, address });
  }
  const site = await findSite(dependencies, request);
  if (!site.ok) return site;
  if (credential !== null) return findCustomer(dependencies, credential, site.value, address);
  return site.value === null
    ? refuse('unauthorized')
    : accept({ kind: 'visitor', tenantId: site.value.tenantId, site: site.value, address });
}

function findCustomer(
  dependencies: HttpDependencies,
  credential: string,
  site: Site | null,
  address: string,
): Outcome<Principal> {
  const claim = isManageToken(credential) ? parseManageToken(credential, dependencies.keys.manageToken) : null;
  // A token that does not belong to the site's tenant is nobody's here.
  if (claim === null || (site !== null && site.tenantId !== claim.tenantId)) return refuse('unauthorized');
  return accept({ kind: 'customer', tenantId: claim.tenantId, claim, address });
}

/** Finds the site that a page names, and checks that the page may. Null when none is named and the page is the service's own. */
async function findSite(dependencies: HttpDependencies, request: Request): Promise<Outcome<Site | null>> {
  const siteId = readSiteId(request);
  const origin = request.get('origin') ?? null;
  const isOwnPage = origin === null || origin === new URL(dependencies.publicUrl).origin;
  if (siteId === null) return isOwnPage ? accept(null) : refuse('origin_not_allowed');
  const site = await dependencies.directory.loadSite(siteId);
  if (site === null) return refuse('unauthorized');
  return isOwnPage || isOriginAllowed(site, origin) ? accept(site) : refuse('origin_not_allowed');
}

/** Reads the site id of a request, if it is one. */
export function readSiteId(request: Request) {
  const { site } = request.query;
  return typeof site === 'string' && isId('site', site) ? site : null;
}

/** Reads the bearer credential of a request. */
export function readBearer(request: Request): string | null {
  const [scheme, credential, ...rest] = (request.get('authorization') ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && credential !== undefined && rest.length === 0 ? credential : null;
}
