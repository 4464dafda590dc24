import { buildSessionObject } from './list-sessions.ts';
import { isStaleHold } from './stale-hold.ts';
import type { Claim, EpochMillis, Session } from '../../../core/index.ts';

/** The answer of `loadOccupancy`, gathered by the database into one row. */
export type OccupancyRow = {
  /** What `readClaims` reads: thousands of claims are handed over as plain numbers. */
  readonly busy: Buffer;
  /** Claims tied to a place, when they were asked for. */
  readonly placed: readonly Claim[] | null;
  readonly sessions: readonly Session[];
  readonly nextEndsAt: EpochMillis | null;
};

const ofAsked = `
    FROM unnest($2::text[]) WITH ORDINALITY AS asked (resource_id, position)
    JOIN claim ON claim.tenant_id = $1 AND claim.resource_id = asked.resource_id AND claim.active`;

/** The seats of a session but for those of holds that are stale at the parameter `now`. */
const leftSeats = (now: string): string => `class_session.seats_taken - (
    SELECT coalesce(sum(seat_claim.seats), 0) FROM seat_claim
    JOIN booking ON booking.tenant_id = $1 AND booking.booking_id = seat_claim.booking_id
    WHERE seat_claim.tenant_id = $1 AND seat_claim.session_id = class_session.session_id AND seat_claim.active
      AND ${isStaleHold(now)}
  )`;

/**
 * Selects the claims that touch the range: those that begin in it, which is one stretch of `claim_by_time` for each resource, and those that began before and reach into it. The latter
 * are few; exclusive ones and others stand in two indexes.
 */
const touching = (columns: string): string => `
    SELECT ${columns} ${ofAsked}
      AND claim.during >= int8range($4::bigint, $4::bigint + 1) AND claim.during < int8range($5::bigint, $5::bigint + 1)
    UNION ALL SELECT ${columns} ${ofAsked} AND claim.exclusive AND claim.during @> int8range($4::bigint - 1, $4::bigint + 1)
    UNION ALL SELECT ${columns} ${ofAsked} AND NOT claim.exclusive AND claim.during @> int8range($4::bigint - 1, $4::bigint + 1)`;

/** Whether a selected claim belongs to no hold that is over. They are few and are found first, instead of looking at the booking of every claim. */
const stands = (claims: string): string =>
  `(${claims}.booking_id IS NULL OR ${claims}.booking_id NOT IN (SELECT stale.booking_id FROM stale))`;

/**
 * Loads what is occupied. `$1` tenant, `$2` resource ids, each once, `$3` service or null, `$4` and `$5` the range, `$6` now, `$7` whether places are asked for.
 *
 * `busy` is, for each resource that has any: its place in `$2` from 1 and how many claims (int4 each), then when each begins, then when each ends (int8 each).
 */
export const loadOccupancy = `
WITH stale AS MATERIALIZED (
    SELECT booking.booking_id FROM booking WHERE booking.tenant_id = $1 AND ${isStaleHold('$6::bigint')}
  )
SELECT
  (SELECT coalesce(string_agg(int4send(of_resource.position::int) || int4send(of_resource.number::int) || of_resource.times, ''), '')
   FROM (
     SELECT busy.position, count(*) AS number,
       string_agg(int8send(lower(busy.during)), '') || string_agg(int8send(upper(busy.during)), '') AS times
     FROM (${touching('asked.position, claim.during, claim.booking_id')}
     ) AS busy
     WHERE ${stands('busy')}
     GROUP BY busy.position
   ) AS of_resource) AS busy,
  CASE WHEN $7::boolean THEN (
    SELECT json_agg(json_build_object(
        'resourceId', placed.resource_id, 'place', placed.place, 'during', json_build_object('from', lower(placed.during), 'to', upper(placed.during))
      ) ORDER BY placed.resource_id, placed.during)
    FROM (${touching('claim.resource_id, claim.during, claim.booking_id, claim.place')}
    ) AS placed
    WHERE placed.place IS NOT NULL AND ${stands('placed')}
  ) END AS placed,
  (SELECT coalesce(json_agg(${buildSessionObject(leftSeats('$6::bigint'))} ORDER BY class_session.starts_at), '[]')
   FROM class_session
   WHERE class_session.tenant_id = $1 AND class_session.service_id = $3
     AND class_session.starts_at >= $4::bigint AND class_session.starts_at < $5::bigint AND class_session.withdrawn_at IS NULL) AS sessions,
  (SELECT min(hold_expires_at) FROM booking WHERE tenant_id = $1 AND state = 'held' AND hold_expires_at > $6::bigint) AS "nextEndsAt"`;

/** Lists the sessions that begin at these starts. `$1` tenant, `$2` services, `$3` the start for each, `$4` now. */
export const loadSeats = `
SELECT ${buildSessionObject(leftSeats('$4::bigint'))} AS session
FROM (SELECT DISTINCT service_id, starts_at FROM unnest($2::text[], $3::bigint[]) AS wanted (service_id, starts_at)) AS asked
JOIN class_session ON class_session.tenant_id = $1 AND class_session.service_id = asked.service_id
  AND class_session.starts_at = asked.starts_at AND class_session.withdrawn_at IS NULL`;
