-- What each service, price rule, promotion, code and the taxes said of money, version by version. Without a time: what stood before changes were noted.
CREATE TABLE price_version (
  tenant_id text NOT NULL REFERENCES tenant,
  list text NOT NULL,
  item_id text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  sequence bigint NOT NULL,
  -- Null: it was retired.
  document jsonb,
  changed_at bigint,
  changed_by jsonb,
  PRIMARY KEY (tenant_id, list, item_id, version),
  UNIQUE (tenant_id, sequence)
);
