/** Raises the version of an order that still has the version that was read, and writes what stands on the order itself; the numbers are those of the parameters. */
export const raiseVersion = (places: { readonly order: string; readonly version: string; readonly own: string }): string => `
UPDATE booking_order SET
  version = booking_order.version + 1, reference = new.reference, currency = new.currency, customer = new.customer,
  addresses = new.addresses, quote = new.quote, manage_version = new."manageVersion", late_offer = new."lateOffer", changed_xid = pg_current_xact_id()
FROM jsonb_to_record(${places.own}::jsonb) AS new (
  reference text, currency text, customer jsonb, addresses jsonb, quote jsonb, "manageVersion" integer, "lateOffer" jsonb
)
WHERE booking_order.tenant_id = $1 AND booking_order.order_id = ${places.order} AND booking_order.version = ${places.version}`;

/**
 * The first statement of a change: `raiseVersion` with `$1` tenant, `$2` order, `$3` the version that was read, `$4` the order as jsonb.
 * No row: it has another version now. The row stays locked, so that changes of one order follow each other.
 */
export const advanceOrder = `${raiseVersion({ order: '$2', version: '$3', own: '$4' })}
RETURNING booking_order.version`;
