const CONFIRMED = `(
  SELECT coalesce(sum(seat_claim.seats), 0) FROM seat_claim
  JOIN booking ON booking.tenant_id = seat_claim.tenant_id AND booking.booking_id = seat_claim.booking_id
  WHERE seat_claim.tenant_id = class_session.tenant_id AND seat_claim.session_id = class_session.session_id AND seat_claim.active
    AND booking.state IN ('confirmed', 'completed', 'no_show')
)`;

/** Builds a session of a row of `class_session` with so many seats taken; it says nothing of what does not apply to it. */
export const buildSessionObject = (seatsTaken: string): string => `json_strip_nulls(json_build_object(
  'id', class_session.session_id, 'serviceId', class_session.service_id, 'startsAt', class_session.starts_at, 'endsAt', class_session.ends_at,
  'capacity', class_session.capacity, 'seatsTaken', ${seatsTaken}, 'resourceIds', class_session.resource_ids,
  'isCancelled', CASE WHEN class_session.cancelled THEN true END, 'isWithdrawn', CASE WHEN class_session.withdrawn_at IS NOT NULL THEN true END, 'decideAt', class_session.decide_at, 'decision', class_session.decision,
  'confirmedSeats', CASE WHEN class_session.decide_at IS NOT NULL THEN ${CONFIRMED} END
))`;

/** A session with the seats that its counter says. */
export const sessionObject = buildSessionObject('class_session.seats_taken');

/** In SQL: neither withdrawn, or with people in it. */
export const isThere = `(class_session.withdrawn_at IS NULL OR class_session.seats_taken > 0)`;

/** Lists sessions in order of start. `$1` tenant, `$2` service or null, `$3` and `$4` the range of starts, `$5` limit. */
export const listSessions = `
SELECT ${sessionObject} AS session FROM class_session
WHERE class_session.tenant_id = $1 AND ($2::text IS NULL OR class_session.service_id = $2)
  AND class_session.starts_at >= $3 AND class_session.starts_at < $4 AND ${isThere}
ORDER BY class_session.starts_at, class_session.session_id LIMIT $5`;

/** Cancels a session and gives its teacher and room back. `$1` tenant, `$2` session. */
export const cancelSession = `
WITH released AS (
    UPDATE claim SET active = false WHERE tenant_id = $1 AND session_id = $2 AND active
  )
UPDATE class_session SET cancelled = true, changed_xid = pg_current_xact_id()
WHERE class_session.tenant_id = $1 AND class_session.session_id = $2 AND ${isThere}
RETURNING ${sessionObject} AS session`;

/** Lists bookings with seats in cancelled sessions. `$1` tenant, `$2` session or null for all, `$3` limit. */
export const listCancelledSeats = `
SELECT seat_claim.booking_id AS "bookingId", bool_or(class_session.decision IS NOT DISTINCT FROM 'too_few') AS "isTooFew" FROM class_session
JOIN seat_claim ON seat_claim.tenant_id = class_session.tenant_id AND seat_claim.session_id = class_session.session_id AND seat_claim.active
WHERE class_session.tenant_id = $1 AND class_session.cancelled AND ($2::text IS NULL OR class_session.session_id = $2)
GROUP BY seat_claim.booking_id ORDER BY 1 LIMIT $3`;
