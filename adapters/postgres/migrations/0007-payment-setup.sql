-- What was set up at the provider beside an account's keys: the webhook endpoint that we have made, and the domains on which wallets are shown.
-- Secrets are sealed. All of it is null until somebody has looked.
ALTER TABLE payment_account
  ADD COLUMN webhook_state text
    CONSTRAINT payment_account_webhook_state
      CHECK (webhook_state IN ('created', 'kept', 'given', 'not_reachable', 'permission_missing', 'failed')),
  ADD COLUMN webhook_url text,
  ADD COLUMN webhook_api_version text,
  ADD COLUMN webhook_endpoint_id text,
  ADD COLUMN encrypted_endpoint_secret text,
  -- The endpoint that it has replaced: believed until it is known to be gone.
  ADD COLUMN former_endpoint_id text,
  ADD COLUMN encrypted_former_secret text,
  -- The permission that is missing, or the provider's words.
  ADD COLUMN webhook_detail text,
  ADD COLUMN payment_domains jsonb NOT NULL DEFAULT '[]' CONSTRAINT payment_account_domains CHECK (jsonb_typeof(payment_domains) = 'array'),
  ADD COLUMN setup_looked_at bigint,
  ADD CONSTRAINT payment_account_setup CHECK ((webhook_state IS NULL) = (setup_looked_at IS NULL)),
  ADD CONSTRAINT payment_account_endpoint_secret CHECK (webhook_endpoint_id IS NOT NULL OR encrypted_endpoint_secret IS NULL),
  ADD CONSTRAINT payment_account_former_secret CHECK (former_endpoint_id IS NOT NULL OR encrypted_former_secret IS NULL);
