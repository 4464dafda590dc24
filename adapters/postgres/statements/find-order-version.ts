/** Finds the version of an order. `$1` tenant, `$2` order. No row: it does not exist. */
export const findOrderVersion = `SELECT version FROM booking_order WHERE tenant_id = $1 AND order_id = $2`;
