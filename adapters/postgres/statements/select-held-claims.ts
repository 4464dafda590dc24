import { isStaleHold } from './stale-hold.ts';

/** Lists claims that touch a range with what made them, in order of resource and time. `$1` tenant, `$2` resource ids, `$3` and `$4` the range, `$5` now. Stale holds are left out. */
export const selectHeldClaims = `
SELECT claim.resource_id AS "resourceId",
  json_build_object('from', lower(claim.during), 'to', upper(claim.during)) AS during,
  CASE WHEN booking.booking_id IS NULL
    THEN json_build_object('kind', 'session', 'sessionId', class_session.session_id, 'serviceId', class_session.service_id,
      'startsAt', class_session.starts_at, 'endsAt', class_session.ends_at)
    ELSE json_build_object('kind', 'booking', 'bookingId', booking.booking_id, 'reference', booking_order.reference,
      'serviceId', booking.service_id, 'state', booking.state, 'startsAt', booking.starts_at, 'endsAt', booking.ends_at)
  END AS by
FROM claim
LEFT JOIN booking ON booking.tenant_id = $1 AND booking.booking_id = claim.booking_id
LEFT JOIN booking_order ON booking_order.tenant_id = $1 AND booking_order.order_id = booking.order_id
LEFT JOIN class_session ON class_session.tenant_id = $1 AND class_session.session_id = claim.session_id
WHERE claim.tenant_id = $1 AND claim.resource_id = ANY ($2::text[]) AND claim.during && int8range($3::bigint, $4::bigint)
  AND claim.active AND NOT (booking.booking_id IS NOT NULL AND ${isStaleHold('$5::bigint')})
ORDER BY claim.resource_id COLLATE "C", lower(claim.during), upper(claim.during)`;
