import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Business, ConnectionDirectory, EpochMillis, KeyId, SiteConnection, SiteKey, TenantId } from '../../core/index.ts';
import type { PostgresDatabase } from './create-postgres-database.ts';
import { runForOne, runStatement } from './run-statement.ts';
import { runTransaction } from './run-transaction.ts';
import type { Schema } from './schema.ts';
import { siteKeyColumns, toSite, toSiteKey } from './site-rows.ts';
import { adoptProposal } from './statements/adopt-proposal.ts';
import { connectSite } from './statements/connect-site.ts';
import { endSiteKeys } from './statements/end-site-keys.ts';
import { findSiteKey } from './statements/find-site-key.ts';
import { lockConnectedSite } from './statements/lock-connected-site.ts';
import { tryConnectCode } from './statements/try-connect-code.ts';
import { useGrant } from './statements/use-grant.ts';

type LoadTenant = (id: TenantId) => Promise<Business | null>;

/** Builds the part of the directory that knows which sites speak for which business, on PostgreSQL. */
export function createPostgresConnectionDirectory(database: PostgresDatabase, loadTenant: LoadTenant): ConnectionDirectory {
  return { ...buildSitePart(database, loadTenant), ...buildKeyPart(database), ...buildCodePart(database, loadTenant) };
}

type Sites = 'insertGrant' | 'connectSite' | 'disconnectSite' | 'recordTick';

function buildSitePart(database: PostgresDatabase, loadTenant: LoadTenant): Pick<ConnectionDirectory, Sites> {
  const { kysely } = database;
  return {
    insertGrant: async ({ tenantId, digest, boundTo, createdAt, expiresAt }) => {
      const bound = { site_url: boundTo?.siteUrl ?? null, public_key: boundTo?.publicKey ?? null };
      const row = { tenant_id: tenantId, digest, ...bound, created_at: createdAt, expires_at: expiresAt };
      await kysely.insertInto('site_grant').values(row).execute();
    },
    connectSite: async (connection) => {
      const site = await letIn(database, connection);
      const business = site === null ? null : await loadTenant(site.tenantId);
      return site === null || business === null ? null : { site, business };
    },
    disconnectSite: (tenantId, siteId, now) =>
      runTransaction(database, async (runner) => {
        const locked = await runStatement(runner, lockConnectedSite, [tenantId, siteId]);
        if (locked.length === 0) return { keep: false, value: false };
        await runner
          .updateTable('site')
          .set({ connected_at: null })
          .where('tenant_id', '=', tenantId)
          .where('site_id', '=', siteId)
          .execute();
        await runStatement(runner, endSiteKeys, [tenantId, siteId, now]);
        return { keep: true, value: true };
      }),
    recordTick: async (tenantId, siteId, now, { manageUrl, bookingPageUrl }) => {
      await kysely
        .updateTable('site')
        .set({
          last_tick_at: now,
          ...(manageUrl === undefined ? {} : { manage_url: manageUrl }),
          ...(bookingPageUrl === undefined ? {} : { booking_page_url: bookingPageUrl }),
        })
        .where('tenant_id', '=', tenantId)
        .where('site_id', '=', siteId)
        .execute();
    },
  };
}

/** Uses the grant and writes everything that follows from it in one transaction. */
function letIn(database: PostgresDatabase, connection: SiteConnection) {
  const { grantDigest, now, siteUrl, publicKey, keyId, newSiteId, allowedOrigins, manageUrl, bookingPageUrl } = connection;
  return runTransaction(database, async (runner) => {
    const [grant] = await runStatement<{ readonly tenantId: TenantId }>(runner, useGrant, [grantDigest, now, siteUrl, publicKey]);
    if (grant === undefined) return { keep: false, value: null };
    const { tenantId } = grant;
    const values = [tenantId, newSiteId, allowedOrigins, siteUrl, manageUrl, bookingPageUrl, now];
    const site = toSite(await runForOne<Selectable<Schema['site']>>(runner, connectSite, values));
    await runStatement(runner, endSiteKeys, [tenantId, site.id, now]);
    const key = { tenantId, siteId: site.id, keyId, publicKey, createdAt: now, expiresAt: null };
    await runner.insertInto('site_key').values(toKeyRow(key)).execute();
    const { timeZone, locale, currency, email } = connection.proposal;
    await runStatement(runner, adoptProposal, [tenantId, timeZone, locale, currency, email]);
    return { keep: true, value: site };
  });
}

