/** Notes when a message of an account came. `$1` tenant, `$2` when, `$3` the latest note that is old enough to be replaced, `$4` the account's name. */
export const noteWebhookAccepted = `
UPDATE payment_account SET last_webhook_at = $2
WHERE tenant_id = $1 AND provider = $4 AND (last_webhook_at IS NULL OR last_webhook_at <= $3)`;

/** Notes when a message came that fitted no account. `$1` tenant, `$2` when, `$3` the latest note that is old enough to be replaced. */
export const noteWebhookRefused = `
UPDATE tenant SET webhook_refused_at = $2
WHERE tenant_id = $1 AND (webhook_refused_at IS NULL OR webhook_refused_at <= $3)`;
