import type { Booking, EpochMillis, Order } from '../../../core/index.ts';

/** One order. Its kinds of rows are gathered by the database, so that it is read in one statement and one snapshot. */
export type OrderRow = {
  readonly order: Omit<Order, 'addresses' | 'bookings'> & {
    readonly addresses: Order['addresses'] | null;
    readonly bookings: readonly BookingRow[];
  };
};

type BookingRow = Omit<Booking, 'changedAt'> & { readonly changedAt: EpochMillis | null };

/** The order as it was written: without addresses when it has none, and without a change of what was never changed. */
export function readOrder({ order: { addresses, ...order } }: OrderRow): Order {
  const read = { ...order, bookings: order.bookings.map(readBooking) };
  return addresses === null || addresses === undefined ? read : { ...read, addresses };
}

const readBooking = ({ changedAt, ...booking }: BookingRow): Booking =>
  changedAt === null ? booking : { ...booking, changedAt };

const gather = (table: string, fields: string): string => `
  (SELECT coalesce(json_agg(json_build_object(${fields}) ORDER BY part.position), '[]')
   FROM ${table} AS part WHERE part.tenant_id = booking_order.tenant_id AND part.order_id = booking_order.order_id)`;

const lines = gather(
  'order_line',
  `'id', part.line_id, 'kind', part.kind, 'bookingId', part.booking_id, 'description', part.description,
   'quantity', part.quantity, 'amountMinor', part.amount_minor, 'discountMinor', part.discount_minor, 'netMinor', part.net_minor`,
);

const bookings = gather(
  'booking',
  `'id', part.booking_id, 'orderId', part.order_id, 'lineId', part.line_id, 'serviceId', part.service_id, 'state', part.state,
   'startsAt', part.starts_at, 'endsAt', part.ends_at, 'wallStart', part.wall_start, 'timeZone', part.time_zone,
   'customerTimeZone', part.customer_time_zone, 'partySize', part.party_size, 'extras', part.extras, 'claims', part.planned_claims,
   'limits', part.limits, 'sessions', part.sessions, 'steps', part.steps, 'resourceIds', part.resource_ids, 'holdExpiresAt', part.hold_expires_at,
   'cancellationPolicy', part.cancellation_policy, 'sequence', part.sequence, 'createdAt', part.created_at, 'override', part.override,
   'changedAt', part.changed_at`,
);

const payments = gather(
  'payment',
  `'id', part.payment_id, 'orderId', part.order_id, 'provider', part.provider, 'providerId', part.provider_id, 'state', part.state,
   'amountMinor', part.amount_minor, 'currency', part.currency, 'capturedMinor', part.captured_minor,
   'lastDeclineCode', part.last_decline_code, 'createdAt', part.created_at, 'delayedDays', part.delayed_days,
   'disputes', part.disputes, 'ownerToldAt', part.owner_told_at`,
);

const refunds = gather(
  'refund',
  `'id', part.refund_id, 'orderId', part.order_id, 'paymentId', part.payment_id, 'providerId', part.provider_id, 'state', part.state,
   'amountMinor', part.amount_minor, 'currency', part.currency, 'reason', part.reason, 'createdAt', part.created_at`,
);

/** One use, and nothing that is counted of a customer, are left out as they are in the order. */
const redemptions = `
  (SELECT coalesce(json_agg(json_strip_nulls(json_build_object(
     'code', part.code, 'state', part.state, 'uses', nullif(part.uses, 1), 'counted', part.counted
   )) ORDER BY part.position), '[]')
   FROM redemption AS part WHERE part.tenant_id = booking_order.tenant_id AND part.order_id = booking_order.order_id)`;

const ledger = gather(
  'ledger_entry',
  `'key', part.key, 'account', part.account, 'amountMinor', part.amount_minor, 'recordedAt', part.recorded_at`,
);

const selectOrder = `
SELECT json_build_object(
  'id', booking_order.order_id, 'version', booking_order.version, 'reference', booking_order.reference,
  'currency', booking_order.currency, 'customer', booking_order.customer, 'addresses', booking_order.addresses,
  'quote', booking_order.quote, 'manageVersion', booking_order.manage_version, 'createdAt', booking_order.created_at,
  'lines', ${lines}, 'bookings', ${bookings}, 'payments', ${payments}, 'refunds', ${refunds},
  'redemptions', ${redemptions}, 'ledger', ${ledger}, 'lateOffer', booking_order.late_offer
) AS "order"
FROM booking_order`;