const toKeyRow = ({ tenantId, siteId, keyId, publicKey, createdAt, expiresAt }: SiteKey) => ({
  tenant_id: tenantId,
  site_id: siteId,
  key_id: keyId,
  public_key: publicKey,
  created_at: createdAt,
  expires_at: expiresAt,
});

type Keys = 'findSiteKey' | 'listSiteKeys' | 'replaceSiteKey' | 'takeNonce' | 'pruneConnections';

function buildKeyPart(database: PostgresDatabase): Pick<ConnectionDirectory, Keys> {
  const { kysely } = database;
  return {
    findSiteKey: async (keyId) => {
      type Row = Selectable<Schema['site_key']> & Selectable<Schema['site']>;
      const [row] = await runStatement<Row>(kysely, findSiteKey, [keyId]);
      return row === undefined ? null : { key: toSiteKey(row), site: toSite(row) };
    },
    listSiteKeys: async (tenantId, siteId) => {
      const rows = await kysely
        .selectFrom('site_key')
        .select(siteKeyColumns)
        .where('tenant_id', '=', tenantId)
        .where('site_id', '=', siteId)
        .orderBy('created_at', 'desc')
        .orderBy('key_id')
        .execute();
      return rows.map(toSiteKey);
    },
    replaceSiteKey: (key, wishedBy, othersEnd) => replaceSiteKey(database, key, wishedBy, othersEnd),
    takeNonce: async (tenantId, keyId, nonce, now) => {
      const inserted = await kysely
        .insertInto('site_nonce')
        .values({ tenant_id: tenantId, key_id: keyId, nonce, seen_at: now })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'key_id', 'nonce']).doNothing())
        .returning('nonce')
        .execute();
      return inserted.length === 1;
    },
    pruneConnections: async ({ nonces, codes }) => {
      await kysely.deleteFrom('site_nonce').where('seen_at', '<', nonces).execute();
      await kysely.deleteFrom('connect_code').where('created_at', '<', codes).execute();
    },
  };
}

const replaceSiteKey = (
  database: PostgresDatabase,
  key: SiteKey,
  wishedBy: KeyId,
  othersEnd: EpochMillis,
): Promise<KeyId | null> =>
  runTransaction<KeyId | null>(database, async (runner) => {
    const { tenantId, siteId } = key;
    const locked = await runStatement(runner, lockConnectedSite, [tenantId, siteId]);
    if (locked.length === 0) return { keep: false, value: null };
    const inForce = await runner
      .selectFrom('site_key')
      .select(['key_id', 'public_key'])
      .where('tenant_id', '=', tenantId)
      .where('site_id', '=', siteId)
      .where('expires_at', 'is', null)
      .execute();
    const same = inForce.find((row) => row.public_key === key.publicKey);
    if (same !== undefined) return { keep: false, value: same.key_id };
    if (!inForce.some((row) => row.key_id === wishedBy)) return { keep: false, value: null };
    await runStatement(runner, endSiteKeys, [tenantId, siteId, othersEnd]);
    await runner.insertInto('site_key').values(toKeyRow(key)).execute();
    return { keep: true, value: key.keyId };
  });

type Codes = 'listTenantsByEmail' | 'insertConnectCode' | 'countConnectCodes' | 'tryConnectCode';

function buildCodePart({ kysely }: PostgresDatabase, loadTenant: LoadTenant): Pick<ConnectionDirectory, Codes> {
  return {
    listTenantsByEmail: async (email) => {
      const rows = await kysely
        .selectFrom('tenant')
        .select('tenant_id')
        .where(sql<string>`lower(email)`, '=', email.toLowerCase())
        // Not as a parameter: the index is only of proven ones.
        .where(sql<boolean>`email_proven`)
        .orderBy('created_at')
        .orderBy('tenant_id')
        .execute();
      const tenants = await Promise.all(rows.map((row) => loadTenant(row.tenant_id)));
      return tenants.filter((tenant) => tenant !== null);
    },
    insertConnectCode: async ({ tenantId, requestId, digest, createdAt, expiresAt }) => {
      const row = { tenant_id: tenantId, request_id: requestId, digest, created_at: createdAt, expires_at: expiresAt };
      await kysely.insertInto('connect_code').values(row).execute();
    },
    countConnectCodes: async (tenantId, since) => {
      const row = await kysely
        .selectFrom('connect_code')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('tenant_id', '=', tenantId)
        .where('created_at', '>=', since)
        .executeTakeFirstOrThrow();
      return row.count;
    },
    tryConnectCode: async (requestId, digest, now) => {
      const [tried] = await runStatement<{ readonly isRight: boolean }>(kysely, tryConnectCode, [requestId, digest, now]);
      return tried?.isRight ?? false;
    },
  };
}
