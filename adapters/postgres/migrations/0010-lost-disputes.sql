-- The owner's queue looks for disputes that were lost lately, and for what they leave owed.
CREATE INDEX ledger_entry_dispute_lost ON ledger_entry (tenant_id, recorded_at) WHERE key LIKE 'dispute_lost/%';
