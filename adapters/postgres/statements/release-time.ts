/**
 * Gives back the claims and seats of bookings. `$1` tenant, `$2` booking ids.
 * Seats are counted from the very rows that this statement flips, so a second release finds none and gives nothing.
 */
export const releaseTime = `
WITH released_claim AS (
    UPDATE claim SET active = false WHERE tenant_id = $1 AND booking_id = ANY ($2::text[]) AND active
  ),
  released_seats AS (
    UPDATE seat_claim SET active = false WHERE tenant_id = $1 AND booking_id = ANY ($2::text[]) AND active
    RETURNING session_id, seats
  )
UPDATE class_session SET seats_taken = class_session.seats_taken - freed.seats
FROM (SELECT session_id, sum(seats) AS seats FROM released_seats GROUP BY session_id) AS freed
WHERE class_session.tenant_id = $1 AND class_session.session_id = freed.session_id`;
