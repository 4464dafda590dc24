/** Lists orders whose unpaid hold is over, longest over first. `$1` tenant, `$2` now, `$3` limit. */
export const listDueHolds = `
SELECT order_id AS "orderId" FROM booking
WHERE tenant_id = $1 AND state IN ('held', 'awaiting_payment') AND hold_expires_at <= $2
GROUP BY order_id ORDER BY min(hold_expires_at), order_id LIMIT $3`;
