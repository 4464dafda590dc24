/** Lists tenants that have an effect due, a hold over, or an open payment. `$1` now. */
export const listTenantsWithWork = `
SELECT tenant_id AS "tenantId" FROM tenant
WHERE EXISTS (
    SELECT FROM effect
    WHERE effect.tenant_id = tenant.tenant_id AND effect.state = 'pending' AND effect.retry_at <= $1
      AND (effect.leased_until IS NULL OR effect.leased_until <= $1)
  )
  OR EXISTS (
    SELECT FROM booking
    WHERE booking.tenant_id = tenant.tenant_id AND booking.state IN ('held', 'awaiting_payment') AND booking.hold_expires_at <= $1
  )
  OR EXISTS (
    SELECT FROM payment
    WHERE payment.tenant_id = tenant.tenant_id AND payment.provider_id IS NOT NULL
      AND payment.state IN ('created', 'requires_action', 'processing', 'authorized')
  )
ORDER BY tenant_id`;
