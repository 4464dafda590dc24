/**
 * Lists payments that are disputed or have a refund under way, and notes that they were looked at, so that the next look takes others first.
 * `$1` tenant, `$2` limit.
 */
export const listUnsettledPayments = `
WITH chosen AS (
    SELECT payment_id, last_look, created_at FROM payment
    WHERE tenant_id = $1 AND payment_id IN (
      SELECT payment_id FROM payment WHERE tenant_id = $1 AND state = 'disputed'
      UNION SELECT payment_id FROM refund WHERE tenant_id = $1 AND state = 'pending' AND provider_id IS NOT NULL
    )
    ORDER BY last_look, created_at, payment_id LIMIT $2
    FOR NO KEY UPDATE SKIP LOCKED
  ),
  looked AS (
    UPDATE payment SET last_look = nextval('payment_look')
    FROM chosen WHERE payment.tenant_id = $1 AND payment.payment_id = chosen.payment_id
  )
SELECT payment_id AS "paymentId" FROM chosen ORDER BY last_look, created_at, payment_id`;
