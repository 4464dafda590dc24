-- How many bookings a date or week of a service or resource takes. A key names what is counted and when: `svc_cut/day/2027-01-14`. `maximum` is the limit under which the last booking
-- was counted, so that the database itself refuses more; null after an owner's override, which is counted whatever is there.
CREATE TABLE limit_counter (
  tenant_id text NOT NULL,
  key text COLLATE "C" NOT NULL,
  used integer NOT NULL,
  maximum integer,
  PRIMARY KEY (tenant_id, key),
  CONSTRAINT limit_counter_used CHECK (0 <= used AND used <= maximum)
);

-- One booking under one key. It is given back by the statement that makes its row inactive, so that twice is impossible.
CREATE TABLE limit_use (
  tenant_id text NOT NULL,
  booking_id text NOT NULL,
  key text COLLATE "C" NOT NULL,
  active boolean NOT NULL,
  PRIMARY KEY (tenant_id, booking_id, key),
  FOREIGN KEY (tenant_id, booking_id) REFERENCES booking (tenant_id, booking_id),
  FOREIGN KEY (tenant_id, key) REFERENCES limit_counter (tenant_id, key)
);
CREATE INDEX limit_use_by_key ON limit_use (tenant_id, key) WHERE active;

-- What a booking is counted on while it has its time, as it was when it was made or moved: `[{ "key", "maximum" }]`.
ALTER TABLE booking ADD COLUMN limits jsonb NOT NULL DEFAULT '[]';
