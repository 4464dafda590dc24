/** Chooses the account that takes new payments. `$1` tenant, `$2` mode, null for none. No row: there is no such account. */
export const choosePaymentMode = `
UPDATE tenant SET payment_mode = $2::text
WHERE tenant_id = $1
  AND ($2::text IS NULL OR EXISTS (SELECT FROM payment_account AS account WHERE account.tenant_id = $1 AND account.mode = $2::text))
RETURNING tenant_id`;
