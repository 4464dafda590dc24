/** Counts effects that should have been delivered. `$1` tenant, `$2` to be tried again by then, `$3` tried so often. */
export const countOverdueEffects = `
SELECT count(*) AS overdue FROM effect
WHERE tenant_id = $1 AND state = 'pending' AND ((retry_at > 0 AND retry_at <= $2) OR attempts >= $3)`;
