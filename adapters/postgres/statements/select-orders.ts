import type { Order } from '../../../core/index.ts';

/** One order. Its kinds of rows are gathered by the database, so that it is read in one statement and one snapshot. */
export type OrderRow = { readonly order: Order };

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
   'customerTimeZone', part.customer_time_zone, 'partySize', part.party_size, 'claims', part.planned_claims,
   'sessionId', part.session_id, 'resourceIds', part.resource_ids, 'holdExpiresAt', part.hold_expires_at,
   'cancellationPolicy', part.cancellation_policy, 'sequence', part.sequence, 'createdAt', part.created_at`,
);

const payments = gather(
  'payment',
  `'id', part.payment_id, 'orderId', part.order_id, 'provider', part.provider, 'providerId', part.provider_id, 'state', part.state,
   'amountMinor', part.amount_minor, 'currency', part.currency, 'capturedMinor', part.captured_minor,
   'lastDeclineCode', part.last_decline_code, 'createdAt', part.created_at`,
);

const refunds = gather(
  'refund',
  `'id', part.refund_id, 'orderId', part.order_id, 'paymentId', part.payment_id, 'providerId', part.provider_id, 'state', part.state,
   'amountMinor', part.amount_minor, 'currency', part.currency, 'reason', part.reason, 'createdAt', part.created_at`,
);

const redemptions = gather('redemption', `'code', part.code, 'state', part.state`);

const ledger = gather(
  'ledger_entry',
  `'key', part.key, 'account', part.account, 'amountMinor', part.amount_minor, 'recordedAt', part.recorded_at`,
);

const selectOrder = `
SELECT json_build_object(
  'id', booking_order.order_id, 'version', booking_order.version, 'reference', booking_order.reference,
  'currency', booking_order.currency, 'customer', booking_order.customer, 'extras', booking_order.extras,
  'quote', booking_order.quote, 'manageVersion', booking_order.manage_version, 'createdAt', booking_order.created_at,
  'lines', ${lines}, 'bookings', ${bookings}, 'payments', ${payments}, 'refunds', ${refunds},
  'redemptions', ${redemptions}, 'ledger', ${ledger}
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
