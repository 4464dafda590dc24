/** Locks a site that is connected, so that its keys change one after the other. `$1` tenant, `$2` site. No row: it is not connected. */
export const lockConnectedSite = `
SELECT site_id FROM site WHERE tenant_id = $1 AND site_id = $2 AND connected_at IS NOT NULL FOR UPDATE`;
