/** Lists orders whose unpaid hold is over, by id. `$1` tenant, `$2` now, `$3` limit, `$4` the order after which the page begins, or empty. */
export const listDueHolds = `
SELECT order_id AS "orderId" FROM booking
WHERE tenant_id = $1 AND state IN ('held', 'awaiting_payment') AND hold_expires_at <= $2 AND order_id COLLATE "C" > $4
GROUP BY order_id ORDER BY order_id COLLATE "C" LIMIT $3`;
