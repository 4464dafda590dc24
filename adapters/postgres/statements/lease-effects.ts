/**
 * Leases effects that are due, oldest first, passing by those that another worker is just leasing, and messages that another one about the same
 * booking to the same people has to go out before.
 * `$1` tenant, `$2` now, `$3` leased until, `$4` limit. The attempt is counted with the lease, so that a worker that dies has made one.
 */
export const leaseEffects = `
WITH due AS (
    SELECT key FROM effect
    WHERE tenant_id = $1 AND state = 'pending' AND retry_at <= $2 AND (leased_until IS NULL OR leased_until <= $2)
      AND (payload ->> 'kind' <> 'send_message' OR NOT EXISTS (
        SELECT FROM effect AS earlier
        WHERE earlier.tenant_id = $1 AND earlier.order_id = effect.order_id AND earlier.number < effect.number
          AND earlier.state = 'pending' AND earlier.payload ->> 'kind' = 'send_message'
          AND earlier.payload ->> 'bookingId' IS NOT DISTINCT FROM effect.payload ->> 'bookingId'
          AND starts_with(earlier.payload ->> 'template', 'owner_') = starts_with(effect.payload ->> 'template', 'owner_')
      ))
    ORDER BY number LIMIT $4
    FOR NO KEY UPDATE SKIP LOCKED
  ),
  leased AS (
    UPDATE effect SET leased_until = $3, attempts = effect.attempts + 1
    FROM due WHERE effect.tenant_id = $1 AND effect.key = due.key
    RETURNING effect.number, effect.order_id, effect.key, effect.payload, effect.attempts, effect.leased_until
  )
SELECT order_id AS "orderId", key, payload, attempts, leased_until AS "leasedUntil" FROM leased ORDER BY number`;
