/**
 * Writes a site as connected; one that the tenant knows by its address keeps its id and origins. `$1` tenant, `$2` id for a new site,
 * `$3` origins for a new site, `$4` address, `$5` manage page, `$6` booking page, `$7` now.
 */
export const connectSite = `
INSERT INTO site (tenant_id, site_id, allowed_origins, site_url, manage_url, booking_page_url, connected_at)
VALUES ($1, $2, $3::text[], $4, $5, $6, $7)
ON CONFLICT ON CONSTRAINT site_url_once DO UPDATE
  SET manage_url = excluded.manage_url, booking_page_url = excluded.booking_page_url, connected_at = excluded.connected_at
RETURNING site_id, tenant_id, allowed_origins, site_url, manage_url, booking_page_url, connected_at, last_tick_at`;
