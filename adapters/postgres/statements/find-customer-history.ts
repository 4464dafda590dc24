import type { CustomerHistory } from '../../../core/index.ts';

export type CustomerHistoryRow = CustomerHistory;

/**
 * Tells whether a customer has a booking that is confirmed or took place, and what is counted of him. `$1` tenant, `$2` e-mail address, `$3` keys. His orders are found by their own index, as
 * `listLastWith` finds them.
 */
export const findCustomerHistory = `
SELECT
  EXISTS (
    SELECT FROM booking_order
    JOIN booking ON booking.tenant_id = $1 AND booking.order_id = booking_order.order_id
    WHERE booking_order.tenant_id = $1 AND booking_order.customer IS NOT NULL
      AND lower(btrim(booking_order.customer ->> 'email')) = lower(btrim($2))
      AND booking.state IN ('confirmed', 'completed', 'no_show')
  ) AS "hasVisited",
  coalesce((
    SELECT json_agg(json_build_object('key', key, 'used', used) ORDER BY key)
    FROM limit_counter WHERE tenant_id = $1 AND key = ANY ($3::text[]) AND used > 0
  ), '[]') AS counts`;
