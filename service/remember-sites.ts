import { createSharedRuns } from '../adapters/http/share-runs.ts';
import type { ApiKeyRecord, SiteId, TenantDirectory, TenantId } from '../core/index.ts';
import { systemClock } from './system-ports.ts';
import { createTtlCache } from './ttl-cache.ts';

/**
 * Remembers sites for a short time: they are looked up with every request and hardly ever change. What is changed here is seen here at once.
 * Keys are not remembered: a withdrawn one opens nothing any more, whoever withdrew it. Servers that use one at once share a look-up that began after they came.
 */
export function rememberSites(directory: TenantDirectory, milliseconds: number): TenantDirectory {
  const sites = createTtlCache((id: SiteId) => directory.loadSite(id), milliseconds, systemClock.now);
  const ofTenants = createTtlCache((id: TenantId) => directory.listSites(id), milliseconds, systemClock.now);
  const keys = createSharedRuns<ApiKeyRecord | null>();
  const forget = (tenantId: TenantId, siteId: SiteId): void => {
    sites.forget(siteId);
    ofTenants.forget(tenantId);
  };
  return {
    ...directory,
    loadSite: sites.load,
    listSites: ofTenants.load,
    findApiKey: (tenantId, keyId) => keys(`${tenantId}/${keyId}`, () => directory.findApiKey(tenantId, keyId)),
    saveSite: async (site) => {
      await directory.saveSite(site);
      forget(site.tenantId, site.id);
    },
    connectSite: async (connection) => {
      const connected = await directory.connectSite(connection);
      if (connected !== null) forget(connected.site.tenantId, connected.site.id);
      return connected;
    },
    disconnectSite: async (tenantId, siteId, now) => {
      const wasConnected = await directory.disconnectSite(tenantId, siteId, now);
      forget(tenantId, siteId);
      return wasConnected;
    },
    recordTick: async (tenantId, siteId, now, pages) => {
      await directory.recordTick(tenantId, siteId, now, pages);
      forget(tenantId, siteId);
    },
  };
}
