import type { Selectable } from 'kysely';
import type { ApiKeyRecord, TenantDirectory, TenantId } from '../../core/index.ts';
import { createPostgresConnectionDirectory } from './create-postgres-connection-directory.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { runStatement } from './run-statement.ts';
import type { Schema } from './schema.ts';
import { siteColumns, toSite } from './site-rows.ts';
import { listTenantsWithWork } from './statements/list-tenants-with-work.ts';
import { saveSite } from './statements/save-site.ts';
import { tenantColumns, toBusiness, toTenantRow, updateTenantRow } from './tenant-rows.ts';

/** Builds the directory of all tenants on PostgreSQL. Creating a tenant or key of an id that exists throws. */
export function createPostgresTenantDirectory(database: PostgresDatabase): TenantDirectory {
  const tenantPart = buildTenantPart(database);
  return {
    ...tenantPart,
    ...buildSitePart(database),
    ...buildKeyPart(database),
    ...createPostgresConnectionDirectory(database, tenantPart.loadTenant),
  };
}

// Columns are named, because a prepared `select *` fails once newer code has added a column.
const keyColumns = ['key_id', 'tenant_id', 'name', 'digest', 'scopes', 'created_at'] as const;

type Tenants = 'createTenant' | 'updateTenant' | 'loadTenant' | 'listTenants' | 'listTenantsWithWork';

function buildTenantPart({ kysely }: PostgresDatabase): Pick<TenantDirectory, Tenants> {
  return {
    createTenant: async (business, createdAt, guessed = []) => {
      await kysely
        .insertInto('tenant')
        .values({ ...toTenantRow(business), created_at: createdAt, guessed })
        .execute();
    },
    updateTenant: (business) => updateTenantRow(kysely, business, true),
    loadTenant: async (id) => {
      const row = await kysely.selectFrom('tenant').select(tenantColumns).where('tenant_id', '=', id).executeTakeFirst();
      return row === undefined ? null : toBusiness(row);
    },
    listTenants: async () => {
      const rows = await kysely.selectFrom('tenant').select(tenantColumns).orderBy('created_at').orderBy('tenant_id').execute();
      return rows.map(toBusiness);
    },
    listTenantsWithWork: async (now) => {
      const rows = await runStatement<{ readonly tenantId: TenantId }>(kysely, listTenantsWithWork, [now]);
      return rows.map((row) => row.tenantId);
    },
  };
}

function buildSitePart({ kysely }: PostgresDatabase): Pick<TenantDirectory, 'saveSite' | 'loadSite' | 'listSites'> {
  return {
    saveSite: async ({ tenantId, id, allowedOrigins }) => {
      const rows = await runStatement(kysely, saveSite, [tenantId, id, allowedOrigins]);
      if (rows.length === 0) throw new TypeError(`the site ${id} belongs to another tenant`);
    },
    loadSite: async (id) => {
      const row = await kysely.selectFrom('site').select(siteColumns).where('site_id', '=', id).executeTakeFirst();
      return row === undefined ? null : toSite(row);
    },
    listSites: async (tenantId) => {
      const rows = await kysely
        .selectFrom('site')
        .select(siteColumns)
        .where('tenant_id', '=', tenantId)
        .orderBy('number')
        .execute();
      return rows.map(toSite);
    },
  };
}

function buildKeyPart({ kysely }: PostgresDatabase): Pick<TenantDirectory, 'insertApiKey' | 'findApiKey' | 'revokeApiKey'> {
  return {
    insertApiKey: async ({ tenantId, keyId, name, digest, scopes, createdAt }) => {
      const row = { tenant_id: tenantId, key_id: keyId, name, digest, scopes: [...scopes], created_at: createdAt };
      await kysely.insertInto('api_key').values(row).execute();
    },
    findApiKey: async (tenantId, keyId) => {
      const query = kysely.selectFrom('api_key').select(keyColumns).where('tenant_id', '=', tenantId).where('key_id', '=', keyId);
      const row = await query.executeTakeFirst();
      return row === undefined ? null : toApiKey(row);
    },
    revokeApiKey: async (tenantId, keyId) => {
      await kysely.deleteFrom('api_key').where('tenant_id', '=', tenantId).where('key_id', '=', keyId).execute();
    },
  };
}

const toApiKey = (row: Selectable<Schema['api_key']>): ApiKeyRecord => ({
  keyId: row.key_id,
  tenantId: row.tenant_id,
  name: row.name,
  digest: row.digest,
  scopes: row.scopes,
  createdAt: row.created_at,
});
