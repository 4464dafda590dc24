import type { ResourceId } from '../../../core/index.ts';

export type LastWithRow = { readonly resourceIds: readonly ResourceId[] };

/** Lists whom a customer's bookings have that are confirmed or took place, that with the latest start first. `$1` tenant, `$2` e-mail address, `$3` how many. */
export const listLastWith = `
SELECT booking.resource_ids AS "resourceIds"
FROM booking_order
JOIN booking ON booking.tenant_id = $1 AND booking.order_id = booking_order.order_id
WHERE booking_order.tenant_id = $1 AND lower(btrim(booking_order.customer ->> 'email')) = lower(btrim($2))
  AND booking.state IN ('confirmed', 'completed', 'no_show')
ORDER BY booking.starts_at DESC, booking.booking_id COLLATE "C" DESC LIMIT $3`;
