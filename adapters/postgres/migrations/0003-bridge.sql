-- Websites that speak for a business: their address, their keys, what lets them in, and what they have said once already.

-- Fields that were filled with a guess when the business was made; what a site proposes replaces them.
ALTER TABLE tenant ADD COLUMN guessed text[] NOT NULL DEFAULT '{}'
  CONSTRAINT tenant_guessed CHECK (guessed <@ ARRAY['timeZone', 'locale']);
-- Whether the operator has said the e-mail address, or a code that was mailed to it has come back. What a site proposes and what an owner types
-- is not proven: it may be somebody else's mailbox.
ALTER TABLE tenant ADD COLUMN email_proven boolean NOT NULL DEFAULT true;
-- The connect page finds businesses by the mailbox that somebody says is his.
CREATE INDEX tenant_by_email ON tenant (lower(email)) WHERE email_proven;

ALTER TABLE site
  ADD COLUMN site_url text,
  ADD COLUMN manage_url text,
  ADD COLUMN booking_page_url text,
  ADD COLUMN connected_at bigint,
  ADD COLUMN last_tick_at bigint,
  ADD CONSTRAINT site_url_once UNIQUE (tenant_id, site_url),
  ADD CONSTRAINT site_connection CHECK ((site_url IS NULL) = (manage_url IS NULL) AND (connected_at IS NULL OR site_url IS NOT NULL));

-- Public keys; the private ones never leave the sites. A key that is replaced or withdrawn stays as history, with its end.
CREATE TABLE site_key (
  tenant_id text NOT NULL,
  key_id text NOT NULL,
  site_id text NOT NULL,
  public_key text NOT NULL CHECK (public_key ~ '^[A-Za-z0-9_-]{43}$'),
  created_at bigint NOT NULL,
  expires_at bigint,
  PRIMARY KEY (tenant_id, key_id),
  FOREIGN KEY (tenant_id, site_id) REFERENCES site (tenant_id, site_id)
);
-- A signature names the key before the tenant is known.
CREATE INDEX site_key_by_id ON site_key (key_id);
CREATE INDEX site_key_by_site ON site_key (tenant_id, site_id);

-- What lets one site in, once. Only digests: whoever reads this table is let in nowhere.
CREATE TABLE site_grant (
  tenant_id text NOT NULL REFERENCES tenant (tenant_id),
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  site_url text,
  public_key text,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint,
  PRIMARY KEY (tenant_id, digest),
  CONSTRAINT site_grant_bound CHECK ((site_url IS NULL) = (public_key IS NULL))
);
CREATE INDEX site_grant_by_digest ON site_grant (digest);

CREATE TABLE site_nonce (
  tenant_id text NOT NULL,
  key_id text NOT NULL,
  nonce text NOT NULL,
  seen_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, key_id, nonce),
  FOREIGN KEY (tenant_id, key_id) REFERENCES site_key (tenant_id, key_id)
);
CREATE INDEX site_nonce_by_age ON site_nonce (seen_at);

CREATE TABLE connect_code (
  tenant_id text NOT NULL REFERENCES tenant (tenant_id),
  request_id text NOT NULL,
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  tries integer NOT NULL DEFAULT 0 CHECK (tries <= 5),
  used_at bigint,
  PRIMARY KEY (tenant_id, request_id)
);
CREATE INDEX connect_code_by_request ON connect_code (request_id);
CREATE INDEX connect_code_by_age ON connect_code (created_at);
