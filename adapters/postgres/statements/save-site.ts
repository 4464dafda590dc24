/**
 * Writes a site. `$1` tenant, `$2` site, `$3` allowed origins. No row: another tenant has a site of this id, and since requests
 * find the tenant by the site, it must not come to have two.
 */
export const saveSite = `
INSERT INTO site (tenant_id, site_id, allowed_origins)
SELECT $1, $2, $3::text[] WHERE NOT EXISTS (SELECT FROM site WHERE site_id = $2 AND tenant_id <> $1)
ON CONFLICT (tenant_id, site_id) DO UPDATE SET allowed_origins = excluded.allowed_origins
RETURNING site_id`;
