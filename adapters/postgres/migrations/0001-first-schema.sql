-- Every table but schema_migration belongs to a tenant: tenant_id leads each primary key, unique and exclusion constraint and
-- foreign key, so that no row can point into another tenant and the schema can be distributed by tenant.
-- Instants are bigint milliseconds since 1970-01-01T00:00Z. The database never computes wall times: its zone data is not ours.

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE tenant (
  tenant_id text NOT NULL,
  name text NOT NULL,
  time_zone text NOT NULL,
  locale text NOT NULL,
  email text,
  phone text,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'closed')),
  created_at bigint NOT NULL,
  PRIMARY KEY (tenant_id)
);

CREATE TABLE site (
  tenant_id text NOT NULL REFERENCES tenant (tenant_id),
  site_id text NOT NULL,
  allowed_origins text[] NOT NULL,
  PRIMARY KEY (tenant_id, site_id)
);
-- A visitor's request names the site before the tenant is known.
CREATE INDEX site_by_id ON site (site_id);

CREATE TABLE api_key (
  tenant_id text NOT NULL REFERENCES tenant (tenant_id),
  key_id text NOT NULL,
  name text NOT NULL,
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  scopes text[] NOT NULL CHECK (scopes <@ ARRAY['bookings', 'admin']),
  created_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, key_id)
);

CREATE TABLE payment_account (
  tenant_id text NOT NULL REFERENCES tenant (tenant_id),
  provider text NOT NULL,
  publishable_key text NOT NULL,
  encrypted_secret_key text NOT NULL,
  encrypted_webhook_secret text,
  PRIMARY KEY (tenant_id)
);

CREATE TABLE service (
  tenant_id text NOT NULL REFERENCES tenant (tenant_id),
  service_id text NOT NULL,
  position integer NOT NULL,
  retired boolean NOT NULL,
  document jsonb NOT NULL,
  PRIMARY KEY (tenant_id, service_id)
);

CREATE TABLE resource (
  tenant_id text NOT NULL REFERENCES tenant (tenant_id),
  resource_id text NOT NULL,
  position integer NOT NULL,
  retired boolean NOT NULL,
  document jsonb NOT NULL,
  PRIMARY KEY (tenant_id, resource_id)
);

-- `maximum` is the owner's word and decides whether one more use is given. An owner may lower it below what is already used,
-- so the check looks at `ceiling`: the larger of the maximum and the uses that stood when the code was last saved.
CREATE TABLE discount_code (
  tenant_id text NOT NULL REFERENCES tenant (tenant_id),
  code text NOT NULL,
  position integer NOT NULL,
  retired boolean NOT NULL,
  maximum integer CHECK (maximum >= 0),
  ceiling integer,
  redeemed integer NOT NULL DEFAULT 0,
  document jsonb NOT NULL,
  PRIMARY KEY (tenant_id, code),
  CONSTRAINT discount_code_ceiling CHECK ((maximum IS NULL) = (ceiling IS NULL) AND (maximum IS NULL OR maximum <= ceiling)),
  CONSTRAINT discount_code_redeemed CHECK (redeemed >= 0 AND (ceiling IS NULL OR redeemed <= ceiling))
);

CREATE TABLE class_session (
  tenant_id text NOT NULL,
  session_id text NOT NULL,
  service_id text NOT NULL,
  starts_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  capacity integer NOT NULL,
  seats_taken integer NOT NULL,
  resource_ids text[] NOT NULL,
  PRIMARY KEY (tenant_id, session_id),
  CONSTRAINT class_session_once UNIQUE (tenant_id, service_id, starts_at),
  CONSTRAINT class_session_interval CHECK (starts_at < ends_at),
  CONSTRAINT class_session_seats CHECK (0 <= seats_taken AND seats_taken <= capacity),
  FOREIGN KEY (tenant_id, service_id) REFERENCES service (tenant_id, service_id)
);

-- Who books is in the one column `customer`, so that a person can be erased from one place.
CREATE TABLE booking_order (
  tenant_id text NOT NULL REFERENCES tenant (tenant_id),
  order_id text NOT NULL,
  version integer NOT NULL CHECK (version >= 0),
  reference text NOT NULL,
  currency text NOT NULL,
  customer jsonb,
  extras jsonb NOT NULL,
  quote jsonb NOT NULL,
  manage_version integer NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, order_id)
);

