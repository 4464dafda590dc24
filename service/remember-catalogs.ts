import type { CatalogStore, TenantId } from '../core/index.ts';
import { systemClock } from './system-ports.ts';
import { createTtlCache } from './ttl-cache.ts';

/** Shorter than an owner waits between saving somewhere else and looking here. */
const REMEMBERED_MILLIS = 1_000;

/** The catalogues of all tenants, each loaded once a second at most, however many ask. */
export type RememberedCatalogs = {
  readonly open: (tenantId: TenantId) => CatalogStore;
  /** Tells that something of a tenant's catalogue was saved past the stores of `open`. */
  readonly forget: (tenantId: TenantId) => void;
};

/**
 * Remembers catalogues for a moment, since every step of every request asks for one. What another process saves is seen within a second, what is saved
 * in this one at once.
 */
export function rememberCatalogs(open: (tenantId: TenantId) => CatalogStore): RememberedCatalogs {
  const catalogs = createTtlCache((tenantId: TenantId) => open(tenantId).loadCatalog(), REMEMBERED_MILLIS, systemClock.now);
  return {
    open: (tenantId) => {
      const store = open(tenantId);
      return {
        ...store,
        loadCatalog: () => catalogs.load(tenantId),
        saveDocument: async (document, standing, note) => {
          const saved = await store.saveDocument(document, standing, note);
          catalogs.forget(tenantId);
          return saved;
        },
      };
    },
    forget: catalogs.forget,
  };
}
