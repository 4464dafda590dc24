import type {
  Business,
  ConnectCode,
  ConnectionDirectory,
  EpochMillis,
  KeyId,
  Site,
  SiteConnection,
  SiteId,
  SiteKey,
  SitePages,
  SiteProposal,
  TenantId,
} from '../../core/index.ts';
import { copyFrozen } from './copy-frozen.ts';
import type { MemoryDatabase, MemoryTenant } from './memory-database.ts';
import { isSameEmail } from './replace-business.ts';
import { respond } from './respond.ts';

/** How many tries a code has. */
const MAXIMUM_TRIES = 5;

/** Builds the part of the directory that knows which sites speak for which business, in memory. */
export function createMemoryConnectionDirectory(database: MemoryDatabase): ConnectionDirectory {
  return { ...buildSitePart(database), ...buildKeyPart(database), ...buildCodePart(database) };
}

type Sites = 'insertGrant' | 'connectSite' | 'disconnectSite' | 'recordTick';

function buildSitePart(database: MemoryDatabase): Pick<ConnectionDirectory, Sites> {
  return {
    insertGrant: (grant) =>
      respond(() => {
        const { grants } = requireTenant(database, grant.tenantId);
        if (grants.has(grant.digest)) throw new TypeError('the grant exists already');
        grants.set(grant.digest, { grant: copyFrozen(grant), isUsed: false });
      }),
    connectSite: (connection) => respond(() => connectSite(database, connection)),
    disconnectSite: (tenantId, siteId, now) =>
      respond(() => {
        const tenant = database.tenants.get(tenantId);
        const site = tenant?.sites.get(siteId);
        if (tenant === undefined || site === undefined || site.connectedAt === null) return false;
        tenant.sites.set(siteId, copyFrozen({ ...site, connectedAt: null }));
        endKeys(tenant, siteId, now);
        return true;
      }),
    recordTick: (tenantId, siteId, now, pages) =>
      respond(() => {
        const sites = database.tenants.get(tenantId)?.sites;
        const site = sites?.get(siteId);
        if (site !== undefined) sites?.set(siteId, copyFrozen({ ...site, ...listGiven(pages), lastTickAt: now }));
      }),
  };
}

const listGiven = ({ manageUrl, bookingPageUrl }: Partial<SitePages>): Partial<SitePages> => ({
  ...(manageUrl === undefined ? {} : { manageUrl }),
  ...(bookingPageUrl === undefined ? {} : { bookingPageUrl }),
});

function connectSite(database: MemoryDatabase, connection: SiteConnection): { site: Site; business: Business } | null {
  const { grantDigest, siteUrl, publicKey, now, keyId, newSiteId, manageUrl, bookingPageUrl, allowedOrigins } = connection;
  const found = database.tenants.entries().find(([, tenant]) => tenant.grants.has(grantDigest));
  if (found === undefined) return null;
  const [tenantId, tenant] = found;
  const entry = tenant.grants.get(grantDigest);
  if (entry === undefined || entry.isUsed || entry.grant.expiresAt <= now || tenant.business === null) return null;
  const { boundTo } = entry.grant;
  if (boundTo !== null && (boundTo.siteUrl !== siteUrl || boundTo.publicKey !== publicKey)) return null;
  tenant.grants.set(grantDigest, { ...entry, isUsed: true });
  const known = tenant.sites.values().find((site) => site.siteUrl === siteUrl);
  const fresh = { id: newSiteId, tenantId, allowedOrigins, siteUrl, lastTickAt: null };
  const site = copyFrozen<Site>({ ...(known ?? fresh), manageUrl, bookingPageUrl, connectedAt: now });
  tenant.sites.set(site.id, site);
  endKeys(tenant, site.id, now);
  const key: SiteKey = { tenantId, siteId: site.id, keyId, publicKey, createdAt: now, expiresAt: null };
  tenant.siteKeys.set(keyId, copyFrozen(key));
  tenant.changes += 1;
  tenant.business = copyFrozen(adoptProposal(tenant, tenant.business, connection.proposal));
  return { site, business: tenant.business };
}

/** Takes over what the site says where nobody has said it better. */
function adoptProposal(tenant: MemoryTenant, business: Business, proposal: SiteProposal): Business {
  const adopt = (field: 'timeZone' | 'locale'): string =>
    tenant.guessed.has(field) ? (proposal[field] ?? business[field]) : business[field];
  const adopted = {
    ...business,
    timeZone: adopt('timeZone'),
    locale: adopt('locale'),
    currency: business.currency ?? proposal.currency,
    email: business.email ?? proposal.email,
  };
  if (adopted.email !== business.email) tenant.emailProven = false;
  for (const field of ['timeZone', 'locale'] as const) if (proposal[field] !== null) tenant.guessed.delete(field);
  return adopted;
}

