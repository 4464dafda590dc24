import { MAXIMUM_CLOCK_LEAD } from '../../../core/index.ts';
import { isUndecided } from './decide-sessions.ts';

/** Lists tenants that have an effect due, a hold or an offer over, a session to be decided, a seat in a cancelled one, an open payment, or a calendar of an active resource to be read. `$1` now. */
export const listTenantsWithWork = `
SELECT tenant_id AS "tenantId" FROM tenant
WHERE EXISTS (
    SELECT FROM effect
    WHERE effect.tenant_id = tenant.tenant_id AND effect.state = 'pending' AND effect.retry_at <= $1
      AND (effect.leased_until IS NULL OR effect.leased_until <= $1)
  )
  OR EXISTS (
    SELECT FROM booking
    WHERE booking.tenant_id = tenant.tenant_id AND booking.state IN ('held', 'awaiting_payment') AND booking.hold_expires_at <= $1
  )
  OR EXISTS (
    SELECT FROM booking_order
    WHERE booking_order.tenant_id = tenant.tenant_id AND booking_order.late_offer ->> 'state' = 'open'
      AND (booking_order.late_offer ->> 'expiresAt')::bigint <= $1
  )
  OR EXISTS (SELECT FROM class_session WHERE class_session.tenant_id = tenant.tenant_id AND ${isUndecided('$1')})
  OR EXISTS (
    SELECT FROM class_session
    JOIN seat_claim ON seat_claim.tenant_id = class_session.tenant_id AND seat_claim.session_id = class_session.session_id AND seat_claim.active
    WHERE class_session.tenant_id = tenant.tenant_id AND class_session.cancelled
  )
  OR EXISTS (
    SELECT FROM payment
    WHERE payment.tenant_id = tenant.tenant_id AND payment.provider_id IS NOT NULL
      AND payment.state IN ('created', 'requires_action', 'processing', 'authorized')
  )
  OR EXISTS (
    SELECT FROM resource
    LEFT JOIN calendar ON calendar.tenant_id = resource.tenant_id AND calendar.calendar_id = resource.document #>> '{calendar,calendarId}'
    WHERE resource.tenant_id = tenant.tenant_id AND NOT resource.retired AND resource.document #>> '{calendar,calendarId}' IS NOT NULL
      AND (calendar.next_read_at IS NULL OR calendar.next_read_at <= $1 OR calendar.next_read_at > $1::bigint + ${MAXIMUM_CLOCK_LEAD})
  )
ORDER BY tenant_id`;
