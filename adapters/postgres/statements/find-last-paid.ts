/** Finds when the newest paid payment of an account was created. `$1` tenant, `$2` the account's name. */
export const findLastPaid = `
SELECT max(created_at) AS "createdAt" FROM payment WHERE tenant_id = $1 AND provider = $2 AND state = 'paid'`;
