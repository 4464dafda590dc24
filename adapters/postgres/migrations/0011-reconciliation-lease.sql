-- Of several processes one at a time compares a business's payments with its providers' own lists.

CREATE TABLE reconciliation_lease (
  tenant_id text PRIMARY KEY REFERENCES tenant (tenant_id),
  leased_until bigint NOT NULL
);
