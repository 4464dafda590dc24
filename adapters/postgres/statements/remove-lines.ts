/** Removes lines that an order no longer has. `$1` tenant, `$2` order, `$3` line ids. */
export const removeLines = `
DELETE FROM order_line WHERE tenant_id = $1 AND order_id = $2 AND line_id = ANY ($3::text[])`;
