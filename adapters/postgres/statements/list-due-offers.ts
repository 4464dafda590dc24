/** Lists orders whose offer for late money is over, the oldest first. `$1` tenant, `$2` now, `$3` limit. */
export const listDueOffers = `
SELECT order_id AS "orderId" FROM booking_order
WHERE tenant_id = $1 AND late_offer ->> 'state' = 'open' AND (late_offer ->> 'expiresAt')::bigint <= $2
ORDER BY (late_offer ->> 'expiresAt')::bigint, order_id LIMIT $3`;
