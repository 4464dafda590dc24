import { isStaleHold } from './stale-hold.ts';

/** Tells how many bookings keys count, stale holds left out. `$1` tenant, `$2` ranges of keys, both ends included, as jsonb, `$3` now. */
export const loadLimits = `
WITH stale AS MATERIALIZED (
    SELECT booking.booking_id, booking.limits FROM booking WHERE booking.tenant_id = $1 AND ${isStaleHold('$3::bigint')}
  ),
  free AS (
    SELECT limit_use.key, sum(coalesce(counted.quantity, 1)) AS uses FROM stale
    JOIN limit_use ON limit_use.tenant_id = $1 AND limit_use.booking_id = stale.booking_id AND limit_use.active
    LEFT JOIN jsonb_to_recordset(stale.limits) AS counted (key text, quantity integer) ON counted.key = limit_use.key
    GROUP BY limit_use.key
  )
SELECT limit_counter.key, (limit_counter.used - coalesce(free.uses, 0))::integer AS used
FROM jsonb_to_recordset($2::jsonb) AS asked ("from" text, "to" text)
JOIN limit_counter ON limit_counter.tenant_id = $1
  AND limit_counter.key >= asked."from" COLLATE "C" AND limit_counter.key <= asked."to" COLLATE "C"
LEFT JOIN free ON free.key = limit_counter.key
WHERE limit_counter.used > coalesce(free.uses, 0)
ORDER BY limit_counter.key`;
