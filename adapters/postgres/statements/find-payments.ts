/** Finds what the books say of payments: with banks are disputes that are open or lost, returned is what the provider has an id for and what has not failed. `$1` tenant, `$2` our ids. */
export const findPayments = `
SELECT
  payment.payment_id AS id, payment.provider, payment.provider_id AS "providerId", payment.state, payment.amount_minor AS "amountMinor",
  payment.currency, payment.captured_minor AS "capturedMinor", contested.minor AS "disputedMinor", returned.minor AS "refundedMinor"
FROM payment
  CROSS JOIN LATERAL (
    SELECT coalesce(sum((dispute ->> 'amountMinor')::bigint), 0)::bigint AS minor
    FROM jsonb_array_elements(payment.disputes) AS dispute WHERE dispute ->> 'state' <> 'won'
  ) AS contested
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(refund.amount_minor), 0)::bigint AS minor
    FROM refund
    WHERE refund.tenant_id = $1 AND refund.order_id = payment.order_id AND refund.payment_id = payment.payment_id
      AND refund.provider_id IS NOT NULL AND refund.state IN ('pending', 'succeeded')
  ) AS returned
WHERE payment.tenant_id = $1 AND payment.payment_id = ANY ($2::text[])`;
