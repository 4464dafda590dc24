/**
 * Counts bookings on their limits. `$1` tenant, `$2` a list of `LimitWrite` as jsonb.
 *
 * Counters are written in the order of their keys, so that writers wait for each other and never in a ring; one that is reached is not written, and the write that wanted it is undone.
 * A maximum of null, an override's, is never reached.
 */
export const takeLimits = `
WITH wanted AS (
    SELECT wanted.key, wanted."bookingId" AS booking_id, wanted.maximum, wanted.quantity
    FROM jsonb_to_recordset($2::jsonb) AS wanted (key text, "bookingId" text, maximum integer, quantity integer)
  ),
  counted AS (
    INSERT INTO limit_counter (tenant_id, key, used, maximum)
    SELECT $1, wanted.key, sum(wanted.quantity), min(wanted.maximum) FROM wanted
    GROUP BY wanted.key
    HAVING min(wanted.maximum) IS NULL OR sum(wanted.quantity) <= min(wanted.maximum)
    ORDER BY wanted.key COLLATE "C"
    ON CONFLICT (tenant_id, key) DO UPDATE SET used = limit_counter.used + excluded.used, maximum = excluded.maximum
    WHERE excluded.maximum IS NULL OR limit_counter.used + excluded.used <= excluded.maximum
    RETURNING limit_counter.key
  ),
  noted AS (
    INSERT INTO limit_use (tenant_id, booking_id, key, active)
    SELECT $1, wanted.booking_id, wanted.key, true FROM wanted JOIN counted ON counted.key = wanted.key
    ON CONFLICT (tenant_id, booking_id, key) DO UPDATE SET active = true WHERE NOT limit_use.active
    RETURNING booking_id, key
  )
SELECT coalesce(json_agg(json_build_object('bookingId', noted.booking_id, 'key', noted.key)), '[]') AS noted FROM noted`;

/** What `takeLimits` has counted. */
export type CountedRow = { readonly noted: readonly { readonly bookingId: string; readonly key: string }[] };

/**
 * Counts bookings no longer. `$1` tenant, `$2` booking ids, `$3` for how many each counts, a list of `LimitWrite` as jsonb: one where it names none. Counters are lowered by the very rows that this statement makes inactive, so that a second time finds none, and locked in
 * the order of their keys.
 */
export const releaseLimits = `
WITH released AS (
    UPDATE limit_use SET active = false WHERE tenant_id = $1 AND booking_id = ANY ($2::text[]) AND active
    RETURNING key, booking_id
  ),
  locked AS (
    SELECT key FROM limit_counter
    WHERE tenant_id = $1 AND key IN (SELECT key FROM released)
    ORDER BY key
    FOR NO KEY UPDATE
  )
UPDATE limit_counter SET used = limit_counter.used - freed.uses
FROM (
  SELECT locked.key, sum(coalesce(counted.quantity, 1)) AS uses FROM locked JOIN released ON released.key = locked.key
  LEFT JOIN jsonb_to_recordset($3::jsonb) AS counted (key text, "bookingId" text, quantity integer)
    ON counted.key = released.key AND counted."bookingId" = released.booking_id
  GROUP BY locked.key
) AS freed
WHERE limit_counter.tenant_id = $1 AND limit_counter.key = freed.key`;

/** Locks the counters of these keys in their order, also those that nobody has counted on yet, for a write that gives some back and takes others. `$1` tenant, `$2` keys. */
export const lockLimits = `
INSERT INTO limit_counter (tenant_id, key, used, maximum)
SELECT $1, wanted.key, 0, NULL FROM (SELECT DISTINCT unnest($2::text[]) COLLATE "C" AS key) AS wanted
ORDER BY wanted.key
ON CONFLICT (tenant_id, key) DO UPDATE SET used = limit_counter.used`;

/**
 * Counts what customers use and give back. `$1` tenant, `$2` a list of `CustomerCount` as jsonb, whose counters are locked (`lockLimits`). Answers the keys that were counted: one that is reached
 * is not, and the write that wanted it is undone.
 */
export const moveCustomerCounts = `
UPDATE limit_counter SET used = limit_counter.used + wanted.uses,
  maximum = CASE WHEN wanted.uses > 0 THEN wanted.maximum ELSE limit_counter.maximum END
FROM jsonb_to_recordset($2::jsonb) AS wanted (key text, uses integer, maximum integer)
WHERE limit_counter.tenant_id = $1 AND limit_counter.key = wanted.key
  AND (wanted.uses < 0 OR limit_counter.used + wanted.uses <= wanted.maximum)
RETURNING limit_counter.key`;
