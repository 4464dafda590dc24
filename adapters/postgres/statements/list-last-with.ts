import type { ResourceId } from '../../../core/index.ts';

export type LastWithRow = { readonly resourceIds: readonly ResourceId[] };

/**
 * Lists whom a customer's bookings have that are confirmed or took place, that with the latest start first. `$1` tenant, `$2` e-mail address, `$3` how many.
 * His orders are found first, by an index of their own: looked for from the newest booking back, everybody's would be read.
 */
export const listLastWith = `
WITH own AS MATERIALIZED (
    SELECT order_id FROM booking_order
    WHERE tenant_id = $1 AND customer IS NOT NULL AND lower(btrim(customer ->> 'email')) = lower(btrim($2))
  )
SELECT booking.resource_ids AS "resourceIds"
FROM own
JOIN booking ON booking.tenant_id = $1 AND booking.order_id = own.order_id
WHERE booking.state IN ('confirmed', 'completed', 'no_show')
ORDER BY booking.starts_at DESC, booking.booking_id COLLATE "C" DESC LIMIT $3`;
