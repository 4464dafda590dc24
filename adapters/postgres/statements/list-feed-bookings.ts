import type { FeedBooking } from '../../../core/index.ts';

/** What `listFeedBookings` answers for each booking. */
export type FeedBookingRow = Omit<FeedBooking, 'changedAt' | 'extras'> & {
  readonly changedAt: number | null;
  readonly extras: FeedBooking['extras'] | null;
};

/**
 * What a feed tells of bookings. `$1` tenant, `$2` and `$3` range, `$4` how early a booking may have begun, `$5` since when cancelled ones count, `$6` resource or null, `$7` limit.
 * Only what was confirmed has had its sequence raised when it is cancelled.
 */
export const listFeedBookings = `
SELECT
  booking.booking_id AS id, booking.service_id AS "serviceId", booking.state, booking.starts_at AS "startsAt", booking.ends_at AS "endsAt",
  booking.party_size AS "partySize", booking.sessions, booking.resource_ids AS "resourceIds", booking.planned_claims AS claims,
  booking.sequence, booking.created_at AS "createdAt", booking.changed_at AS "changedAt",
  booking_order.reference, booking_order.customer ->> 'name' AS "customerName", booking_order.addresses -> booking.booking_id AS address,
  CASE WHEN service.retired THEN (
    SELECT line.description FROM order_line AS line
    WHERE line.tenant_id = $1 AND line.order_id = booking.order_id AND line.line_id = booking.line_id
  ) END AS "soldName",
  CASE WHEN booking.extras <> '[]' THEN (
    SELECT json_agg(json_build_object('quantity', extra.quantity, 'description', extra.description) ORDER BY extra.position)
    FROM order_line AS extra
    WHERE extra.tenant_id = $1 AND extra.order_id = booking.order_id AND extra.kind = 'extra' AND extra.booking_id = booking.booking_id
  ) END AS extras
FROM booking
  JOIN booking_order ON booking_order.tenant_id = $1 AND booking_order.order_id = booking.order_id
  JOIN service ON service.tenant_id = $1 AND service.service_id = booking.service_id
WHERE booking.tenant_id = $1 AND booking.starts_at >= $4 AND booking.starts_at < $3 AND booking.ends_at > $2
  AND (
    booking.state IN ('confirmed', 'completed', 'no_show')
    OR booking.state = 'cancelled' AND booking.sequence > 0 AND booking.changed_at > $5
  )
  AND (
    $6::text IS NULL OR $6 = ANY (booking.resource_ids) OR booking.planned_claims @> jsonb_build_array(jsonb_build_object('resourceId', $6::text))
    OR EXISTS (
      SELECT FROM jsonb_array_elements(booking.sessions) AS session
        JOIN claim ON claim.tenant_id = $1 AND claim.session_id = session ->> 'id' AND claim.resource_id = $6
    )
  )
ORDER BY booking.starts_at DESC, booking.booking_id DESC LIMIT $7`;
