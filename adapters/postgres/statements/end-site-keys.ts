/** Sets an end to all keys of a site that would open something after it. `$1` tenant, `$2` site, `$3` the end. */
export const endSiteKeys = `
UPDATE site_key SET expires_at = $3
WHERE tenant_id = $1 AND site_id = $2 AND (expires_at IS NULL OR expires_at > $3)`;
