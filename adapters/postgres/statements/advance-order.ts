/**
 * Raises the version of an order that still has the version that was read, and writes what stands on the order itself.
 * `$1` tenant, `$2` order, `$3` the version that was read, `$4` the order as jsonb. No row: it has another version now.
 * It comes first in the transaction: the row stays locked, so that changes of one order follow each other.
 */
export const advanceOrder = `
UPDATE booking_order SET
  version = booking_order.version + 1, reference = new.reference, currency = new.currency, customer = new.customer,
  extras = new.extras, quote = new.quote, manage_version = new."manageVersion"
FROM jsonb_to_record($4::jsonb) AS new (
  reference text, currency text, customer jsonb, extras jsonb, quote jsonb, "manageVersion" integer
)
WHERE booking_order.tenant_id = $1 AND booking_order.order_id = $2 AND booking_order.version = $3
RETURNING booking_order.version`;
