import { isStaleHold } from './stale-hold.ts';
import type { Claim, Session } from '../../../core/index.ts';

/** The answer of `loadOccupancy`, gathered by the database into one row. */
export type OccupancyRow = { readonly busy: readonly Claim[]; readonly sessions: readonly Session[] };

const touching = (exclusive: string): string => `
    SELECT claim.resource_id, claim.during, claim.booking_id
    FROM (SELECT DISTINCT unnest($2::text[]) AS resource_id) AS asked
    JOIN claim ON claim.tenant_id = $1 AND claim.resource_id = asked.resource_id
      AND claim.during && int8range($4::bigint, $5::bigint) AND claim.active AND ${exclusive}`;

/**
 * Loads what is occupied. `$1` tenant, `$2` resource ids, `$3` service or null, `$4` and `$5` the range, `$6` now.
 * Exclusive claims and others stand in two indexes, hence the two halves.
 */
export const loadOccupancy = `
SELECT
  (SELECT coalesce(json_agg(json_build_object(
      'resourceId', busy.resource_id, 'during', json_build_object('from', lower(busy.during), 'to', upper(busy.during))
    ) ORDER BY busy.resource_id, busy.during), '[]')
   FROM (${touching('claim.exclusive')}
    UNION ALL${touching('NOT claim.exclusive')}
   ) AS busy
   WHERE NOT EXISTS (
     SELECT FROM booking WHERE booking.tenant_id = $1 AND booking.booking_id = busy.booking_id AND ${isStaleHold('$6::bigint')}
   )) AS busy,
  (SELECT coalesce(json_agg(json_build_object(
      'id', class_session.session_id, 'serviceId', class_session.service_id, 'startsAt', class_session.starts_at,
      'endsAt', class_session.ends_at, 'capacity', class_session.capacity,
      'seatsTaken', class_session.seats_taken - (
        SELECT coalesce(sum(seat_claim.seats), 0) FROM seat_claim
        JOIN booking ON booking.tenant_id = $1 AND booking.booking_id = seat_claim.booking_id
        WHERE seat_claim.tenant_id = $1 AND seat_claim.session_id = class_session.session_id AND seat_claim.active
          AND ${isStaleHold('$6::bigint')}
      ),
      'resourceIds', class_session.resource_ids
    ) ORDER BY class_session.starts_at), '[]')
   FROM class_session
   WHERE class_session.tenant_id = $1 AND class_session.service_id = $3
     AND class_session.starts_at >= $4::bigint AND class_session.starts_at < $5::bigint) AS sessions`;
