-- Locations, as the owner's catalogue holds them; services name them in their documents. The ways between places are one document of the tenant.
CREATE TABLE location (
  tenant_id text NOT NULL REFERENCES tenant (tenant_id),
  location_id text NOT NULL,
  position integer NOT NULL,
  retired boolean NOT NULL,
  document jsonb NOT NULL,
  PRIMARY KEY (tenant_id, location_id)
);
ALTER TABLE tenant ADD COLUMN travel jsonb;

-- Where somebody who travels is occupied; null when that does not matter. A place is more than a location's id, and one that was retired is still meant.
ALTER TABLE claim ADD COLUMN place text;
