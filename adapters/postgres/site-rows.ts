import type { Selectable } from 'kysely';
import type { Site, SiteKey } from '../../core/index.ts';
import type { Schema } from './schema.ts';

// Columns are named, because a prepared `select *` fails once newer code has added a column.
export const siteColumns = [
  'site_id',
  'tenant_id',
  'allowed_origins',
  'site_url',
  'manage_url',
  'booking_page_url',
  'connected_at',
  'last_tick_at',
] as const;
export const siteKeyColumns = ['tenant_id', 'site_id', 'key_id', 'public_key', 'created_at', 'expires_at'] as const;

/** Reads a site from its row. */
export const toSite = (row: Omit<Selectable<Schema['site']>, 'number'>): Site => ({
  id: row.site_id,
  tenantId: row.tenant_id,
  allowedOrigins: row.allowed_origins,
  siteUrl: row.site_url,
  manageUrl: row.manage_url,
  bookingPageUrl: row.booking_page_url,
  connectedAt: row.connected_at,
  lastTickAt: row.last_tick_at,
});

/** Reads a site's key from its row. */
export const toSiteKey = (row: Selectable<Schema['site_key']>): SiteKey => ({
  tenantId: row.tenant_id,
  siteId: row.site_id,
  keyId: row.key_id,
  publicKey: row.public_key,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});