-- `planned_claims` is what the booking is to occupy, in every state; what it does occupy stands in `claim`.
CREATE TABLE booking (
  tenant_id text NOT NULL,
  booking_id text NOT NULL,
  order_id text NOT NULL,
  line_id text NOT NULL,
  position integer NOT NULL,
  service_id text NOT NULL,
  state text NOT NULL CHECK (
    state IN ('held', 'awaiting_payment', 'pending_approval', 'confirmed', 'completed', 'no_show', 'cancelled', 'expired')
  ),
  starts_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  wall_start text NOT NULL,
  time_zone text NOT NULL,
  customer_time_zone text NOT NULL,
  party_size integer NOT NULL CHECK (party_size > 0),
  planned_claims jsonb NOT NULL,
  session_id text,
  resource_ids text[] NOT NULL,
  hold_expires_at bigint,
  cancellation_policy jsonb NOT NULL,
  sequence integer NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, booking_id),
  CONSTRAINT booking_interval CHECK (starts_at < ends_at),
  FOREIGN KEY (tenant_id, order_id) REFERENCES booking_order (tenant_id, order_id),
  FOREIGN KEY (tenant_id, service_id) REFERENCES service (tenant_id, service_id),
  FOREIGN KEY (tenant_id, session_id) REFERENCES class_session (tenant_id, session_id)
);
CREATE INDEX booking_by_order ON booking (tenant_id, order_id);
CREATE INDEX booking_by_start ON booking (tenant_id, starts_at);
CREATE INDEX booking_due_hold ON booking (tenant_id, hold_expires_at) WHERE state IN ('held', 'awaiting_payment');

CREATE TABLE order_line (
  tenant_id text NOT NULL,
  order_id text NOT NULL,
  line_id text NOT NULL,
  position integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('booking', 'extra', 'gift_card', 'package', 'membership', 'fee', 'tip')),
  booking_id text,
  description text NOT NULL,
  quantity integer NOT NULL,
  amount_minor bigint NOT NULL,
  discount_minor bigint NOT NULL,
  net_minor bigint NOT NULL,
  PRIMARY KEY (tenant_id, order_id, line_id),
  FOREIGN KEY (tenant_id, order_id) REFERENCES booking_order (tenant_id, order_id),
  FOREIGN KEY (tenant_id, booking_id) REFERENCES booking (tenant_id, booking_id)
);

-- The occupation of one resource by a booking or by a class session. A released claim stays, inactive, as history.
-- Claims that are not exclusive are the owner's deliberate overrides and foreign bookings: shown and searched, not guarded.
CREATE TABLE claim (
  tenant_id text NOT NULL,
  claim_number bigint GENERATED ALWAYS AS IDENTITY,
  resource_id text NOT NULL,
  booking_id text,
  session_id text,
  during int8range NOT NULL,
  active boolean NOT NULL,
  exclusive boolean NOT NULL,
  PRIMARY KEY (tenant_id, claim_number),
  CONSTRAINT claim_holder CHECK (num_nonnulls(booking_id, session_id) = 1),
  CONSTRAINT claim_interval CHECK (NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
  CONSTRAINT claim_no_overlap EXCLUDE USING gist (tenant_id WITH =, resource_id WITH =, during WITH &&) WHERE (active AND exclusive),
  FOREIGN KEY (tenant_id, resource_id) REFERENCES resource (tenant_id, resource_id),
  -- Claims are written before their booking. When one of several is taken already, no booking follows and the transaction is undone.
  FOREIGN KEY (tenant_id, booking_id) REFERENCES booking (tenant_id, booking_id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (tenant_id, session_id) REFERENCES class_session (tenant_id, session_id)
);
CREATE INDEX claim_by_booking ON claim (tenant_id, booking_id) WHERE active;
CREATE INDEX claim_not_exclusive ON claim USING gist (tenant_id, resource_id, during) WHERE active AND NOT exclusive;

CREATE TABLE seat_claim (
  tenant_id text NOT NULL,
  booking_id text NOT NULL,
  session_id text NOT NULL,
  seats integer NOT NULL CHECK (seats > 0),
  active boolean NOT NULL,
  PRIMARY KEY (tenant_id, booking_id),
  FOREIGN KEY (tenant_id, booking_id) REFERENCES booking (tenant_id, booking_id),
  FOREIGN KEY (tenant_id, session_id) REFERENCES class_session (tenant_id, session_id)
);
CREATE INDEX seat_claim_by_session ON seat_claim (tenant_id, session_id) WHERE active;

-- `last_look` numbers the looks for lost messages, so that each look takes the payments that have waited longest for one.
CREATE TABLE payment (
  tenant_id text NOT NULL,
  payment_id text NOT NULL,
  order_id text NOT NULL,
  position integer NOT NULL,
  provider text NOT NULL,
  provider_id text,
  state text NOT NULL CHECK (
    state IN ('created', 'requires_action', 'processing', 'authorized', 'paid', 'cancelled', 'disputed', 'lost')
  ),
  amount_minor bigint NOT NULL,
  currency text NOT NULL,
  captured_minor bigint NOT NULL,
  last_decline_code text,
  created_at bigint NOT NULL,
  last_look bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, payment_id),
  CONSTRAINT payment_provider_id UNIQUE (tenant_id, provider, provider_id),
  FOREIGN KEY (tenant_id, order_id) REFERENCES booking_order (tenant_id, order_id)
);
CREATE INDEX payment_by_order ON payment (tenant_id, order_id);
CREATE INDEX payment_open ON payment (tenant_id, last_look, created_at)
  WHERE provider_id IS NOT NULL AND state IN ('created', 'requires_action', 'processing', 'authorized');
CREATE SEQUENCE payment_look AS bigint;

CREATE TABLE refund (
  tenant_id text NOT NULL,
  order_id text NOT NULL,
  refund_id text NOT NULL,
  payment_id text NOT NULL,
  position integer NOT NULL,
  provider_id text,
  state text NOT NULL CHECK (state IN ('pending', 'succeeded', 'failed')),
  amount_minor bigint NOT NULL,
  currency text NOT NULL,
  reason text NOT NULL CHECK (reason IN ('cancelled', 'late_payment', 'duplicate_payment', 'amount_differs', 'made_at_provider')),
  created_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, order_id, refund_id),
  FOREIGN KEY (tenant_id, order_id) REFERENCES booking_order (tenant_id, order_id),
  FOREIGN KEY (tenant_id, payment_id) REFERENCES payment (tenant_id, payment_id)
);

