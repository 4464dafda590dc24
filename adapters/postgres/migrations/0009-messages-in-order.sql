-- Messages about one booking go out in the order in which they were written: a lease looks for an earlier one that is not delivered yet.
CREATE INDEX effect_pending_message ON effect (tenant_id, order_id, number)
  WHERE state = 'pending' AND payload ->> 'kind' = 'send_message';