const ofTenant = 'WHERE booking_order.tenant_id = $1 AND booking_order.order_id';

/** `$1` tenant, `$2` order. */
export const selectOrderById = `${selectOrder} ${ofTenant} = $2`;

/** `$1` tenant, `$2` booking. */
export const selectOrderOfBooking = `${selectOrder} ${ofTenant} =
  (SELECT order_id FROM booking WHERE tenant_id = $1 AND booking_id = $2)`;

/** `$1` tenant, `$2` our payment id. */
export const selectOrderOfPayment = `${selectOrder} ${ofTenant} =
  (SELECT order_id FROM payment WHERE tenant_id = $1 AND payment_id = $2)`;

/** `$1` tenant, `$2` provider, `$3` the provider's payment id. */
export const selectOrderOfProviderPayment = `${selectOrder} ${ofTenant} =
  (SELECT order_id FROM payment WHERE tenant_id = $1 AND provider = $2 AND provider_id = $3)`;

/** `$1` tenant, `$2` and `$3` the range that a booking starts in, `$4` limit. */
export const selectOrdersByStart = `${selectOrder}
JOIN (
  SELECT order_id, min(starts_at) AS first_start FROM booking
  WHERE tenant_id = $1 AND starts_at >= $2 AND starts_at < $3
  GROUP BY order_id ORDER BY first_start, order_id LIMIT $4
) AS found ON found.order_id = booking_order.order_id
WHERE booking_order.tenant_id = $1
ORDER BY found.first_start, found.order_id`;

/** Whether money of the order is owed back that no refund carries. */
const isOwed = (order: string): string => `0 > (
      SELECT coalesce(sum(owed.amount_minor), 0) FROM ledger_entry AS owed
      WHERE owed.tenant_id = $1 AND owed.order_id = ${order} AND owed.account = 'refund_due'
    ) + (
      SELECT coalesce(sum(pending.amount_minor), 0) FROM refund AS pending
      WHERE pending.tenant_id = $1 AND pending.order_id = ${order} AND pending.state = 'pending'
    )`;

/**
 * Orders that may need their owner. `$1` tenant, `$2` since when a time waits for a payment, `$3` limit, `$4` since when a lost dispute is news.
 * The newest first. Money is owed without a refund only after one failed, or where no provider has it: it was paid at the place, lost to a bank, or never there.
 */
export const selectOrdersToLookAt = `${selectOrder}
JOIN (
  SELECT order_id FROM booking_order WHERE tenant_id = $1 AND late_offer ->> 'state' = 'open'
  UNION SELECT failed.order_id FROM refund AS failed
    WHERE failed.tenant_id = $1 AND failed.state = 'failed' AND ${isOwed('failed.order_id')}
  UNION SELECT order_id FROM payment WHERE tenant_id = $1 AND state = 'disputed'
  UNION SELECT lost.order_id FROM ledger_entry AS lost
    WHERE lost.tenant_id = $1 AND lost.key LIKE 'dispute_lost/%' AND (lost.recorded_at > $4 OR ${isOwed('lost.order_id')})
  UNION SELECT corrected.order_id FROM ledger_entry AS corrected
    WHERE corrected.tenant_id = $1 AND corrected.key LIKE 'corrected/%' AND (
      EXISTS (
        SELECT FROM booking AS standing
        WHERE standing.tenant_id = $1 AND standing.order_id = corrected.order_id AND standing.state = 'confirmed'
      ) OR ${isOwed('corrected.order_id')}
    )
  UNION SELECT paid.order_id FROM ledger_entry AS paid
    WHERE paid.tenant_id = $1 AND paid.account = 'on_site' AND ${isOwed('paid.order_id')}
  UNION SELECT order_id FROM booking
    WHERE tenant_id = $1 AND state IN ('held', 'awaiting_payment') AND hold_expires_at <= $2
) AS found ON found.order_id = booking_order.order_id
WHERE booking_order.tenant_id = $1
ORDER BY booking_order.created_at DESC, booking_order.order_id LIMIT $3`;