CREATE TABLE redemption (
  tenant_id text NOT NULL,
  order_id text NOT NULL,
  code text NOT NULL,
  position integer NOT NULL,
  state text NOT NULL CHECK (state IN ('reserved', 'used', 'released')),
  PRIMARY KEY (tenant_id, order_id, code),
  FOREIGN KEY (tenant_id, order_id) REFERENCES booking_order (tenant_id, order_id),
  FOREIGN KEY (tenant_id, code) REFERENCES discount_code (tenant_id, code)
);
CREATE INDEX redemption_reserved ON redemption (tenant_id, code) WHERE state = 'reserved';

CREATE TABLE ledger_entry (
  tenant_id text NOT NULL,
  order_id text NOT NULL,
  key text NOT NULL,
  position integer NOT NULL,
  account text NOT NULL CHECK (account IN ('provider', 'kept', 'refund_due') OR account LIKE 'line:%'),
  amount_minor bigint NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, order_id, key),
  FOREIGN KEY (tenant_id, order_id) REFERENCES booking_order (tenant_id, order_id)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE provider_event (
  tenant_id text NOT NULL,
  provider text NOT NULL,
  event_id text NOT NULL,
  order_id text NOT NULL,
  PRIMARY KEY (tenant_id, provider, event_id),
  FOREIGN KEY (tenant_id, order_id) REFERENCES booking_order (tenant_id, order_id)
);

CREATE TABLE effect (
  tenant_id text NOT NULL,
  key text NOT NULL,
  order_id text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  payload jsonb NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done')),
  attempts integer NOT NULL DEFAULT 0,
  retry_at bigint NOT NULL DEFAULT 0,
  leased_until bigint,
  last_error_code text,
  finished_at bigint,
  PRIMARY KEY (tenant_id, key),
  FOREIGN KEY (tenant_id, order_id) REFERENCES booking_order (tenant_id, order_id)
);
CREATE INDEX effect_pending ON effect (tenant_id, number) INCLUDE (retry_at, leased_until) WHERE state = 'pending';

CREATE TABLE idempotency (
  tenant_id text NOT NULL REFERENCES tenant (tenant_id),
  key_digest text NOT NULL,
  fingerprint text NOT NULL,
  leased_until bigint NOT NULL,
  sealed_answer text,
  answered_at bigint,
  PRIMARY KEY (tenant_id, key_digest),
  CONSTRAINT idempotency_answer CHECK ((sealed_answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX idempotency_by_age ON idempotency (tenant_id, coalesce(answered_at, leased_until));

CREATE TABLE waiting_list_entry (
  tenant_id text NOT NULL,
  entry_id text NOT NULL,
  service_id text NOT NULL,
  local_date text NOT NULL CHECK (local_date ~ '^\d{4}-\d{2}-\d{2}$'),
  party_size integer NOT NULL CHECK (party_size > 0),
  email text NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, entry_id),
  CONSTRAINT waiting_list_entry_once UNIQUE (tenant_id, service_id, local_date, email),
  FOREIGN KEY (tenant_id, service_id) REFERENCES service (tenant_id, service_id)
);
