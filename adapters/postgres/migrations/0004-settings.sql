-- What the owner sets up beside what is sold: currency, two payment accounts, and the codes that confirm changes.

-- The currency that new services are priced in; null until the owner has said it.
ALTER TABLE tenant
  ADD COLUMN currency text CONSTRAINT tenant_currency CHECK (currency ~ '^[A-Z]{3}$'),
  ADD COLUMN payment_mode text,
  ADD COLUMN webhook_refused_at bigint;

-- A business has at most one account for play money and one for real money. Of what was stored before, the publishable key tells which it is.
ALTER TABLE payment_account
  ADD COLUMN mode text,
  ADD COLUMN account_name text,
  ADD COLUMN checked_at bigint,
  ADD COLUMN last_webhook_at bigint;
UPDATE payment_account SET mode = CASE WHEN publishable_key LIKE 'pk\_test\_%' THEN 'test' ELSE 'live' END;
ALTER TABLE payment_account
  ALTER COLUMN mode SET NOT NULL,
  ADD CONSTRAINT payment_account_mode CHECK (mode IN ('test', 'live')),
  DROP CONSTRAINT payment_account_pkey,
  ADD PRIMARY KEY (tenant_id, mode);

-- Payments remember their account by its name, and so do the events of its provider.
UPDATE payment SET provider = 'stripe_test' FROM payment_account AS account
WHERE account.tenant_id = payment.tenant_id AND account.mode = 'test' AND payment.provider = 'stripe';
UPDATE provider_event SET provider = 'stripe_test' FROM payment_account AS account
WHERE account.tenant_id = provider_event.tenant_id AND account.mode = 'test' AND provider_event.provider = 'stripe';
UPDATE payment_account SET provider = 'stripe_test' WHERE mode = 'test' AND provider = 'stripe';

-- The account that takes new payments, null for none; one that was there took them.
ALTER TABLE tenant
  ADD CONSTRAINT tenant_payment_mode FOREIGN KEY (tenant_id, payment_mode) REFERENCES payment_account (tenant_id, mode);
UPDATE tenant SET payment_mode = account.mode FROM payment_account AS account WHERE account.tenant_id = tenant.tenant_id;

-- The code that a business was mailed last, to confirm one change. Only keyed digests: neither code nor change can be told from them.
CREATE TABLE confirmation (
  tenant_id text NOT NULL REFERENCES tenant (tenant_id),
  action text NOT NULL,
  change_digest text NOT NULL CHECK (change_digest ~ '^[0-9a-f]{64}$'),
  code_digest text NOT NULL CHECK (code_digest ~ '^[0-9a-f]{64}$'),
  mailed_at bigint NOT NULL,
  tries integer NOT NULL CHECK (tries >= 0),
  tries_since bigint NOT NULL,
  PRIMARY KEY (tenant_id)
);
