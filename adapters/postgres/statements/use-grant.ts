/**
 * Uses a grant. `$1` digest, `$2` now, `$3` address of the site, `$4` its public key. No row: it is unknown, over, used, or bound to
 * another site. Of two at once the second waits for the first and finds it used.
 */
export const useGrant = `
UPDATE site_grant SET used_at = $2
WHERE digest = $1 AND used_at IS NULL AND expires_at > $2
  AND (site_url IS NULL OR (site_url = $3 AND public_key = $4))
RETURNING tenant_id AS "tenantId"`;
