import { isOpenPayment } from '../../core/index.ts';
import type { EpochMillis, NewSite, TenantDirectory, TenantId } from '../../core/index.ts';
import { copyFrozen } from './copy-frozen.ts';
import { createMemoryConnectionDirectory } from './create-memory-connection-directory.ts';
import { hasDueCalendar } from './create-memory-busy-time-store.ts';
import { isDue } from './create-memory-effect-store.ts';
import { isToDecide } from './decisions.ts';
import { openTenant, type MemoryDatabase, type MemoryTenant } from './memory-database.ts';
import { listDueHolds, listDueOffers } from './read-bookings.ts';
import { replaceBusiness } from './replace-business.ts';
import { respond } from './respond.ts';
import { listCancelledSeats } from './sessions.ts';

/** Builds the directory of all tenants in memory. Creating a tenant or key of an id that exists throws. */
export function createMemoryTenantDirectory(database: MemoryDatabase): TenantDirectory {
  return {
    ...buildTenantPart(database),
    ...buildSitePart(database),
    ...buildSecretsPart(database),
    ...createMemoryConnectionDirectory(database),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type Tenants = 'createTenant' | 'updateTenant' | 'loadTenant' | 'listTenants' | 'listTenantsWithWork';

function buildTenantPart(database: MemoryDatabase): Pick<TenantDirectory, Tenants> {
  return {
    createTenant: (business, createdAt, guessed = []) =>
      respond(() => {
        const tenant = openTenant(database, business.id);
        if (tenant.business !== null) throw new TypeError(`the tenant exists already: ${business.id}`);
        tenant.business = copyFrozen(business);
        tenant.createdAt = createdAt;
        for (const field of guessed) tenant.guessed.add(field);
      }),
    updateTenant: (business) =>
      respond(() => {
        const tenant = database.tenants.get(business.id);
        if (tenant === undefined || tenant.business === null) return;
        replaceBusiness(tenant, tenant.business, business, true);
      }),
    loadTenant: (id) => respond(() => database.tenants.get(id)?.business ?? null),
    listTenants: () =>
      respond(() =>
        [...database.tenants]
          .toSorted(([idA, a], [idB, b]) => a.createdAt - b.createdAt || compare(idA, idB))
          .flatMap(([, { business }]) => (business === null ? [] : [business])),
      ),
    listTenantsWithWork: (now) =>
      respond(() =>
        [...database.tenants]
          .filter(([, tenant]) => tenant.business !== null && hasWork(tenant, now))
          .map(([id]) => id)
          .toSorted(compare),
      ),
  };
}

const hasWork = (tenant: MemoryTenant, now: EpochMillis): boolean =>
  tenant.effects.values().some((effect) => isDue(effect, now)) ||
  listDueHolds(tenant, now, 1, null).length > 0 ||
  listDueOffers(tenant, now, 1).length > 0 ||
  tenant.sessions.values().some((session) => isToDecide(session, now)) ||
  listCancelledSeats(tenant, null, 1).length > 0 ||
  hasDueCalendar(tenant, now) ||
  tenant.orders
    .values()
    .some(({ payments }) => payments.some(({ providerId, state }) => providerId !== null && isOpenPayment(state)));

function buildSitePart(database: MemoryDatabase): Pick<TenantDirectory, 'saveSite' | 'loadSite' | 'listSites'> {
  return {
    saveSite: (site) =>
      respond(() => {
        const isForeign = database.tenants.entries().some(([id, tenant]) => id !== site.tenantId && tenant.sites.has(site.id));
        if (isForeign) throw new TypeError(`the site ${site.id} belongs to another tenant`);
        const { sites } = requireTenant(database, site.tenantId);
        sites.set(site.id, copyFrozen({ ...NOT_CONNECTED, ...sites.get(site.id), ...pickNew(site) }));
      }),
    loadSite: (id) =>
      respond(
        () =>
          database.tenants
            .values()
            .find((tenant) => tenant.sites.has(id))
            ?.sites.get(id) ?? null,
      ),
    listSites: (tenantId) => respond(() => [...(database.tenants.get(tenantId)?.sites.values() ?? [])]),
  };
}

const NOT_CONNECTED = { siteUrl: null, manageUrl: null, bookingPageUrl: null, connectedAt: null, lastTickAt: null } as const;

const pickNew = ({ id, tenantId, allowedOrigins }: NewSite): NewSite => ({ id, tenantId, allowedOrigins });

type Secrets = 'insertApiKey' | 'findApiKey' | 'revokeApiKey';

function buildSecretsPart(database: MemoryDatabase): Pick<TenantDirectory, Secrets> {
  return {
    insertApiKey: (key) =>
      respond(() => {
        const { apiKeys } = requireTenant(database, key.tenantId);
        if (apiKeys.has(key.keyId)) throw new TypeError(`the key exists already: ${key.keyId}`);
        apiKeys.set(key.keyId, copyFrozen(key));
      }),
    findApiKey: (tenantId, keyId) => respond(() => database.tenants.get(tenantId)?.apiKeys.get(keyId) ?? null),
    revokeApiKey: (tenantId, keyId) => respond(() => void database.tenants.get(tenantId)?.apiKeys.delete(keyId)),
  };
}

function requireTenant(database: MemoryDatabase, tenantId: TenantId): MemoryTenant {
  const tenant = database.tenants.get(tenantId);
  if (tenant === undefined || tenant.business === null) throw new TypeError(`the tenant does not exist: ${tenantId}`);
  return tenant;
}
