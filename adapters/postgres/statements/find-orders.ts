/** Finds orders of all tenants by their id, a booking's or their reference, the newest first, at most ten. `$1` what is known. */
export const findOrders = `
SELECT booking_order.tenant_id AS "tenantId", booking_order.order_id AS "orderId" FROM booking_order
WHERE booking_order.order_id = $1 OR booking_order.reference = upper($1)
  OR EXISTS (
    SELECT FROM booking
    WHERE booking.tenant_id = booking_order.tenant_id AND booking.order_id = booking_order.order_id AND booking.booking_id = $1
  )
ORDER BY booking_order.created_at DESC LIMIT 10`;