/** No key of the site opens anything after the instant. */
function endKeys(tenant: MemoryTenant, siteId: SiteId, at: EpochMillis): void {
  for (const key of tenant.siteKeys.values()) {
    const isLater = key.expiresAt === null || key.expiresAt > at;
    if (key.siteId === siteId && isLater) tenant.siteKeys.set(key.keyId, copyFrozen({ ...key, expiresAt: at }));
  }
}

type Keys = 'findSiteKey' | 'listSiteKeys' | 'replaceSiteKey' | 'takeNonce' | 'pruneConnections';

function buildKeyPart(database: MemoryDatabase): Pick<ConnectionDirectory, Keys> {
  return {
    findSiteKey: (keyId) =>
      respond(() => {
        const tenant = database.tenants.values().find(({ siteKeys }) => siteKeys.has(keyId));
        const key = tenant?.siteKeys.get(keyId);
        const site = key === undefined ? undefined : tenant?.sites.get(key.siteId);
        return key === undefined || site === undefined ? null : { key, site };
      }),
    listSiteKeys: (tenantId, siteId) =>
      respond(() =>
        [...(database.tenants.get(tenantId)?.siteKeys.values() ?? [])]
          .filter((key) => key.siteId === siteId)
          .toSorted((a, b) => b.createdAt - a.createdAt || (a.keyId < b.keyId ? -1 : 1)),
      ),
    replaceSiteKey: (key, wishedBy, othersEnd) => respond(() => replaceSiteKey(database, key, wishedBy, othersEnd)),
    takeNonce: (tenantId, keyId, nonce, now) =>
      respond(() => {
        const { nonces } = requireTenant(database, tenantId);
        const name = `${keyId}/${nonce}`;
        if (nonces.has(name)) return false;
        nonces.set(name, now);
        return true;
      }),
    pruneConnections: (before) =>
      respond(() => {
        for (const { nonces, connectCodes } of database.tenants.values()) {
          for (const [name, seenAt] of nonces) if (seenAt < before.nonces) nonces.delete(name);
          for (const [id, { code }] of connectCodes) if (code.createdAt < before.codes) connectCodes.delete(id);
        }
      }),
  };
}

function replaceSiteKey(database: MemoryDatabase, key: SiteKey, wishedBy: KeyId, othersEnd: EpochMillis): KeyId | null {
  const tenant = database.tenants.get(key.tenantId);
  const site = tenant?.sites.get(key.siteId);
  if (tenant === undefined || site === undefined || site.connectedAt === null) return null;
  const inForce = [...tenant.siteKeys.values()].filter(({ siteId, expiresAt }) => siteId === key.siteId && expiresAt === null);
  const same = inForce.find(({ publicKey }) => publicKey === key.publicKey);
  if (same !== undefined) return same.keyId;
  if (!inForce.some(({ keyId }) => keyId === wishedBy)) return null;
  endKeys(tenant, key.siteId, othersEnd);
  tenant.siteKeys.set(key.keyId, copyFrozen(key));
  return key.keyId;
}

type Codes = 'listTenantsByEmail' | 'insertConnectCode' | 'countConnectCodes' | 'tryConnectCode';

function buildCodePart(database: MemoryDatabase): Pick<ConnectionDirectory, Codes> {
  return {
    listTenantsByEmail: (email) =>
      respond(() =>
        [...database.tenants]
          .toSorted(([idA, a], [idB, b]) => a.createdAt - b.createdAt || (idA < idB ? -1 : 1))
          .flatMap(([, { business, emailProven }]) =>
            business !== null && emailProven && isSameEmail(business.email, email) ? [business] : [],
          ),
      ),
    insertConnectCode: (code) =>
      respond(() => {
        const { connectCodes } = requireTenant(database, code.tenantId);
        connectCodes.set(code.requestId, { code: copyFrozen<ConnectCode>(code), tries: 0, isUsed: false });
      }),
    countConnectCodes: (tenantId, since) =>
      respond(
        () =>
          [...(database.tenants.get(tenantId)?.connectCodes.values() ?? [])].filter(({ code }) => code.createdAt >= since).length,
      ),
    tryConnectCode: (requestId, digest, now) =>
      respond(() => {
        const codes = database.tenants.values().find(({ connectCodes }) => connectCodes.has(requestId))?.connectCodes;
        const entry = codes?.get(requestId);
        if (entry === undefined || entry.isUsed || entry.tries >= MAXIMUM_TRIES || entry.code.expiresAt <= now) return false;
        const isRight = entry.code.digest === digest;
        codes?.set(requestId, { ...entry, tries: entry.tries + 1, isUsed: isRight });
        return isRight;
      }),
  };
}

function requireTenant(database: MemoryDatabase, tenantId: TenantId): MemoryTenant {
  const tenant = database.tenants.get(tenantId);
  if (tenant === undefined || tenant.business === null) throw new TypeError(`the tenant does not exist: ${tenantId}`);
  return tenant;
}
