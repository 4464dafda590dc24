-- Private addresses under which calendar programs read bookings. Of an address only the digest is kept.
CREATE TABLE calendar_feed (
  tenant_id text NOT NULL REFERENCES tenant (tenant_id),
  feed_id text NOT NULL,
  name text NOT NULL,
  resource_id text,
  detail text NOT NULL CHECK (detail IN ('full', 'busy')),
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  created_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, feed_id),
  FOREIGN KEY (tenant_id, resource_id) REFERENCES resource (tenant_id, resource_id)
);

-- When a booking's sequence was raised last: how long ago it was moved or cancelled. Of those from before this migration it is not known.
ALTER TABLE booking ADD COLUMN changed_at bigint;
