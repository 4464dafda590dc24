/** What of an order `entry` counts: `$1` tenant, `$3` now, `$4` since when orders count, `$5` since when unwritten ones do. */
const countKept = `
SELECT
  CASE WHEN booking_order.order_id IS NULL THEN entry.times ELSE standing.times END AS times,
  CASE WHEN booking_order.order_id IS NULL THEN entry.admitted_at - $5::bigint + $3::bigint ELSE standing.ends_at END AS ends_at
FROM visitor_hold AS entry
  LEFT JOIN booking_order ON booking_order.tenant_id = $1 AND booking_order.order_id = entry.order_id
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS times, min(booking.hold_expires_at) AS ends_at
    FROM booking
    WHERE booking.tenant_id = $1 AND booking.order_id = entry.order_id
      AND (booking.state = 'awaiting_payment' OR booking.state = 'held' AND booking.hold_expires_at > $3)
  ) AS standing
WHERE entry.tenant_id = $1 AND entry.admitted_at > $4 AND (booking_order.order_id IS NOT NULL OR entry.admitted_at > $5)`;

/** Locks a visitor of a tenant until the transaction ends, so that his requests are counted one after the other. `$1` tenant, `$2` visitor. */
export const lockVisitor = `SELECT pg_advisory_xact_lock(hashtextextended($1::text || '/' || $2::text, 0))`;

/** What `admitVisitor` found. `endsAt` is null when nothing is kept. */
export type AdmittedRow = { readonly isAdmitted: boolean; readonly kept: number; readonly endsAt: number | null };

/**
 * Counts what a visitor keeps and lets an order in if that is allowed. `$1` tenant, `$2` visitor, `$3` now, `$4` since when orders count, `$5` since
 * when unwritten ones do, `$6` order, `$7` its times, `$8` how many he may keep. A statement of its own after `lockVisitor`: so it sees what others have
 * written before they gave the lock away.
 */
export const admitVisitor = `
WITH kept AS (
    SELECT coalesce(sum(counted.times), 0)::integer AS times, min(counted.ends_at) FILTER (WHERE counted.times > 0) AS ends_at
    FROM (${countKept} AND entry.visitor_digest = $2 AND entry.order_id <> $6) AS counted
  ),
  known AS (SELECT FROM visitor_hold WHERE tenant_id = $1 AND order_id = $6),
  admitted AS (
    INSERT INTO visitor_hold (tenant_id, order_id, visitor_digest, times, admitted_at)
    SELECT $1, $6, $2, $7::integer, $3::bigint FROM kept WHERE kept.times + $7::integer <= $8::integer
    ON CONFLICT (tenant_id, order_id) DO NOTHING
    RETURNING order_id
  )
SELECT
  EXISTS (SELECT FROM known) OR EXISTS (SELECT FROM admitted) AS "isAdmitted",
  kept.times AS kept, kept.ends_at AS "endsAt"
FROM kept`;

/** Takes an order's admission back. `$1` tenant, `$2` order. */
export const withdrawVisitor = `DELETE FROM visitor_hold WHERE tenant_id = $1 AND order_id = $2`;

/**
 * Erases what no longer counts. `$1` tenant, `$2` now, `$3` since when orders count, `$4` since when unwritten ones do. Entries that somebody is just
 * changing are left for the next time, so that several who erase never wait for each other.
 */
export const pruneVisitors = `
DELETE FROM visitor_hold
WHERE tenant_id = $1 AND order_id IN (
    SELECT entry.order_id
    FROM visitor_hold AS entry
      LEFT JOIN booking_order ON booking_order.tenant_id = $1 AND booking_order.order_id = entry.order_id
    WHERE entry.tenant_id = $1 AND (
        entry.admitted_at <= $3
        OR booking_order.order_id IS NULL AND entry.admitted_at <= $4
        OR booking_order.order_id IS NOT NULL AND NOT EXISTS (
          SELECT FROM booking
          WHERE booking.tenant_id = $1 AND booking.order_id = entry.order_id
            AND (booking.state = 'awaiting_payment' OR booking.state = 'held' AND booking.hold_expires_at > $2)
        )
      )
    FOR UPDATE OF entry SKIP LOCKED
  )`;
