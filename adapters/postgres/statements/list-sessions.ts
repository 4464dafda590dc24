/** True for a cancelled row of `class_session`, and nothing otherwise: the session then says nothing of it. */
export const isCancelled = `CASE WHEN class_session.cancelled THEN true END`;

const session = `json_strip_nulls(json_build_object(
  'id', class_session.session_id, 'serviceId', class_session.service_id, 'startsAt', class_session.starts_at, 'endsAt', class_session.ends_at,
  'capacity', class_session.capacity, 'seatsTaken', class_session.seats_taken, 'resourceIds', class_session.resource_ids, 'isCancelled', ${isCancelled}
)) AS session`;

/** Lists sessions in order of start. `$1` tenant, `$2` service or null, `$3` and `$4` the range of starts, `$5` limit. */
export const listSessions = `
SELECT ${session} FROM class_session
WHERE class_session.tenant_id = $1 AND ($2::text IS NULL OR class_session.service_id = $2)
  AND class_session.starts_at >= $3 AND class_session.starts_at < $4
ORDER BY class_session.starts_at, class_session.session_id LIMIT $5`;

/** Cancels a session and gives its teacher and room back. `$1` tenant, `$2` session. */
export const cancelSession = `
WITH released AS (
    UPDATE claim SET active = false WHERE tenant_id = $1 AND session_id = $2 AND active
  )
UPDATE class_session SET cancelled = true, changed_xid = pg_current_xact_id()
WHERE class_session.tenant_id = $1 AND class_session.session_id = $2
RETURNING ${session}`;

/** Lists bookings with seats in cancelled sessions. `$1` tenant, `$2` session or null for all, `$3` limit. */
export const listCancelledSeats = `
SELECT DISTINCT seat_claim.booking_id AS "bookingId" FROM class_session
JOIN seat_claim ON seat_claim.tenant_id = class_session.tenant_id AND seat_claim.session_id = class_session.session_id AND seat_claim.active
WHERE class_session.tenant_id = $1 AND class_session.cancelled AND ($2::text IS NULL OR class_session.session_id = $2)
ORDER BY 1 LIMIT $3`;
