-- Named weekly schedules, as the owner's catalogue holds them; resources and services name them in their documents.
CREATE TABLE schedule (
  tenant_id text NOT NULL REFERENCES tenant (tenant_id),
  schedule_id text NOT NULL,
  position integer NOT NULL,
  retired boolean NOT NULL,
  document jsonb NOT NULL,
  PRIMARY KEY (tenant_id, schedule_id)
);
