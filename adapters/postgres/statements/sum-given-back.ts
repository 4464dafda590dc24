export type GivenBackRow = { readonly amountMinor: number };

/** Adds up what owners gave back on their own word. `$1` tenant, `$2` currency, `$3` since when. */
export const sumGivenBack = `
SELECT coalesce(sum(amount_minor), 0)::bigint AS "amountMinor" FROM refund
WHERE tenant_id = $1 AND reason = 'goodwill' AND currency = $2 AND created_at >= $3 AND state IN ('pending', 'succeeded')`;

/** Lets one transaction of a tenant at a time count what was given back, until it ends. `$1` tenant. */
export const lockGivenBack = `SELECT pg_advisory_xact_lock(hashtextextended($1::text || '/given_back', 0))`;
