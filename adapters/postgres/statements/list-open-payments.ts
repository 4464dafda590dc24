/**
 * Lists open payments known to the provider and notes that they were looked at, so that the next look takes others first.
 * `$1` tenant, `$2` created before, `$3` limit.
 */
export const listOpenPayments = `
WITH chosen AS (
    SELECT payment_id, last_look, created_at FROM payment
    WHERE tenant_id = $1 AND provider_id IS NOT NULL AND state IN ('created', 'requires_action', 'processing', 'authorized')
      AND created_at < $2
    ORDER BY last_look, created_at, payment_id LIMIT $3
    FOR NO KEY UPDATE SKIP LOCKED
  ),
  looked AS (
    UPDATE payment SET last_look = nextval('payment_look')
    FROM chosen WHERE payment.tenant_id = $1 AND payment.payment_id = chosen.payment_id
  )
SELECT payment_id AS "paymentId" FROM chosen ORDER BY last_look, created_at, payment_id`;
