/** Finds a site's key with its site; every request that a site signs asks for it. `$1` key. */
export const findSiteKey = `
SELECT k.tenant_id, k.site_id, k.key_id, k.public_key, k.created_at, k.expires_at,
  s.allowed_origins, s.site_url, s.manage_url, s.booking_page_url, s.connected_at, s.last_tick_at
FROM site_key k JOIN site s ON s.tenant_id = k.tenant_id AND s.site_id = k.site_id
WHERE k.key_id = $1`;
