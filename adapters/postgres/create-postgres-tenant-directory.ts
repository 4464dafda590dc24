import type { Selectable } from 'kysely';
import type { ApiKeyRecord, Business, PaymentAccountRecord, Site, TenantDirectory, TenantId } from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { runStatement } from './run-statement.ts';
import type { Schema } from './schema.ts';
import { listTenantsWithWork } from './statements/list-tenants-with-work.ts';
import { saveSite } from './statements/save-site.ts';

/** Builds the directory of all tenants on PostgreSQL. Creating a tenant or key of an id that exists throws. */
export function createPostgresTenantDirectory(database: PostgresDatabase): TenantDirectory {
  return { ...buildTenantPart(database), ...buildSitePart(database), ...buildKeyPart(database), ...buildAccountPart(database) };
}

// Columns are named, because a prepared `select *` fails once newer code has added a column.
const tenantColumns = ['tenant_id', 'name', 'time_zone', 'locale', 'email', 'phone'] as const;
const siteColumns = ['site_id', 'tenant_id', 'allowed_origins'] as const;
const keyColumns = ['key_id', 'tenant_id', 'name', 'digest', 'scopes', 'created_at'] as const;
const accountColumns = ['tenant_id', 'provider', 'publishable_key', 'encrypted_secret_key', 'encrypted_webhook_secret'] as const;

type Tenants = 'createTenant' | 'updateTenant' | 'loadTenant' | 'listTenants' | 'listTenantsWithWork';

function buildTenantPart({ kysely }: PostgresDatabase): Pick<TenantDirectory, Tenants> {
  return {
    createTenant: async (business, createdAt) => {
      await kysely
        .insertInto('tenant')
        .values({ ...toTenantRow(business), created_at: createdAt })
        .execute();
    },
    updateTenant: async (business) => {
      const { tenant_id: tenantId, ...changes } = toTenantRow(business);
      await kysely.updateTable('tenant').set(changes).where('tenant_id', '=', tenantId).execute();
    },
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
        .orderBy('site_id')
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

function buildAccountPart({ kysely }: PostgresDatabase): Pick<TenantDirectory, 'savePaymentAccount' | 'loadPaymentAccount'> {
  return {
    savePaymentAccount: async (account) => {
      const { tenant_id: tenantId, ...values } = toAccountRow(account);
      await kysely
        .insertInto('payment_account')
        .values({ tenant_id: tenantId, ...values })
        .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
        .execute();
    },
    loadPaymentAccount: async (tenantId) => {
      const row = await kysely
        .selectFrom('payment_account')
        .select(accountColumns)
        .where('tenant_id', '=', tenantId)
        .executeTakeFirst();
      return row === undefined ? null : toAccount(row);
    },
  };
}

const toTenantRow = ({ id, name, timeZone, locale, email, phone }: Business) =>
  ({ tenant_id: id, name, time_zone: timeZone, locale, email, phone }) as const;

const toBusiness = (row: Pick<Selectable<Schema['tenant']>, (typeof tenantColumns)[number]>): Business => ({
  id: row.tenant_id,
  name: row.name,
  timeZone: row.time_zone,
  locale: row.locale,
  email: row.email,
  phone: row.phone,
});

const toSite = (row: Selectable<Schema['site']>): Site => ({
  id: row.site_id,
  tenantId: row.tenant_id,
  allowedOrigins: row.allowed_origins,
});

const toApiKey = (row: Selectable<Schema['api_key']>): ApiKeyRecord => ({
  keyId: row.key_id,
  tenantId: row.tenant_id,
  name: row.name,
  digest: row.digest,
  scopes: row.scopes,
  createdAt: row.created_at,
});

const toAccountRow = (account: PaymentAccountRecord) =>
  ({
    tenant_id: account.tenantId,
    provider: account.provider,
    publishable_key: account.publishableKey,
    encrypted_secret_key: account.encryptedSecretKey,
    encrypted_webhook_secret: account.encryptedWebhookSecret,
  }) as const;

const toAccount = (row: Selectable<Schema['payment_account']>): PaymentAccountRecord => ({
  tenantId: row.tenant_id,
  provider: row.provider,
  publishableKey: row.publishable_key,
  encryptedSecretKey: row.encrypted_secret_key,
  encryptedWebhookSecret: row.encrypted_webhook_secret,
});
