-- Late money, disputes, money at the place, methods that take days, and the owner's deliberate overrides.

ALTER TABLE booking_order ADD COLUMN late_offer jsonb;
CREATE INDEX booking_order_open_offer ON booking_order (tenant_id, ((late_offer ->> 'expiresAt')::bigint))
  WHERE late_offer ->> 'state' = 'open';

ALTER TABLE booking ADD COLUMN override boolean NOT NULL DEFAULT false;

ALTER TABLE payment
  ADD COLUMN delayed_days integer CHECK (delayed_days > 0),
  ADD COLUMN disputes jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN owner_told_at bigint;
CREATE INDEX payment_contested ON payment (tenant_id, created_at) WHERE state IN ('disputed', 'lost');

ALTER TABLE refund DROP CONSTRAINT refund_state_check;
ALTER TABLE refund ADD CONSTRAINT refund_state_check CHECK (state IN ('pending', 'succeeded', 'failed', 'superseded'));
ALTER TABLE refund DROP CONSTRAINT refund_reason_check;
ALTER TABLE refund ADD CONSTRAINT refund_reason_check CHECK (
  reason IN ('cancelled', 'late_payment', 'duplicate_payment', 'amount_differs', 'made_at_provider', 'goodwill')
);
CREATE INDEX refund_under_way ON refund (tenant_id, payment_id) WHERE state = 'pending';
CREATE INDEX refund_failed ON refund (tenant_id, created_at) WHERE state = 'failed';

ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account_check;
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_account_check CHECK (
  account IN ('provider', 'kept', 'refund_due', 'offered', 'disputed', 'on_site') OR account LIKE 'line:%'
);
CREATE INDEX ledger_entry_on_site ON ledger_entry (tenant_id, order_id) WHERE account = 'on_site';
CREATE INDEX ledger_entry_corrected ON ledger_entry (tenant_id, order_id) WHERE key LIKE 'corrected/%';

-- Services that were saved before this knew nothing of either: they are paid online, without methods that take days.
UPDATE service SET document = document || '{"payment": "online", "delayedPaymentDays": null}'::jsonb WHERE NOT document ? 'payment';
