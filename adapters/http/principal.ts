import type { Request } from 'express';
import type { ChangeAuthor, Outcome, Refusal, Scope, Site, TenantId } from '../../core/index.ts';
import { accept, isId, refuse } from '../../core/index.ts';
import { isApiKey, verifyApiKey } from './api-key.ts';
import { isSigned } from './bridge-signature.ts';
import type { HttpDependencies } from './dependencies.ts';
import { isManageToken, parseManageToken } from './manage-token.ts';
import type { ManageClaim } from './manage-token.ts';
import { isOriginAllowed } from './origins.ts';
import { nameSender, verifyBridge } from './verify-bridge.ts';
import type { Bridge, SignedRequest } from './verify-bridge.ts';

/** What somebody who is logged in at a site must be able to do there to count as its owner. */
const OWNER_CAPABILITY = 'manage_options';

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

/** Names who changes something for the history; routes for owners alone ask. */
export const nameAuthor = (principal: Principal): ChangeAuthor => {
  if (principal.kind === 'server') return { kind: 'key', id: principal.keyId };
  if (principal.kind === 'administrator')
    return { kind: 'administrator', id: principal.actorId, siteId: principal.bridge.site.id };
  return { kind: 'operator' };
};

/** Who asks, or the refusal and whose try it was. */
export type Finding =
  | { readonly ok: true; readonly value: Principal }
  | { readonly ok: false; readonly refusal: Refusal; readonly countedFor: string };

/**
 * Finds out who asks. Refuses `unauthorized` without any credential or with a wrong one, `origin_not_allowed` for a page that may not, and what
 * `verifyBridge` refuses. A signed request is judged by its signature and by nothing else that it carries.
 */
export async function findPrincipal(dependencies: HttpDependencies, request: Request): Promise<Finding> {
  if (isSigned(request)) return findBridged(dependencies, request);
  const found = await findDirect(dependencies, request);
  return found.ok ? found : { ...found, countedFor: request.ip ?? '' };
}

async function findBridged(dependencies: HttpDependencies, request: Request): Promise<Finding> {
  const verdict = await verifyBridge(dependencies, request);
  if (!verdict.ok) return verdict;
  const { bridge, claim } = verdict.value;
  const address = claim.visitor === '' ? (request.ip ?? '') : claim.visitor;
  const found = nameBridged(dependencies, verdict.value, address);
  return found.ok ? found : { ...found, countedFor: nameSender(claim, bridge.site) };
}

/** The owner's own people first, then a customer with his link, then anybody; without a person it is the site itself. */
function nameBridged(dependencies: HttpDependencies, { bridge, claim }: SignedRequest, address: string): Outcome<Principal> {
  const { tenantId } = bridge.site;
  const { actor, token, visitor } = claim;
  if (actor?.capabilities.includes(OWNER_CAPABILITY) === true)
    return accept({ kind: 'administrator', tenantId, bridge, actorId: actor.id, address });
  if (token !== null) return findCustomer(dependencies, token, bridge.site, address);
  const isSite = visitor === '' && actor === null;
  return accept(isSite ? { kind: 'site', tenantId, bridge, address } : { kind: 'visitor', tenantId, site: bridge.site, address });
}

async function findDirect(dependencies: HttpDependencies, request: Request): Promise<Outcome<Principal>> {
  // Some hosts take the Authorization header away; customers' tokens may come in one of our own.
  const bearer = readBearer(request);
  const token = bearer ?? request.get('holdfast-token') ?? null;
  const address = request.ip ?? '';
  if (bearer !== null && isApiKey(bearer)) {
    const record = await verifyApiKey(dependencies.directory, bearer);
    if (record === null) return refuse('unauthorized');
    return accept({ kind: 'server', tenantId: record.tenantId, keyId: record.keyId, scopes: record.scopes, address });
  }
  const site = await findSite(dependencies, request);
  if (!site.ok) return site;
  if (token !== null) return findCustomer(dependencies, token, site.value, address);
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
  // A page that tells nobody where it is sends its forms with the origin `null`; it says its site in its path, and carries nobody's authority.
  const origin = isPlainPage(request) ? null : (request.get('origin') ?? null);
  const isOwnPage = origin === null || origin === new URL(dependencies.publicUrl).origin;
  if (siteId === null) return isOwnPage ? accept(null) : refuse('origin_not_allowed');
  const site = await dependencies.directory.loadSite(siteId);
  if (site === null) return refuse('unauthorized');
  if (site.siteUrl !== null && site.connectedAt === null) return refuse('site_not_connected');
  return isOwnPage || isOriginAllowed(site, origin) ? accept(site) : refuse('origin_not_allowed');
}

const isPlainPage = ({ path }: Request): boolean => path.startsWith('/plain/');

/** Reads the site id of a request, if it is one: of a plain page in its path, else in its query. */
export function readSiteId(request: Request) {
  const site = isPlainPage(request) ? request.path.split('/')[2] : request.query['site'];
  return typeof site === 'string' && isId('site', site) ? site : null;
}

/** Reads the bearer credential of a request. */
export function readBearer(request: Request): string | null {
  const [scheme, credential, ...rest] = (request.get('authorization') ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && credential !== undefined && rest.length === 0 ? credential : null;
}
