/**
 * Replaces what is set up for an account, as long as key and endpoint are those that were read. `$1` tenant, `$2` mode, `$3` the sealed key
 * that was read, `$4` the endpoint that was read, `$5` a `SetupRow` as jsonb. No row: another one stands.
 */
export const savePaymentSetup = `
UPDATE payment_account SET
  webhook_state = new.webhook_state, webhook_url = new.webhook_url, webhook_api_version = new.webhook_api_version,
  webhook_endpoint_id = new.webhook_endpoint_id, encrypted_endpoint_secret = new.encrypted_endpoint_secret,
  former_endpoint_id = new.former_endpoint_id, encrypted_former_secret = new.encrypted_former_secret,
  webhook_detail = new.webhook_detail, payment_domains = new.payment_domains, setup_looked_at = new.setup_looked_at
FROM jsonb_to_record($5::jsonb) AS new (
  webhook_state text, webhook_url text, webhook_api_version text, webhook_endpoint_id text, encrypted_endpoint_secret text,
  former_endpoint_id text, encrypted_former_secret text, webhook_detail text, payment_domains jsonb, setup_looked_at bigint
)
WHERE tenant_id = $1 AND mode = $2 AND encrypted_secret_key = $3
  AND payment_account.webhook_endpoint_id IS NOT DISTINCT FROM $4::text
RETURNING tenant_id`;
