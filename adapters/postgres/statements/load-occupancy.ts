import { buildSessionObject } from './list-sessions.ts';
import { isStaleHold } from './stale-hold.ts';
import type { Claim, EpochMillis, ResourceId, Session } from '../../../core/index.ts';

/** The answer of `loadOccupancy`, gathered by the database into one row. */
export type OccupancyRow = {
  /** By resource, in no order: when each claim begins, and when it ends. Thousands of claims are handed over as plain numbers. */
  readonly busy: Readonly<Record<ResourceId, readonly [readonly EpochMillis[], readonly EpochMillis[]]>>;
  /** Claims tied to a place, when they were asked for. */
  readonly placed: readonly Claim[] | null;
  readonly sessions: readonly Session[];
  readonly nextEndsAt: EpochMillis | null;
};

const touching = (exclusive: string): string => `
    SELECT claim.resource_id, claim.during, claim.booking_id, claim.place
    FROM (SELECT DISTINCT unnest($2::text[]) AS resource_id) AS asked
    JOIN claim ON claim.tenant_id = $1 AND claim.resource_id = asked.resource_id
      AND claim.during && int8range($4::bigint, $5::bigint) AND claim.active AND ${exclusive}`;

/** The seats of a session but for those of stale holds. */
const leftSeats = `class_session.seats_taken - (
    SELECT coalesce(sum(seat_claim.seats), 0) FROM seat_claim
    JOIN booking ON booking.tenant_id = $1 AND booking.booking_id = seat_claim.booking_id
    WHERE seat_claim.tenant_id = $1 AND seat_claim.session_id = class_session.session_id AND seat_claim.active
      AND ${isStaleHold('$6::bigint')}
  )`;

/**
 * Loads what is occupied. `$1` tenant, `$2` resource ids, `$3` service or null, `$4` and `$5` the range, `$6` now, `$7` whether places are asked for.
 * Exclusive claims and others stand in two indexes, hence the two halves. Stale holds are few and are found first, instead of looking at the booking of every claim.
 */
export const loadOccupancy = `
WITH stale AS MATERIALIZED (
    SELECT booking.booking_id FROM booking WHERE booking.tenant_id = $1 AND ${isStaleHold('$6::bigint')}
  )
SELECT
  (SELECT coalesce(json_object_agg(of_resource.resource_id, json_build_array(of_resource.starts, of_resource.ends)), '{}')
   FROM (
     SELECT busy.resource_id, array_agg(lower(busy.during)) AS starts, array_agg(upper(busy.during)) AS ends
     FROM (${touching('claim.exclusive')}
      UNION ALL${touching('NOT claim.exclusive')}
     ) AS busy
     WHERE NOT EXISTS (SELECT FROM stale WHERE stale.booking_id = busy.booking_id)
     GROUP BY busy.resource_id
   ) AS of_resource) AS busy,
  CASE WHEN $7::boolean THEN (
    SELECT json_agg(json_build_object(
        'resourceId', placed.resource_id, 'place', placed.place, 'during', json_build_object('from', lower(placed.during), 'to', upper(placed.during))
      ) ORDER BY placed.resource_id, placed.during)
    FROM (${touching('claim.exclusive')}
     UNION ALL${touching('NOT claim.exclusive')}
    ) AS placed
    WHERE placed.place IS NOT NULL AND NOT EXISTS (SELECT FROM stale WHERE stale.booking_id = placed.booking_id)
  ) END AS placed,
  (SELECT coalesce(json_agg(${buildSessionObject(leftSeats)} ORDER BY class_session.starts_at), '[]')
   FROM class_session
   WHERE class_session.tenant_id = $1 AND class_session.service_id = $3
     AND class_session.starts_at >= $4::bigint AND class_session.starts_at < $5::bigint) AS sessions,
  (SELECT min(hold_expires_at) FROM booking WHERE tenant_id = $1 AND state = 'held' AND hold_expires_at > $6::bigint) AS "nextEndsAt"`;
